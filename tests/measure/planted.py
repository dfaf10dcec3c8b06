"""Kernels that are right but for some errors of each kind, and the same as functions of NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def _with_errors(x: Array, y: Array) -> Array:
    """Results, but by the last bits of the input some are wrong: by one unit or by ten, NaN,
    infinite, zero."""
    codes, inputs = y.view(np.uint32), x.view(np.uint32)
    at = inputs & np.uint32(0x3FFFFF)
    codes[at == 0x2000] += np.uint32(1)
    codes[at == 0x12345] -= np.uint32(1)
    codes[(at >= 0x155000) & (at < 0x155400)] += np.uint32(10)
    y[at == 0x300001] = np.nan
    y[at == 0x380001] = np.inf
    y[at == 0x3FFFFF] = 0
    return y


def exp_with_errors(x: Array) -> Array:
    with np.errstate(all="ignore"):
        return _with_errors(x, np.exp(x.astype(np.float64)).astype(np.float32))


def tanh_with_errors(x: Array) -> Array:
    with np.errstate(all="ignore"):
        return _with_errors(x, np.tanh(x.astype(np.float64)).astype(np.float32))


def exp(x: Array) -> Array:
    found: Array = np.exp(x)
    return found


def expm1(x: Array) -> Array:
    found: Array = np.expm1(x)
    return found


def log(x: Array) -> Array:
    found: Array = np.log(x)
    return found


def tanh(x: Array) -> Array:
    found: Array = np.tanh(x)
    return found
