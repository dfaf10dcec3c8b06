"""Questions to solvers, side by side: each solver in a process of its own, the first conclusive
answer to a question wins, and a worker that dies costs only its own answer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from verif.algebra.backend import Unsupported
from verif.engines.clock import Clock, OutOfTime
from verif.engines.engine import CannotAnswer, Found, Query
from verif.engines.process import Worker, supported, wait_any
from verif.engines.solver import Budget, Reply, Solver
from verif.ir import nodes as n
from verif.run.panel import Panel

_Sent = tuple[Reply, tuple[list[Any], bool] | None]
"""A reply, and a witness by the order of the variables: terms do not survive the pipe."""

POLL = 0.5
"""Seconds between looks at the clock while nothing happens."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a solver said of a question, and how long it took."""

    solver: Solver
    reply: Reply
    seconds: float


@dataclass(slots=True)
class Question:
    """A predicate, and the answers so far."""

    query: Query
    predicate: n.Bool
    solvers: tuple[Solver, ...]
    said: list[Said] = field(default_factory=list)
    asked: int = 0
    running: int = 0
    since: float = 0.0
    functions: bool = False

    @property
    def conclusive(self) -> list[Said]:
        """The answers that settle it, first come first."""
        return [s for s in self.said if s.reply.found is not None]

    def settled(self, confirm: bool) -> bool:
        """Whether enough was said: with ``confirm``, by two families."""
        return len(self.families) >= (2 if confirm else 1)

    @property
    def families(self) -> set[str]:
        """The families of those who settle it."""
        return {self.family(s.solver) for s in self.conclusive}

    def family(self, solver: Solver) -> str:
        """What an answer of a solver rests on: those who can say something of elementary functions
        all have the bounds of these from arb, and would be wrong together."""
        return "arb" if self.functions else solver.family

    def __post_init__(self) -> None:
        """Bitwuzla first where sums and products of inputs are compared: it is ahead there. Boxes
        only where there is a function, if anybody else can be asked."""
        self.functions = any(isinstance(x, n.Function) for x in n.postorder(self.predicate))
        if not self.functions:
            others = tuple(s for s in self.solvers if s.name != "enclosure")
            self.solvers = others or self.solvers
        if _has_sums(self.predicate):
            self.solvers = tuple(sorted(self.solvers, key=lambda s: s.name != "bitwuzla"))

    def pause(self, panel: Panel) -> float:
        """Seconds until another solver may be asked beside those who are at it."""
        if not self.running or panel.confirm:
            return 0.0
        return max(0.0, self.since + panel.head_start - time.monotonic())

    def next(self, confirm: bool) -> Solver | None:
        """The solver to ask next; one whose family has spoken would confirm nothing."""
        families = self.families
        while self.asked < len(self.solvers):
            solver = self.solvers[self.asked]
            if not (confirm and self.family(solver) in families):
                return solver
            self.asked += 1
        return None


def race(questions: Sequence[Question], panel: Panel, clock: Clock, stop_at_some: bool) -> None:
    """Ask until every question is settled or every solver was asked about it.

    With ``stop_at_some`` the questions are the parts of one claim, and the first of them that has
    a solution ends the race. Raises ``OutOfTime`` when the clock has run out.
    """
    running: list[tuple[Worker, Question, Solver]] = []
    try:
        while True:
            _start(questions, running, panel, clock)
            if not running:
                return
            wait_any([w for w, _, _ in running], _pause(questions, panel))
            clock.check()
            for item in [i for i in running if i[0].poll()]:
                if item not in running:  # killed a moment ago
                    continue
                running.remove(item)
                worker, question, solver = item
                question.running -= 1
                question.said.append(
                    Said(solver, _reply(worker, question.query), time.monotonic() - worker.started)
                )
                if question.settled(panel.confirm):
                    for other in [o for o in running if o[1] is question]:
                        running.remove(other)
                        other[0].kill()
                    if stop_at_some and any(_some(s.reply.found) for s in question.said):
                        return
    except OutOfTime as error:
        said = [s.solver for q in questions for s in q.said]
        raise error.tried(*(s.name for s in (*said, *(s for _, _, s in running)))) from None
    finally:
        for worker, _, _ in running:
            worker.kill()


def _pause(questions: Sequence[Question], panel: Panel) -> float:
    """Seconds until it is time to look again, at the clock or for another solver to ask."""
    open_ones = [q for q in questions if not q.settled(panel.confirm)]
    return min([POLL, *(p for q in open_ones if (p := q.pause(panel)))])


def _has_sums(predicate: n.Bool) -> bool:
    """Whether two terms that are no constants are added or multiplied."""
    return any(
        node.op in ("add", "sub", "mul")
        and not isinstance(node.x, n.Const)
        and not isinstance(node.y, n.Const)
        for node in n.postorder(predicate)
        if isinstance(node, n.Binary)
    )


def _some(found: Found | None) -> bool:
    return found is not None and found.some


def _start(
    questions: Sequence[Question],
    running: list[tuple[Worker, Question, Solver]],
    panel: Panel,
    clock: Clock,
) -> None:
    """Fill the free places: first the questions that nobody works on."""
    while len(running) < panel.jobs:
        waiting = [
            q
            for q in questions
            if not q.settled(panel.confirm)
            and q.next(panel.confirm) is not None
            and not q.pause(panel)
        ]
        if not waiting:
            return
        question = min(waiting, key=lambda q: (q.running, q.asked))
        solver = question.next(panel.confirm)
        assert solver is not None, "it is waiting for one"
        question.asked += 1
        question.since = time.monotonic()
        if not supported():
            reason = "solvers need a system that can fork"
            question.said.append(Said(solver, Reply(None, reason), 0.0))
            continue
        budget = panel.budget.within(clock)
        solver.load()
        call = partial(_decide, solver, question.query, question.predicate, budget)
        # A little longer than the solver's own limit, so that it can say itself that it gave up.
        running.append((Worker(call, budget.seconds * 1.2), question, solver))
        question.running += 1


def _decide(solver: Solver, query: Query, predicate: n.Bool, budget: Budget) -> _Sent:
    """In the worker: ask, and put the reply in a form that can be sent."""
    try:
        reply = solver.decide(query, predicate, budget)
    except (CannotAnswer, Unsupported) as refusal:
        reply = Reply(None, str(refusal), refused=True)
    found = reply.found
    if found is None or found.witness is None:
        return reply, None
    values = [found.witness[v] for v in query.all_variables]
    return reply._replace(found=None), (values, found.minimal)


def _reply(worker: Worker, query: Query) -> Reply:
    """What came out of a worker."""
    if worker.reason:
        return Reply(None, worker.reason)
    reply, witness = worker.value
    if witness is None:
        return cast(Reply, reply)
    values, minimal = witness
    found = Found(None, dict(zip(query.all_variables, values, strict=True)), minimal)
    return cast(Reply, reply._replace(found=found))
