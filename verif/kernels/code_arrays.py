"""What the kernel libraries share: NumPy's ufuncs on arrays of codes of any type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Kernel = Callable[..., Array]

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


def codes_of(values: Array) -> Array:
    """The codes behind an array: its bits."""
    return values.view(f"uint{8 * values.dtype.itemsize}")


def encode(dtype: Any) -> Kernel:
    """Floats to codes."""
    return lambda x: codes_of(x.astype(dtype))


def decode(dtype: Any, floats: Any) -> Kernel:
    """Codes to floats."""
    return lambda codes: codes.view(dtype).astype(floats)


def ufunc(operation: str, dtype: Any) -> Kernel:
    """A ufunc on codes."""
    function = UFUNCS[operation]
    return lambda *codes: codes_of(function(*(c.view(dtype) for c in codes)))


def two_sum(dtype: Any) -> Callable[[Array, Array], tuple[Array, Array]]:
    """Knuth's TwoSum."""

    def kernel(x_codes: Array, y_codes: Array) -> tuple[Array, Array]:
        x, y = x_codes.view(dtype), y_codes.view(dtype)
        s = x + y
        y_seen = s - x
        x_seen = s - y_seen
        return codes_of(s), codes_of((x - x_seen) + (y - y_seen))

    return kernel
