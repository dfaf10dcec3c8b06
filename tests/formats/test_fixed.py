"""Integers and fixed point: ranges, two's complement, saturation, bad parameters."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.formats import shipped as s
from verif.formats.context import Mode, Policies, PolicyError
from verif.formats.encode import encode
from verif.formats.fixed import MAX_BITS, Fixed, Integer
from verif.formats.format import FormatError
from verif.formats.value import NAN, Input, infinity


@pytest.mark.parametrize("n", [1, 2, 4, 8, 12])
def test_two_s_complement(n: int) -> None:
    signed, unsigned = Integer("i", n), Integer("u", n, is_signed=False)
    for code in range(1 << n):
        bits = format(code, f"0{n}b")
        weights = [-(1 << (n - 1)), *(1 << i for i in reversed(range(n - 1)))]
        assert signed.decode(code).exact == sum(
            w for w, b in zip(weights, bits, strict=True) if b == "1"
        )
        assert unsigned.decode(code).exact == code
        assert signed.code_of(signed.ordinal(code)) == code
    assert (signed.min, signed.max) == (-(1 << (n - 1)), (1 << (n - 1)) - 1)
    assert (unsigned.min, unsigned.max) == (0, (1 << n) - 1)
    assert signed.signed and not unsigned.signed
    assert signed.negative_zero is None
    assert signed.is_integer


def test_mx_int8_is_an_integer_over_64() -> None:
    assert s.MXINT8.min == -2
    assert s.MXINT8.max == 1 + Fraction(63, 64)
    assert [s.MXINT8.decode(c).exact for c in (0x40, 0xC0, 0x01)] == [1, -1, Fraction(1, 64)]
    assert not s.MXINT8.is_integer


def test_negative_fraction_bits_scale_up() -> None:
    f = Fixed("f", 4, -3)
    assert [f.decode(c).exact for c in (0, 1, 7, 8)] == [0, 8, 56, -64]
    assert f.is_integer


@pytest.mark.parametrize(
    ("x", "mode", "code"),
    [
        ("5/2", "RNE", 0x02),
        ("7/2", "RNE", 0x04),
        ("5/2", "RNA", 0x03),
        ("-5/2", "RNA", 0xFD),
        ("-5/2", "RTZ", 0xFE),
        ("-5/2", "RTN", 0xFD),
        ("-5/2", "RTP", 0xFE),
        ("5/2", "RTO", 0x03),
        ("7/2", "RTO", 0x03),
        ("-1/2", "RNE", 0x00),
        ("127", "RTO", 0x7F),
        ("1000", "RTN", 0x7F),
        ("255/2", "RNE", 0x7F),
        ("-257/2", "RNE", 0x80),
        ("-1000", "RTP", 0x80),
    ],
)
def test_rounding_to_int8(x: str, mode: str, code: int) -> None:
    f = s.INTEGERS["INT8"]
    assert encode(f, Input.of(Fraction(x)), f.context(mode)) == code


def test_specials_into_integers() -> None:
    f, u = s.INTEGERS["INT8"], s.INTEGERS["UINT8"]
    assert encode(f, Input.of(infinity(1)), f.context()) == 0x7F
    assert encode(f, Input.of(infinity(-1)), f.context()) == 0x80
    assert encode(u, Input.of(infinity(-1)), u.context()) == 0x00
    assert encode(u, Input.of(Fraction(-3)), u.context()) == 0x00
    with pytest.raises(PolicyError, match="NaN into INT8"):
        encode(f, Input.of(NAN), f.context())
    with pytest.raises(PolicyError, match="overflow of INT8"):
        encode(f, Input.of(128), f.context(Mode.RNE, Policies(overflow="error")))
    with pytest.raises(PolicyError, match="a negative number into UINT8"):
        encode(u, Input.of(-1), u.context(Mode.RNE, Policies(on_negative="error")))
    assert encode(f, Input.of(NAN), f.context(Mode.RNE, Policies(on_nan="zero"))) == 0
    assert encode(f, Input.of(NAN), f.context(Mode.RNE, Policies(on_nan="max"))) == 0x7F


def test_a_rounded_zero_is_not_negative() -> None:
    u = s.INTEGERS["UINT8"]
    said = Policies(on_negative="error")
    assert encode(u, Input.of(Fraction(-1, 2)), u.context(Mode.RNE, said)) == 0
    assert encode(u, Input.of(Fraction(-1, 2)), u.context(Mode.RTZ, said)) == 0
    for mode in (Mode.RNA, Mode.RTN):
        with pytest.raises(PolicyError):
            encode(u, Input.of(Fraction(-1, 2)), u.context(mode, said))


@pytest.mark.parametrize("bits", [0, -1, MAX_BITS + 1, 10_000])
def test_widths_are_bounded(bits: int) -> None:
    with pytest.raises(FormatError, match="a width of 1 to 4096 bits") as caught:
        Integer("i", bits)
    assert caught.value.field == "bits"


def test_fraction_bits_are_bounded() -> None:
    for f in (MAX_BITS + 1, -MAX_BITS - 1):
        with pytest.raises(FormatError, match="at most 4096 fraction bits"):
            Fixed("f", 8, f)
    with pytest.raises(FormatError, match="an integer has no fraction bits") as caught:
        Integer("i", 8, 1)
    assert caught.value.field == "fraction_bits"


def test_keys_tell_formats_apart() -> None:
    keys = {Integer("x", 8).key, Integer("x", 8, is_signed=False).key, Fixed("x", 8).key}
    keys |= {Fixed("x", 8, 1).key, Integer("x", 9).key}
    assert len(keys) == 5
