"""Decimal numbers that enclose an exact one."""

from __future__ import annotations

from fractions import Fraction

from verif.base.exact import floor_log2
from verif.oracle.enclose import Interval

DIGITS = 20
"""Significant digits of the ends of a value."""

ERROR_DIGITS = 8
"""Significant digits of the ends of an error."""


def enclosure(x: Interval, digits: int = DIGITS) -> tuple[str, str]:
    """Decimals around an interval: rounded down and up to some significant digits."""
    return decimal(x.low, digits, up=False), decimal(x.high, digits, up=True)


def decimal(x: Fraction, digits: int, up: bool) -> str:
    """``x`` in decimal, not below it if ``up`` and else not above it."""
    if not x:
        return "0"
    if x < 0:
        return f"-{decimal(-x, digits, not up)}"
    exponent = (floor_log2(x) * 1233) >> 12
    if x >= Fraction(10) ** (exponent + 1):
        exponent += 1
    scaled = x * Fraction(10) ** (digits - 1 - exponent)
    whole = -((-scaled).__floor__()) if up else scaled.__floor__()
    text = str(whole)
    exponent += len(text) - digits
    text = text.rstrip("0")
    if -5 <= exponent < digits:
        if exponent < 0:
            return "0." + "0" * (-exponent - 1) + text
        head, tail = text[: exponent + 1].ljust(exponent + 1, "0"), text[exponent + 1 :]
        return f"{head}.{tail}" if tail else head
    return f"{text[0]}.{text[1:]}e{exponent}" if text[1:] else f"{text[0]}e{exponent}"
