"""A way to show that no input satisfies a predicate: goals that together leave none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verif.engines.engine import Query
from verif.ir import nodes as n
from verif.ir.text import digest


@dataclass(frozen=True, slots=True)
class Goal:
    """A lemma in the negative: no assignment satisfies the one predicate of the query.

    ``engines`` are the solvers to ask, by name; all of them where there is none.
    """

    name: str
    query: Query
    engines: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for goals that ask the same of the same variables."""
        names = " ".join(f"{v.name} {v.low} {v.high}" for v in self.query.variables)
        return f"{names} {digest([self.predicate, *self.query.facts])} {' '.join(self.engines)}"

    @property
    def predicate(self) -> n.Bool:
        """What must be impossible."""
        return self.query.predicates[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """``rule`` names the argument by which the goals together leave no input; docs/explanation/
    encodings.md has its text.

    ``hints`` are lemmas that may fail; ``finish`` makes the goals from which of them hold.
    ``patience`` is how many seconds solvers have before it with the question as it is.
    """

    rule: str
    hints: tuple[Goal, ...]
    finish: Callable[[Sequence[bool]], tuple[Goal, ...]]
    patience: float = 1.5
