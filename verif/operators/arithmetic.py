"""The arithmetic operators as exact records, before rounding (IEEE 754-2019, 5.4, 6 and 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verif.formats.context import Mode
from verif.ir import build as b
from verif.ir import nodes as n
from verif.operators.record import Record, choose, equal, iff, less


@dataclass(frozen=True, slots=True)
class Operator:
    """A primitive operator: how many operands, and the exact result under a rounding mode.

    The mode only decides the sign of an exact zero (IEEE 754-2019, 6.3).
    """

    name: str
    arity: int
    exact: Callable[[tuple[Record, ...], Mode], Record]


def negate(x: Record) -> Record:
    """``-x`` with the sign of zeros, infinities and NaN turned too."""
    return Record(x.nan, x.inf, b.not_(x.negative), b.neg(x.real))


def absolute(x: Record) -> Record:
    """``|x|``"""
    return Record(x.nan, x.inf, b.FALSE, b.absolute(x.real))


def add(x: Record, y: Record, mode: Mode) -> Record:
    """``x + y``; infinities of unlike sign give NaN."""
    unlike = b.not_(iff(x.negative, y.negative))
    nan = b.or_(x.nan, y.nan, b.and_(x.inf, y.inf, unlike))
    finite = b.and_(x.finite, y.finite)
    total = b.if_num(finite, b.add(x.real, y.real), b.ZERO)
    zero_sign = b.if_bool(unlike, b.truth(mode is Mode.RTN), x.negative)
    sign = b.if_bool(b.eq(total, b.ZERO), zero_sign, b.lt(total, b.ZERO))
    negative = b.if_bool(x.inf, x.negative, b.if_bool(y.inf, y.negative, sign))
    return Record(nan, b.and_(b.or_(x.inf, y.inf), b.not_(nan)), negative, total)


def multiply(x: Record, y: Record) -> Record:
    """``x * y``; zero times infinity gives NaN."""
    nan = b.or_(x.nan, y.nan, b.and_(x.inf, y.zero), b.and_(x.zero, y.inf))
    inf = b.and_(b.or_(x.inf, y.inf), b.not_(nan))
    return Record(nan, inf, b.not_(iff(x.negative, y.negative)), b.mul(x.real, y.real))


def divide(x: Record, y: Record) -> Record:
    """``x / y``; 0/0 and inf/inf give NaN, a finite number by zero an infinity."""
    nan = b.or_(x.nan, y.nan, b.and_(x.zero, y.zero), b.and_(x.inf, y.inf))
    inf = b.and_(b.or_(x.inf, y.zero), b.not_(nan))
    return Record(nan, inf, b.not_(iff(x.negative, y.negative)), b.div(x.real, y.real))


def fused(x: Record, y: Record, z: Record, mode: Mode) -> Record:
    """``x * y + z`` with one rounding."""
    return add(multiply(x, y), z, mode)


def square_root(x: Record) -> Record:
    """``sqrt(x)``; NaN below zero, -0 for -0."""
    below = b.and_(x.negative, b.not_(x.zero))
    nan = b.or_(x.nan, below)
    root = b.unary("sqrt", b.if_num(below, b.ZERO, x.real))
    return Record(nan, b.and_(x.inf, b.not_(nan)), b.and_(x.negative, x.zero), root)


def _first(x: Record, y: Record, smallest: bool) -> n.Bool:
    """Whether ``x`` is the smaller (greater) of two numbers; -0 is below +0."""
    strictly = less(x, y, False) if smallest else less(y, x, False)
    tie = b.and_(equal(x, y), x.negative if smallest else b.not_(x.negative))
    return b.or_(strictly, tie)


def extremum(x: Record, y: Record, smallest: bool, numbers_win: bool) -> Record:
    """minimum, maximum, minimumNumber or maximumNumber (IEEE 754-2019, 9.6)."""
    chosen = choose(_first(x, y, smallest), x, y)
    if numbers_win:
        return choose(x.nan, y, choose(y.nan, x, chosen))
    nan = b.or_(x.nan, y.nan)
    return Record(
        nan, b.and_(chosen.inf, b.not_(nan)), chosen.negative, b.if_num(nan, b.ZERO, chosen.real)
    )


OPERATORS: dict[str, Operator] = {
    o.name: o
    for o in (
        Operator("add", 2, lambda v, m: add(v[0], v[1], m)),
        Operator("sub", 2, lambda v, m: add(v[0], negate(v[1]), m)),
        Operator("mul", 2, lambda v, m: multiply(v[0], v[1])),
        Operator("div", 2, lambda v, m: divide(v[0], v[1])),
        Operator("fma", 3, lambda v, m: fused(v[0], v[1], v[2], m)),
        Operator("sqrt", 1, lambda v, m: square_root(v[0])),
        Operator("neg", 1, lambda v, m: negate(v[0])),
        Operator("abs", 1, lambda v, m: absolute(v[0])),
        Operator("min", 2, lambda v, m: extremum(v[0], v[1], True, False)),
        Operator("max", 2, lambda v, m: extremum(v[0], v[1], False, False)),
        Operator("minnum", 2, lambda v, m: extremum(v[0], v[1], True, True)),
        Operator("maxnum", 2, lambda v, m: extremum(v[0], v[1], False, True)),
        Operator("convert", 1, lambda v, m: v[0]),
    )
}
"""The primitive operators; ``round`` and ``encode`` are ``convert`` seen as datum or code."""
