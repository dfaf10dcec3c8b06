"""The protocol of engines that decide one predicate at a time, in a process of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple, Protocol

from verif.engines.clock import Clock
from verif.engines.engine import Found, Query
from verif.ir import nodes as n


@dataclass(frozen=True, slots=True)
class Budget:
    """What a solver may spend on one predicate: resource units first (of those that count them),
    then wall seconds; ``seed`` for all that is random."""

    rlimit: int
    seconds: float
    seed: int = 0

    def within(self, clock: Clock, most: float = inf) -> Budget:
        """The budget, cut to ``most`` seconds and to the time that is left. Raises ``OutOfTime``
        where none is."""
        return replace(self, seconds=min(self.seconds, most, clock.left))


class Reply(NamedTuple):
    """What a solver says of one predicate.

    ``refused`` where it cannot encode the question at all.
    ``found`` is ``None`` where it does not know; then ``reason`` says why. ``rlimit`` are the
    resource units it spent, where it counts them; ``checked`` is at how many inputs the encoded
    term was held against the reference. ``wrong`` says that it did not agree there, and where.
    """

    found: Found | None
    reason: str = ""
    rlimit: int | None = None
    checked: int = 0
    wrong: str = ""
    refused: bool = False


class Solver(Protocol):
    """A solver; it runs in a worker and may hang, crash or lie."""

    @property
    def name(self) -> str:
        """The name that records and ``engine`` clauses use."""

    @property
    def family(self) -> str:
        """The solver behind it: engines of one family do not confirm each other."""

    @property
    def version(self) -> str:
        """The solver's name and version."""

    @property
    def logic(self) -> str:
        """The logic that it decides in."""

    def load(self) -> None:
        """Import what deciding needs, so that workers start with it."""

    def decide(self, query: Query, predicate: n.Bool, budget: Budget) -> Reply:
        """Whether an assignment makes the predicate true, where all the facts hold.

        Raises ``CannotAnswer`` where it has no encoding of the query.
        """
