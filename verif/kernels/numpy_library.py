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

Array = np.ndarray[Any, Any]
Kernel = Callable[..., Array]

TYPES: dict[str, Any] = {"F16": np.float16, "F32": np.float32, "F64": np.float64}
"""NumPy's float types by the names of this project's formats."""

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
    """The bits of an array of floats."""
    return values.view(f"uint{8 * values.dtype.itemsize}")


def encode(name: str) -> Kernel:
    """Floats to codes."""
    return lambda x: _codes(x.astype(TYPES[name]))


def decode(name: str, other: str) -> Kernel:
    """Codes to floats."""
    return lambda codes: codes.view(TYPES[name]).astype(TYPES[other])


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
            found[f"numpy_encode_{f}"] = encode(name)
            found[f"numpy_decode_{f}"] = decode(name, name)
            for other in TYPES:
                found[f"numpy_decode_{f}_to_{spell(other)}"] = decode(name, other)
            found[f"numpy_two_sum_{f}"] = two_sum(name)
            for operation in UFUNCS:
                found[f"numpy_{operation}_{f}"] = ufunc(operation, name)
    return found


globals().update(kernels())
