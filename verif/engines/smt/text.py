"""Questions as SMT-LIB 2 text: what Bitwuzla reads, and what a bundle keeps."""

from __future__ import annotations

from typing import Any

import z3

from verif.engines.engine import Query
from verif.engines.smt.encode import Encoder


def smt_text(encoder: Encoder, query: Query, term: Any) -> str:
    """The question in SMT-LIB 2, without the command to answer it."""
    solver = z3.Solver()
    solver.add(*encoder.domain, *(encoder.truth(f) for f in query.facts), term)
    body = solver.to_smt2().replace("(check-sat)", "")
    terms = [x.value.term for x in encoder.variables.values() if not x.constant]
    missing = [t for t in terms if f"(declare-fun {t} " not in body]  # in no assertion
    lines = [f"(declare-fun {t} () (_ BitVec {t.size()}))" for t in missing]
    return "\n".join(["(set-logic QF_BV)", *lines, body])


def question_text(query: Query) -> str:
    """The question whether the one predicate of a query has a solution, as a script to run."""
    encoder = Encoder(query)
    return smt_text(encoder, query, encoder.truth(query.predicates[0])) + "(check-sat)\n"
