"""The codes of a format for its page: all of them, or some of each binade of a wide format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from verif.formats.format import Format
from verif.report.describe import LISTED_BITS, class_of
from verif.report.format_text import number_text
from verif.report.html.binades import Binade, binades, first_at_least, spread
from verif.results.record import Shown
from verif.results.show import show_code

SAMPLED = 24
"""Binades in the table of a wide format."""


@dataclass(frozen=True, slots=True)
class Row:
    """A code: the value, and its class in a word; ``name`` where it is a code worth a name."""

    shown: Shown
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A binade: its first code, how many there are, and how far apart they are."""

    exponent: int
    row: Row
    count: int
    step: str


def row(fmt: Format, code: int, name: str = "") -> Row:
    """The row of a code."""
    return Row(show_code(name, "code", fmt, code), class_of(fmt, fmt.decode(code)), name)


def listed(fmt: Format) -> list[list[Row]]:
    """All codes of a narrow format, in two halves from 6 bits on; nothing of a wide one."""
    if fmt.bits > LISTED_BITS:
        return []
    rows = [row(fmt, code) for code in fmt.codes()]
    half = len(rows) // 2
    return [rows] if fmt.bits < 6 else [rows[:half], rows[half:]]


def landmarks(fmt: Format) -> list[Row]:
    """The codes worth a name: zeros, the ends of each class, one, infinities and NaN."""
    named: list[tuple[str, int | None]] = [
        ("+0" if fmt.negative_zero is not None else "zero", fmt.zero),
        ("-0", fmt.negative_zero),
        ("smallest positive", fmt.code_of(fmt.min_positive) if fmt.max > 0 else None),
        ("smallest normal", _code(fmt, fmt.min_normal)),
        ("one", _code(fmt, Fraction(1))),
        ("largest", fmt.code_of(fmt.kmax)),
        ("least", fmt.code_of(fmt.kmin) if fmt.kmin < fmt.kmax else None),
        ("+infinity", fmt.inf_code(False)),
        ("-infinity", fmt.inf_code(True)),
        ("NaN of results", fmt.canonical_nan),
    ]
    return [row(fmt, code, name) for name, code in named if code is not None]


def sampled(fmt: Format) -> list[Sample]:
    """Some binades of a wide format, its ends among them."""
    found = binades(fmt)
    chosen = [found[i] for i in spread(0, len(found) - 1, SAMPLED)] if found else []
    return list(_samples(fmt, chosen))


def _samples(fmt: Format, chosen: list[Binade]) -> Iterator[Sample]:
    for b in chosen:
        first = fmt.value_of(b.first)
        step = fmt.value_of(b.first + 1) - first if b.first < fmt.kmax else None
        text = number_text(step) if step is not None and b.count > 1 else ""
        yield Sample(b.exponent, row(fmt, fmt.code_of(b.first)), b.count, text)


def _code(fmt: Format, value: Fraction | None) -> int | None:
    """The code of a value, if there is one."""
    if value is None:
        return None
    k = first_at_least(fmt, value)
    return fmt.code_of(k) if k <= fmt.kmax and fmt.value_of(k) == value else None
