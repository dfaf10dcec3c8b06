"""Functions on balls: they contain the values and slopes that the oracle and differences give."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from verif.base.enclosed import ends
from verif.engines.enclosures.ball_functions import FUNCTIONS
from verif.engines.enclosures.jets import ball
from verif.language.elementary import UNARY
from verif.oracle.balls import ends as ball_ends
from verif.oracle.reals import value

POSITIVE = ("log", "log2")
rationals = st.fractions(min_value=-6, max_value=6, max_denominator=64)


def test_every_function_of_the_language_is_here() -> None:
    assert set(FUNCTIONS) == set(UNARY)


def contains(x: arb, low: Fraction, high: Fraction) -> bool:
    """Whether the ball and the interval share a point, and the interval is the narrower one."""
    found = ball_ends(x)
    return found is not None and found[0] <= high and low <= found[1]


@pytest.mark.share(3)
@pytest.mark.parametrize("name", UNARY)
@given(rationals, st.integers(0, 6), rationals)
@settings(max_examples=60, deadline=None)
def test_values_all_over_a_ball(name: str, x: Fraction, width: int, place: Fraction) -> None:
    radius = Fraction(1, 1 << width)
    if name in POSITIVE:
        x = abs(x) + 2 * radius
    if name == "log1p":
        x = abs(x)
        radius /= 2
    with ctx.workprec(96):
        whole = FUNCTIONS[name][0](ball(x - radius, x + radius))
        inside = x + radius * place / 6
        low, high = ends(value(name, [inside]), 90)
        assert contains(whole, low, high)
        point = ball_ends(FUNCTIONS[name][0](ball(inside, inside)))
        assert point is not None and point[1] - point[0] < Fraction(1, 1 << 60)


@pytest.mark.share(3)
@pytest.mark.parametrize("name", UNARY)
@given(rationals, st.integers(2, 20), rationals, rationals)
@settings(max_examples=60, deadline=None)
def test_slopes_bound_differences(
    name: str, x: Fraction, width: int, a: Fraction, b: Fraction
) -> None:
    """The mean value theorem: a difference quotient is a slope somewhere between."""
    radius = Fraction(1, 1 << width)
    if name in (*POSITIVE, "log1p"):
        x = abs(x) + 2 * radius
    if a == b:
        b = a + 1
    with ctx.workprec(96):
        side = ball(x - radius, x + radius)
        of, slope = FUNCTIONS[name]
        slopes = slope(side, of(side))
        u, v = (x + radius * t / 7 for t in (a, b))
        quotient = (value(name, [u]) - value(name, [v])) / (u - v)
        low, high = ends(quotient, 90)
        assert contains(slopes, low, high)


@pytest.mark.parametrize(
    ("name", "low", "high"), [("log", -1, 1), ("log2", 0, 1), ("log1p", -2, 3)]
)
def test_outside_of_the_domain_nothing_is_said(name: str, low: int, high: int) -> None:
    assert not FUNCTIONS[name][0](ball(Fraction(low), Fraction(high))).is_finite()
