"""Real arithmetic: where it finds no solution, no input is one, whatever was relaxed."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from tests.engines import samples
from tests.engines.terms import Maker
from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.engine import Query
from verif.engines.smt import real_encode
from verif.engines.smt.by_reals import decide
from verif.engines.smt.real_encode import RealEncoder
from verif.engines.solver import Budget
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import assignments, evaluate

BUDGET = Budget(60_000, 1.0)
R, S = b.real_var("r"), b.real_var("s")
POINTS = [Fraction(p, q) for p in (-12, -5, -2, -1, 0, 1, 2, 3, 8) for q in (1, 2, 3, 7)]


def none(predicate: n.Bool, *variables: n.Var, facts: tuple[n.Bool, ...] = ()) -> bool:
    """Whether real arithmetic finds that there is no solution."""
    free = [v for v in n.postorder(predicate, *facts) if isinstance(v, n.RealVar)]
    query = Query(variables, (predicate,), (), facts, tuple(free))
    found = decide(query, predicate, BUDGET).found
    if found is not None and found.witness is not None:
        assert evaluate(predicate, found.witness) is True
    return found is not None and not found.some


def solution(predicate: n.Bool, variables: tuple[n.Var, ...]) -> dict[Any, Any] | None:
    """An input that satisfies a predicate: by all codes, and by some reals."""
    free = [v for v in n.postorder(predicate) if isinstance(v, n.RealVar)]
    rng = random.Random(9)
    codes = list(assignments(variables))
    inputs: list[dict[Any, Any]] = [dict(at) for at in codes]
    if free:
        inputs = [
            rng.choice(codes) | {v: rng.choice(POINTS) for v in free} for _ in range(2 * len(codes))
        ]
    for at in inputs:
        try:
            if evaluate(predicate, at) is True:
                return at
        except (NotExact, TooLarge):
            continue
    return None


# --- claims that are true of all numbers, and others beside them ------------------------------


def _ratio(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    return b.and_(b.not_(b.eq(t, b.ZERO)), b.not_(b.eq(b.div(t, t), k)))


def _root(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    root = b.unary("sqrt", t)
    return b.and_(b.le(b.ZERO, t), b.not_(b.eq(b.mul(root, root), b.mul(k, t))))


def _power(t: n.Num, k: n.Num = b.ONE) -> n.Num:
    return b.mul(k, b.pow2(b.unary("exponent", t)))


def _exponents(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    e, f = b.unary("exponent", t), b.unary("exponent", u)
    some = b.and_(*(b.not_(b.eq(x, b.ZERO)) for x in (t, u)))
    larger = b.lt(b.mul(k, b.absolute(u)), b.absolute(t))
    return b.and_(some, larger, b.le(b.add(e, b.ONE), f))


def _product(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    e, f = (b.unary("exponent", x) for x in (t, u))
    some = b.not_(b.eq(b.mul(t, u), b.ZERO))
    return b.and_(some, b.lt(b.mul(b.const(2), _power(b.mul(t, u))), b.mul(k, b.pow2(b.add(e, f)))))


def _significand(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    m = b.unary("significand", t)
    return b.and_(b.not_(b.eq(m, b.ZERO)), b.or_(b.lt(m, k), b.le(b.const(2), m)))


def _floor(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    return b.or_(b.lt(t, b.floor(t)), b.le(b.add(b.floor(t), k), t))


def _select(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    return b.lt(b.if_num(b.lt(t, u), t, u), b.mul(k, b.binary("min", t, u)))


def _square(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    return b.lt(b.add(b.mul(t, t), b.mul(u, u)), b.mul(b.mul(b.const(2), k), b.mul(t, u)))


def _below(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    return b.and_(b.not_(b.eq(t, b.ZERO)), b.lt(b.absolute(t), _power(t, k)))


def _above(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    return b.le(_power(t, b.const(2)), b.mul(k, b.absolute(t)))


def _division(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    return b.not_(b.eq(b.mul(b.div(t, u), u), b.mul(k, b.if_num(b.eq(u, b.ZERO), b.ZERO, t))))


def _bounded(t: n.Num, u: n.Num, k: n.Num) -> n.Bool:
    return b.and_(b.lt(t, u), b.lt(u, b.mul(k, t)), b.le(b.ZERO, t))


Shape = Callable[[n.Num, n.Num, n.Num], n.Bool]
SHAPES: tuple[Shape, ...] = (
    _ratio,
    _root,
    _exponents,
    _product,
    _significand,
    _floor,
    _select,
    _square,
    _below,
    _above,
    _division,
    _bounded,
)
"""Each has no solution with the factor 1, over any numbers, and may have one with another."""


def draw(seed: int) -> tuple[n.Bool, tuple[n.Var, ...]]:
    """A shape over random terms, mostly with the factor 1."""
    rng = random.Random(seed)
    fmt: Format = samples.random_format(rng)
    while fmt.bits > 3:
        fmt = samples.random_format(rng)
    x, y = (b.var(v, 0, (1 << fmt.bits) - 1) for v in "xy")
    maker = Maker(rng, {fmt: [x, y]}, binders=rng.random() < 0.3)

    def term() -> n.Num:
        if rng.random() < 0.25:
            real = rng.choice([R, b.add(R, S), b.mul(R, R), b.sub(R, maker.number(0))])
            return real
        return maker.number(rng.choice([0, 0, 1, 1, 2]))

    factor = rng.choice([Fraction(k, 2) for k in (2, 2, 2, 1, 3, 4)])
    shape = rng.choice(SHAPES)
    predicate = shape(term(), term(), b.const(factor))
    if rng.random() < 0.3:
        predicate = b.and_(maker.truth(1), predicate)
    return predicate, (x, y)


def audit(seeds: range) -> tuple[int, int]:
    """How often there is said to be no solution, and how often there is one; never both."""
    absent = present = 0
    for seed in seeds:
        predicate, variables = draw(seed)
        if isinstance(predicate, n.Truth):
            continue
        found = solution(predicate, variables)
        present += found is not None
        if none(predicate, *variables):
            absent += 1
            assert found is None, (seed, predicate, found)
    return absent, present


def test_random_claims() -> None:
    absent, present = audit(range(120))
    assert absent >= 35 and present >= 20


@pytest.mark.long
def test_many_random_claims() -> None:
    absent, present = audit(range(1000, 4000))
    assert absent >= 700 and present >= 600


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__.strip("_"))
def test_each_shape_is_false_of_reals(shape: Shape) -> None:
    assert none(shape(R, S, b.ONE))


def expression(rng: random.Random, depth: int) -> n.Num:
    """A term of reals, exponents as sums of them included."""
    if depth == 0:
        return rng.choice([R, S, b.const(rng.choice(POINTS))])
    kind = rng.randrange(9)
    x, y = expression(rng, depth - 1), expression(rng, depth - 1)
    e, f = b.unary("exponent", x), b.unary("exponent", y)
    if kind == 0:
        whole = rng.choice([e, b.add(e, f), b.sub(e, f), b.sub(b.const(2), e), b.neg(f)])
        return b.pow2(whole)
    if kind == 1:
        return b.if_num(rng.choice([b.lt, b.le, b.eq])(e, b.neg(f)), x, y)
    if kind < 5:
        return b.unary(rng.choice(["neg", "abs", "floor", "significand", "sqrt"]), x)
    return b.binary(rng.choice(["add", "sub", "mul", "div", "min", "max"]), x, y)


def check_values(seeds: range) -> int:
    """How many terms were looked at: each has its value, at inputs of small size."""
    checked = 0
    for seed in seeds:
        rng = random.Random(seed)
        term = expression(rng, rng.choice([1, 2, 2]))
        at = {v: rng.choice(POINTS) for v in (R, S)}
        try:
            value = evaluate(term, at)
        except (NotExact, TooLarge):
            continue
        if not isinstance(value, Fraction) or isinstance(term, n.Const):
            continue
        checked += 1
        pinned = [b.eq(v, b.const(x)) for v, x in at.items()]
        assert not none(b.and_(*pinned, b.eq(term, b.const(value)))), (seed, term, at)
    return checked


def test_terms_have_their_values() -> None:
    assert check_values(range(300)) >= 200


def test_terms_of_codes_have_their_values() -> None:
    """Whatever is relaxed, what a term is worth at an input remains possible."""
    checked = 0
    for seed in range(120):
        rng = random.Random(seed)
        fmt: Format = samples.random_format(rng)
        while fmt.bits > 4:
            fmt = samples.random_format(rng)
        x, y = (b.var(v, 0, (1 << fmt.bits) - 1) for v in "xy")
        term = Maker(rng, {fmt: [x, y]}).number(3)
        at = {v: rng.randint(v.low, v.high) for v in (x, y)}
        try:
            value = evaluate(term, at)
        except (NotExact, TooLarge):
            continue
        if not isinstance(value, Fraction) or isinstance(term, n.Const):
            continue
        checked += 1
        pinned = [b.eq(v, b.const(i)) for v, i in at.items()]
        assert not none(b.and_(*pinned, b.eq(term, b.const(value))), x, y), (seed, term, at)
    assert checked >= 60


# --- corners ----------------------------------------------------------------------------------


def test_division_by_zero_is_zero() -> None:
    assert none(b.not_(b.eq(b.div(R, b.ZERO), b.ZERO)))
    assert none(b.and_(b.eq(S, b.ZERO), b.not_(b.eq(b.div(R, S), b.ZERO))))
    assert not none(b.eq(b.div(R, S), b.ZERO))


def test_zero_has_an_exponent_and_a_significand() -> None:
    zero = b.eq(R, b.ZERO)
    assert none(b.and_(zero, b.not_(b.eq(b.unary("significand", R), b.ZERO))))
    assert none(b.and_(zero, b.not_(b.eq(_power(R), b.ONE))))
    assert not none(b.and_(zero, b.eq(_power(R), b.ONE)))
    e = b.unary("exponent", R)
    assert none(b.and_(zero, b.lt(b.ZERO, e)))
    assert not none(b.and_(zero, b.eq(e, b.ZERO)))


def test_roots_of_negative_numbers_are_zero() -> None:
    root = b.unary("sqrt", R)
    assert none(b.and_(b.lt(R, b.ZERO), b.not_(b.eq(root, b.ZERO))))
    assert not none(b.and_(b.lt(R, b.ZERO), b.eq(root, b.ZERO)))


def test_exponents_compare_by_their_powers() -> None:
    e, f = b.unary("exponent", R), b.unary("exponent", S)
    some = b.and_(b.lt(b.ZERO, R), b.lt(b.ZERO, S))
    assert none(b.and_(some, b.lt(e, f), b.le(b.mul(b.const(2), S), R)))
    assert not none(b.and_(some, b.eq(e, b.add(f, b.const(3)))))
    assert not none(b.and_(some, b.eq(e, b.sub(b.neg(f), b.const(3)))))
    assert none(b.and_(some, b.lt(R, S), b.lt(b.add(f, b.const(1)), e)))
    assert not none(b.eq(e, b.mul(b.const(2), f)))  # not a sum: nothing is known of it
    assert not none(b.lt(b.const(1 << 20), e))


def test_ranges_below_binders_bind_nothing_outside() -> None:
    """An empty range must not make the whole formula false, nor a bound variable a free one
    narrower."""
    empty, i, x = b.var("empty", 4, 3), b.var("i", 0, 3), b.var("x", 0, 9)
    every = n.ForAll((empty,), b.lt(b.floor(b.div(empty, b.const(2))), b.ZERO))
    assert evaluate(every, {}) is True and not none(every)
    total = b.fold("max", (empty,), b.TRUE, b.unary("sqrt", empty))
    assert evaluate(b.eq(total, b.ZERO), {}) is True and not none(b.eq(total, b.ZERO))
    some = b.not_(b.forall((i,), b.not_(b.eq(i, x))))
    assert not none(b.and_(some, b.le(x, b.const(3))), x)
    bound_too = b.not_(b.forall((x,), b.lt(x, b.const(9))))
    assert not none(b.and_(bound_too, b.lt(x, b.ONE)), x)
    assert not none(b.forall((x,), b.le(b.div(x, b.sub(x, x)), b.unary("significand", x))), x)


def test_unknown_terms_are_free_within_their_bounds() -> None:
    fmt = samples.E4M3
    x, y = b.var("x", 0, 255), b.var("y", 0, 255)
    value = b.decode(fmt, x)
    assert none(b.lt(b.const(448), value), x)
    assert not none(b.eq(value, b.const(448)), x)
    assert none(b.lt(value, value), x)
    code = b.round_(fmt, fmt.context("RNE").total, b.FALSE, b.FALSE, b.FALSE, b.mul(R, R))
    assert not none(b.lt(b.decode(fmt, code), b.ZERO))  # of a rounding nothing is known
    assert none(b.lt(b.const(255), code))
    assert not none(b.and_(b.test("nan", fmt, x), b.not_(b.test("nan", fmt, y))), x, y)
    assert none(b.and_(b.test("nan", fmt, x), b.not_(b.test("nan", fmt, x))), x)


def test_facts_narrow_what_is_asked() -> None:
    assert none(b.lt(R, b.ONE), facts=(b.le(b.const(2), R),))
    assert not none(b.lt(R, b.ONE), facts=(b.le(b.ZERO, R),))


def test_a_solution_with_integers_in_it_is_none() -> None:
    """A model gives the variable any real between its bounds."""
    x = b.var("x", 0, 1)
    third = b.eq(b.mul(x, b.const(3)), b.ONE)
    reply = decide(Query((x,), (third,), ()), third, BUDGET)
    assert reply.found is None and "relaxed" in reply.reason


# --- mutants ----------------------------------------------------------------------------------


def _total(self: RealEncoder, op: str, x: Any, y: Any) -> Any:
    """Quotients by zero have no model."""
    found = BINARY(self, op, x, y)
    if op == "div":
        self.conditions.append(y != 0)
    return found


def _no_zero(self: RealEncoder, x: n.Num) -> Any:
    """Zero has no significand."""
    m, p = SPLIT(self, x)
    self.conditions.append(m >= 1)
    return m, p


def _narrow(self: RealEncoder, op: Any, *rest: Any) -> Any:
    """Significands reach 2 only half way."""
    m, p = SPLIT(self, op)
    self.conditions.append(2 * m < 3)
    return m, p


def _positive(self: RealEncoder, node: n.Num) -> Any:
    """Unknown numbers are not negative."""
    term = UNKNOWN(self, node)
    self.conditions.append(term >= 0)
    return term


def _whole_up(self: RealEncoder, node: n.Unary, x: Any) -> Any:
    """``floor`` that rounds up."""
    if node.op == "floor":
        return -UNARY(self, node, -x)
    return UNARY(self, node, x)


def _times_once(scale: Any, factor: int) -> Any:
    """Negated exponents stay as they are."""
    return scale


BINARY, SPLIT = RealEncoder._binary, RealEncoder._split
UNKNOWN, UNARY = RealEncoder._unknown, RealEncoder._unary
MUTANTS: dict[str, tuple[Any, str, Any]] = {
    "no division by zero": (RealEncoder, "_binary", _total),
    "zero has no significand": (RealEncoder, "_split", _no_zero),
    "short significands": (RealEncoder, "_split", _narrow),
    "no negative codes": (RealEncoder, "_unknown", _positive),
    "floor upwards": (RealEncoder, "_unary", _whole_up),
    "signs of exponents": (real_encode, "_times", _times_once),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_mutants_show(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*MUTANTS[name])
    with pytest.raises(AssertionError):
        check_values(range(300))
        test_unknown_terms_are_free_within_their_bounds()
