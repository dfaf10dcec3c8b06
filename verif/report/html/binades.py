"""How many values a format has in each binade, and where: found by bisection over its ordinals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from verif.base.exact import floor_log2, pow2
from verif.formats.format import Format

SHOWN = 128
"""Binades that are looked at, at most; of more of them as many, equally far apart."""


@dataclass(frozen=True, slots=True)
class Binade:
    """The values from ``2^exponent`` up to the next power of two: the first one's ordinal, and how
    many there are; ``span`` is how many binades this one stands for."""

    exponent: int
    first: int
    count: int
    span: int = 1

    @property
    def precision(self) -> float:
        """Significant bits: the bits it takes to count the values, and the leading one."""
        return math.log2(self.count) + 1


def first_at_least(fmt: Format, value: Fraction) -> int:
    """The least ordinal whose value is not below ``value``; ``kmax + 1`` where all are."""
    low, high = fmt.kmin, fmt.kmax + 1
    while low < high:
        middle = (low + high) // 2
        if fmt.value_of(middle) < value:
            low = middle + 1
        else:
            high = middle
    return low


def binades(fmt: Format) -> list[Binade]:
    """The binades of the positive values, those that hold any."""
    if fmt.max <= 0:
        return []
    low = floor_log2(fmt.value_of(fmt.min_positive))
    exponents = spread(low, floor_log2(fmt.max), SHOWN)
    return list(_counted(fmt, exponents))


def _counted(fmt: Format, exponents: Sequence[int]) -> Iterator[Binade]:
    ends = [*exponents[1:], exponents[-1] + 1]
    for exponent, following in zip(exponents, ends, strict=True):
        first = first_at_least(fmt, pow2(exponent))
        count = first_at_least(fmt, pow2(exponent + 1)) - first
        if count:
            yield Binade(exponent, first, count, following - exponent)


def spread(low: int, high: int, count: int) -> Sequence[int]:
    """At most ``count`` integers from ``low`` to ``high``, both included, equally far apart."""
    if high - low < count:
        return range(low, high + 1)
    return sorted({low + (high - low) * i // (count - 1) for i in range(count)})
