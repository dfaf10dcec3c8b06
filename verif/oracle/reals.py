"""Elementary functions of exact real numbers: values as numbers that are compared exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from verif.base.enclosed import Enclosed, Ends, NotExact, TooWide, depth, ends
from verif.base.exact import TooLarge
from verif.base.surd import Real, compare, sign
from verif.oracle.enclose import Interval, enclose
from verif.oracle.errors import OutsideDomain, Undecided
from verif.oracle.function import Function, Point
from verif.oracle.functions import function

PRECISION = 64
"""Bits of the enclosures over intervals."""


def value(name: str, x: Sequence[Real]) -> Real:
    """The value of a function; 0 where it has none. Rational values are ``Fraction``s.

    Raises ``NotExact`` where it stays open whether an irrational argument is in the domain.
    """
    f = function(name)
    if all(isinstance(a, Fraction) for a in x):
        return _at_rational(name, tuple(a for a in x if isinstance(a, Fraction)))
    if not defined(f, x):
        return Fraction(0)

    def of(precision: int) -> Ends:
        box = [Interval(*ends(a, precision)) for a in x]
        try:
            return _enclosed(f, box, precision)
        except OutsideDomain as error:
            raise TooWide(str(error)) from None

    return Enclosed(of, 1 + max(map(depth, x)))


def over(name: str, box: Sequence[Ends]) -> Ends | None:
    """Bounds of a function over intervals of its arguments; ``None`` where it does not have a value
    on all of them, or its values cannot be written out."""
    try:
        return _enclosed(function(name), [Interval(*x) for x in box], PRECISION)
    except (OutsideDomain, NotExact, TooLarge):
        return None


def defined(f: Function, x: Sequence[Real]) -> bool:
    """Whether the function has a value there."""
    if f.arity == 2:
        return _power_defined(*x)
    (a,) = x
    low = f.domain.low
    if low is not None and compare(a, low) < 0:
        return False
    return all(compare(a, pole) != 0 for pole in f.domain.poles)


def _power_defined(x: Real, y: Real) -> bool:
    """x**y: of a positive x always, of 0 for y >= 0, of a negative x for integers y."""
    if sign(x) > 0:
        return True
    if not sign(x):
        return sign(y) >= 0
    # Whether a number that is only enclosed is an integer is told by the one below it, or open.
    return compare(y, Fraction(y.__floor__())) == 0


@lru_cache(maxsize=1 << 12)
def _at_rational(name: str, x: Point) -> Real:
    f = function(name)
    if not defined(f, x):
        return Fraction(0)
    exact = f.exact(*x)
    if exact is not None:
        return exact
    return Enclosed(lambda precision: _enclosed(f, [Interval(a, a) for a in x], precision))


def _enclosed(f: Function, box: Sequence[Interval], precision: int) -> Ends:
    try:
        if f.arity == 2:
            low, high = enclose(f, (box[0], box[1]), precision)
        else:
            low, high = enclose(f, box[0] if box[0].low < box[0].high else box[0].low, precision)
    except Undecided as error:
        raise NotExact(str(error)) from None
    return low, high
