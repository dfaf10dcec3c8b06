"""Enclosures that shrink on demand: numbers between which a function's value certainly lies."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from flint import ctx

from verif.base.exact import EXPONENT_LIMIT, TooLarge, exact_text, floor_log2, pow2
from verif.oracle.balls import dyadic_ends
from verif.oracle.errors import DomainError, Pole, Undecided
from verif.oracle.function import Function, Point
from verif.oracle.monotone import Dip, Turn

FIRST_PRECISION = 64
MAX_PRECISION = 1 << 18
"""Precisions, in bits, of the first ball and the last one; each is twice the one before."""

GUARD = 8
"""Bits of relative accuracy of a ball beyond those of the enclosure that is rounded from it."""

REACH = EXPONENT_LIMIT >> 1
"""Values above ``2**REACH`` are refused, values below ``2**-REACH`` only told from 0."""

LIPSCHITZ = 3
"""No derivative of a function with one minimum exceeds 3 in magnitude. gelu: |Phi + x*phi| <=
1 + 0.25. silu: s + x*s*(1 - s) with |x*s*(1 - s)| <= |x|*exp(-|x|) <= 1/e. gelu_tanh: likewise,
with v = 2u and |x*v'| <= 3|v|, at most 1 + 3/e."""


class Interval(NamedTuple):
    """All numbers from ``low`` to ``high``, both included."""

    low: Fraction
    high: Fraction


class Enclosure(NamedTuple):
    """The value lies between ``low`` and ``high``, and is not the end that is ``strict``."""

    low: Fraction
    high: Fraction
    strict_low: bool = False
    strict_high: bool = False


def enclose(
    function: Function, x: Fraction | Interval | tuple[Fraction | Interval, ...], precision: int
) -> Interval:
    """Dyadic numbers of ``precision`` significant bits with the values of ``function`` between.

    For one argument they differ by at most one unit in the last of these bits, or two, unless the
    value is below ``2**-REACH``. For an interval they enclose all values on it, as closely. With
    growing ``precision`` enclosures nest. ``x`` is a number or an interval, for ``pow`` a pair of
    them.

    Raises ``DomainError`` or ``Pole`` where there is no value, and ``TooLarge`` for one above
    ``2**REACH``.
    """
    if precision < 1:
        raise ValueError(f"a precision of at least 1 bit is needed, not {precision}")
    if function.arity == 2:
        return _enclose_power(function, x, precision)
    if isinstance(x, Interval):
        return _enclose_interval(function, x, precision)
    if not isinstance(x, Fraction | int):
        raise TypeError(f"{function.name} takes one argument, a Fraction or an Interval")
    x = Fraction(x)
    function.domain.check(function.name, x, x)
    return point((function, (x,)), precision)


def point(call: tuple[Function, Point], precision: int) -> Interval:
    """The enclosure of one value inside the domain."""
    function, x = call
    if (value := function.exact(*x)) is not None:
        return Interval(down(value, precision), up(value, precision))
    tiny, huge = pow2(1 - REACH), pow2(REACH - 1)
    for found in ladder(function, x, REACH, MAX_PRECISION):
        low, high = found.low, found.high
        least, most = sorted((abs(low), abs(high)))
        if least >= huge:
            raise TooLarge(f"{function.name} at {short(x)} is too large to write out")
        if most <= tiny:
            return Interval(-tiny if low < 0 else Fraction(0), tiny if high > 0 else Fraction(0))
        if high - low <= least * pow2(-precision - GUARD):
            return Interval(down(low, precision), up(high, precision))
    raise Undecided(
        f"{function.name} at {short(x)}: {MAX_PRECISION} bits do not give {precision} bits of it"
    )


def ladder(function: Function, x: Point, span: int, limit: int) -> Iterator[Enclosure]:
    """Enclosures of one irrational value, each inside the one before, up to ``limit`` bits.

    Ends above ``2**span`` in magnitude are moved there, ends between 0 and ``2**-span`` away
    from 0 to that number: a format with that span rounds them alike.
    """
    edge = pow2(span)
    lines = [s if s is None or _within(s, edge) else None for s in function.strict(*x)]
    low, high = -edge, edge
    precision = FIRST_PRECISION
    while precision <= limit:
        with ctx.workprec(precision):
            found = dyadic_ends(function.ball(*x))
        if found is not None:
            low = max(low, clamped(*found[0], span))
            high = min(high, clamped(*found[1], span))
        least, most = lines
        bottom = low if least is None else max(low, least)
        top = high if most is None else min(high, most)
        enclosure = Enclosure(bottom, top, bottom == least, top == most)
        if bottom > top or (bottom == top and (enclosure.strict_low or enclosure.strict_high)):
            raise ArithmeticError(f"two bounds of {function.name} at {short(x)} do not meet")
        yield enclosure
        precision *= 2


def _within(x: Fraction, edge: Fraction) -> bool:
    """Whether ``x`` is 0 or of a magnitude that nothing else is moved to."""
    return not x or 1 / edge < abs(x) < edge


def clamped(integer: int, exponent: int, span: int) -> Fraction:
    """``integer * 2**exponent``, its magnitude moved into ``2**-span .. 2**span``."""
    if not integer:
        return Fraction(0)
    top = integer.bit_length() + exponent  # the magnitude lies in 2**(top - 1) .. 2**top
    if top > span:
        return pow2(span) if integer > 0 else -pow2(span)
    if top <= -span:
        return pow2(-span) if integer > 0 else -pow2(-span)
    return Fraction(integer << exponent) if exponent >= 0 else Fraction(integer, 1 << -exponent)


def short(x: Point) -> str:
    """Arguments as text of moderate length."""
    return ", ".join(map(exact_text, x))


def down(x: Fraction, precision: int) -> Fraction:
    """The largest number of ``precision`` significant bits that is not above ``x``."""
    if not x:
        return x
    place = pow2(floor_log2(abs(x)) + 1 - precision)
    return (x / place).__floor__() * place


def up(x: Fraction, precision: int) -> Fraction:
    """The smallest number of ``precision`` significant bits that is not below ``x``."""
    return -down(-x, precision)


def _enclose_interval(function: Function, x: Interval, precision: int) -> Interval:
    """The values at the ends, and those at the turning points between."""
    low, high = _ordered(x)
    function.domain.check(function.name, low, high)
    assert function.shape is not None, "functions of one argument have a shape"
    at_low, at_high = (point((function, (a,)), precision) for a in (low, high))
    least = min(at_low.low, at_high.low)
    most = max(at_low.high, at_high.high)
    if function.shape.direction(low, high) == 0:
        # Maxima and minima alternate, so two turning points show both kinds where both occur.
        for turn in islice(function.shape.turns(low, high, precision + GUARD), 2):
            if isinstance(function.shape, Dip):
                least = min(least, _minimum(function, turn, precision))
            elif turn.maximum:
                most = Fraction(1)
            else:
                least = Fraction(-1)
    return Interval(least, most)


def _minimum(function: Function, turn: Turn, precision: int) -> Fraction:
    """A lower bound of the least value: the true place of it is near ``turn.low``."""
    near = point((function, (turn.low,)), precision + GUARD).low
    return down(near - LIPSCHITZ * (turn.high - turn.low), precision)


def _enclose_power(function: Function, x: object, precision: int) -> Interval:
    """Over intervals of both arguments: y*log(x) is monotone in each, so corners are extreme."""
    if not isinstance(x, tuple) or len(x) != 2 or isinstance(x, Interval):
        raise TypeError(f"{function.name} takes two arguments, as a tuple")
    base, exponent = (a if isinstance(a, Interval) else Interval(a, a) for a in x)
    base, exponent = Interval(*_ordered(base)), Interval(*_ordered(exponent))
    if base.low <= 0:
        _check_power(base, exponent)
    corners = [(a, b) for a in base for b in exponent]
    found = [_corner(function, c, precision) for c in corners]
    low, high = min(f.low for f in found), max(f.high for f in found)
    even = exponent.low > 0 and exponent.low.numerator % 2 == 0
    if base.low < 0 < base.high and even:
        low = Fraction(0)
    return Interval(low, high)


def _check_power(base: Interval, exponent: Interval) -> None:
    """Refuses what has no value with a base that is not positive; 0**0 is 1."""
    where = f"pow of a base in [{exact_text(base.low)}, {exact_text(base.high)}]"
    if exponent.low == exponent.high and exponent.low.denominator == 1:
        if exponent.low < 0 and base.low <= 0 <= base.high:
            raise Pole(f"{where} to the power {exact_text(exponent.low)} has a pole at 0")
        return
    if base.low < 0:
        raise DomainError(f"{where}: a negative base needs a single integer as its exponent")
    if exponent.low <= 0:
        raise Pole(f"{where}: a base of 0 needs positive exponents")


def _corner(function: Function, x: tuple[Fraction, Fraction], precision: int) -> Interval:
    base, exponent = x
    if base == 0 and exponent:
        return Interval(Fraction(0), Fraction(0))
    return point((function, x), precision)


def _ordered(x: Interval) -> tuple[Fraction, Fraction]:
    low, high = Fraction(x.low), Fraction(x.high)
    if low > high:
        raise ValueError(f"an interval runs upwards: {short((low, high))} does not")
    return low, high
