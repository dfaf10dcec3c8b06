"""Numbers known by enclosures: arithmetic and order against mpmath, and what stays open."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verif.base.enclosed import MAX_DEPTH, Enclosed, NotExact
from verif.base.exact import decimal_text, exact_text, floor_log2
from verif.base.surd import Real, Surd, compare, sign, sqrt

rationals = st.fractions(min_value=-50, max_value=50, max_denominator=1000)


def pi() -> Enclosed:
    """Pi, by Machin's formula in integers."""

    def of(precision: int) -> tuple[Fraction, Fraction]:
        bits = precision + 16

        def arctan(inverse: int) -> int:
            total = term = (1 << bits) // inverse
            k = 1
            while term:
                term //= -inverse * inverse
                k += 2
                total += term // k
            return total

        value = 4 * (4 * arctan(5) - arctan(239))
        return Fraction(value - 4096, 1 << bits), Fraction(value + 4096, 1 << bits)

    return Enclosed(of)


def third() -> Enclosed:
    """A third, of which nobody knows that it is one."""

    def of(precision: int) -> tuple[Fraction, Fraction]:
        return Fraction(1, 3) - Fraction(1, 1 << precision), Fraction(1, 3) + Fraction(
            1, 1 << precision
        )

    return Enclosed(of)


def near(x: Real, y: object) -> bool:
    """Whether the enclosures of ``x`` contain what mpmath has."""
    assert isinstance(x, Enclosed)
    with mpmath.workdps(60):
        low, high = (mpmath.mpf(e.numerator) / e.denominator for e in x.at(128))
        slack = mpmath.mpf(10) ** -50 * (1 + abs(y))
        return bool(low - slack <= y <= high + slack) and bool(high - low <= 10**-25 * (1 + abs(y)))


@given(rationals, rationals.filter(bool), st.integers(1, 99))
@settings(deadline=None)
def test_arithmetic(a: Fraction, b: Fraction, c: int) -> None:
    with mpmath.workdps(60):
        p = +mpmath.pi
        fa, fb = (mpmath.mpf(q.numerator) / q.denominator for q in (a, b))
        assert near(pi() + a, p + fa) and near(a + pi(), p + fa)
        assert near(pi() - a, p - fa) and near(a - pi(), fa - p)
        assert near(b * pi(), fb * p) and near(pi() / b, p / fb) and near(b / pi(), fb / p)
        assert near(-pi(), -p)
        assert near(sqrt(pi() * c), mpmath.sqrt(p * c))
        assert near(pi() * (pi() + a), p * (p + fa))
        if isqrt(c) ** 2 != c:
            root = sqrt(Fraction(c))
            assert isinstance(root, Surd)
            for found, want in [
                (root + pi(), mpmath.sqrt(c) + p),
                (pi() + root, mpmath.sqrt(c) + p),
                (root - pi(), mpmath.sqrt(c) - p),
                (root * pi(), mpmath.sqrt(c) * p),
                (root / pi(), mpmath.sqrt(c) / p),
                (pi() / root, p / mpmath.sqrt(c)),
            ]:
                assert near(found, want)


@given(rationals)
def test_order(q: Fraction) -> None:
    above = q > Fraction(355, 113)  # no fraction below 1000 lies between it and pi
    assert compare(q, pi()) == (1 if above or q == Fraction(355, 113) else -1)
    assert compare(pi(), q) == -compare(q, pi())
    assert (pi() < q) == (pi() <= q) == (compare(pi(), q) < 0)
    assert (q < pi()) == (q <= pi()) == (compare(q, pi()) < 0)
    assert pi() != q


def test_what_is_close_takes_more_bits() -> None:
    precise = pi().at(3000)[0]
    assert pi() > precise - Fraction(1, 1 << 2990)
    assert sign(pi() - precise) == 1


def test_what_is_equal_stays_open() -> None:
    for open_ in (
        lambda: third() == Fraction(1, 3),
        lambda: sign(third() - Fraction(1, 3)),
        lambda: (3 * third()).__floor__(),
        lambda: floor_log2(3 * third()),
        lambda: 1 / (third() - Fraction(1, 3)) > 0,
        lambda: pi() - pi() == 0,
    ):
        with pytest.raises(NotExact, match="stays open at 4096 bits"):
            open_()


def test_a_point_is_exact() -> None:
    two = Enclosed(lambda precision: (Fraction(2), Fraction(2)))
    assert two == Fraction(2) and two.__floor__() == 2 and sign(two - 2) == 0
    assert (two / 3).at(64)[0] < Fraction(2, 3) < (two / 3).at(64)[1]


def test_floors_binades_and_texts() -> None:
    assert (pi().__floor__(), (-pi()).__floor__(), (pi() * 100).__floor__()) == (3, -4, 314)
    assert [floor_log2(pi() * Fraction(2) ** k) for k in (-3, 0, 5)] == [-2, 1, 6]
    assert decimal_text(pi()) == exact_text(pi()) == "~3.1415926535897932"
    assert float(pi()) == 3.141592653589793


def test_depth_is_limited() -> None:
    x = pi()
    with pytest.raises(NotExact, match=f"more than {MAX_DEPTH} operations"):
        for _ in range(MAX_DEPTH + 1):
            x = x + Fraction(1)
