"""The engines that a run may ask, in order, and what they may spend."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from verif.engines.engine import Engine
from verif.engines.solver import Budget, Solver

RLIMIT = 400_000_000
"""Resource units of one question to a solver; some 50 seconds."""

SECONDS = 90.0
"""Wall seconds after which a solver is killed, whatever it has spent."""

USUAL = Budget(RLIMIT, SECONDS)
"""The budget of a property that does not say otherwise."""

HEAD_START = 0.5
"""Seconds that the first solver has for a question before a second one is asked beside it."""

LONG = 20
"""What ``budget long`` multiplies both by."""


@dataclass(frozen=True, slots=True)
class Panel:
    """``engines`` are asked first, one after the other, in this process; ``solvers`` then side by
    side in processes of their own, ``jobs`` at a time, the first conclusive answer winning.

    ``decompose`` lets rules split a question into lemmas. With ``confirm`` a second engine of
    another family must agree; else most questions are settled within the ``head_start`` of the
    first solver, and a second one would only be in its way.
    """

    engines: tuple[Engine, ...] = ()
    solvers: tuple[Solver, ...] = ()
    budget: Budget = USUAL
    jobs: int = 2
    confirm: bool = False
    decompose: bool = False
    head_start: float = HEAD_START
    lemmas: dict[str, Any] = field(default_factory=dict, compare=False)
    """What was settled of lemmas so far, by the hash of their question: a property's parts often
    need the same ones."""

    def scaled(self, factor: int) -> Panel:
        """The same panel with a larger budget."""
        b = self.budget
        return replace(
            self, budget=replace(b, rlimit=b.rlimit * factor, seconds=b.seconds * factor)
        )
