"""The natural formulations of what proofs.py asks: Z3's own floating point, or reals.

Written as a user of Z3 would, with ``FPSort(e, s)`` and the operations of SMT-LIB. OCP E4M3 has
no sort there: ``FPSort(4, 4)`` stands for it, which has infinities and ends at 240, not 448. What
has to be exact, a sum of two numbers for one, is computed in a sort that is wide enough. Each
function gives the negation of the claim: ``unsat`` means proved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import z3

SORTS = {
    "E4M3": (4, 4),
    "E5M2": (5, 3),
    "F16": (5, 11),
    "BF16": (8, 8),
    "TF32": (8, 11),
    "F32": (8, 24),
    "F64": (11, 53),
    "P5": (8, 5),
    "P6": (8, 6),
    "P7": (8, 7),
}
EXACT = {"E4M3": (6, 40), "F16": (8, 80), "BF16": (10, 560)}
"""Sorts in which sums and products of the numbers of a format are exact."""

RNE, RTZ = z3.RNE(), z3.RTZ()
Formulation = Callable[[], list[Any]]


def sort(name: str) -> Any:
    return z3.FPSort(*SORTS[name])


def variables(name: str, count: int) -> list[Any]:
    return [z3.FP(f"x{i}", sort(name)) for i in range(count)]


def to(x: Any, target: Any, mode: Any = RNE) -> Any:
    return z3.fpToFP(mode, x, target)


def finite(x: Any) -> Any:
    return z3.Not(z3.Or(z3.fpIsNaN(x), z3.fpIsInf(x)))


def largest(name: str) -> Any:
    """The greatest finite number of a sort."""
    e, s = SORTS[name]
    return z3.fpBVToFP(z3.BitVecVal(((1 << e) - 1 << (s - 1)) - 1, e + s), sort(name))


def monotone(source: str, target: str) -> Formulation:
    def build() -> list[Any]:
        x, y = variables(source, 2)
        r, s = to(x, sort(target)), to(y, sort(target))
        return [z3.fpLEQ(x, y), z3.Not(z3.fpLEQ(r, s))]

    return build


def nearest(source: str, target: str) -> Formulation:
    """Neither neighbour nearer, ties to even: ``|x - r|`` is a number of the source, ``|x - y|``
    cut off is not below it."""

    def build() -> list[Any]:
        (x,) = variables(source, 1)
        r = to(x, sort(target))
        wide = sort(source)
        even = z3.Extract(0, 0, z3.fpToIEEEBV(r)) == 0
        chosen = z3.fpAbs(z3.fpSub(RTZ, x, to(r, wide)))
        claims = []
        for up in (True, False):
            end = largest(target) if up else z3.fpNeg(largest(target))
            other = z3.fpSub(RTZ, x, to(neighbour(r, target, up), wide))
            exact = z3.fpSub(z3.RTP(), x, to(neighbour(r, target, up), wide)) == other
            nearer = z3.fpLT(chosen, z3.fpAbs(other))
            equal = z3.fpEQ(chosen, z3.fpAbs(other))
            # Equal to what was cut off is still nearer.
            claims.append(z3.Or(z3.fpEQ(r, end), nearer, z3.And(equal, z3.Or(even, z3.Not(exact)))))
        within = z3.fpLEQ(z3.fpAbs(x), to(largest(target), wide))
        return [within, z3.Not(z3.And(*claims))]

    return build


def neighbour(r: Any, name: str, up: bool) -> Any:
    """The next number above or below, by the bits."""
    bits = z3.fpToIEEEBV(r)
    away = bits + 1
    inwards = bits - 1
    found = (
        z3.If(z3.fpIsNegative(r), inwards, away) if up else z3.If(z3.fpIsNegative(r), away, inwards)
    )
    least = 1 if up else (1 << (bits.size() - 1)) + 1
    found = z3.If(z3.fpIsZero(r), z3.BitVecVal(least, bits.size()), found)
    return z3.fpBVToFP(found, sort(name))


def commutes(name: str, operation: Callable[..., Any]) -> Formulation:
    def build() -> list[Any]:
        x, y = variables(name, 2)
        return [operation(RNE, x, y) != operation(RNE, y, x)]

    return build


def product_monotone(name: str) -> Formulation:
    def build() -> list[Any]:
        x, y, f = variables(name, 3)
        order = z3.And(
            finite(x), finite(y), finite(f), z3.fpLEQ(x, y), z3.fpGEQ(f, z3.FPVal(0, sort(name)))
        )
        return [order, z3.Not(z3.fpLEQ(z3.fpMul(RNE, x, f), z3.fpMul(RNE, y, f)))]

    return build


def _sum_is_exact(name: str, x: Any, y: Any, s: Any, t: Any) -> Any:
    wide = z3.FPSort(*EXACT[name])
    both = z3.fpAdd(RNE, to(s, wide), to(t, wide))
    return z3.fpEQ(both, z3.fpAdd(RNE, to(x, wide), to(y, wide)))


def fast_two_sum(name: str) -> Formulation:
    def build() -> list[Any]:
        x, y = variables(name, 2)
        s = z3.fpAdd(RNE, x, y)
        t = z3.fpSub(RNE, y, z3.fpSub(RNE, s, x))
        given = [finite(x), finite(y), finite(s), z3.fpGEQ(z3.fpAbs(x), z3.fpAbs(y))]
        return [*given, z3.Not(_sum_is_exact(name, x, y, s, t))]

    return build


def two_sum(name: str, below_largest: bool = False, only_finite: bool = False) -> Formulation:
    def build() -> list[Any]:
        x, y = variables(name, 2)
        s = z3.fpAdd(RNE, x, y)
        y_seen = z3.fpSub(RNE, s, x)
        x_seen = z3.fpSub(RNE, s, y_seen)
        t = z3.fpAdd(RNE, z3.fpSub(RNE, x, x_seen), z3.fpSub(RNE, y, y_seen))
        given = [finite(x), finite(y), finite(s)]
        if below_largest:
            given += [z3.fpLT(z3.fpAbs(v), largest(name)) for v in (x, y)]
        claim = finite(t) if only_finite else _sum_is_exact(name, x, y, s, t)
        return [*given, z3.Not(claim)]

    return build


def twice(source: str, middle: str, target: str) -> Formulation:
    def build() -> list[Any]:
        (x,) = variables(source, 1)
        return [finite(x), to(to(x, sort(middle)), sort(target)) != to(x, sort(target))]

    return build


def product_twice(name: str, middle: str) -> Formulation:
    def build() -> list[Any]:
        x, y = variables(name, 2)
        wide = z3.fpMul(RNE, to(x, sort(middle)), to(y, sort(middle)))
        return [to(wide, sort(name)) != z3.fpMul(RNE, x, y)]

    return build


def fma_nearest(name: str) -> Formulation:
    def build() -> list[Any]:
        x, y, w = variables(name, 3)
        r = z3.fpFMA(RNE, x, y, w)
        wide = z3.FPSort(*EXACT[name])
        exact = z3.fpAdd(RNE, z3.fpMul(RNE, to(x, wide), to(y, wide)), to(w, wide))
        distances = (r, neighbour(r, name, up=True))
        chosen, other = (z3.fpAbs(z3.fpSub(RNE, exact, to(v, wide))) for v in distances)
        given = [
            finite(x),
            finite(y),
            finite(w),
            z3.fpLEQ(z3.fpAbs(exact), to(largest(name), wide)),
        ]
        return [*given, z3.Not(z3.fpEQ(r, largest(name))), z3.Not(z3.fpLEQ(chosen, other))]

    return build


def pam() -> list[Any]:
    """On significands, over the reals."""
    u, v = z3.Reals("u v")
    exact = (1 + u) * (1 + v)
    error = z3.If(u + v < 1, 1 + u + v, 2 * (u + v)) - exact
    return [u >= 0, u < 1, v >= 0, v < 1, z3.Not(z3.And(-exact <= 9 * error, error <= 0))]


def lmul(l_is_one: bool) -> Formulation:
    def build() -> list[Any]:
        u, v, offset = z3.Reals("u v offset")
        exact = (1 + u) * (1 + v)
        error = 1 + u + v + offset - exact
        limit = [offset == z3.Q(1, 2)] if l_is_one else [offset > 0, 4 * offset <= 1]
        claim = z3.And(-exact <= 4 * error, 4 * error <= exact)
        return [u >= 0, u < 1, v >= 0, v < 1, *limit, z3.Not(claim)]

    return build
