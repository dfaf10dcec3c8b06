"""Names that come from files: how they are shown, and whether one is there twice."""

from __future__ import annotations

from collections.abc import Iterable


def shown(name: str, limit: int = 80) -> str:
    """A name from a file as it may be printed: in one line, without control characters, cut."""
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
    return text if len(text) <= limit else text[: limit - 3] + "..."


def repeated(names: Iterable[str]) -> str | None:
    """The first name that was there before."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
