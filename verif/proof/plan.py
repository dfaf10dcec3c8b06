"""A way to show that no input satisfies a predicate: goals that together leave none."""

from __future__ import annotations

from dataclasses import dataclass

from verif.engines.engine import Query
from verif.ir import nodes as n


@dataclass(frozen=True, slots=True)
class Goal:
    """A lemma in the negative: no assignment satisfies the one predicate of the query."""

    name: str
    query: Query

    @property
    def predicate(self) -> n.Bool:
        """What must be impossible."""
        return self.query.predicates[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """``rule`` names the argument by which the goals together leave no input; its text is in
    docs/explanation/rules.md."""

    rule: str
    goals: tuple[Goal, ...]
