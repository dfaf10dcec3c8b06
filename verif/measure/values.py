"""Values in float64 of runs of neighbouring inputs, and how well errors are known by them.

Where the function has a Taylor polynomial with a small enough bound, values come from there; else
from an evaluation with a larger one, which is an assumption (``oracle/doubles.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from verif.oracle.evaluators import BLOCK, Evaluator
from verif.oracle.taylor import SIZE, Polynomial, polynomial

Array = np.ndarray[Any, Any]

MOST_ERROR = 2.0**-40
"""The largest relative error of an evaluation for which ``WIDE`` is wide enough."""

WIDE = 3 * 2.0**-17
"""Errors, in units in the last place of float32, are known better than that from an evaluation: to
2**-16 by its error, as a value has less than 2**24 units, and to 2**-22 and less by roundings."""

PROVED = 2.0**-45
"""The largest relative error of a polynomial that is made use of."""

SMALL = 2.0**-46
"""The largest error beside the sum of all coefficients for which a run is not too long."""

NARROW = 2.0**-20
"""The same for a polynomial: 2**-21 by its error, and 2**-23 as float32 rounds an error below 4."""

EXPONENT = 1 << 23
"""Patterns with the same exponent, whose values are evenly spaced."""

RUNS = (1 << 19, 1 << 17, 1 << 15)
"""Lengths of runs that are tried: a long one has one polynomial for many parts."""


@dataclass(frozen=True)
class Run:
    """Neighbouring inputs on which the function is monotone: values ``at`` places in it, which are
    counted from the first; with them errors are known to ``zone``. ``ends`` are the values at the
    first and the last."""

    at: Callable[[Array], Array]
    ends: tuple[float, float]
    zone: float


class Values:
    """The values of one function."""

    def __init__(self, name: str, evaluator: Evaluator) -> None:
        self.name = name
        self.evaluator = evaluator
        self.found = np.empty(SIZE)
        self.longest = 0
        self.first = 0
        self.last = -1
        self.polynomial: Polynomial | None = None

    def part(self, patterns: Array) -> tuple[Array, float]:
        """The values of neighbouring inputs on which the function is monotone, at most ``SIZE``,
        and the zone of their errors; both last until the next call."""
        start = int(patterns[0])
        if start % SIZE == 0 and len(patterns) == SIZE:
            found = self._polynomial(start)
            if found is not None:
                found.part(start - self.first, self.found)
                if _is_close(found, float(self.found[0]), float(self.found[-1])):
                    return self.found, NARROW
        return self.evaluator.evaluate(patterns.view(np.float32)), WIDE

    def run(self, start: int, size: int) -> Run:
        """The values of the inputs with the patterns from ``start`` on."""
        ends = np.array([0, size - 1])
        found = _made(self.name, start, size)
        if found is not None:
            first, last = found.at(ends).tolist()
            if _is_close(found, first, last):
                return Run(found.at, (first, last), NARROW)

        def at(places: Array) -> Array:
            x = (places + start).astype(np.uint32).view(np.float32)
            found = np.empty(len(x))
            for i in range(0, len(x), BLOCK):
                found[i : i + BLOCK] = self.evaluator.evaluate(x[i : i + BLOCK])
            return found

        first, last = at(ends).tolist()
        return Run(at, (first, last), WIDE)

    def _polynomial(self, start: int) -> Polynomial | None:
        """That of a run around ``start``, as long as its error allows; those that follow are not
        longer."""
        if not self.first <= start <= self.last:
            while self.longest < len(RUNS):
                size = RUNS[self.longest]
                self.first, self.last = start - start % size, start - start % size + size - 1
                found = self.polynomial = _made(self.name, self.first, size)
                if found is not None and found.error <= np.abs(found.coefficients).sum() * SMALL:
                    break
                self.longest += 1
            else:
                self.polynomial = None
        return self.polynomial


def _made(name: str, start: int, size: int) -> Polynomial | None:
    """The polynomial of the inputs with the patterns from ``start`` on, if of one exponent."""
    if start // EXPONENT != (start + size - 1) // EXPONENT:
        return None
    first, second = np.array([start, start + 1], np.uint32).view(np.float32).tolist()
    return polynomial(name, first, second - first, size)


def _is_close(found: Polynomial, first: float, last: float) -> bool:
    """Whether the error is small enough beside all values between two of one sign."""
    return first * last > 0 and found.error <= PROVED * min(abs(first), abs(last))
