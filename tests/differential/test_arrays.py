"""Array conversions against ml_dtypes, gfloat and NumPy.

ml_dtypes rounds float64 twice, through float32, so it is compared on float32 inputs; gfloat on
float64 inputs, in the modes both have. NaN codes are folded. The quick runs take some 10**4
inputs; the long ones all float16 and bfloat16 numbers and 10**6 others.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import gfloat  # type: ignore[import-untyped]
import gfloat.formats as gf  # type: ignore[import-untyped]
import ml_dtypes
import numpy as np
import pytest

from tests.arrays.cases import ieee, ieee_like
from verif.arrays import decode_array, encode_array
from verif.arrays.source import Array
from verif.formats.context import Mode, Policies
from verif.formats.float_ import Float
from verif.formats.format import Format

ML: list[tuple[Float, Any]] = [
    (ieee_like("E4M3", "s eeee mmm", 7, "s1111111"), ml_dtypes.float8_e4m3fn),
    (ieee_like("E5M2", "s eeeee mm", 15, "s11111mm", "s1111100"), ml_dtypes.float8_e5m2),
    (ieee_like("E4M3_IEEE", "s eeee mmm", 7, "s1111mmm", "s1111000"), ml_dtypes.float8_e4m3),
    (ieee_like("E3M4", "s eee mmmm", 3, "s111mmmm", "s1110000"), ml_dtypes.float8_e3m4),
    (ieee_like("E4M3FNUZ", "s eeee mmm", 8, "10000000"), ml_dtypes.float8_e4m3fnuz),
    (ieee_like("E5M2FNUZ", "s eeeee mm", 16, "10000000"), ml_dtypes.float8_e5m2fnuz),
    (ieee_like("E4M3B11FNUZ", "s eeee mmm", 11, "10000000"), ml_dtypes.float8_e4m3b11fnuz),
    (ieee_like("E2M3", "s ee mmm", 1), ml_dtypes.float6_e2m3fn),
    (ieee_like("E3M2", "s eee mm", 3), ml_dtypes.float6_e3m2fn),
    (ieee_like("E2M1", "s ee m", 1), ml_dtypes.float4_e2m1fn),
    (ieee("BF16", 8, 7), ml_dtypes.bfloat16),
    (ieee("F16", 5, 10), np.float16),
]
NAMES = {f.name: f for f, _ in ML}
GFLOAT: list[tuple[Float, Any]] = [
    (NAMES["E4M3"], gf.format_info_ocp_e4m3),
    (NAMES["E5M2"], gf.format_info_ocp_e5m2),
    (NAMES["E2M3"], gf.format_info_ocp_e2m3),
    (NAMES["E3M2"], gf.format_info_ocp_e3m2),
    (NAMES["E2M1"], gf.format_info_ocp_e2m1),
    (NAMES["BF16"], gf.format_info_bfloat16),
    (NAMES["F16"], gf.format_info_binary16),
]
E8M0 = ieee_like("E8M0", "eeeeeeee", 127, "11111111", subnormals=False, has_zero=False)

SHARED = {
    Mode.RNE: gfloat.RoundMode.TiesToEven,
    Mode.RNA: gfloat.RoundMode.TiesToAway,
    Mode.RTZ: gfloat.RoundMode.TowardZero,
    Mode.RTP: gfloat.RoundMode.TowardPositive,
    Mode.RTN: gfloat.RoundMode.TowardNegative,
}
QUICK, LONG = 10_000, 1_000_000

pytestmark = pytest.mark.filterwarnings("ignore:.* encountered in:RuntimeWarning")


def label(pair: tuple[Format, Any]) -> str:
    return pair[0].name


def inputs(fmt: Format, size: int, dtype: str) -> Array:
    """Log-uniform numbers about the format's range and random patterns; all 16-bit numbers too
    when ``size`` is large. NaN only for formats that have it."""
    rng = np.random.default_rng(size)
    bits = np.dtype(dtype).itemsize * 8
    patterns = rng.integers(0, 2**64 - 1, size // 4, dtype=np.uint64) >> np.uint64(64 - bits)
    # At most 128 binades, so that a good part is neither lost below nor beyond the ends.
    low = max(-140, int(np.log2(float(fmt.value_of(fmt.min_positive)))) - 3)
    high = min(127, int(np.log2(float(fmt.max))) + 2)
    near = np.exp2(rng.uniform(low, high, size)) * rng.choice([-1.0, 1.0], size)
    short = (near.astype(np.float32).view(np.uint32) & np.uint32(0xFFFF0000)).view(np.float32)
    parts = [patterns.astype(f"uint{bits}").view(dtype), near, short]
    parts.append(np.array([0.0, -0.0, np.inf, -np.inf, np.nan, -np.nan]))
    if size >= LONG:
        every = np.arange(1 << 16, dtype=np.uint32)
        parts += [every.astype(np.uint16).view(np.float16), (every << 16).view(np.float32)]
    x = np.concatenate([p.astype(dtype) for p in parts])
    return x if fmt.has_nan else x[~np.isnan(x)]


@cache
def nan_codes(fmt: Format) -> Array:
    """Whether each code is NaN."""
    return np.array([fmt.decode(c).is_nan for c in fmt.codes()])


def folded(fmt: Format, codes: Array) -> Array:
    """Codes with all NaN codes made one."""
    return np.where(nan_codes(fmt)[codes], 1 << fmt.bits, codes.astype(np.int64))


def compare(fmt: Format, x: Array, ours: Array, theirs: Array) -> None:
    ours, theirs = folded(fmt, ours), folded(fmt, theirs)
    bad = np.flatnonzero(ours != theirs)
    shown = [(x[i], hex(ours[i]), hex(theirs[i])) for i in bad[:5]]
    assert not bad.size, f"{fmt.name}: {bad.size} of {x.size} differ, such as {shown}"


def against_ml_dtypes(fmt: Format, dtype: Any, size: int) -> None:
    x = inputs(fmt, size, "float32")
    ours = encode_array(fmt, x, fmt.context("RNE"))
    compare(fmt, x, ours, x.astype(dtype).view(ours.dtype))


def against_gfloat(fmt: Format, info: Any, mode: Mode, size: int) -> None:
    x = inputs(fmt, size, "float64")
    for saturate in (True, False):
        if not saturate and not (fmt.has_nan or fmt.has_inf):
            continue  # gfloat asks for saturation here
        context = fmt.context(mode, Policies(overflow="saturate") if saturate else None)
        rounded = gfloat.round_ndarray(info, x, SHARED[mode], sat=saturate)
        theirs = np.asarray(gfloat.encode_ndarray(info, rounded)).astype(np.int64)
        compare(fmt, x, encode_array(fmt, x, context), theirs)


@pytest.mark.parametrize("pair", ML, ids=label)
def test_ml_dtypes(pair: tuple[Float, Any]) -> None:
    against_ml_dtypes(*pair, QUICK)


@pytest.mark.parametrize("mode", SHARED, ids=lambda m: m.name)
@pytest.mark.parametrize("pair", GFLOAT, ids=label)
def test_gfloat(pair: tuple[Float, Any], mode: Mode) -> None:
    against_gfloat(*pair, mode, QUICK)


@pytest.mark.long
@pytest.mark.parametrize("pair", ML, ids=label)
def test_ml_dtypes_long(pair: tuple[Float, Any]) -> None:
    against_ml_dtypes(*pair, LONG)


@pytest.mark.long
@pytest.mark.parametrize("mode", SHARED, ids=lambda m: m.name)
@pytest.mark.parametrize("pair", GFLOAT, ids=label)
def test_gfloat_long(pair: tuple[Float, Any], mode: Mode) -> None:
    against_gfloat(*pair, mode, LONG)


@pytest.mark.share(3)
@pytest.mark.parametrize("pair", ML, ids=label)
def test_decoding_all_codes_by_ml_dtypes(pair: tuple[Float, Any]) -> None:
    fmt, dtype = pair
    codes = np.arange(1 << fmt.bits, dtype=f"uint{8 if fmt.bits <= 8 else 16}")
    same_values(decode_array(fmt, codes), codes.view(dtype).astype(np.float64))


@pytest.mark.parametrize("pair", [*GFLOAT, (E8M0, gf.format_info_ocp_e8m0)], ids=label)
def test_decoding_all_codes_by_gfloat(pair: tuple[Float, Any]) -> None:
    fmt, info = pair
    codes = np.arange(1 << fmt.bits)
    same_values(decode_array(fmt, codes), np.asarray(gfloat.decode_ndarray(info, codes)))


def same_values(ours: Array, theirs: Array) -> None:
    np.testing.assert_array_equal(ours, theirs)
    kept = ~np.isnan(ours)
    np.testing.assert_array_equal(np.signbit(ours[kept]), np.signbit(theirs[kept]))


# --- E8M0: where others mean something else -----------------------------------------------------

SMALLEST = 2.0**-127


def test_e8m0_codes_by_ml_dtypes() -> None:
    codes = np.arange(256, dtype=np.uint8)
    theirs = codes.view(ml_dtypes.float8_e8m0fnu).astype(np.float64)
    same_values(decode_array(E8M0, codes), theirs)


@pytest.mark.parametrize("size", [QUICK, pytest.param(LONG, marks=pytest.mark.long)])
def test_e8m0_and_ml_dtypes_differ_on_zero_ties_and_subnormals(size: int) -> None:
    """ml_dtypes makes zero NaN, sends every tie up, and takes the float32 subnormals between
    2**-127 and 1.5 * 2**-127 to 2**-126, which is farther than 2**-127. All else is equal."""
    tiny = np.arange(0x00400000, 0x00800000, 1009, dtype=np.uint32).view(np.float32)
    ties = (1.5 * np.exp2(np.arange(-127.0, 128))).astype(np.float32)
    x = np.concatenate([inputs(E8M0, size, "float32"), tiny, ties])
    ours = encode_array(E8M0, x, E8M0.context("RNE"))
    theirs = x.astype(ml_dtypes.float8_e8m0fnu).view(np.uint8)
    tie = (np.abs(np.frexp(x)[0]) == 0.75) & (x > SMALLEST)
    even_below = tie & (ours % 2 == 0) & (decode_array(E8M0, ours) < x)
    low = (x > SMALLEST) & (x < 1.5 * SMALLEST)
    np.testing.assert_array_equal(ours != theirs, (x == 0) | even_below | low)
    assert (theirs[even_below | low] == ours[even_below | low] + 1).all()
    assert (theirs[x == 0] == 0xFF).all()
    assert (ours[x == 0] == 0).all()


@pytest.mark.parametrize("mode", SHARED, ids=lambda m: m.name)
@pytest.mark.parametrize("size", [QUICK, pytest.param(LONG, marks=pytest.mark.long)])
def test_e8m0_and_gfloat_agree_from_the_smallest_value_on(mode: Mode, size: int) -> None:
    """Below it gfloat rounds to values that E8M0 has not: zero, negatives, smaller powers."""
    x = inputs(E8M0, size, "float64")
    x = x[(x >= SMALLEST) | np.isnan(x)]
    info = gf.format_info_ocp_e8m0
    for saturate in (True, False):
        context = E8M0.context(mode, Policies(overflow="saturate") if saturate else None)
        rounded = gfloat.round_ndarray(info, x, SHARED[mode], sat=saturate)
        theirs = np.asarray(gfloat.encode_ndarray(info, rounded)).astype(np.int64)
        compare(E8M0, x, encode_array(E8M0, x, context), theirs)


# --- NumPy: the processor's own conversions -----------------------------------------------------


@pytest.mark.parametrize("size", [QUICK, pytest.param(LONG, marks=pytest.mark.long)])
def test_numpy_float32_and_float16_from_float64(size: int) -> None:
    f32, f16 = ieee("F32", 8, 23), NAMES["F16"]
    x = inputs(f16, size, "float64")
    tiny = np.concatenate([x, x * 2.0**-125, x * 2.0**110])  # float32's subnormals and its end
    tiny = tiny[~np.isnan(tiny)]
    found = encode_array(f32, tiny, f32.context("RNE"))
    np.testing.assert_array_equal(found, tiny.astype(np.float32).view(np.uint32))
    compare(f16, x, encode_array(f16, x, f16.context("RNE")), x.astype(np.float16).view(np.uint16))
