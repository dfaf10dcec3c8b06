"""Whether the results of neighbouring numbers are in order, block after block of a sweep."""

from __future__ import annotations

from typing import Any

import numpy as np

from verif.arrays.encode import code_dtype
from verif.arrays.source import FLOAT32
from verif.kernels.server import SIGN
from verif.measure.oracle import Oracle
from verif.measure.order import disorder, is_monotone
from verif.measure.part import EXAMPLES, Example, Part
from verif.measure.scale import Scale
from verif.oracle.monotone import Wave
from verif.oracle.special import rational

Array = np.ndarray[Any, Any]

MAGNITUDES = 1 << 23
"""Magnitudes of a task."""

FINITE = FLOAT32.inf
"""Patterns of finite magnitudes lie below."""

PERIOD = 4
"""A wave turns in every interval so long."""

NONE = np.empty(0, np.intp)
"""No places."""


class Neighbours:
    """Counts pairs of neighbours and those in the wrong order, for blocks of patterns of one sign,
    which come in order for either sign. ``last`` are the results before the next block."""

    def __init__(self, oracle: Oracle, scale: Scale, part: Part, first: int) -> None:
        self.oracle = oracle
        self.scale = scale
        self.part = part
        self.last: dict[int, int] = {}
        self.whole = dict.fromkeys((0, SIGN), 0)
        """The direction of the function on all of the task, for either sign; 0 where it turns."""
        if 0 < first < FINITE:
            for sign in self.whole:
                start = first + sign
                self.whole[sign] = self.direction(start, start + MAGNITUDES - 1)

    def direction(self, first: int, last: int) -> int:
        """1 where the function rises between two numbers of one sign, -1 where it falls, else 0."""
        if first // MAGNITUDES == last // MAGNITUDES and self.whole[first & SIGN]:
            return self.whole[first & SIGN]
        low, high = sorted(rational(FLOAT32.value(p)) for p in (first, last))
        return is_monotone(self.oracle.function, low, high)

    def one_code(self, start: int, code: int, count: int) -> None:
        """Take results that are right and have one code: they are in order."""
        self.part.pairs += count - 1
        before = self.last.get(start & SIGN)
        self.last[start & SIGN] = code
        if before == code:
            self.part.pairs += 1
        elif before is not None:
            self._pair(start, before, code)

    def steps(self, start: int, codes: Array, changes: Array, direction: int) -> None:
        """Take results that change at some places only, where the function is monotone."""
        self._first(start, codes)
        self.part.pairs += len(codes) - 1
        y = self.scale.values(codes)
        bad = self._falls(y[changes - 1], y[changes], start, direction)
        self._take(start, codes, changes[bad] - 1)

    def block(self, start: int, codes: Array, direction: int) -> None:
        """Take the results of a block."""
        if start & ~SIGN >= FINITE:
            self.last.pop(start & SIGN, None)
            return
        self._first(start, codes)
        if direction:
            y = self.scale.values(codes)
            bad = self._falls(y[:-1], y[1:], start, direction)
            self.part.pairs += len(codes) - 1
            self._take(start, codes, np.flatnonzero(bad) if bad.any() else NONE)
            return
        end = start + len(codes) - 1
        if isinstance(self.oracle.function.shape, Wave):
            width = rational(FLOAT32.value(end)) - rational(FLOAT32.value(start))
            if abs(width) > PERIOD:
                return
        patterns = np.arange(start, end + 1).astype(np.uint32)
        step = -1 if start & SIGN else 1
        function, source = self.oracle.function, self.oracle.inputs[0]
        disorder(function, source, self.scale, patterns[::step], codes[::step], self.part)

    def _first(self, start: int, codes: Array) -> None:
        """The number before a block, and the first of it."""
        before = self.last.get(start & SIGN)
        self.last[start & SIGN] = int(codes[-1])
        if before is not None:
            self._pair(start, before, int(codes[0]))

    def _pair(self, start: int, before: int, first: int) -> None:
        """Take the result before a block and its first one."""
        direction = self.direction(start - 1, start) if start & ~SIGN < FINITE else 0
        if not direction:
            return
        self.part.pairs += 1
        got = np.array([before, first], code_dtype(self.scale.fmt.bits))
        y = self.scale.values(got)
        if self._falls(y[:1], y[1:], start, direction).any():
            inputs, results = (start - 1, start), (before, first)
            if start & SIGN:
                inputs, results = inputs[::-1], results[::-1]
            self.part.disorder.add(1, [(inputs, results)])

    def _falls(self, here: Array, after: Array, start: int, direction: int) -> Array:
        """Where a result and that of the next pattern are in the wrong order."""
        with np.errstate(invalid="ignore"):
            wrong = np.less if (direction > 0) != bool(start & SIGN) else np.greater
            found: Array = wrong(after, here)
        return found

    def _take(self, start: int, codes: Array, places: Array) -> None:
        """Take the places of results that are in the wrong order with the next one."""
        found: list[Example] = []
        for k in places[:EXAMPLES].tolist():
            a, b = (k + 1, k) if start & SIGN else (k, k + 1)
            found.append(((start + a, start + b), (int(codes[a]), int(codes[b]))))
        self.part.disorder.add(len(places), found)
