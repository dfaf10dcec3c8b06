"""Correctly rounded codes: every code of small formats, in every mode, against MPFR and mpmath."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.arrays.cases import SMALL, THIRDS, WIDE, ieee
from tests.oracle.checks import (
    F16,
    F32,
    MODES,
    NAMES,
    NARROW,
    POW,
    by_mpfr,
    inside,
    pattern,
)
from verif.base.exact import pow2
from verif.formats.context import Mode
from verif.formats.encode import encode, rounded_ordinal
from verif.formats.format import Format
from verif.formats.value import Input
from verif.oracle import mpfr
from verif.oracle.compare import compare
from verif.oracle.correct import Rounded, correctly_rounded, one_result, span
from verif.oracle.enclose import Enclosure
from verif.oracle.errors import Undecided
from verif.oracle.filter import rounded_array
from verif.oracle.functions import BY_NAME, function
from verif.oracle.ordinals import ordinal

F = Fraction


def arguments(fmt: Format) -> list[Input]:
    """Every code but NaN."""
    return [Input.of(v) for c in fmt.codes() if not (v := fmt.decode(c)).is_nan]


def floats(xs: list[Input]) -> np.ndarray:
    """Finite inputs and infinities in float32, exactly."""
    sizes = [np.inf if x.inf else float(abs(x.real)) for x in xs]
    return np.array([-s if x.negative else s for s, x in zip(sizes, xs, strict=True)], np.float32)


@pytest.mark.share(4)
@pytest.mark.parametrize("fmt", NARROW, ids=lambda f: f.name)
@pytest.mark.parametrize("name", NAMES)
def test_every_code_in_every_mode(name: str, fmt: Format) -> None:
    """All by the filter against MPFR; each seventh by Ziv's loop, and some against mpmath."""
    f = BY_NAME[name]
    given = [x for x in arguments(fmt) if not (x.inf and name in mpfr.COMPOSED)]
    for m, mode in enumerate(MODES):
        context = fmt.context(mode)
        wanted = [by_mpfr(name, fmt, (x,), context) for x in given]
        assert rounded_array(f, floats(given), fmt, context).tolist() == wanted
        some = given[m :: len(MODES)]
        ours = [correctly_rounded(f, fmt, x, context) for x in some]
        assert ours == wanted[m :: len(MODES)]
        found = compare(f, fmt, context, [(x,) for x in some[m % 4 :: 16]])
        assert not found.disagreements, "\n".join(map(str, found.disagreements))


@pytest.mark.parametrize("fmt", NARROW, ids=lambda f: f.name)
def test_powers_of_codes(fmt: Format) -> None:
    given = arguments(fmt)
    for m, mode in enumerate(MODES):
        context = fmt.context(mode)
        pairs = [(x, given[(7 * i + m) % len(given)]) for i, x in enumerate(given)]
        wanted = [by_mpfr("pow", fmt, p, context) for p in pairs]
        x, y = floats([p[0] for p in pairs]), floats([p[1] for p in pairs])
        assert rounded_array(POW, x, fmt, context, y).tolist() == wanted
        some = pairs[m % 5 :: 5]
        assert [correctly_rounded(POW, fmt, p, context) for p in some] == wanted[m % 5 :: 5]


LONG = [pytest.param(n, marks=pytest.mark.long) for n in NAMES if n not in ("exp", "rsqrt")]


@pytest.mark.parametrize("name", ["exp", "rsqrt", *LONG])
def test_all_half_precision_numbers(name: str) -> None:
    x = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    if name in mpfr.COMPOSED:
        x = x[np.isfinite(x)]
    codes = rounded_array(BY_NAME[name], x, F32)
    assert (codes == mpfr.float32_codes(name, x.astype(np.float32))).all()
    context = F16.context(Mode.RNE)
    if mpfr.has_direct(name, F16, context):
        half = rounded_array(BY_NAME[name], x, F16)
        some = slice(0, None, 13)
        assert half[some].tolist() == [
            mpfr.direct(name, F16, (pattern(float(v)),), context) for v in x[some]
        ]


@pytest.mark.long
@pytest.mark.parametrize("fmt", [F16, *NARROW], ids=lambda f: f.name)
@pytest.mark.parametrize("name", NAMES)
def test_three_opinions_on_every_code(name: str, fmt: Format) -> None:
    given = [(x,) for x in arguments(fmt)]
    for mode in MODES if fmt is not F16 else (Mode.RNE, Mode.RTP):
        some = given[:: 97 if fmt is F16 else 1]
        found = compare(BY_NAME[name], fmt, fmt.context(mode), some)
        assert not found.disagreements, "\n".join(map(str, found.disagreements))


OTHERS = [f for f in (*SMALL, *WIDE) if f not in NARROW]


def test_every_family_of_formats() -> None:
    """Tables of thirds, fixed point, wide posits, formats without zero: as MPFR's bounds round."""
    points = [F(n, 8) for n in (-90, -9, -3, 1, 2, 5, 8, 27, 160)]
    for j, fmt in enumerate(OTHERS):
        for i, name in enumerate(NAMES):
            x, f = points[(i + 5 * j) % len(points)], BY_NAME[name]
            if inside(f, x):
                context = fmt.context(MODES[(i + j) % len(MODES)]).total
                got = correctly_rounded(f, fmt, x, context)
                assert got == mpfr.rounded(name, fmt, (Input.of(x),), context), f"{name}({x})"


HUGE = [2**100, -(2**100), 2**1000, -(2**1000), pow2(65000), -pow2(65000), pow2(-1000),
        -pow2(-1000), pow2(-65000), -pow2(-65000)]  # fmt: skip
LIMITS = {  # of float32 at +large, -large, +tiny, -tiny: RTN and RTP
    "exp": ("max inf", "0 min", "1 1+", "1- 1"),
    "sigmoid": ("1- 1", "0 min", ".5 .5+", ".5- .5"),
    "tanh": ("1- 1", "-1 -1+", "0 min", "-min -0"),
    "gelu": ("max inf", "-min -0", "0 min", "-min -0"),
    "softplus": ("max inf", "0 min", "", ""),
    "cos": ("", "", "1- 1", "1- 1"),
}
TEXTS = {
    "max": 0x7F7FFFFF, "inf": 0x7F800000, "0": 0, "-0": 0x80000000, "min": 1, "-min": 0x80000001,
    "1": 0x3F800000, "1+": 0x3F800001, "1-": 0x3F7FFFFF, "-1": 0xBF800000, "-1+": 0xBF7FFFFF,
    ".5": 0x3F000000, ".5+": 0x3F000001, ".5-": 0x3EFFFFFF,
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_far_out_and_close_in(name: str) -> None:
    for x in map(F, HUGE[2:]):
        text = LIMITS[name][(0 if abs(x) > 1 else 2) + (x < 0)]
        if text:
            got = [correctly_rounded(BY_NAME[name], F32, x, F32.context(m)) for m in ("RTN", "RTP")]
            assert got == [TEXTS[t] for t in text.split()], f"{name} {text}"


@pytest.mark.parametrize("name", NAMES)
def test_no_argument_is_too_large(name: str) -> None:
    for x in map(F, HUGE):
        for mode in (Mode.RNE, Mode.RTZ):
            assert correctly_rounded(BY_NAME[name], F32, x, F32.context(mode)) >= 0


def test_powers_far_out() -> None:
    context = F32.context(Mode.RTP)
    wanted = [(3, pow2(100), "inf"), (3, -pow2(100), "min"), (F(1, 3), pow2(100), "min"),
              (-3, pow2(100) + 1, ""), (3, pow2(-65000), "1+"), (F(1, 3), pow2(-65000), "1"),
              (-3, -pow2(99), "min"), (1 + pow2(-23), pow2(25), "")]  # fmt: skip
    for x, y, text in wanted:
        got = correctly_rounded(POW, F32, (F(x), F(y)), context)
        assert not text or got == TEXTS[text]
    # An odd power of a negative number, far below: towards +inf the largest finite magnitude.
    assert correctly_rounded(POW, F32, (F(-3), pow2(100) + 1), context) == 0xFF7FFFFF


def test_the_hardest_sine() -> None:
    """16367173 * 2**72, the float32 number closest to a multiple of pi/2 for its size."""
    x = 16367173 * pow2(72)
    for mode in (Mode.RNE, Mode.RTZ, Mode.RTP, Mode.RTN):
        for name in ("sin", "cos"):
            context = F32.context(mode)
            wanted = mpfr.direct(name, F32, (Input.of(x),), context)
            assert correctly_rounded(function(name), F32, x, context) == wanted


def test_a_limit_is_an_honest_error() -> None:
    wide, context = ieee("E8M100", 8, 100), F32.context(Mode.RNE)
    with pytest.raises(Undecided, match=r"exp at 2\^-24 rounded to E8M100.*64 bits tell; allow mo"):
        correctly_rounded(function("exp"), wide, pow2(-24), context, 64)
    # exp(x) is about 1 + x + x*x/2, so 2**-49 above the tie 1 + 2**-24.
    assert correctly_rounded(function("exp"), F32, pow2(-24), context) == 0x3F800001


def test_a_value_on_a_boundary_would_stop_at_the_limit() -> None:
    """With an exact case left out the loop cannot end, and says so instead of guessing."""
    forgetful = replace(function("log2"), exact=lambda x: None)
    with pytest.raises(Undecided):
        correctly_rounded(forgetful, F32, F(8), F32.context(Mode.RTZ), 1 << 12)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from((*SMALL, F16, THIRDS)), st.sampled_from(MODES), st.data())
def test_one_result_is_the_reference_beside_every_boundary(
    fmt: Format, mode: Mode, data: st.DataObject
) -> None:
    """Strict ends round as numbers a little inside do."""
    k = data.draw(st.integers(fmt.kmin - 1, fmt.kmax))
    t = fmt.threshold(k, mode)
    at = fmt.value_of(max(k, fmt.kmin)) if t is None else t.at
    step = pow2(-5000)
    for low, high in ((at, at + step), (at - step, at), (at - step, at + step), (at, at)):
        for strict_low in (False, True):
            for strict_high in (False, True):
                if low == high and (strict_low or strict_high):
                    continue
                first = low + step / 8 if strict_low else low
                last = high - step / 8 if strict_high else high
                ends = [(x < 0, rounded_ordinal(fmt, x, mode)) for x in (first, last)]
                same = ends[0] == ends[1] and first and last
                got = one_result(fmt, Enclosure(low, high, strict_low, strict_high), mode)
                assert got == (Rounded(ends[0][1], ends[0][0]) if same else None)
                if got is not None:
                    context = fmt.context(mode).total
                    middle = (low + high) / 2
                    assert encode(fmt, Input.of(middle), context) == encode(
                        fmt, Input.of(first), context
                    )


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from((*SMALL, *WIDE)), st.sampled_from(MODES), st.integers(-(2**70), 2**70),
    st.integers(-200, 100), st.data(),
)  # fmt: skip
def test_ordinals_are_those_of_the_reference(
    fmt: Format, mode: Mode, n: int, e: int, data: st.DataObject
) -> None:
    k = data.draw(st.integers(fmt.kmin, fmt.kmax))
    for x in (n * pow2(e), fmt.value_of(k), fmt.midpoint(k)):
        assert ordinal(fmt, x, mode) == rounded_ordinal(fmt, x, mode)
        size = span(fmt, mode)
        assert ordinal(fmt, x, mode, True) == rounded_ordinal(fmt, x + pow2(-size - 400), mode)


def test_the_span_bounds_every_boundary() -> None:
    for fmt, mode in product((*SMALL, *WIDE), MODES):
        reach = span(fmt, mode)
        steps = max(1, (fmt.kmax - fmt.kmin) // 30)
        for k in [*range(fmt.kmin - 1, fmt.kmax + 1, steps), -2, -1, 0, 1, fmt.kmax]:
            if fmt.kmin - 1 <= k <= fmt.kmax:
                t = fmt.threshold(k, mode)
                assert t is None or not t.at or pow2(-reach) < abs(t.at) < pow2(reach)


def test_nan_goes_in_and_out() -> None:
    assert correctly_rounded(function("gelu"), F32, pattern(nan), F32.context("RNE")) == 0x7FC00000
