"""Named values as aligned lines: exact, decimal, code, and bits by field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verif.report.table import table
from verif.results.record import Counterexample, Shown

LONGEST = 88
"""Characters of a line that holds several masks."""


def value_text(shown: Shown) -> str:
    """The exact value, and the decimal one where it says more: ``15 * 2^-9 = 0.029296875``."""
    if not shown.decimal or shown.decimal == shown.exact:
        return shown.exact
    if shown.decimal.startswith("~"):
        return f"{shown.exact} ~ {shown.decimal[1:]}"
    return f"{shown.exact} = {shown.decimal}"


def fields_text(fields: Iterable[tuple[str, str]]) -> str:
    """Bits by field: ``s=0 e=1111 m=110``."""
    return " ".join(f"{name}={bits}" for name, bits in fields)


def bits_text(shown: Shown) -> str:
    """The bits of a value: by field where its format has several, else in one run."""
    return fields_text(shown.fields) if len(shown.fields) > 1 else shown.bits


def free_text(example: Counterexample) -> list[str]:
    """The bits of the inputs that may be anything, all at once."""
    whole = [v.name for v in example.variables if v.free and "-" not in v.free]
    partly = [f"{v.name} {_masked(v)}" for v in example.variables if "-" in v.free]
    lines = []
    if whole:
        lines.append(f"any other value of {', '.join(whole)} would do")
    if partly:
        also = "and " if whole else ""
        title = f"{also}any value of the bits marked x would do:"
        line = f"{title} {', '.join(partly)}"
        lines += [line] if len(line) <= LONGEST else [title, *(f"  {text}" for text in partly)]
    return lines


def _masked(shown: Shown) -> str:
    """The mask by field, as the bits are shown."""
    if len(shown.fields) < 2 or sum(len(b) for _, b in shown.fields) != len(shown.free):
        return shown.free
    parts, start = [], 0
    for name, bits in shown.fields:
        parts.append((name, shown.free[start : start + len(bits)]))
        start += len(bits)
    return fields_text(parts)


def values_table(values: Sequence[Shown], indent: str) -> list[str]:
    """A line for each value: name, value, format, code, bits by field."""
    rows = [(f"{v.name} = {value_text(v)}", v.format, v.code, bits_text(v)) for v in values]
    return table(rows, indent)


def short_value(shown: Shown) -> str:
    """A value in short: ``0x0F (15 * 2^-9)``, or only the number where there is no code."""
    close = " + " in shown.exact or " - " in shown.exact
    value = value_text(shown) if close else shown.exact
    return f"{shown.code} ({value})" if shown.format else value


def short(example: Counterexample, limit: int = 4) -> str:
    """The inputs of an example on one line: ``x = 0x0F (15 * 2^-9), n = 3``."""
    parts = [f"{v.name} = {short_value(v)}" for v in example.variables[:limit]]
    more = len(example.variables) - limit
    return ", ".join(parts) + (f" and {more} more" if more > 0 else "")
