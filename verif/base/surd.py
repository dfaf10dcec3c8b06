"""Exact numbers of the form ``a + b*sqrt(c)`` with rational parts: what square roots need.

``Real`` is any number of the reference; functions here take all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering
from math import isqrt

from verif.base.enclosed import Enclosed, Ends, NotExact, root_ends, square_root

__all__ = ["NotExact", "Real", "Surd", "compare", "rational_root", "sign", "sqrt"]


@total_ordering
@dataclass(frozen=True, slots=True)
class Surd:
    """``a + b*sqrt(c)``: ``b`` is not 0 and ``c`` is positive and not the square of a rational.

    Arithmetic stays exact between rationals and surds of one root and raises ``NotExact``
    otherwise; comparison is exact between any two, by squaring.
    """

    a: Fraction
    b: Fraction
    c: Fraction

    def _pair(self, other: Fraction | Surd) -> tuple[Fraction, Fraction]:
        """``other`` as (a, b) over this root."""
        if isinstance(other, Surd):
            ratio = rational_root(other.c / self.c)
            if ratio is None:
                raise NotExact(f"{self} and {other} have different roots")
            return other.a, other.b * ratio
        return Fraction(other), Fraction(0)

    def _make(self, a: Fraction, b: Fraction) -> Real:
        return Surd(a, b, self.c) if b else a

    def __neg__(self) -> Surd:
        return Surd(-self.a, -self.b, self.c)

    def __abs__(self) -> Surd:
        return -self if sign(self) < 0 else self

    def at(self, precision: int) -> Ends:
        """Numbers between which the value lies, the root to so many significant bits."""
        parts = [self.b * x for x in root_ends(self.c, precision)]
        return self.a + min(parts), self.a + max(parts)

    def __add__(self, other: Real) -> Real:
        if isinstance(other, Enclosed):
            return NotImplemented
        a, b = self._pair(other)
        return self._make(self.a + a, self.b + b)

    __radd__ = __add__

    def __sub__(self, other: Real) -> Real:
        return self + -other

    def __rsub__(self, other: Real) -> Real:
        return -self + other

    def __mul__(self, other: Real) -> Real:
        if isinstance(other, Enclosed):
            return NotImplemented
        a, b = self._pair(other)
        return self._make(self.a * a + self.b * b * self.c, self.a * b + self.b * a)

    __rmul__ = __mul__

    def __truediv__(self, other: Real) -> Real:
        if isinstance(other, Enclosed):
            return NotImplemented
        if not isinstance(other, Surd):
            return self._make(self.a / other, self.b / other)
        return self * other._inverse()

    def __rtruediv__(self, other: Real) -> Real:
        return self._inverse() * other

    def _inverse(self) -> Surd:
        norm = self.a * self.a - self.b * self.b * self.c  # not 0, as sqrt(c) is irrational
        return Surd(self.a / norm, -self.b / norm, self.c)

    def __lt__(self, other: Real) -> bool:
        return compare(self, other) < 0

    def __floor__(self) -> int:
        square = self.b * self.b * self.c
        root = isqrt(square.numerator * square.denominator) // square.denominator
        guess = int(self.a // 1) + (root if self.b > 0 else -root)
        while compare(self, Fraction(guess)) < 0:
            guess -= 1
        while compare(self, Fraction(guess + 1)) >= 0:
            guess += 1
        return guess

    def __float__(self) -> float:
        root: float = float(self.c) ** 0.5
        return float(self.a) + float(self.b) * root

    def __str__(self) -> str:
        root = f"sqrt({self.c})" if abs(self.b) == 1 else f"{abs(self.b)}*sqrt({self.c})"
        if not self.a:
            return root if self.b > 0 else f"-{root}"
        return f"{self.a} {'+' if self.b > 0 else '-'} {root}"


Real = Fraction | Surd | Enclosed
"""An exact real number of the reference."""


def rational_root(x: Fraction) -> Fraction | None:
    """The square root of ``x`` where it is rational, else ``None``."""
    if x < 0:
        return None
    n, d = isqrt(x.numerator), isqrt(x.denominator)
    exact = n * n == x.numerator and d * d == x.denominator
    return Fraction(n, d) if exact else None


def sqrt(x: Real) -> Real:
    """The square root of a number that is not negative; ``NotExact`` for a surd."""
    if isinstance(x, Enclosed):
        return square_root(x)
    if isinstance(x, Surd):
        raise NotExact(f"the square root of {x} has no exact form here")
    if x < 0:
        raise ValueError("the square root of a negative number")
    root = rational_root(x)
    return Surd(Fraction(0), Fraction(1), x) if root is None else root


def sign(x: Real) -> int:
    """-1, 0 or 1; ``NotExact`` where enclosures do not tell."""
    if isinstance(x, Enclosed):
        return x.sign
    if not isinstance(x, Surd):
        return (x > 0) - (x < 0)
    sa, sb = sign(x.a), sign(x.b)
    if sa * sb >= 0:
        return sb
    return sa if x.a * x.a > x.b * x.b * x.c else sb


def compare(x: Real, y: Real) -> int:
    """The sign of ``x - y``, exactly; ``NotExact`` where enclosures do not tell."""
    if isinstance(x, Enclosed):
        return x.order(y)
    if isinstance(y, Enclosed):
        return -y.order(x)
    if not isinstance(x, Surd) or not isinstance(y, Surd):
        return sign(x - y)
    # x - y = u - v with u = (x.a - y.a) + x.b*sqrt(x.c) and v = y.b*sqrt(y.c).
    u: Real = x - y.a
    sv = sign(y.b)
    if sign(u) != sv:
        return 1 if sign(u) > sv else -1
    difference: Real = u * u - y.b * y.b * y.c
    return sv * sign(difference)
