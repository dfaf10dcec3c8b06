"""Asking engines about one case of an obligation, and checking on the reference what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.clock import Clock
from verif.engines.engine import CannotAnswer, Engine, Found, Query
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import Environment, evaluate, evaluate_all
from verif.properties.obligation import Case, Obligation

SAMPLES = 12
"""Inputs at which the reference looks again at what an engine says of all of them."""

FOLDED = 1 << 10
"""Steps below binders that a sample may cost on the reference."""


class Disagreement(Exception):
    """An engine's answer does not hold on the reference."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found for one case.

    ``hit`` is a counterexample or what reaches a cover; ``assumed`` are the assumptions above the
    obligation, ``satisfiable`` all those of the property. ``replayed`` is how many inputs the
    reference looked at again.
    """

    case: Case
    engine: str
    inputs: int
    replayed: int
    undefined: Found
    hit: Found
    satisfiable: Found
    assumed: Found
    antecedent: Found | None


def query_of(obligation: Obligation, case: Case, assumption: n.Bool) -> Query:
    """The query of one case; its predicates are in the order of ``Answer``'s fields."""
    hit = case.counterexample if obligation.kind == "prove" else case.reached
    predicates = [case.undefined, hit, assumption, case.assumption]
    if case.antecedent is not None:
        predicates.append(b.and_(case.assumption, case.antecedent))
    variables = tuple(v.var for v in case.variables if isinstance(v.var, n.Var))
    reals = tuple(v.var for v in case.variables if isinstance(v.var, n.RealVar))
    lanes = [b.if_num(b.eq(v.var, b.ZERO), b.ZERO, b.ONE) for v in case.variables if v.lane]
    order: list[n.Num] = []
    if lanes:
        total: n.Num = b.ZERO
        for lane in lanes:
            total = b.add(total, lane)
        order.append(total)
    order += [v.magnitude for v in case.variables]
    if any(v.rank is not v.var for v in case.variables):
        order += [v.rank for v in case.variables]
    return Query(variables, tuple(predicates), tuple(order), reals=reals)


def ask(
    obligation: Obligation, case: Case, assumption: n.Bool, engines: Sequence[Engine], clock: Clock
) -> Answer | list[str]:
    """The first engine's answer, or why each engine has none."""
    query = query_of(obligation, case, assumption)
    refusals: list[str] = []
    for engine in engines:
        try:
            found = engine.run(query, clock)
        except CannotAnswer as refusal:
            refusals.append(f"{engine.name}: {refusal}")
            continue
        replayed = check_on_reference(engine.name, query, found)
        undefined, hit, satisfiable, assumed, *rest = found
        return Answer(
            case,
            engine.name,
            query.inputs,
            replayed,
            undefined,
            hit,
            satisfiable,
            assumed,
            rest[0] if rest else None,
        )
    return refusals


def check_on_reference(engine: str, query: Query, found: Sequence[Found]) -> int:
    """Hold an engine's answers against the reference; raises ``Disagreement``.

    Every witness is replayed. A predicate that holds nowhere, or everywhere, is looked at again on
    a sample: the corners and some seeded assignments. Returns the size of that sample.
    """
    if len(found) != len(query.predicates):
        raise Disagreement(f"{engine} answered {len(found)} of {len(query.predicates)} questions")
    for predicate, answer in zip(query.predicates, found, strict=True):
        _replay(engine, query, predicate, answer)
    settled = [
        (predicate, answer.count > 0)
        for predicate, answer in zip(query.predicates, found, strict=True)
        if answer.count in (0, query.inputs) and not isinstance(predicate, n.Truth)
    ]
    if not settled or not query.finite or _steps(query) > FOLDED:
        return 0
    sample = _sample(query)
    for assignment in sample:
        try:
            values = evaluate_all([predicate for predicate, _ in settled], assignment)
        except (NotExact, TooLarge):
            continue
        if any(value is not holds for value, (_, holds) in zip(values, settled, strict=True)):
            raise _disagreement(engine, query, assignment)
    return len(sample)


def _replay(engine: str, query: Query, predicate: n.Bool, answer: Found) -> None:
    """A witness must hold on the reference before anyone sees it."""
    if (answer.count == 0) != (answer.witness is None):
        raise Disagreement(f"{engine} counts {answer.count} inputs and names none of them")
    if answer.witness is None:
        return
    witness = dict(answer.witness)
    if witness.keys() != {*query.variables, *query.reals} or any(
        not v.low <= witness[v] <= v.high for v in query.variables
    ):
        raise Disagreement(f"{engine} names an input outside the question")
    try:
        holds = evaluate(predicate, witness)
    except (NotExact, TooLarge) as error:
        raise Disagreement(f"the reference cannot replay {engine}'s witness: {error}") from error
    if holds is not True:
        raise _disagreement(engine, query, witness)


def _disagreement(engine: str, query: Query, assignment: Environment) -> Disagreement:
    variables: tuple[n.AnyVar, ...] = (*query.variables, *query.reals)
    inputs = ", ".join(f"{v.name}={assignment[v]}" for v in variables)
    return Disagreement(f"{engine} and the reference disagree on {inputs or 'a constant'}")


def _steps(query: Query) -> int:
    """How many assignments the binders of the predicates have, all together."""
    total = 0
    for node in n.postorder(*query.predicates):
        if isinstance(node, n.Fold | n.ForAll):
            size = 1
            for v in node.binders:
                size *= v.high - v.low + 1
            total += size
    return total


def _sample(query: Query) -> list[dict[n.Var, int]]:
    """The lowest and the highest assignment and some seeded ones, the same in every run."""
    random = Random(0)
    corners = [{v: v.low for v in query.variables}, {v: v.high for v in query.variables}]
    if query.inputs <= 2:
        return corners[: query.inputs]
    return corners + [
        {v: random.randint(v.low, v.high) for v in query.variables} for _ in range(SAMPLES - 2)
    ]
