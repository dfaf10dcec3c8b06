"""Asking engines about one case of an obligation."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.clock import Clock
from verif.engines.engine import CannotAnswer, Found, Query
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.properties.lanes import written_out
from verif.properties.obligation import Case, Obligation, search_order
from verif.results.record import Step
from verif.run.panel import Panel
from verif.run.replay import check_on_reference
from verif.run.second import First, second_opinion
from verif.run.settle import Asked, Part, settle

NAMES = ("undefined", "claim", "satisfiable", "assumed", "antecedent")
"""What the predicates of a case ask, in the order of ``Answer``'s fields."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one case.

    ``hit`` is a counterexample or what reaches a cover; ``assumed`` are the assumptions above the
    obligation, ``satisfiable`` all those of the property. ``inputs`` is ``None`` where there are
    infinitely many. ``enumerated`` says that an engine went through all of them; ``replayed`` is
    how many of them the reference looked at again. ``refusals`` are of engines that could not be
    asked, ``doubts`` say why there is no second opinion where one was wanted.
    """

    case: Case
    inputs: int | None
    enumerated: bool
    replayed: int
    undefined: Part
    hit: Part
    satisfiable: Part
    assumed: Part
    antecedent: Part | None
    refusals: tuple[str, ...] = ()
    doubts: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """All predicates, in order."""
        rest = () if self.antecedent is None else (self.antecedent,)
        return (self.undefined, self.hit, self.satisfiable, self.assumed, *rest)

    @property
    def deciding(self) -> tuple[Part, ...]:
        """The predicates behind the verdict."""
        empty = (self.satisfiable,) if self.satisfiable.none else ()
        return (self.undefined, *(() if self.undefined.some else (self.hit, *empty)))


def query_of(obligation: Obligation, case: Case, assumption: n.Bool) -> Query:
    """The query of one case; its predicates are in the order of ``Answer``'s fields."""
    hit = case.counterexample if obligation.kind == "prove" else case.reached
    predicates = [case.undefined, hit, assumption, case.assumption]
    if case.antecedent is not None:
        predicates.append(b.and_(case.assumption, case.antecedent))
    variables = tuple(v.var for v in case.variables if isinstance(v.var, n.Var))
    reals = tuple(v.var for v in case.variables if isinstance(v.var, n.RealVar))
    return Query(variables, tuple(predicates), search_order(case.variables), case.facts, reals)


def ask(
    obligation: Obligation, case: Case, assumption: n.Bool, panel: Panel, clock: Clock
) -> Answer | list[str]:
    """What the first engine that goes through all inputs finds, else what the solvers say; or why
    nobody could be asked."""
    query = query_of(obligation, case, assumption)
    if case.lanes is not None:
        return _ask_sums(case, query, panel, clock)
    refusals: list[str] = []
    for engine in panel.engines:
        started = time.monotonic()
        try:
            found = engine.run(query, clock)
        except CannotAnswer as refusal:
            refusals.append(f"{engine.name}: {refusal}")
            continue
        replayed = check_on_reference(engine.name, query, found)
        seconds = time.monotonic() - started
        parts = [
            _part(engine.name, name, f, seconds) for name, f in zip(NAMES, found, strict=False)
        ]
        doubts = ""
        if panel.confirm:
            said = First(engine.name, query, NAMES[: len(found)], found)
            parts, doubts = _confirmed(said, parts, panel, clock)
        answer = _answer(case, query, parts, True, replayed)
        return replace(answer, doubts=doubts)
    if not panel.solvers:
        return refusals
    asked = [
        Asked(name, predicate, easy=name not in ("undefined", "claim"))
        for name, predicate in zip(NAMES, query.predicates, strict=False)
    ]
    first = settle(query, asked[:1], panel, clock)
    if first[0].some:  # nothing else matters where a term has no meaning
        parts = first + [Part(None, ())] * (len(asked) - 1)
    else:
        parts = first + settle(query, asked[1:], panel, clock)
        parts[2] = _met(parts, query.predicates[2])
    return replace(_answer(case, query, parts, False, 0), refusals=tuple(refusals))


def _ask_sums(case: Case, query: Query, panel: Panel, clock: Clock) -> Answer | list[str]:
    """The same where arrays may have any length."""
    if "z3" not in [s.name for s in panel.solvers]:
        return ["arrays of any length need z3"]
    from verif.run.sums import settle_sums  # loads Z3

    parts: list[Part] = []
    written = case
    meant = query.predicates[2]
    known: dict[n.Bool, Part] = {}
    for i, (name, predicate) in enumerate(zip(NAMES, query.predicates, strict=False)):
        if parts and parts[0].some:  # nothing else matters where a term has no meaning
            parts.append(Part(None, ()))
            continue
        if i > 1 and predicate in known:
            parts.append(replace(known[predicate], steps=()))  # which are in the record already
            continue
        asked = Asked(name, predicate, easy=name not in ("undefined", "claim"))
        part, reached = settle_sums(case, asked, panel, clock)
        known[predicate] = part
        if reached is not None and i < 2:
            written = reached.case
            meant = written_out(replace(case, claim=meant), reached.runs, reached.prefix).claim
        parts.append(part)
    parts[2] = _met(parts, meant)
    return replace(_answer(written, query, parts, False, 0), inputs=None)


def _met(parts: Sequence[Part], assumption: n.Bool) -> Part:
    """Whether all assumptions can be met: where that stays open, what the claim's witness tells.
    It need not meet those that stand below the claim."""
    hit, satisfiable = parts[1], parts[2]
    if satisfiable.found is not None or hit.found is None or hit.found.witness is None:
        return satisfiable
    try:
        if evaluate(assumption, hit.found.witness) is not True:
            return satisfiable
    except (NotExact, TooLarge):
        return satisfiable
    step = Step(question=NAMES[2], answer="some", engine="reference")
    return Part(Found(None, hit.found.witness, minimal=False), (step,))


def _confirmed(
    first: First, parts: list[Part], panel: Panel, clock: Clock
) -> tuple[list[Part], str]:
    """The parts with what a second engine says of them, or why there is none."""
    undefined, _, satisfiable, *_ = first.found
    needed = [0] if undefined.some else [0, 1] if satisfiable.some else [0, 1, 2]
    second = second_opinion(first, needed, panel, clock)
    if second.missing:
        return parts, second.missing
    steps: dict[str, tuple[Step, ...]] = dict.fromkeys(first.names, ())
    for step in second.steps:
        steps[step.question] += (step,)
    return [
        replace(part, steps=part.steps + steps[name], confirmed=True)
        for name, part in zip(first.names, parts, strict=True)
    ], ""


def _part(engine: str, name: str, found: Found, seconds: float) -> Part:
    step = Step(question=name, answer=found.answer, engine=engine, seconds=seconds)
    return Part(found, (step,))


def _answer(case: Case, query: Query, parts: list[Part], enumerated: bool, replayed: int) -> Answer:
    undefined, hit, satisfiable, assumed, *rest = parts
    return Answer(
        case,
        query.inputs if query.finite else None,
        enumerated,
        replayed,
        undefined,
        hit,
        satisfiable,
        assumed,
        rest[0] if rest else None,
    )
