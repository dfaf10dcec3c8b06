"""Results in float32, nearest even, judged by their error in float64 without rounding anything.

With v in float64, within a relative 2**-40 of the exact value, the error t of a result y in units
in the last place is known to 2**-15, but for a factor of 2 where v cannot be told from a power of
two; there the smaller unit is taken. Where t is clear of 1/2, 1 and 2, it decides:

- t < 1/2: y is the nearest number, as no number is closer than half a unit of the value's binade to
  another one, or, below a power of two, closer than half a unit of that lower binade.
- t > 1/2: it is not; ties, and what lies just below a power of two, have t = 1/2 or 1.
- t < 1: one of the two numbers around the value, unless it lies in a lower binade, where the
  numbers are closer: then it has all bits of the significand set.
- t > 1: neither of them; at a power of two that v falls short of, the upper one has t = 2.

All else is left to the tally, which asks the exact oracle.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np

from verif.formats.context import Context
from verif.formats.format import Format
from verif.measure.axes import Axes
from verif.measure.oracle import Oracle, is_float32
from verif.measure.part import EDGES, Part
from verif.measure.tally import Tally
from verif.oracle.evaluators import Evaluator, Unary
from verif.oracle.filter import BINARY32

Array = np.ndarray[Any, Any]

SIZE = 1 << 15
"""Results judged at a time, so that what is in between stays in the cache."""

MOST_ERROR = 2.0**-40
"""The largest assumed error of an evaluation for which the zones are wide enough."""

ZONE = 2.0**-14
"""Errors so close to 1/2, 1 or 2 units are left to the exact oracle."""

EXPONENT = np.uint64(0x7FF << 52)
LEAST, MOST = (np.uint64(1023 + e << 52) for e in (-126, 127))
UNIT = np.uint64(2 * 1023 + 23 << 52)
"""Less an exponent field, the pattern of the reciprocal of a unit in the last place."""

LEAST_EXPONENT = -126
MARGIN = 2.0**-12
"""What is added to an error for an upper bound: more than float32 and the evaluation may lose."""

SIGNIFICAND = np.uint32(0x7FFFFF)
MIDDLES = (0.5, 1.0, 2.0)
COUNTED = tuple(sorted({*EDGES, *(m + s for m in MIDDLES for s in (-ZONE, ZONE))} - set(MIDDLES)))


def usable(oracle: Oracle) -> bool:
    """Whether results of this oracle can be judged so."""
    return (
        len(oracle.inputs) == 1
        and is_float32(oracle.inputs[0])
        and _nearest_float32(oracle.fmt, oracle.context)
        and oracle.filter is not None
        and oracle.filter.values is not None
        and oracle.filter.values.error <= MOST_ERROR
    )


def _nearest_float32(fmt: Format, context: Context) -> bool:
    return is_float32(fmt) and context in (BINARY32.context("RNE"), BINARY32.context("RN"))


class Fast:
    """Judges blocks of inputs on which the function is finite and monotone, of one sign."""

    def __init__(self, oracle: Oracle, part: Part, tally: Tally, axes: Axes) -> None:
        assert oracle.filter is not None and oracle.filter.values is not None
        self.values: Evaluator = oracle.filter.values
        self.part = part
        self.tally = tally
        self.axes = axes
        self.far, self.low, self.work = (np.empty(SIZE) for _ in range(3))
        self.errors = np.empty(SIZE, np.float32)
        self.where = np.empty(SIZE, bool)
        self.above: dict[float, int] = {}
        self.binade: int | None = None
        self.open: list[tuple[Array, Array]] = []
        self.shrink = 1 - 2 * self.values.error

    def add(self, patterns: Array, got: Array) -> None:
        """Take inputs and results, both as patterns."""
        for start in range(0, len(got), SIZE):
            self._add(patterns[start : start + SIZE], got[start : start + SIZE])

    def _add(self, patterns: Array, got: Array) -> None:
        part, n = self.part, len(got)
        part.inputs += n
        value = self._evaluate(patterns.view(np.float32))
        first, last = abs(float(value[0])), abs(float(value[-1]))
        far, errors = self.far[:n], self.errors[:n]
        np.copyto(far, got.view(np.float32))
        far -= value
        units = self._units(value, first, last)
        if isinstance(units, float) and max(far.max(), -far.min()) * units < 0.5 - ZONE:
            return
        np.abs(far, out=far)
        np.multiply(far, units, out=errors, casting="same_kind")
        most = float(errors.max())
        if most < 0.5 - ZONE:
            return
        if not most < np.inf or max(first, last) > BOUND:
            self._exactly(patterns, got, np.arange(n))
            return
        where = self.where[:n]
        above = {}
        for edge in COUNTED:
            if edge > most:
                break
            above[edge] = int(np.count_nonzero(np.greater_equal(errors, edge, out=where)))
        open_ = self._open(got, errors, above)
        if open_.size:
            self._exactly(patterns, got, open_)
            for error in errors[open_].tolist():
                for edge in above:
                    above[edge] -= error >= edge
            errors[open_] = 0.0
            most = float(errors.max())
        wrong = above.get(0.5 + ZONE, 0)
        if wrong:
            for edge, count in above.items():
                self.above[edge] = self.above.get(edge, 0) + count
            self._candidates(patterns, got, value, most, (min(first, last), max(first, last)))
            self.axes.run(part.ordinal, part.linear, patterns, errors, wrong, most)

    def _evaluate(self, x: Array) -> Array:
        """The values in float64; the evaluator need not move arguments that lie inside."""
        values = self.values
        if not isinstance(values, Unary) or not all(
            values.double.low <= end <= values.double.high for end in (x[0], x[-1])
        ):
            return values.evaluate(x)
        n = len(x)
        found = values.x[:n]
        np.copyto(found, x)
        values.double.evaluate(found, values.s[:n], values.t[:n])
        return found

    def _units(self, value: Array, first: float, last: float) -> Array | float:
        """Reciprocals of units in the last place, of the lower binade where it is not certain; one
        for all where they have the same."""
        near, beyond = sorted((first, last))
        low, high = _binade(near * self.shrink), _binade(beyond * (2 - self.shrink))
        self.binade = low if low == high else None
        if low == high:
            return float(2.0 ** (23 - low))
        unit = self.work[: len(value)].view(np.uint64)
        work = self.low[: len(value)]
        np.multiply(value, self.shrink, out=work)
        np.bitwise_and(work.view(np.uint64), EXPONENT, out=unit)
        if low == LEAST_EXPONENT or high > 127:
            np.clip(unit, LEAST, MOST, out=unit)
        np.subtract(UNIT, unit, out=unit)
        return self.work[: len(value)]

    def _open(self, got: Array, errors: Array, above: dict[float, int]) -> Array:
        """Places that float64 leaves open."""
        found: set[int] = set()
        for middle in MIDDLES:
            if above.get(middle - ZONE, 0) != above.get(middle + ZONE, 0):
                near = np.abs(errors - np.float32(middle)) <= ZONE
                found.update(np.flatnonzero(near).tolist())
        top = (got & SIGNIFICAND) == SIGNIFICAND
        if top.any():
            if self.binade is not None:  # all values lie from here on
                top &= np.abs(got.view(np.float32)) < 2.0**self.binade
            found.update(np.flatnonzero(top & (errors > 0.5) & (errors < 1)).tolist())
        return np.array(sorted(found), np.intp)

    def _exactly(self, patterns: Array, got: Array, places: Array) -> None:
        """Leave some results to the tally, with others like them."""
        self.part.inputs -= len(places)
        self.open.append((patterns[places], got[places]))

    def finish(self) -> None:
        """Have the results that were left open judged, and add up."""
        self._count()
        if not self.open:
            return
        codes, got = (np.concatenate(arrays) for arrays in zip(*self.open, strict=True))
        self.open.clear()
        wrong, errors = self.tally.add((codes,), got)
        self.axes.wrong(self.part.ordinal, self.part.linear, codes[wrong], errors[wrong])

    def _count(self) -> None:
        """Add what was counted to the part."""
        part, above = self.part, self.above
        counts = [above.get(edge + ZONE if edge in MIDDLES else edge, 0) for edge in EDGES]
        part.misrounded += counts[0]
        part.unfaithful += counts[1]
        for i, (here, after) in enumerate(pairwise([*counts, 0])):
            part.histogram[i + 1] += here - after
        above.clear()

    def _candidates(
        self, patterns: Array, got: Array, value: Array, most: float, sizes: tuple[float, float]
    ) -> None:
        """Offer what may be among the worst; ``most`` is the largest error here, and values lie
        between the ``sizes`` in magnitude."""
        part, n = self.part, len(got)
        far, errors = self.far[:n], self.errors[:n]
        least, largest = sizes
        bound = most + MARGIN
        if bound > part.ulp.enough:
            bounds = np.where(errors > 0.5, errors.astype(np.float64) + MARGIN, -1.0)
            part.ulp.add(bounds, (patterns,), got)
        else:
            part.ulp.rest = max(part.ulp.rest, bound)
        distance = bound * 2.0 ** (_binade(largest * (2 - self.shrink)) - 23)
        if distance > part.absolute.enough:
            bounds = np.where(errors > 0.5, far + np.abs(value) * 2.0**-37, -1.0)
            part.absolute.add(bounds, (patterns,), got)
        else:
            part.absolute.rest = max(part.absolute.rest, distance)
        if largest < 2.0**-126 * (1 - 2.0**-20):
            return
        ratio = min(bound * 2.0**-23, distance / least if least else np.inf)
        if ratio > part.relative.enough:
            size = np.abs(value)
            with np.errstate(all="ignore"):
                found = far / size + 2.0**-37
            normal = size >= 2.0**-126 * (1 - 2.0**-20)
            part.relative.add(np.where((errors > 0.5) & normal, found, -1.0), (patterns,), got)
        else:
            part.relative.rest = max(part.relative.rest, ratio)


def _binade(size: float) -> int:
    """The exponent of the unit's binade: that of the smallest normal number below it."""
    return max(math.frexp(size)[1] - 1, LEAST_EXPONENT)


BOUND = float(np.finfo(np.float32).max) / 2
"""Values up to here are far from overflow."""
