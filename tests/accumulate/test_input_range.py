"""What ``--input`` and ``--zero-point`` mean."""

from __future__ import annotations

import pytest

from verif.accumulate.errors import OptionError
from verif.accumulate.input_range import parse_input


@pytest.mark.parametrize(
    ("text", "low", "high", "bits", "signed"),
    [
        ("uint8", 0, 255, 8, False),
        ("uint1", 0, 1, 1, False),
        ("uint4", 0, 15, 4, False),
        ("int8", -128, 127, 8, True),
        ("int1", -1, 0, 1, True),
        ("int2", -2, 1, 2, True),
        ("int32", -(2**31), 2**31 - 1, 32, True),
        ("uint32", 0, 2**32 - 1, 32, False),
        ("int8:[-127,127]", -127, 127, 8, True),
        ("uint8:[0, 200]", 0, 200, 8, False),
        ("int8:[-7,7]", -7, 7, 4, True),
        ("[-127,127]", -127, 127, 8, True),
        ("[ -1 , +1 ]", -1, 1, 2, True),
        ("[3,9]", 3, 9, 4, False),
        ("[0,0]", 0, 0, 1, False),
        ("[-4294967296,4294967296]", -(2**32), 2**32, 34, True),
    ],
)
def test_ranges(text: str, low: int, high: int, bits: int, signed: bool) -> None:
    found = parse_input(text)
    assert (found.low, found.high, found.bits, found.signed) == (low, high, bits, signed)
    assert found.text == text


def test_zero_point() -> None:
    found = parse_input("uint8", 128)
    assert (found.low, found.high) == (0, 255)
    assert (found.term_low, found.term_high) == (-128, 127)
    assert (found.bits, found.signed, found.has_zero, found.idle) == (8, True, True, 128)
    found = parse_input("uint8", -10)
    assert (found.term_low, found.term_high, found.has_zero) == (10, 265, False)
    assert (found.idle, found.bits) == (0, 9)
    found = parse_input("uint8", 300)
    assert (found.term_low, found.term_high, found.idle) == (-300, -45, 255)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("float32", "is no integer type"),
        ("uint", "is no integer type"),
        ("int0", "is no integer type"),
        ("int08", "is no integer type"),
        ("UINT8", "is no integer type"),
        ("", "is no integer type"),
        ("int33", "at most 32 bits"),
        ("uint64", "at most 32 bits"),
        ("int8:[-129,0]", "does not lie within int8, which is [-128,127]"),
        ("uint8:[-1,0]", "does not lie within uint8"),
        ("int8:", "is no range"),
        ("int8:-127,127", "is no range"),
        ("[1]", "is no range"),
        ("[1,2,3]", "is no range"),
        ("[0.5,2]", "is no range"),
        ("[2,1]", "is empty"),
        ("[0,4294967297]", "at most 2^32"),
        ("[0,99999999999999999999999999]", "is no range"),
    ],
)
def test_what_is_no_range(text: str, reason: str) -> None:
    with pytest.raises(OptionError) as error:
        parse_input(text)
    assert reason in str(error.value)


def test_a_zero_point_out_of_reach() -> None:
    with pytest.raises(OptionError, match="at most 2\\^32"):
        parse_input("uint8", (1 << 32) + 1)
