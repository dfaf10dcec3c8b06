"""The panel of a run: which engines there are here, and the order in which they are asked.

Solvers are imported only when a question comes to them, in the worker that asks it.
"""

from __future__ import annotations

from collections.abc import Callable

from verif.engines.enclosures.engine import EnclosureEngine
from verif.engines.engine import Engine
from verif.engines.exhaustive import Exhaustive
from verif.engines.interval import IntervalEngine
from verif.engines.reference import Reference
from verif.engines.smt.solvers import Z3, Bitwuzla, Reals
from verif.engines.solver import Budget, Solver
from verif.run.panel import RLIMIT, SECONDS, Panel


def panel(
    wanted: Callable[[str], bool],
    jobs: int = 2,
    rlimit: int | None = None,
    confirm: bool = False,
) -> Panel:
    """The engines whose names are ``wanted``.

    Enumeration comes first: up to 2**24 inputs it is ahead of every solver.
    """
    every: list[Engine] = [Exhaustive(jobs=jobs), Reference()]
    return Panel(
        engines=tuple(e for e in every if wanted(e.name)),
        solvers=tuple(s for s in _solvers() if wanted(s.name)),
        budget=Budget(RLIMIT if rlimit is None else rlimit, SECONDS),
        jobs=jobs,
        confirm=confirm,
        decompose=all(wanted(name) for name in ("exhaustive", "z3")),
    )


def _solvers() -> list[Solver]:
    found: list[Solver] = [Z3("z3")]
    if Bitwuzla().installed:
        found.append(Bitwuzla())
    return [*found, Reals(), EnclosureEngine(), Z3("z3_default"), IntervalEngine()]
