"""Deliberate mistakes, and the check that notices each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx

from tests.oracle.checks import (
    F32,
    Array,
    differences,
    edges,
    float32_sample,
    mpmath_outside,
    near_ties,
)
from verif.base.exact import pow2
from verif.formats.context import Mode
from verif.formats.value import Input
from verif.oracle import balls
from verif.oracle.compare import compare
from verif.oracle.enclose import enclose
from verif.oracle.evaluators import Unary, evaluator
from verif.oracle.filter import Filter
from verif.oracle.function import Function, Line, bounded_by
from verif.oracle.functions import function
from verif.oracle.monotone import Dip

F = Fraction
POINTS = [F(n, 7) for n in range(1, 40)]


def _no_radius(ball: Callable[[Fraction], arb]) -> Callable[[Fraction], arb]:
    """The middle of the ball, as if it were exact."""
    return lambda x: ball(x).mid()


def _shifted(ball: Callable[[Fraction], arb], by: Fraction) -> Callable[[Fraction], arb]:
    """A value that is wrong by a relative ``by``."""
    return lambda x: ball(x) * balls.number(1 + by)


def _from_float(x: Fraction) -> arb:
    """exp of the argument rounded to float64."""
    return arb(float(x)).exp()


@pytest.mark.parametrize(
    "ball",
    [_no_radius(balls.exp), _shifted(balls.exp, pow2(-100)), _from_float, balls.exp2],
    ids=["no radius", "shifted", "from float", "another function"],
)
def test_a_wrong_enclosure_is_outside_mpmath(ball: Callable[[Fraction], arb]) -> None:
    wrong = replace(function("exp"), ball=ball)
    found = 0
    for x in POINTS:
        try:
            found += mpmath_outside(wrong, x, 200)
        except ArithmeticError as error:  # or two precisions contradict each other
            assert "do not meet" in str(error)
            found += 1
    assert found > 10
    assert not any(mpmath_outside(function("exp"), x, 200) for x in POINTS)


def test_a_wrong_enclosure_disagrees_with_both_second_opinions() -> None:
    wrong = replace(function("sin"), ball=_shifted(balls.sin, pow2(-26)))
    found = compare(wrong, F32, F32.context("RNE"), [(Input.of(x),) for x in POINTS_DYADIC])
    assert len(found.disagreements) > 3
    text = str(found.disagreements[0])
    assert "oracle 0x" in text and "MPFR 0x" in text and "mpmath 0x" in text
    one = found.disagreements[0]
    assert one.mpfr == one.mpmath != one.oracle


POINTS_DYADIC = [F(n, 8) for n in range(1, 60)]


@pytest.mark.parametrize("line", [
    Line(False, F(1), F(-1, 1 << 20), F(0)), Line(True, F(1), F(0), F(0)),
])  # fmt: skip
def test_a_wrong_strict_bound_contradicts_the_ball(line: Line) -> None:
    """Above x lies no sine, and below x - 2**-20 only some."""
    f = function("sin")
    wrong = replace(f, strict=bounded_by((line, *f.lines)), lines=(line, *f.lines))
    found = 0
    for x in (pow2(-30), pow2(-9), F(1)):
        try:
            found += mpmath_outside(wrong, x, 60)
        except ArithmeticError:
            found += 1
    assert found


def test_a_wrong_minimum_cuts_values_off() -> None:
    f = function("gelu")
    wrong = replace(f, shape=Dip(lambda x: balls.number(x + F(9, 10)), F(-1), F(-1, 2)))
    from verif.oracle.enclose import Interval

    whole = Interval(F(-1), F(-1, 2))
    lowest = enclose(f, F(-7518, 10000), 60)
    assert enclose(f, whole, 60).low <= lowest.low
    assert enclose(wrong, whole, 60).low > lowest.high


def _perturbed(f: Function, by: float, error: float) -> Filter:
    """A filter whose evaluation is off by ``by`` and believed to ``error``."""
    values = evaluator(f)
    assert isinstance(values, Unary)
    plain = values.double.evaluate

    def evaluate(x: Array, s: Array, t: Array) -> None:
        plain(x, s, t)
        x *= 1 + by

    values.double = replace(values.double, evaluate=evaluate)
    values.error = error
    return Filter(f, F32, Mode.RNE, values)


@pytest.mark.parametrize("name", ["exp", "tanh", "gelu"])
def test_a_bound_too_small_is_noticed_and_the_true_one_is_not(name: str) -> None:
    f = function(name)
    x = near_ties(f, 12, 1 << 19)
    for sign in (1, -1):
        assert differences(f, x, Mode.RNE, _perturbed(f, sign * 2.0**-38, 2.0**-46)).size
        assert not differences(f, x, Mode.RNE, _perturbed(f, sign * 2.0**-41, 2.0**-40)).size


def test_skipping_special_arguments_is_noticed() -> None:
    f = function("log")
    work = _perturbed(f, 0.0, 2.0**-40)
    assert isinstance(work.values, Unary)
    x = edges()
    assert not differences(f, x, Mode.RNE, work).size
    work.values.invalid = lambda *x: np.zeros(len(x[0]), bool)  # type: ignore[method-assign]
    assert not differences(f, x, Mode.RNE, work).size  # the scalar reference knows them too
    work.values.irregular = lambda *x: np.zeros(len(x[0]), bool)  # type: ignore[method-assign]
    work.as_float32 = False
    x = np.float32([-1, -2, 4])
    codes = np.empty(3, np.uint32)
    with np.errstate(all="ignore"):
        work.block((x,), codes, 0)
    assert codes.tolist()[:2] == [0x7FC00000] * 2  # NaN is never taken for decided


def test_without_strict_bounds_directed_modes_are_slow_not_wrong() -> None:
    f = replace(function("sin"), lines=())
    x = float32_sample(13, 200)
    assert not differences(f, x, Mode.RTP).size


def test_a_ball_at_low_precision_still_contains_the_value() -> None:
    for bits in (2, 5, 20):
        with ctx.workprec(bits):
            low = balls.gelu(F(-22, 7))
        with ctx.workprec(300):
            assert low.contains(balls.gelu(F(-22, 7)))
