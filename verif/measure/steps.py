"""Results in float32, nearest even, that seldom change: judged a stretch of inputs at a time.

Where a function is flat, as exp is near 0 and tanh near 1, so are its right results, and most
kernels'. On a stretch of inputs with one result the function is monotone, so the signed error d of
the result, in units in the last place, is too: what lies on one side of an edge at both ends does
so everywhere between. Stretches are cut until the ends of each agree, first where the error is
expected to pass an edge. The errors are known to a zone (``values.py``); ends that lie so close to
an edge agree on that, and the tally asks the exact oracle for all between.

By size, errors on a stretch fall and then rise at most, so the worst are among those at its ends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from verif.measure.axes import MAGNITUDE, Axes
from verif.measure.fast import BOUND, LEAST_EXPONENT, NORMAL, Fast, binade
from verif.measure.part import EDGES, Part
from verif.measure.top import KEPT, Top
from verif.measure.values import NARROW, WIDE, Run

Array = np.ndarray[Any, Any]

LEAST = 40
"""Results that change more often than every so many inputs are cheaper to judge one by one."""

ROUNDS = 3
"""Cuts where the error is expected to pass an edge; later, every other one is in the middle."""

SIDES = len(EDGES)
BORDERS = {
    zone: np.sort([a * edge + b for edge in EDGES for a in (-1, 1) for b in (-zone, zone)])
    for zone in (NARROW, WIDE)
}
"""An odd number of them lies below an error that is not certain to be on one side of an edge; below
others, twice as many as edges, of which there are ``SIDES`` of either sign."""


@dataclass(frozen=True)
class Stretches:
    """Inputs from ``first`` to ``last``, counted from the start of a block, with one result ``y``
    each, of the error ``low`` at the first and ``high`` at the last."""

    first: Array
    last: Array
    y: Array
    low: Array
    high: Array

    def __getitem__(self, which: Array) -> Stretches:
        return Stretches(*(a[which] for a in self._arrays()))

    def _arrays(self) -> tuple[Array, ...]:
        return self.first, self.last, self.y, self.low, self.high

    @staticmethod
    def joined(parts: list[Stretches]) -> Stretches:
        """All of some."""
        return Stretches(*map(np.concatenate, zip(*(p._arrays() for p in parts), strict=True)))

    @property
    def counts(self) -> Array:
        """How many inputs each has."""
        counts: Array = self.last - self.first + 1
        return counts

    @property
    def worst(self) -> Array:
        """The largest error of each, by size."""
        worst: Array = np.maximum(np.abs(self.low), np.abs(self.high))
        return worst


class Steps:
    """Judges blocks of neighbouring inputs, of one sign, on which the function is finite and
    monotone."""

    def __init__(self, fast: Fast, part: Part, axes: Axes) -> None:
        self.fast = fast
        self.part = part
        self.axes = axes
        self.differs = np.empty(0, bool)

    def add(self, start: int, got: Array) -> Array | None:
        """Take the results of the patterns from ``start`` on. The places where they change: from
        there on they differ from the one before; ``None``, and nothing taken, where they change too
        often, or are such that one by one is simpler."""
        size = len(got)
        if abs(int(got[-1]) - int(got[0])) * LEAST > size:
            return None
        if len(self.differs) < size:
            self.differs = np.empty(size, bool)
        differs = np.not_equal(got[1:], got[:-1], out=self.differs[: size - 1])
        if np.count_nonzero(differs) * LEAST > size:
            return None
        changes = np.flatnonzero(differs) + 1
        cuts = [0, *self.axes.cuts(start, start + size - 1)]
        first = np.union1d(changes, cuts) if len(cuts) > 1 else np.insert(changes, 0, 0)
        y = got[first].view(np.float32).astype(np.float64)
        if not (np.isfinite(y).all() and y.all()):
            return None
        block = _Block.of(self.fast, start, size)
        if block is None:
            return None
        settled, sides = block.settled(first, np.append(first[1:], size) - 1, y)
        self._take(block, settled, sides, got)
        return changes

    def _take(self, block: _Block, settled: Stretches, sides: Array, got: Array) -> None:
        """Count what is settled, and leave what is not to the tally."""
        part = self.part
        unsure = sides % 2 == 1
        if unsure.any():
            open_ = settled[unsure]
            places = _ranges(open_.first, open_.counts)
            self.fast.open.append((block.patterns(places), got[places]))
            settled, sides = settled[~unsure], sides[~unsure]
        counts = settled.counts
        part.inputs += int(counts.sum())
        side = sides // 2 - SIDES
        bins = np.where(side < 0, -side, side)
        wrong = bins > 0
        if not wrong.any():
            part.bound(np.max(got & MAGNITUDE, keepdims=True))
            return
        totals = np.bincount(bins, counts, SIDES + 1).astype(np.int64).tolist()
        for i, count in enumerate(totals[1:], 1):
            part.histogram[i] += count
        part.misrounded += sum(totals[1:])
        # Below the value's binade numbers are closer: one between is nearer to the value.
        lower = (bins == 1) & (np.abs(settled.y) < block.floor)
        part.unfaithful += sum(totals[2:]) + int(counts[lower].sum())
        bad = settled[wrong]
        self.axes.stretches(
            part.ordinal, part.linear, block.patterns(bad.first), bad.counts, bad.worst
        )
        self._candidates(block, settled, bad, got)

    def _candidates(self, block: _Block, settled: Stretches, bad: Stretches, got: Array) -> None:
        """Offer what may be among the worst."""
        part = self.part
        self._offer(part.ulp, bad, bad.worst + block.run.zone, block, got, 0)
        self._offer(
            part.absolute, settled, (settled.worst + block.run.zone) * block.unit, block, got, 1
        )
        if block.near >= NORMAL:
            ends = [block.relative(settled.y, d) for d in (settled.low, settled.high)]
            self._offer(part.relative, settled, np.maximum(*ends), block, got, 2)

    def _offer(
        self, top: Top, found: Stretches, bounds: Array, block: _Block, got: Array, kind: int
    ) -> None:
        """Offer the worst inputs of the stretches whose bounds are the largest.

        Of one stretch no more than ``KEPT`` can be kept, and those lie that near to its ends. What
        is not offered has no larger error than any of those, and of these either all are kept, so
        that nothing else is, or the rest has the bound of one.
        """
        most, enough = float(bounds.max()), top.enough
        if most <= enough:
            top.rest = max(top.rest, most)
            return
        chosen = np.flatnonzero(bounds > enough)
        if chosen.size < bounds.size:
            top.rest = max(top.rest, enough)
        if chosen.size > KEPT:
            order = np.argsort(-bounds[chosen], kind="stable")
            top.rest = max(top.rest, float(bounds[chosen[order[KEPT]]]))
            chosen = np.sort(chosen[order[:KEPT]])
        worst = found[chosen]
        long = worst.counts > 2 * KEPT
        firsts = np.concatenate([worst.first, worst.last[long] - (KEPT - 1)])
        counts = np.concatenate([np.where(long, KEPT, worst.counts), np.full(long.sum(), KEPT)])
        places = np.sort(_ranges(firsts, counts))
        top.add(block.bounds(places, got[places])[kind], (block.patterns(places),), got[places])
        if long.any():
            top.rest = max(top.rest, top.enough)


@dataclass(frozen=True)
class _Block:
    """Inputs with values of one sign and one binade, between ``near`` and ``beyond`` in size."""

    start: int
    run: Run
    shrink: float
    near: float
    beyond: float
    unit: float
    floor: float
    """Where numbers closer together begin, below the values; 0 where there are none."""

    @staticmethod
    def of(fast: Fast, start: int, size: int) -> _Block | None:
        """A block, if its ends are in one binade for certain: then all between are."""
        run = fast.values.run(start, size)
        ends = run.ends
        near, beyond = sorted(map(abs, ends))
        low, high = binade(near * fast.shrink), binade(beyond * (2 - fast.shrink))
        if not ends[0] * ends[1] > 0 or low != high or not beyond < BOUND:
            return None
        if near < NORMAL <= beyond:
            return None
        floor = 0.0 if low == LEAST_EXPONENT else math.ldexp(1.0, low)
        return _Block(start, run, fast.shrink, near, beyond, math.ldexp(1.0, low - 23), floor)

    def patterns(self, places: Array) -> Array:
        """The inputs at some places."""
        patterns: Array = (places + self.start).astype(np.uint32)
        return patterns

    def errors(self, places: Array, y: Array) -> Array:
        """The errors, in units in the last place, of results ``y``."""
        far: Array = y - self.run.at(places)
        far *= 1 / self.unit
        return far

    def settled(self, first: Array, last: Array, y: Array) -> tuple[Stretches, Array]:
        """Stretches so short that both ends lie on one side of all edges, or close to one: and how
        many ``BORDERS`` lie below their errors."""
        ends = self.errors(np.concatenate([first, last]), np.concatenate([y, y]))
        left = Stretches(first, last, y, ends[: len(y)], ends[len(y) :])
        found: list[Stretches] = []
        sides: list[Array] = []
        rounds = 0
        borders = BORDERS[self.run.zone]
        while left.y.size:
            low, high = np.searchsorted(borders, left.low), np.searchsorted(borders, left.high)
            alike = low == high
            found.append(left[alike])
            sides.append(low[alike])
            left, low, high = left[~alike], low[~alike], high[~alike]
            left = self._cut(left, borders[np.where(high > low, low, low - 1)], rounds)
            rounds += 1
        return Stretches.joined(found), np.concatenate(sides)

    def _cut(self, left: Stretches, border: Array, rounds: int) -> Stretches:
        """Cut each in two, where its error is expected to pass the border next to its first one, or
        in the middle."""
        share = (border - left.low) / (left.high - left.low)
        if rounds >= ROUNDS and rounds % 2:
            share[:] = 0.5
        steps = left.last - left.first
        end = left.first + np.minimum((share * steps).astype(np.int64), steps - 1)
        errors = self.errors(np.concatenate([end, end + 1]), np.concatenate([left.y, left.y]))
        here, after = errors[: len(end)], errors[len(end) :]
        return Stretches(
            np.concatenate([left.first, end + 1]),
            np.concatenate([end, left.last]),
            np.concatenate([left.y, left.y]),
            np.concatenate([left.low, after]),
            np.concatenate([here, left.high]),
        )

    def bounds(self, places: Array, got: Array) -> tuple[Array, Array, Array]:
        """Upper bounds of the errors of single results in units in the last place, absolute, and
        relative."""
        y = got.view(np.float32).astype(np.float64)
        errors = self.errors(places, y)
        ulps = np.abs(errors) + self.run.zone
        return ulps, ulps * self.unit, self.relative(y, errors)

    def relative(self, y: Array, errors: Array) -> Array:
        """Upper bounds of relative errors."""
        values = y - errors * self.unit
        bounds: Array = (
            (np.abs(errors) + self.run.zone) * self.unit / (np.abs(values) * self.shrink)
        )
        return bounds


def _ranges(firsts: Array, counts: Array) -> Array:
    """The numbers from each of ``firsts`` on, as many as ``counts`` says."""
    ends = np.cumsum(counts)
    found: Array = np.arange(ends[-1]) + np.repeat(firsts - (ends - counts), counts)
    return found
