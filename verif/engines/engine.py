"""What an engine is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Protocol

from verif.engines.clock import Clock
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
        return prod(max(0, v.high - v.low + 1) for v in self.variables)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one predicate: how many assignments satisfy it, and the least of them."""

    count: int
    witness: Mapping[n.Var, int] | None


class CannotAnswer(Exception):
    """An engine cannot handle a query; the message says why."""


class Engine(Protocol):
    """An engine that settles queries completely."""

    @property
    def name(self) -> str:
        """The name that records and ``engine`` clauses use."""

    def run(self, query: Query, clock: Clock) -> tuple[Found, ...]:
        """An answer for every predicate.

        Raises ``CannotAnswer`` where the engine cannot handle the query, ``OutOfTime`` when the
        clock has run out, and ``MemoryError``.
        """


def amount(inputs: int) -> str:
    """How many inputs, as people say it: ``65536``, ``2^24``, ``over 2^192``."""
    if inputs < 1 << 20:
        return str(inputs)
    power = inputs.bit_length() - 1
    return f"2^{power}" if inputs == 1 << power else f"over 2^{power}"
