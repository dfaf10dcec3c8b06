"""Z3 on the encoded core: by bit-blasting, and by its default strategy."""

from __future__ import annotations

from typing import Any

import z3

from verif.engines.engine import NOWHERE, Query
from verif.engines.smt.check_encoding import WrongEncoding, check_encoding, exactly
from verif.engines.smt.encode import Encoder
from verif.engines.smt.smallest import smallest
from verif.engines.solver import Budget, Reply
from verif.ir import nodes as n

BIT_BLAST = ("simplify", "solve-eqs", "bit-blast", "sat")


def decide(name: str, query: Query, predicate: n.Bool, budget: Budget) -> Reply:
    """Decide one predicate; ``name`` is ``z3``, which bit-blasts at once, or ``z3_default``."""

    def ask(encoder: Encoder) -> Reply:
        return _decide(name, query, predicate, budget, encoder)

    return exactly(ask, query, predicate)


def _decide(name: str, query: Query, predicate: n.Bool, budget: Budget, encoder: Encoder) -> Reply:
    term = encoder.truth(predicate)
    try:
        checked = check_encoding(encoder, query, predicate, term)
    except WrongEncoding as error:
        return Reply(None, wrong=str(error))
    solver = _solver(name, budget)
    solver.add(*encoder.domain, *(encoder.truth(f) for f in query.facts), term)
    before = _spent(solver)
    answer = solver.check()
    spent = _spent(solver) - before
    if answer == z3.unsat:
        return Reply(NOWHERE, rlimit=spent, checked=checked)
    if answer != z3.sat:
        # Z3 calls a spent budget by several names, so its word is quoted and not read.
        reason = f"no answer within {budget.rlimit} resource units ({solver.reason_unknown()})"
        return Reply(None, reason, spent, checked)
    model = solver.model()
    witness = {v: encoder.value_in(model, v) for v in encoder.variables}
    found = smallest(encoder, query, term, witness, budget)
    return Reply(found, rlimit=spent, checked=checked)


def _solver(name: str, budget: Budget) -> Any:
    z3.set_param("sat.random_seed", budget.seed)
    z3.set_param("smt.random_seed", budget.seed)
    solver = z3.SolverFor("QF_BV") if name == "z3_default" else z3.Then(*BIT_BLAST).solver()
    solver.set("rlimit", budget.rlimit)
    return solver


def _spent(solver: Any) -> int:
    """Resource units since the process began."""
    statistics = solver.statistics()
    keys = [k for k in statistics.keys() if k == "rlimit count"]  # noqa: SIM118
    return int(statistics.get_key_value(keys[0])) if keys else 0
