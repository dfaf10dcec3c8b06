"""Charts as data for ``_chart.html``: axes, and marks that are placed on them.

A chart is as wide as the page lets it: horizontal places are per cent of the width, vertical ones
pixels from the top, so that letters keep their size on a narrow screen. Numbers are written with a
fixed number of digits, so that the same data make the same bytes. Colours come from the style
sheet, by ``kind``: ``a`` to ``e``, each also with a shape or a dash of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from verif.report.html.numbers import rounded

Kind = Literal["a", "b", "c", "d", "e"]

TOP, BOTTOM = 8.0, 22.0
"""Pixels above the highest value, and below the lowest, for the labels of ``x``."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis; ``place`` goes from 0 to 1."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear scale from ``low`` to ``high`` with its ticks; other scales map values first."""

    title: str
    low: float
    high: float
    ticks: tuple[Tick, ...] = ()

    def place(self, value: float) -> float:
        """Where a value is, from 0 to 1; what lies beyond an end is put there."""
        span = self.high - self.low
        return min(1.0, max(0.0, (value - self.low) / span)) if span else 0.5


def linear(title: str, low: float, high: float, wanted: int = 4) -> Axis:
    """An axis with ticks at round numbers, about as many as ``wanted``."""
    if not low < high:
        low, high = low - 1, high + 1
    step = _round_step((high - low) / max(wanted, 1))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    places = [k * step for k in range(first, last + 1)]
    axis = Axis(title, low, high)
    ticks = tuple(Tick(axis.place(p), _label(p, step)) for p in places)
    return Axis(title, low, high, ticks)


def powers(title: str, low: int, high: int, wanted: int = 6) -> Axis:
    """An axis of base 2 logarithms from ``low`` to ``high``, its ticks labelled ``2^k``."""
    if low == high:
        low, high = low - 1, high + 1
    step = max(1, _whole_step((high - low) / wanted))
    axis = Axis(title, low, high)
    first = -(-low // step) * step
    ticks = tuple(Tick(axis.place(k), power(k)) for k in range(first, high + 1, step))
    return Axis(title, low, high, ticks)


def named(title: str, labels: Sequence[str]) -> Axis:
    """An axis of classes at 0, 1, 2 ..., each in the middle of its share."""
    axis = Axis(title, -0.5, len(labels) - 0.5)
    ticks = tuple(Tick(axis.place(i), label) for i, label in enumerate(labels))
    return Axis(title, axis.low, axis.high, ticks)


def power(exponent: int) -> str:
    """A power of two: as a number where that is short."""
    return str(1 << exponent) if 0 <= exponent <= 4 else f"2^{exponent}"


@dataclass(frozen=True, slots=True)
class Dots:
    """A mark at each point ``(x, y)``."""

    points: Sequence[tuple[float, float]]
    kind: Kind = "a"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points ``(x, y)``."""

    points: Sequence[tuple[float, float]]
    kind: Kind = "a"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Boxes ``(left, right, low, high)``; a histogram, or the range of values in each bin."""

    boxes: Sequence[tuple[float, float, float, float]]
    kind: Kind = "a"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark with its places written out, for the template."""

    shape: Literal["dots", "line", "bars"]
    kind: Kind
    label: str
    places: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it shows in a title and a sentence, its axes and its marks."""

    title: str
    caption: str
    x: Axis
    y: Axis
    marks: tuple[Drawn, ...]
    height: int = 200

    def across(self, place: float) -> str:
        """A place from 0 to 1 as per cent of the width."""
        return percent(place)

    def down(self, place: float) -> str:
        """A place from 0 to 1, upwards, as pixels from the top."""
        return pixels(_down(place, self.height))

    @property
    def floor(self) -> str:
        """Pixels from the top to the lowest value."""
        return self.down(0.0)

    @property
    def legend(self) -> tuple[Drawn, ...]:
        """The marks that have a label."""
        return tuple(m for m in self.marks if m.label)


def chart(
    title: str,
    caption: str,
    x: Axis,
    y: Axis,
    marks: Iterable[Dots | Line | Bars],
    height: int = 200,
) -> Chart:
    """A chart of marks whose numbers are those of the axes."""
    return Chart(title, caption, x, y, tuple(_drawn(m, x, y, height) for m in marks), height)


def _drawn(mark: Dots | Line | Bars, x: Axis, y: Axis, height: int) -> Drawn:
    def at(point: tuple[float, float]) -> tuple[str, str]:
        return percent(x.place(point[0])), pixels(_down(y.place(point[1]), height))

    match mark:
        case Dots(points=points):
            return Drawn("dots", mark.kind, mark.label, tuple(map(at, points)))
        case Line(points=points):
            ends = pairwise(points)
            return Drawn("line", mark.kind, mark.label, tuple((*at(a), *at(b)) for a, b in ends))
        case Bars(boxes=boxes):
            return Drawn("bars", mark.kind, mark.label, tuple(_box(b, x, y, height) for b in boxes))


def _box(
    box: tuple[float, float, float, float], x: Axis, y: Axis, height: int
) -> tuple[str, str, str, str]:
    """Left, top, width and height of a box, which is seen however flat it is."""
    left, right = x.place(box[0]), x.place(box[1])
    low, high = _down(y.place(box[2]), height), _down(y.place(box[3]), height)
    return percent(left), pixels(high), percent(right - left), pixels(max(low - high, 1.0))


def _down(place: float, height: int) -> float:
    return TOP + (1 - place) * (height - TOP - BOTTOM)


def percent(place: float) -> str:
    """A share of the width: ``12.5%``."""
    return f"{place * 100:.2f}".rstrip("0").rstrip(".") + "%"


def pixels(length: float) -> str:
    """A length in pixels, to a tenth."""
    return f"{length:.1f}".removesuffix(".0")


@dataclass(slots=True)
class Histogram:
    """Counts in ``bins`` equal shares of an axis; what lies beyond an end is put there."""

    axis: Axis
    bins: int
    counts: list[int] = field(default_factory=list)

    def add(self, value: float, times: int = 1) -> None:
        """Count a value."""
        self.counts = self.counts or [0] * self.bins
        self.counts[min(self.bins - 1, int(self.axis.place(value) * self.bins))] += times

    def bars(self, kind: Kind = "a", label: str = "") -> Bars:
        """The bars of the bins that hold anything."""
        width = (self.axis.high - self.axis.low) / self.bins
        edges = [self.axis.low + i * width for i in range(self.bins + 1)]
        boxes = [(edges[i], edges[i + 1], 0.0, float(c)) for i, c in enumerate(self.counts) if c]
        return Bars(boxes, kind, label)


def _round_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below ``least``."""
    scale = 10.0 ** math.floor(math.log10(least))
    return next((m * scale for m in (1, 2, 5) if m * scale >= least * (1 - 1e-9)), 10 * scale)


def _whole_step(least: float) -> int:
    """The smallest power of two that is not below ``least``."""
    return 1 << max(0, math.ceil(math.log2(least))) if least > 1 else 1


def _label(value: float, step: float) -> str:
    """A tick's number with no more digits than its step has."""
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    text = f"{value:.{digits}f}" if abs(value) < 1e6 and digits < 7 else rounded(value)
    return "0" if float(text) == 0 else text
