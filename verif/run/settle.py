"""Settling one question: by bounds, by enumeration, by lemmas, or by solvers side by side."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec.structs import replace as change

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.clock import Clock
from verif.engines.engine import NOWHERE, CannotAnswer, Found, Query
from verif.engines.interval import IntervalEngine
from verif.engines.probe import probe
from verif.engines.samples import samples
from verif.engines.solver import Budget
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.proof.plan import Goal, Plan
from verif.proof.rules import plans
from verif.results.record import Step
from verif.run.panel import Panel
from verif.run.race import Question, race
from verif.run.replay import Disagreement, check_on_reference, opinion, replay
from verif.run.second import First, second_opinion
from verif.run.steps import (
    contradiction,
    engine_step,
    replay_all,
    said_opinions,
    said_step,
)

BRIEF_RLIMIT = 10_000_000
"""Resource units that a solver may spend on a question before lemmas are tried."""

SMALLER_SECONDS = 1.0
"""Seconds to make a counterexample that was met by chance the smallest."""

BOXES = 200
"""Boxes that are looked at before solvers are asked whether terms have a meaning."""

SEARCH = 64
"""Inputs that are tried on the reference where any solution will do."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of one predicate: ``found``, or ``None`` where it stays open; ``steps`` say by
    what, or what was tried. ``confirmed``: engines of two families say so, or it is a constant."""

    found: Found | None
    steps: tuple[Step, ...]
    confirmed: bool = False

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
        part = _at_once(query, a, panel) or _by_boxes(query, a, panel)
        if part is None and panel.decompose:
            part = _probed(query, a, panel, clock)
        if part is None and panel.decompose and not a.easy:
            part, tried[i] = _by_plans(query, a, panel, clock)
        if part is not None:
            parts[i] = part
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
    part = _by_bounds(query, asked, panel)
    if part is not None:
        return part
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


def _by_boxes(query: Query, asked: Asked, panel: Panel) -> Part | None:
    """What a few boxes of inputs tell of whether terms have a meaning, before solvers and lemmas
    are asked: mostly that numbers are too small to overflow."""
    boxes = next((s for s in panel.solvers if s.name == "enclosure"), None)
    if boxes is None or asked.name != "undefined" or panel.confirm:
        return None
    if not any(isinstance(node, n.Round) for node in n.postorder(asked.predicate)):
        return None
    from verif.engines.enclosures.search import COST, search  # loads arb

    started = time.monotonic()
    try:
        reply = search(query, asked.predicate, Budget(BOXES * COST, 10.0))
    except CannotAnswer:
        return None
    if reply.wrong:
        raise Disagreement(reply.wrong, query.about(asked.predicate))
    if reply.found is None or reply.found.some:
        return None  # who is asked next says more, or finds a smaller input
    step = engine_step(asked.name, boxes, "none")
    step = change(step, rlimit=reply.rlimit, checked=reply.checked)
    return Part(NOWHERE, (change(step, seconds=time.monotonic() - started),))


def _by_bounds(query: Query, asked: Asked, panel: Panel) -> Part | None:
    """What the bounds of terms tell; where answers are to be confirmed, only of a constant, as
    bounds are then one engine among others."""
    constant = isinstance(asked.predicate, n.Truth)
    if panel.confirm and not constant:
        return None
    engine = IntervalEngine()
    found = engine.decide(query, asked.predicate, panel.budget).found
    if found is None:
        return None
    replay(engine.name, query, asked.predicate, found)
    return Part(found, (engine_step(asked.name, engine, found.answer),), confirmed=constant)


def _probed(query: Query, asked: Asked, panel: Panel, clock: Clock) -> Part | None:
    """A solution among special values; a solver may then have a moment to find the smallest."""
    found = probe(query, asked.predicate)
    if found is None:
        return None
    replay("probe", query, asked.predicate, found)
    step = Step(question=asked.name, answer="some", engine="probe")
    if not asked.easy:
        question = _briefly(query, asked, replace(panel, confirm=False), clock, SMALLER_SECONDS)
        part = _from_race(query, asked, question, panel)
        if part.none and not query.facts:  # the input was replayed: the solver is wrong
            opinions = [opinion("probe", found, ""), *said_opinions(question.conclusive)]
            raise contradiction(query.about(asked.predicate), opinions)
        if part.some:
            return part
    return Part(found, (step,))


# --- solvers ----------------------------------------------------------------------------------


def _from_race(query: Query, asked: Asked, question: Question, panel: Panel) -> Part:
    """The outcome of a race; raises ``Disagreement`` where answers do not agree."""
    about = question.query.about(asked.predicate)
    replay_all(about, question)
    some = [s for s in question.conclusive if s.reply.found and s.reply.found.some]
    # A witness was replayed. Against it, a "none" that took facts for granted shows only that
    # some lemma is false, and that is found where the lemma is decided.
    if len(some) < len(question.conclusive) and some and not question.query.facts:
        raise contradiction(about, said_opinions(question.conclusive))
    standing = some or question.conclusive
    facts = bool(question.query.facts)
    # In the panel's order, which is the same in every run, not in that of arrival.
    said = sorted(question.said, key=lambda s: question.solvers.index(s.solver))
    steps = tuple(said_step(asked.name, s, facts) for s in said)
    # What a replayed witness shows needs no second solver, only gets better by one.
    if not standing or not (some or question.settled(panel.confirm)):
        return Part(None, steps)
    best = min(standing, key=lambda s: not (s.reply.found and s.reply.found.minimal))
    families = {question.family(s.solver) for s in standing}
    answer = "some" if some else "none"
    kept = tuple(s for s in steps if s.answer == answer)
    return Part(best.reply.found, kept, confirmed=len(families) > 1)


# --- lemmas -----------------------------------------------------------------------------------


def _by_plans(
    query: Query, asked: Asked, panel: Panel, clock: Clock
) -> tuple[Part | None, tuple[Step, ...]]:
    """What the first plan that goes through gives; else what was tried."""
    tried: tuple[Step, ...] = ()
    for i, plan in enumerate(plans(query, asked.predicate)):
        if i == 0:  # what solvers settle at once needs no lemmas
            part = _from_race(
                query, asked, _briefly(query, asked, panel, clock, plan.patience), panel
            )
            if part.found is not None:
                return part, ()
        part = _by_plan(asked, plan, panel, clock)
        if part.found is not None:
            return part, ()
        tried += part.steps
    return None, tried


def _briefly(query: Query, asked: Asked, panel: Panel, clock: Clock, seconds: float) -> Question:
    """A question with what the first solvers, one for each job, say of it within a moment."""
    budget = replace(panel.budget, rlimit=BRIEF_RLIMIT, seconds=seconds)
    question = Question(query, asked.predicate, panel.solvers)
    question.solvers = question.solvers[: max(panel.jobs, 2)]
    race([question], replace(panel, budget=budget), clock, stop_at_some=True)
    return question


def _by_plan(asked: Asked, plan: Plan, panel: Panel, clock: Clock) -> Part:
    """Settle the goals of a plan; where all are impossible, so is the predicate."""
    hints = _goals(plan.hints, panel, clock, all_or_nothing=False)
    goals = plan.finish([part.none for part in hints])
    done = _goals(goals, panel, clock, all_or_nothing=True)
    kept = [part for part in hints if part.none]
    steps = tuple(step for part in (*kept, *done) for step in part.steps)
    proved = bool(goals) and len(done) == len(goals) and all(part.none for part in done)
    step = Step(
        question=asked.name,
        answer="none" if proved else "open",
        engine=", ".join(dict.fromkeys(s.engine for s in steps)),
        logic=plan.rule,
        seconds=sum(s.seconds for s in steps),
        reason="" if proved else "a lemma does not hold or stays open",
        steps=steps,
    )
    return Part(NOWHERE if proved else None, (step,), all(p.confirmed for p in (*kept, *done)))


def _goals(goals: Sequence[Goal], panel: Panel, clock: Clock, all_or_nothing: bool) -> list[Part]:
    """What is known of each goal; with ``all_or_nothing`` one that fails ends the work."""
    done: dict[int, Part] = {}
    left: dict[int, Question] = {}
    for i, goal in enumerate(goals):
        part = panel.lemmas.get(goal.key)
        if part is None and not goal.engines:
            part = _enumerated(goal, panel, clock)
        if part is None:
            solvers = [s for s in panel.solvers if not goal.engines or s.name in goal.engines]
            left[i] = Question(goal.query, goal.predicate, tuple(solvers))
            continue
        done[i] = part
        if part.some and all_or_nothing:
            return [done[k] for k in sorted(done)]
    race(list(left.values()), panel, clock, stop_at_some=all_or_nothing)
    for i, question in left.items():
        asked = Asked(goals[i].name, goals[i].predicate)
        done[i] = _from_race(question.query, asked, question, panel)
    panel.lemmas.update((goals[i].key, p) for i, p in done.items() if p.found is not None)
    return [done[k] for k in sorted(done)]


def _enumerated(goal: Goal, panel: Panel, clock: Clock) -> Part | None:
    """The answer of the first engine that goes through all inputs of a goal."""
    asked = Asked(goal.name, goal.predicate)
    part = _by_bounds(goal.query, asked, panel)
    if part is not None:
        return part
    for engine in panel.engines:
        started = time.monotonic()
        try:
            found = engine.run(goal.query, clock)
        except CannotAnswer:
            continue
        check_on_reference(engine.name, goal.query, found)
        step = Step(
            question=goal.name,
            answer=found[0].answer,
            engine=engine.name,
            seconds=time.monotonic() - started,
            inputs=goal.query.inputs,
        )
        if not panel.confirm or found[0].some:
            return Part(found[0], (step,))
        first = First(engine.name, goal.query, (goal.name,), found)
        second = second_opinion(first, (0,), panel, clock)
        if second.missing:
            reason = f"not confirmed: {second.missing}"
            return Part(None, (step, change(step, answer="open", reason=reason)))
        return Part(found[0], (step, *second.steps), confirmed=True)
    return None
