"""Branch and bound against enumeration and samples on random claims."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.enclosures import jets
from verif.engines.enclosures.boxes import first_box
from verif.engines.enclosures.search import decide
from verif.engines.engine import CannotAnswer, Found, Query
from verif.engines.reference import Reference
from verif.engines.solver import Budget
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.language.elementary import UNARY

BUDGET = Budget(400_000, 30.0)


def number(r: random.Random, variables: list[n.Num], depth: int) -> n.Num:
    """A random term."""
    if depth == 0 or r.random() < 0.15:
        return r.choice([*variables, b.const(Fraction(r.randint(-8, 8), r.choice([1, 2, 3])))])
    x, y = (number(r, variables, depth - 1) for _ in range(2))
    kind = r.random()
    if kind < 0.35:
        return b.function(r.choice(UNARY), x)
    if kind < 0.7:
        return b.binary(r.choice(["add", "sub", "mul", "div", "min", "max"]), x, y)
    if kind < 0.85:
        return b.unary(r.choice(["neg", "abs", "floor", "sqrt"]), x)
    return b.if_num(truth(r, variables, depth - 1), x, y)


def truth(r: random.Random, variables: list[n.Num], depth: int) -> n.Bool:
    """A random truth value."""
    x, y = (number(r, variables, max(depth - 1, 0)) for _ in range(2))
    kind = r.random()
    if depth == 0 or kind < 0.6:
        return b.compare(r.choice(["lt", "le", "eq"]), x, y)
    s, t = (truth(r, variables, depth - 1) for _ in range(2))
    if kind < 0.8:
        return r.choice([b.and_, b.or_])(s, t)
    return b.not_(s) if kind < 0.9 else b.if_bool(truth(r, variables, 0), s, t)


def has_function(predicate: n.Bool) -> bool:
    return any(isinstance(x, n.Function) for x in n.postorder(predicate))


def said(query: Query, predicate: n.Bool) -> Found | None:
    reply = decide(query, predicate, BUDGET)
    assert not reply.wrong
    return reply.found


def test_integers_as_by_enumeration() -> None:
    settled = {True: 0, False: 0}
    for seed in range(400):
        r = random.Random(seed)
        v, w = b.var("v", -6, 6), b.var("w", 0, 5)
        predicate = truth(r, [v, w], 3)
        if not has_function(predicate):
            continue
        query = Query((v, w), (predicate,), ())
        found = said(query, predicate)
        try:
            (truly,) = Reference().run(query)
        except CannotAnswer:
            continue
        if found is not None:
            assert found.some == truly.some, f"seed {seed}"
            settled[found.some] += 1
            if found.witness is not None:
                assert evaluate(predicate, found.witness) is True
    assert min(settled.values()) > 40, settled


def test_what_holds_nowhere_holds_at_no_sample() -> None:
    nowhere = some = 0
    for seed in range(250):
        r = random.Random(1000 + seed)
        x, y = b.real_var("x"), b.real_var("y")
        inside = b.and_(*(b.le(b.absolute(v), b.const(2)) for v in (x, y)))
        claim = truth(r, [x, y], 3)
        predicate = b.and_(inside, claim)
        if not has_function(predicate):
            continue
        found = said(Query((), (predicate,), (), reals=(x, y)), predicate)
        if found is None:
            continue
        if found.witness is not None:
            some += 1
            assert evaluate(predicate, found.witness) is True
            continue
        nowhere += 1
        for _ in range(60):
            at = {v: Fraction(r.randint(-128, 128), r.choice([64, 63])) for v in (x, y)}
            try:
                assert evaluate(predicate, at) is False, f"seed {seed} at {at}"
            except (NotExact, TooLarge):
                continue
    assert nowhere > 15 and some > 50


X = b.real_var("x")
WITHIN = b.and_(b.le(b.neg(b.function("log", b.const(2))), X), b.le(X, b.ZERO))
CUBIC = b.add(b.mul(b.const(Fraction("0.35815147")), b.mul(X, X)),
              b.add(b.mul(b.const(Fraction("0.96963238")), X), b.ONE))  # fmt: skip
ERROR = b.absolute(b.sub(CUBIC, b.function("exp", X)))


def about(predicate: n.Bool) -> Query:
    return Query((), (predicate,), (), reals=(X,))


def test_a_bound_is_proved_and_what_is_below_it_refuted() -> None:
    above = b.and_(WITHIN, b.lt(b.const(Fraction("0.00191301")), ERROR))
    assert decide(about(above), above, BUDGET).found == decide(about(b.FALSE), above, BUDGET).found
    found = decide(about(above), above, BUDGET).found
    assert found is not None and not found.some
    below = b.and_(WITHIN, b.lt(b.const(Fraction("0.00191300")), ERROR))
    found = decide(about(below), below, BUDGET).found
    assert found is not None and found.some


def test_a_budget_is_kept() -> None:
    y = b.real_var("y")
    both = b.and_(*(b.le(b.absolute(v), b.ONE) for v in (X, y)))
    product = b.mul(b.function("exp", X), b.function("exp", y))
    open_ = b.and_(both, b.lt(b.function("exp", b.add(X, y)), product))
    reply = decide(Query((), (open_,), (), reals=(X, y)), open_, Budget(200 << 10, 60.0))
    assert reply.found is None and reply.rlimit == 200 << 10
    assert "boxes are left after 200" in reply.reason


def test_a_wrong_enclosure_is_held_against_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jets, "_compare", lambda *_: False)
    predicate = b.and_(b.le(b.absolute(X), b.ONE), b.lt(b.ZERO, b.function("exp", X)))
    reply = decide(about(predicate), predicate, BUDGET)
    assert reply.found is None
    assert reply.wrong == "an enclosure excludes x = 0, where the reference does not"


def test_who_is_refused() -> None:
    with pytest.raises(CannotAnswer, match="no elementary function"):
        decide(about(WITHIN), b.le(X, b.ZERO), BUDGET)
    open_ = b.and_(b.le(X, b.ZERO), b.lt(b.function("exp", X), b.ZERO))
    with pytest.raises(CannotAnswer, match="x has no end below: 'where' can give it one"):
        decide(about(open_), open_, BUDGET)


def test_ends_of_one_variable_by_another() -> None:
    y = b.real_var("y")
    predicate = b.and_(b.le(b.const(-4), X), b.lt(X, y), b.le(y, b.const(4)))
    assert first_box(Query((), (predicate,), (), reals=(X, y)), predicate) == {
        X: (-4, 4),
        y: (-4, 4),
    }
    never = b.and_(b.le(b.const(3), X), b.le(X, b.ONE))
    assert first_box(about(never), never) is None


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("_function", lambda name, x: None if x is None else jets.Jet(x.value, x.middle, x.slopes)),
        ("_magnitude", lambda x: x),
        ("_extreme", lambda op, x, y: x.max(y)),
    ],
)
def test_a_wrong_enclosure_is_noticed(
    name: str, wrong: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jets, name, wrong)
    with pytest.raises((AssertionError, ValueError)):
        test_integers_as_by_enumeration()
        test_what_holds_nowhere_holds_at_no_sample()
