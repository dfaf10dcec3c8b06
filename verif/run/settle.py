"""Settling one question: by bounds, by enumeration, by lemmas, or by solvers side by side."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.clock import Clock
from verif.engines.engine import NOWHERE, CannotAnswer, Found, Query
from verif.engines.interval import IntervalEngine
from verif.engines.samples import samples
from verif.engines.solver import Solver
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.proof.plan import Goal, Plan
from verif.proof.rules import plans
from verif.results.record import Step
from verif.run.panel import Panel
from verif.run.race import Question, Said, race
from verif.run.replay import Disagreement, check_on_reference, replay

SEARCH = 64
"""Inputs that are tried on the reference where any solution will do."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of one predicate: ``found``, or ``None`` where it stays open; ``steps`` say by
    what, or what was tried."""

    found: Found | None
    steps: tuple[Step, ...]

    @property
    def none(self) -> bool:
        """Whether it is known that no input satisfies the predicate."""
        return self.found is not None and not self.found.some

    @property
    def some(self) -> bool:
        """Whether an input is known that satisfies it."""
        return self.found is not None and self.found.some


@dataclass(frozen=True, slots=True)
class Asked:
    """A predicate to settle; ``name`` says what it asks, ``easy`` that any solution will do."""

    name: str
    predicate: n.Bool
    easy: bool = False


def settle(query: Query, asked: Sequence[Asked], panel: Panel, clock: Clock) -> list[Part]:
    """What can be known of each predicate; raises ``OutOfTime`` and ``Disagreement``."""
    parts: dict[int, Part] = {}
    tried: dict[int, tuple[Step, ...]] = dict.fromkeys(range(len(asked)), ())
    for i, a in enumerate(asked):
        part = _at_once(query, a, panel)
        if part is not None:
            parts[i] = part
        elif panel.decompose and not a.easy:
            for plan in plans(query, a.predicate):
                part = _by_plan(a, plan, panel, clock)
                if part.found is not None:
                    parts[i] = part
                    break
                tried[i] += part.steps
    questions = {
        # Facts are assumed only where the record says that the verdict rests on them.
        i: Question(replace(query, facts=()) if a.easy else query, a.predicate, panel.solvers)
        for i, a in enumerate(asked)
        if i not in parts
    }
    race(list(questions.values()), panel, clock, stop_at_some=False)
    for i, question in questions.items():
        part = _from_race(query, asked[i], question, panel)
        parts[i] = replace(part, steps=tried[i] + part.steps)
    return [parts[i] for i in range(len(asked))]


def _at_once(query: Query, asked: Asked, panel: Panel) -> Part | None:
    """What bounds tell, or a few inputs where any solution will do."""
    engine = IntervalEngine()
    found = engine.decide(query, asked.predicate, panel.budget).found
    if found is not None:
        replay(engine.name, query, asked.predicate, found)
        return Part(found, (_step(asked, engine, found),))
    if asked.easy and query.finite:
        for assignment in samples(query.about(asked.predicate), SEARCH):
            try:
                if evaluate(asked.predicate, assignment) is True:
                    found = Found(None, assignment, minimal=False)
                    step = Step(question=asked.name, answer="some", engine="reference")
                    return Part(found, (step,))
            except (NotExact, TooLarge):
                continue
    return None


def _step(asked: Asked, engine: Solver, found: Found | None) -> Step:
    return Step(
        question=asked.name,
        answer="open" if found is None else found.answer,
        engine=engine.name,
        version=engine.version,
        logic=engine.logic,
    )


# --- solvers ----------------------------------------------------------------------------------


def _from_race(query: Query, asked: Asked, question: Question, panel: Panel) -> Part:
    """The outcome of a race; raises ``Disagreement`` where answers do not agree."""
    for said in question.said:
        if said.reply.wrong:
            raise Disagreement(f"{said.solver.name}: {said.reply.wrong}")
    for said in question.conclusive:
        assert said.reply.found is not None, "it is conclusive"
        replay(said.solver.name, query, asked.predicate, said.reply.found)
    answers = {said.solver.name: said.reply.found for said in question.conclusive}
    if len({f.some for f in answers.values() if f is not None}) > 1:
        views = ", ".join(f"{k}: {'some' if f and f.some else 'none'}" for k, f in answers.items())
        raise Disagreement(f"engines disagree on whether an input exists ({views})")
    steps = tuple(_said_step(asked, said) for said in question.said)
    if not question.settled(panel.confirm):
        return Part(None, steps)
    best = min(question.conclusive, key=lambda s: not (s.reply.found and s.reply.found.minimal))
    return Part(best.reply.found, tuple(s for s in steps if s.answer in ("none", "some")))


def _said_step(asked: Asked, said: Said) -> Step:
    step = _step(asked, said.solver, said.reply.found)
    fields = {name: getattr(step, name) for name in step.__struct_fields__}
    if said.reply.refused:
        fields["answer"] = "unsupported"
    fields |= {
        "rlimit": said.reply.rlimit,
        "seconds": said.seconds,
        "checked": said.reply.checked,
        "reason": said.reply.reason,
    }
    return Step(**fields)


# --- lemmas -----------------------------------------------------------------------------------


def _by_plan(asked: Asked, plan: Plan, panel: Panel, clock: Clock) -> Part:
    """Settle the goals of a plan; where all are impossible, so is the predicate."""
    done: dict[int, Part] = {}
    left: dict[int, Question] = {}
    for i, goal in enumerate(plan.goals):
        part = _enumerated(goal, panel, clock)
        if part is not None:
            done[i] = part
            if part.some:
                return _planned(asked, plan, done)
        else:
            left[i] = Question(goal.query, goal.predicate, panel.solvers)
    race(list(left.values()), panel, clock, stop_at_some=True)
    for i, question in left.items():
        goal = plan.goals[i]
        done[i] = _from_race(goal.query, Asked(goal.name, goal.predicate), question, panel)
    return _planned(asked, plan, done)


def _planned(asked: Asked, plan: Plan, done: dict[int, Part]) -> Part:
    """What the goals' answers add up to: a goal that fails leaves the predicate open."""
    steps = tuple(step for i in sorted(done) for step in done[i].steps)
    proved = len(done) == len(plan.goals) and all(part.none for part in done.values())
    step = Step(
        question=asked.name,
        answer="none" if proved else "open",
        engine=", ".join(dict.fromkeys(s.engine for s in steps)),
        logic=plan.rule,
        seconds=sum(s.seconds for s in steps),
        reason="" if proved else "a lemma does not hold or stays open",
        steps=steps,
    )
    return Part(NOWHERE if proved else None, (step,))


def _enumerated(goal: Goal, panel: Panel, clock: Clock) -> Part | None:
    """The answer of the first engine that goes through all inputs of a goal."""
    asked = Asked(goal.name, goal.predicate)
    bounds = IntervalEngine()
    found = bounds.decide(goal.query, goal.predicate, panel.budget).found
    if found is not None:
        return Part(found, (_step(asked, bounds, found),))
    for engine in panel.engines:
        started = time.monotonic()
        try:
            (found,) = engine.run(goal.query, clock)
        except CannotAnswer:
            continue
        check_on_reference(engine.name, goal.query, (found,))
        step = Step(
            question=goal.name,
            answer=found.answer,
            engine=engine.name,
            seconds=time.monotonic() - started,
            inputs=goal.query.inputs,
        )
        return Part(found, (step,))
    return None
