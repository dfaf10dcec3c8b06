"""Errors along axes of inputs: one step for each number, and where the numbers are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from verif.arrays.decode import decode_array
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.measure.part import Bins
from verif.measure.record import Axis
from verif.measure.scale import native, ordinals

Array = np.ndarray[Any, Any]

BINS = 256
"""Bins of an axis."""

WINDOWS = {
    "exp": (-110.0, 90.0), "exp2": (-155.0, 130.0), "expm1": (-20.0, 90.0), "log": (0.0, 16.0),
    "log2": (0.0, 16.0), "log1p": (-1.0, 15.0), "sin": (-12.0, 12.0), "cos": (-12.0, 12.0),
    "tanh": (-10.0, 10.0), "erf": (-5.0, 5.0), "sigmoid": (-110.0, 20.0), "gelu": (-15.0, 8.0),
    "gelu_tanh": (-12.0, 8.0), "silu": (-110.0, 20.0), "softplus": (-110.0, 20.0),
    "sqrt": (0.0, 16.0), "rsqrt": (0.0, 16.0), "reciprocal": (-8.0, 8.0),
}  # fmt: skip
"""Where each function does what it is known for, as far as the linear axis goes."""


@dataclass(frozen=True)
class Span:
    """Equal bins from ``low`` to ``high``."""

    low: float
    high: float

    def bins(self, x: Array) -> tuple[Array, Array]:
        """Which numbers lie on the axis, and their bins."""
        on = (x >= self.low) & (x <= self.high)
        scaled = (x[on] - self.low) * (BINS / (self.high - self.low))
        return on, np.minimum(scaled.astype(np.int64), BINS - 1)

    def bin(self, x: float) -> int | None:
        """The bin of one number, if it lies on the axis."""
        if not self.low <= x <= self.high:
            return None
        return min(int((x - self.low) * (BINS / (self.high - self.low))), BINS - 1)


MAGNITUDE = 0x7FFFFFFF
"""The bits of a float32 pattern without the sign."""


class Axes:
    """The two axes of one argument; ordinals are those of ``fmt``, without infinities and NaN."""

    def __init__(self, name: str, fmt: Format) -> None:
        self.fmt = fmt
        self.native = native(fmt)
        low, high = WINDOWS.get(name, (float(fmt.min), float(fmt.max)))
        low, high = max(low, float(fmt.min)), min(high, float(fmt.max))
        self.linear = Span(low, high) if low < high else Span(float(fmt.min), float(fmt.max))
        self.ordinal = Span(float(fmt.kmin), float(fmt.kmax))

    def count(self, ordinal: Bins, linear: Bins, codes: Array) -> None:
        """Count inputs."""
        for bins, places, _ in self._places(ordinal, linear, codes):
            found = np.bincount(places, minlength=BINS)
            bins.inputs = [a + int(b) for a, b in zip(bins.inputs, found, strict=True)]

    def wrong(self, ordinal: Bins, linear: Bins, codes: Array, errors: Array) -> None:
        """Count wrong results, with their errors."""
        for bins, places, on in self._places(ordinal, linear, codes):
            order = np.argsort(places, kind="stable")
            _gather(bins, places[order], errors[on[order]])

    def run(
        self, ordinal: Bins, linear: Bins, patterns: Array, errors: Array, wrong: int, most: float
    ) -> None:
        """Count the ``wrong`` results among neighbouring float32 patterns of one sign: those with
        an error above half a unit; ``most`` is the largest."""
        first, last = int(patterns[0]), int(patterns[-1])
        ranks = tuple(-(p & MAGNITUDE) if p > MAGNITUDE else p for p in (first, last))
        ends = tuple(float(patterns[i : i + 1].view(np.float32)[0]) for i in (0, len(patterns) - 1))
        for span, bins, (a, b) in ((self.ordinal, ordinal, ranks), (self.linear, linear, ends)):
            i, j = span.bin(a), span.bin(b)
            if i is not None and i == j:
                bins.wrong[i] += wrong
                bins.worst[i] = max(bins.worst[i], most)
            elif max(a, b) >= span.low and min(a, b) <= span.high:
                bad = np.flatnonzero(errors > 0.5)
                numbers = (self.ordinals if bins is ordinal else self.values)(patterns[bad])
                kept, places = span.bins(numbers)
                _gather(bins, places, errors[bad][kept])

    def cuts(self, first: int, last: int) -> list[int]:
        """How far behind the pattern ``first``, up to ``last`` of the same sign, another bin of
        either axis begins."""
        found = set()
        for place in (self._ordinal_bin, self._linear_bin):
            pending = [(first, last)]
            while pending:
                a, b = pending.pop()
                if place(a) == place(b):
                    continue
                middle = (a + b) // 2
                if place(middle) != place(middle + 1):
                    found.add(middle + 1 - first)
                pending += [(a, middle), (middle + 1, b)]
        return sorted(found)

    def _ordinal_bin(self, pattern: int) -> int | None:
        return self.ordinal.bin(-(pattern & MAGNITUDE) if pattern > MAGNITUDE else pattern)

    def _linear_bin(self, pattern: int) -> int | None:
        return self.linear.bin(float(np.uint32(pattern).view(np.float32)))

    def stretches(
        self, ordinal: Bins, linear: Bins, first: Array, counts: Array, errors: Array
    ) -> None:
        """Count wrong results over stretches of inputs, none across a cut, by their first patterns,
        lengths and largest errors."""
        for bins, place in ((ordinal, self._ordinal_bin), (linear, self._linear_bin)):
            if place(int(first[0])) == (i := place(int(first[-1]))):
                if i is not None:
                    bins.wrong[i] += int(counts.sum())
                    bins.worst[i] = max(bins.worst[i], float(errors.max()))
                continue
            for pattern, count, error in zip(*(a.tolist() for a in (first, counts, errors)),
                                             strict=True):  # fmt: skip
                i = place(pattern)
                if i is not None:
                    bins.wrong[i] += count
                    bins.worst[i] = max(bins.worst[i], error)

    def _labels(self) -> tuple[tuple[float, str], ...]:
        """The values at the ends, at zero, and half-way between."""
        low, high = self.fmt.kmin, self.fmt.kmax
        places = {low, low // 2, 0, high // 2, high} if low < 0 < high else {low, high // 2, high}
        return tuple((float(k), f"{float(self.fmt.value_of(k)):.3g}") for k in sorted(places))

    def everything(self, ordinal: Bins, linear: Bins) -> None:
        """Count all finite inputs of float32, of two zeros one."""
        for span, bins in ((self.ordinal, ordinal), (self.linear, linear)):
            width = (span.high - span.low) / BINS
            edges = [span.low + i * width for i in range(BINS)]
            ranks = [math.ceil(e) if bins is ordinal else self._rank(e) for e in edges]
            last = int(self.ordinal.high) if bins is ordinal else self._rank(span.high, True)
            bins.inputs = [b - a for a, b in pairwise([*ranks, last + 1])]

    def _rank(self, x: float, last: bool = False) -> int:
        """The ordinal of the first float32 number not below ``x``, or of the last not above it."""
        found = np.float32(x)
        step = np.float32(-np.inf if last else np.inf)
        if (float(found) > x) if last else (float(found) < x):
            found = np.nextafter(found, step)
        pattern = int(found.view(np.uint32))
        return -(pattern & MAGNITUDE) if pattern > MAGNITUDE else pattern

    def _places(
        self, ordinal: Bins, linear: Bins, codes: Array
    ) -> Iterator[tuple[Bins, Array, Array]]:
        """The bins of finite inputs, for either axis, and which inputs lie on it."""
        values = self.values(codes)
        finite = np.flatnonzero(np.isfinite(values))
        for span, bins, x in (
            (self.ordinal, ordinal, self.ordinals(codes[finite])),
            (self.linear, linear, values[finite]),
        ):
            on, places = span.bins(x)
            yield bins, places, finite[on]

    def values(self, codes: Array) -> Array:
        """The values of inputs, as float64."""
        if self.native is not None:
            dtype = np.dtype(self.native)
            with np.errstate(invalid="ignore"):
                return codes.astype(f"u{dtype.itemsize}").view(dtype).astype(np.float64)
        return decode_array(self.fmt, codes)

    def ordinals(self, codes: Array) -> Array:
        """The ordinals of finite inputs."""
        return ordinals_of(self.fmt, codes)

    def axis(self, span: Span, bins: Bins) -> Axis:
        """An axis as records have it."""
        return Axis(
            low=span.low,
            high=span.high,
            inputs=tuple(bins.inputs),
            wrong=tuple(bins.wrong),
            worst=tuple(float(f"{x:.4g}") for x in bins.worst),
            labels=self._labels() if span is self.ordinal else (),
        )


def ordinals_of(fmt: Format, codes: Array) -> Array:
    """The ordinals of finite codes of any format, as int64."""
    if isinstance(fmt, Float | Fixed):
        return ordinals(fmt, codes)
    return np.array([fmt.ordinal(c) for c in codes.tolist()], np.int64)


def _gather(bins: Bins, places: Array, errors: Array) -> None:
    """Add errors to their bins, which are in order."""
    if not places.size:
        return
    starts = np.flatnonzero(np.concatenate([[True], places[1:] != places[:-1]]))
    counts = np.diff([*starts.tolist(), len(places)])
    worst = np.maximum.reduceat(errors, starts)
    for i, count, error in zip(places[starts].tolist(), counts, worst, strict=True):
        bins.wrong[i] += int(count)
        bins.worst[i] = max(bins.worst[i], float(error))
