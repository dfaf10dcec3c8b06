"""Real numbers known by enclosures that shrink on demand: what elementary functions need.

Comparisons look at ever narrower enclosures until they do not overlap. Two numbers that are equal
never get there, nor some that are very close: then there is no answer, and never a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Any

Ends = tuple[Fraction, Fraction]
"""The ends of an enclosure, both included."""

FIRST_PRECISION = 64
MAX_PRECISION = 1 << 12
"""Precisions, in bits, of the first enclosure that a comparison looks at and the last one."""

MAX_DEPTH = 200
"""Operations on top of each other: an enclosure is computed by recursion."""


class NotExact(ArithmeticError):
    """A result that has no exact form here, or a comparison that stays open."""


class TooWide(ArithmeticError):
    """An enclosure at this precision does not tell enough to go on; a narrower one may."""


class Enclosed:
    """A real number; ``at(precision)`` encloses it, as a rule to so many significant bits.

    ``of`` computes an enclosure, and raises ``TooWide`` where only a higher precision can tell.
    Arithmetic with it and with other exact numbers gives numbers of the same kind. Comparisons,
    ``sign`` and ``floor`` are exact, and raise ``NotExact`` where ``MAX_PRECISION`` bits do not
    tell.
    """

    __slots__ = ("_known", "_of", "depth")

    def __init__(self, of: Callable[[int], Ends], depth: int = 1) -> None:
        if depth > MAX_DEPTH:
            raise NotExact(f"more than {MAX_DEPTH} operations on irrational numbers")
        self._of, self.depth = of, depth
        self._known: dict[int, Ends] = {}

    def at(self, precision: int) -> Ends:
        """Numbers between which the value lies, in so many significant bits."""
        if precision not in self._known:
            low, high = self._of(precision)
            self._known[precision] = _rounded(low, precision, -1), _rounded(high, precision, 1)
        return self._known[precision]

    def settle(self, tell: Callable[[Fraction, Fraction], Any], what: str) -> Any:
        """The first answer other than ``None`` that ``tell`` gives for an enclosure."""
        precision = FIRST_PRECISION
        while precision <= MAX_PRECISION:
            try:
                answer = tell(*self.at(precision))
            except TooWide:
                answer = None
            if answer is not None:
                return answer
            precision *= 2
        raise NotExact(f"{what} stays open at {MAX_PRECISION} bits")

    @staticmethod
    def of(x: Any) -> Enclosed:
        """An exact number of any kind as one of this kind."""
        return x if isinstance(x, Enclosed) else Enclosed(lambda precision: ends(x, precision))

    @property
    def sign(self) -> int:
        """-1, 0 or 1."""
        return self.order(Fraction(0))

    def order(self, other: Any) -> int:
        """The sign of ``self - other``."""
        if not isinstance(other, Fraction | int):
            return self.__sub__(other).sign

        def tell(low: Fraction, high: Fraction) -> int | None:
            if low > other:
                return 1
            if high < other:
                return -1
            return 0 if low == high else None

        found: int = self.settle(tell, "how two numbers compare")
        return found

    # --- arithmetic ---------------------------------------------------------------------------

    def __neg__(self) -> Enclosed:
        def of(precision: int) -> Ends:
            low, high = self.at(precision)
            return -high, -low

        return Enclosed(of, self.depth + 1)

    def __add__(self, other: Any) -> Enclosed:
        def of(precision: int) -> Ends:
            (a, b), (c, d) = self.at(precision), ends(other, precision)
            return a + c, b + d

        return Enclosed(of, 1 + max(self.depth, depth(other)))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Enclosed:
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> Enclosed:
        return self.__neg__().__add__(other)

    def __mul__(self, other: Any) -> Enclosed:
        def of(precision: int) -> Ends:
            corners = [x * y for x in self.at(precision) for y in ends(other, precision)]
            return min(corners), max(corners)

        return Enclosed(of, 1 + max(self.depth, depth(other)))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Enclosed:
        return self.__mul__(Enclosed.of(other)._inverse())

    def __rtruediv__(self, other: Any) -> Enclosed:
        return self._inverse().__mul__(other)

    def _inverse(self) -> Enclosed:
        def of(precision: int) -> Ends:
            low, high = self.at(precision)
            if low <= 0 <= high:
                raise TooWide("a divisor that may be 0")
            return 1 / high, 1 / low

        return Enclosed(of, self.depth + 1)

    # --- comparison ---------------------------------------------------------------------------

    def __eq__(self, other: object) -> bool:
        return self.order(other) == 0

    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: Any) -> bool:
        return self.order(other) < 0

    def __le__(self, other: Any) -> bool:
        return self.order(other) <= 0

    def __gt__(self, other: Any) -> bool:
        return self.order(other) > 0

    def __ge__(self, other: Any) -> bool:
        return self.order(other) >= 0

    def __floor__(self) -> int:
        def tell(low: Fraction, high: Fraction) -> int | None:
            return low.__floor__() if low.__floor__() == high.__floor__() else None

        found: int = self.settle(tell, "the integer below a number")
        return found

    def __float__(self) -> float:
        low, high = self.at(FIRST_PRECISION)
        return float((low + high) / 2)


def ends(x: Any, precision: int) -> Ends:
    """An enclosure of an exact number of any kind."""
    if isinstance(x, Fraction | int):
        return Fraction(x), Fraction(x)
    found: Ends = x.at(precision)
    return found


def depth(x: Any) -> int:
    """How many operations on enclosures stand below a number."""
    return x.depth if isinstance(x, Enclosed) else 0


def square_root(x: Any) -> Enclosed:
    """The square root of a number that is not negative."""

    def of(precision: int) -> Ends:
        low, high = ends(x, precision)
        return _root_below(max(low, Fraction(0)), precision), _root_above(high, precision)

    return Enclosed(of, depth(x) + 1)


def root_ends(x: Fraction, precision: int) -> Ends:
    """An enclosure of the square root of a positive rational, to so many significant bits."""
    return _root_below(x, precision), _root_above(x, precision)


def _root_below(x: Fraction, precision: int) -> Fraction:
    if not x:
        return x
    # Scaled by a power of four, the root's integer part has more than `precision` bits.
    size = x.numerator.bit_length() - x.denominator.bit_length()
    shift = max(0, precision + 2 - size // 2)
    return Fraction(isqrt((x.numerator << 2 * shift) // x.denominator), 1 << shift)


def _root_above(x: Fraction, precision: int) -> Fraction:
    size = x.numerator.bit_length() - x.denominator.bit_length()
    shift = max(0, precision + 2 - size // 2)
    return Fraction(isqrt((x.numerator << 2 * shift) // x.denominator) + 1, 1 << shift)


def _rounded(x: Fraction, precision: int, direction: int) -> Fraction:
    """``x`` moved down or up to so many significant bits, where it has more."""
    size = x.numerator.bit_length() - x.denominator.bit_length()
    shift = precision - size
    if x.denominator.bit_length() <= shift + 1 and x.denominator & (x.denominator - 1) == 0:
        return x
    scaled = x * (Fraction(1 << shift) if shift >= 0 else Fraction(1, 1 << -shift))
    whole = scaled.__floor__() if direction < 0 else -(-scaled).__floor__()
    return Fraction(whole << -shift) if shift < 0 else Fraction(whole, 1 << shift)
