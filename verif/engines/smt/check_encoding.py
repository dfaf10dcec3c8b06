"""An encoded term held against the reference at concrete inputs.

A refutation is replayed anyway; a proof that rests on a wrong term would show nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import z3

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.engine import Query
from verif.engines.samples import samples
from verif.engines.smt.encode import Encoder
from verif.engines.solver import Reply
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate

SAMPLES = 8


class WrongEncoding(Exception):
    """A term and the reference differ; the message says where."""


def exactly(decide: Callable[[Encoder], Reply], query: Query, predicate: n.Bool) -> Reply:
    """The reply with a relaxed encoding where that settles the question, else with an exact one.

    A relaxed term has at least the solutions of the predicate; one of them that the reference does
    not accept says nothing.
    """
    encoder = Encoder(query, relax=True)
    reply = decide(encoder)
    if not encoder.relaxed or reply.found is None or reply.found.witness is None:
        return reply
    exact = decide(Encoder(query))
    if exact.found is not None:
        return exact
    try:
        if evaluate(predicate, reply.found.witness) is True:
            return reply._replace(found=replace(reply.found, minimal=False))
    except (NotExact, TooLarge):
        pass
    return exact


def check_encoding(encoder: Encoder, query: Query, predicate: n.Bool, term: Any) -> int:
    """At how many inputs the term agrees with the reference; raises ``WrongEncoding``."""
    done = 0
    for assignment in samples(query.about(predicate), SAMPLES):
        try:
            expected = evaluate(predicate, assignment)
        except (NotExact, TooLarge):
            continue
        pairs = [
            (x.value.term, encoder.backend.constant(x, assignment[v]))
            for v, x in encoder.variables.items()
            if not x.constant
        ]
        found = z3.simplify(z3.substitute(term, *pairs))
        if encoder.relaxed and not z3.is_true(found) and not z3.is_false(found):
            continue
        if not z3.is_true(found) and not z3.is_false(found):
            raise WrongEncoding("the encoded term has no value at some input")
        if z3.is_true(found) != expected:
            inputs = ", ".join(f"{v.name}={x}" for v, x in assignment.items())
            raise WrongEncoding(f"the encoded term and the reference disagree on {inputs}")
        done += 1
    return done
