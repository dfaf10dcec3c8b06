"""Results in float32, nearest even, judged by their error in float64 without rounding anything.

With v in float64 the error t of a result y in units in the last place is known to a little (a zone,
``values.py``), but for a factor of 2 where v cannot be told from a power of two; there the smaller
unit is taken. Where t is clear of 1/2, 1 and 2, it decides:

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
from verif.measure.axes import MAGNITUDE, Axes
from verif.measure.oracle import Oracle, is_float32
from verif.measure.part import EDGES, Part
from verif.measure.tally import NO_BOUND, Tally
from verif.measure.values import MOST_ERROR, Values
from verif.oracle.filter import BINARY32

Array = np.ndarray[Any, Any]

SIZE = 1 << 15
"""Results judged at a time, so that what is in between stays in the cache."""

EXPONENT = np.uint64(0x7FF << 52)
LEAST, MOST = (np.uint64(1023 + e << 52) for e in (-126, 127))
UNIT = np.uint64(2 * 1023 + 23 << 52)
"""Less an exponent field, the pattern of the reciprocal of a unit in the last place."""

LEAST_EXPONENT = -126
LEAST_NUMBER = 2.0**-149
MARGIN = 2.0**-12
"""What is added to an error for an upper bound: more than float32 and the evaluation may lose."""

LESS = 1 - 2.0**-20
"""A bound times this is below it by more than float32 rounds."""

SIGNIFICAND = np.uint32(0x7FFFFF)
FEW = SIZE // 32
"""As many large errors are gone on with alone."""

MIDDLES = (0.5, 1.0, 2.0)


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
        evaluator = oracle.filter.values
        self.values = Values(oracle.function.name, evaluator)
        self.part = part
        self.tally = tally
        self.axes = axes
        self.far, self.low, self.work = (np.empty(SIZE) for _ in range(3))
        self.errors = np.empty(SIZE, np.float32)
        self.where = np.empty(SIZE, bool)
        self.above: dict[float, int] = {}
        self.binade: int | None = None
        self.open: list[tuple[Array, Array]] = []
        self.shrink = 1 - 2 * evaluator.error

    def add(self, patterns: Array, got: Array) -> None:
        """Take inputs and results, both as patterns."""
        for start in range(0, len(got), SIZE):
            self._add(patterns[start : start + SIZE], got[start : start + SIZE])

    def _add(self, patterns: Array, got: Array) -> None:
        part, n = self.part, len(got)
        part.inputs += n
        value, zone = self.values.part(patterns)
        near, beyond = sorted((abs(float(value[0])), abs(float(value[-1]))))
        if value[0] * value[-1] < 0:
            near = 0.0  # there is a zero between
        far, errors = self.far[:n], self.errors[:n]
        np.subtract(got.view(np.float32), value, out=far)
        np.multiply(far, self._units(value, near, beyond), out=errors, casting="same_kind")
        np.abs(errors, out=errors)
        most = float(errors.max())
        zeros = NONE
        if near < LEAST_NUMBER:  # a zero of the other sign is near, but another code
            zeros = (got << 1 == 0) & (np.signbit(got.view(np.float32)) != np.signbit(value))
            zeros = zeros.nonzero()[0]
        if most < 0.5 - zone and not zeros.size:
            part.bound(self.tally.scale.sizes(got[[0, -1]]))
            return
        if not most < np.inf or beyond > BOUND:
            self._exactly(patterns, got, np.arange(n))
            return
        above, places = self._count(got, errors, most, near, zone)
        if zeros.size:
            places = np.union1d(places, zeros)
        if places.size:
            self._exactly(patterns, got, places)
            for error in errors[places].tolist():
                for edge in above:
                    above[edge] -= error >= _clear(edge, zone)
            errors[places] = 0.0
            most = float(errors.max())
        wrong = above[0.5]
        if wrong:
            for edge, count in above.items():
                self.above[edge] = self.above.get(edge, 0) + count
            self._candidates(patterns, got, most, near, beyond)
            self.axes.run(part.ordinal, part.linear, patterns, errors, wrong, most)
        else:  # results that were left open may lie at the ends
            part.bound(np.max(got & MAGNITUDE, keepdims=True))

    def _count(
        self, got: Array, errors: Array, most: float, near: float, zone: float
    ) -> tuple[dict[float, int], Array]:
        """How many errors lie from each edge on, and the places that float64 leaves open."""
        above = {0.5: self._from(errors, 0.5 + zone)}
        open_ = [] if self._from(errors, 0.5 - zone) == above[0.5] else [0.5]
        left = errors
        for edge in EDGES[1:]:
            if edge - zone > most:
                break
            above[edge] = self._from(left, _clear(edge, zone))
            if edge in MIDDLES and self._from(left, edge - zone) != above[edge]:
                open_.append(edge)
            if above[edge] < FEW and left is errors:
                left = errors[errors >= edge - zone]
        places = [(np.abs(errors - np.float32(edge)) <= zone).nonzero()[0] for edge in open_]
        places.append(self._below_a_power(got, errors, most, near))
        return above, np.unique(np.concatenate(places)) if any(map(len, places)) else NONE

    def _from(self, errors: Array, edge: float) -> int:
        """How many errors lie from an edge on."""
        where = np.greater_equal(errors, edge, out=self.where[: len(errors)])
        return int(np.count_nonzero(where))

    def _units(self, value: Array, near: float, beyond: float) -> Array | float:
        """Reciprocals of units in the last place, of the lower binade where it is not certain; one
        for all where they have the same. In size, values lie from ``near`` to ``beyond``."""
        low, high = binade(near * self.shrink), binade(beyond * (2 - self.shrink))
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

    def _below_a_power(self, got: Array, errors: Array, most: float, near: float) -> Array:
        """Places of results next below a power of two, where that may lie between them and the
        value."""
        if self.binade is not None:  # all values lie from here on, and no result is far from them
            floor = 2.0**self.binade
            if near * LESS - (most + 1) * floor * 2.0**-23 > floor:
                return NONE
        last = (got & SIGNIFICAND) == SIGNIFICAND
        if not last.any():
            return NONE
        if self.binade is not None:
            last &= np.abs(got.view(np.float32)) < 2.0**self.binade
        return np.flatnonzero(last & (errors > 0.5) & (errors < 1))

    def _exactly(self, patterns: Array, got: Array, places: Array) -> None:
        """Leave some results to the tally, with others like them."""
        self.part.inputs -= len(places)
        self.open.append((patterns[places], got[places]))

    def finish(self) -> None:
        """Have the results that were left open judged, and add up."""
        self._sum_up()
        if not self.open:
            return
        codes, got = (np.concatenate(arrays) for arrays in zip(*self.open, strict=True))
        self.open.clear()
        wrong, errors = self.tally.add((codes,), got)
        self.axes.wrong(self.part.ordinal, self.part.linear, codes[wrong], errors[wrong])

    def _sum_up(self) -> None:
        """Add what was counted to the part."""
        part, above = self.part, self.above
        counts = [above.get(edge, 0) for edge in EDGES]
        part.misrounded += counts[0]
        part.unfaithful += counts[1]
        for i, (here, after) in enumerate(pairwise([*counts, 0])):
            part.histogram[i + 1] += here - after
        above.clear()

    def _candidates(
        self, patterns: Array, got: Array, most: float, near: float, beyond: float
    ) -> None:
        """Offer what may be among the worst; ``most`` is the largest error here, and values lie
        from ``near`` to ``beyond`` in magnitude.

        Errors here, with ``MARGIN`` added and times a share, are bounds of the errors of a kind.
        """
        part, errors = self.part, self.errors[: len(got)]
        unit = 2.0 ** (binade(beyond * (2 - self.shrink)) - 23)
        share = min(2.0**-23, unit / near if near else np.inf)
        kinds = [(part.ulp, 1.0), (part.absolute, unit)]
        if beyond >= NORMAL:
            kinds.append((part.relative, share))
        least = np.inf
        for top, share in kinds:
            enough, bound = top.enough, (most + MARGIN) * share
            top.rest = max(top.rest, min(bound, enough))
            if bound > enough:
                least = max(0.0, min(least, (enough / share - MARGIN) * LESS))
        if least >= most:
            return
        (places,) = (errors > least).nonzero()
        codes, got, error = (patterns[places],), got[places], errors[places].astype(np.float64)
        far = self.far[places]
        size = np.abs(got.view(np.float32) - far)
        far = np.abs(far)
        part.ulp.add(np.where(error > 0.5, error + MARGIN, NO_BOUND), codes, got)
        part.absolute.add(far + size * 2.0**-37, codes, got)
        if beyond >= NORMAL:
            with np.errstate(all="ignore"):
                bounds = far / size + 2.0**-37
            part.relative.add(np.where(size >= NORMAL, bounds, NO_BOUND), codes, got)


def _clear(edge: float, zone: float) -> float:
    """From here on an error is counted as one from an edge on; where it matters, for certain."""
    return edge + zone if edge in MIDDLES else edge


def binade(size: float) -> int:
    """The exponent of the unit's binade: that of the smallest normal number below it."""
    return max(math.frexp(size)[1] - 1, LEAST_EXPONENT) if size else LEAST_EXPONENT


BOUND = float(np.finfo(np.float32).max) * (1 - 2.0**-12)
"""Values up to here do not overflow, by far more than they are known to."""

NORMAL = 2.0**-126 * (1 - 2.0**-20)
"""Values from here on may be normal numbers."""

NONE = np.empty(0, np.intp)
"""No places."""
