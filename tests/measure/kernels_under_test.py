"""Kernels for measuring, on float16, float32 and codes; most of them wrong in one way."""

from __future__ import annotations

import time
from typing import Any

import ml_dtypes
import numpy as np

Array = np.ndarray[Any, Any]

COUNT = [0]


def exp(x: Array) -> Array:
    """Rounded twice, which shows in few places."""
    with np.errstate(all="ignore"):
        found: Array = np.exp(x.astype(np.float64)).astype(x.dtype)
    return found


def sin(x: Array) -> Array:
    with np.errstate(all="ignore"):
        found: Array = np.sin(x.astype(np.float64)).astype(x.dtype)
    return found


def log(x: Array) -> Array:
    with np.errstate(all="ignore"):
        found: Array = np.log(x.astype(np.float64)).astype(x.dtype)
    return found


def one_wrong_code(x: Array) -> Array:
    """exp, but one unit too large at 1.5."""
    y = exp(x)
    y[x == 1.5] = np.nextafter(y[x == 1.5], np.array(np.inf, x.dtype))
    return y


def swapped_sign(x: Array) -> Array:
    """sin with the wrong sign at -2."""
    y = sin(x)
    y[x == -2] *= -1
    return y


def drops(x: Array) -> Array:
    """exp, but smaller at 3 than before."""
    y = exp(x)
    y[x == 3] = y[x == 3] * np.array(0.5, x.dtype)
    return y


def overflows_early(x: Array) -> Array:
    """exp, infinite from 10 on."""
    y = exp(x)
    y[x >= 10] = np.inf
    return y


def zero_for_nan(x: Array) -> Array:
    """log, 0 where it has no value."""
    y = log(x)
    return np.where(np.isnan(y), 0, y).astype(x.dtype)


def by_position(x: Array) -> Array:
    """exp, in the last place wrong at the end of every array."""
    y = exp(x)
    y[-1:] = np.nextafter(y[-1:], np.array(0, x.dtype))
    return y


def by_call(x: Array) -> Array:
    """exp, wrong in every third call."""
    COUNT[0] += 1
    y = exp(x)
    return y * np.array(1.5, x.dtype) if COUNT[0] % 3 == 2 else y


def wrong_type(x: Array) -> Array:
    return exp(x).astype(np.float64)


def raises(x: Array) -> Array:
    raise ValueError("not today")


def raises_late(x: Array) -> Array:
    """Fails at one input that no sample has."""
    if (x.view(np.uint32) == 0x12345678).any():
        raise ValueError("not this one")
    return np.ones_like(x)


def hangs(x: Array) -> Array:
    time.sleep(600)
    return x


def slow_zero(x: Array) -> Array:
    """0 for all inputs, slowly enough to be interrupted."""
    time.sleep(0.02)
    return np.zeros_like(x)


def zero(x: Array) -> Array:
    """0, fast."""
    return np.zeros_like(x)


def exp_e4m3(codes: Array) -> Array:
    """exp on codes of E4M3, by float32, wrong at 2^-9, and NaN codes as they come."""
    x = codes.view(ml_dtypes.float8_e4m3fn).astype(np.float32)
    with np.errstate(all="ignore"):
        y = np.exp(x).astype(ml_dtypes.float8_e4m3fn).view(np.uint8)
    y[codes == 1] = 0x30
    return y


def late_code(x: Array) -> Array:
    """The code of 1 in E2M1, but for one input what is no code."""
    return np.where(x.view(np.uint32) == 0x12345, 200, 2).astype(np.uint8)


def power(x: Array, y: Array) -> Array:
    """x**y on codes of E4M3."""
    a, b = (c.view(ml_dtypes.float8_e4m3fn).astype(np.float64) for c in (x, y))
    with np.errstate(all="ignore"):
        found: Array = np.power(a, b).astype(np.float32).astype(ml_dtypes.float8_e4m3fn)
    return found.view(np.uint8)


not_a_function = 3
