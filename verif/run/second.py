"""A second opinion on what was found by going through all inputs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verif.engines.clock import Clock, OutOfTime
from verif.engines.engine import CannotAnswer, Engine, Found, Query
from verif.ir import nodes as n
from verif.results.record import Step
from verif.run.panel import Panel
from verif.run.race import Question, race
from verif.run.replay import Disagreement, opinion
from verif.run.steps import contradiction, replay_all, said_opinions, said_step

QUICK = 1 << 12
"""Inputs up to which another enumeration comes before the solvers, which do not count."""


@dataclass(frozen=True, slots=True)
class First:
    """What an engine found of the predicates of a query, which have ``names``."""

    engine: str
    query: Query
    names: Sequence[str]
    found: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Second:
    """What another engine says of each predicate; ``missing`` says why nobody did."""

    steps: tuple[Step, ...] = ()
    missing: str = ""


def second_opinion(first: First, needed: Sequence[int], panel: Panel, clock: Clock) -> Second:
    """Ask another engine; raises ``Disagreement`` where it finds something else.

    Solvers are asked about the ``needed`` predicates only, and without facts, as the first engine
    had none either.
    """
    if any(isinstance(x, n.Function) for x in n.postorder(*first.query.predicates)):
        return Second((), "all engines have elementary functions from arb")
    others = [e for e in panel.engines if e.name != first.engine]
    quick = first.query.inputs <= QUICK
    missing: list[str] = []
    try:
        for engine in others if quick else ():
            second = _enumerate(first, engine, clock)
            if not second.missing:
                return second
            missing.append(second.missing)
        if panel.solvers:
            second = _solve(first, needed, panel, clock)
            if not second.missing:
                return second
            missing.append(second.missing)
        for engine in () if quick else others:
            second = _enumerate(first, engine, clock)
            if not second.missing:
                return second
            missing.append(second.missing)
    except OutOfTime as error:
        missing.append(str(error))
    return Second((), "; ".join(missing) or "no other engine was asked")


def _enumerate(first: First, engine: Engine, clock: Clock) -> Second:
    """Go through all inputs again: counts and least inputs must be the same."""
    started = time.monotonic()
    query = first.query
    try:
        again = engine.run(query, clock)
    except CannotAnswer as refusal:
        return Second((), f"{engine.name}: {refusal}")
    seconds = time.monotonic() - started
    rows = zip(first.names, query.predicates, first.found, again, strict=True)
    for name, predicate, one, other in rows:
        if (one.count, one.witness) != (other.count, other.witness):
            message = f"{first.engine} and {engine.name} differ on '{name}'"
            opinions = [opinion(first.engine, one), opinion(engine.name, other)]
            raise Disagreement(message, query.about(predicate), opinions)
    return Second(
        tuple(
            Step(question=name, answer=other.answer, engine=engine.name, seconds=seconds)
            for name, other in zip(first.names, again, strict=True)
        )
    )


def _solve(first: First, needed: Sequence[int], panel: Panel, clock: Clock) -> Second:
    """Ask the solvers; where both name the least input, it must be the same."""
    query = replace(first.query, facts=())
    asked = [i for i in needed if not isinstance(query.predicates[i], n.Truth)]
    questions = [Question(query, query.predicates[i], panel.solvers) for i in asked]
    race(questions, replace(panel, confirm=False), clock, stop_at_some=False)
    steps: list[Step] = []
    for i, question in zip(asked, questions, strict=True):
        about, one = query.about(question.predicate), first.found[i]
        replay_all(about, question)
        if not question.conclusive:
            tried = (f"{s.solver.name}: {s.reply.reason}" for s in question.said if s.reply.reason)
            return Second((), "; ".join(tried) or "no solver had an answer")
        for said in question.conclusive:
            other = said.reply.found
            assert other is not None, "it is conclusive"
            opinions = [opinion(first.engine, one), *said_opinions([said])]
            if one.some != other.some:
                raise contradiction(about, opinions)
            if one.minimal and other.minimal and one.witness != other.witness:
                names = f"{first.engine} and {said.solver.name}"
                raise Disagreement(f"{names} name different least inputs", about, opinions)
            steps.append(said_step(first.names[i], said, facts=False))
    return Second(tuple(steps))
