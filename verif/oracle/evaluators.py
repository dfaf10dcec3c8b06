"""Evaluation of blocks of float32 arguments in float64, with what must be known besides the value.

An argument is *irregular* where no relative error bounds the evaluation: zeros, infinities, NaN,
the domain's edge and outside, zeros of the function. It is *invalid* where the result is NaN.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from verif.oracle.doubles import DOUBLES, ERROR, Double, power
from verif.oracle.function import Function

Array = NDArray[Any]

BLOCK = 1 << 15
"""The most arguments of one call, so few that what is in between stays in the cache."""

MAGNITUDE = np.uint32(0x7FFFFFFF)
INFINITE = np.uint32(0x7F800000)


class Evaluator(Protocol):
    """The evaluation of one function; its result lives until the next call."""

    error: float
    span: int

    def evaluate(self, *x: Array) -> Array:
        """Values in float64, within the relative ``error`` at regular arguments, or, for values
        beyond ``2**span`` or below ``2**-span``, values beyond these too."""

    def irregular(self, *x: Array) -> Array:
        """Where the scalar reference is to be asked."""

    def invalid(self, *x: Array) -> Array:
        """Where the result is NaN."""

    def strict(self, *x: Array) -> tuple[Array, Array]:
        """Bounds that the values at regular arguments do not reach, below and above."""


def evaluator(function: Function) -> Evaluator | None:
    """The evaluation of ``function``; ``None`` where there is none in float64."""
    if function.arity == 2:
        return Power()
    found = DOUBLES.get(function.name)
    return Unary(function, found) if found else None


class Unary:
    """A function of one argument."""

    def __init__(self, function: Function, double: Double) -> None:
        self.function = function
        self.double = double
        self.error = double.error
        self.span = double.span
        low = function.domain.low
        self.low = None if low is None else np.float32(float(low))
        self.zero_at_one = function.exact(Fraction(1)) == 0
        self.moved = double.low > -inf or double.high < inf
        self.x, self.s, self.t = (np.empty(BLOCK) for _ in range(3))
        self.bits = np.empty(BLOCK, np.uint32)

    def evaluate(self, *x: Array) -> Array:
        (given,) = x
        n = len(given)
        values = self.x[:n]
        if self.moved:
            np.clip(given, self.double.low, self.double.high, out=values)
        else:
            np.copyto(values, given)
        self.double.evaluate(values, self.s[:n], self.t[:n])
        return values

    def irregular(self, *x: Array) -> Array:
        (given,) = x
        found = _zero_or_special(given, self.bits[: len(given)])
        if self.low is not None:
            found |= given <= self.low
        if self.zero_at_one:
            found |= given == 1
        return found

    def invalid(self, *x: Array) -> Array:
        (given,) = x
        found = np.isnan(given)
        if self.low is not None:
            found |= given < self.low
        return found

    def strict(self, *x: Array) -> tuple[Array, Array]:
        values = x[0].astype(np.float64)
        lower, upper = np.full(values.shape, -inf), np.full(values.shape, inf)
        for line in self.function.lines:
            if line.slope and line.offset:  # a sum that float64 might round
                continue
            bound = float(line.slope) * values + float(line.offset)
            if line.low is not None:
                bound[values <= float(line.low)] = -inf if line.above else inf
            if line.high is not None:
                bound[values >= float(line.high)] = -inf if line.above else inf
            if line.above:
                np.maximum(lower, bound, out=lower)
            else:
                np.minimum(upper, bound, out=upper)
        return lower, upper


class Power:
    """x**y: the magnitude by ``power``, the sign by the parity of y."""

    error = ERROR
    span = 900

    def evaluate(self, *x: Array) -> Array:
        base, exponent = x
        size = power(base, exponent)
        return np.where((base < 0) & _odd(exponent), -size, size)

    def irregular(self, *x: Array) -> Array:
        base, exponent = x
        work = np.empty(len(base), np.uint32)
        found = _zero_or_special(base, work) | _zero_or_special(exponent, work)
        found |= np.abs(base) == 1
        found |= (base < 0) & (exponent != np.floor(exponent))
        return found

    def invalid(self, *x: Array) -> Array:
        base, exponent = x
        nan = np.isnan(base) & (exponent != 0) | np.isnan(exponent) & (base != 1)
        finite = np.isfinite(base) & np.isfinite(exponent)
        found: Array = nan | finite & (base < 0) & (exponent != np.floor(exponent))
        return found

    def strict(self, *x: Array) -> tuple[Array, Array]:
        base, exponent = x
        larger = (np.abs(base) > 1) == (exponent > 0)
        lower, upper = np.where(larger, 1.0, 0.0), np.where(larger, inf, 1.0)
        negative = (base < 0) & _odd(exponent)
        return np.where(negative, -upper, lower), np.where(negative, -lower, upper)


def _odd(y: Array) -> Array:
    """Which numbers are odd integers; the remainder is exact."""
    found: Array = np.abs(np.fmod(y, np.float32(2))) == 1
    return found


def _zero_or_special(x: Array, work: Array) -> Array:
    """Zeros, infinities and NaN: all magnitudes but ``1 .. INFINITE - 1``."""
    np.bitwise_and(x.view(np.uint32), MAGNITUDE, out=work)
    np.subtract(work, np.uint32(1), out=work)
    found: Array = work >= INFINITE - np.uint32(1)
    return found
