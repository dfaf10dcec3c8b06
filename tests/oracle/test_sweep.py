"""Sweeps give every code that the filter gives, pruned or not; and float32 results by one ball."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.checks import F32, NAMES, NARROW, POW, inside, pattern
from verif.base.exact import pow2
from verif.formats.context import Mode
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.value import Input
from verif.oracle.correct import correctly_rounded
from verif.oracle.filter import rounded_array
from verif.oracle.functions import BY_NAME, function
from verif.oracle.nearest import nearest_float32, rounded
from verif.oracle.sweep import Sweep

BLOCKS = (0x00000000, 0x2F000000, 0x38000000, 0x3A7F0000, 0x3F800000, 0x3FC80000, 0x42B10000,
          0x7F7F0000, 0x7F800000, 0x80000000, 0xB8000000, 0xBF3F0000, 0xBF800000, 0xC2AE0000,
          0xFF800000, 0xFFFF0000)  # fmt: skip


@pytest.mark.parametrize(("name", "fmt", "mode"), [
    ("exp", F32, Mode.RNE), ("exp", F32, Mode.RTP), ("exp", NARROW[0], Mode.RNE),
    ("sin", F32, Mode.RNE), ("log1p", F32, Mode.RTN), ("gelu", NARROW[1], Mode.RNE),
    ("rsqrt", F32, Mode.RNE), ("reciprocal", NARROW[2], Mode.RNE),
])  # fmt: skip
def test_every_code_of_some_blocks(name: str, fmt: Format, mode: Mode) -> None:
    f = BY_NAME[name]
    pruned, plain = Sweep(f, fmt, mode), Sweep(f, fmt, mode, prune=False)
    for start in BLOCKS:
        x, codes = pruned.block(start)
        wanted = rounded_array(f, x.copy(), fmt, mode)
        assert (x.view(np.uint32) == np.arange(start, start + 65536)).all()
        assert (codes == wanted).all(), hex(start)
        assert (plain.block(start)[1] == wanted).all()


def test_what_is_pruned() -> None:
    sweep = Sweep(function("exp"), F32)
    shapes = {start: sweep.block(start)[1].ndim for start in BLOCKS}
    assert shapes[0x2F000000] == 0 and shapes[0x7F7F0000] == 0 and shapes[0x3F800000] == 1
    x, _ = sweep.block(0x38000000)
    assert sweep._monotone(x) and sweep._fill(x)
    x, _ = sweep.block(0x3F800000)
    assert sweep._monotone(x) and not sweep._fill(x)
    for start in (0, 0x80000000, 0x7F800000):
        assert not sweep._monotone(sweep.block(start)[0])
    waves = Sweep(function("sin"), F32, size=1 << 14)
    assert not waves._monotone(waves.block(0x3FC90000 & ~0x3FFF)[0])


def test_bad_blocks() -> None:
    sweep = Sweep(function("exp"), F32, size=1 << 14)
    for start in (1, 1 << 13, 1 << 32, -(1 << 14)):
        with pytest.raises(ValueError, match="a multiple of 16384"):
            sweep.block(start)
    with pytest.raises(ValueError, match="two arguments"):
        Sweep(POW, F32)


@settings(max_examples=400, deadline=None)
@given(st.integers(-(2**60), 2**60), st.integers(-260, 140), st.integers(-3, 3))
def test_one_ball_rounds_as_the_reference_does(n: int, e: int, beside: int) -> None:
    context = F32.context(Mode.RNE)
    for integer in (n, (n >> 30 << 12) + beside):
        if integer:
            value = integer * pow2(e)
            assert rounded(integer, e) == encode(F32, Input.of(value), context)
    assert rounded(0, e) is None
    assert rounded(n or 1, 10**9) in (0x7F800000, 0xFF800000)
    assert rounded(n or 1, -(10**9)) in (0, 0x80000000)


@pytest.mark.parametrize("name", NAMES)
def test_one_ball_is_zivs_loop_or_nothing(name: str) -> None:
    f, context = BY_NAME[name], F32.context(Mode.RNE)
    found = 0
    for p in (0x00000001, 0x2B800000, 0x3E99999A, 0x3F800001, 0x40490FDB, 0x42AE0000, 0xBE99999A):
        x = pattern(float(np.uint32(p).view(np.float32))).real
        assert isinstance(x, Fraction)
        code = nearest_float32(f.ball, x) if inside(f, x) else None
        found += code is not None
        assert code in (None, correctly_rounded(f, F32, x, context))
    assert found >= 5


def test_one_ball_says_nothing_where_it_cannot() -> None:
    assert nearest_float32(function("log").ball, Fraction(-1)) is None
    assert nearest_float32(function("log").ball, Fraction(1)) is None
    tie = Fraction(1 + 2**-24)
    assert nearest_float32(lambda x: function("exp").ball(function("log").exact(x) or x), tie)
    at_tie = lambda x: function("sqrt").ball(x * x) * function("exp").ball(pow2(-200))  # noqa: E731
    assert nearest_float32(at_tie, tie) is None
