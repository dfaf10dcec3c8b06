"""Functions of exact numbers: values, domains, composition, against mpmath."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verif.base.enclosed import Enclosed, NotExact
from verif.base.exact import TooLarge
from verif.base.surd import Real, sign, sqrt
from verif.oracle.reals import over, value

rationals = st.fractions(min_value=-20, max_value=20, max_denominator=64)
SECOND = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "tanh": mpmath.tanh,
    "erf": mpmath.erf,
    "sin": mpmath.sin,
    "log1p": mpmath.log1p,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
}


def contains(x: Real, y: object) -> bool:
    low, high = x.at(100) if isinstance(x, Enclosed) else (x, x)
    with mpmath.workdps(50):
        ends = [mpmath.mpf(e.numerator) / e.denominator for e in (low, high)]
        slack = mpmath.mpf(10) ** -40 * (1 + abs(y))
        return bool(ends[0] - slack <= y <= ends[1] + slack and ends[1] - ends[0] < 1e-20)


@given(rationals, st.sampled_from(sorted(SECOND)))
@settings(deadline=None)
def test_values(x: Fraction, name: str) -> None:
    if x <= {"log": 0, "log1p": -1}.get(name, x - 1):
        assert value(name, [x]) == 0  # the core is total
        return
    with mpmath.workdps(50):
        assert contains(value(name, [x]), SECOND[name](mpmath.mpf(x.numerator) / x.denominator))


def test_rational_values_are_fractions() -> None:
    assert value("exp", [Fraction(0)]) == 1 and isinstance(value("exp", [Fraction(0)]), Fraction)
    assert value("log2", [Fraction(1, 8)]) == -3
    assert value("pow", [Fraction(9, 4), Fraction(3, 2)]) == Fraction(27, 8)
    assert value("pow", [Fraction(0), Fraction(0)]) == 1
    assert value("pow", [Fraction(-2), Fraction(3)]) == -8


def test_arguments_may_be_irrational() -> None:
    e = value("exp", [Fraction(1)])
    with mpmath.workdps(50):
        assert contains(value("exp", [e]), mpmath.exp(mpmath.e))
        assert contains(value("log", [sqrt(Fraction(2))]), mpmath.log(2) / 2)
        assert contains(value("pow", [e, sqrt(Fraction(2))]), mpmath.exp(mpmath.sqrt(2)))
        assert contains(value("gelu", [-e]), -mpmath.e / 2 * mpmath.erfc(mpmath.e / mpmath.sqrt(2)))
    assert value("log", [-e]) == 0
    with pytest.raises(NotExact):
        value("log", [e - value("exp", [Fraction(1)])])


def test_what_has_no_value() -> None:
    zero, half = Fraction(0), Fraction(1, 2)
    assert value("log", [zero]) == value("log2", [-half]) == value("log1p", [Fraction(-1)]) == 0
    assert value("pow", [zero, -half]) == value("pow", [-half, half]) == 0


def test_what_cannot_be_written_out() -> None:
    with pytest.raises(TooLarge):
        sign(value("exp", [Fraction(10**9)]))


@given(rationals, rationals, st.sampled_from(["exp", "sin", "gelu", "silu", "log1p", "tanh"]))
@settings(deadline=None)
def test_bounds_over_intervals(a: Fraction, b: Fraction, name: str) -> None:
    low, high = min(a, b), max(a, b)
    found = over(name, [(low, high)])
    if name == "log1p" and low <= -1:
        assert found is None
        return
    assert found is not None
    for k in range(9):
        at = value(name, [low + (high - low) * Fraction(k, 8)])
        assert found[0] <= at <= found[1]


def test_bounds_where_there_is_none() -> None:
    assert over("log", [(Fraction(0), Fraction(1))]) is None
    assert over("exp", [(Fraction(0), Fraction(10**9))]) is None
    assert over("pow", [(Fraction(-1), Fraction(1)), (Fraction(1), Fraction(2))]) is None


def test_a_negative_base_wants_to_know_whether_the_exponent_is_an_integer() -> None:
    """``log(exp(2))`` is one, which no enclosure tells: then there is no value, and not 0."""
    two = value("log", [value("exp", [Fraction(2)])])
    with pytest.raises(NotExact):
        value("pow", [Fraction(-2), two])
    assert value("pow", [Fraction(-2), value("exp", [Fraction(1)])]) == 0
