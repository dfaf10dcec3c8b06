"""Reference rounding against ml_dtypes and gfloat, at every threshold of every shared format.

ml_dtypes rounds float32 to nearest; from float64 it passes through float32, so that it is asked
with float32 and float16 numbers only. gfloat rounds float64 in every mode.
"""

from __future__ import annotations

from fractions import Fraction

import gfloat
import ml_dtypes
import numpy as np
import numpy.typing as npt
import pytest
from gfloat import RoundMode
from gfloat import formats as gf

from tests.formats import shipped as s
from verif.formats.context import Mode, Policies
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.value import Input, Value, infinity

ML_DTYPES: dict[str, type] = {
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
    "F16": np.float16,
    "BF16": ml_dtypes.bfloat16,
}

GFLOAT = {
    "E4M3": gf.format_info_ocp_e4m3,
    "E5M2": gf.format_info_ocp_e5m2,
    "E3M2": gf.format_info_ocp_e3m2,
    "E2M3": gf.format_info_ocp_e2m3,
    "E2M1": gf.format_info_ocp_e2m1,
    "F16": gf.format_info_binary16,
    "BF16": gf.format_info_bfloat16,
    "INT8": gf.format_info_ocp_int8,
}

MODES = {
    "RNE": RoundMode.TiesToEven,
    "RNA": RoundMode.TiesToAway,
    "RTZ": RoundMode.TowardZero,
    "RTP": RoundMode.TowardPositive,
    "RTN": RoundMode.TowardNegative,
}


def some_ordinals(f: Format) -> list[int]:
    """All ordinals of small formats; of wide ones both ends, both sides of zero, and a spread."""
    low, high = f.kmin - 1, f.kmax
    if f.bits <= 8:
        return list(range(low, high + 1))
    near = [*range(low, low + 20), *range(-130, 130), *range(high - 20, high + 1)]
    return sorted({*near, *range(low, high, (high - low) // 300)})


def around(f: Format, width: type[np.floating]) -> npt.NDArray[np.floating]:
    """Each nearest threshold and value as a float, its two neighbours, and the special values."""
    at: set[float] = set()
    for k in some_ordinals(f):
        t = f.threshold(k, Mode.RNE)
        at.update(float(x) for x in (f.value_of(k), t.at if t else 0))
    with np.errstate(over="ignore"):
        middle = np.array(sorted(at), dtype=width)
    middle = middle[np.isfinite(middle)]
    big = np.finfo(width).max
    special = [0.0, -0.0, np.inf, -np.inf, np.nan, big, -big, np.finfo(width).smallest_subnormal]
    with np.errstate(over="ignore", under="ignore"):
        up, down = np.nextafter(middle, width(np.inf)), np.nextafter(middle, width(-np.inf))
    found = np.concatenate([middle, up, down, np.array(special, dtype=width)])
    return np.unique(
        found.view(
            np.uint16 if width is np.float16 else np.uint32 if width is np.float32 else np.uint64
        )
    ).view(width)


def as_input(x: float) -> Input:
    """A hardware float as a rounding input."""
    if np.isnan(x):
        return Input(nan=True)
    if np.isinf(x):
        return Input.of(infinity(1 if x > 0 else -1))
    return Input(Fraction(x), bool(np.signbit(x)))


@pytest.mark.parametrize("width", [np.float32, np.float16], ids=["float32", "float16"])
@pytest.mark.parametrize("name", ML_DTYPES)
def test_encoding_as_ml_dtypes(name: str, width: type[np.floating]) -> None:
    f = s.SHIPPED[name]
    context = f.context(Mode.RNE, Policies(on_nan=None if f.has_nan else "zero"))
    xs = around(f, width)
    if not f.has_nan:
        xs = xs[~np.isnan(xs)]
    with np.errstate(all="ignore"):
        others = xs.astype(ML_DTYPES[name]).view(np.uint16 if f.bits > 8 else np.uint8)
    wrong = []
    for x, other in zip(xs, others, strict=True):
        code, other_code = encode(f, as_input(float(x)), context), int(other)
        # Which NaN code it is, is not compared: there ml_dtypes keeps the sign.
        if code != other_code and not (f.decode(code).is_nan and f.decode(other_code).is_nan):
            wrong.append((float(x), f.hex(code), f.hex(other_code)))
    assert wrong == []
    assert len(xs) > (40 if f.bits <= 4 else 200 if width is np.float32 else 100)


def same(value: Value, other: float) -> bool:
    """Whether a value is a gfloat result, the sign of zero included."""
    if value.exact is None:
        return bool(np.isnan(other)) if value.is_nan else other == value.sign * np.inf
    return value.exact == Fraction(other) and (value.sign < 0) == bool(np.signbit(other))


@pytest.mark.share(3)
@pytest.mark.filterwarnings("ignore:overflow encountered in ldexp")
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", GFLOAT)
def test_rounding_as_gfloat(name: str, mode: str) -> None:
    if name == "INT8":
        f: Format = s.MXINT8
    else:
        f = s.SHIPPED[name]
    xs = around(f, np.float64)
    xs = xs[np.isfinite(xs)]
    context = f.context(mode, Policies(overflow="saturate"))
    others = gfloat.round_ndarray(GFLOAT[name], xs, MODES[mode], sat=True)
    wrong = [
        (float(x), float(other))
        for x, other in zip(xs, others, strict=True)
        if not same(f.decode(encode(f, as_input(float(x)), context)), float(other))
    ]
    assert wrong == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["E4M3", "E5M2", "F16", "BF16"])
def test_overflow_as_gfloat(name: str, mode: str) -> None:
    """Without saturation, an overflow by the IEEE rules of each mode."""
    f = s.SHIPPED[name]
    top = float(f.max)
    step = float(f.max - f.value_of(f.kmax - 1))
    sizes = [top, top + step / 4, top + step / 2, top + step * 0.75, top + step, top * 3]
    context = f.context(mode)
    for x in [*sizes, *(-x for x in sizes)]:
        other = gfloat.round_float(GFLOAT[name], x, MODES[mode], sat=False)
        assert same(f.decode(encode(f, as_input(x), context)), other), x


# --- where the libraries and this suite part, exactly ------------------------------------------


def e8m0_ties() -> list[float]:
    return [1.5 * 2.0**e for e in range(-127, 128)]


def test_e8m0_ties_in_ml_dtypes_go_up() -> None:
    """ml_dtypes is RNA here: 128 of the 255 ties differ from ties to even, 126 of the 253 between
    normal float32 powers of two."""
    even, up = s.E8M0.context(Mode.RNE), s.E8M0.context(Mode.RNA)
    differ = []
    for x in e8m0_ties():
        other = int(np.float32(x).astype(ml_dtypes.float8_e8m0fnu).view(np.uint8))
        assert other == encode(s.E8M0, as_input(x), up)
        if other != encode(s.E8M0, as_input(x), even):
            differ.append(x)
    assert differ == [1.5 * 2.0**e for e in range(-127, 128) if e % 2]


def test_e8m0_ties_in_gfloat_go_to_the_even_code() -> None:
    context = s.E8M0.context(Mode.RNE)
    for x in e8m0_ties():
        other = gfloat.round_float(gf.format_info_ocp_e8m0, x, RoundMode.TiesToEven, sat=True)
        assert s.E8M0.decode(encode(s.E8M0, as_input(x), context)).exact == Fraction(other)


def test_e8m0_elsewhere_as_ml_dtypes() -> None:
    """But for zeros, NaN there and 2**-127 here, and for float32 between 2**-127 and 1.5 * 2**-127,
    which go up there though 2**-127 is nearest, ties up are all the difference."""
    xs = around(s.E8M0, np.float32)
    context = s.E8M0.context(Mode.RNA)
    differ = []
    for x in xs:
        other = int(np.float32(x).astype(ml_dtypes.float8_e8m0fnu).view(np.uint8))
        if encode(s.E8M0, as_input(float(x)), context) != other:
            differ.append((float(x), other))
    smallest, unit = 2.0**-127, 2.0**-149
    assert differ == [
        (0.0, 0xFF),
        (smallest + unit, 0x01),
        (1.5 * smallest - unit, 0x01),
        (-0.0, 0xFF),
    ]
    strict = s.E8M0.context(Mode.RNA, Policies(on_zero="nan"))
    assert encode(s.E8M0, as_input(0.0), strict) == 0xFF


@pytest.mark.parametrize(
    ("name", "x", "theirs", "exact"),
    [
        ("E4M3", -431.99999999999994, "-448", "-416"),
        ("E4M3", 1 + 2.0**-4 + 2.0**-40, "1", "9/8"),
        ("E4M3", 2.0**-10 * (1 + 2.0**-52), "0", "1/512"),
        ("E4M3", 464.00001, "448", "nan"),
        ("BF16", 1 + 2.0**-8 + 2.0**-40, "1", "1.0078125"),
    ],
)
def test_float64_through_float32_rounds_twice_in_ml_dtypes(
    name: str, x: float, theirs: str, exact: str
) -> None:
    f = s.SHIPPED[name]
    other = float(np.float64(x).astype(ML_DTYPES[name]))
    assert other == float(theirs)
    value = f.decode(encode(f, as_input(x), f.context(Mode.RNE)))
    assert value.is_nan if exact == "nan" else value.exact == Fraction(exact)
    direct = gfloat.round_float(GFLOAT[name], x, RoundMode.TiesToEven, sat=False)
    assert same(value, direct)
