"""Verdicts on pages: a sign, a word and a colour each, so that colour is never the only cue."""

from __future__ import annotations

from typing import Protocol

from verif.results.verdict import EXIT_INTERNAL, EXIT_OK, EXIT_OPEN, Verdict

ORDER: tuple[Verdict, ...] = (
    "proved",
    "refuted",
    "tested",
    "unknown",
    "vacuous",
    "unsupported",
    "error",
)
"""As counts are listed."""

_SIGNS: dict[str, str] = {
    "proved": "✓",
    "refuted": "✗",
    "tested": "≈",
    "unknown": "?",
    "vacuous": "∅",
    "unsupported": "–",
    "error": "!",
    "not run": "·",
}

MEANINGS: dict[str, str] = {
    "proved": "holds for every input",
    "refuted": "does not hold: there is a counterexample, or a cover is never reached",
    "tested": "no failure among the inputs that were tried, which is no proof",
    "unknown": "not settled within the limits",
    "vacuous": "says nothing: no input satisfies the assumptions",
    "unsupported": "no engine has a way to put the question",
    "error": "something went wrong in the tool itself",
}


class Decided(Protocol):
    """A property or a kernel."""

    @property
    def verdict(self) -> Verdict: ...

    @property
    def expected(self) -> str: ...

    @property
    def as_expected(self) -> bool: ...

    @property
    def exit_code(self) -> int: ...


def sign_of(verdict: str) -> str:
    """The sign that stands before a verdict."""
    return _SIGNS.get(verdict, "?")


def kind(item: Decided) -> str:
    """What the exit code makes of a verdict: ``ok``, ``open``, ``wrong`` or ``error``."""
    if item.exit_code == EXIT_INTERNAL:
        return "error"
    if item.exit_code == EXIT_OK:
        return "ok"
    return "open" if item.exit_code == EXIT_OPEN else "wrong"


def state(item: Decided) -> str:
    """Whether a verdict is what the spec expects, in words."""
    if item.as_expected:
        return "as expected" if item.expected == "proved" else f"as expected: {item.expected}"
    if item.verdict == item.expected:
        return f"{item.expected}, but not as expected"
    return f"not as expected: {item.expected} was expected"
