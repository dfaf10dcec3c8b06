"""Plans carried out in this process, goal by goal, and held against all inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from verif.algebra.backend import Unsupported
from verif.engines.engine import CannotAnswer, Query
from verif.engines.exhaustive import Exhaustive
from verif.engines.interval import always
from verif.engines.smt.by_reals import decide as by_reals
from verif.engines.smt.by_z3 import decide as by_z3
from verif.engines.solver import Budget
from verif.ir import nodes as n
from verif.proof.plan import Goal, Plan
from verif.proof.rules import plans

EVERY = Exhaustive(jobs=1)
BUDGET = Budget(2_000_000, 5.0)


def hits(query: Query, predicate: n.Bool) -> int:
    """How many inputs satisfy a predicate."""
    count = EVERY.run(query.about(predicate))[0].count
    assert count is not None
    return count


@dataclass
class Judge:
    """Says of goals whether they are impossible, and remembers it, as a run does."""

    known: dict[str, bool | None] = field(default_factory=dict)

    def impossible(self, goal: Goal) -> bool | None:
        """Whether no input satisfies a goal; ``None`` where nobody can say."""
        if goal.key not in self.known:
            self.known[goal.key] = self._decide(goal)
        return self.known[goal.key]

    def _decide(self, goal: Goal) -> bool | None:
        query, predicate = goal.query, goal.predicate
        if always(predicate) is False or not query.inputs:
            return True
        if goal.engines:
            assert goal.engines == ("real",)
            try:
                found = by_reals(query, predicate, BUDGET).found
            except (CannotAnswer, Unsupported):
                return None
            return None if found is None else not found.some
        try:
            return not EVERY.run(query)[0].some
        except CannotAnswer:
            pass  # too many inputs
        try:
            found = by_z3("z3", query, predicate, BUDGET).found
        except (CannotAnswer, Unsupported):
            return None
        return None if found is None else not found.some

    def shows(self, plan: Plan) -> bool:
        """Whether a plan goes through."""
        held = [self.impossible(hint) is True for hint in plan.hints]
        return all(self.impossible(goal) is True for goal in plan.finish(held))

    def shown(self, query: Query, predicate: n.Bool) -> list[Plan]:
        """The plans for a predicate that go through."""
        return [plan for plan in plans(query.about(predicate), predicate) if self.shows(plan)]


def goals_of(query: Query, predicate: n.Bool, part: str) -> Iterator[Goal]:
    """The goals of all plans whose names have ``part`` in them."""
    for plan in plans(query.about(predicate), predicate):
        for goal in plan.finish([False] * len(plan.hints)):
            if part in goal.name:
                yield goal
