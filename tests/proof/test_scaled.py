"""Sums gap by gap: a plan that goes through must leave no input, and known truths go through."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from tests.engines.terms import Maker
from tests.proof.plans import Judge, goals_of, hits
from tests.proof.sums import (
    BARE,
    CUT,
    CUT_INF,
    CUT_ONE,
    E4M1,
    E4M2,
    FORMATS,
    SHALLOW,
    UZ,
    Claims,
    Pair,
)
from verif.base.bits import Pattern
from verif.engines.engine import Query
from verif.formats.context import Policies
from verif.formats.encode import encode
from verif.formats.float_ import Float
from verif.formats.value import Input
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate, evaluate_all
from verif.ir.simplify import conjuncts, simplified
from verif.ir.substitute import substitute
from verif.proof import gap as gap_module
from verif.proof import scaled
from verif.proof.distant import Distant
from verif.proof.gap import Gap
from verif.proof.homogeneous import homogeneous
from verif.proof.plan import Goal
from verif.proof.scaled import Sums, by_scaling, sums_of

CODES_AGAIN = Float(
    "AGAIN", 7, Pattern("s eeee mm"), 7, nan=(Pattern("s 1111 mm"), Pattern("s 1110 mm"))
)
"""Codes as wide as those of E4M2, but NaN from the top binade on."""


# --- truths -----------------------------------------------------------------------------------


def fast_two_sum(p: Pair, mode: str = "RNE") -> n.Bool:
    """What is lost in ``x + y``, ``|x| >= |y|``, is got back exactly: denied."""
    s = p.sum(p.x, p.y, mode)
    z = p.sum(s, p.x, mode, -1)
    t = p.sum(p.y, z, mode, -1)
    whole = b.add(p.value(s), p.value(t))
    return b.and_(
        p.finite(p.x, p.y, s),
        b.le(b.absolute(p.Y), b.absolute(p.X)),
        b.not_(b.eq(whole, b.add(p.X, p.Y))),
    )


def ties(p: Pair) -> n.Bool:
    """RNE and RNA differ by at most the smaller of the numbers: denied."""
    even, away = p.sum(p.x, p.y), p.sum(p.x, p.y, "RNA")
    apart = b.absolute(b.sub(p.value(even), p.value(away)))
    least = b.binary("min", b.absolute(p.X), b.absolute(p.Y))
    return b.and_(p.finite(p.x, p.y, even, away), b.lt(b.mul(b.const(2), least), apart))


def sterbenz(p: Pair) -> n.Bool:
    """Differences of numbers within a factor of 2 are exact: denied, overflow included."""
    d = p.sum(p.x, p.y, sign=-1)
    near = b.and_(b.le(p.Y, p.X), b.le(p.X, b.mul(b.const(2), p.Y)))
    inexact = b.not_(b.eq(p.value(d), b.sub(p.X, p.Y)))
    return b.and_(p.finite(p.x, p.y), near, b.or_(inexact, b.not_(p.finite(d))))


def monotone(p: Pair) -> n.Bool:
    """``x + y`` is at least ``x`` where ``y`` is not negative: denied."""
    s = p.sum(p.x, p.y)
    return b.and_(p.finite(p.x, p.y, s), b.le(b.ZERO, p.Y), b.lt(p.value(s), p.X))


def signs(p: Pair) -> n.Bool:
    """A sum of numbers of one sign has that sign: denied."""
    s = p.sum(p.x, p.y)
    minus = p.test("negative", p.x)
    same = b.if_bool(minus, p.test("negative", p.y), b.not_(p.test("negative", p.y)))
    other = b.if_bool(minus, b.not_(p.test("negative", s)), p.test("negative", s))
    return b.and_(p.finite(p.x, p.y, s), b.lt(b.ZERO, b.absolute(p.X)), same, other)


def overflows_alike(p: Pair) -> n.Bool:
    """RNE and RNA overflow together, as the largest number is odd: denied. Only a look at the top
    shows it, as sums do overflow."""
    even, away = p.sum(p.x, p.y), p.sum(p.x, p.y, "RNA")
    return b.and_(p.finite(p.x, p.y), p.test("inf", even), b.not_(p.test("inf", away)))


Claim = Callable[[Pair], n.Bool]
TRUE: tuple[tuple[Claim, Float], ...] = (
    *((claim, f) for claim in (ties, sterbenz, monotone, signs) for f in (E4M1, E4M2, CUT, UZ)),
    *((fast_two_sum, f) for f in (E4M1, E4M2, CUT, CUT_INF, CUT_ONE, UZ)),
    (overflows_alike, E4M2),
)

# --- what holds at one scale and not at all of them -------------------------------------------


def _same(p: Pair, *more: n.Bool) -> n.Bool:
    """Both inputs are one positive number: a single gap, and nothing far away."""
    return b.and_(p.finite(p.x, p.y), b.lt(b.ZERO, p.Y), b.eq(p.X, p.Y), *more)


def overflow(p: Pair) -> n.Bool:
    return _same(p, b.not_(p.finite(p.sum(p.x, p.y))))


def overflow_of_a_third(p: Pair) -> n.Bool:
    """Only the second of two roundings overflows; the first is known to be finite."""
    s = p.sum(p.x, p.y)
    third = p.sum(s, p.x)
    return _same(p, p.finite(s), b.not_(p.finite(third)))


def overflow_at_the_limit(p: Pair) -> n.Bool:
    """A sum below 5/4 of the larger: between the limit and the top little is left."""
    s = p.sum(p.x, p.y)
    four = b.mul(b.const(4), p.Y)
    return b.and_(p.finite(p.x, p.y), b.lt(b.ZERO, p.Y), b.le(four, p.X), b.not_(p.finite(s)))


def lost_to_overflow(p: Pair) -> n.Bool:
    """The value of an overflow is 0 in the core."""
    return _same(p, b.lt(p.value(p.sum(p.x, p.y)), p.X))


def doubled_away(p: Pair) -> n.Bool:
    """A rounding that is used nowhere but in the sign of another."""
    s = p.sum(p.x, p.y)
    r = p.round(b.sub(p.X, p.Y), negative=p.test("inf", s))
    return _same(p, p.test("negative", r))


def toward_zero(p: Pair) -> n.Bool:
    """RTZ never overflows: a finite sum may be far too small."""
    s = p.sum(p.x, p.y, "RTZ")
    return _same(p, p.finite(s), b.lt(p.value(s), b.add(p.X, p.Y)))


def saturating(p: Pair) -> n.Bool:
    s = p.round(b.add(p.X, p.Y), policies=Policies(overflow="saturate"))
    return _same(p, p.finite(s), b.lt(p.value(s), b.add(p.X, p.Y)))


def other_format(p: Pair) -> n.Bool:
    """A code of the largest binades, read as one of another format."""
    s = p.sum(p.x, p.y)
    return _same(p, p.finite(s), b.test("nan", CODES_AGAIN, s))


def codes(p: Pair) -> n.Bool:
    """Multiples of codes: they order as no numbers do."""
    s, x = p.sum(p.x, p.y), p.round(p.X)
    known = b.and_(p.finite(s, x), b.le(p.value(s), b.add(p.X, p.Y)), b.le(p.value(x), p.X))
    return _same(p, known, b.lt(b.mul(b.const(2), s), b.mul(b.const(3), x)))


def nan_to_largest(p: Pair) -> n.Bool:
    s = p.round(b.add(p.X, p.Y), policies=Policies(on_nan="max"), nan=b.lt(p.X, b.ZERO))
    low = b.and_(p.finite(p.x, p.y, s), b.lt(p.X, b.ZERO), b.eq(p.X, p.Y))
    return b.and_(low, b.le(p.value(s), b.absolute(p.X)))


def constant(p: Pair) -> n.Bool:
    """Large sums exist."""
    s = p.sum(p.x, p.y)
    return _same(p, p.finite(s), b.lt(b.const(20), p.value(s)))


def infinite_inputs(p: Pair) -> n.Bool:
    """Only where an input is not finite."""
    s = p.sum(p.x, p.y)
    nan = b.and_(b.not_(p.test("nan", p.x)), b.not_(p.test("nan", p.y)), p.test("nan", s))
    return b.and_(nan, b.le(b.decode(p.format, s), p.X))


def far_apart(p: Pair) -> n.Bool:
    """Only where the smaller one is lost altogether."""
    s = p.sum(p.x, p.y)
    far = b.lt(b.mul(b.const(1 << 7), b.absolute(p.Y)), b.absolute(p.X))
    some = b.lt(b.ZERO, b.absolute(p.Y))
    return b.and_(p.finite(p.x, p.y, s), far, some, b.eq(p.value(s), p.X))


def ties_by_exponent(p: Pair) -> n.Bool:
    """Without significand bits the even code of a tie depends on the exponent."""
    s = p.sum(p.x, p.y)
    twice = b.and_(b.lt(b.ZERO, p.X), b.eq(p.Y, b.mul(b.const(2), p.X)))
    return b.and_(p.finite(p.x, p.y, s), twice, b.lt(b.add(p.X, p.Y), p.value(s)))


def subnormal(p: Pair) -> n.Bool:
    """Only a sum of subnormal numbers is exact with so many digits: every number has such."""
    s = p.sum(p.x, p.y)
    exact = b.eq(p.value(s), b.add(p.X, p.Y))
    return b.and_(p.finite(p.x, p.y, s), b.lt(b.ZERO, p.Y), b.lt(p.Y, p.X), exact)


def zero_signs(p: Pair) -> n.Bool:
    """x - x is +0 and not -0."""
    d = p.round(b.sub(p.X, p.Y))
    return b.and_(
        p.finite(p.x, p.y), p.test("negative", p.x), b.eq(p.X, p.Y), b.not_(p.test("negative", d))
    )


FALSE: tuple[tuple[Claim, Float], ...] = (
    (overflow, E4M1),
    (overflow, CUT),
    (overflow, UZ),
    (overflow_of_a_third, E4M2),
    (overflow_of_a_third, CUT),
    (overflow_at_the_limit, E4M2),
    (overflow_at_the_limit, CUT),
    (lost_to_overflow, E4M1),
    (lost_to_overflow, CUT_INF),
    (doubled_away, E4M2),
    (toward_zero, E4M2),
    (saturating, E4M2),
    (saturating, CUT),
    (other_format, E4M2),
    (codes, E4M2),
    (nan_to_largest, E4M2),
    (constant, E4M2),
    (infinite_inputs, E4M2),
    (far_apart, E4M1),
    (ties_by_exponent, BARE),
    (subnormal, E4M1),
    (zero_signs, E4M1),
)


def _id(x: Claim | Float) -> str:
    return x.name if isinstance(x, Float) else x.__name__


def wrong(judge: Judge | None = None, quick: bool = False) -> str:
    """What is proved that is false, or true and not proved; nothing, if all is well."""
    judge = judge or Judge()
    for claim, fmt in FALSE:
        pair = Pair(fmt)
        if judge.shown(pair.query, claim(pair)):
            return f"{claim.__name__} of {fmt.name} is false, and proved"
    for claim, fmt in (*TRUE[::4], TRUE[-1]) if quick else TRUE:
        pair = Pair(fmt)
        if not judge.shown(pair.query, claim(pair)):
            return f"{claim.__name__} of {fmt.name} is true, and not proved"
    return ""


@pytest.mark.parametrize(("claim", "fmt"), TRUE, ids=_id)
def test_true_claims_have_no_counterexample(claim: Claim, fmt: Float) -> None:
    pair = Pair(fmt)
    assert not hits(pair.query, claim(pair))


@pytest.mark.parametrize(("claim", "fmt"), FALSE, ids=_id)
def test_false_claims_have_counterexamples(claim: Claim, fmt: Float) -> None:
    pair = Pair(fmt)
    assert hits(pair.query, claim(pair))


def test_true_claims_are_shown_and_false_ones_are_not() -> None:
    assert wrong() == ""


# --- mutants ----------------------------------------------------------------------------------


def _without(*parts: str) -> Callable[..., Any]:
    """A plan that leaves out the goals with some words in their names."""
    plan = scaled._plan

    def made(goals: Any) -> Any:
        return plan([g for g in goals if not any(part in g.name for part in parts)])

    return made


def _larger_limit(
    self: Gap, query: Query, predicate: n.Bool, rounds: Sequence[n.Round]
) -> Iterator[Goal]:
    """Results of twice the limit are said to stay within."""
    for goal in NO_OVERFLOW(self, query, predicate, rounds):
        terms = []
        for term in conjuncts(goal.predicate):
            match term:
                case n.Compare("lt", n.Binary("max") as limit, result):
                    terms.append(b.lt(b.mul(b.const(2), limit), result))
                case _:
                    terms.append(term)
        yield replace(goal, query=goal.query.about(b.and_(*terms)))


def _all_finite(root: n.Bool) -> dict[n.Node, n.Node]:
    """Every rounding is taken to be finite."""
    return {x: b.FALSE for x in n.postorder(root) if isinstance(x, n.Test) and x.op != "negative"}


NO_OVERFLOW = Gap.no_overflow
SUMS_OF = scaled.sums_of


def _one_way(query: Any, predicate: n.Bool) -> Sums | None:
    """The formats of tests are not looked at."""
    hidden: dict[n.Node, n.Node] = {}
    fmt = next(x.format for x in n.postorder(predicate) if isinstance(x, n.Round))
    for node in n.postorder(predicate):
        if isinstance(node, n.Test) and node.format.key != fmt.key:
            hidden[node] = b.eq(b.var("hidden", 0, 1), b.ONE)
    if not hidden:
        return SUMS_OF(query, predicate)
    found = SUMS_OF(query, substitute(predicate, hidden))
    if found is None:
        return None
    back = {new: old for old, new in hidden.items()}
    return replace(found, predicate=predicate, finite=substitute(found.finite, back))


def _loose(root: n.Bool) -> bool:
    """Every comparison of numbers counts as one that scales."""
    return not any(isinstance(x, n.Fold | n.ForAll | n.Ordinal) for x in n.postorder(root))


SCALING_LEFT_OUT = (scaled, "_plan", _without("commutes", "stays within the format"))
SMALL_LEFT_OUT = (scaled, "_plan", _without("sums are small"))

MUTANTS: dict[str, list[tuple[Any, str, Any]]] = {
    "reach - 1": [(Sums, "reach", property(lambda s: s.format.precision + 1))],
    "reach - 2": [(Sums, "reach", property(lambda s: s.format.precision))],
    "no look at overflow": [(Gap, "no_overflow", lambda *_: iter(()))],
    "a limit twice as large": [(Gap, "no_overflow", _larger_limit)],
    "no goals at the top": [(Gap, "highest", property(lambda g: g.lowest))],
    "sums are never small": [(Gap, "small_width", property(lambda g: 1))],
    "sums of any size are small": [(Gap, "small_width", property(lambda g: 1)), SMALL_LEFT_OUT],
    "any rounding is safe, and scales": [(scaled, "_safe", lambda r: True), SCALING_LEFT_OUT],
    "inputs that are not finite left out": [(scaled, "_plan", _without("not finite"))],
    "the claim far away left out": [(scaled, "_plan", _without(": the claim"))],
    "scaling taken for granted": [SCALING_LEFT_OUT],
    "the gaps left out": [(scaled, "_plan", _without("gap "))],
    "tests of other formats": [(scaled, "sums_of", _one_way)],
    "everything scales": [(scaled, "homogeneous", _loose)],
    "all roundings are finite": [(gap_module, "known_truths", _all_finite)],
}


@pytest.mark.share(3)
@pytest.mark.parametrize("name", MUTANTS)
def test_mutants_show(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each change of the rule proves what is false or loses what is true."""
    for owner, attribute, value in MUTANTS[name]:
        monkeypatch.setattr(owner, attribute, value)
    assert wrong(quick=True)


# --- lemma by lemma ---------------------------------------------------------------------------


def digits_of(gap: Gap, x: Fraction, y: Fraction, scale: int) -> dict[n.Var, int] | None:
    """The signs and digits that give two values at a scale; ``None`` where there are none."""
    found: dict[n.Var, int] = {}
    for v, value in zip(gap.codes, (x, y), strict=True):
        sign, digits = gap._parts(v)
        whole = abs(value) / Fraction(2) ** (scale + gap._up(v))
        if whole.denominator != 1 or not digits.low <= whole <= digits.high:
            return None
        found |= {sign: int(value < 0), digits: int(whole)}
    return found


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)
def test_every_finite_pair_is_in_some_goal(fmt: Float) -> None:
    """By the gap at one of its scales, or far apart; and the lowest scale has its image."""
    p = Pair(fmt)
    sums = sums_of(p.query, monotone(p))
    assert sums is not None
    gaps = [Gap(sums.codes, fmt, d) for d in range(1 - sums.reach, sums.reach)]
    regions = [
        Distant(p.query, sums.finite, fmt, codes, sums.reach).region
        for codes in ((p.x, p.y), (p.y, p.x))
    ]
    far = 0
    pairs = list(product(fmt.codes(), repeat=2))
    for i, j in random.Random(2).sample(pairs, 400):
        first, second = fmt.decode(i), fmt.decode(j)
        if first.exact is None or second.exact is None:
            continue
        if any(evaluate(r, {p.x: i, p.y: j}) for r in regions):
            far += 1
            continue
        places = [
            (gap, scale)
            for gap in gaps
            for scale in range(gap.lowest, gap.highest + 1)
            if digits_of(gap, first.exact, second.exact, scale) is not None
        ]
        assert places, (first, second)
        down = {gap: Fraction(2) ** (gap.lowest - scale) for gap, scale in places}
        assert any(
            digits_of(gap, first.exact * k, second.exact * k, gap.lowest) is not None
            for gap, k in down.items()
        )
    assert far


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)
def test_no_sum_is_wider_than_said(fmt: Float) -> None:
    """At the lowest scale the sums of a claim are below ``2**width`` last places."""
    rng = random.Random(11)
    claims = Claims(fmt, rng)
    seen = tight = 0
    while seen < 12:
        sums = sums_of(claims.query, simplified(claims.predicate()))
        if sums is None:
            continue
        seen += 1
        for d in (0, 1, 1 - sums.reach, sums.reach - 1):
            gap = Gap(sums.codes, fmt, d)
            bits = gap.width(sums.rounds)
            for power in (bits, bits - 2):
                limit = b.const(Fraction(2) ** (gap.lowest + power))
                wide = b.or_(*(b.lt(limit, b.absolute(r.real)) for r in sums.rounds))
                goal = gap.goal(sums.query, wide, gap.lowest)
                found = hits(goal.query, goal.predicate)
                assert power < bits or not found
                tight += power < bits and found > 0
    assert tight > 6


@pytest.mark.share(2)
@pytest.mark.parametrize("mode", ["RNE", "RNA", "RN"])
@pytest.mark.parametrize("fmt", [E4M1, CUT], ids=lambda f: f.name)
def test_rounding_scales(fmt: Float, mode: str) -> None:
    """What the two lemmas of a context say, told on the reference."""
    p = Pair(fmt)
    s = p.sum(p.x, p.y, mode)
    claim = b.and_(p.finite(p.x, p.y, s), b.lt(p.value(s), p.X))
    both = [g for part in ("commutes", "stays within") for g in goals_of(p.query, claim, part)]
    names = {g.name for g in both}
    assert names == {f"{mode} commutes with scaling", f"{mode} stays within the format"}
    v, q, flag = both[0].query.variables
    context = fmt.context(mode).total
    for real in range(v.low, v.high + 1, 3):
        for place in range(q.low, q.high + 1, 2):
            here = fmt.decode(encode(fmt, Input(real * Fraction(2) ** place), context)).exact
            low = fmt.decode(encode(fmt, Input(real * Fraction(2) ** q.low), context)).exact
            assert low is not None
            scaled_up = low * Fraction(2) ** (place - q.low)
            assert here == (scaled_up if abs(scaled_up) <= fmt.max else None)
            assert not any(evaluate(g.predicate, {v: real, q: place, flag: 0}) for g in both)


@pytest.mark.parametrize("fmt", [E4M1, CUT, UZ, BARE], ids=lambda f: f.name)
def test_far_lemmas_hold_and_the_next_gap_breaks_them(
    fmt: Float, monkeypatch: pytest.MonkeyPatch
) -> None:
    p, judge = Pair(fmt), Judge()

    def lemmas() -> list[bool | None]:
        goals = [*goals_of(p.query, monotone(p), "RNE(")]
        assert len(goals) >= 2
        return [judge.impossible(g) for g in goals]

    assert all(lemmas())
    monkeypatch.setattr(Sums, "reach", property(lambda s: s.format.precision + 1))
    assert not all(lemmas())


def test_what_is_too_narrow_or_different_has_no_plan() -> None:
    p = Pair(SHALLOW)
    three = p.sum(p.sum(p.x, p.y), p.x)
    assert not list(
        by_scaling(p.query, b.and_(p.finite(p.x, p.y, three), b.lt(p.value(three), p.X)))
    )
    q = Pair(E4M2)
    for claim in (toward_zero, saturating, other_format, nan_to_largest):
        assert sums_of(q.query, claim(q)) is None
    unsigned = Float("U", 6, Pattern("eeee mm"), 7)
    r = Pair(unsigned)
    assert sums_of(r.query, b.lt(r.X, r.value(r.round(b.add(r.X, r.Y), "RNE")))) is None


# --- what scales ------------------------------------------------------------------------------


def test_what_is_called_homogeneous_scales() -> None:
    """Doubling both numbers changes no truth value that is called homogeneous, unless something
    overflows."""
    rng = random.Random(5)
    fmt = E4M2
    p = Pair(fmt)
    checked = refused = 0
    for _ in range(1000):
        maker = Maker(rng, {fmt: [p.x, p.y]}, binders=False)
        root = simplified(maker.truth(3)) if rng.random() < 0.7 else Claims(fmt, rng).predicate()
        rounds = [r for r in n.postorder(root) if isinstance(r, n.Round)]
        if not all(scaled._safe(r) for r in rounds):
            continue
        if not homogeneous(root):
            refused += 1
            continue
        for _ in range(4):
            x, y = (rng.randrange(4, 40) | rng.choice([0, 64]) for _ in range(2))
            at = [{p.x: x + k, p.y: y + k} for k in (0, 4, 8)]
            codes_at = [evaluate_all(rounds, a) for a in at]
            numbers = all(
                fmt.decode(int(str(c))).exact is not None for row in codes_at for c in row
            )
            if not numbers:
                continue
            checked += 1
            assert len({evaluate(root, a) for a in at}) == 1, (root, x, y)
    assert checked > 200 and refused > 200


# --- at random --------------------------------------------------------------------------------


def audit(fmt: Float, seed: int, count: int) -> tuple[int, int, int]:
    """How many random claims are nearly true, how many true, how many shown; none wrongly."""
    claims, judge = Claims(fmt, random.Random(seed)), Judge()
    rare = true = shown = 0
    for _ in range(count):
        predicate = claims.predicate()
        found = hits(claims.query, predicate)
        if isinstance(predicate, n.Truth) or found > claims.query.inputs // 50:
            continue
        plans_shown = judge.shown(claims.query, predicate)
        assert not (found and plans_shown), (fmt.name, found, predicate)
        rare += found > 0
        true += not found
        shown += bool(plans_shown)
    return rare, true, shown


def test_random_claims() -> None:
    found = [audit(fmt, seed, 50) for seed, fmt in enumerate(FORMATS)]
    rare, true, shown = (sum(each) for each in zip(*found, strict=True))
    assert rare >= 20 and true >= 20 and shown >= 12


@pytest.mark.parametrize(
    "seed", [pytest.param(i, marks=pytest.mark.hour if i else pytest.mark.long) for i in range(3)]
)
@pytest.mark.parametrize("fmt", [*FORMATS, SHALLOW], ids=lambda f: f.name)
def test_many_random_claims(fmt: Float, seed: int) -> None:
    rare, true, shown = audit(fmt, 100 + seed, 1500)
    assert rare >= 60 and true >= 60 and (shown >= 40 or fmt is BARE)
