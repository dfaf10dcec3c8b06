"""Branch and bound against enumeration and samples on random claims."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from types import ModuleType

import pytest

from tests.engines import samples
from tests.engines.samples import contexts
from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.enclosures import codes, jets, terms
from verif.engines.enclosures.boxes import first_box
from verif.engines.enclosures.search import decide
from verif.engines.engine import CannotAnswer, Found, Query
from verif.engines.reference import Reference
from verif.engines.solver import Budget
from verif.formats.context import Mode
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.language.elementary import UNARY

CODES, ROUNDED = codes._of, codes.rounded
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


X = b.real_var("x")
WITHIN = b.and_(b.le(b.neg(b.function("log", b.const(2))), X), b.le(X, b.ZERO))
CUBIC = b.add(b.mul(b.const(Fraction("0.35815147")), b.mul(X, X)),
              b.add(b.mul(b.const(Fraction("0.96963238")), X), b.ONE))  # fmt: skip
ERROR = b.absolute(b.sub(CUBIC, b.function("exp", X)))


def about(predicate: n.Bool) -> Query:
    return Query((), (predicate,), (), reals=(X,))


def integers_as_by_enumeration(seeds: range) -> None:
    settled = {True: 0, False: 0}
    for seed in seeds:
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
    assert min(settled.values()) >= len(seeds) / 16, settled


@pytest.mark.share(5)
@pytest.mark.parametrize("part", range(5))
def test_integers_as_by_enumeration(part: int) -> None:
    integers_as_by_enumeration(range(80 * part, 80 * (part + 1)))


def what_holds_nowhere_holds_at_no_sample(seeds: range) -> None:
    nowhere = some = 0
    for seed in seeds:
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
    assert nowhere >= len(seeds) / 25 and some > len(seeds) / 5


@pytest.mark.share(5)
@pytest.mark.parametrize("part", range(5))
def test_what_holds_nowhere_holds_at_no_sample(part: int) -> None:
    what_holds_nowhere_holds_at_no_sample(range(50 * part, 50 * (part + 1)))


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
    monkeypatch.setattr(terms._OnBox, "_compare", lambda *_: False)
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


def datum(r: random.Random, fmt: Format, v: n.Var, depth: int) -> n.Num:
    """A random term over the value of a code, some of it rounded."""
    if depth == 0 or r.random() < 0.2:
        return b.decode(fmt, v)
    x = datum(r, fmt, v, depth - 1)
    kind = r.random()
    if kind < 0.3:
        return b.function(r.choice(UNARY), x)
    if kind < 0.6:
        into = r.choice([fmt, samples.E2M3, samples.E4M3, samples.POSIT8])
        context = next(contexts(into, r, 1))
        negative = b.lt(x, b.ZERO)
        return b.decode(into, b.round_(into, context, b.FALSE, b.FALSE, negative, x))
    if kind < 0.85:
        op = r.choice(["add", "sub", "mul", "div", "min", "max"])
        return b.binary(op, x, datum(r, fmt, v, depth - 1))
    return b.unary(r.choice(["abs", "floor", "neg"]), x)


def data_as_by_enumeration(seeds: range) -> None:
    settled = {True: 0, False: 0}
    for seed in seeds:
        r = random.Random(seed)
        fmt = r.choice([samples.E4M3, samples.E5M2, samples.FNUZ, samples.E2M3, samples.E3M1])
        v = b.var("v", 0, (1 << fmt.bits) - 1)
        x, y = (datum(r, fmt, v, 3) for _ in range(2))
        if r.random() < 0.5:  # a claim that is often true, so that nothing satisfies its opposite
            y = b.add(x, b.const(Fraction(r.randint(0, 8), 8)))
        inside = b.lt(b.absolute(b.decode(fmt, v)), b.const(r.choice([1, 2, 4])))
        special = b.or_(b.test("nan", fmt, v), b.test("inf", fmt, v), b.test("negative", fmt, v))
        predicate = b.and_(inside, r.choice([b.TRUE, b.not_(special)]), b.lt(y, x))
        if not has_function(predicate):
            continue
        query = Query((v,), (predicate,), ())
        try:
            (truly,) = Reference().run(query)
        except CannotAnswer:
            continue
        found = said(query, predicate)
        if found is not None:
            assert found.some == truly.some, f"seed {seed}"
            settled[found.some] += 1
    assert min(settled.values()) > len(seeds) / 8, settled


@pytest.mark.share(5)
@pytest.mark.parametrize("part", range(5))
def test_data_as_by_enumeration(part: int) -> None:
    data_as_by_enumeration(range(30 * part, 30 * (part + 1)))


def test_magnitudes() -> None:
    left = b.and_(b.le(b.const(-1), X), b.le(X, b.const(Fraction(-1, 2))))
    predicate = b.and_(left, b.lt(b.const(Fraction(5, 2)), b.function("exp", b.absolute(X))))
    found = said(about(predicate), predicate)
    assert found is not None and found.some


def test_roundings() -> None:
    v = b.var("v", 0, 255)
    x, context = b.decode(samples.E4M3, v), samples.E2M1.context(Mode.RNE).total
    code = b.round_(samples.E2M1, context, b.FALSE, b.FALSE, b.lt(x, b.ZERO), x)
    least = b.lt(b.function("exp", b.decode(samples.E2M1, code)), b.const(Fraction(1, 200)))
    finite = b.not_(b.test("nan", samples.E4M3, v))
    predicate = b.and_(finite, b.lt(b.absolute(x), b.const(8)), least)
    found = said(Query((v,), (predicate,), ()), predicate)
    assert found is not None and found.some


def test_a_polynomial_in_float32() -> None:
    """Every rounding of Horner's scheme counts: 2**-23 more than the polynomial is enough."""
    f32 = samples.FP32
    v = b.var("v", 0, (1 << 32) - 1)
    x = b.decode(f32, v)

    def rounded(term: n.Num) -> n.Num:
        context = f32.context(Mode.RNE).total
        code = b.round_(f32, context, b.FALSE, b.FALSE, b.lt(term, b.ZERO), term)
        return b.decode(f32, code)

    total: n.Num = b.const(Fraction("0.35815147"))
    for c in (Fraction("0.96963238"), Fraction(1)):
        total = rounded(b.add(rounded(b.mul(total, x)), b.const(c)))
    special = b.or_(b.test("nan", f32, v), b.test("inf", f32, v))
    within = b.and_(b.not_(special), b.le(b.const(Fraction(-11, 16)), x), b.le(x, b.ZERO))
    off = b.absolute(b.sub(total, b.function("exp", x)))
    for bound, some in (("0.0019132", False), ("0.0019129", True)):
        predicate = b.and_(within, b.lt(b.const(Fraction(bound)), off))
        found = said(Query((v,), (predicate,), ()), predicate)
        assert found is not None and found.some == some


@pytest.mark.parametrize(
    ("module", "name", "wrong", "by"),
    [
        (jets, "magnitude", lambda x: x, test_magnitudes),
        (
            jets,
            "_extreme",
            lambda op, x, y: x.max(y),
            partial(integers_as_by_enumeration, range(400)),
        ),
        (
            jets,
            "_abs_form",
            lambda x: x.form,
            partial(what_holds_nowhere_holds_at_no_sample, range(250)),
        ),
        (
            codes,
            "_of",
            lambda values: CODES(values[:1]),
            partial(data_as_by_enumeration, range(150)),
        ),
        (terms, "error", lambda *_: Fraction(0), test_a_polynomial_in_float32),
        (
            terms,
            "rounded",
            lambda f, c, low, high: ROUNDED(f, c, (low + high) / 2, high),
            test_roundings,
        ),
    ],
)
def test_a_wrong_rule_is_noticed(
    module: ModuleType,
    name: str,
    wrong: object,
    by: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises((AssertionError, ValueError)):
        by()
