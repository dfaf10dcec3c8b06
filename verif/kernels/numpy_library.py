"""Kernels of NumPy: its float casts and its arithmetic, on arrays of codes.

A spec names one as ``verif.kernels.numpy_library:numpy_mul_f16``. There are

- ``numpy_encode_F``: ``astype`` from the floats it is given, as codes of F;
- ``numpy_decode_F``: codes of F as floats of the same type, and ``numpy_decode_F_to_G``: as G;
- ``numpy_add_F``, and ``sub``, ``mul``, ``div``, ``sqrt``, ``neg``, ``abs``, ``min``, ``max``,
  ``minnum``, ``maxnum``: the ufunc of that operation;
- ``numpy_two_sum_F``: a sum and what it lost, by six such operations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from verif.kernels.code_arrays import UFUNCS, decode, encode, two_sum, ufunc

TYPES: dict[str, Any] = {"F16": np.float16, "F32": np.float32, "F64": np.float64}
"""NumPy's float types by the names of this project's formats."""


def kernels() -> dict[str, Callable[..., Any]]:
    """All kernels by name, with formats spelt as in specs and in lower case."""
    found: dict[str, Callable[..., Any]] = {}
    for spell in (str, str.lower):
        for name, dtype in TYPES.items():
            f = spell(name)
            found[f"numpy_encode_{f}"] = encode(dtype)
            found[f"numpy_decode_{f}"] = decode(dtype, dtype)
            for other, floats in TYPES.items():
                found[f"numpy_decode_{f}_to_{spell(other)}"] = decode(dtype, floats)
            found[f"numpy_two_sum_{f}"] = two_sum(dtype)
            for operation in UFUNCS:
                found[f"numpy_{operation}_{f}"] = ufunc(operation, dtype)
    return found


globals().update(kernels())
