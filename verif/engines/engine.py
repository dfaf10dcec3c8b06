"""What an engine is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import Literal, Protocol

from verif.engines.clock import Clock
from verif.ir import nodes as n
from verif.ir.evaluate import Environment


@dataclass(frozen=True, slots=True)
class Query:
    """For each predicate: does some assignment to the variables make it true, and the least one?

    ``order`` are terms over the variables; the least assignment is the one with the
    lexicographically smallest (order..., variables...). ``reals`` are variables too, and range over
    all reals. ``facts`` hold for every assignment, as has been shown elsewhere; an engine may use
    them or not.
    """

    variables: tuple[n.Var, ...]
    predicates: tuple[n.Bool, ...]
    order: tuple[n.Num, ...]
    facts: tuple[n.Bool, ...] = ()
    reals: tuple[n.RealVar, ...] = ()

    @property
    def all_variables(self) -> tuple[n.AnyVar, ...]:
        """The variables, integers first."""
        return (*self.variables, *self.reals)

    @property
    def finite(self) -> bool:
        """Whether assignments can be gone through: no variable ranges over all reals."""
        return not self.reals

    @property
    def inputs(self) -> int:
        """How many assignments ``variables`` have."""
        return prod(max(0, v.high - v.low + 1) for v in self.variables)

    def about(self, predicate: n.Bool) -> Query:
        """The same question about one predicate."""
        return replace(self, predicates=(predicate,))


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one predicate: how many assignments satisfy it (``None`` where they were not
    counted) and one of them, the least if ``minimal``."""

    count: int | None
    witness: Environment | None
    minimal: bool = True

    @property
    def some(self) -> bool:
        """Whether any assignment satisfies the predicate."""
        return self.witness is not None

    @property
    def answer(self) -> Literal["none", "some"]:
        """The same in a word, as records have it."""
        return "some" if self.some else "none"


NOWHERE = Found(0, None)
"""No assignment satisfies the predicate."""


class CannotAnswer(Exception):
    """An engine cannot handle a query; the message says why."""


def enumerable(query: Query, limit: int) -> None:
    """Refuse a query whose assignments cannot all be gone through, or are more than ``limit``."""
    if not query.finite:
        names = ", ".join(v.name for v in query.reals)
        raise CannotAnswer(f"{names} range{'s' * (len(query.reals) == 1)} over all reals")
    if query.inputs > limit:
        raise CannotAnswer(f"{amount(query.inputs)} inputs, at most {amount(limit)}")


class Engine(Protocol):
    """An engine that settles queries completely, in this process."""

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
