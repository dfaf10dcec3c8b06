"""Powers of two and the text of exact numbers."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verif.base.exact import (
    EXPONENT_LIMIT,
    TooLarge,
    decimal_text,
    exact_text,
    is_dyadic,
    pow2,
    power,
)
from verif.base.surd import sqrt


def test_powers_of_two() -> None:
    assert pow2(0) == 1
    assert pow2(-3) == Fraction(1, 8)
    assert pow2(EXPONENT_LIMIT).numerator.bit_length() == EXPONENT_LIMIT + 1
    for e in (EXPONENT_LIMIT + 1, -EXPONENT_LIMIT - 1, 10**30):
        with pytest.raises(TooLarge):
            pow2(e)


def test_powers() -> None:
    assert power(Fraction(2, 3), -2) == Fraction(9, 4)
    assert power(Fraction(0), 0) == 1
    assert power(Fraction(-1), 10**40 + 1) == -1
    assert power(Fraction(1), 10**40) == 1
    assert power(Fraction(-1), -(10**40)) == 1
    for base, e in ((Fraction(3), 10**9), (Fraction(1, 2), 10**9), (Fraction(7, 5), -(10**9))):
        with pytest.raises(TooLarge):
            power(base, e)


@pytest.mark.parametrize(
    ("x", "dyadic"), [("0", True), ("-5", True), ("3/8", True), ("1/3", False), ("7/12", False)]
)
def test_dyadic(x: str, dyadic: bool) -> None:
    assert is_dyadic(Fraction(x)) == dyadic


@pytest.mark.parametrize(
    ("x", "text"),
    [
        ("0", "0"),
        ("-448", "-448"),
        ("999999999", "999999999"),
        ("1/2", "2^-1"),
        ("-1/1024", "-2^-10"),
        ("13/512", "13 * 2^-9"),
        ("-13/512", "-13 * 2^-9"),
        ("41/225", "41/225"),
        ("-41/225", "-41/225"),
        (str(2**127), "2^127"),
        (str(-(2**127)), "-2^127"),
        (str(3 * 2**100), "3 * 2^100"),
        ("1000000000", "1953125 * 2^9"),
        (str(10**30 + 1), str(10**30 + 1)),
        (str(2**31 - 1), "2^31 - 1"),
        (str(432 - Fraction(1, 2**44)), "432 - 2^-44"),
        (str(-432 + Fraction(1, 2**44)), "-432 + 2^-44"),
        (str(Fraction(1, 2**10) + Fraction(5, 2**62)), "2^-10 + 5 * 2^-62"),
    ],
)
def test_exact_text(x: str, text: str) -> None:
    assert exact_text(Fraction(x)) == text


def read(text: str) -> Fraction:
    """The number that an exact text means."""
    two = re.fullmatch(r"(.+) ([+-]) (\S+(?: \* 2\^\S+)?)", text)
    if two:
        return read(two[1]) + (read(two[3]) if two[2] == "+" else -read(two[3]))
    product = re.fullmatch(r"(-?\d+) \* 2\^(-?\d+)", text)
    if product:
        return int(product[1]) * Fraction(2) ** int(product[2])
    one = re.fullmatch(r"(-?)2\^(-?\d+)", text)
    if one:
        return (-1 if one[1] else 1) * Fraction(2) ** int(one[2])
    return Fraction(text)


@given(st.integers(-(2**80), 2**80), st.integers(-300, 300), st.sampled_from([1, 1, 3, 225]))
def test_exact_text_is_exact(n: int, e: int, d: int) -> None:
    x = Fraction(n, d) * Fraction(2) ** e
    assert read(exact_text(x)) == x


@pytest.mark.parametrize(
    ("x", "text"),
    [
        ("0", "0"),
        ("448", "448"),
        ("-0.015625", "-0.015625"),
        ("1/3", "~0.33333333333333333"),
        ("-2/3", "~-0.66666666666666667"),
        ("1/100000", "0.00001"),
        ("1/1000000", "1e-6"),
        ("1e16", "10000000000000000"),
        ("1e17", "1e17"),
        ("1.5e40", "1.5e40"),
        ("99999999999999999.9", "~1e17"),
        ("1/1024", "0.0009765625"),
    ],
)
def test_decimal_text(x: str, text: str) -> None:
    assert decimal_text(Fraction(x)) == text


@given(st.integers(1, 2**70), st.integers(-400, 400), st.sampled_from([1, 3, 7]), st.booleans())
def test_decimal_text_is_close_and_marks_what_is_not_exact(
    n: int, e: int, d: int, negative: bool
) -> None:
    x = Fraction(-n if negative else n, d) * Fraction(2) ** e
    text = decimal_text(x)
    shown = Fraction(text.removeprefix("~"))
    assert (shown == x) == (not text.startswith("~"))
    assert abs(shown - x) <= abs(x) * Fraction(1, 10**16)


def test_decimal_text_of_a_root() -> None:
    assert decimal_text(sqrt(Fraction(2))) == "~1.414213562373095"
    assert decimal_text(-sqrt(Fraction(1, 2)), 5) == "~-0.70711"
    assert exact_text(sqrt(Fraction(2))) == "sqrt(2)"
