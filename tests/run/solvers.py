"""Solvers that say what a test wants, and properties to ask them about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from verif.engines.engine import NOWHERE, Found, Query
from verif.engines.solver import Budget, Reply
from verif.ir import nodes as n
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.properties.obligation import Property
from verif.run.check import load

Say = Callable[[Query, n.Bool], Reply]


@dataclass(frozen=True)
class Stub:
    """A solver that says what a function tells it to."""

    name: str
    say: Say
    version: str = "stub 1"
    logic: str = "QF_BV"

    @property
    def family(self) -> str:
        return self.name

    def load(self) -> None:
        """Nothing to import."""

    def decide(self, query: Query, predicate: n.Bool, budget: Budget) -> Reply:
        """What the function says."""
        return self.say(query, predicate)


def none(query: Query, predicate: n.Bool) -> Reply:
    """No input, whatever the question."""
    return Reply(NOWHERE, rlimit=7)


def open_(query: Query, predicate: n.Bool) -> Reply:
    """No answer."""
    return Reply(None, "too hard")


def some(value: int) -> Say:
    """Each variable has one value."""
    return lambda query, predicate: Reply(
        Found(None, dict.fromkeys(query.all_variables, value), False)
    )


def properties(folder: Path, text: str) -> list[Property]:
    """The properties of a spec."""
    path = folder / "spec.arith"
    path.write_text(text)
    return Declarations(Library(load([path]))).properties
