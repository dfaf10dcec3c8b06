"""Source text and the places inside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Span:
    """A range of characters in a source file; lines and columns count from 1.

    ``end_column`` points one past the last character, as in most editors.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of ``other``."""
        return Span(self.file, self.line, self.column, other.end_line, other.end_column)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, and the name it is reported under."""

    file: str
    text: str

    def line(self, number: int) -> str:
        """Line ``number`` (from 1) without its newline; empty beyond the end."""
        lines = _lines(self.text)
        return lines[number - 1] if 1 <= number <= len(lines) else ""

    def excerpt(self, span: Span) -> str:
        """The text that ``span`` covers, with inner newlines kept."""
        lines = list(_lines(self.text)[span.line - 1 : span.end_line])
        if not lines:
            return ""
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text, which thousands of excerpts are taken from."""
    return tuple(text.splitlines())
