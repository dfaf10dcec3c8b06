"""Exact rational helpers: powers of two, binary exponents, and text for people."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from verif.base.enclosed import Enclosed
from verif.base.surd import Real, Surd, sign

EXPONENT_LIMIT = 1 << 17
"""Largest magnitude of a binary exponent that is ever expanded (16 KiB of digits)."""

SMALL = 1 << 10
"""Exponents whose powers are kept."""


class TooLarge(ArithmeticError):
    """A number whose digits would not fit a sensible amount of memory."""


def pow2(exponent: int) -> Fraction:
    """``2**exponent`` exactly; raises ``TooLarge`` beyond ``EXPONENT_LIMIT``."""
    if abs(exponent) > EXPONENT_LIMIT:
        raise TooLarge(f"2**{exponent} is too large to write out")
    return _small_pow2(exponent) if abs(exponent) <= SMALL else _pow2(exponent)


def _pow2(exponent: int) -> Fraction:
    return Fraction(1 << exponent) if exponent >= 0 else Fraction(1, 1 << -exponent)


_small_pow2 = lru_cache(maxsize=None)(_pow2)
"""The powers that formats are made of; they are asked for again and again."""


def power(base: Fraction, exponent: int) -> Fraction:
    """``base**exponent``; ``TooLarge`` where the result has over ``EXPONENT_LIMIT`` bits."""
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if size > 1 and size * abs(exponent) > EXPONENT_LIMIT:
        small = max(size, exponent.bit_length()) <= 64
        what = f"{base}**{exponent}" if small else "the power"
        raise TooLarge(f"{what} is too large to write out")
    if abs(base) == 1:
        return base if exponent % 2 else Fraction(1)
    return base**exponent


def floor_log2(x: Real) -> int:
    """The largest ``e`` with ``2**e <= x``, for positive ``x``."""
    if isinstance(x, Enclosed):
        found: int = x.settle(_same_binade, "the binade of a number")
        return found
    if isinstance(x, Surd):
        whole = x.__floor__()
        if whole >= 1:
            return whole.bit_length() - 1
        # 0 < x < 1: 1/x is above 1 and irrational, so its floor is exact enough.
        inverse = Fraction(1) / x
        assert isinstance(inverse, Surd)
        return -inverse.__floor__().bit_length()
    e = x.numerator.bit_length() - x.denominator.bit_length()
    return e if pow2(e) <= x else e - 1


def _same_binade(low: Fraction, high: Fraction) -> int | None:
    if low <= 0:
        return None
    return floor_log2(low) if floor_log2(low) == floor_log2(high) else None


def is_dyadic(x: Fraction) -> bool:
    """Whether ``x`` is an integer times a power of two."""
    return x.denominator & (x.denominator - 1) == 0


def exact_text(x: Real) -> str:
    """``x`` exactly, in the shortest of the usual forms: ``-448``, ``13 * 2^-9``, ``41/225``,
    and ``2^-10 + 2^-62`` for what lies close to a short number. Beyond 1,000 digits, its size; of
    what is only enclosed, 17 digits."""
    if isinstance(x, Surd):
        return str(x)
    if isinstance(x, Enclosed):
        return decimal_text(x)
    if x.denominator == 1 and abs(x.numerator) < 10**9:
        return str(x.numerator)
    if is_dyadic(x):
        odd = abs(x.numerator)
        exponent = 1 - x.denominator.bit_length()
        zeros = (odd & -odd).bit_length() - 1
        odd, exponent = odd >> zeros, exponent + zeros
        if odd == 1:
            return f"{'-' if x < 0 else ''}2^{exponent}"
        near, rest = _split(odd)
        if rest:
            plus = (rest > 0) == (x > 0)
            head = exact_text((near if x > 0 else -near) * pow2(exponent))
            return f"{head} {'+' if plus else '-'} {exact_text(abs(rest) * pow2(exponent))}"
        if odd < 10**20:
            times = f" * 2^{exponent}" if exponent else ""
            return f"{'-' if x < 0 else ''}{odd}{times}"
    if max(abs(x.numerator), x.denominator).bit_length() > 3300:
        return f"about {'-' if x < 0 else ''}2^{floor_log2(abs(x))}"
    return f"{x.numerator}/{x.denominator}" if x.denominator != 1 else str(x.numerator)


def _split(odd: int) -> tuple[int, int]:
    """``odd`` as a number of few significant bits and a small rest, 0 where it is not close to one.

    Neighbours of thresholds are of this kind, and ``432 - 2^-44`` tells more than 17 digits.
    """
    rest = (odd + 8 & 15) - 8
    near = odd - rest
    significant = near.bit_length() - ((near & -near).bit_length() - 1)
    close = odd.bit_length() >= 20 and significant <= 12
    return (near, rest) if close else (odd, 0)


def decimal_text(x: Real, digits: int = 17) -> str:
    """``x`` in decimal: exact where ``digits`` significant digits suffice, else with ``~``."""
    if not sign(x):
        return "0"
    minus = "-" if sign(x) < 0 else ""
    size = -x if minus else x
    exponent = (floor_log2(size) * 1233) >> 12  # floor of log10, off by at most one
    scaled = size * _pow10(digits - 1 - exponent)
    whole = scaled.__floor__()
    while whole >= 10**digits:
        exponent += 1
        scaled = size * _pow10(digits - 1 - exponent)
        whole = scaled.__floor__()
    tilde = "" if not isinstance(scaled, Enclosed) and scaled == whole else "~"
    if tilde and scaled >= whole + Fraction(1, 2):
        whole += 1
    text = str(whole)
    exponent += len(text) - digits
    return tilde + minus + _place_point(text, exponent)


def _pow10(n: int) -> Fraction:
    return Fraction(10) ** n


def _place_point(digits: str, exponent: int) -> str:
    """``d.ddd * 10**exponent`` in positional notation where short, else with ``e``."""
    digits = digits.rstrip("0") or "0"
    if -5 <= exponent < 17:
        if exponent < 0:
            return "0." + "0" * (-exponent - 1) + digits
        whole = digits[: exponent + 1].ljust(exponent + 1, "0")
        rest = digits[exponent + 1 :]
        return f"{whole}.{rest}" if rest else whole
    head, rest = digits[0], digits[1:]
    return f"{head}.{rest}e{exponent}" if rest else f"{head}e{exponent}"
