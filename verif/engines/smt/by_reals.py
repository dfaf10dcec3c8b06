"""Z3 on real arithmetic: claims about numbers of any width."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import z3

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.engine import NOWHERE, Found, Query
from verif.engines.smt.real_encode import RealEncoder
from verif.engines.solver import Budget, Reply
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate


def decide(query: Query, predicate: n.Bool, budget: Budget) -> Reply:
    """Decide one predicate; a solution counts only where every variable is a real and nothing was
    relaxed, or where the reference accepts it."""
    encoder = RealEncoder(query)
    formula = encoder.truth(predicate)
    facts = [encoder.truth(f) for f in query.facts]
    solver = z3.Solver()
    solver.set("rlimit", budget.rlimit)
    solver.set("timeout", max(1, int(budget.seconds * 1000)))
    solver.add(*encoder.conditions, *facts, formula)
    answer = solver.check()
    spent = int(solver.statistics().get_key_value("rlimit count"))
    if answer == z3.unsat:
        return Reply(NOWHERE, rlimit=spent)
    if answer != z3.sat:
        reason = f"no answer within {budget.rlimit} resource units ({solver.reason_unknown()})"
        return Reply(None, reason, spent)
    witness = _rational(encoder, solver.model())
    if query.variables or witness is None or not _holds(predicate, witness):
        return Reply(None, "what was relaxed has a solution, which need not be an input", spent)
    return Reply(Found(None, witness, minimal=False), rlimit=spent)


def _holds(predicate: n.Bool, witness: dict[n.AnyVar, Fraction]) -> bool:
    try:
        return evaluate(predicate, witness) is True
    except (NotExact, TooLarge):
        return False


def _rational(encoder: RealEncoder, model: Any) -> dict[n.AnyVar, Fraction] | None:
    """The model's values; ``None`` where one is irrational."""
    found: dict[n.AnyVar, Fraction] = {}
    for v, term in encoder.reals.items():
        value = model.eval(term, model_completion=True)
        if not z3.is_rational_value(value):
            return None
        found[v] = Fraction(value.numerator_as_long(), value.denominator_as_long())
    return found
