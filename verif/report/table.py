"""Columns of text, aligned."""

from __future__ import annotations

from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]], indent: str = "") -> list[str]:
    """A line for each row; empty columns are left out, and nothing trails at the end."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [c.ljust(w) for c, w in zip(row, widths, strict=True) if w]
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines
