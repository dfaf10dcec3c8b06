"""The solvers as engines; their packages are imported only when a question comes to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from verif.engines.engine import Query
from verif.engines.solver import Budget, Reply
from verif.ir import nodes as n


@dataclass(frozen=True)
class Z3:
    """``z3`` bit-blasts at once (3 to 40 times faster on roundings); ``z3_default`` lets Z3
    choose its strategy."""

    name: str = "z3"

    @property
    def family(self) -> str:
        return "z3"

    @property
    def version(self) -> str:
        return f"Z3 {version('z3-solver')}"

    @property
    def logic(self) -> str:
        return "QF_BV"

    def load(self) -> None:
        """Import what deciding needs, so that workers start with it."""
        import verif.engines.smt.by_z3  # noqa: F401

    def decide(self, query: Query, predicate: n.Bool, budget: Budget) -> Reply:
        """Decide one predicate; see ``Solver``."""
        from verif.engines.smt.by_z3 import decide

        return decide(self.name, query, predicate, budget)


@dataclass(frozen=True)
class Bitwuzla:
    """Bitwuzla by its Python package, an extra."""

    name: str = "bitwuzla"

    @property
    def family(self) -> str:
        return "bitwuzla"

    @property
    def version(self) -> str:
        return f"Bitwuzla {version('bitwuzla')}"

    @property
    def logic(self) -> str:
        return "QF_BV"

    @property
    def installed(self) -> bool:
        """Whether the package is there."""
        return _is_installed("bitwuzla")

    def load(self) -> None:
        """Import what deciding needs, so that workers start with it."""
        import verif.engines.smt.by_bitwuzla  # noqa: F401

    def decide(self, query: Query, predicate: n.Bool, budget: Budget) -> Reply:
        """Decide one predicate; see ``Solver``."""
        from verif.engines.smt.by_bitwuzla import decide

        return decide(query, predicate, budget)


@dataclass(frozen=True)
class Reals:
    """Z3 on real arithmetic, for every width at once."""

    name: str = "real"

    @property
    def family(self) -> str:
        return "z3"

    @property
    def version(self) -> str:
        return Z3().version

    @property
    def logic(self) -> str:
        return "QF_NRA"

    def load(self) -> None:
        """Import what deciding needs, so that workers start with it."""
        import verif.engines.smt.by_reals  # noqa: F401

    def decide(self, query: Query, predicate: n.Bool, budget: Budget) -> Reply:
        """Decide one predicate; see ``Solver``."""
        from verif.engines.smt.by_reals import decide

        return decide(query, predicate, budget)


@cache
def _is_installed(package: str) -> bool:
    """Whether there is such a package; every property asks, and to look takes half a
    millisecond."""
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False
