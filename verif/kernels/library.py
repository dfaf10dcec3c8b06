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

from verif.kernels.code_arrays import UFUNCS, Kernel, codes_of, decode, encode, two_sum, ufunc

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


def convert(dtype: Any, other: Any) -> Kernel:
    """Codes of one format to codes of another."""
    return lambda codes: codes_of(codes.view(dtype).astype(other))


def kernels() -> dict[str, Callable[..., Any]]:
    """All kernels by name, with formats spelt as in specs and in lower case."""
    found: dict[str, Callable[..., Any]] = {}
    for spell in (str, str.lower):
        for name, dtype in TYPES.items():
            f = spell(name)
            found[f"ml_dtypes_encode_{f}"] = encode(dtype)
            found[f"ml_dtypes_decode_{f}"] = decode(dtype, np.float32)
            for other, target in TYPES.items():
                found[f"ml_dtypes_convert_{f}_to_{spell(other)}"] = convert(dtype, target)
            found[f"ml_dtypes_two_sum_{f}"] = two_sum(dtype)
            for operation in UFUNCS:
                found[f"ml_dtypes_{operation}_{f}"] = ufunc(operation, dtype)
    return found


globals().update(kernels())
