"""Holes of a template that its inputs decide: ``given x : F`` can have no other F than x has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from verif.ir import nodes as n
from verif.language import ast
from verif.lean.export.template import Filling, Template
from verif.properties.obligation import Obligation, Variable

WIDTHS = ("int", "uint", "bits")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An input, by its place among those of an obligation, and whether a hole is its format or the
    width of that."""

    place: int
    width: bool


def anchored(template: Template, obligation: Obligation) -> dict[str, Filling]:
    """What fills those holes of a template that an obligation's inputs decide. The inputs are as
    many as the pattern's, of the same kinds."""
    inputs = _inputs(obligation)
    found: dict[str, Filling] = {}
    for hole, anchor in _anchors(template).items():
        variable = inputs[anchor.place]
        if not anchor.width and variable.format is not None:
            found[hole] = variable.format
        elif anchor.width:
            found[hole] = _width(variable)
    return found


def _width(variable: Variable) -> int:
    """The bits that an input's codes take."""
    return variable.var.high.bit_length() if isinstance(variable.var, n.Var) else 0


def _inputs(obligation: Obligation) -> list[Variable]:
    """The inputs of the first case, those of lanes last."""
    case = obligation.cases[0]
    return [*case.variables, *(case.lanes.variables if case.lanes is not None else ())]


def _anchors(template: Template) -> Mapping[str, Anchor]:
    places = {v.name.removesuffix("[]"): i for i, v in enumerate(_inputs(template.example))}
    found: dict[str, Anchor] = {}
    for clause in template.item.body:
        if not isinstance(clause, ast.Given):
            continue
        of = clause.type.element if isinstance(clause.type, ast.ArrayType) else clause.type
        if not isinstance(of, ast.TypeName):
            continue
        inner = [a.name for a in of.arguments if isinstance(a, ast.Name)]
        hole = of.name if not of.arguments else inner[0] if len(inner) == 1 else ""
        if hole in template.examples and (of.name in (hole, "code", *WIDTHS)):
            place = places.get(clause.names[0])
            if place is not None:
                found.setdefault(hole, Anchor(place, of.name in WIDTHS))
    return found
