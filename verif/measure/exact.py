"""The error of one result, enclosed as closely as one likes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verif.base.exact import floor_log2
from verif.formats.value import Input
from verif.measure.scale import Scale
from verif.oracle.enclose import Interval, enclose
from verif.oracle.function import Function
from verif.oracle.special import rational

SPARE = 48
"""Bits of the enclosure of a value beyond those of the format."""

STEPS = 6
"""How often the precision is doubled where the value cannot be told from a power of two."""


@dataclass(frozen=True)
class Error:
    """The exact value, and the error in units in the last place, absolute, and relative; the last
    is ``None`` where the value is smaller than the smallest normal number, or may be."""

    value: Interval
    ulps: Interval
    absolute: Interval
    relative: Interval | None


def error_of(
    function: Function, x: tuple[Input, ...], got: Fraction, scale: Scale, spare: int = SPARE
) -> Error:
    """The error of the result ``got``; the function has a finite value at ``x``."""
    value = value_of(function, x, scale.precision + spare)
    for _ in range(STEPS):
        if _one_binade(value):
            break
        spare *= 2
        value = value_of(function, x, scale.precision + spare)
    absolute = distance(value, got)
    units = [scale.ulp(end) for end in value]
    ulps = Interval(absolute.low / max(units), absolute.high / min(units))
    low, high = sorted(abs(end) for end in value)
    relative = None
    if low >= scale.least_normal:
        relative = Interval(absolute.low / high, absolute.high / low)
    return Error(value, ulps, absolute, relative)


def value_of(function: Function, x: tuple[Input, ...], precision: int) -> Interval:
    """The function at ``x``: an enclosure, or the value itself where the table of special values
    has it."""
    special = function.special(x)
    if special is not None:
        real = rational(special)
        return Interval(real, real)
    reals = tuple(rational(a) for a in x)
    return enclose(function, reals[0] if len(reals) == 1 else reals, precision)


def distance(value: Interval, got: Fraction) -> Interval:
    """How far ``got`` is from a number of the interval."""
    ends = sorted((abs(got - value.low), abs(got - value.high)))
    inside = value.low <= got <= value.high
    return Interval(Fraction(0) if inside else ends[0], ends[1])


def _one_binade(value: Interval) -> bool:
    low, high = value
    if low == high:
        return True
    return low * high > 0 and floor_log2(abs(low)) == floor_log2(abs(high))
