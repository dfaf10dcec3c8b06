"""The smallest counterexample, bit by bit: a solver says of each bit whether it can be 0.

The order terms of the query become integers that order as they do; what has no such integer of a
reasonable width ends the search, and the counterexample is then not called minimal.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

import z3

from verif.algebra.backend import Unsupported
from verif.algebra.integer import Int, select
from verif.algebra.lazy import exact
from verif.algebra.z3_backend import width_of
from verif.engines.engine import Found, Query
from verif.engines.smt.encode import Encoder
from verif.engines.solver import Budget
from verif.formats import circuit
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.ir import nodes as n

MAX_KEY = 300
"""The widest integer that is minimised bit by bit."""

SHARE = 0.5
"""The part of the budget's time that making a counterexample smaller may take."""


def smallest(
    encoder: Encoder, query: Query, term: Any, witness: Mapping[n.Var, int], budget: Budget
) -> Found:
    """The least assignment that satisfies ``term``, from one that does."""
    solver = z3.SolverFor("QF_BV")
    solver.set("rlimit", budget.rlimit)
    solver.set("random_seed", budget.seed)
    solver.add(*encoder.domain, term)
    end = time.monotonic() + SHARE * budget.seconds
    best = dict(witness)
    try:
        for key in _keys(encoder, query):
            best, settled = _least(encoder, solver, key, best, end)
            if not settled:
                return Found(None, best, minimal=False)
    except Unsupported:
        return Found(None, best, minimal=False)
    return Found(None, best, minimal=True)


def _least(
    encoder: Encoder, solver: Any, key: Int, best: dict[n.Var, int], end: float
) -> tuple[dict[n.Var, int], bool]:
    """Make ``key`` as small as possible and fix it; whether that was settled."""
    if key.constant:
        return best, True
    width = width_of(key.low, key.high)
    if width > MAX_KEY:
        raise Unsupported(f"a key of {width} bits")
    term = encoder.backend.term(key, width)
    value = _value(encoder, term, best)
    for i in reversed(range(width)):
        if value >> i & 1:
            limit = time.monotonic()
            if limit >= end:
                return best, False
            solver.set("timeout", max(1, int((end - limit) * 1000)))
            high = z3.BitVecVal(value >> (i + 1) << 1, width - i)
            answer = solver.check(z3.Extract(width - 1, i, term) == high)
            if answer == z3.sat:
                best = _witness(encoder, solver.model())
                value = _value(encoder, term, best)
            elif answer != z3.unsat:
                return best, False
        bit = z3.BitVecVal(value >> i & 1, 1)
        solver.add(z3.Extract(i, i, term) == bit)
    return best, True


def _value(encoder: Encoder, term: Any, assignment: Mapping[n.Var, int]) -> int:
    """The unsigned value of a term at an assignment."""
    pairs = [
        (x.value.term, encoder.backend.constant(x, assignment[v]))
        for v, x in encoder.variables.items()
        if not x.constant
    ]
    return int(z3.simplify(z3.substitute(term, *pairs)).as_long())


def _witness(encoder: Encoder, model: Any) -> dict[n.Var, int]:
    return {v: encoder.value_in(model, v) for v in encoder.variables}


def _keys(encoder: Encoder, query: Query) -> Iterator[Int]:
    """Integers from 0 up in the order of the query's terms, then the variables."""
    for node in query.order:
        key = _key(encoder, node)
        yield key - key.const(key.low) if key.low < 0 else key
    for x in encoder.variables.values():
        yield x - x.const(x.low) if x.low < 0 else x


def _key(encoder: Encoder, node: n.Num) -> Int:
    if _format(node) is not None:
        return _magnitude(encoder, node)
    real = exact(encoder.number(node))
    if not real.den.constant:
        raise Unsupported("an order by quotients")
    return real.fixed().sig


def _format(node: n.Num) -> Format | None:
    """The format whose magnitudes a term orders, infinities and NaN beyond them, where ordinals
    without their sign order as they do."""
    match node:
        case n.IfNum(_, n.Const(), rest):
            return _format(rest)
        case n.Unary("abs", n.Decode(fmt, _)):
            return fmt if _orders_magnitudes(fmt) else None
        case n.Decode(fmt, _) if not fmt.signed:
            return fmt if _orders_magnitudes(fmt) else None
    return None


def _orders_magnitudes(fmt: Format) -> bool:
    if isinstance(fmt, Float) and not fmt.has_zero:
        return not fmt.signed
    return isinstance(fmt, Float | Posit)


def _magnitude(encoder: Encoder, node: n.Num) -> Int:
    """The ordinal of a magnitude; constants beyond the largest follow it."""
    match node:
        case n.IfNum(condition, n.Const(value), rest):
            inner = _magnitude(encoder, rest)
            fmt = _format(rest)
            assert fmt is not None, "the whole node has one"
            beyond = inner.const(inner.high + int(value - max(fmt.max, -fmt.min)))
            return select(encoder.backend, encoder.raw_truth(condition), beyond, inner)
        case n.Unary("abs", n.Decode(fmt, code)) | n.Decode(fmt, code):
            return abs(circuit.ordinal(fmt, exact(encoder.number(code)).integer()))
    raise Unsupported("an order of this shape")
