"""Enclosures as an engine; arb is imported only when a question comes to it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from verif.engines.engine import Query
from verif.engines.solver import Budget, Reply
from verif.ir import nodes as n


@dataclass(frozen=True)
class EnclosureEngine:
    """Branch and bound with ball arithmetic, for claims with elementary functions."""

    name: str = "enclosure"

    @property
    def family(self) -> str:
        return "arb"

    @property
    def version(self) -> str:
        return f"arb (python-flint {version('python-flint')})"

    @property
    def logic(self) -> str:
        return "branch and bound"

    def load(self) -> None:
        """Import what deciding needs, so that workers start with it."""
        import verif.engines.enclosures.search  # noqa: F401

    def decide(self, query: Query, predicate: n.Bool, budget: Budget) -> Reply:
        """Decide one predicate; see ``Solver``."""
        from verif.engines.enclosures.search import decide

        return decide(query, predicate, budget)
