"""The look among special values: what it finds is a solution, and it finds what it should."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tests.engines import samples
from tests.engines.terms import Maker
from verif.algebra.backend import Unsupported
from verif.engines import probe as module
from verif.engines.engine import Query
from verif.engines.exhaustive import Exhaustive
from verif.engines.probe import probe, values_of
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate, evaluate_all
from verif.run.replay import replay


def look(predicate: n.Bool, *variables: n.Var, order: tuple[n.Num, ...] = ()) -> dict[n.Var, int]:
    """What the probe finds, held against the reference; nothing where it finds nothing."""
    query = Query(variables, (predicate,), order)
    found = probe(query, predicate)
    if found is None:
        return {}
    replay("probe", query, predicate, found)
    assert found.count is None and not found.minimal and found.witness
    return {v: int(found.witness[v]) for v in variables}


def test_random_predicates() -> None:
    """On small formats it goes through everything: it finds a solution where there is one."""
    met = missed = 0
    for seed in range(120):
        rng = random.Random(seed)
        fmt: Format = samples.random_format(rng)
        while fmt.bits > 4:
            fmt = samples.random_format(rng)
        x, y = (b.var(v, 0, (1 << fmt.bits) - 1) for v in "xy")
        predicate = Maker(rng, {fmt: [x, y]}, binders=False).truth(3)
        query = Query((x, y), (predicate,), ())
        (every,) = Exhaustive(jobs=1).run(query)
        if probe(query, predicate) is None:
            missed += every.some
        else:
            assert every.some
            assert look(predicate, x, y)
            met += 1
    assert met >= 40 and missed <= 3


@pytest.mark.parametrize("fmt", [samples.FP16, samples.BF16, samples.FP32, samples.FP64])
def test_ends_of_wide_floats(fmt: Float) -> None:
    x, y = (b.var(v, 0, (1 << fmt.bits) - 1) for v in "xy")
    value, other = b.decode(fmt, x), b.decode(fmt, y)
    context = fmt.context("RNE").total
    total = b.round_(fmt, context, b.FALSE, b.FALSE, b.FALSE, b.add(value, other))
    least, top = fmt.value_of(1), fmt.max
    assert look(b.eq(value, b.const(top)), x)
    assert look(b.eq(value, b.const(-least)), x)
    assert look(b.and_(b.eq(value, b.ZERO), b.test("negative", fmt, x)), x)
    assert look(b.test("nan", fmt, x), x)
    finite = b.and_(*(b.not_(b.test(op, fmt, v)) for op in ("nan", "inf") for v in (x, y)))
    assert look(b.and_(finite, b.test("inf", fmt, total)), x, y)
    lost = b.and_(finite, b.lt(b.ZERO, other), b.eq(b.decode(fmt, total), value))
    assert look(lost, x, y)
    assert not look(b.and_(finite, b.lt(b.const(2 * top), b.add(value, other))), x, y)


def test_what_it_names_comes_first_in_the_order() -> None:
    x = b.var("x", -(1 << 40), 1 << 40)
    assert look(b.le(b.const(2), b.absolute(x)), x, order=(b.absolute(x),)) in ({x: 2}, {x: -2})
    assert look(b.le(b.const(2), x), x, order=(b.neg(x),)) == {x: 1 << 40}


def test_wide_integers() -> None:
    x, y = b.var("x", 0, (1 << 300) - 1), b.var("y", -(1 << 300), -(1 << 299))
    assert look(b.eq(b.add(y, b.const(1 << 299)), b.ZERO), y)
    assert look(b.lt(b.const(1 << 299), x), x)


def test_nothing_to_look_at() -> None:
    x, empty = b.var("x", 0, 3), b.var("empty", 4, 3)
    assert probe(Query((), (b.TRUE,), ()), b.TRUE) is None
    assert probe(Query((x, empty), (b.TRUE,), ()), b.TRUE) is None
    assert not look(b.FALSE, x)


def test_no_more_values_than_asked_for() -> None:
    for low, high in ((0, 7), (0, (1 << 32) - 1), (-5, 5), (100, 1 << 40), (-(1 << 70), 1 << 70)):
        v = b.var("v", low, high)
        for fmt in (None, samples.FP32):
            for count in (2, 8, 300):
                found = values_of(v, fmt, count)
                assert len(found) == len(set(found)) == min(count, high - low + 1)
                assert all(low <= k <= high for k in found)


def test_many_variables() -> None:
    variables = tuple(b.var(f"x{i}", 0, 255) for i in range(12))
    whole: n.Num = b.ZERO
    for v in variables:
        whole = b.add(whole, v)
    found = look(b.eq(whole, b.const(12 * 255)), *variables)
    assert evaluate(whole, found) == 12 * 255
    assert evaluate_all([whole], found) == [12 * 255]


def test_without_arrays_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Unsupported("no arrays")

    monkeypatch.setattr(module, "evaluate_arrays", refuse)
    x = b.var("x", 0, 3)
    assert not look(b.lt(x, b.ONE), x)


def test_reals_are_tried_at_simple_fractions() -> None:
    x, y = b.real_var("x"), b.real_var("y")
    predicate = b.eq(b.mul(x, y), b.const(Fraction(9, 4)))
    found = probe(Query((), (predicate,), (), reals=(x, y)), predicate)
    assert found is not None and found.witness is not None and not found.minimal
    assert found.witness[x] * found.witness[y] == Fraction(9, 4)


def test_no_simple_fraction_says_nothing() -> None:
    x = b.real_var("x")
    predicate = b.eq(x, b.const(Fraction(10**6)))
    assert probe(Query((), (predicate,), (), reals=(x,)), predicate) is None
