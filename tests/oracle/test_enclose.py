"""Enclosures contain the values, nest, shrink, and refuse what has no value."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.checks import NAMES, POW, inside, mpmath_outside
from verif.base.exact import TooLarge, floor_log2, is_dyadic, pow2
from verif.oracle import balls, second
from verif.oracle.enclose import Interval, down, enclose, up
from verif.oracle.errors import DomainError, OutsideDomain, Pole
from verif.oracle.functions import BY_NAME, function
from verif.oracle.monotone import pieces

F = Fraction
NUMBERS = st.builds(
    lambda n, d, e: F(n, d) * pow2(e),
    st.integers(-1000, 1000), st.integers(1, 1000), st.integers(-40, -4),
)  # fmt: skip
PRECISIONS = st.integers(1, 300)

few = settings(max_examples=25, deadline=None)


def argument(name: str, x: Fraction) -> Fraction:
    """``x``, or its magnitude plus 1/4 where that is outside the domain."""
    return x if inside(BY_NAME[name], x) else abs(x) + F(1, 4)


@pytest.mark.parametrize("name", NAMES)
@few
@given(x=NUMBERS, precision=PRECISIONS)
def test_contains_the_value_of_mpmath(name: str, x: Fraction, precision: int) -> None:
    assert not mpmath_outside(BY_NAME[name], argument(name, x), precision)


@pytest.mark.parametrize("name", NAMES)
@few
@given(x=NUMBERS, first=PRECISIONS, more=PRECISIONS)
def test_enclosures_nest_and_shrink(name: str, x: Fraction, first: int, more: int) -> None:
    f, x = BY_NAME[name], argument(name, x)
    outer, inner = enclose(f, x, first), enclose(f, x, first + more)
    assert outer.low <= inner.low <= inner.high <= outer.high
    assert is_dyadic(inner.low) and is_dyadic(inner.high)
    size = max(abs(outer.low), abs(outer.high))
    assert outer.high - outer.low <= size * pow2(2 - first)


@pytest.mark.parametrize("name", NAMES)
@few
@given(x=NUMBERS, width=NUMBERS, inner=st.fractions(0, 1), precision=st.integers(8, 80))
def test_intervals_contain_their_points(
    name: str, x: Fraction, width: Fraction, inner: Fraction, precision: int
) -> None:
    f = BY_NAME[name]
    whole = Interval(x, x + abs(width))
    try:
        found = enclose(f, whole, precision)
    except OutsideDomain:
        assert not inside(f, x) or any(x <= p <= whole.high for p in f.domain.poles)
        return
    low, high = enclose(f, x + inner * abs(width), 100)
    assert found.low <= high and low <= found.high
    assert found.low <= low + pow2(-100) * abs(low) and high - pow2(-100) * abs(high) <= found.high


def test_intervals_are_as_tight_as_the_precision() -> None:
    # The minimum of gelu is -0.16997 at -0.7518, that of silu -0.27846 at -1.27846.
    low, high = enclose(function("gelu"), Interval(F(-3), F(1)), 60)
    assert abs(float(low) + 0.16997120747990365) < 1e-15 and abs(float(high) - 0.8413447) < 1e-6
    low, high = enclose(function("silu"), Interval(F(-9), F(0)), 60)
    assert abs(float(low) + 0.278464542761) < 1e-12 and high == 0
    assert enclose(function("sin"), Interval(F(1), F(2)), 53).high == 1
    assert enclose(function("sin"), Interval(F(1), F(2)), 53).low > F(84, 100)
    assert enclose(function("cos"), Interval(F(-1), F(1)), 53) == (
        enclose(function("cos"), F(1), 53).low, 1,
    )  # fmt: skip
    assert enclose(function("sin"), Interval(F(0), F(100)), 53) == (-1, 1)
    assert enclose(function("exp"), Interval(F(0), F(0)), 10) == (1, 1)


def test_values_too_small_to_write_out_are_told_from_zero() -> None:
    low, high = enclose(function("gelu"), F(-(2**40)), 53)
    assert low == -pow2(-65535) and high == 0
    assert enclose(function("exp2"), F(-(10**6) - F(1, 3)), 53) == (0, pow2(-65535))
    assert enclose(function("gelu"), Interval(F(-(2**40)), F(1)), 53).high < 1


def test_a_decimal_string_would_not_do() -> None:
    assert not arb("0.1").contains(fmpq(1, 10))
    assert balls.number(F(1, 10)).contains(fmpq(1, 10))


@pytest.mark.parametrize(
    ("name", "x", "error"),
    [
        ("log", 0, Pole), ("log", -1, DomainError), ("log2", 0, Pole), ("log1p", -1, Pole),
        ("log1p", -2, DomainError), ("sqrt", -1, DomainError), ("rsqrt", 0, Pole),
        ("rsqrt", -1, DomainError), ("reciprocal", 0, Pole),
        ("log", Interval(F(-1), F(1)), DomainError), ("log", Interval(F(0), F(1)), Pole),
        ("reciprocal", Interval(F(-1), F(1)), Pole), ("reciprocal", Interval(F(0), F(1)), Pole),
        ("sqrt", Interval(F(-1), F(1)), DomainError), ("exp", 10**6, TooLarge),
        ("exp2", 10**6, TooLarge), ("pow", (F(-1), F(1, 2)), DomainError),
        ("pow", (F(0), F(-1)), Pole), ("pow", (Interval(F(-1), F(1)), F(-2)), Pole),
        ("pow", (Interval(F(0), F(1)), F(-1, 2)), Pole),
        ("pow", (F(0), Interval(F(0), F(1))), Pole),
        ("pow", (F(-2), Interval(F(1), F(2))), DomainError),
        ("exp", (F(1), F(2)), TypeError), ("pow", F(1), TypeError), ("exp", 0.5, TypeError),
        ("exp", Interval(F(1), F(0)), ValueError),
    ],
)  # fmt: skip
def test_refusals(name: str, x: object, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        enclose(function(name), x, 53)  # type: ignore[arg-type]
    assert str(caught.value)


def test_messages_say_what_would_be_right() -> None:
    with pytest.raises(DomainError, match=r"sqrt\(-1\).*below 0; start the interval there"):
        enclose(function("sqrt"), F(-1), 53)
    with pytest.raises(Pole, match=r"reciprocal on \[-1, 1\].*pole at 0; leave a distance"):
        enclose(function("reciprocal"), Interval(F(-1), F(1)), 53)
    with pytest.raises(ValueError, match="at least 1 bit"):
        enclose(function("exp"), F(1), 0)
    with pytest.raises(KeyError, match="did you mean 'gelu'"):
        function("gelo")


@few
@given(
    base=st.tuples(NUMBERS, NUMBERS), exponent=st.tuples(NUMBERS, NUMBERS),
    inner=st.tuples(st.fractions(0, 1), st.fractions(0, 1)),
)  # fmt: skip
def test_powers_of_intervals(
    base: tuple[Fraction, Fraction],
    exponent: tuple[Fraction, Fraction],
    inner: tuple[Fraction, Fraction],
) -> None:
    low, width = abs(base[0]) + F(1, 8), abs(base[1])
    a, b = Interval(low, low + width), Interval(*sorted(exponent))
    found = enclose(POW, (a, b), 60)
    x = (a.low + inner[0] * width, b.low + inner[1] * (b.high - b.low))
    value = second.value("pow", x, 100)
    error = abs(value) * pow2(-90)
    assert found.low - error <= value <= found.high + error


@few
@given(low=NUMBERS, width=NUMBERS, n=st.integers(0, 7), inner=st.fractions(0, 1))
def test_integer_powers_of_any_base(
    low: Fraction, width: Fraction, n: int, inner: Fraction
) -> None:
    found = enclose(POW, (Interval(low, low + abs(width)), F(n)), 60)
    assert found.low <= (low + inner * abs(width)) ** n <= found.high


@few
@given(x=NUMBERS, precision=PRECISIONS)
def test_rounding_outwards(x: Fraction, precision: int) -> None:
    low, high = down(x, precision), up(x, precision)
    assert low <= x <= high and low == down(low, precision) and high == up(high, precision)
    if x:
        assert high - low <= pow2(floor_log2(abs(x)) + 1 - precision)


@pytest.mark.parametrize("name", NAMES)
@few
@given(x=NUMBERS, y=NUMBERS)
def test_directions_are_true(name: str, x: Fraction, y: Fraction) -> None:
    f = BY_NAME[name]
    low, high = sorted((argument(name, x), argument(name, y)))
    if low == high or any(low <= p <= high for p in f.domain.poles):
        return
    assert f.shape is not None
    found = list(pieces(f.shape, low, high))
    assert found[0].low == low and found[-1].high == high
    for one, after in itertools.pairwise(found):
        assert one.high == after.low
    for piece in found:
        if piece.direction and piece.low < piece.high:
            assert f.shape.direction(piece.low, piece.high) == piece.direction
            first, last = enclose(f, piece.low, 400), enclose(f, piece.high, 400)
            if piece.direction > 0:
                assert first.high < last.low
            else:
                assert first.low > last.high
        else:
            assert piece.high - piece.low <= max(abs(piece.high), 1) * pow2(-60)
