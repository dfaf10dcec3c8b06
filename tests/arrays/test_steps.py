"""Boundaries as patterns of the source type."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.arrays import cases
from verif.arrays.source import FLOAT32, FLOAT64, Source
from verif.arrays.steps import steps
from verif.formats.context import Policies


def pattern(source: Source, x: float) -> int:
    return int(np.array(x, source.dtype).view(source.pattern_dtype))


@pytest.mark.parametrize("source", [FLOAT32, FLOAT64], ids=lambda s: s.name)
def test_patterns_of_powers_of_two(source: Source) -> None:
    for x in (1.0, 0.5, 3.0, 2.0**-140, 2.0**127, float(np.finfo(source.dtype).max)):
        at = source.least(Fraction(x), True)
        assert at == pattern(source, x)
        assert source.least(Fraction(x), False) == at + 1
        assert source.value(at).real == Fraction(x)


@pytest.mark.parametrize("source", [FLOAT32, FLOAT64], ids=lambda s: s.name)
def test_what_no_finite_number_reaches_is_infinity(source: Source) -> None:
    top = source.value(source.inf - 1).real
    assert isinstance(top, Fraction)
    assert source.least(top, True) == source.inf - 1
    assert source.least(top, False) == source.inf
    assert source.least(top + 1, True) == source.inf
    assert source.least(Fraction(2) ** 5000, True) == source.inf
    assert source.least(Fraction(1, 2**5000), True) == 1


@given(
    st.sampled_from([FLOAT32, FLOAT64]),
    st.fractions(min_value=0, max_value=10**40).map(lambda x: x or Fraction(1)),
    st.integers(-200, 60),
    st.booleans(),
)
def test_least_is_least(source: Source, x: Fraction, scale: int, inclusive: bool) -> None:
    x *= Fraction(2) ** scale
    at = source.least(x, inclusive)

    def beyond(p: int) -> bool:
        v = source.value(p)
        return v.inf or v.real > x or (inclusive and v.real == x)

    assert beyond(at)
    assert at == 1 or not beyond(at - 1)


def test_segments_of_a_small_format() -> None:
    fmt = cases.THIRDS
    s = steps(fmt, fmt.context("RNE", Policies(on_nan="error", overflow="saturate")), FLOAT32,
              range(fmt.kmin - 1, fmt.kmax + 1))  # fmt: skip
    assert (np.diff(s.starts.astype(np.int64)) > 0).all()
    assert not s.is_open.any()
    assert s.starts[s.refused].tolist() == [FLOAT32.inf + 1, FLOAT32.sign + FLOAT32.inf + 1]
    third = s.segment(np.array([pattern(FLOAT32, 1 / 6), pattern(FLOAT32, 0.17)], np.uint32))
    assert s.codes[third].tolist() == [fmt.code_of(1), fmt.code_of(1)]
