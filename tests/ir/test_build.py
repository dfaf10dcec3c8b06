"""Constructors of core terms: sharing, folding, and simplifications that hold for all values."""

from __future__ import annotations

import gc
from fractions import Fraction
from itertools import product

import pytest

from tests.formats import shipped as s
from verif.formats.context import Mode
from verif.formats.fixed import Integer
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import apply, evaluate

X, Y = b.var("x", 0, 255), b.var("y", 0, 255)


def test_equal_terms_are_one_object() -> None:
    assert b.const(3) is b.const(Fraction(6, 2))
    assert b.var("x", 0, 255) is X
    assert b.var("x", 0, 254) is not X
    assert b.add(X, Y) is b.add(X, Y)
    assert b.add(X, Y) is not b.add(Y, X)
    assert b.decode(s.E4M3, X) is b.decode(s.E4M3, X)
    assert b.decode(s.E4M3, X) is not b.decode(s.E5M2, X)
    assert b.lt(X, Y) is b.lt(X, Y)
    assert b.lt(X, Y) is not b.le(X, Y)
    assert b.and_(b.lt(X, Y), b.eq(X, Y)) is b.and_(b.lt(X, Y), b.eq(X, Y))
    assert b.and_(b.lt(X, Y), b.eq(X, Y)) is not b.or_(b.lt(X, Y), b.eq(X, Y))
    rne, rtz = s.E4M3.context(Mode.RNE), s.E4M3.context(Mode.RTZ)

    def rounding(context: object) -> n.Num:
        return b.round_(s.E4M3, context, b.FALSE, b.FALSE, b.FALSE, X)  # type: ignore[arg-type]

    assert rounding(rne) is rounding(s.E4M3.context(Mode.RNE))
    assert rounding(rne) is not rounding(rtz)
    assert b.if_num(b.lt(X, Y), X, Y) is b.if_num(b.lt(X, Y), X, Y)
    assert b.fold("sum", (X,), b.TRUE, X) is b.fold("sum", (X,), b.TRUE, X)
    assert b.fold("sum", (X,), b.TRUE, X) is not b.fold("max", (X,), b.TRUE, X)
    assert b.forall((X,), b.lt(X, Y)) is b.forall((X,), b.lt(X, Y))


def test_truth_and_numbers_do_not_mix() -> None:
    assert b.truth(True) is b.TRUE
    assert b.TRUE is not b.const(1)  # type: ignore[comparison-overlap]


@pytest.mark.parametrize("op", ["neg", "abs", "floor", "exponent", "significand", "pow2", "sqrt"])
def test_a_folded_unary_is_what_evaluation_gives(op: n.UnaryOp) -> None:
    for x in (Fraction(-4), Fraction(0), Fraction(4), Fraction(9)):
        folded = b.unary(op, b.const(x))
        assert isinstance(folded, n.Const)
        assert folded is b.const(apply(n.Unary(op, b.const(x)), [x]))  # type: ignore[arg-type]


@pytest.mark.parametrize("op", ["add", "sub", "mul", "div", "min", "max", "and", "or", "xor"])
def test_a_folded_binary_is_what_evaluation_gives(op: n.BinaryOp) -> None:
    for x, y in product((0, 1, 5, 12), repeat=2):
        folded = b.binary(op, b.const(x), b.const(y))
        expected = apply(n.Binary(op, b.const(x), b.const(y)), [Fraction(x), Fraction(y)])
        assert isinstance(folded, n.Const)
        assert folded.value == expected


def test_codes_fold() -> None:
    assert b.decode(s.E4M3, b.const(0x7E)) is b.const(448)
    assert b.ordinal(s.E4M3, b.const(0xFE)) is b.const(-0x7E)
    assert b.test("nan", s.E4M3, b.const(0x7F)) is b.TRUE
    assert b.test("nan", s.E4M3, b.const(0x7E)) is b.FALSE
    assert b.test("nan", s.E2M1, X) is b.FALSE
    assert b.test("inf", s.E4M3, X) is b.FALSE
    assert b.test("negative", s.E8M0, X) is b.FALSE
    context = s.E4M3.context(Mode.RNE)
    third = b.const(Fraction(1, 3))
    assert isinstance(b.round_(s.E4M3, context, b.FALSE, b.FALSE, b.FALSE, third), n.Const)


def test_what_is_irrational_or_too_large_stays_a_term() -> None:
    root = b.unary("sqrt", b.const(2))
    assert isinstance(root, n.Unary)
    assert isinstance(b.pow2(b.const(10**9)), n.Unary)
    assert isinstance(b.add(root, b.unary("sqrt", b.const(3))), n.Binary)


def test_comparisons_use_ranges() -> None:
    assert b.lt(X, b.const(256)) is b.TRUE
    assert b.le(X, b.const(255)) is b.TRUE
    assert isinstance(b.lt(X, b.const(255)), n.Compare)
    assert b.eq(X, b.const(-1)) is b.FALSE
    assert b.lt(b.const(300), X) is b.FALSE
    assert b.le(b.const(0), X) is b.TRUE
    assert b.eq(X, X) is b.TRUE and b.le(X, X) is b.TRUE and b.lt(X, X) is b.FALSE


def test_simplifications_hold_for_all_values() -> None:
    """Each rewritten constructor against the plain node, on small ranges."""
    x, y = b.var("p", -2, 2), b.var("q", -2, 2)
    p, q = b.lt(x, y), b.eq(x, b.ONE)
    pairs: list[tuple[n.Node, object]] = []
    for u, v in product((x, y, b.ZERO, b.ONE, b.const(-1)), repeat=2):
        for op in ("add", "sub", "mul", "div", "min", "max"):
            pairs.append((b.binary(op, u, v), n.Binary(op, u, v)))
        for relation in ("lt", "le", "eq"):
            pairs.append((b.compare(relation, u, v), n.Compare(relation, u, v)))
    for c, d in product((p, q, b.not_(p), b.TRUE, b.FALSE), repeat=2):
        pairs.append((b.and_(c, d), n.And((c, d))))
        pairs.append((b.or_(c, d), n.Or((c, d))))
        pairs.append((b.implies(c, d), n.Or((n.Not(c), d))))
        for e in (p, q, b.TRUE, b.FALSE):
            pairs.append((b.if_bool(e, c, d), n.IfBool(e, c, d)))
        pairs.append((b.if_num(c, x, y), n.IfNum(c, x, y)))
        pairs.append((b.not_(b.not_(c)), c))
    pairs.append((b.neg(b.neg(x)), x))
    for built, plain in pairs:
        for i, j in product(range(-2, 3), repeat=2):
            assert evaluate(built, {x: i, y: j}) == evaluate(plain, {x: i, y: j})  # type: ignore[arg-type]


def test_junctions_flatten() -> None:
    p, q, r = b.lt(X, Y), b.eq(X, Y), b.eq(Y, b.ONE)
    assert b.and_(p, b.and_(q, r)) is b.and_(b.and_(p, q), r)
    assert b.and_(p, p) is p
    assert b.and_() is b.TRUE and b.or_() is b.FALSE
    assert b.and_(p, b.not_(p)) is b.FALSE
    assert b.or_(p, b.not_(p)) is b.TRUE
    assert b.and_(p, b.FALSE) is b.FALSE
    assert b.or_(p, b.FALSE) is p


def test_a_fold_over_nothing_is_zero() -> None:
    assert b.fold("max", (X,), b.FALSE, X) is b.ZERO


def test_a_folded_constant_does_not_outlive_its_format() -> None:
    """A constant lives on, its format does not: another one at its address is not the same."""
    for _ in range(200):
        for width, expected in ((4, -1), (8, 15)):
            fmt: Format | None = Integer("i", width)
            assert fmt is not None
            term = b.decode(fmt, b.const(15))
            assert isinstance(term, n.Const)
            assert term.value == expected
            kept = term  # the constant stays alive while the format goes
            del fmt
            gc.collect(0)
            assert kept.value == expected


def test_a_folded_constant_does_not_outlive_its_operands() -> None:
    kept = []
    for i in range(500):
        total = b.add(b.const(10_000 + i), b.const(20_000 + 7 * i))
        assert isinstance(total, n.Const)
        assert total.value == 30_000 + 8 * i
        kept.append(total)


def test_terms_that_nobody_holds_are_dropped() -> None:
    from verif.ir.build import _interned

    gc.collect()
    before = len(_interned)
    term = b.add(b.var("only_here", 0, 9), b.const(123_457))
    assert len(_interned) > before
    del term
    gc.collect()
    assert len(_interned) <= before
