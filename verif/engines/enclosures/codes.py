"""What a range of codes can be, and what a range of numbers can round to."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verif.base.exact import floor_log2, pow2
from verif.formats.context import Context
from verif.formats.encode import encode
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.value import Input, Value

FEW = 8
"""Codes that are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Codes:
    """``low`` and ``high`` bound the values, 0 for what is NaN or infinite as in the core. Whether
    the codes are NaN, infinite, negative: ``None`` where they differ or it is not known."""

    low: Fraction
    high: Fraction
    nan: bool | None
    inf: bool | None
    negative: bool | None


def between(fmt: Format, first: int, last: int) -> Codes:
    """All codes from ``first`` to ``last``."""
    if last - first < FEW:
        return _of([fmt.decode(code) for code in range(first, last + 1)])
    zero = Fraction(0)
    if isinstance(fmt, Fixed) and (first > fmt.kmax) == (last > fmt.kmax):
        return _of([fmt.decode(first), fmt.decode(last)])
    if isinstance(fmt, Float) and first >> fmt.magnitude_bits == last >> fmt.magnitude_bits:
        # Of one sign finite codes have no gap between, and their values are in order.
        ends = [fmt.decode(first), fmt.decode(last)]
        if all(v.exact is not None for v in ends):
            return _of(ends)
        negative = ends[0].sign < 0
        inf = fmt.inf_code(negative)
        beyond = fmt.ordinal(first) > fmt.kmax or fmt.ordinal(first) < fmt.kmin
        if beyond and fmt.infinities <= 2 and not (inf is not None and first <= inf <= last):
            return Codes(zero, zero, True, False, negative)
    nan, inf_ = (None if has else False for has in (fmt.has_nan, fmt.has_inf))
    sign = None if fmt.has_signs else False
    return Codes(min(fmt.min, zero), max(fmt.max, zero), nan, inf_, sign)


def _of(values: list[Value]) -> Codes:
    """The codes between these, of which none is anything else than these are."""
    numbers = [v.exact or Fraction(0) for v in values]
    nan, inf, negative = (
        flags.pop() if len(flags) == 1 else None
        for flags in (
            {v.is_nan for v in values},
            {v.kind == "inf" for v in values},
            {v.sign < 0 for v in values},
        )
    )
    return Codes(min(numbers), max(numbers), nan, inf, negative)


def rounded(fmt: Format, context: Context, low: Fraction, high: Fraction) -> Codes | None:
    """What the numbers from ``low`` to ``high`` round to: rounding is monotone. ``None`` where an
    end is not rounded to a finite code, or zeros are rounded by a policy."""
    if fmt.zero is None and low <= 0 <= high:
        return None
    ends = [fmt.decode(encode(fmt, Input.of(x), context)).exact for x in (low, high)]
    a, b = ends
    if a is None or b is None:
        return None
    sign = False if a > 0 else True if b < 0 else None
    return Codes(a, b, False, False, sign)


def error(fmt: Format, context: Context, low: Fraction, high: Fraction) -> Fraction | None:
    """How far a number from ``low`` to ``high`` is from what it rounds to, at most; ``None`` where
    that is not told by the spacing of the format."""
    if not fmt.min <= low <= high <= fmt.max or context.flush:
        return None
    parts = 2 if context.mode.nearest else 1
    if isinstance(fmt, Fixed):
        return fmt.value_of(1) / parts
    if not isinstance(fmt, Float) or not (fmt.subnormals and fmt.has_zero):
        return None
    size = max(abs(low), abs(high))
    least, _ = fmt.exponent_range
    binade = max(floor_log2(size), least) if size else least
    return pow2(binade - fmt.significand_bits) / parts
