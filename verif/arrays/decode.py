"""Decoding of arrays: the values of codes as float64, where float64 holds them exactly."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from verif.arrays.encode import MAX_BITS, Same, code_dtype
from verif.arrays.source import FLOAT64, Array
from verif.arrays.unpack import exact_floats, unpack
from verif.formats.format import Format
from verif.formats.value import Value

TABLE_BITS = 16
"""Formats up to this wide are decoded by a table of all codes."""

BLOCK = 1 << 14


def decode_array(fmt: Format, codes: Array) -> Array:
    """The values of ``codes``, an array of integers, in its shape; NaN and NaR are nan.

    Raises ``ValueError`` for a code that the format has not, and for one whose value float64
    does not hold exactly; both name the first such element, counted in C order.
    """
    if fmt.bits > MAX_BITS:
        raise ValueError(f"{fmt.name} has {fmt.bits} bits; arrays hold codes of up to {MAX_BITS}")
    codes = np.asarray(codes)
    flat = _checked(fmt, codes)
    out = np.empty(flat.size, np.float64)
    table = _table(Same(fmt)) if fmt.bits <= TABLE_BITS else None
    for start in range(0, flat.size, BLOCK):
        block = flat[start : start + BLOCK]
        target = out[start : start + BLOCK]
        inexact: Array | None = None
        if table is None:
            inexact = _by_parts(fmt, block, target)
        else:
            values, lost = table
            np.take(values, block, mode="clip", out=target)
            if lost is not None:
                inexact = lost[block]
        if inexact is not None and inexact.any():
            i = int(np.argmax(inexact))
            code = int(block[i])
            raise ValueError(
                f"code {fmt.hex(code)} of {fmt.name}, element {start + i}, is "
                f"{fmt.decode(code)}, which float64 does not hold exactly"
            )
    return out.reshape(codes.shape)


def _checked(fmt: Format, codes: Array) -> Array:
    """``codes`` flat and in the format's code type, each shown to be in range."""
    if codes.dtype.kind not in "iu":
        raise TypeError(f"codes are integers, not {codes.dtype.name}")
    flat = np.ascontiguousarray(codes, dtype=codes.dtype.newbyteorder("=")).reshape(-1)
    info = np.iinfo(flat.dtype)
    outside = np.zeros(flat.size, bool) if info.min < 0 or info.max >> fmt.bits else None
    if outside is not None:
        if info.min < 0:
            outside |= flat < 0
        if info.max >> fmt.bits:
            outside |= flat > flat.dtype.type((1 << fmt.bits) - 1)
        if outside.any():
            i = int(np.argmax(outside))
            raise ValueError(
                f"element {i} is {flat[i]}, not a code of {fmt.name}: "
                f"they are 0 to {fmt.hex((1 << fmt.bits) - 1)}"
            )
    return flat.astype(code_dtype(fmt.bits), copy=False)


@lru_cache(maxsize=64)
def _table(same: Same) -> tuple[Array, Array | None]:
    """The value of every code, and which codes have none in float64."""
    fmt = same.fmt
    found = [_float(fmt.decode(code)) for code in fmt.codes()]
    values = np.array([0.0 if v is None else v for v in found])
    lost = np.array([v is None for v in found])
    return values, lost if lost.any() else None


def _float(value: Value) -> float | None:
    """``value`` as a float, if it is one."""
    if value.is_nan:
        return float("nan")
    if value.exact is None:
        return float("inf") * value.sign
    if value.exact == 0:
        return -0.0 if value.sign < 0 else 0.0
    pattern = FLOAT64.least(abs(value.exact), True)
    if pattern >= FLOAT64.inf or FLOAT64.value(pattern).real != abs(value.exact):
        return None
    size = float(np.uint64(pattern).view(np.float64))
    return size * value.sign


def _by_parts(fmt: Format, codes: Array, out: Array) -> Array:
    """Writes the values of ``codes`` to ``out``; which of them float64 does not hold."""
    parts = unpack(fmt, codes.astype(np.uint64))
    return exact_floats(parts, out)
