"""Kernels of ml_dtypes: its casts and ufuncs on arrays of codes.

A spec names one as ``verif.kernels.library:ml_dtypes_mul_e4m3``; the format's letters may be of
either case. There are

- ``ml_dtypes_encode_F``: ``astype`` from the floats it is given, as codes of F;
- ``ml_dtypes_decode_F``: ``astype`` from F to float32;
- ``ml_dtypes_convert_F_to_G``: ``astype`` from F to G, codes to codes;
- ``ml_dtypes_add_F``, and ``sub``, ``mul``, ``div``, ``sqrt``, ``neg``, ``abs``, ``min``, ``max``,
  ``minnum``, ``maxnum``: the ufunc of that operation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np

Array = np.ndarray[Any, Any]
Kernel = Callable[..., Array]

TYPES: dict[str, Any] = {
    "e4m3": ml_dtypes.float8_e4m3fn,
    "e5m2": ml_dtypes.float8_e5m2,
    "e4m3fnuz": ml_dtypes.float8_e4m3fnuz,
    "e5m2fnuz": ml_dtypes.float8_e5m2fnuz,
    "e4m3b11fnuz": ml_dtypes.float8_e4m3b11fnuz,
    "e4m3ieee": ml_dtypes.float8_e4m3,
    "e3m4": ml_dtypes.float8_e3m4,
    "e8m0": ml_dtypes.float8_e8m0fnu,
    "e3m2": ml_dtypes.float6_e3m2fn,
    "e2m3": ml_dtypes.float6_e2m3fn,
    "e2m1": ml_dtypes.float4_e2m1fn,
    "bf16": ml_dtypes.bfloat16,
    "int2": ml_dtypes.int2,
    "int4": ml_dtypes.int4,
    "uint2": ml_dtypes.uint2,
    "uint4": ml_dtypes.uint4,
}
"""The types of ml_dtypes by the names of this project's formats."""

WIDTHS = {"int2": 2, "uint2": 2, "int4": 4, "uint4": 4}
"""Integers shorter than a byte: the bits above are the sign, and are masked away."""

UFUNCS: dict[str, Any] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "sqrt": np.sqrt,
    "neg": np.negative,
    "abs": np.absolute,
    "min": np.minimum,
    "max": np.maximum,
    "minnum": np.fmin,
    "maxnum": np.fmax,
}


def _codes(values: Array, name: str) -> Array:
    """The codes behind an array of an ml_dtypes type."""
    codes = values.view(f"uint{8 * values.dtype.itemsize}")
    return codes & np.uint8((1 << WIDTHS[name]) - 1) if name in WIDTHS else codes


def encode(name: str) -> Kernel:
    """Floats to codes."""
    return lambda x: _codes(x.astype(TYPES[name]), name)


def decode(name: str) -> Kernel:
    """Codes to float32."""
    return lambda codes: codes.view(TYPES[name]).astype(np.float32)


def convert(name: str, other: str) -> Kernel:
    """Codes of one format to codes of another."""
    return lambda codes: _codes(codes.view(TYPES[name]).astype(TYPES[other]), other)


def ufunc(operation: str, name: str) -> Kernel:
    """A ufunc on codes."""
    function = UFUNCS[operation]
    return lambda *codes: _codes(function(*(c.view(TYPES[name]) for c in codes)), name)


def _kernels() -> dict[str, Kernel]:
    found: dict[str, Kernel] = {}
    for name in TYPES:
        found[f"ml_dtypes_encode_{name}"] = encode(name)
        found[f"ml_dtypes_decode_{name}"] = decode(name)
        for other in TYPES:
            found[f"ml_dtypes_convert_{name}_to_{other}"] = convert(name, other)
        for operation in UFUNCS:
            found[f"ml_dtypes_{operation}_{name}"] = ufunc(operation, name)
    return found


KERNELS = _kernels()
__all__ = [*KERNELS]  # noqa: PLE0604


def __getattr__(name: str) -> Kernel:
    """A kernel by its name."""
    kernel = KERNELS.get(re.sub(r"[A-Z]", lambda m: m[0].lower(), name))
    if kernel is None:
        raise AttributeError(f"no kernel '{name}'", name=name, obj=_module())
    return kernel
