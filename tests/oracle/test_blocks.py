"""Blocks with one right code: every input of a sample of them, whole and beside their ends."""

from __future__ import annotations

import numpy as np
import pytest

from tests.oracle.checks import F32, NAMES, NARROW, POW
from verif.formats.context import Mode, Policies
from verif.formats.format import Format
from verif.oracle.blocks import constant_blocks
from verif.oracle.filter import rounded_array
from verif.oracle.functions import BY_NAME, function

COARSE = 1 << 22


def block(start: int, size: int) -> np.ndarray:
    """The numbers of one block."""
    return np.arange(start, start + size, dtype=np.uint64).astype(np.uint32).view(np.float32)


@pytest.mark.parametrize("fmt", [F32, NARROW[0]], ids=lambda f: f.name)
@pytest.mark.parametrize("name", NAMES)
def test_constant_blocks_are_constant(name: str, fmt: Format) -> None:
    """Blocks of 256 patterns, some of all those found in every 64th stretch."""
    f, rng = BY_NAME[name], np.random.default_rng(11)
    for first in rng.integers(0, 1 << 12, 2) << 20:
        found = constant_blocks(f, fmt, Mode.RNE, int(first), int(first) + (1 << 20), 256)
        assert found.starts[0] == first and len(found.starts) == 1 << 12
        for i in rng.choice(np.flatnonzero(found.constant), 10) if found.constant.any() else ():
            codes = rounded_array(f, block(int(found.starts[i]), 256), fmt)
            assert (codes == found.codes[i]).all()


def test_how_many_blocks_of_exp_are_constant() -> None:
    found = constant_blocks(function("exp"), F32)
    nan = found.codes[found.constant] == 0x7FC00000
    assert len(found.starts) == 1 << 16 and found.size == 1 << 16
    assert nan.sum() == 254  # with all NaN but those in the blocks of the infinities
    assert found.constant.sum() == 59_388


@pytest.mark.parametrize(("name", "x"), [
    ("sin", 1.5707964), ("cos", 3.1415927), ("gelu", -0.7517916), ("silu", -1.2784645),
    ("gelu_tanh", -0.7524614),
])  # fmt: skip
def test_a_block_with_a_turning_point_is_not_constant(name: str, x: float) -> None:
    """Both ends have one code, but nothing says that the values between have it too."""
    at = int(np.float32(x).view(np.uint32)) & ~0xFF
    found = constant_blocks(BY_NAME[name], NARROW[0], Mode.RNE, at - 256, at + 512, 256)
    ends = rounded_array(BY_NAME[name], block(at, 256)[[0, -1]], NARROW[0])
    assert ends[0] == ends[1]
    assert found.constant.tolist() == [True, False, True]


def test_overflow_to_nan_is_left_open() -> None:
    e4m3 = NARROW[0]
    first = 0x42C80000  # 100
    assert not constant_blocks(
        function("exp"), e4m3, "RNE", first, first + 4096, 256
    ).constant.any()
    saturated = e4m3.context(Mode.RNE, Policies(overflow="saturate"))
    found = constant_blocks(function("exp"), e4m3, saturated, first, first + 4096, 256)
    assert found.constant.all() and (found.codes == 0x7E).all()


def test_outside_the_domain_everything_is_nan() -> None:
    first = 0xC0000000  # -2
    for name in ("log", "log1p", "sqrt", "rsqrt"):
        found = constant_blocks(BY_NAME[name], F32, "RNE", first, first + (1 << 20))
        assert found.constant.all() and (found.codes == 0x7FC00000).all()
    found = constant_blocks(function("log1p"), F32, "RNE", 0xBF800000 - COARSE, 0xBF800000 + COARSE)
    inside = found.starts < 0xBF800000
    assert not found.constant[inside].any()
    assert found.constant[~inside].tolist() == [False] + [True] * (int((~inside).sum()) - 1)


@pytest.mark.parametrize(("first", "last", "size"), [
    (0, 100, 100), (0, 1 << 24, 1 << 24), (8, 32, 16), (0, 4, 1), (0, 24, 16),
])  # fmt: skip
def test_bad_blocks(first: int, last: int, size: int) -> None:
    with pytest.raises(ValueError, match="a power of two from 2 to 8388608 that divides both"):
        constant_blocks(function("exp"), F32, "RNE", first, last, size)


def test_two_arguments_have_no_blocks() -> None:
    with pytest.raises(ValueError, match="pow has two arguments"):
        constant_blocks(POW, F32)
