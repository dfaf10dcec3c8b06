"""Diagnostics: what is wrong in a spec, where, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verif.base.source import Source, Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One error in a spec: ``file:line:col: CODE message``, and a hint where there is one.

    Codes: ``E0xx`` reading and syntax, ``E1xx`` names, ``E2xx`` types,
    ``E3xx`` formats, ``E4xx`` checks and constant evaluation, ``E5xx`` kernels.
    They are listed in ``docs/reference/errors.md``.
    """

    code: str
    message: str
    span: Span
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.span}: {self.code} {self.message}"


class SpecError(Exception):
    """A spec cannot be given a meaning; holds every diagnostic found, in file order."""

    def __init__(
        self,
        diagnostics: Iterable[Diagnostic],
        sources: Mapping[str, Source] | None = None,
    ) -> None:
        order = sorted(set(diagnostics), key=lambda d: (d.span.file, d.span.line, d.span.column))
        self.diagnostics: tuple[Diagnostic, ...] = tuple(order)
        self.sources: dict[str, Source] = dict(sources or {})
        super().__init__("\n".join(map(str, self.diagnostics)))

    def render(self) -> str:
        """The diagnostics as a person reads them: message, source line, caret, hint."""
        return "\n".join(render(d, self.sources.get(d.span.file)) for d in self.diagnostics)


def render(diagnostic: Diagnostic, source: Source | None) -> str:
    """One diagnostic with the source line it points at and a caret under the place."""
    parts = [str(diagnostic)]
    span = diagnostic.span
    text = source.line(span.line) if source else ""
    if text.strip():
        shown, column = _window(text, span.column)
        width = span.end_column - span.column if span.end_line == span.line else 1
        width = max(1, min(width, len(shown) - column + 1))
        pad = "".join("\t" if c == "\t" else " " for c in shown[: column - 1])
        parts += [f"    {shown}", f"    {pad}{'^' * width}"]
    if diagnostic.hint:
        parts.append(f"    hint: {diagnostic.hint}")
    return "\n".join(parts)


def _window(text: str, column: int, limit: int = 120) -> tuple[str, int]:
    """At most ``limit`` characters of a line around ``column``, and the column in them."""
    if len(text) <= limit:
        return text, column
    start = max(0, min(column - 1 - limit // 2, len(text) - limit))
    return text[start : start + limit], column - start


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """A hint naming the closest candidates, or an empty string when none is close."""
    pool = sorted(set(candidates))
    folded = {c.lower(): c for c in pool}
    if name.lower() in folded:
        return f"did you mean '{folded[name.lower()]}'?"
    close = difflib.get_close_matches(name, pool, n=3, cutoff=0.6)
    return f"did you mean {' or '.join(repr(c) for c in close)}?" if close else ""
