"""What engines said of a question, as steps of the evidence, and as a disagreement."""

from __future__ import annotations

from collections.abc import Sequence

from verif.engines.engine import Query
from verif.engines.solver import Solver
from verif.results.record import Step
from verif.run.race import Question, Said
from verif.run.replay import Disagreement, Opinion, opinion, replay

SETTLED = ("none", "some")
"""Answers that settle a question."""


def engine_step(question: str, engine: Solver, answer: str) -> Step:
    """The step of an engine that costs nothing."""
    return Step(
        question=question,
        answer=answer,  # type: ignore[arg-type]
        engine=engine.name,
        version=engine.version,
        logic=engine.logic,
    )


def said_step(question: str, said: Said, facts: bool) -> Step:
    """The step of a solver that was asked."""
    reply, solver = said.reply, said.solver
    answer = "unsupported" if reply.refused else "open"
    return Step(
        question=question,
        answer=reply.found.answer if reply.found is not None else answer,  # type: ignore[arg-type]
        engine=solver.name,
        version=solver.version,
        logic=solver.logic,
        rlimit=reply.rlimit,
        seconds=said.seconds,
        checked=reply.checked,
        reason=reply.reason,
        facts=facts and solver.name != "enclosure",  # which does not use them
    )


def replay_all(query: Query, question: Question) -> None:
    """Hold what solvers said against the reference; raises ``Disagreement``."""
    for said in question.said:
        if said.reply.wrong:
            message = f"{said.solver.name}: {said.reply.wrong}"
            wrong = Opinion(said.solver.name, said.reply.wrong, said.solver.version)
            raise Disagreement(message, query, [wrong])
        if said.reply.found is not None:
            replay(said.solver.name, query, question.predicate, said.reply.found)


def said_opinions(conclusive: Sequence[Said]) -> list[Opinion]:
    """The answers that settle a question, as opinions."""
    return [
        opinion(s.solver.name, s.reply.found, s.solver.version) for s in conclusive if s.reply.found
    ]


def contradiction(query: Query, opinions: Sequence[Opinion]) -> Disagreement:
    """The disagreement of engines on whether an input exists, whoever was faster."""
    opinions = sorted(opinions, key=lambda o: o.engine)
    views = ", ".join(f"{o.engine}: {o.answer}" for o in opinions)
    message = f"engines disagree on whether an input exists ({views})"
    return Disagreement(message, query, opinions)
