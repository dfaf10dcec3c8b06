"""Bitwuzla, a second and independent solver, on the same encoded terms as text."""

from __future__ import annotations

from typing import Any

import bitwuzla

from verif.engines.engine import NOWHERE, Query
from verif.engines.smt.check_encoding import WrongEncoding, check_encoding, exactly
from verif.engines.smt.encode import Encoder
from verif.engines.smt.smallest import smallest
from verif.engines.smt.text import smt_text
from verif.engines.solver import Budget, Reply
from verif.ir import nodes as n


def decide(query: Query, predicate: n.Bool, budget: Budget) -> Reply:
    """Decide one predicate; Bitwuzla counts no resources, so that its budget is time."""
    return exactly(lambda encoder: _decide(query, predicate, budget, encoder), query, predicate)


def _decide(query: Query, predicate: n.Bool, budget: Budget, encoder: Encoder) -> Reply:
    term = encoder.truth(predicate)
    try:
        checked = check_encoding(encoder, query, predicate, term)
    except WrongEncoding as error:
        return Reply(None, wrong=str(error))
    text = smt_text(encoder, query, term)
    options = bitwuzla.Options()
    options.set(bitwuzla.Option.PRODUCE_MODELS, True)
    options.set(bitwuzla.Option.SEED, budget.seed)
    options.set(bitwuzla.Option.TIME_LIMIT_PER, max(1, int(budget.seconds * 1000)))
    manager = bitwuzla.TermManager()
    parser = bitwuzla.Parser(manager, options)
    parser.parse(text, True, False)
    solver = parser.bitwuzla()
    answer = solver.check_sat()
    if answer == bitwuzla.Result.UNSAT:
        return Reply(NOWHERE, checked=checked)
    if answer != bitwuzla.Result.SAT:
        return Reply(None, f"no answer within {budget.seconds:g} s", checked=checked)
    witness = _witness(encoder, solver, parser)
    return Reply(smallest(encoder, query, term, witness, budget), checked=checked)


def _witness(encoder: Encoder, solver: Any, parser: Any) -> dict[n.Var, int]:
    symbols = {t.symbol().strip("|"): t for t in parser.get_declared_funs()}
    found = {}
    for v, x in encoder.variables.items():
        if x.constant:
            found[v] = x.low
            continue
        term = symbols[x.value.term.decl().name()]
        value = int(solver.get_value(term).value(10))
        size = x.value.term.size()
        if x.value.signed and value >> (size - 1):
            value -= 1 << size
        found[v] = value
    return found
