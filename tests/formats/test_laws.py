"""Laws of rounding that hold in every format: idempotence, order, enclosure, symmetry."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats import shipped as s
from verif.base.surd import sqrt
from verif.formats.context import Mode, Policies
from verif.formats.encode import encode, rounded_ordinal
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.formats.value import Input

NAMES = ["E4M3", "E5M2", "E4M3FNUZ", "E2M1", "E8M0", "INT8", "UINT8", "Q4_4", "posit8_2"]
NAMES += ["posit16_1", "NF4", "HiF8", "BF16", "F32", "F64"]
SYMMETRIC = ["E4M3", "E5M2", "E2M1", "F16", "BF16", "posit8_2", "posit16_1", "HiF8"]

formats = st.sampled_from([s.SHIPPED[n] for n in NAMES])
modes = st.sampled_from(list(Mode))


@st.composite
def reals(draw: st.DrawFn) -> Fraction:
    """Numbers of every size, many of them simple, some of them with an odd denominator."""
    exponent = draw(st.integers(-160, 140))
    n = draw(st.integers(-(1 << 20), 1 << 20))
    d = draw(st.sampled_from([1, 1, 1, 3, 7, 1 << 19]))
    return Fraction(n, d) * Fraction(2) ** (exponent if draw(st.booleans()) else 0)


def saturating(f: Format, mode: Mode) -> Policies:
    return (
        Policies()
        if isinstance(f, Posit)
        else Policies(overflow="saturate", on_negative="saturate")
    )


def rounded(f: Format, x: Fraction, mode: Mode) -> Fraction:
    """The value that ``x`` rounds to, the ends taken for what lies beyond them."""
    exact = f.decode(encode(f, Input.of(x), f.context(mode, saturating(f, mode)))).exact
    assert exact is not None
    return exact


@settings(max_examples=400, deadline=None)
@given(formats, modes, reals(), reals())
def test_monotone(f: Format, mode: Mode, x: Fraction, y: Fraction) -> None:
    low, high = sorted((x, y))
    assert rounded_ordinal(f, low, mode) <= rounded_ordinal(f, high, mode)
    assert rounded(f, low, mode) <= rounded(f, high, mode)


@settings(max_examples=400, deadline=None)
@given(formats, modes, reals())
def test_idempotent(f: Format, mode: Mode, x: Fraction) -> None:
    once = rounded(f, x, mode)
    for again in Mode:
        assert rounded(f, once, again) == once


@settings(max_examples=400, deadline=None)
@given(formats, reals())
def test_down_and_up_enclose(f: Format, x: Fraction) -> None:
    if not f.min <= x <= f.max:
        return
    down, up = rounded(f, x, Mode.RTN), rounded(f, x, Mode.RTP)
    assert down <= x <= up
    for mode in Mode:
        result = rounded(f, x, mode)
        if not (isinstance(f, Posit) and mode.nearest):
            assert result in (down, up)
        if x == down:
            assert result == x
    toward_zero = rounded(f, x, Mode.RTZ)
    if f.zero is not None:
        assert abs(toward_zero) <= abs(x)


@settings(max_examples=400, deadline=None)
@given(formats, reals())
def test_to_odd_is_never_even_when_inexact(f: Format, x: Fraction) -> None:
    k = rounded_ordinal(f, x, Mode.RTO)
    if f.kmin <= k <= f.kmax and f.value_of(k) != x and f.min < x < f.max:
        assert not f.even(k)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([s.SHIPPED[n] for n in SYMMETRIC]), modes, reals())
def test_symmetric(f: Format, mode: Mode, x: Fraction) -> None:
    mirrored = {Mode.RTP: Mode.RTN, Mode.RTN: Mode.RTP}.get(mode, mode)
    assert rounded(f, -x, mode) == -rounded(f, x, mirrored)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 1 << 64), st.integers(-60, 60), modes)
def test_a_root_rounds_like_its_square(n: int, e: int, mode: Mode) -> None:
    """A root lies above a positive threshold iff its square lies above the threshold's square."""
    x = Fraction(n) * Fraction(4) ** e
    f = s.BF16
    k = rounded_ordinal(f, sqrt(x), mode)
    for boundary, above in ((k - 1, True), (k, False)):
        t = f.threshold(boundary, mode) if f.kmin - 1 <= boundary <= f.kmax else None
        if t is not None and t.at > 0:
            assert (x > t.at**2 or (x == t.at**2 and t.up)) == above


@settings(max_examples=200, deadline=None)
@given(reals(), st.sampled_from(["RNE", "RTZ", "RTP", "RTN"]))
def test_to_odd_in_between_is_innocuous(x: Fraction, mode: str) -> None:
    """Two more bits rounded to odd lose nothing (Boldo and Melquiond, 2008)."""
    wide = s.make_float("wide", (1, 6, 6), 31)
    middle = wide.decode(
        encode(wide, Input.of(x), wide.context("RTO", Policies(overflow="saturate")))
    )
    assert middle.exact is not None
    for name in ("E4M3", "E5M2"):
        f = s.SHIPPED[name]
        context = f.context(mode)
        direct = encode(f, Input.of(x), context)
        if abs(x) < wide.max:
            assert encode(f, Input.of(middle), context) == direct


@pytest.mark.parametrize("name", s.SMALL)
@pytest.mark.parametrize("mode", list(Mode))
def test_every_value_keeps_its_code(name: str, mode: Mode) -> None:
    f = s.SMALL[name]
    context = f.context(mode)
    for code in f.codes():
        value = f.decode(code)
        if value.is_nan:
            assert encode(f, Input.of(value), context) == f.canonical_nan
        else:
            assert encode(f, Input.of(value), context) == code
