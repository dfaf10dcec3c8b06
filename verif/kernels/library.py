"""Kernels of ml_dtypes: its casts and ufuncs on arrays of codes.

A spec names one as ``verif.kernels.library:ml_dtypes_mul_e4m3`` or, over several formats,
``verif.kernels.library:ml_dtypes_mul_{F}``. There are

- ``ml_dtypes_encode_F``: ``astype`` from the floats it is given, as codes of F;
- ``ml_dtypes_decode_F``: ``astype`` from F to float32;
- ``ml_dtypes_convert_F_to_G``: ``astype`` from F to G, codes to codes;
- ``ml_dtypes_add_F``, and ``sub``, ``mul``, ``div``, ``sqrt``, ``neg``, ``abs``, ``min``, ``max``,
  ``minnum``, ``maxnum``: the ufunc of that operation;
- ``ml_dtypes_two_sum_F``: a sum and what it lost, by six such operations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np

Array = np.ndarray[Any, Any]
Kernel = Callable[..., Array]

TYPES: dict[str, Any] = {
    "E4M3": ml_dtypes.float8_e4m3fn,
    "E5M2": ml_dtypes.float8_e5m2,
    "E4M3FNUZ": ml_dtypes.float8_e4m3fnuz,
    "E5M2FNUZ": ml_dtypes.float8_e5m2fnuz,
    "E4M3B11FNUZ": ml_dtypes.float8_e4m3b11fnuz,
    "E4M3IEEE": ml_dtypes.float8_e4m3,
    "E3M4": ml_dtypes.float8_e3m4,
    "E8M0": ml_dtypes.float8_e8m0fnu,
    "E3M2": ml_dtypes.float6_e3m2fn,
    "E2M3": ml_dtypes.float6_e2m3fn,
    "E2M1": ml_dtypes.float4_e2m1fn,
    "BF16": ml_dtypes.bfloat16,
    "INT2": ml_dtypes.int2,
    "INT4": ml_dtypes.int4,
    "UINT2": ml_dtypes.uint2,
    "UINT4": ml_dtypes.uint4,
}
"""The types of ml_dtypes by the names of this project's formats."""

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


def _codes(values: Array) -> Array:
    """The codes behind an array of an ml_dtypes type."""
    return values.view(f"uint{8 * values.dtype.itemsize}")


def encode(name: str) -> Kernel:
    """Floats to codes."""
    return lambda x: _codes(x.astype(TYPES[name]))


def decode(name: str) -> Kernel:
    """Codes to float32."""
    return lambda codes: codes.view(TYPES[name]).astype(np.float32)


def convert(name: str, other: str) -> Kernel:
    """Codes of one format to codes of another."""
    return lambda codes: _codes(codes.view(TYPES[name]).astype(TYPES[other]))


def ufunc(operation: str, name: str) -> Kernel:
    """A ufunc on codes."""
    function = UFUNCS[operation]
    return lambda *codes: _codes(function(*(c.view(TYPES[name]) for c in codes)))


def two_sum(name: str) -> Callable[[Array, Array], tuple[Array, Array]]:
    """Knuth's TwoSum."""

    def kernel(x_codes: Array, y_codes: Array) -> tuple[Array, Array]:
        x, y = x_codes.view(TYPES[name]), y_codes.view(TYPES[name])
        s = x + y
        y_seen = s - x
        x_seen = s - y_seen
        return _codes(s), _codes((x - x_seen) + (y - y_seen))

    return kernel


def kernels() -> dict[str, Callable[..., Any]]:
    """All kernels by name, with formats spelt as in specs and in lower case."""
    found: dict[str, Callable[..., Any]] = {}
    for spell in (str, str.lower):
        for name in TYPES:
            f = spell(name)
            found[f"ml_dtypes_encode_{f}"] = encode(name)
            found[f"ml_dtypes_decode_{f}"] = decode(name)
            for other in TYPES:
                found[f"ml_dtypes_convert_{f}_to_{spell(other)}"] = convert(name, other)
            found[f"ml_dtypes_two_sum_{f}"] = two_sum(name)
            for operation in UFUNCS:
                found[f"ml_dtypes_{operation}_{f}"] = ufunc(operation, name)
    return found


globals().update(kernels())
