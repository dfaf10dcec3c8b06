"""Bit patterns: masks, fields, matching codes."""

from __future__ import annotations

import pytest

from verif.base.bits import BitField, Pattern


def test_a_pattern_reads_high_bit_first() -> None:
    p = Pattern("s 1111 mmm")
    assert p.bits == "s1111mmm"
    assert p.width == 8
    assert p.mask == 0b0111_1000
    assert p.value == 0b0111_1000
    assert p.fields == (BitField("s", 7, 1), BitField("m", 0, 3))


def test_fields_take_their_bits() -> None:
    s, e, m = Pattern("seeeemmm").fields
    code = 0b1_0101_110
    assert (s.of(code), e.of(code), m.of(code)) == (1, 0b0101, 0b110)
    assert (s.text(code), e.text(code), m.text(code)) == ("1", "0101", "110")


def test_adjacent_letters_are_fields_of_their_own() -> None:
    p = Pattern("s 01 d e mmm")
    assert [(f.name, f.low, f.width) for f in p.fields] == [
        ("s", 7, 1),
        ("d", 4, 1),
        ("e", 3, 1),
        ("m", 0, 3),
    ]


@pytest.mark.parametrize("text", ["0", "1", "x", "s 1111 mmm", "1x0y", "0000", "a1b0c"])
def test_codes_are_those_that_match(text: str) -> None:
    p = Pattern(text)
    assert p.codes() == [c for c in range(1 << p.width) if p.matches(c)]


def test_blanks_of_any_kind_only_separate() -> None:
    assert Pattern(" s\t11\n m ").bits == "s11m"
    assert Pattern("s 11 m") != Pattern("s11m")  # the spelling is kept for display


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the pattern is empty"),
        ("   ", "the pattern is empty"),
        ("01-1", "'-' is neither 0, 1 nor a letter"),
        ("0121", "'2' is neither"),
        ("sé", "'é' is neither"),
        ("s_e", "'_' is neither"),
        ("ses", "the bits of field 's' are not next to each other"),
        ("m1m", "the bits of field 'm' are not next to each other"),
    ],
)
def test_bad_patterns(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Pattern(text)
