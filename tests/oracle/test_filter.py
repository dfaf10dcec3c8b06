"""Rounding of arrays: bit for bit what MPFR gives, in every kind of place, and what it refuses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tests.arrays.cases import ieee
from tests.oracle.checks import (
    F16,
    F32,
    MODES,
    NAMES,
    POW,
    Array,
    differences,
    edges,
    float32_sample,
    near_ties,
    pattern,
)
from verif.formats.context import Mode, Policies, PolicyError
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.oracle import mpfr
from verif.oracle.correct import correctly_rounded
from verif.oracle.evaluators import BLOCK
from verif.oracle.filter import rounded_array
from verif.oracle.functions import BY_NAME, function

BF16 = ieee("BF16", 8, 7)
DIRECTED = (Mode.RTZ, Mode.RTP, Mode.RTN)


@pytest.mark.parametrize("name", NAMES)
def test_float32_is_that_of_mpfr(name: str) -> None:
    x = float32_sample(1, 4000)
    assert differences(BY_NAME[name], x, Mode.RNE).size == 0
    for i, mode in enumerate(DIRECTED):
        assert differences(BY_NAME[name], x[i::6], mode).size == 0


@pytest.mark.parametrize("name", NAMES)
def test_near_ties(name: str) -> None:
    x = near_ties(BY_NAME[name], 2, 1 << 18)
    assert x.size > 20
    assert differences(BY_NAME[name], x, Mode.RNE).size == 0


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_many_numbers_and_near_ties(name: str) -> None:
    f = BY_NAME[name]
    for mode in (Mode.RNE, *DIRECTED):
        assert differences(f, float32_sample(3, 50_000), mode).size == 0
    assert differences(f, near_ties(f, 4, 1 << 22), Mode.RNE).size == 0


@pytest.mark.parametrize("fmt", [F16, BF16, Posit("posit16_2", 16)], ids=lambda f: f.name)
@pytest.mark.parametrize("name", NAMES)
def test_other_formats_are_those_of_zivs_loop(name: str, fmt: Format) -> None:
    x = float32_sample(5, 40)[::9]
    for i, mode in enumerate(MODES):
        context = fmt.context(mode)
        some = x[i :: len(MODES)]
        wanted = [correctly_rounded(BY_NAME[name], fmt, pattern(v), context) for v in some]
        assert rounded_array(BY_NAME[name], some, fmt, mode).tolist() == wanted


def test_a_format_too_wide_for_the_filter_goes_one_by_one() -> None:
    wide, far = ieee("F64", 11, 52), Posit("posit64_8", 64, es=8)
    x = np.float32([0.5, 3, -2, 100, 0.5])
    for fmt in (wide, far):
        wanted = [
            correctly_rounded(function("exp"), fmt, pattern(v), fmt.context("RNE")) for v in x
        ]
        assert rounded_array(function("exp"), x, fmt).tolist() == wanted


def pairs() -> tuple[Array, Array]:
    """Bases and exponents: all patterns, ordinary ones, and special ones with each other."""
    rng = np.random.default_rng(6)
    special = np.float32([0, -0.0, 1, -1, 2, -3, 0.5, np.inf, -np.inf, np.nan, 1e30, 1e-40, 3, 2.5])
    x, y = (a.reshape(-1) for a in np.meshgrid(special, special))
    bits = rng.integers(0, 1 << 32, (2, 200), dtype=np.uint32).view(np.float32)
    plain = rng.normal(0, 3, (2, 300)).astype(np.float32)
    whole = np.stack([plain[0], np.round(plain[1])])
    near_one = np.stack([1 + plain[0] * np.float32(2.0**-12), plain[1] * np.float32(2.0**-20)])
    found = np.concatenate([np.stack([x, y]), bits, plain, whole, near_one], axis=1)
    return found[0], found[1]


@pytest.mark.parametrize("mode", [Mode.RNE, *DIRECTED], ids=lambda m: m.name)
def test_powers_are_those_of_mpfr(mode: Mode) -> None:
    x, y = pairs()
    context = F32.context(mode)
    got = rounded_array(POW, x, F32, mode, y)
    for a, b, code in zip(x.tolist(), y.tolist(), got.tolist(), strict=True):
        wanted = mpfr.direct("pow", F32, (pattern(a), pattern(b)), context)
        assert code == wanted, f"pow({a}, {b}) {mode.name}: {code:#x}, not {wanted:#x}"


def test_shapes_types_and_blocks() -> None:
    x = np.linspace(-3, 3, 3 * BLOCK + 5).astype(np.float32)
    whole = rounded_array(function("tanh"), x, F32)
    assert whole.dtype == np.uint32 and whole.shape == x.shape
    assert (whole[: 2 * BLOCK].reshape(2, -1) == rounded_array(
        function("tanh"), x[: 2 * BLOCK].reshape(2, -1), F32)).all()  # fmt: skip
    assert (whole[::3] == rounded_array(function("tanh"), x[::3], F32)).all()
    assert rounded_array(function("tanh"), np.float32([]), F32).shape == (0,)
    assert rounded_array(function("tanh"), np.float16([[1]]), F16).dtype == np.uint16
    assert float(whole.view(np.float32)[-1]) == pytest.approx(np.tanh(3), rel=1e-7)


@pytest.mark.parametrize("x", [np.arange(3.0), np.arange(3), np.array(["a"])], ids=str)
def test_other_types_are_refused(x: Array) -> None:
    with pytest.raises(TypeError, match=r"exp of an array of .*float32 and float16"):
        rounded_array(function("exp"), x, F32)


def test_wrong_numbers_of_arrays_are_refused() -> None:
    x = np.float32([1, 2])
    with pytest.raises(TypeError, match="pow takes 2 arrays, not 1"):
        rounded_array(POW, x, F32)
    with pytest.raises(TypeError, match="exp takes 1 arrays, not 2"):
        rounded_array(function("exp"), x, F32, "RNE", x)
    with pytest.raises(ValueError, match="shape"):
        rounded_array(POW, x, F32, "RNE", x[:1])


@pytest.mark.parametrize(("name", "policies", "at", "text"), [
    ("exp", Policies(overflow="error"), 89, "overflow of F32: element 70000 is 89.0"),
    ("log", Policies(on_nan="error"), -1, "NaN into F32: element 70000 is -1.0"),
    ("exp", Policies(on_inf="error"), np.inf, "an infinity into F32: element 70000 is inf"),
])  # fmt: skip
def test_a_refusal_names_the_first_element(
    name: str, policies: Policies, at: float, text: str
) -> None:
    x = np.full(80_000, 2, np.float32)
    context = F32.context(Mode.RNE, policies)
    assert (rounded_array(function(name), x, F32, context)
            == rounded_array(function(name), x, F32)).all()  # fmt: skip
    x[[70_000, 75_000]] = at
    with pytest.raises(PolicyError) as caught:
        rounded_array(function(name), x, F32, context)
    assert str(caught.value) == text


def test_flushing_and_saturating() -> None:
    context = F32.context(Mode.RNE, Policies(flush=True, overflow="saturate"))
    x = np.float32([-100, -88, 0, 88, 89, np.inf])
    assert rounded_array(function("exp"), x, F32, context).tolist() == [
        correctly_rounded(function("exp"), F32, pattern(v), context) for v in x
    ]


def test_specials_alone_are_quick() -> None:
    """A million zeros, infinities and NaN cost a handful of scalar results."""
    x = np.tile(edges()[:9], 120_000)
    for name in ("log", "rsqrt", "gelu"):
        got = rounded_array(BY_NAME[name], x, F32, Mode.RTP)
        assert (got.reshape(-1, 9) == got[:9]).all()


def test_threads_do_not_share_scratch_space() -> None:
    parts = [np.linspace(i, i + 1, 300_000).astype(np.float32) for i in range(4)]
    alone = [rounded_array(function("silu"), p, F32) for p in parts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda p: rounded_array(function("silu"), p, F32), parts))
    assert all((a == b).all() for a, b in zip(alone, together, strict=True))
