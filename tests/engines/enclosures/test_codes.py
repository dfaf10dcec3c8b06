"""Ranges of codes and of what rounds, against every code and many numbers."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tests.engines.samples import contexts, probes, random_format
from tests.formats.shipped import SHIPPED
from verif.engines.enclosures.codes import between, error, rounded
from verif.formats.context import Mode
from verif.formats.encode import encode
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.value import Input

FORMATS = [f for f in SHIPPED.values() if f.bits <= 16]


def holds_what_there_is(fmt: Format, first: int, last: int, codes: range) -> None:
    found = between(fmt, first, last)
    for code in codes:
        value = fmt.decode(code)
        assert found.low <= (value.exact or 0) <= found.high
        assert found.nan in (None, value.is_nan)
        assert found.inf in (None, value.kind == "inf")
        assert found.negative in (None, value.sign < 0)


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)
def test_ranges_of_codes(fmt: Format) -> None:
    rng = random.Random(fmt.name)
    size = 1 << fmt.bits
    for _ in range(60):
        first = rng.randrange(size)
        last = rng.randint(first, min(size - 1, first + rng.choice([2, 20, size])))
        step = max(1, (last - first) // 64)
        holds_what_there_is(fmt, first, last, range(first, last + 1, step))


def test_ranges_of_codes_of_random_formats() -> None:
    rng = random.Random(5)
    for _ in range(150):
        fmt = random_format(rng)
        size = 1 << min(fmt.bits, 12)
        for _ in range(12):
            first = rng.randrange(size)
            last = rng.randint(first, size - 1)
            holds_what_there_is(fmt, first, last, range(first, last + 1))


def test_ranges_of_a_wide_format_are_narrow() -> None:
    f32 = SHIPPED["F32"]
    one = between(f32, 0x3F800000, 0x40000000)
    assert (one.low, one.high, one.nan, one.inf, one.negative) == (1, 2, False, False, False)
    minus = between(f32, 0xBF800000, 0xC0000000)
    assert (minus.low, minus.high, minus.negative) == (-2, -1, True)
    nans = between(f32, 0x7F800001, 0x7FFFFFFF)
    assert (nans.low, nans.high, nans.nan, nans.inf) == (0, 0, True, False)


@pytest.mark.parametrize("seed", range(30))
def test_what_a_range_rounds_to(seed: int) -> None:
    rng = random.Random(seed)
    fmt = random_format(rng)
    for context in contexts(fmt, rng, 6):
        numbers = probes(fmt, context.mode, rng, 40)
        low, high = sorted(rng.choices(numbers, k=2))
        found = rounded(fmt, context.total, low, high)
        off = error(fmt, context.total, low, high)
        for x in numbers:
            if not low <= x <= high:
                continue
            value = fmt.decode(encode(fmt, Input.of(x), context.total))
            if found is not None:
                assert value.exact is not None and found.low <= value.exact <= found.high
                assert found.negative in (None, value.sign < 0) or value.exact == 0
            if off is not None:
                assert value.exact is not None and abs(value.exact - x) <= off


def test_the_error_of_a_rounding_is_half_a_spacing_or_a_whole_one() -> None:
    f16 = SHIPPED["F16"]
    assert isinstance(f16, Float)
    for mode, parts in (("RNE", 2), ("RNA", 2), ("RTZ", 1), ("RTP", 1), ("RTO", 1)):
        total = f16.context(Mode[mode]).total
        assert error(f16, total, Fraction(1), Fraction(3, 2)) == Fraction(1, 1024 * parts)
        assert error(f16, total, Fraction(-5), Fraction(1)) == Fraction(4, 1024 * parts)
        assert error(f16, total, Fraction(0), Fraction(0)) == Fraction(1, (1 << 24) * parts)
        assert error(f16, total, Fraction(0), Fraction(65505)) is None
