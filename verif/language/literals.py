"""The values of literals: exact numbers, and strings without their quotes."""

from __future__ import annotations

import functools
import re
from fractions import Fraction

MAX_EXPONENT = 10_000
MAX_DIGITS = 4_000


class NumberTooLarge(ValueError):
    """A literal whose exact value is not worth the memory."""


@functools.lru_cache(maxsize=4096)
def exact(text: str) -> Fraction:
    """The exact value of a literal."""
    digits = text.replace("_", "").lower()
    if len(digits) > MAX_DIGITS:
        raise NumberTooLarge(f"a number has at most {MAX_DIGITS} digits")
    if digits.startswith(("0x", "0b")):
        return Fraction(int(digits, 0))
    mantissa, _, exponent = digits.partition("e")
    whole, _, fraction = mantissa.partition(".")
    power = int(exponent or "0")
    if abs(power) > MAX_EXPONENT:
        raise NumberTooLarge(f"the exponent of a number is at most {MAX_EXPONENT}, either sign")
    power -= len(fraction)
    value = int(whole + fraction)
    return Fraction(value * 10**power) if power >= 0 else Fraction(value, 10**-power)


def unquote(text: str) -> str:
    """A string without its quotes and escapes."""
    inner = text[1:-1]
    return re.sub(r"\\(.)", r"\1", inner) if "\\" in inner else inner
