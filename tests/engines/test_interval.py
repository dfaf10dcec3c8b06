"""Bounds of terms, and what follows from them: never more than holds at every input."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from tests.engines import samples
from tests.engines.terms import Maker
from verif.base.exact import TooLarge
from verif.base.surd import NotExact, compare
from verif.engines import interval
from verif.engines.engine import NOWHERE, Query
from verif.engines.interval import IntervalEngine, always
from verif.engines.solver import Budget
from verif.formats.format import Format
from verif.ir import bounds as bounds_module
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.bounds import all_bounds, bounds
from verif.ir.evaluate import assignments, evaluate

BUDGET = Budget(1, 1.0)


def draw(seed: int) -> tuple[random.Random, Maker, tuple[n.Var, ...]]:
    """A maker of terms over a small format's codes, some of them of part of the range."""
    rng = random.Random(seed)
    fmt: Format = samples.random_format(rng)
    while fmt.bits > 4:
        fmt = samples.random_format(rng)
    low, high = sorted(rng.randrange(1 << fmt.bits) for _ in range(2))
    codes = [b.var("x", 0, (1 << fmt.bits) - 1), b.var("y", low, high)]
    return rng, Maker(rng, {fmt: list(codes)}), tuple(codes)


def claim(rng: random.Random, maker: Maker, depth: int) -> n.Bool:
    """Connectives over comparisons of terms with limits near their bounds."""
    if depth:
        kind = rng.randrange(4)
        if kind == 0:
            return b.not_(claim(rng, maker, depth - 1))
        if kind == 1:
            return b.if_bool(*(claim(rng, maker, depth - 1) for _ in range(3)))
        return (b.and_, b.or_)[kind - 2](*(claim(rng, maker, depth - 1) for _ in range(2)))
    if rng.random() < 0.1:
        return maker.truth(1)
    term = maker.number(2)
    found = bounds(term)
    limit: n.Num = maker.number(1)
    if found is not None and rng.random() < 0.8:
        limit = b.const(rng.choice(found) + rng.choice([-1, 0, 0, 1]) * Fraction(1, 4))
    sides = [term, limit] if rng.random() < 0.5 else [limit, term]
    return rng.choice([b.lt, b.le, b.eq])(*sides)


def audit(seeds: range) -> tuple[int, int]:
    """How often bounds say true and false of random claims; what they say holds everywhere."""
    said = {True: 0, False: 0}
    for seed in seeds:
        rng, maker, codes = draw(seed)
        root = claim(rng, maker, rng.choice([0, 1, 2]))
        truth = always(root)
        if truth is None or isinstance(root, n.Truth):
            continue
        said[truth] += 1
        for at in assignments(codes):
            try:
                assert evaluate(root, at) is truth, (seed, root, at)
            except (NotExact, TooLarge):
                continue
    return said[True], said[False]


def check_bounds(seeds: range) -> int:
    """How many values of subterms lie on a bound; none lies outside."""
    touched = 0
    for seed in seeds:
        rng, maker, codes = draw(seed)
        root = maker.number(3)
        known = all_bounds(root)
        for _ in range(6):
            at = {v: rng.randint(v.low, v.high) for v in codes}
            for node in n.postorder(root):
                found = known.get(id(node))
                if found is None:
                    continue
                try:
                    value: Any = evaluate(node, at)
                except (NotExact, TooLarge, KeyError):  # a bound variable has no value out here
                    continue
                below, above = compare(found[0], value), compare(value, found[1])
                assert below <= 0 and above <= 0, (seed, node, found, value)
                touched += below == 0 or above == 0
    return touched


def test_random_claims() -> None:
    true, false = audit(range(900))
    assert true >= 50 and false >= 50


@pytest.mark.long
def test_many_random_claims() -> None:
    true, false = audit(range(1000, 15000))
    assert true >= 700 and false >= 700


def test_values_lie_within_bounds() -> None:
    assert check_bounds(range(500)) >= 1000


@pytest.mark.parametrize("op", ["neg", "abs", "floor"])
def test_unary_operations_reach_their_bounds(op: n.UnaryOp) -> None:
    for low in range(-3, 4):
        for high in range(low, 4):
            x = b.var("x", low, high)
            found = bounds(b.unary(op, x))
            values = [evaluate(b.unary(op, x), {x: v}) for v in range(low, high + 1)]
            assert found is not None and found[1] == max(values)
            assert found[0] == min(values) or low < 0 < high


@pytest.mark.parametrize("op", ["add", "sub", "mul", "min", "max"])
def test_binary_operations_reach_their_bounds(op: n.BinaryOp) -> None:
    spans = [(-2, 1), (0, 2), (-3, -1), (1, 1), (0, 0)]
    for low, high in spans:
        for other, top in spans:
            x, y = b.var("x", low, high), b.var("y", other, top)
            term = b.binary(op, x, y)
            values: list[Any] = [evaluate(term, at) for at in assignments((x, y))]
            assert bounds(term) == (min(values), max(values))


def test_a_code_without_a_value_counts_as_zero() -> None:
    """Of a format whose numbers are all positive too."""
    x = b.var("x", 0, 255)
    assert bounds(b.decode(samples.E8M0, x)) == (Fraction(0), samples.E8M0.max)
    assert always(b.lt(b.ZERO, b.decode(samples.E8M0, x))) is None
    assert evaluate(b.lt(b.ZERO, b.decode(samples.E8M0, x)), {x: 255}) is False


# --- the engine -------------------------------------------------------------------------------


def decide(predicate: n.Bool, *variables: n.Var, reals: tuple[n.RealVar, ...] = ()) -> Any:
    query = Query(variables, (predicate,), (), reals=reals)
    return IntervalEngine().decide(query, predicate, BUDGET).found


def test_an_empty_range_has_no_input() -> None:
    x, empty = b.var("x", 0, 3), b.var("empty", 5, 4)
    assert decide(b.TRUE, empty) is NOWHERE
    assert decide(b.lt(x, b.const(9)), x, empty) is NOWHERE
    assert decide(b.FALSE, x) is NOWHERE


def test_an_empty_range_below_a_quantifier() -> None:
    """Everything holds of nothing, also where bounds say that the body is false."""
    empty = b.var("empty", 5, 4)
    body = b.lt(b.mul(empty, b.const(2)), b.ZERO)
    root = n.ForAll((empty,), body)  # the constructor would fold it
    assert evaluate(root, {}) is True and always(root) is not False
    assert bounds(b.fold("max", (empty,), b.TRUE, empty)) is None


def test_what_holds_everywhere_has_a_witness() -> None:
    x = b.var("x", 0, 3)
    found = decide(b.le(b.mul(x, x), b.const(9)), x)
    assert found.some and not found.minimal and found.count is None
    assert decide(b.lt(b.mul(x, x), b.const(9)), x) is None
    assert decide(b.TRUE).witness == {}


def test_reals_are_unbounded() -> None:
    r = b.real_var("r")
    assert decide(b.lt(b.ZERO, b.absolute(r)), reals=(r,)) is None
    assert decide(b.TRUE, reals=(r,)) is None
    assert decide(b.FALSE, reals=(r,)) is NOWHERE
    assert bounds(b.add(r, b.ONE)) is None


# --- mutants ----------------------------------------------------------------------------------


def _no_zero(node: n.Num, known: Any) -> Any:
    if isinstance(node, n.Decode):
        return node.format.min, node.format.max
    return OF(node, known)


def _abs_of_ends(op: n.UnaryOp, x: Any) -> Any:
    return tuple(sorted(map(abs, x))) if op == "abs" else UNARY(op, x)


def _product_of_ends(op: n.BinaryOp, x: Any, y: Any) -> Any:
    return (x[0] * y[0], x[1] * y[1]) if op == "mul" else BINARY(op, x, y)


def _sharp(op: n.CompareOp, x: Any, y: Any) -> bool | None:
    if x and y and op == "lt" and x[1] <= y[0]:
        return True
    return COMPARE(op, x, y)


OF, UNARY, BINARY = bounds_module._of, bounds_module._unary, bounds_module._binary
COMPARE = interval._compare
MUTANTS = {
    "NaN is no zero": (bounds_module, "_of", _no_zero),
    "|x| from its ends": (bounds_module, "_unary", _abs_of_ends),
    "x y from its ends": (bounds_module, "_binary", _product_of_ends),
    "< where it is <=": (interval, "_compare", _sharp),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_mutants_show(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*MUTANTS[name])
    with pytest.raises(AssertionError):
        audit(range(900))
        check_bounds(range(500))
