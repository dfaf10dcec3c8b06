"""Named values as aligned lines: exact, decimal, code, and bits by field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verif.report.table import table
from verif.results.record import Counterexample, Shown


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
