"""Formats and codes as text for people."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from verif.base.exact import decimal_text, exact_text
from verif.formats.format import Format
from verif.report.describe import class_of, counts, facts, family, layout, policies, ties
from verif.report.table import table


def number_text(value: Fraction) -> str:
    """An exact number, and its decimal form where that differs."""
    exact, decimal = exact_text(value), decimal_text(value)
    if exact == decimal:
        return exact
    return f"{exact} ~ {decimal[1:]}" if decimal.startswith("~") else f"{exact} = {decimal}"


def show(fmt: Format) -> list[str]:
    """A format: layout, facts, rules and counts."""
    first, *others = layout(fmt)
    lines = [f"{fmt.name}: {family(fmt)}, {fmt.bits} bits", f"  {'layout':<14} {first}"]
    lines += [f"  {'':<14} {text}" for text in others]
    for name, value in facts(fmt).items():
        if name != "bits":
            lines.append(f"  {name:<14} {number_text(value)}")
    lines.append(f"  {'rounding':<14} {ties(fmt)}")
    lines += [f"  {name:<14} {choice}" for name, choice in policies(fmt).items()]
    codes = ", ".join(f"{n} {name}" for name, n in counts(fmt).items() if n)
    lines.append(f"  {'codes':<14} {1 << fmt.bits} = {codes}")
    if fmt.source:
        lines.append(f"  {'source':<14} {fmt.source}")
    return lines


def codes_table(fmt: Format, codes: Iterable[int]) -> list[str]:
    """A line for each code: code, bits by field, class, value."""
    return table([code_row(fmt, code) for code in codes])


def code_row(fmt: Format, code: int) -> tuple[str, str, str, str]:
    """Code, bits by field, class and value."""
    value = fmt.decode(code)
    shown = value.text
    if value.exact:
        shown = number_text(value.exact)
    fields = fmt.layout(code)
    bits = " ".join(f"{name}={text}" for name, text in fields)
    if len(fields) == 1:
        bits = fields[0][1]
    return fmt.hex(code), bits, class_of(fmt, value), shown
