"""Property items to obligations: variables, assumptions, claims and covers, case by case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import Literal, cast, get_args

from verif.base.errors import did_you_mean
from verif.base.source import Source
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.builtins import ENGINES
from verif.language.elaborator import Elaborator
from verif.language.givens import declare_given
from verif.language.inlining import let
from verif.language.library import Library
from verif.language.problem import NeedsConstant, Obstacle, fail
from verif.language.scope import Local
from verif.language.shown import shown_of
from verif.language.terms import FormatTerm, NumTerm, RoundingTerm, Term
from verif.properties.obligation import (
    Case,
    Expected,
    Hazard,
    Obligation,
    Property,
    Shown,
    Variable,
)

MAX_CASES = 4096
MAX_INSTANCES = 4096
MAX_BUDGET = 1000


def instances(
    library: Library, file: str, templates: tuple[ast.Template, ...]
) -> Iterator[tuple[str, dict[str, Local]]]:
    """Each choice of a template's names, as ``[E4M3, 3]`` and as local names."""
    if not templates:
        yield "", {}
        return
    choices: list[list[tuple[str, Term]]] = []
    total = 1
    for i, template in enumerate(templates):
        if template.name in (t.name for t in templates[:i]):
            fail("E102", f"'{template.name}' is already defined", template.span)
        e = Elaborator(library, file)
        found = list(_choices(e, template))
        e.no_hazards()
        if not found:
            fail("E204", f"there is no choice for '{template.name}'", template.span)
        total *= len(found)
        if total > MAX_INSTANCES:
            fail("E204", f"over {MAX_INSTANCES} instances", template.span)
        choices.append(found)
    labels: set[str] = set()
    for combination in product(*choices):
        label = ", ".join(text for text, _ in combination)
        if label in labels:
            fail("E102", f"the instance [{label}] is there twice", templates[0].span)
        labels.add(label)
        names = {t.name: Local(term) for t, (_, term) in zip(templates, combination, strict=True)}
        yield f"[{label}]", names


def _choices(e: Elaborator, template: ast.Template) -> Iterator[tuple[str, Term]]:
    if isinstance(template.choices, ast.Range):
        low = e.constant_int(template.choices.low, "the start of a range", -(1 << 16), 1 << 16)
        high = e.constant_int(template.choices.high, "the end of a range", -(1 << 16), 1 << 16)
        for i in range(low, high):
            yield str(i), NumTerm(b.const(i), True)
        return
    for choice in template.choices:
        term = e.expr(choice)
        match term:
            case FormatTerm(format=fmt):
                label = choice.name if isinstance(choice, ast.Name) else fmt.name
            case RoundingTerm(mode=mode):
                label = choice.name if isinstance(choice, ast.Name) else mode.name
            case NumTerm(node=n.Const(value=value)):
                label = str(value)
            case _:
                hint = "formats, rounding modes and constants"
                fail("E201", "a template goes over " + hint, choice.span)
        yield label, term


@dataclass
class _Draft:
    """One case of a property while its clauses are read."""

    e: Elaborator
    widths: dict[str, int]
    variables: list[Variable] = field(default_factory=list)
    hazards: list[Hazard] = field(default_factory=list)
    lets: list[str] = field(default_factory=list)
    open_: dict[str, str] = field(default_factory=dict)
    obstacle: str = ""


def declare_property(
    library: Library, source: Source, item: ast.Property, label: str, names: Mapping[str, Local]
) -> Property:
    """The property instance that an item defines."""
    settings = _settings(item)
    goals = [c for c in item.body if isinstance(c, ast.Prove | ast.Cover)]
    if not goals:
        fail("E601", f"'{item.name}' has nothing to prove or cover", item.span)
    proves = [c for c in goals if isinstance(c, ast.Prove)]
    if settings.expect == "refuted" and len(proves) != 1:
        message = f"'expect refuted' wants exactly one 'prove', not {len(proves)}"
        place = next(c for c in item.body if isinstance(c, ast.Expect))
        fail("E601", message, place.span, "split the property")
    obligations = _name_goals(goals, source)
    try:
        cases = list(islice(_cases(library, source, item, names, {}), MAX_CASES + 1))
        if len(cases) > MAX_CASES:
            raise Obstacle(f"its widths take over {MAX_CASES} values together")
    except Obstacle as obstacle:
        drafts = [
            Obligation(kind, name, clause.span, text, (), str(obstacle))
            for kind, name, clause, text in obligations
        ]
        return replace(settings.property(item, label, source), obligations=tuple(drafts))
    return replace(
        settings.property(item, label, source),
        obligations=tuple(
            Obligation(kind, name, clause.span, text, tuple(c[1][i] for c in cases))
            for i, (kind, name, clause, text) in enumerate(obligations)
        ),
        satisfiable=tuple(c[0] for c in cases),
    )


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


@dataclass
class _Settings:
    """What a property says of itself, not of its inputs."""

    expect: Expected | None = None
    engine: str | None = None
    long: bool = False
    budget: int = 1

    def property(self, item: ast.Property, label: str, source: Source) -> Property:
        """The property, without what it asks."""
        return Property(
            name=item.name + label,
            span=item.span,
            text=source.excerpt(item.span),
            obligations=(),
            expect=self.expect,
            engine=self.engine,
            long=self.long,
            budget=self.budget,
        )


def _settings(item: ast.Property) -> _Settings:
    found = _Settings()
    said: set[str] = set()
    for clause in item.body:
        match clause:
            case ast.Expect():
                what = "an 'expect'"
                found.expect = expected(clause)
            case ast.Engine(name=name):
                what = "an 'engine'"
                if name not in ENGINES:
                    hint = did_you_mean(name, ENGINES) or f"there are {', '.join(ENGINES)}"
                    fail("E601", f"there is no engine '{name}'", clause.span, hint)
                found.engine = name
            case ast.Budget(amount="long"):
                what = "a 'budget long'"
                found.long = True
            case ast.Budget():
                what = "a budget that is a number"
                found.budget = _factor(clause)
            case _:
                continue
        if what in said:
            fail("E601", f"there is already {what}", clause.span)
        said.add(what)
    return found


def _factor(clause: ast.Budget) -> int:
    """The number that a ``budget`` names."""
    digits = clause.amount.lstrip("0")
    if not digits.isdecimal() or len(digits) > 4 or int(digits) > MAX_BUDGET:
        hint = "budget long; runs only when asked for, budget 4; has four times the limits"
        fail("E601", f"a budget is 'long' or a number from 1 to {MAX_BUDGET}", clause.span, hint)
    return int(digits)


def expected(clause: ast.Expect) -> Expected:
    """The verdict that an ``expect`` clause names."""
    choices = get_args(Expected)
    if clause.verdict not in choices:
        hint = did_you_mean(clause.verdict, choices)
        fail("E601", f"expect one of {', '.join(choices)}", clause.span, hint)
    return cast(Expected, clause.verdict)


def _cases(
    library: Library,
    source: Source,
    item: ast.Property,
    names: Mapping[str, Local],
    widths: dict[str, int],
) -> Iterator[tuple[tuple[tuple[Variable, ...], n.Bool], list[Case]]]:
    """The property's cases: one, or one for each value of a number that widths depend on."""
    draft = _Draft(Elaborator(library, source.file, names), widths)
    try:
        yield _clauses(draft, source, item)
        return
    except NeedsConstant as needed:
        variable = needed.variable
        if variable.name in draft.open_:
            _unbounded(needed, draft.open_[variable.name], bool(draft.obstacle))
    if variable.high - variable.low >= MAX_CASES:
        raise Obstacle(f"{variable.name} takes over {MAX_CASES} values")
    for value in range(variable.low, variable.high + 1):
        yield from _cases(library, source, item, names, {**widths, variable.name: value})


def _clauses(
    draft: _Draft, source: Source, item: ast.Property
) -> tuple[tuple[tuple[Variable, ...], n.Bool], list[Case]]:
    e = draft.e
    goals: list[Case] = []
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
            case ast.Prove():
                goals.append(_goal(draft, source, clause.claim))
            case ast.Cover():
                goals.append(_goal(draft, source, clause.condition))
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
    return (variables, satisfied), [_with_all(c, variables) for c in goals]


def _given(draft: _Draft, clause: ast.Given) -> None:
    """Declare variables; those that no engine can go through are noted, and reading goes on."""
    with draft.e.collecting() as found:
        given = declare_given(draft.e, clause, draft.widths)
    draft.hazards += found
    draft.variables += given.variables
    draft.open_ |= given.open_
    draft.obstacle = draft.obstacle or given.obstacle


def _unbounded(needed: NeedsConstant, why: str, obstacle: bool) -> None:
    """A width needs both bounds written; a length may start at 0, and without end it waits for
    an engine that can deal with it."""
    name = needed.variable.name
    if needed.what == "a length":
        if obstacle:
            raise Obstacle(f"{name} {why}")
        return
    hint = f"given {name} : nat where 1 <= {name} and {name} <= 64;"
    fail("E205", f"{needed.what} depends on {name}, which {why}", needed.span, hint)


def _with_all(case: Case, variables: tuple[Variable, ...]) -> Case:
    """The case over every variable of the property, also those given after its clause."""
    return replace(case, variables=variables)


def _assume(draft: _Draft, condition: ast.Expr) -> None:
    e = draft.e
    with e.collecting() as found:
        node = e.boolean(condition)
    draft.hazards += found
    e.assumption = b.and_(e.assumption, node)


def _goal(draft: _Draft, source: Source, claim: ast.Expr) -> Case:
    e = draft.e
    with e.collecting() as found:
        node = e.boolean(claim)
        antecedent: n.Bool | None = None
        if isinstance(claim, ast.Binary) and claim.operator == "implies":
            antecedent = e.boolean(claim.left)
        shown = _shown(draft, source, claim)
    hazards = tuple(dict.fromkeys((*draft.hazards, *found)))
    return Case((), e.assumption, hazards, node, antecedent, shown)


def _shown(draft: _Draft, source: Source, claim: ast.Expr) -> tuple[Shown, ...]:
    """The lets and the sides of the claim's comparison, for explanations."""
    e = draft.e
    found: list[Shown] = []
    for name in draft.lets:
        found += shown_of(name, e.local[name].term)
    body = claim.right if isinstance(claim, ast.Binary) and claim.operator == "implies" else claim
    sides: tuple[ast.Expr, ...] = ()
    if isinstance(body, ast.Comparison):
        sides = body.operands
    elif isinstance(body, ast.Call) and isinstance(body.function, ast.Name):
        sides = body.arguments if body.function.name == "same" else ()
    for side in sides:
        if not isinstance(side, ast.Number | ast.Name):
            with e.collecting():
                found += shown_of(source.excerpt(side.span), e.expr(side))
    return tuple(found)
