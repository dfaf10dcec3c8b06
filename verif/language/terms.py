"""Typed terms: what an expression of the language becomes, over the core IR."""

from __future__ import annotations

from dataclasses import dataclass

from verif.formats.context import Mode, Policies
from verif.formats.format import Format
from verif.ir import nodes as n
from verif.operators.record import Record


@dataclass(frozen=True, slots=True)
class Term:
    """An elaborated expression."""


@dataclass(frozen=True, slots=True)
class BoolTerm(Term):
    """A truth value."""

    node: n.Bool


@dataclass(frozen=True, slots=True)
class NumTerm(Term):
    """An exact real; ``integer`` where it is known to be one."""

    node: n.Num
    integer: bool


@dataclass(frozen=True, slots=True)
class ValueTerm(Term):
    """A value: a finite rational, -0, an infinity or NaN."""

    record: Record


@dataclass(frozen=True, slots=True)
class DatumTerm(Term):
    """A datum of a format: its code with its value in view."""

    format: Format
    code: n.Num


@dataclass(frozen=True, slots=True)
class CodeTerm(Term):
    """A code of a format, seen as bits."""

    format: Format
    code: n.Num


@dataclass(frozen=True, slots=True)
class BitsTerm(Term):
    """A bit string, as a non-negative integer below ``2**width``."""

    width: int
    node: n.Num


@dataclass(frozen=True, slots=True)
class ArrayTerm(Term):
    """An array of known length."""

    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class SequenceTerm(Term):
    """An array whose length is not known: its element on any one lane."""

    element: Term


@dataclass(frozen=True, slots=True)
class PrefixTerm(Term):
    """The prefix sums of a term over lanes."""

    term: n.Num
    integer: bool
    text: str


@dataclass(frozen=True, slots=True)
class LaneIndexTerm(Term):
    """The index of any lane, or with ``position`` of the last one of a prefix."""

    position: bool


@dataclass(frozen=True, slots=True)
class TupleTerm(Term):
    """A tuple; ``names`` are empty strings where the fields have none."""

    names: tuple[str, ...]
    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class FormatTerm(Term):
    """A format as an argument."""

    format: Format


@dataclass(frozen=True, slots=True)
class RoundingTerm(Term):
    """A rounding mode with the policies that a ``rounding`` item named."""

    mode: Mode
    policies: Policies


@dataclass(frozen=True, slots=True)
class TextTerm(Term):
    """A string literal."""

    text: str


def describe(term: Term) -> str:
    """What a term is, for messages: ``a datum of E4M3``."""
    match term:
        case BoolTerm():
            return "a truth value"
        case NumTerm(integer=True):
            return "an integer"
        case NumTerm():
            return "a real number"
        case ValueTerm():
            return "a value"
        case DatumTerm(format=f):
            return f"a datum of {f.name}"
        case CodeTerm(format=f):
            return f"a code of {f.name}"
        case BitsTerm(width=w):
            return f"bits({w})"
        case ArrayTerm(items=items):
            return f"an array of length {len(items)}"
        case SequenceTerm() | PrefixTerm():
            return "an array of unknown length"
        case LaneIndexTerm():
            return "an index into an array of unknown length"
        case TupleTerm(items=items):
            return f"a tuple of {len(items)}"
        case FormatTerm(format=f):
            return f"the format {f.name}"
        case RoundingTerm():
            return "a rounding"
        case _:
            return "a string"
