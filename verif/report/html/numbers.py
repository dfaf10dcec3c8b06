"""Counts and durations as pages write them."""

from __future__ import annotations

import re


def count(number: int) -> str:
    """A count with commas between its thousands: ``65,536``; as a power of two where it is a large
    one: ``2^64``."""
    if number >= 1 << 40 and number & (number - 1) == 0:
        return f"2^{number.bit_length() - 1}"
    return f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 property``, ``2 properties``."""
    plural = many or (f"{one[:-1]}ies" if one.endswith("y") else f"{one}s")
    return f"{count(number)} {one if number == 1 else plural}"


def seconds(duration: float) -> str:
    """A duration: ``0.004 s``, ``12.3 s``, ``3 min 05 s``, kept together on a line."""
    if duration >= 100:
        whole = round(duration)
        return f"{whole // 60}\xa0min {whole % 60:02}\xa0s"
    if duration >= 10:
        return f"{duration:.1f}\xa0s"
    return f"{duration:.2f}\xa0s" if duration >= 0.1 else f"{duration:.3f}\xa0s"


def rounded(value: float) -> str:
    """A number to three digits: ``0.0625``, ``3.4e38``."""
    return re.sub(r"e([+-])0*", lambda found: f"e{found[1].strip('+')}", f"{value:.3g}")
