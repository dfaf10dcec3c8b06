"""Channels side by side in bins, so that thousands of them fit on a page with their extremes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST = 200
"""Bins of a picture: from about two pixels each on a narrow screen."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Neighbouring channels ``first`` to ``last``, both included, and what their values span."""

    first: int
    last: int
    low: int
    high: int


def bins(lows: Sequence[int], highs: Sequence[int], most: int = MOST) -> list[Bin]:
    """At most ``most`` bins of channels whose values go from ``lows`` to ``highs``.

    Each has as many channels as any other, or one more: a bin of a few at the end would be too
    narrow to be seen.
    """
    count = len(lows)
    number = min(count, most)
    edges = [i * count // number for i in range(number + 1)] if number else [0]
    return [Bin(a, b - 1, min(lows[a:b]), max(highs[a:b])) for a, b in pairwise(edges)]


def sizes(count: int, most: int = MOST) -> str:
    """How many channels a bin has, in words: ``20 or 21``."""
    each, left = divmod(count, most)
    return f"{each} or {each + 1}" if left else str(each)
