"""What is counted over some inputs, in a form that is kept in a file and added up."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import Any

import msgspec
import numpy as np

from verif.measure.top import Top

Array = np.ndarray[Any, Any]

EDGES = (
    0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 12.0, 16.0, 32.0, 64.0, 256.0, 1024.0,
    2.0**16, 2.0**24,
)  # fmt: skip
"""Where the bins of the histogram begin, in units in the last place; below is the bin from 0 on."""

EXAMPLES = 8
"""How many examples of each kind are kept: the first ones."""

Example = tuple[tuple[int, ...], tuple[int, ...]]
"""Codes of inputs, and the codes that the kernel gave for them."""


class Examples(msgspec.Struct):
    """How many there are, and the first of them."""

    count: int = 0
    first: list[Example] = []

    def add(self, count: int, found: list[Example]) -> None:
        """Take ``count`` more, of which ``found`` are the first."""
        self.count += count
        self.first = [*self.first, *found][:EXAMPLES]

    def merge(self, other: Examples) -> None:
        """Take those of another part, which come after these."""
        self.add(other.count, other.first)

    @property
    def full(self) -> bool:
        """Whether no more examples are kept."""
        return len(self.first) >= EXAMPLES


class Bins(msgspec.Struct):
    """Bins of an axis: inputs in each, wrong results, and the largest error in units in the last
    place, rounded up; 0 where no result is wrong."""

    inputs: list[int]
    wrong: list[int]
    worst: list[float]

    @staticmethod
    def empty(count: int) -> Bins:
        """Bins without inputs."""
        return Bins([0] * count, [0] * count, [0.0] * count)

    def merge(self, other: Bins) -> None:
        """Add up."""
        self.inputs = [a + b for a, b in zip(self.inputs, other.inputs, strict=True)]
        self.wrong = [a + b for a, b in zip(self.wrong, other.wrong, strict=True)]
        self.worst = [max(a, b) for a, b in zip(self.worst, other.worst, strict=True)]


class Part(msgspec.Struct):
    """The counts over some inputs.

    ``nan`` and ``outside`` are inputs whose right result is NaN, because an argument is and because
    the function has no value there; ``nan_wrong`` and ``outside_wrong`` those with another result.
    ``left_out``: inputs whose right result is NaN in a format that has none. All others are
    measured. ``misrounded`` differ from the right code; ``unfaithful`` of them are neither the
    number below nor that above the exact value. ``unbounded``: unfaithful ones where just one of
    the two is finite or in range, so that the error has no size in units in the last place.
    ``histogram`` counts the other misrounded ones by ``EDGES``. ``ulp`` has misrounded results
    only; ``absolute`` and ``relative`` have right ones too, but for some finite ones of which no
    more is known than that they are right: ``largest`` is the largest magnitude of these, as an
    ordinal's, and ``None`` where there are none.
    """

    inputs: int = 0
    nan: int = 0
    nan_wrong: Examples = msgspec.field(default_factory=Examples)
    outside: int = 0
    outside_wrong: Examples = msgspec.field(default_factory=Examples)
    left_out: int = 0
    misrounded: int = 0
    unfaithful: int = 0
    unbounded: Examples = msgspec.field(default_factory=Examples)
    histogram: list[int] = msgspec.field(default_factory=lambda: [0] * (len(EDGES) + 1))
    ulp: Top = msgspec.field(default_factory=Top)
    absolute: Top = msgspec.field(default_factory=Top)
    relative: Top = msgspec.field(default_factory=Top)
    largest: int | None = None
    pairs: int = 0
    disorder: Examples = msgspec.field(default_factory=Examples)
    mirrored: int = 0
    asymmetry: Examples = msgspec.field(default_factory=Examples)
    ordinal: Bins = msgspec.field(default_factory=lambda: Bins([], [], []))
    linear: Bins = msgspec.field(default_factory=lambda: Bins([], [], []))

    def merge(self, other: Part) -> None:
        """Add the counts of inputs that come after these."""
        for name in ("inputs", "nan", "outside", "left_out", "misrounded", "unfaithful", "pairs",
                     "mirrored"):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("nan_wrong", "outside_wrong", "unbounded", "disorder", "asymmetry", "ulp",
                     "absolute", "relative", "ordinal", "linear"):  # fmt: skip
            getattr(self, name).merge(getattr(other, name))
        self.histogram = [a + b for a, b in zip(self.histogram, other.histogram, strict=True)]
        if other.largest is not None:
            self.largest = max(self.largest or 0, other.largest)

    def bound(self, sizes: Array) -> None:
        """Take right results by the magnitudes of their ordinals alone; not infinite ones."""
        if sizes.size:
            self.largest = max(self.largest or 0, int(sizes.max()))

    @property
    def measured(self) -> int:
        """Inputs whose right result is a number or an infinity."""
        return self.inputs - self.nan - self.outside - self.left_out


def add_to_histogram(histogram: list[int], errors: Array) -> None:
    """Count errors, in units in the last place."""
    if not errors.size:
        return
    top = bisect_right(EDGES, float(errors.max()))
    above = [errors.size, *(int(np.count_nonzero(errors >= edge)) for edge in EDGES[:top]), 0]
    for i in range(top + 1):
        histogram[i] += above[i] - above[i + 1]


def outward(x: Fraction) -> float:
    """A float64 that is not below ``x``, for bounds."""
    found = float(x)
    return found if Fraction(found) >= x else float(np.nextafter(found, np.inf))
