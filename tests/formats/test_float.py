"""Binary floats: published facts, decoding against other libraries, and bad parameters."""

from __future__ import annotations

import itertools
import struct
from fractions import Fraction

import gfloat
import ml_dtypes
import numpy as np
import pytest
from gfloat import formats as gf

from tests.formats import shipped as s
from verif.base.bits import Pattern
from verif.formats.context import Mode, Policies
from verif.formats.float_ import Float
from verif.formats.format import FormatError
from verif.formats.value import Value

PARAMETERS = {
    # name: max, min normal, min subnormal, code of 1.0, NaN codes, infinities, zeros
    "E4M3": ("448", -6, -9, 0x38, 2, 0, 2),
    "E5M2": ("57344", -14, -16, 0x3C, 6, 2, 2),
    "E4M3FNUZ": ("240", -7, -10, 0x40, 1, 0, 1),
    "E5M2FNUZ": ("57344", -15, -17, 0x40, 1, 0, 1),
    "E4M3B11FNUZ": ("30", -10, -13, 0x58, 1, 0, 1),
    "E4M3IEEE": ("240", -6, -9, 0x38, 14, 2, 2),
    "E3M4": ("15.5", -2, -6, 0x30, 30, 2, 2),
    "E3M2": ("28", -2, -4, 0x0C, 0, 0, 2),
    "E2M3": ("7.5", 0, -3, 0x08, 0, 0, 2),
    "E2M1": ("6", 0, -1, 0x2, 0, 0, 2),
    "F16": ("65504", -14, -24, 0x3C00, 2046, 2, 2),
    "BF16": ("338953138925153547590470800371487866880", -126, -133, 0x3F80, 254, 2, 2),
}

ML_DTYPES = {
    "E4M3": ml_dtypes.float8_e4m3fn,
    "E5M2": ml_dtypes.float8_e5m2,
    "E4M3FNUZ": ml_dtypes.float8_e4m3fnuz,
    "E5M2FNUZ": ml_dtypes.float8_e5m2fnuz,
    "E4M3B11FNUZ": ml_dtypes.float8_e4m3b11fnuz,
    "E4M3IEEE": ml_dtypes.float8_e4m3,
    "E3M4": ml_dtypes.float8_e3m4,
    "E3M2": ml_dtypes.float6_e3m2fn,
    "E2M3": ml_dtypes.float6_e2m3fn,
    "E2M1": ml_dtypes.float4_e2m1fn,
    "E8M0": ml_dtypes.float8_e8m0fnu,
    "F16": np.float16,
    "BF16": ml_dtypes.bfloat16,
}

GFLOAT = {
    "E4M3": gf.format_info_ocp_e4m3,
    "E5M2": gf.format_info_ocp_e5m2,
    "E3M2": gf.format_info_ocp_e3m2,
    "E2M3": gf.format_info_ocp_e2m3,
    "E2M1": gf.format_info_ocp_e2m1,
    "E8M0": gf.format_info_ocp_e8m0,
    "F16": gf.format_info_binary16,
    "BF16": gf.format_info_bfloat16,
}


def agrees(value: Value, other: float) -> bool:
    """Whether ``value`` is what another library says, the sign of zero included."""
    if value.is_nan or np.isnan(other):
        return value.is_nan and bool(np.isnan(other))
    if value.kind == "inf" or np.isinf(other):
        return value.kind == "inf" and bool(np.isinf(other)) and value.sign * other > 0
    negative = bool(np.signbit(other))
    return value.exact == Fraction(other) and (value.sign < 0) == negative


@pytest.mark.parametrize("name", PARAMETERS)
def test_published_parameters(name: str) -> None:
    largest, normal, subnormal, one, nans, infinities, zeros = PARAMETERS[name]
    f = s.SHIPPED[name]
    assert isinstance(f, Float)
    assert f.max == Fraction(largest)
    assert f.min == -f.max
    assert f.min_normal == Fraction(2) ** normal
    assert f.value_of(f.min_positive) == Fraction(2) ** subnormal
    assert f.decode(one).exact == 1
    values = [f.decode(c) for c in f.codes()]
    assert sum(v.kind == "nan" for v in values) == nans
    assert sum(v.kind == "inf" for v in values) == infinities
    assert sum(v.exact == 0 for v in values) == zeros
    assert f.precision == f.significand_bits + 1
    assert f.exponent_range[0] == normal


def test_exponent_ranges() -> None:
    assert s.E4M3.exponent_range == (-6, 8)
    assert s.E5M2.exponent_range == (-14, 15)
    assert s.E8M0.exponent_range == (-127, 127)
    assert s.F64.exponent_range == (-1022, 1023)


def test_e8m0_is_the_powers_of_two() -> None:
    values = [s.E8M0.decode(c) for c in s.E8M0.codes()]
    assert [v.exact for v in values[:-1]] == [Fraction(2) ** e for e in range(-127, 128)]
    assert values[-1].is_nan
    assert s.E8M0.zero is None
    assert not s.E8M0.signed
    assert s.E8M0.even(0) and not s.E8M0.even(0x7F)


@pytest.mark.parametrize("name", ML_DTYPES)
def test_every_code_decodes_as_in_ml_dtypes(name: str) -> None:
    f = s.SHIPPED[name]
    unsigned = np.uint8 if f.bits <= 8 else np.uint16
    codes = np.arange(1 << f.bits, dtype=unsigned)
    with np.errstate(invalid="ignore"):
        others = codes.view(ML_DTYPES[name]).astype(np.float64)
    wrong = [c for c in f.codes() if not agrees(f.decode(c), float(others[c]))]
    assert wrong == []


@pytest.mark.parametrize("name", GFLOAT)
def test_every_code_decodes_as_in_gfloat(name: str) -> None:
    f = s.SHIPPED[name]
    codes = np.arange(1 << f.bits)
    others = gfloat.decode_ndarray(GFLOAT[name], codes)
    wrong = [c for c in f.codes() if not agrees(f.decode(c), float(others[c]))]
    assert wrong == []


@pytest.mark.parametrize(("name", "width"), [("F32", 32), ("F64", 64)])
def test_wide_codes_decode_as_in_hardware(name: str, width: int) -> None:
    f = s.SHIPPED[name]
    letter, m = ("f", 23) if width == 32 else ("d", 52)
    bytes_of = "<I" if width == 32 else "<Q"
    top = (1 << width) - 1
    edges = {0, 1, (1 << m) - 1, 1 << m, (1 << m) + 1, (1 << (width - 1)) - 1, top}
    edges |= {f.inf_code(False) or 0, (f.inf_code(False) or 0) - 1, (f.inf_code(False) or 0) + 1}
    edges |= {(i * 0x9E3779B97F4A7C15) & top for i in range(1, 400)}
    for code in sorted(edges | {c ^ (1 << (width - 1)) for c in edges}):
        other = struct.unpack("<" + letter, struct.pack(bytes_of, code))[0]
        assert agrees(f.decode(code), other), f.hex(code)


@pytest.mark.parametrize("name", s.SMALL)
def test_ordinals_number_the_values_in_order(name: str) -> None:
    f = s.SMALL[name]
    values = [f.value_of(k) for k in range(f.kmin - 1, f.kmax + 2)]
    assert all(a < b for a, b in itertools.pairwise(values))
    for k in range(f.kmin, f.kmax + 1):
        code = f.code_of(k)
        assert f.ordinal(code) == k
        assert f.decode(code).exact == f.value_of(k)
    finite = [c for c in f.codes() if f.decode(c).kind == "finite"]
    spare = 0 if f.negative_zero is None else 1
    assert len(finite) == f.kmax - f.kmin + 1 + spare
    if f.negative_zero is not None:
        assert f.ordinal(f.negative_zero) == 0
        assert f.decode(f.negative_zero).sign == -1


def test_specials() -> None:
    assert s.E4M3.canonical_nan == 0x7F
    assert s.E5M2.canonical_nan == 0x7E
    assert s.E4M3FNUZ.canonical_nan == 0x80
    assert s.E8M0.canonical_nan == 0xFF
    assert s.F32.canonical_nan == 0x7FC00000
    assert s.E2M1.canonical_nan is None
    assert (s.E5M2.inf_code(False), s.E5M2.inf_code(True)) == (0x7C, 0xFC)
    assert s.E4M3.inf_code(False) is None
    assert (s.E4M3.zero, s.E4M3.negative_zero) == (0, 0x80)
    assert (s.E4M3FNUZ.zero, s.E4M3FNUZ.negative_zero) == (0, None)
    assert s.E4M3.decode(0xFF).sign == -1


def test_layout_names_the_fields() -> None:
    assert s.E4M3.layout(0xBA) == (("s", "1"), ("e", "0111"), ("m", "010"))
    assert s.E8M0.layout(0x7F) == (("e", "01111111"),)
    assert s.E4M3.hex(0x0A) == "0x0A"
    assert s.E2M1.hex(0xA) == "0xA"
    assert s.TF32.hex(1) == "0x00001"


def test_a_chosen_nan_code_is_canonical() -> None:
    f = Float("f", 8, Pattern("seeeeemm"), 15, nan=(Pattern("s11111mm"),), nan_code=0xFD)
    assert f.canonical_nan == 0xFD
    assert f.key != Float("f", 8, Pattern("seeeeemm"), 15, nan=(Pattern("s11111mm"),)).key


def test_a_list_of_nan_patterns() -> None:
    nan = (Pattern("s1111111"), Pattern("10000000"))
    f = Float("f", 8, Pattern("seeeemmm"), 7, nan=nan)
    assert {c for c in f.codes() if f.decode(c).is_nan} == {0x7F, 0x80, 0xFF}
    assert f.negative_zero is None
    assert f.canonical_nan == 0x7F


def test_without_subnormals_the_smallest_exponent_is_normal() -> None:
    f = s.make_float("f", (1, 4, 3), 7, subnormals=False)
    assert f.value_of(1) == Fraction(9, 8) * Fraction(1, 128)
    assert f.decode(0).exact == 0
    assert f.min_normal is None
    g = s.make_float("g", (1, 4, 3), 7, subnormals=False, has_zero=False)
    assert g.decode(0).exact == Fraction(1, 128)
    assert g.decode(0x80).exact == -Fraction(1, 128)
    assert g.negative_zero is None
    assert (g.kmin, g.kmax) == (-128, 127)
    assert g.value_of(-1) == -Fraction(1, 128)


def test_the_name_and_the_source_are_not_part_of_the_meaning() -> None:
    one = s.make_float("one", (1, 4, 3), 7)
    two = s.make_float("two", (1, 4, 3), 7)
    assert one.key == two.key
    assert one.key != s.make_float("one", (1, 4, 3), 8).key


def make(
    layout: str = "seeeemmm", bias: int = 7, nan: str = "", inf: str = "", **more: object
) -> Float:
    pattern = Pattern(layout)
    return Float(
        "bad",
        pattern.width,
        pattern,
        bias,
        inf=tuple(Pattern(p) for p in inf.split()),
        nan=tuple(Pattern(p) for p in nan.split()),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("layout", "more", "message", "field"),
    [
        ("mmmeeees", {}, "in this order", "layout"),
        ("smmm", {}, "in this order", "layout"),
        ("s1eeemmm", {}, "in this order", "layout"),
        ("seeeexxx", {}, "in this order", "layout"),
        ("s" + "e" * 17 + "m", {}, "at most 16 exponent bits", "layout"),
        ("see" + "m" * 254, {}, "256 bits in all", "layout"),
        ("seeeemmm", {"bias": 1 << 17}, "a bias is at most", "bias"),
        ("seeeemmm", {"bias": -(1 << 17)}, "a bias is at most", "bias"),
        ("seeeemmm", {"has_zero": False}, "subnormals start at zero", "zero"),
        ("seeeemmm", {"nan": "s111111"}, "a pattern of 8 bits", "nan"),
        ("seeeemmm", {"inf": "s11110000"}, "a pattern of 8 bits", "inf"),
        ("seeeemmm", {"nan": "s0111000"}, "code 0x38 lies between finite codes", "nan"),
        ("seeeemmm", {"nan": "11000000"}, "code 0xC0 lies between finite codes", "nan"),
        ("seeeemmm", {"inf": "s1111000"}, "lies between finite codes", "nan"),
        ("seeeemmm", {"nan": "00000000"}, "code 0 is zero", "nan"),
        ("seeeemmm", {"nan": "s0000000"}, "code 0 is zero", "nan"),
        ("eeeemmm", {"nan": "0000000"}, "code 0 is zero", "nan"),
        ("seeeemmm", {"nan": "seeeemmm"}, "no finite code is left", "nan"),
        ("seeeemmm", {"nan": "seeeemm1"}, "lies between finite codes", "nan"),
        ("s" + "e" * 8 + "m" * 23, {"nan": "s" + "e" * 8 + "m" * 22 + "1"}, "scattered", "nan"),
        (
            "seeeemmm",
            {"nan": "s1111111", "nan_code": 0x7E},
            "0x7E is not a NaN code",
            "canonical_nan",
        ),
        ("seeeemmm", {"nan_code": 0x7F}, "0x7F is not a NaN code", "canonical_nan"),
    ],
)
def test_contradictions_are_refused(
    layout: str, more: dict[str, object], message: str, field: str
) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        make(layout, **more)  # type: ignore[arg-type]
    assert caught.value.field == field


@pytest.mark.parametrize("text", ["", "s ee!e", "0120", "seesmm"])
def test_bad_patterns(text: str) -> None:
    with pytest.raises(ValueError):
        Pattern(text)


def test_a_context_asks_only_for_codes_that_exist() -> None:
    with pytest.raises(FormatError, match="E4M3 has no inf for 'overflow = inf'") as caught:
        s.E4M3.context(Mode.RNE, Policies(overflow="inf"))
    assert caught.value.field == "overflow"
    with pytest.raises(FormatError, match="E2M1 has no nan for 'on_nan = nan'"):
        s.E2M1.context(Mode.RNE, Policies(on_nan="nan"))
    with pytest.raises(FormatError, match="unknown rounding mode 'RNX'"):
        s.E4M3.context("RNX")
    with pytest.raises(FormatError, match="no subnormals to flush"):
        s.E8M0.context(Mode.RNE, Policies(flush=True))
