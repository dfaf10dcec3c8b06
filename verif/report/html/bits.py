"""Bits by field: what each field is, in words, and which of its bits may be anything."""

from __future__ import annotations

from dataclasses import dataclass

from verif.report.values import free_text
from verif.results.record import Counterexample, Shown

_WORDS = {
    "s": ("sign", "sign"),
    "e": ("exponent", "exponent"),
    "m": ("significand", "significand"),
    "d": ("dot", "prefix"),
    "regime": ("regime", "prefix"),
    "prefix": ("prefix", "prefix"),
    "code": ("code", "plain"),
}
"""For the name of a field: what it is called, and the style it has."""

LONG = 40
"""Bits of a field, from which on it is written small."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring bits that are all free, or all not."""

    bits: str
    free: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a code, high bit first; ``style`` is ``sign``, ``exponent``, ``significand``,
    ``prefix`` or ``plain``."""

    name: str
    word: str
    style: str
    runs: tuple[Run, ...]

    @property
    def long(self) -> bool:
        """Whether the bits need small letters to stay on a line."""
        return len(self.bits) > LONG

    @property
    def bits(self) -> str:
        """All bits of the field."""
        return "".join(run.bits for run in self.runs)


def field(name: str, bits: str, free: str = "") -> Field:
    """A field; ``free`` has an ``x`` for each bit that may be anything."""
    word, style = _WORDS.get(name, (name, "plain"))
    runs: list[Run] = []
    for bit, mark in zip(bits, free.ljust(len(bits), "-"), strict=False):
        if runs and runs[-1].free == (mark == "x"):
            runs[-1] = Run(runs[-1].bits + bit, runs[-1].free)
        else:
            runs.append(Run(bit, mark == "x"))
    return Field(name, word, style, tuple(runs))


def fields(shown: Shown) -> tuple[Field, ...]:
    """The bits of a value by field; none where it has no bits."""
    parts = shown.fields or ((("code", shown.bits),) if shown.bits else ())
    found, start = [], 0
    for name, bits in parts:
        found.append(field(name, bits, shown.free[start : start + len(bits)]))
        start += len(bits)
    return tuple(found)


def masks(example: Counterexample) -> list[str]:
    """Which bits of the inputs may be anything, as text; they have a dotted line above it."""
    lines = free_text(example)
    first = lines[:1] and [lines[0][0].upper() + lines[0][1:]]
    return [text.replace("marked x", "marked x, dotted above,") for text in [*first, *lines[1:]]]
