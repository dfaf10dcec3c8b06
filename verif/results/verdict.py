"""Verdicts, what each is worth, and the exit code they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Verdict = Literal["proved", "refuted", "unknown", "vacuous", "tested", "unsupported", "error"]

WORST_FIRST: tuple[Verdict, ...] = (
    "error",
    "refuted",
    "unknown",
    "unsupported",
    "vacuous",
    "tested",
    "proved",
)
"""A property shows the worst verdict of its obligations."""

DEFINITE: tuple[Verdict, ...] = ("proved", "refuted")

EXIT_OK = 0
EXIT_WRONG = 1
EXIT_USAGE = 2
EXIT_OPEN = 3
EXIT_INTERNAL = 4
EXIT_INTERRUPTED = 130


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts; ``error`` of none."""
    return min(verdicts, key=WORST_FIRST.index, default="error")


def exit_code(verdict: Verdict, expected: str, as_expected: bool) -> int:
    """The exit code that one property or kernel asks for."""
    if verdict == "error":
        return EXIT_INTERNAL
    if as_expected:
        return EXIT_OK
    return EXIT_WRONG if verdict in DEFINITE else EXIT_OPEN


def combine(codes: Iterable[int]) -> int:
    """The exit code of a run: 4 before 2 before 1 before 3."""
    found = set(codes)
    for code in (EXIT_INTERRUPTED, EXIT_INTERNAL, EXIT_USAGE, EXIT_WRONG, EXIT_OPEN):
        if code in found:
            return code
    return EXIT_OK
