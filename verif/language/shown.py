"""Intermediate values worth showing beside a counterexample."""

from __future__ import annotations

from verif.language.terms import (
    ArrayTerm,
    BitsTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,
    NumTerm,
    Term,
    TupleTerm,
    ValueTerm,
)
from verif.properties.obligation import Shown


def shown_of(name: str, term: Term) -> list[Shown]:
    """How to show a term; arrays and tuples element by element."""
    match term:
        case DatumTerm(format=fmt, code=code):
            return [Shown(name, "datum", code, fmt)]
        case CodeTerm(format=fmt, code=code):
            return [Shown(name, "code", code, fmt)]
        case BitsTerm(node=node):
            return [Shown(name, "bits", node)]
        case NumTerm(node=node):
            return [Shown(name, "num", node)]
        case BoolTerm(node=truth):
            return [Shown(name, "bool", truth)]
        case ValueTerm(record=record):
            return [Shown(name, "value", record.real, record=record)]
        case ArrayTerm(items=items):
            return [s for i, item in enumerate(items) for s in shown_of(f"{name}[{i}]", item)]
        case TupleTerm(names=names, items=items):
            return [
                s
                for i, (field, item) in enumerate(zip(names, items, strict=True))
                for s in shown_of(f"{name}.{field or i}", item)
            ]
        case _:
            return []
