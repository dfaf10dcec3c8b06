"""The exhaustive engine against the reference engine, and its own laws."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from tests.engines import samples
from tests.engines.terms import Maker
from verif.engines.engine import CannotAnswer, Found, Query
from verif.engines.exhaustive import Exhaustive
from verif.engines.reference import Reference
from verif.engines.vector import evaluate_arrays
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate


def operator(op: str, fmt: Format, mode: str, codes: tuple[n.Var, ...]) -> tuple[n.Num, n.Num]:
    """The code of an operator's result and its exact value; signs of zeros by the first operand."""
    d = [b.decode(fmt, c) for c in codes]
    real = {
        "add": lambda: b.add(d[0], d[1]),
        "mul": lambda: b.mul(d[0], d[1]),
        "div": lambda: b.div(d[0], d[1]),
        "sqrt": lambda: b.unary("sqrt", d[0]),
        "fma": lambda: b.add(b.mul(d[0], d[1]), d[2]),
    }[op]()
    nan = b.or_(*(b.test("nan", fmt, c) for c in codes))
    inf = b.or_(*(b.test("inf", fmt, c) for c in codes))
    sign = b.test("negative", fmt, codes[0])
    context = fmt.context(mode).total
    return b.round_(fmt, context, nan, inf, sign, real), real


ARITY = {"add": 2, "mul": 2, "div": 2, "sqrt": 1, "fma": 3}
SMALL = [samples.E2M1, samples.E3M1, samples.Posit("posit5", 5, es=1), samples.NF4]


@pytest.mark.share(3)
@pytest.mark.parametrize("fmt", SMALL, ids=lambda f: f.name)
@pytest.mark.parametrize("op", ["add", "mul", "div", "sqrt"])
def test_operators_of_small_formats(fmt: Format, op: str) -> None:
    codes = tuple(b.var(v, 0, (1 << fmt.bits) - 1) for v in "xy"[: ARITY[op]])
    rounded, real = operator(op, fmt, "RNE", codes)
    value = b.decode(fmt, rounded)
    query = Query(
        codes,
        (b.lt(value, real), b.eq(value, real), b.test("nan", fmt, rounded), b.FALSE, b.TRUE),
        (b.absolute(b.decode(fmt, codes[0])), b.absolute(b.decode(fmt, codes[-1])), rounded),
    )
    expected = Reference().run(query)
    assert expected is not None
    assert Exhaustive().run(query) == expected
    assert Exhaustive(chunk=37, jobs=2).run(query) == expected


SAMPLED = [samples.E4M3, samples.E5M2, samples.POSIT8, samples.FNUZ, samples.E8M0]


@pytest.mark.parametrize("fmt", SAMPLED, ids=lambda f: f.name)
@pytest.mark.parametrize("op", list(ARITY))
def test_operators_sampled(fmt: Format, op: str) -> None:
    rng = np.random.default_rng(7)
    codes = tuple(b.var(v, 0, (1 << fmt.bits) - 1) for v in "xyz"[: ARITY[op]])
    for mode in ("RNE", "RTZ", "RTO"):
        rounded, _ = operator(op, fmt, mode, codes)
        arrays = {v: rng.integers(0, v.high + 1, 150) for v in codes}
        found = evaluate_arrays([rounded], arrays)[0]
        for i, code in enumerate(found.tolist()):
            assert code == evaluate(rounded, {v: int(a[i]) for v, a in arrays.items()})


@pytest.mark.parametrize("seed", range(25))
def test_random_queries(seed: int) -> None:
    rng = random.Random(seed)
    fmt = samples.random_format(rng)
    while fmt.bits > 4:
        fmt = samples.random_format(rng)
    variables = tuple(b.var(name, 0, (1 << fmt.bits) - 1) for name in "xy")
    maker = Maker(rng, {fmt: list(variables)})
    predicates = tuple(maker.truth(2) for _ in range(3))
    order = tuple(maker.number(rng.randint(0, 2)) for _ in range(rng.randint(0, 3)))
    query = Query(variables, predicates, order)
    expected = Reference().run(query)
    assert expected is not None
    for engine in (Exhaustive(), Exhaustive(chunk=rng.randint(1, 60)), Exhaustive(jobs=1)):
        assert engine.run(query) == expected


def test_three_variables_cut_in_the_middle() -> None:
    x, y, z = b.var("x", -2, 3), b.var("y", 0, 6), b.var("z", 5, 9)
    total = b.add(b.mul(x, y), z)
    query = Query((x, y, z), (b.eq(total, b.const(9)), b.lt(total, y)), (b.absolute(x), total))
    expected = Reference().run(query)
    for chunk in (1, 4, 5, 12, 35, 70, 1000):
        assert Exhaustive(chunk=chunk).run(query) == expected


def test_no_variables() -> None:
    query = Query((), (b.TRUE, b.FALSE), (b.ONE,))
    assert Exhaustive().run(query) == (Found(1, {}), Found(0, None))
    i = b.var("i", 0, 9)
    closed = b.forall((i,), b.lt(b.mul(i, i), b.const(81)))
    assert Exhaustive().run(Query((), (closed, b.not_(closed)), ())) == (
        Found(0, None),
        Found(1, {}),
    )


def test_no_assignment() -> None:
    x, none = b.var("x", 0, 9), b.var("none", 1, 0)
    query = Query((x, none), (b.TRUE,), ())
    assert Exhaustive().run(query) == Reference().run(query) == (Found(0, None),)


def test_limits() -> None:
    x = b.var("x", 0, (1 << 16) - 1)
    query = Query((x,), (b.lt(x, b.const(3)),), ())
    with pytest.raises(CannotAnswer):
        Exhaustive(limit=65535).run(query)
    with pytest.raises(CannotAnswer):
        Reference(limit=65535).run(query)
    assert Exhaustive().run(query) == (Found(3, {x: 0}),)


def test_what_is_not_supported_has_no_answer() -> None:
    x, y = b.var("x", 0, 9), b.var("y", 0, 9)
    roots = b.add(b.unary("sqrt", x), b.unary("sqrt", y))
    query = Query((x, y), (b.lt(roots, b.const(2)),), ())
    with pytest.raises(CannotAnswer):
        Exhaustive().run(query)
    with pytest.raises(CannotAnswer):
        Reference().run(query)  # unlike roots have no exact sum there either
    i = b.var("i", 0, (1 << 24) - 1)
    z = b.var("z", 0, (1 << 12) - 1)
    deep = b.forall((i,), b.lt(b.unary("floor", b.div(i, b.const(3))), z))
    with pytest.raises(CannotAnswer):
        Exhaustive().run(Query((z,), (deep,), ()))


def test_least_by_exact_order_with_millions_of_hits() -> None:
    x, y = b.var("x", 0, 1999), b.var("y", 0, 1999)
    far = b.absolute(b.sub(x, b.const(Fraction(1501, 2))))
    query = Query((x, y), (b.not_(b.eq(x, y)),), (far, b.neg(y)))
    assert Exhaustive().run(query) == (Found(2000 * 1999, {x: 750, y: 1999}),)


def test_square_root_is_within_half_an_ulp() -> None:
    fmt = samples.E4M3
    x = b.var("x", 0, 255)
    rounded, real = operator("sqrt", fmt, "RNE", (x,))
    error = b.absolute(b.sub(b.decode(fmt, rounded), real))
    fine = b.le(error, b.mul(b.const(Fraction(1, 16)), b.decode(fmt, rounded)))
    tight = b.lt(error, b.mul(b.const(Fraction(1, 32)), b.decode(fmt, rounded)))
    query = Query((x,), (b.not_(fine), b.not_(tight)), (b.absolute(b.decode(fmt, x)),))
    assert Exhaustive().run(query) == Reference().run(query)
