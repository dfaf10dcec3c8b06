"""What an engine is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from verif.ir import nodes as n


@dataclass(frozen=True, slots=True)
class Query:
    """For each predicate: does some assignment to the variables make it true, and the least one?

    ``order`` are terms over the variables; the least assignment is the one with the
    lexicographically smallest (order..., variables...).
    """

    variables: tuple[n.Var, ...]
    predicates: tuple[n.Bool, ...]
    order: tuple[n.Num, ...]

    @property
    def inputs(self) -> int:
        """How many assignments there are."""
        total = 1
        for v in self.variables:
            total *= v.high - v.low + 1
        return total


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one predicate: how many assignments satisfy it, and the least of them."""

    count: int
    witness: Mapping[n.Var, int] | None


class Engine(Protocol):
    """An engine that settles queries completely."""

    @property
    def name(self) -> str:
        """The name that records and ``engine`` clauses use."""

    def run(self, query: Query) -> tuple[Found, ...] | None:
        """An answer for every predicate, or ``None`` where the engine cannot handle the query."""
