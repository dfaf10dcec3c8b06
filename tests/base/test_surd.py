"""Numbers a + b*sqrt(c): identities, order, floor, against high-precision arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from verif.base.exact import floor_log2
from verif.base.surd import NotExact, Real, Surd, compare, rational_root, sign, sqrt

DIGITS = 120

rationals = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
roots = st.sampled_from([Fraction(2), Fraction(3), Fraction(8), Fraction(1, 2), Fraction(10, 7)])
non_zero = rationals.filter(bool)


@st.composite
def surds(draw: st.DrawFn) -> Surd:
    return Surd(draw(rationals), draw(non_zero), draw(roots))


reals = st.one_of(rationals, surds())


def high(x: Real) -> mpmath.mpf:
    """``x`` to 120 digits."""

    def of(q: Fraction) -> mpmath.mpf:
        return mpmath.mpf(q.numerator) / q.denominator

    with mpmath.workdps(DIGITS):
        return of(x.a) + of(x.b) * mpmath.sqrt(of(x.c)) if isinstance(x, Surd) else of(x)


def close(x: Real, y: mpmath.mpf) -> bool:
    with mpmath.workdps(DIGITS):
        return bool(abs(high(x) - y) <= mpmath.mpf(10) ** -90 * (1 + abs(y)))


@given(surds(), rationals)
def test_arithmetic_with_rationals(x: Surd, q: Fraction) -> None:
    with mpmath.workdps(DIGITS):
        assert close(x + q, high(x) + high(q))
        assert close(q - x, high(q) - high(x))
        assert close(x * q, high(x) * high(q))
        assert close(q / x, high(q) / high(x))
        if q:
            assert close(x / q, high(x) / high(q))


@given(surds(), rationals, rationals)
def test_arithmetic_over_one_root(x: Surd, a: Fraction, b: Fraction) -> None:
    y = Surd(a, b, 4 * x.c) if b else a
    with mpmath.workdps(DIGITS):
        assert close(x + y, high(x) + high(y))
        assert close(x - y, high(x) - high(y))
        assert close(x * y, high(x) * high(y))
        if sign(y):
            assert close(x / y, high(x) / high(y))


@given(surds())
def test_field_identities(x: Surd) -> None:
    assert x - x == 0
    assert x / x == 1
    assert x + 0 == x and x * 1 == x and x * 0 == 0
    assert -abs(-abs(x)) == -abs(x) and 0 - (0 - x) == x
    assert abs(x) == abs(-x)
    square = x * x
    assert compare(square, Fraction(0)) > 0


@settings(max_examples=300)
@given(reals, reals)
def test_order_is_that_of_high_precision(x: Real, y: Real) -> None:
    with mpmath.workdps(DIGITS):
        difference = high(x) - high(y)
    if abs(difference) > mpmath.mpf(10) ** -60:
        assert compare(x, y) == (1 if difference > 0 else -1)
    assert compare(x, y) == -compare(y, x)
    assert (x < y) == (compare(x, y) < 0)
    assert (x >= y) == (compare(x, y) >= 0)


@given(surds(), st.integers(1, 50))
def test_equal_numbers_in_other_words(x: Surd, k: int) -> None:
    same = Surd(x.a, x.b / k, x.c * k * k)
    assert compare(x, same) == 0
    assert x - same == 0


def test_close_numbers_are_told_apart() -> None:
    near = Fraction(isqrt(2 * 10**400), 10**200)
    assert compare(sqrt(Fraction(2)), near) == 1
    assert compare(sqrt(Fraction(2)), near + Fraction(1, 10**200)) == -1
    # sqrt(2) + sqrt(3) and sqrt(5 + 2*sqrt(6)) are equal; a little less is not.
    left = Surd(Fraction(0), Fraction(1), Fraction(2))
    right = Surd(Fraction(10**30 + 1, 10**30), Fraction(1), Fraction(2))
    assert compare(left, right - 1) == -1
    assert (
        compare(
            Surd(Fraction(1), Fraction(1), Fraction(2)), Surd(Fraction(0), Fraction(1), Fraction(6))
        )
        == -1
    )
    assert (
        compare(
            Surd(Fraction(1), Fraction(1), Fraction(2)), Surd(Fraction(0), Fraction(1), Fraction(5))
        )
        == 1
    )


@given(reals)
def test_floor(x: Real) -> None:
    n = x.__floor__()
    assert isinstance(n, int)
    assert compare(Fraction(n), x) <= 0
    assert compare(x, Fraction(n + 1)) < 0


@given(reals)
def test_floor_log2(x: Real) -> None:
    size = abs(x)
    assume(sign(size))
    e = floor_log2(size)
    assert compare(Fraction(2) ** e, size) <= 0
    assert compare(size, Fraction(2) ** (e + 1)) < 0


@given(st.integers(-400, 400))
def test_floor_log2_beside_powers(e: int) -> None:
    power = Fraction(2) ** e
    assert floor_log2(power) == e
    assert floor_log2(power * Fraction(999, 1000)) == e - 1
    assert floor_log2(sqrt(power * power * 2)) == e
    assert floor_log2(sqrt(power * power * Fraction(99, 100) * 2)) == e
    assert floor_log2(sqrt(power * power * Fraction(99, 100))) == e - 1


def test_roots() -> None:
    assert rational_root(Fraction(9, 4)) == Fraction(3, 2)
    assert rational_root(Fraction(2)) is None
    assert rational_root(Fraction(-4)) is None
    assert sqrt(Fraction(0)) == 0
    assert sqrt(Fraction(49, 16)) == Fraction(7, 4)
    root = sqrt(Fraction(2))
    assert isinstance(root, Surd)
    assert root * root == 2
    with pytest.raises(ValueError, match="root of a negative"):
        sqrt(Fraction(-1))
    with pytest.raises(NotExact):
        sqrt(root)
    with pytest.raises(NotExact, match="different roots"):
        root + sqrt(Fraction(3))


@given(surds())
def test_float_and_text(x: Surd) -> None:
    assert float(x) == pytest.approx(float(high(x)), rel=1e-9, abs=1e-9)
    assert f"sqrt({x.c})" in str(x)


def test_text() -> None:
    assert str(sqrt(Fraction(2))) == "sqrt(2)"
    assert str(-sqrt(Fraction(2))) == "-sqrt(2)"
    assert str(1 - 3 * sqrt(Fraction(2))) == "1 - 3*sqrt(2)"
    assert str(Fraction(1, 2) + sqrt(Fraction(2, 3))) == "1/2 + sqrt(2/3)"
