"""The solvers against enumeration: answers, witnesses and the least of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.engines import samples
from tests.engines.smt.random_queries import BUDGET, compare, random_properties
from tests.formats import shipped
from tests.run.solvers import properties
from verif.base.bits import Pattern
from verif.engines.engine import CannotAnswer, Query
from verif.engines.exhaustive import Exhaustive
from verif.engines.interval import IntervalEngine
from verif.engines.smt.solvers import Z3, Bitwuzla, Reals
from verif.engines.solver import Budget, Solver
from verif.formats.fixed import Integer
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.operators.record import of_code, round_to
from verif.properties.obligation import Variable

SOLVERS: tuple[Solver, ...] = (Z3("z3"), Z3("z3_default"), Bitwuzla())
ALL: tuple[Solver, ...] = (*SOLVERS, IntervalEngine())


def test_random_properties(tmp_path: Path) -> None:
    tally: Counter[str] = Counter()
    asked = 0
    for text, prop in random_properties(tmp_path / "spec.arith", 7, 60):
        asked += 1
        compare(text, prop, ALL, tally)
    assert asked >= 55
    for solver in SOLVERS:
        answered = tally[f"{solver.name}: some"] + tally[f"{solver.name}: none"]
        assert answered >= 80
        assert tally[f"{solver.name}: least"] >= 0.9 * tally[f"{solver.name}: some"]
        assert tally[f"{solver.name}: not encoded"] <= 0.1 * answered


def test_random_properties_over_the_reals(tmp_path: Path) -> None:
    """What is impossible for all reals is impossible; most questions stay open."""
    tally: Counter[str] = Counter()
    for text, prop in random_properties(tmp_path / "spec.arith", 8, 60):
        compare(text, prop, (Reals(),), tally, Budget(3_000_000, 3.0))
    assert tally["real: none"] >= 5
    assert tally["real: not encoded"] <= 5


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(0, marks=pytest.mark.long),
        *(pytest.param(i, marks=pytest.mark.hour) for i in range(1, 10)),
    ],
)
def test_five_thousand_random_properties(tmp_path: Path, part: int) -> None:
    """Ten parts of 500 properties, so that they can run side by side; the first is in the long
    run."""
    tally: Counter[str] = Counter()
    asked = 0
    for seed in range(part * 25, part * 25 + 25):
        for text, prop in random_properties(tmp_path / "spec.arith", 1000 + seed, 20):
            asked += 1
            compare(text, prop, ALL, tally)
    print(f"part {part}: {asked} properties, {dict(sorted(tally.items()))}")
    assert asked >= 470


# --- the least witness ------------------------------------------------------------------------

UNEVEN = Float("uneven", 5, Pattern("s ee mm"), 1, nan=(Pattern("0 11 mm"),))
ZEROLESS = Float(
    "zeroless", 4, Pattern("s eee"), 3, subnormals=False, has_zero=False, nan=(Pattern("s 111"),)
)
FORMATS: tuple[Format, ...] = (
    samples.E2M1,
    samples.E3M1,
    samples.UNSIGNED,
    UNEVEN,
    ZEROLESS,
    shipped.E5M2,
    shipped.E8M0,
    shipped.NF4,
    shipped.HIF8,
    shipped.POSITS["posit8_2"],
    shipped.Q4_4,
)


def least_query(variables: list[Variable], predicate: n.Bool) -> Query:
    """A query that orders as properties do: by magnitudes, then by what decides between them."""
    order = [v.magnitude for v in variables] + [v.rank for v in variables]
    names = tuple(v.var for v in variables if isinstance(v.var, n.Var))
    return Query(names, (predicate,), tuple(order))


def predicates(fmt: Format, x: n.Var) -> Iterator[n.Bool]:
    """Truths of one code that single out some of them."""
    value = b.decode(fmt, x)
    yield b.test("nan", fmt, x)
    yield b.test("inf", fmt, x)
    yield b.test("negative", fmt, x)
    yield b.TRUE
    yield b.lt(value, b.ZERO)
    yield b.lt(b.mul(value, value), b.const(4))
    yield b.lt(b.const(2), b.mul(value, value))
    yield b.not_(b.eq(round_to(samples.E2M1, samples.E2M1.context("RTZ"), of_code(fmt, x)), b.ZERO))


@pytest.mark.share(3)
@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)
def test_least_codes(fmt: Format) -> None:
    """Infinities and NaN come last, the positive of two equal magnitudes first."""
    x = b.var("x", 0, (1 << fmt.bits) - 1)
    for predicate in predicates(fmt, x):
        for kind in ("datum", "code"):
            query = least_query([Variable("x", kind, x, fmt)], predicate)  # type: ignore[arg-type]
            (true,) = Exhaustive(jobs=1).run(query)
            for solver in SOLVERS[::2]:
                found = solver.decide(query, predicate, BUDGET).found
                assert found is not None and found.some == true.some
                assert not found.some or (found.minimal and found.witness == true.witness)


def test_least_of_several() -> None:
    """Integers of both signs, codes and lanes at once."""
    fmt = samples.E2M1
    x, y = b.var("x", 0, 15), b.var("y", 0, 15)
    k, flag = b.var("k", -9, 4), b.var("flag", 0, 1)
    variables = [
        Variable("k", "int", k),
        Variable("x", "datum", x, fmt),
        Variable("y", "code", y, fmt),
        Variable("flag", "bool", flag),
    ]
    p, q = b.decode(fmt, x), b.decode(fmt, y)
    for i, (low, sign) in enumerate(product(range(-6, 6, 3), (1, -1))):
        claims = [
            b.eq(b.add(b.mul(p, k), q), b.const(low)),
            b.lt(b.mul(p, b.mul(k, b.const(sign))), b.const(-8)),
            b.and_(b.lt(k, b.const(sign)), b.lt(b.add(p, flag), q), b.not_(b.eq(k, b.ZERO))),
        ]
        predicate = claims[i % 3]
        query = least_query(variables, predicate)
        (true,) = Exhaustive(jobs=1).run(query)
        found = SOLVERS[i % 3].decide(query, predicate, BUDGET).found
        assert found is not None and found.some == true.some
        assert not found.some or (found.minimal and found.witness == true.witness)


def test_the_least_of_a_wide_format() -> None:
    """Far beyond enumeration: the first F32 that rounding to E4M3 changes."""
    fmt = shipped.F32
    x = b.var("x", 0, (1 << 32) - 1)
    value = of_code(fmt, x)
    rounded = b.decode(shipped.E4M3, round_to(shipped.E4M3, shipped.E4M3.context("RNE"), value))
    predicate = b.and_(value.finite, b.lt(b.ONE, b.absolute(value.real)))
    predicate = b.and_(predicate, b.not_(b.eq(rounded, value.real)))
    query = least_query([Variable("x", "datum", x, fmt)], predicate)
    for solver in SOLVERS:
        found = solver.decide(query, predicate, Budget(400_000_000, 60.0)).found
        assert found is not None and found.minimal
        assert found.witness == {x: 0x3F800001}, "the one after 1"


# --- what comes with an answer ----------------------------------------------------------------


def test_no_variables_and_constant_variables() -> None:
    one = b.var("one", 5, 5)
    x = b.var("x", 0, 3)
    for solver in SOLVERS:
        for variables, predicate, some in [
            ((one,), b.eq(b.mul(one, one), b.const(25)), True),
            ((one,), b.eq(b.mul(one, one), b.const(24)), False),
            ((one, x), b.eq(b.add(one, x), b.const(7)), True),
            ((one, x), b.TRUE, True),
            ((x,), b.FALSE, False),
        ]:
            query = Query(variables, (predicate,), ())
            found = solver.decide(query, predicate, BUDGET).found
            assert found is not None and found.some == some, (solver.name, predicate)
            (true,) = Exhaustive(jobs=1).run(query)
            assert found.witness == true.witness


def test_bounds_of_variables_are_kept() -> None:
    """A term of three bits has values that its variable has not."""
    for low, high in [(0, 5), (2, 6), (-3, 2), (-5, -2), (-8, 7), (1, 1)]:
        v = b.var("v", low, high)
        inside = range(low, high + 1)
        for bound in range(-9, 9):
            limit = b.const(bound)
            for predicate, some in (
                (b.lt(v, limit), any(x < bound for x in inside)),
                (b.lt(limit, v), any(bound < x for x in inside)),
            ):
                found = Z3("z3").decide(Query((v,), (predicate,), ()), predicate, BUDGET).found
                assert found is not None and found.some == some


def test_facts_are_assumed() -> None:
    x = b.var("x", 0, 200)
    predicate = b.eq(b.mul(x, x), b.const(49))
    fact = b.lt(x, b.const(7))
    for solver in SOLVERS:
        found = solver.decide(Query((x,), (predicate,), (), (fact,)), predicate, BUDGET).found
        assert found is not None and not found.some
        found = solver.decide(Query((x,), (predicate,), ()), predicate, BUDGET).found
        assert found is not None and found.witness == {x: 7}


def test_a_spent_budget_is_no_answer() -> None:
    fmt = shipped.F32
    x, y = b.var("x", 0, (1 << 32) - 1), b.var("y", 0, (1 << 32) - 1)
    p, q = b.decode(fmt, x), b.decode(fmt, y)
    predicate = b.eq(b.mul(b.mul(p, p), b.mul(q, q)), b.const(2))
    for solver in SOLVERS:
        reply = solver.decide(Query((x, y), (predicate,), ()), predicate, Budget(20_000, 0.05))
        assert reply.found is None
        assert "no answer within" in reply.reason
        assert not reply.wrong


def test_what_cannot_be_encoded_is_refused() -> None:
    i = Integer("wide", 4096)
    x = b.var("x", 0, (1 << 4096) - 1)
    predicate = b.eq(b.pow2(b.ordinal(i, x)), b.const(5))
    for solver in SOLVERS:
        with pytest.raises((CannotAnswer, Exception), match=r"large|bits|write out"):
            solver.decide(Query((x,), (predicate,), ()), predicate, BUDGET)


def test_seeds_and_solvers_agree_on_a_spec(tmp_path: Path) -> None:
    text = """
    property p {
      given x : E3M2; given y : E3M2;
      assume x != 0 and y != 0;
      prove same(mul(E3M2, x, y, RNE), mul(E3M2, y, x, RNE));
      prove abs(mul(E3M2, x, y, RTZ)) <= abs(x * y);
      prove mul(E3M2, x, y, RNE) <= x * y;
      cover mul(E3M2, x, y, RTO) != x * y and x > 3;
    }
    """
    (prop,) = properties(tmp_path, text)
    tally = compare(text, prop, SOLVERS, budget=Budget(400_000_000, 120.0))
    for solver in SOLVERS:
        assert tally[f"{solver.name}: least"] == tally[f"{solver.name}: some"] >= 3
