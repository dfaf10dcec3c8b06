"""Encoded nodes at many inputs at once, held against the reference evaluator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from types import MappingProxyType
from typing import Any

import numpy as np

from tests.bitvectors import Inputs
from verif.algebra.integer import Int
from verif.algebra.lazy import Sum, Surd
from verif.algebra.real import Real
from verif.algebra.z3_backend import width_of
from verif.base import surd
from verif.base.exact import TooLarge, pow2
from verif.base.surd import NotExact
from verif.engines.engine import Query
from verif.engines.smt.encode import Encoder
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate

Point = tuple[int, ...]


def everywhere(variables: Sequence[n.Var]) -> list[Point]:
    """All assignments."""
    return list(product(*(range(v.low, v.high + 1) for v in variables)))


def at_points(
    encoder: Encoder,
    variables: Sequence[n.Var],
    points: Sequence[Point],
    free: Mapping[str, bool] = MappingProxyType({}),
) -> Inputs:
    """The arrays that give an encoder's variables these values, and others a constant."""
    arrays: dict[str, np.ndarray[Any, Any]] = {k: np.array([v]) for k, v in free.items()}
    for i, v in enumerate(variables):
        x = encoder.variables[v]
        if x.constant:
            continue
        term = x.value.term
        boxed = np.empty(len(points), dtype=object)
        boxed[:] = [p[i] & ((1 << term.size()) - 1) for p in points]
        arrays[term.decl().name()] = boxed
    return Inputs(arrays)


def integers(encoder: Encoder, at: Inputs, x: Int, count: int) -> list[int]:
    """The integers that an integer of the algebra means; they must keep within its bounds."""
    if isinstance(x.value, int):
        return [x.value] * count
    width = width_of(x.low, x.high)
    read = [int(v) for v in at.value(encoder.backend.term(x, width))]
    if x.low < 0:
        read = [v - (1 << width) if v >> (width - 1) else v for v in read]
    assert all(x.low <= v <= x.high for v in read), "a value outside its bounds"
    return read * count if len(read) == 1 else read


def reals(encoder: Encoder, at: Inputs, x: Real, count: int) -> list[Fraction]:
    """The numbers that a real of the algebra means."""
    sig, exp, den = (integers(encoder, at, part, count) for part in (x.sig, x.exp, x.den))
    return [s * pow2(e) / d for s, e, d in zip(sig, exp, den, strict=True)]


def numbers(encoder: Encoder, at: Inputs, root: n.Num, count: int) -> list[Any]:
    """The values of a number node, roots included."""
    found = encoder.number(root)
    if isinstance(found, Surd):
        a, b, c = (reals(encoder, at, part, count) for part in (found.a, found.b, found.c))
        return [x + y * surd.sqrt(z) for x, y, z in zip(a, b, c, strict=True)]
    return reals(encoder, at, found.exact() if isinstance(found, Sum) else found, count)


def truths(encoder: Encoder, at: Inputs, root: n.Bool, count: int) -> list[bool]:
    """The values of a truth value."""
    found = [bool(v) for v in at.value(encoder.truth(root))]
    return found * count if len(found) == 1 else found


def expected(root: n.Node, variables: Sequence[n.Var], points: Sequence[Point]) -> list[Any]:
    """What the reference says; ``None`` where it has no value."""
    found: list[Any] = []
    for point in points:
        try:
            found.append(evaluate(root, dict(zip(variables, point, strict=True))))
        except (NotExact, TooLarge):
            found.append(None)
    return found


def agree(
    roots: Iterable[n.Node], variables: Sequence[n.Var], points: Sequence[Point] | None = None
) -> None:
    """Hold the encoded nodes against the reference; everywhere, where no points are given."""
    points = everywhere(variables) if points is None else points
    encoder = Encoder(Query(tuple(variables), (), ()))
    at = at_points(encoder, variables, points)
    for root in roots:
        read: Any = truths if isinstance(root, n.Bool) else numbers
        found = read(encoder, at, root, len(points))
        for point, got, wanted in zip(
            points, found, expected(root, variables, points), strict=True
        ):
            assert wanted is None or got == wanted, (point, got, wanted, root)


def agree_relaxed(
    roots: Iterable[n.Bool], variables: Sequence[n.Var], points: Sequence[Point]
) -> int:
    """A relaxed truth value holds wherever the exact one does, for some choice of what it leaves
    open, and fails likewise. At how many places nothing was open."""
    closed = 0
    for root in roots:
        encoder = Encoder(Query(tuple(variables), (), ()), relax=True)
        said = []
        for choice in (False, True):
            free = {f"open{i}": choice for i in range(1, 9)}
            at = at_points(encoder, variables, points, free)
            said.append(truths(encoder, at, root, len(points)))
        for point, low, high, wanted in zip(
            points, *said, expected(root, variables, points), strict=True
        ):
            assert wanted in (low, high), (point, low, high, wanted, root)
            closed += low == high
    return closed
