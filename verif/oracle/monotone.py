"""Where functions rise and fall: the pieces of the real line on which each is monotone.

A turning point is irrational, but for that of the cosine at 0, so it is known by an enclosure;
between two enclosures the direction is certain, inside one nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, Protocol

from flint import arb, ctx

from verif.base.exact import pow2
from verif.oracle.balls import ends, number

MAX_BITS = 1 << 18
"""Enough for the quotient of any argument by pi to have a certain integer part."""


class Turn(NamedTuple):
    """A turning point in [low, high]: a maximum, or a minimum."""

    low: Fraction
    high: Fraction
    maximum: bool


class Piece(NamedTuple):
    """[low, high], on which a function rises (1), falls (-1) or may turn (0)."""

    low: Fraction
    high: Fraction
    direction: int


class Shape(Protocol):
    """The directions of a function on its domain."""

    def direction(self, low: Fraction, high: Fraction) -> int:
        """1 where it rises all over [low, high], -1 where it falls, 0 where it may turn.

        The interval lies inside the domain, with no pole in it.
        """

    def turns(self, low: Fraction, high: Fraction, bits: int) -> Iterator[Turn]:
        """The turning points that may lie in [low, high], in order, each known to ``2**-bits``
        or to ``bits`` significant bits."""


@dataclass(frozen=True)
class Everywhere:
    """Strictly monotone on every interval of the domain."""

    rising: bool

    def direction(self, low: Fraction, high: Fraction) -> int:
        return 1 if self.rising else -1

    def turns(self, low: Fraction, high: Fraction, bits: int) -> Iterator[Turn]:
        return iter(())


@dataclass(frozen=True)
class Dip:
    """Falls, then rises: the derivative has the sign of ``slope``, which increases strictly and
    has its only zero between ``low`` and ``high``."""

    slope: Callable[[Fraction], arb]
    low: Fraction
    high: Fraction

    def direction(self, low: Fraction, high: Fraction) -> int:
        turn = self.minimum(64)
        return -1 if high <= turn.low else 1 if low >= turn.high else 0

    def turns(self, low: Fraction, high: Fraction, bits: int) -> Iterator[Turn]:
        turn = self.minimum(bits)
        if low <= turn.high and turn.low <= high:
            yield turn

    def minimum(self, bits: int) -> Turn:
        """The minimum, to ``2**-bits``."""
        return _minimum(self, bits)


@lru_cache(maxsize=64)
def _minimum(dip: Dip, bits: int) -> Turn:
    """By bisection on the sign of the slope; a sign that stays open at this precision ends it."""
    low, high = dip.low, dip.high
    with ctx.workprec(2 * bits + 64):
        while high - low > pow2(-bits):
            middle = (low + high) / 2
            slope = dip.slope(middle)
            if slope > 0:
                high = middle
            elif slope < 0:
                low = middle
            else:
                raise ArithmeticError(f"the sign of a derivative at {middle} stays open")
    return Turn(low, high, False)


@dataclass(frozen=True)
class Wave:
    """Turns at ``(k + offset) * pi`` for all integers k: a maximum where k is even."""

    offset: Fraction

    def direction(self, low: Fraction, high: Fraction) -> int:
        first = self._after(low)
        if self._before(high) >= first:
            return 0
        return 1 if first % 2 == 0 else -1  # up to the next maximum

    def turns(self, low: Fraction, high: Fraction, bits: int) -> Iterator[Turn]:
        for k in range(self._after(low), self._before(high) + 1):
            with ctx.workprec(bits + 2):
                found = ends(number(k + self.offset) * arb.pi())
            assert found is not None, "a product of finite numbers"
            yield Turn(*found, k % 2 == 0)

    def _after(self, x: Fraction) -> int:
        """The least k whose turning point is above ``x``."""
        return _floor_over_pi(x, self.offset) + 1

    def _before(self, x: Fraction) -> int:
        """The greatest k whose turning point is below ``x``."""
        return -_floor_over_pi(-x, -self.offset) - 1


def _floor_over_pi(x: Fraction, offset: Fraction) -> int:
    """``floor(x/pi - offset)``: x/pi is irrational unless x is 0, so some precision tells."""
    if x == 0:
        return -offset.__ceil__()
    bits = 64
    while bits <= MAX_BITS:
        with ctx.workprec(bits):
            whole = (number(x) / arb.pi() - number(offset)).floor().unique_fmpz()
        if whole is not None:
            return int(whole)
        bits *= 2
    raise ArithmeticError(f"the quotient of a number of that size by pi needs over {MAX_BITS} bits")


def pieces(shape: Shape, low: Fraction, high: Fraction, bits: int = 64) -> Iterator[Piece]:
    """[low, high] cut at the turning points, the neighbourhoods of these as pieces of their own.

    The interval lies inside the domain with no pole in it. Neighbouring pieces share their ends.
    """
    start = low
    for turn in shape.turns(low, high, bits):
        if start < turn.low:
            yield Piece(start, turn.low, 1 if turn.maximum else -1)
        end = min(turn.high, high)
        yield Piece(max(start, turn.low), end, 0)
        start = end
    if start < high or low == high:
        yield Piece(start, high, shape.direction(start, high))
