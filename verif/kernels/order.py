"""The order of inputs: by magnitude of each operand in turn, then by code (SEMANTICS)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from verif.engines.vector import evaluate_arrays
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.identity import by_identity
from verif.formats.posit import Posit
from verif.ir import build as b

Array = np.ndarray[Any, Any]

TABLE_BITS = 10
"""Wider formats whose ordinals grow with the magnitude on both sides of zero need no table."""


@by_identity
def _table(fmt: Format) -> tuple[Array, int]:
    """The rank of every code, and the first rank of those that are not finite."""
    values = [fmt.decode(c) for c in fmt.codes()]
    sizes = [abs(v.exact) if v.exact is not None else None for v in values]
    place = {x: i for i, x in enumerate(sorted({s for s in sizes if s is not None}))}
    beyond = len(place)

    def rank(size: Fraction | None, is_nan: bool) -> int:
        return place[size] if size is not None else beyond + is_nan

    pairs = zip(sizes, values, strict=True)
    return np.array([rank(s, v.is_nan) for s, v in pairs], dtype=np.uint64), beyond


def ranks(fmt: Format, codes: Array) -> tuple[Array, Array]:
    """A number for each code that grows with its magnitude, infinities and NaN last; and which
    codes are finite."""
    if fmt.bits <= TABLE_BITS or not isinstance(fmt, Float | Fixed | Posit):
        table, beyond = _table(fmt)
        found = table[codes.astype(np.int64)]
        return found, found < beyond
    code = b.var("code", 0, (1 << fmt.bits) - 1)
    size = b.absolute(b.ordinal(fmt, code))
    top = max(abs(fmt.kmin), abs(fmt.kmax))
    inf, nan = b.test("inf", fmt, code), b.test("nan", fmt, code)
    rank = b.if_num(nan, b.const(top + 2), b.if_num(inf, b.const(top + 1), size))
    found = evaluate_arrays([rank], {code: codes})[0].astype(np.uint64)
    return found, found <= top


def ascending(keys: Sequence[Array], codes: Sequence[Array]) -> Array:
    """Indices that put inputs in order; the first key counts most."""
    return np.lexsort([*reversed(codes), *reversed(keys)])
