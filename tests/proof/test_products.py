"""Products as free numbers: every product is among them, and what goes through is true."""

from __future__ import annotations

import random
from itertools import product as pairs

import pytest

from tests.engines.samples import E8M0, FP64, ieee, random_float
from tests.proof.plans import Judge, hits
from tests.proof.sums import CUT, E4M1, UZ, Pair, plain
from verif.base.bits import Pattern
from verif.engines.engine import Query
from verif.formats.encode import encode
from verif.formats.float_ import Float
from verif.formats.value import Input
from verif.ir import build as b
from verif.ir import nodes as n
from verif.proof import products
from verif.proof.products import by_products, product_format

E2M1 = plain("E2M1", 2, 1)
E2M2 = plain("E2M2", 2, 2)
E3M1 = ieee("E3M1", 3, 1)
ONE_SIDED = Float(
    "ONE_SIDED", 6, Pattern("s eeee m"), 7, nan=(Pattern("0 1xxx m"), Pattern("0 01xx m"))
)
"""NaN codes leave its negative numbers a range of many more binades."""
UNSIGNED = Float("UNSIGNED", 5, Pattern("eee mm"), 3)
NO_SUBNORMALS = Float("NO_SUBNORMALS", 5, Pattern("s ee mm"), 1, subnormals=False)
NO_ZERO = Float("NO_ZERO", 4, Pattern("ee mm"), 1, subnormals=False, has_zero=False)
SUBNORMAL = Float(
    "SUBNORMAL", 5, Pattern("s ee mm"), 2, nan=(Pattern("s 1x mm"), Pattern("s 01 mm"))
)
"""No normal number at all."""

SHAPES = (E2M1, E2M2, E3M1, E4M1, CUT, UZ, ONE_SIDED, UNSIGNED, NO_SUBNORMALS, NO_ZERO, SUBNORMAL)


def fits(f: Float, g: Float, wide: Float) -> bool:
    """Whether every product of two codes, those without a value included, is a value of a
    format."""
    values = [{fmt.decode(c).exact or 0 for c in fmt.codes()} for fmt in (f, g)]
    context = wide.context("RNE").total
    found = {x * y for x, y in pairs(*values)}
    return all(wide.decode(encode(wide, Input.of(v), context)).exact == v for v in found)


@pytest.fixture(autouse=True)
def narrow_products(monkeypatch: pytest.MonkeyPatch) -> None:
    """Products of any width."""
    monkeypatch.setattr(products, "MIN_WIDTH", 2)


def test_every_product_has_a_code() -> None:
    for f, g in pairs(SHAPES, repeat=2):
        assert fits(f, g, product_format(f, g)), (f.name, g.name)


def test_every_product_of_random_formats_has_a_code() -> None:
    rng = random.Random(8)
    seen = 0
    while seen < 40:
        f, g = (random_float(rng, rng.randint(3, 6)) for _ in range(2))
        if f is not None and g is not None:
            seen += 1
            assert fits(f, g, product_format(f, g)), (f, g)


def test_wide_formats() -> None:
    wide = product_format(FP64, FP64)
    for x, y in pairs((FP64.value_of(1), FP64.max, -FP64.max, FP64.min_normal), repeat=2):
        assert x is not None and y is not None
        code = encode(wide, Input.of(x * y), wide.context("RNE").total)
        assert wide.decode(code).exact == x * y
    assert product_format(E8M0, E8M0).max >= E8M0.max**2


def test_a_product_wider_than_formats_may_be_has_no_plan() -> None:
    huge = Float("huge", 200, Pattern(f"s {'e' * 15} {'m' * 184}"), 16383)
    p = Pair(huge)
    claim = b.lt(b.mul(p.X, p.Y), p.value(p.round(b.mul(p.X, p.Y))))
    assert by_products(p.query, claim) is None


# --- claims -----------------------------------------------------------------------------------


class Three(Pair):
    """A pair and a third number."""

    def __init__(self, fmt: Float) -> None:
        super().__init__(fmt)
        self.z = b.var("z", 0, (1 << fmt.bits) - 1)
        self.Z = b.decode(fmt, self.z)
        self.query = Query((self.x, self.y, self.z), (b.TRUE,), ())
        self.target = E2M1

    def to_target(self, real: n.Num, mode: str = "RNE") -> n.Num:
        """The value that a number rounds to."""
        context = self.target.context(mode).total
        return b.decode(
            self.target, b.round_(self.target, context, b.FALSE, b.FALSE, b.FALSE, real)
        )


def monotone(p: Three, low: n.Bool) -> n.Bool:
    """``x z > y z`` once rounded, for ``x <= y``."""
    left, right = p.to_target(b.mul(p.X, p.Z)), p.to_target(b.mul(p.Y, p.Z))
    return b.and_(b.le(p.X, p.Y), low, b.lt(right, left))


def test_monotone_products() -> None:
    """True where z is not negative: that the products are in order is a lemma on real numbers."""
    for fmt in (E2M1, E2M2):
        p, judge = Three(fmt), Judge()
        true, false = monotone(p, b.le(b.ZERO, p.Z)), monotone(p, b.TRUE)
        assert not hits(p.query, true) and hits(p.query, false)
        plan = by_products(p.query, true)
        assert plan is not None and judge.shows(plan)
        plan = by_products(p.query, false)
        assert plan is not None and not judge.shows(plan)


def test_a_lemma_that_is_not_proved_is_not_used() -> None:
    p = Three(E2M1)
    plan = by_products(p.query, monotone(p, b.le(b.ZERO, p.Z)))
    assert plan is not None and plan.hints
    assert Judge().impossible(plan.finish([False] * len(plan.hints))[0]) is False


def test_a_false_lemma_taken_for_granted_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were every guess a fact, the false claim would be proved."""
    p = Three(E2M1)
    false = monotone(p, b.TRUE)
    monkeypatch.setattr(products, "SAMPLES", 0)  # nothing speaks against any guess
    plan = by_products(p.query, false)
    assert plan is not None
    judge = Judge()
    assert judge.impossible(plan.finish([True] * len(plan.hints))[0])
    assert not all(judge.impossible(hint) for hint in plan.hints)
    assert not judge.shows(plan)


def test_no_guess_that_fails_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real lemmas against all inputs."""
    monkeypatch.setattr(products, "SAMPLES", 2)
    judge, proved, refused = Judge(), 0, 0
    rng = random.Random(4)
    for _ in range(25):
        p = Three(E2M1)
        plan = by_products(p.query, random_claim(p, rng))
        for hint in plan.hints if plan is not None else ():
            if judge.impossible(hint):
                proved += 1
                assert not hits(hint.query, hint.predicate), hint.name
            else:
                refused += 1
    assert proved >= 10 and refused >= 10


def random_claim(p: Three, rng: random.Random) -> n.Bool:
    """Guards on the inputs, and two roundings of products compared."""
    terms = [p.X, p.Y, p.Z]
    made = [b.mul(*rng.choices(terms, k=2)) for _ in range(2)]
    guards = []
    for _ in range(rng.choice([1, 2, 3])):
        u, v = rng.choices([*terms, b.ZERO, b.neg(p.X), b.absolute(p.Y)], k=2)
        guards.append(rng.choice([b.le, b.lt, b.eq])(u, v))
    sides = []
    for real in made:
        if rng.random() < 0.3:
            real = rng.choice([b.neg, b.absolute])(real)
        if rng.random() < 0.3:
            real = b.add(real, rng.choice(terms))
        sides.append(p.to_target(real, rng.choice(["RNE", "RTZ", "RNA", "RTP"])))
    if rng.random() < 0.3:
        sides[1] = rng.choice([made[0], b.ZERO])
    return b.and_(*guards, rng.choice([b.lt, b.eq, b.le])(*sides))


def test_random_claims_on_products() -> None:
    """Where the goals are impossible, so is the claim."""
    rng = random.Random(6)
    judge, applied, shown, false = Judge(), 0, 0, 0
    for _ in range(120):
        p = Three(E2M1)
        claim = random_claim(p, rng)
        plan = by_products(p.query, claim)
        if plan is None:
            continue
        applied += 1
        count = hits(p.query, claim)
        false += count > 0
        if judge.shows(plan):
            shown += 1
            assert count == 0, claim
    assert applied >= 60 and shown >= 8 and false >= 30


def test_products_below_binders_have_no_plan() -> None:
    p = Three(E2M1)
    i = b.var("i", 0, 3)
    term = b.fold("sum", (i,), b.TRUE, b.mul(p.X, b.decode(E2M1, i)))
    assert by_products(p.query, b.lt(term, b.mul(p.X, p.Y))) is None


# --- mutants ----------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["precision", "low", "high"])
def test_a_narrower_format_shows(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that lacks products fails the tests above."""
    exact = products._exponents

    def narrower(fmt: Float) -> tuple[int, int]:
        low, high = exact(fmt)
        return (low + 1, high) if change == "low" else (low, high - 2)

    if change == "precision":
        monkeypatch.setattr(Float, "precision", property(lambda f: f.significand_bits))
    else:
        monkeypatch.setattr(products, "_exponents", narrower)
    products.product_format.cache_clear()
    made = [(f, g, product_format(f, g)) for f, g in pairs(SHAPES[:5], repeat=2)]
    products.product_format.cache_clear()
    monkeypatch.undo()
    assert not all(fits(f, g, wide) for f, g, wide in made)
