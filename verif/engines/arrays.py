"""Between the algebra's numbers and plain NumPy arrays."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from verif.algebra.integer import Int
from verif.algebra.numpy_backend import NumpyBackend, fits
from verif.algebra.real import Real

Array = np.ndarray[Any, Any]


def to_array(x: Int) -> Array:
    """The values of an integer; a constant becomes an array of one."""
    value = x.value
    if isinstance(value, np.ndarray):
        # Data computed as Python integers may have been shown to be small only afterwards.
        small = value.dtype == object and fits(x.low, x.high)
        return value.astype(np.int64) if small else value
    if fits(x.low, x.low):
        return np.array([x.low], dtype=np.int64)
    boxed: Array = np.empty(1, dtype=object)
    boxed[0] = x.low
    return boxed


def _fraction(sig: Any, exp: Any, den: Any) -> Fraction:
    sig, exp, den = int(sig), int(exp), int(den)
    return Fraction(sig << exp, den) if exp >= 0 else Fraction(sig, den << -exp)


_fractions = np.frompyfunc(_fraction, 3, 1)


def fractions(x: Real) -> Array:
    """The values of a real as an object array of ``Fraction``."""
    parts = (to_array(p) for p in (x.sig, x.exp, x.den))
    found: Array = _fractions(*parts)
    return found


def of_fractions(backend: NumpyBackend, values: Array) -> Real:
    """An object array of ``Fraction`` as a real."""

    def part(function: Any) -> Int:
        found = np.frompyfunc(function, 1, 1)(values)
        low, high = found.min(), found.max()
        if fits(int(low), int(high)):
            found = found.astype(np.int64)
        return Int(backend, found, int(low), int(high))

    top = part(lambda v: v.numerator)
    return Real(top, top.const(0), part(lambda v: v.denominator))
