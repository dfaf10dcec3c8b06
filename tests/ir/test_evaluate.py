"""Reference evaluation of every node of the core."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from tests.formats import shipped as s
from verif.base.exact import TooLarge
from verif.base.surd import NotExact, sqrt
from verif.formats.context import Mode, Policies
from verif.formats.encode import encode
from verif.formats.value import Input
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import Scalar, assignments, evaluate, evaluate_all

X, Y = b.var("x", -20, 20), b.var("y", -20, 20)
C = b.var("c", 0, 255)


def at(node: n.Node, x: int = 0, y: int = 0) -> Scalar:
    return evaluate(node, {X: x, Y: y})


@pytest.mark.parametrize(("x", "y"), [(7, 2), (-7, 2), (7, -2), (-7, -2), (0, 3), (3, 0), (5, 5)])
def test_arithmetic(x: int, y: int) -> None:
    assert at(b.add(X, Y), x, y) == x + y
    assert at(b.sub(X, Y), x, y) == x - y
    assert at(b.mul(X, Y), x, y) == x * y
    assert at(b.div(X, Y), x, y) == (Fraction(x, y) if y else 0)
    assert at(b.binary("min", X, Y), x, y) == min(x, y)
    assert at(b.binary("max", X, Y), x, y) == max(x, y)
    assert at(b.neg(X), x) == -x
    assert at(b.absolute(X), x) == abs(x)
    assert at(b.floor(b.div(X, b.const(2))), x) == x // 2
    assert at(b.pow2(X), x) == Fraction(2) ** x


def test_bitwise() -> None:
    for x, y in product(range(8), repeat=2):
        assert at(b.binary("and", X, Y), x, y) == x & y
        assert at(b.binary("or", X, Y), x, y) == x | y
        assert at(b.binary("xor", X, Y), x, y) == x ^ y


def test_exponent_and_significand() -> None:
    half = b.div(X, b.const(2))
    expected = {0: (0, 0), 1: (-1, 1), 2: (0, 1), 3: (0, "3/2"), -3: (0, "3/2"), 13: (2, "13/8")}
    for x, (e, m) in expected.items():
        assert at(b.unary("exponent", half), x) == e
        assert at(b.unary("significand", half), x) == Fraction(m)


def test_roots() -> None:
    root = b.unary("sqrt", X)
    assert at(root, 9) == 3
    assert at(root, 0) == 0
    assert at(root, -4) == 0
    assert at(root, 2) == sqrt(Fraction(2))
    assert at(b.mul(root, root), 2) == 2
    assert at(b.lt(root, b.const(Fraction(3, 2))), 2) is True
    assert at(b.floor(root), 15) == 3
    with pytest.raises(NotExact):
        at(b.add(root, b.unary("sqrt", Y)), 2, 3)


@pytest.mark.parametrize(("x", "y"), [(1, 2), (2, 1), (2, 2)])
def test_truth(x: int, y: int) -> None:
    lt, le, eq = b.lt(X, Y), b.le(X, Y), b.eq(X, Y)
    assert (at(lt, x, y), at(le, x, y), at(eq, x, y)) == (x < y, x <= y, x == y)
    assert at(b.not_(lt), x, y) == (x >= y)
    assert at(b.and_(le, b.not_(eq)), x, y) == (x < y)
    assert at(b.or_(lt, eq), x, y) == (x <= y)
    assert at(b.implies(lt, eq), x, y) == (x >= y)
    assert at(b.if_num(lt, X, Y), x, y) == min(x, y)
    assert at(b.if_bool(lt, eq, le), x, y) == ((x == y) if x < y else (x <= y))


def test_codes() -> None:
    decode, ordinal = b.decode(s.E5M2, C), b.ordinal(s.E5M2, C)
    tests = [b.test(op, s.E5M2, C) for op in ("nan", "inf", "negative")]
    for code in range(256):
        value = s.E5M2.decode(code)
        got = evaluate_all([decode, ordinal, *tests], {C: code})
        assert got[0] == (value.exact or 0)
        assert got[1] == (s.E5M2.ordinal(code) if value.kind == "finite" else 0)
        assert got[2:] == [value.is_nan, value.kind == "inf", value.sign < 0]


def test_codes_of_ordinals() -> None:
    e5m2, e8m0 = s.E5M2, s.E8M0
    node = b.at_ordinal(e5m2, b.sub(C, b.const(128)))
    for k in range(-128, 128):
        kept = max(e5m2.kmin, min(k, e5m2.kmax))
        assert evaluate(node, {C: k + 128}) == e5m2.code_of(kept)
    assert b.at_ordinal(e5m2, b.ZERO) is b.ZERO
    assert b.at_ordinal(e8m0, b.const(-3)) is b.ZERO
    assert b.at_ordinal(e8m0, b.const(999)) is b.const(254)


def test_nar_counts_as_nan() -> None:
    p = s.POSITS["posit8_2"]
    assert evaluate(b.test("nan", p, C), {C: 0x80}) is True
    assert evaluate(b.decode(p, C), {C: 0x80}) == 0


def test_rounding() -> None:
    context = s.E4M3.context(Mode.RNE)
    nan, inf, negative = b.eq(X, b.const(1)), b.eq(X, b.const(2)), b.eq(Y, b.const(1))
    node = b.round_(s.E4M3, context, nan, inf, negative, b.const(Fraction(0)))
    assert [at(node, x, y) for x, y in ((0, 0), (0, 1), (1, 0), (2, 0))] == [0, 0x80, 0x7F, 0x7F]
    real = b.round_(s.E4M3, context, b.FALSE, b.FALSE, b.FALSE, b.div(X, Y))
    for x, y in ((1, 3), (-7, 5), (20, 20)):
        assert at(real, x, y) == encode(s.E4M3, Input.of(Fraction(x, y)), context)


def test_a_rounding_takes_no_context_with_errors() -> None:
    with pytest.raises(ValueError, match="total context"):
        b.round_(s.E2M1, s.E2M1.context(Mode.RNE), b.FALSE, b.FALSE, b.FALSE, X)


def test_folds() -> None:
    i, j = b.var("i", 0, 4), b.var("j", 0, 2)
    body = b.sub(b.mul(i, X), j)
    for x in (-3, 0, 5):
        values = [k * x - m for k in range(5) for m in range(3)]
        assert at(b.fold("sum", (i, j), b.TRUE, body), x) == sum(values)
        assert at(b.fold("min", (i, j), b.TRUE, body), x) == min(values)
        assert at(b.fold("max", (i, j), b.TRUE, body), x) == max(values)
    odd = b.eq(b.binary("and", i, b.ONE), b.ONE)
    assert at(b.fold("sum", (i,), odd, i)) == 4
    assert at(b.fold("max", (i,), b.lt(i, X), i), 3) == 2
    assert at(b.fold("min", (i,), b.lt(i, X), i), 0) == 0  # nothing
    empty = b.var("k", 0, -1)
    assert at(b.fold("sum", (empty,), b.TRUE, b.ONE)) == 0


def test_quantifiers() -> None:
    i = b.var("i", 0, 4)
    node = b.forall((i,), b.lt(i, X))
    assert (at(node, 4), at(node, 5)) == (False, True)
    nested = b.forall(
        (i,), b.le(b.fold("max", (b.var("j", 0, 2),), b.TRUE, b.var("j", 0, 2)), b.add(i, X))
    )
    assert (at(nested, 1), at(nested, 2)) == (False, True)
    assert b.forall((b.var("k", 0, -1),), b.FALSE) is b.TRUE
    assert b.forall((b.var("k", 0, 1),), b.FALSE) is b.FALSE


def test_a_binder_hides_the_variable_outside() -> None:
    assert evaluate(b.add(X, b.fold("sum", (X,), b.TRUE, X)), {X: 7}) == 7


def test_shared_terms_are_evaluated_once() -> None:
    node: n.Num = X
    for _ in range(200):  # 2**200 paths
        node = b.add(node, node)
    assert at(node, 1) == 2**200


def test_deep_terms_need_no_recursion() -> None:
    node: n.Num = X
    for i in range(20_000):
        node = b.add(node, Y if i % 2 else X)
    assert at(node, 1, 1) == 20_001
    assert sum(1 for _ in n.postorder(node)) == 20_002


def test_errors() -> None:
    with pytest.raises(KeyError):
        evaluate(X, {})
    with pytest.raises(TooLarge):
        at(b.pow2(b.mul(X, b.const(10**9))), 1)
    with pytest.raises(ValueError, match="an integer is needed"):
        at(b.decode(s.E4M3, b.div(X, b.const(2))), 1)


def test_assignments_vary_the_last_fastest() -> None:
    i, j = b.var("i", 0, 1), b.var("j", 5, 6)
    assert [(a[i], a[j]) for a in assignments((i, j))] == [(0, 5), (0, 6), (1, 5), (1, 6)]
    assert list(assignments(())) == [{}]


def test_policies_reach_the_rounding() -> None:
    context = s.E4M3.context(Mode.RNE, Policies(overflow="saturate"))
    node = b.round_(s.E4M3, context, b.FALSE, b.FALSE, b.FALSE, b.mul(X, b.const(1000)))
    assert (at(node, 1), at(node, -1)) == (0x7E, 0xFE)


HUGE = b.lt(b.function("exp", b.mul(b.const(10**9), X)), b.ONE)
SAME = b.eq(b.function("log", b.function("exp", X)), X)


@pytest.mark.parametrize(("open_", "error"), [(HUGE, TooLarge), (SAME, NotExact)])
def test_what_stays_open_matters_only_where_the_result_hangs_on_it(
    open_: n.Bool, error: type[Exception]
) -> None:
    yes, no = b.lt(b.ZERO, X), b.lt(X, b.ZERO)
    assert at(b.or_(yes, open_), 5) is True
    assert at(b.and_(no, open_), 5) is False
    assert at(b.if_bool(yes, no, open_), 5) is False
    number = b.if_num(open_, X, Y)
    assert at(b.if_num(yes, X, number), 5) == 5
    assert at(b.lt(b.if_num(no, number, Y), b.ONE), 5) is True
    for hangs in (
        b.or_(no, open_),
        b.and_(yes, open_),
        b.if_bool(open_, yes, no),
        b.not_(open_),
        b.eq(number, Y),
        b.forall((b.var("k", 0, 1),), b.or_(b.lt(b.var("k", 0, 1), b.ONE), open_)),
    ):
        with pytest.raises(error):
            at(hangs, 5)


def test_functions() -> None:
    assert at(b.function("exp2", X), -3) == Fraction(1, 8)
    assert at(b.function("log", X), -3) == 0
    assert at(b.floor(b.function("exp", X)), 10) == 22026
    assert at(b.function("pow", X, b.const(Fraction(1, 2))), 9) == 3
    assert b.function("exp", b.ZERO) is b.ONE
    assert b.function("exp", X) is b.function("exp", X)
