"""Reference rounding: one search over thresholds, for every family, mode and policy.

This is the trusted meaning of ``round`` and ``encode``. It works on exact numbers and shares
nothing with the array engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from verif.base.enclosed import Enclosed
from verif.base.surd import Real, sign
from verif.formats.context import Context, Mode, PolicyError
from verif.formats.format import Format, Threshold
from verif.formats.value import Input

CACHED_BITS = 16
"""Formats up to this wide keep their thresholds in a table."""


def encode(fmt: Format, x: Input, context: Context) -> int:
    """The code that ``x`` rounds to; ``PolicyError`` where a policy says ``error``."""
    if x.nan:
        return _on_nan(fmt, context)
    if x.inf:
        return _on_inf(fmt, x.negative, context)
    negative = sign(x.real) < 0 if sign(x.real) else x.negative
    if not sign(x.real):
        return _zero(fmt, negative, context)
    return code_at(fmt, rounded_ordinal(fmt, x.real, context.mode), negative, context)


def code_at(fmt: Format, k: int, negative: bool, context: Context) -> int:
    """The code of ordinal ``k``, as ``rounded_ordinal`` gives it for a number other than 0 that is
    ``negative`` or not; ``PolicyError`` where a policy says ``error``."""
    if k > fmt.kmax:
        return _overflow(fmt, False, context)
    if k < fmt.kmin:
        if fmt.signed:
            return _overflow(fmt, True, context)
        if fmt.zero is not None or negative:
            return _on_negative(fmt, context)
        return _zero(fmt, False, context)
    value = fmt.value_of(k)
    if value == 0:
        return _zero(fmt, negative, context)
    if context.flush and fmt.min_normal is not None and abs(value) < fmt.min_normal:
        return _zero(fmt, negative, context)
    return fmt.code_of(k)


def rounded_ordinal(fmt: Format, x: Real, mode: Mode) -> int:
    """The ordinal ``x`` rounds to; ``kmin - 1`` and ``kmax + 1`` stand for beyond the ends."""
    boundary = _table(fmt, mode) if fmt.bits <= CACHED_BITS else fmt.threshold
    if isinstance(x, Enclosed):

        def same(low: Fraction, high: Fraction) -> int | None:
            k = _search(fmt, low, mode, boundary)
            return k if k == _search(fmt, high, mode, boundary) else None

        found: int = x.settle(same, "what a number rounds to")  # rounding is monotone
        return found
    return _search(fmt, x, mode, boundary)


def _search(
    fmt: Format, x: Real, mode: Mode, boundary: Callable[[int, Mode], Threshold | None]
) -> int:
    """The least ordinal whose upper boundary ``x`` does not cross."""

    def above(k: int) -> bool:
        t = boundary(k, mode)
        # Without a boundary it is an end that this mode never crosses.
        return k < fmt.kmin if t is None else x > t.at or (x == t.at and t.up)

    low, high = fmt.kmin - 1, fmt.kmax + 1
    guess = fmt.guess(x) if isinstance(x, Fraction) else fmt.kmin
    inside = low + 2 <= guess < high - 1
    # Whatever a guess is worth, only what these two boundaries say makes the search shorter.
    if inside and above(guess - 2) and not above(guess + 1):
        low, high = guess - 1, guess + 1
    while low < high:
        k = (low + high) // 2
        low, high = (k + 1, high) if above(k) else (low, k)
    return low


@lru_cache(maxsize=256)
def _table(fmt: Format, mode: Mode) -> Callable[[int, Mode], Threshold | None]:
    """The boundaries of a format, each computed when a search first comes to it."""
    table: dict[int, Threshold | None] = {}

    def boundary(k: int, _: Mode) -> Threshold | None:
        if k not in table:
            table[k] = fmt.threshold(k, mode)
        return table[k]

    return boundary


def _nan_code(fmt: Format) -> int:
    code = fmt.canonical_nan
    assert code is not None, "the context was checked against the format"
    return code


def _on_nan(fmt: Format, context: Context) -> int:
    match context.on_nan:
        case "nan":
            return _nan_code(fmt)
        case "zero":
            return _zero(fmt, False, context)
        case "max":
            return fmt.code_of(fmt.kmax)
        case "error":
            raise PolicyError(f"NaN into {fmt.name}")


def _on_inf(fmt: Format, negative: bool, context: Context) -> int:
    if negative and not fmt.signed:
        return _on_negative(fmt, context)
    if context.on_inf == "error":
        raise PolicyError(f"an infinity into {fmt.name}")
    return _overflow(fmt, negative, replace(context, overflow=context.on_inf))


def _overflow(fmt: Format, negative: bool, context: Context) -> int:
    match context.overflow:
        case "saturate":
            return fmt.code_of(fmt.kmin if negative else fmt.kmax)
        case "inf":
            code = fmt.inf_code(negative)
            return _nan_code(fmt) if code is None else code
        case "nan":
            return _nan_code(fmt)
        case "error":
            raise PolicyError(f"overflow of {fmt.name}")


def _on_negative(fmt: Format, context: Context) -> int:
    match context.on_negative:
        case "nan":
            return _nan_code(fmt)
        case "saturate":
            return fmt.code_of(fmt.kmin)
        case "error":
            raise PolicyError(f"a negative number into {fmt.name}")


def _zero(fmt: Format, negative: bool, context: Context) -> int:
    if fmt.zero is not None:
        if negative and fmt.negative_zero is not None:
            return fmt.negative_zero
        return fmt.zero
    match context.on_zero:
        case "min":
            k = fmt.min_positive  # or, where all are negative, the largest
            below = negative and k > fmt.kmin and fmt.value_of(k) > 0
            return fmt.code_of(k - 1 if below else k)
        case "nan":
            return _nan_code(fmt)
        case "error":
            raise PolicyError(f"zero into {fmt.name}")


def overflow_bounds(fmt: Format, mode: Mode) -> tuple[Threshold | None, Threshold | None]:
    """The boundaries at the two ends: below the first and above the second ``mode`` overflows."""
    return fmt.threshold(fmt.kmin - 1, mode), fmt.threshold(fmt.kmax, mode)
