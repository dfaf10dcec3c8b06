"""Numbers as people type them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verif.base.exact import exact_text
from verif.formats.typed import typed
from verif.formats.value import Input


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("+12", 12),
        ("1_000", 1000),
        ("-431.99999999999994", Fraction(-43199999999999994, 10**14)),
        (".5", Fraction(1, 2)),
        ("5.", 5),
        ("1e-3", Fraction(1, 1000)),
        ("1.5E2", 150),
        ("7/3", Fraction(7, 3)),
        ("-432 + 2^-44", Fraction(-432) + Fraction(1, 2**44)),
        ("2^-10 - 3 * 2^-62", Fraction(1, 2**10) - Fraction(3, 2**62)),
        ("-7/3", Fraction(-7, 3)),
        ("0x7E", 126),
        ("0x1.8p3", 12),
        ("-0x1p-9", Fraction(-1, 512)),
        ("0b101", 5),
        ("2**-9", Fraction(1, 512)),
        ("2^-9", Fraction(1, 512)),
        ("2**(-9)", Fraction(1, 512)),
        ("-2**-9", Fraction(-1, 512)),
        ("-2**2", -4),
        ("13 * 2^-9", Fraction(13, 512)),
        ("3*2**4/7", Fraction(48, 7)),
        ("  1 ", 1),
    ],
)
def test_numbers(text: str, value: int | Fraction) -> None:
    assert typed(text) == Input.of(Fraction(value))


@pytest.mark.parametrize("text", ["-0", "-0.0", "-0x0p0", "-0/3"])
def test_zero_keeps_its_sign(text: str) -> None:
    assert typed(text) == Input(negative=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("inf", Input(inf=True)),
        ("-inf", Input(negative=True, inf=True)),
        ("+Infinity", Input(inf=True)),
        ("nan", Input(nan=True)),
        ("-NaN", Input(negative=True, nan=True)),
    ],
)
def test_special_values(text: str, value: Input) -> None:
    assert typed(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "-", "x", "1 2", "1//2", "2**", "2**0.5", "1/0", "0**-1", "0x", "0xp3", "0b", "1e", "--1",
     "1e999999999999", "2**99999999999", "9" * 5000, "inf/2", "(1)", "1+"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        typed(text)


@given(st.fractions())
def test_exact_texts_can_be_typed_back(x: Fraction) -> None:
    assert typed(exact_text(x)) == Input.of(x)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_can_be_typed_back(x: float) -> None:
    assert typed(x.hex()).real == Fraction(x)
    assert typed(repr(x)).real == Fraction(repr(x))
