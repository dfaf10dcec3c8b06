"""Property items to obligations: variables, assumptions, claims and covers, case by case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from verif.base.source import Source
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.claim_parts import claim_parts, sides
from verif.language.elaborator import Elaborator
from verif.language.givens import declare_given
from verif.language.inlining import let
from verif.language.lemmas import Use, use
from verif.language.library import Library
from verif.language.problem import NeedsConstant, Obstacle, Problem, fail
from verif.language.scope import Local
from verif.language.sequences import Sequences, at_a_position, is_lanes, no_sums_in_folds
from verif.language.settings import settings_of
from verif.language.shown import shown_of
from verif.properties.obligation import (
    Case,
    Hazard,
    Obligation,
    Part,
    Property,
    Shown,
    Variable,
)

MAX_CASES = 4096

FEW_LENGTHS = 8
"""Lengths up to so many are gone through one by one."""


@dataclass
class _Draft:
    """One case of a property while its clauses are read."""

    e: Elaborator
    widths: dict[str, int]
    variables: list[Variable] = field(default_factory=list)
    hazards: list[Hazard] = field(default_factory=list)
    lets: list[str] = field(default_factory=list)
    open_: dict[str, str] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    obstacle: str = ""


def declare_property(
    library: Library, source: Source, item: ast.Property, label: str, names: Mapping[str, Local]
) -> Property:
    """The property instance that an item defines."""
    settings = settings_of(item)
    goals = [c for c in item.body if isinstance(c, ast.Prove | ast.Cover)]
    if not goals:
        fail("E601", f"'{item.name}' has nothing to prove or cover", item.span)
    proves = [c for c in goals if isinstance(c, ast.Prove)]
    if settings.expect == "refuted" and len(proves) != 1:
        message = f"'expect refuted' wants exactly one 'prove', not {len(proves)}"
        place = next(c for c in item.body if isinstance(c, ast.Expect))
        fail("E601", message, place.span, "split the property")
    obligations = _name_goals(goals, source)
    uses: list[Use] = []
    try:
        cases = list(islice(_cases(library, source, item, names, {}, uses), MAX_CASES + 1))
        if len(cases) > MAX_CASES:
            raise Obstacle(f"its widths take over {MAX_CASES} values together")
        obstacle = ""
    except Obstacle as reason:
        cases, obstacle = [], str(reason)
    for found in uses:
        library.lemmas.setdefault(found.lemma.id, found.lemma)
        library.uses.setdefault(
            (f"{item.span.file}::{item.name}{label}", found.lemma.id), found.span
        )
    return replace(
        settings.property(item, label, source),
        obligations=tuple(
            Obligation(kind, name, clause.span, text, tuple(c[1][i] for c in cases), obstacle)
            for i, (kind, name, clause, text) in enumerate(obligations)
        ),
        satisfiable=tuple(c[0] for c in cases),
        uses=tuple(dict.fromkeys(u.lemma.id for u in uses)),
    )


_Case = tuple[tuple[tuple[Variable, ...], n.Bool], list[Case]]
_Goal = ast.Prove | ast.Cover
_Kind = Literal["prove", "cover"]


def _name_goals(goals: list[_Goal], source: Source) -> list[tuple[_Kind, str, _Goal, str]]:
    """Kind, name (``prove.1``), clause and text of each goal, in order."""
    found: list[tuple[_Kind, str, _Goal, str]] = []
    counts: dict[_Kind, int] = {"prove": 0, "cover": 0}
    for clause in goals:
        kind: _Kind = "prove" if isinstance(clause, ast.Prove) else "cover"
        counts[kind] += 1
        found.append((kind, f"{kind}.{counts[kind]}", clause, source.excerpt(clause.span)))
    return found


def _cases(
    library: Library,
    source: Source,
    item: ast.Property,
    names: Mapping[str, Local],
    widths: dict[str, int],
    uses: list[Use],
    length: str = "",
) -> Iterator[_Case]:
    """The property's cases: one, or one for each value of a number that widths depend on.

    ``uses`` collects the lemmas that any of them uses. The number called ``length`` is not gone
    through: arrays of that length are known by their sums.
    """
    draft = _Draft(Elaborator(library, source.file, names), widths, uses=uses)
    draft.e.sequences = Sequences(length) if length else None
    try:
        yield _clauses(draft, source, item)
        return
    except Obstacle as reason:
        natural = None if length else _natural(draft, item)
        if natural is None:
            raise
        try:
            found = _by_sums(library, source, item, names, widths, uses, natural)
        except Obstacle:
            raise reason from None
        yield from found
        return
    except NeedsConstant as needed:
        variable, why = needed.variable, draft.open_.get(needed.variable.name, "")
        endless = bool(why and draft.obstacle)
        if why and needed.what != "a length":
            hint = (
                f"given {variable.name} : nat where 1 <= {variable.name} and {variable.name} <= 64;"
            )
            message = f"{needed.what} depends on {variable.name}, which {why}"
            fail("E205", message, needed.span, hint)
        many = endless or variable.high - variable.low >= FEW_LENGTHS
        by_sums = needed.what == "a length" and many and not length
    if by_sums:
        try:
            yield from _by_sums(library, source, item, names, widths, uses, variable.name)
            return
        except Obstacle as reason:
            if endless:
                raise Obstacle(f"{variable.name} {why}, and sums do not tell: {reason}") from None
    if endless:  # it has no values to go through, which must not be taken for: it has none
        raise Obstacle(f"{variable.name} {why}, and {length} is the number of terms already")
    if variable.high - variable.low >= MAX_CASES:
        raise Obstacle(f"{variable.name} takes over {MAX_CASES} values")
    for value in range(variable.low, variable.high + 1):
        widths_ = {**widths, variable.name: value}
        yield from _cases(library, source, item, names, widths_, uses, length)


def _natural(draft: _Draft, item: ast.Property) -> str | None:
    """The natural number without an upper bound, where it is all that engines cannot go through:
    it may be the number of terms of sums."""
    for clause in item.body:
        if isinstance(clause, ast.Given) and [*draft.open_] == [*clause.names]:
            named = isinstance(clause.type, ast.TypeName) and clause.type.name == "nat"
            return clause.names[0] if named and len(clause.names) == 1 else None
    return None


def _by_sums(
    library: Library,
    source: Source,
    item: ast.Property,
    names: Mapping[str, Local],
    widths: dict[str, int],
    uses: list[Use],
    length: str,
) -> list[_Case]:
    """The cases of a property over arrays of any length; ``Obstacle`` where sums do not tell."""
    try:
        cases = _cases(library, source, item, names, widths, uses, length)
        return list(islice(cases, MAX_CASES + 1))
    except Problem as problem:
        # Where arrays have a length and this is still wrong, the text is; else this reading is.
        list(islice(_cases(library, source, item, names, {**widths, length: 1}, uses), 1))
        raise Obstacle(problem.diagnostic.message) from None


def _clauses(
    draft: _Draft, source: Source, item: ast.Property
) -> tuple[tuple[tuple[Variable, ...], n.Bool], list[Case]]:
    e = draft.e
    goals: list[Case] = []
    facts: list[n.Bool] = []
    for clause in item.body:
        match clause:
            case ast.Given():
                _given(draft, clause)
                if clause.where is not None:
                    _assume(draft, clause.where)
            case ast.Assume():
                _assume(draft, clause.condition)
            case ast.Let():
                with e.collecting() as found:
                    let(e, clause)
                draft.hazards += found
                draft.lets += clause.names
            case ast.Using():
                with e.collecting() as found:
                    used = use(e, clause)
                draft.hazards += found
                draft.uses.append(used)
                facts.append(used.fact)
            case ast.Prove():
                goals.append(_goal(draft, source, clause.claim, "forall"))
            case ast.Cover():
                goals.append(_goal(draft, source, clause.condition, "exists"))
            case ast.Expect() | ast.Engine() | ast.Budget():
                pass
            case _:
                fail("E601", "this clause belongs to an operator, not to a property", clause.span)
    if draft.obstacle:
        raise Obstacle(draft.obstacle)
    variables = tuple(draft.variables)
    # Where an assumption has no meaning it is not satisfied, whatever the core makes of it.
    undefined = b.or_(*(h.violated for h in draft.hazards))
    satisfied = b.and_(e.assumption, b.not_(undefined))
    # Variables and facts are the same for all goals, also for those that stand before them.
    known = tuple(dict.fromkeys(f for f in facts if f is not b.TRUE))
    lanes = None if e.sequences is None else e.sequences.lanes
    if lanes is not None:
        given = [c.names for c in item.body if isinstance(c, ast.Given)]
        lanes = replace(lanes, given=tuple(name for names in given for name in names))
        no_sums_in_folds(lanes, satisfied, goals)
    if lanes is not None and facts:
        raise Obstacle("lemmas beside arrays of unknown length")
    return (variables, satisfied), [
        replace(c, variables=variables, facts=known, lanes=lanes) for c in goals
    ]


def _given(draft: _Draft, clause: ast.Given) -> None:
    """Declare variables; those that no engine can go through are noted, and reading goes on."""
    with draft.e.collecting() as found:
        given = declare_given(draft.e, clause, draft.widths)
    draft.hazards += found
    draft.variables += given.variables
    draft.open_ |= given.open_
    draft.obstacle = draft.obstacle or given.obstacle


def _assume(draft: _Draft, condition: ast.Expr) -> None:
    e = draft.e
    with e.collecting() as found:
        node = e.boolean(condition)
    draft.hazards += found
    e.assumption = b.and_(e.assumption, node)


def _claim(e: Elaborator, claim: ast.Expr, kind: str) -> n.Bool:
    """A claim; one that begins with the quantifier ``kind`` over lanes may speak of prefixes."""
    if isinstance(claim, ast.Binary) and claim.operator == "implies" and kind == "forall":
        left = e.boolean(claim.left)
        with e.guarded(left):
            return b.implies(left, _claim(e, claim.right, kind))
    if isinstance(claim, ast.Quantified) and claim.kind == kind and is_lanes(e, claim.binders):
        try:
            with e.collecting() as found:
                node = e.boolean(claim)
        except Obstacle:
            return at_a_position(e, claim)
        e.hazards += found
        return node
    return e.boolean(claim)


def _goal(draft: _Draft, source: Source, claim: ast.Expr, kind: str) -> Case:
    e = draft.e
    with e.keeping_terms(), e.collecting() as found:
        node = _claim(e, claim, kind)
        antecedent: n.Bool | None = None
        if isinstance(claim, ast.Binary) and claim.operator == "implies":
            antecedent = e.boolean(claim.left)
        try:
            parts = claim_parts(e, source, claim, node)
        except Obstacle:  # a claim about prefixes, further in
            parts = (Part(source.excerpt(claim.span), node, b.TRUE),)
        shown = _shown(draft, claim, parts)
    hazards = tuple(dict.fromkeys((*draft.hazards, *found)))
    return Case((), e.assumption, hazards, node, antecedent, shown, parts=parts)


def _shown(draft: _Draft, claim: ast.Expr, parts: tuple[Part, ...]) -> tuple[Shown, ...]:
    """The lets and the sides of the claim's comparison, for explanations."""
    lets = (s for name in draft.lets for s in shown_of(name, draft.e.local[name].term))
    return (*lets, *sides(claim, parts))
