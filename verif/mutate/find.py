"""The mutants of a file: a walk over its tree that turns places into edits of its text."""

from __future__ import annotations

from verif.base.source import Source
from verif.language import ast
from verif.mutate import changes
from verif.mutate.claims import claim_changes, cover_changes
from verif.mutate.mutant import Mutant, Places, Where
from verif.mutate.values import Values


def find(source: Source, tree: ast.File) -> list[Mutant]:
    """Every mutant of a file, in the order of its text, each once."""
    places = Places(source.text)
    found: dict[tuple[int, int, str], Mutant] = {}
    for item in tree.items:
        for mutant in _item(source, places, item):
            found.setdefault((mutant.start, mutant.end, mutant.new), mutant)
    return sorted(found.values(), key=lambda m: (m.start, m.end))


def _item(source: Source, places: Places, item: ast.Item) -> list[Mutant]:
    match item:
        case ast.Format():
            values = _values(source, places, "format", item.name)
            _format(values, item)
        case ast.Alias():
            values = _values(source, places, "format", item.name)
            for argument in item.target.arguments:
                values.value(argument)
        case ast.Rounding():
            values = _values(source, places, "rounding", item.name)
            for field in item.fields:
                values.policy(field)
                if field.name == "mode":
                    values.value(field.value)
        case ast.Constant():
            values = _values(source, places, "constant", item.name)
            values.value(item.value)
        case ast.Operator():
            values = _values(source, places, "operator", item.name)
            _operator(values, item)
        case ast.Property() if holds(item):
            values = _values(source, places, "property", item.name)
            for clause in item.body:
                if isinstance(clause, ast.Let):
                    values.value(clause.value)
                if isinstance(clause, ast.Prove):
                    claim_changes(values, clause.claim)
                if isinstance(clause, ast.Cover):
                    cover_changes(values, clause.condition)
        case _:
            return []
    return values.found


def _values(source: Source, places: Places, where: Where, name: str) -> Values:
    return Values(source.file, places, where, name)


def holds(item: ast.Property) -> bool:
    """Whether a property says that its claims hold, and is run: one that is refuted pins nothing
    down, and one with ``budget long`` is for long runs."""
    expected = [c.verdict for c in item.body if isinstance(c, ast.Expect)]
    long = any(isinstance(c, ast.Budget) and c.amount == "long" for c in item.body)
    return expected in ([], ["proved"]) and not long


def _operator(values: Values, item: ast.Operator) -> None:
    for clause in item.body:
        match clause:
            case ast.Let():
                values.value(clause.value)
            case ast.Return():
                values.value(clause.value)
                if not isinstance(clause.value, ast.TupleExpr | ast.Call | ast.Unary):
                    values.negate(clause.value)
            case ast.Requires():
                claim_changes(values, clause.condition)
            case _:
                pass


def _format(values: Values, item: ast.Format) -> None:
    layout = next((f.value for f in item.fields if f.name == "layout"), None)
    for field in item.fields:
        value = field.value
        match field.name:
            case "source":
                continue
            case "layout" if isinstance(value, ast.Text):
                for new in changes.layouts(value.value):
                    values.emit(value, f'"{new}"', "off by one")
            case "inf" | "nan":
                _special(values, value, layout)
            case "bias":
                values.number(value, "bias")
            case "subnormals" | "signed" if isinstance(value, ast.Truth):
                kind = changes.flag_kind(field.name)
                values.emit(value, str(not value.value).lower(), kind)
            case "values" if isinstance(value, ast.ListExpr):
                _table(values, value)
            case _ if field.name in changes.POLICIES:
                values.policy(field)
            case _:
                values.value(value)
    for case in item.cases:
        values.value(case.value)


def _special(values: Values, value: ast.Expr, layout: ast.Expr | None) -> None:
    """The codes of an infinity or of NaN: moved, none, or some where there were none."""
    if isinstance(value, ast.Text):
        values.emit(value, "none", "nan")
        for new in changes.patterns(value.value):
            values.emit(value, f'"{new}"', "nan")
    elif isinstance(layout, ast.Text):
        values.emit(value, f'"{changes.all_ones(layout.value)}"', "nan")


def _table(values: Values, listed: ast.ListExpr) -> None:
    """Each entry replaced by its neighbour, and by a number near it."""
    for i, entry in enumerate(listed.items):
        other = listed.items[i + 1 if i + 1 < len(listed.items) else i - 1]
        values.emit(entry, values.places.of(other.span), "off by one")
        values.value(entry)
