"""Tokens of a spec, with their places."""

from __future__ import annotations

from dataclasses import dataclass

from verif.base.source import Source, Span
from verif.language.grammar import END, grammar


@dataclass(slots=True)
class Token:
    """A terminal of the text; no token spans two lines."""

    type: str
    text: str
    line: int
    column: int
    end_column: int
    first: bool  # the first token of its line

    @property
    def end_line(self) -> int:
        """The line of its last character, as spans name it."""
        return self.line

    def span(self, file: str) -> Span:
        """Where the token stands."""
        return Span(file, self.line, self.column, self.line, self.end_column)

    def touches(self, other: Token) -> bool:
        """Whether ``other`` follows without a gap."""
        return self.line == other.line and self.end_column == other.column


def tokenise(source: Source) -> list[Token]:
    """All tokens of the text, without blanks and comments, and an end marker."""
    tables = grammar()
    ignored = tables.ignored
    tokens: list[Token] = []
    append = tokens.append
    line, line_start, first = 1, 0, True
    text = source.text
    for match in tables.scanner.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        start, end = match.span()
        if kind in ignored:
            newlines = text.count("\n", start, end)
            if newlines:
                line += newlines
                line_start = text.rindex("\n", start, end) + 1
                first = True
            continue
        append(
            Token(kind, match.group(), line, start - line_start + 1, end - line_start + 1, first)
        )
        first = False
    column = len(text) - line_start + 1
    append(Token(END, "", line, column, column, first))
    return tokens
