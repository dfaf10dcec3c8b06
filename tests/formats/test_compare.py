"""Differences of formats, against rounding each number by itself."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import verif
from verif.formats.compare import (
    MAX_DIGITS,
    _points,
    code_differences,
    rounding_differences,
    same_value,
)
from verif.formats.context import Mode
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.value import NAN, NAR, Input, finite

LIBRARY = verif.load()
PAIRS = [
    ("E2M1", "E2M3"),
    ("E3M2", "E2M3"),
    ("E4M3", "E4M3FNUZ"),
    ("E4M3", "posit(8, 2)"),
    ("INT4", "E2M1"),
    ("UINT4", "NF4"),
    ("E8M0", "E5M2"),
    ("HiF8", "E5M2"),
]


def fmt(name: str) -> Format:
    return LIBRARY.format(name).definition


@pytest.mark.share(3)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_against_each_number_by_itself(pair: tuple[str, str], mode: Mode) -> None:
    a, b = map(fmt, pair)
    ca, cb = a.context(mode), b.context(mode)
    found = rounding_differences(a, b, ca, cb)
    points, unit = _points(a, b, ca, cb)
    assert points == sorted(set(points))
    unlike: list[tuple[Fraction, bool]] = []
    signs = 0
    for point in points:
        x = Fraction(point, unit)
        first = a.decode(encode(a, Input.of(x), ca))
        second = b.decode(encode(b, Input.of(x), cb))
        if first.exact == second.exact == 0:
            signs += first.sign != second.sign
        elif not same_value(first, second):
            unlike.append((abs(x), x < 0))
    assert (found.total, found.different, found.zero_signs) == (len(points), len(unlike), signs)
    if found.least is not None:
        x = found.least.input.real
        assert (abs(x), x < 0) == min(unlike)
        assert found.least.a.code == encode(a, found.least.input, ca)
        assert found.least.b.code == encode(b, found.least.input, cb)
    assert bool(unlike) == (found.least is not None)


def test_a_format_and_its_alias_agree() -> None:
    a, b = fmt("posit8_2"), fmt("posit(8, 2)")
    found = rounding_differences(a, b, a.context(), b.context())
    assert (found.different, found.zero_signs, found.specials) == (0, 0, ())


@given(st.fractions(min_value=-20, max_value=20))
def test_no_number_below_the_least_region_differs(x: Fraction) -> None:
    """E2M3 and E3M2: a number that rounds apart lies beyond the boundary below the least input."""
    a, b = fmt("E2M3"), fmt("E3M2")
    least = Fraction(3, 64)  # found below; the next boundary toward zero is 1/32
    unlike = not same_value(
        a.decode(encode(a, Input.of(x), a.context())), b.decode(encode(b, Input.of(x), b.context()))
    )
    assert not unlike or abs(x) > Fraction(1, 32)
    found = _least_of_e2m3_and_e3m2()
    assert found == least


@cache
def _least_of_e2m3_and_e3m2() -> Fraction:
    a, b = fmt("E2M3"), fmt("E3M2")
    found = rounding_differences(a, b, a.context(), b.context()).least
    assert found is not None and isinstance(found.input.real, Fraction)
    return found.input.real


def test_codes() -> None:
    found = code_differences(fmt("E4M3"), fmt("E4M3IEEE"))
    assert (found.total, found.different, found.first) == (256, 14, 0x78)


def test_refusals_are_outcomes() -> None:
    a = fmt("INT4")
    found = rounding_differences(a, fmt("E2M1"), a.context(), fmt("E2M1").context())
    assert [d.input for d in found.specials if d.input.nan] == []
    b = fmt("E4M3")
    found = rounding_differences(a, b, a.context(), b.context())
    (nan,) = (d for d in found.specials if d.input.nan)
    assert nan.a.code is None and nan.a.refusal == f"NaN into {a.name}"


def test_same_value() -> None:
    zero = Fraction(0)
    assert same_value(NAN, NAR)
    assert not same_value(finite(zero), finite(zero, True))
    assert not same_value(finite(Fraction(1)), NAN)


def test_formats_of_very_many_binades_are_refused(tmp_path: Path) -> None:
    assert MAX_DIGITS  # two such formats would take gigabytes
    file = tmp_path / "wide.arith"
    file.write_text('format WIDE : float { layout = "s eeeeeeeeeeeeeee"; bias = 16383; }')
    wide = verif.load(file).format("WIDE").definition
    with pytest.raises(ValueError, match="too many binades"):
        rounding_differences(wide, wide, wide.context(), wide.context())
