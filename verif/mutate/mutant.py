"""A mutant: one edit of a spec's text, and what it is meant to break."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from verif.base.source import Source, Span

Kind = Literal[
    "rounding",
    "bias",
    "sticky",
    "comparison",
    "clamp",
    "sign",
    "shift",
    "saturation",
    "nan",
    "off by one",
    "arithmetic",
]
Where = Literal["format", "operator", "rounding", "constant", "property"]


@dataclass(frozen=True, slots=True)
class Around:
    """The value around an edit that can be compared with what it was: ``start`` and ``end`` of its
    text, and what stands before it: ``forall`` binders and the left sides of ``implies``."""

    start: int
    end: int
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mutant:
    """The text from ``start`` to ``end`` of a file, ``old``, replaced by ``new``.

    ``item`` is the definition or property that the edit is in. ``around`` is there for an edit
    inside a value.
    """

    file: str
    line: int
    column: int
    start: int
    end: int
    old: str
    new: str
    kind: Kind
    where: Where
    item: str
    around: Around | None = None

    @property
    def id(self) -> str:
        """What ``-k`` looks at and reports print: place, item, kind and edit."""
        edit = describe(self.old, self.new)
        return f"{self.file}:{self.line}:{self.column} {self.item} {self.kind}: {edit}"

    @property
    def shift(self) -> int:
        """How far the edit moves the text that follows."""
        return len(self.new) - len(self.old)

    def apply(self, source: Source) -> Source:
        """The source with the edit made."""
        text = source.text
        if source.file != self.file or text[self.start : self.end] != self.old:
            raise ValueError(f"{self.id} is not an edit of this text")
        return Source(source.file, text[: self.start] + self.new + text[self.end :])


def describe(old: str, new: str) -> str:
    """An edit on one line: ``RNE -> RTZ``."""
    return f"{' '.join(old.split())} -> {' '.join(new.split())}"


class Places:
    """Where the characters of a text are: from line and column to offset and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def range(self, span: Span) -> tuple[int, int]:
        """The offsets of the first character of a span and of the one after its last."""
        start = self._starts[span.line - 1] + span.column - 1
        return start, self._starts[span.end_line - 1] + span.end_column - 1

    def of(self, span: Span) -> str:
        """The text of a span, as it stands."""
        start, end = self.range(span)
        return self.text[start:end]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
