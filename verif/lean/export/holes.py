"""What can fill the holes of a template, so that it may say what an obligation says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from verif.formats.context import Context, Mode
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.formats.table import Table
from verif.ir import nodes as n
from verif.language.terms import FormatTerm, RoundingTerm
from verif.lean.export.anchors import anchored
from verif.lean.export.template import Filling, Template
from verif.properties.obligation import Obligation

MAX_EXPONENT = 4096
"""Larger exponents are no widths or shifts."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What occurs in an obligation: formats and integers of its first case, contexts of all.

    ``own_ties`` are the modes that the mode RN, ties as the format says, is another name of;
    ``None`` stands for a rule that no other mode has.
    """

    formats: tuple[Format, ...]
    contexts: tuple[Context, ...]
    integers: tuple[int, ...]
    own_ties: frozenset[Mode | None]

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The rounding modes."""
        return tuple(dict.fromkeys(c.mode for c in self.contexts))


def contents(obligation: Obligation) -> Contents:
    """What occurs in an obligation."""
    case = obligation.cases[0]
    variables = list(case.variables)
    roots: list[n.Node] = [case.assumption, case.claim, *(h.violated for h in case.hazards)]
    if case.lanes is not None:
        variables += case.lanes.variables
        roots += [s.term for s in case.lanes.sums]
    formats: dict[Format, None] = {v.format: None for v in variables if v.format is not None}
    contexts: dict[Context, None] = {}
    integers: dict[int, None] = {}
    own_ties: set[Mode | None] = set()
    for v in variables:
        if isinstance(v.var, n.Var):
            integers[max(v.var.high, -v.var.low).bit_length() + (v.var.low < 0)] = None
    if any(isinstance(node, n.Round) for node in n.postorder(*roots)):
        # Other cases are of other widths, and might round in another way.
        roots += [x for c in obligation.cases[1:] for x in (c.assumption, c.claim, c.undefined)]
    for node in n.postorder(*roots):
        match node:
            case n.Round(format=fmt, context=context):
                formats[fmt] = None
                contexts[context] = None
                if context.mode is Mode.RN:
                    own_ties.add(_own_ties(fmt))
            case n.Decode(format=fmt) | n.Test(format=fmt):
                formats[fmt] = None
            case n.Const(value=value) if value:
                integers |= dict.fromkeys(_integers(abs(value.numerator)))
                integers |= dict.fromkeys(_integers(value.denominator))
    return Contents(tuple(formats), tuple(contexts), tuple(sorted(integers)), frozenset(own_ties))


def _own_ties(fmt: Format) -> Mode | None:
    """The mode that RN is for a format."""
    if isinstance(fmt, Float | Posit):
        return Mode.RNE
    if isinstance(fmt, Table) and fmt.ties in ("even", "away"):
        return Mode.RNE if fmt.ties == "even" else Mode.RNA
    return None


def _integers(number: int) -> Iterator[int]:
    """The number; and where it is a power of two, or one more or less, the exponent and the width
    of that power, which two's complement needs."""
    yield number
    for near in (number - 1, number, number + 1):
        if near > 0 and near & (near - 1) == 0 and near.bit_length() <= MAX_EXPONENT:
            yield near.bit_length() - 1
            yield near.bit_length()


def fillings(
    template: Template, obligation: Obligation, found: Contents
) -> Iterator[dict[str, Filling]]:
    """The ways to fill a template's holes with what occurs in an obligation, where its needs are
    met."""
    known = anchored(template, obligation)
    choices: list[tuple[Filling, ...]] = []
    for hole, term in template.examples.items():
        match term:
            case _ if hole in known:
                choices.append((known[hole],))
            case FormatTerm():
                choices.append(found.formats)
            case RoundingTerm():
                choices.append(found.modes)
            case _:
                choices.append(found.integers)
    for combination in product(*choices):
        filled = dict(zip(template.examples, combination, strict=True))
        if template.fits(filled):
            yield filled
