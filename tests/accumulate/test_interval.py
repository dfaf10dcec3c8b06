"""Ranges and widths against every input, every prefix and every order."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accumulate import brute
from verif.accumulate.interval import (
    exact_dtype,
    finished,
    least_width,
    least_widths,
    partial,
)


def sums(weights: list[int]) -> tuple[int, int]:
    return sum(w for w in weights if w > 0), -sum(w for w in weights if w < 0)


RANGES = [(0, 1), (0, 3), (-2, 1), (-1, 1), (-3, 0), (1, 3), (2, 2), (-3, -1), (0, 0)]


@pytest.mark.parametrize(("low", "high"), RANGES)
@pytest.mark.parametrize("length", [0, 1, 2, 3])
def test_every_input_prefix_and_order(low: int, high: int, length: int) -> None:
    bound = 3 if length < 3 else 2
    for weights in product(range(-bound, bound + 1), repeat=length):
        p, n = sums(list(weights))
        held = brute.partial_sums(weights, range(low, high + 1))
        assert partial(p, n, low, high) == (min(held), max(held))
        ended = brute.finished_sums(weights, range(low, high + 1))
        assert finished(p, n, low, high) == (min(ended), max(ended))
        assert least_width(min(held), max(held)) == brute.least_width(held)


def test_any_tree_of_additions_holds_sums_of_some_terms() -> None:
    """An intermediate sum of a tree is that of the terms below it: some of them."""
    for weights in product(range(-2, 3), repeat=3):
        for inputs in product(range(4), repeat=3):
            terms = [w * x for w, x in zip(weights, inputs, strict=True)]
            low, high = partial(*sums(list(weights)), 0, 3)
            assert all(low <= s <= high for s in brute.subset_sums(terms))


@given(st.lists(st.integers(-128, 127), max_size=40), st.integers(-300, 300), st.integers(0, 300))
def test_ends_are_reached_by_the_rule(weights: list[int], low: int, width: int) -> None:
    high = low + width
    p, n = sums(weights)
    least, largest = finished(p, n, low, high)
    assert largest == sum(w * (high if w > 0 else low) for w in weights)
    assert least == sum(w * (low if w > 0 else high) for w in weights)
    least, largest = partial(p, n, low, high)
    assert largest == sum(max(w * low, w * high, 0) for w in weights)
    assert least == sum(min(w * low, w * high, 0) for w in weights)
    if low <= 0 <= high:
        assert (least, largest) == finished(p, n, low, high)


@pytest.mark.parametrize("bits", [1, 2, 3, 8, 16, 24, 31, 32, 33, 62, 63, 64, 65, 100])
def test_widths_at_powers_of_two(bits: int) -> None:
    top = 1 << (bits - 1)
    cases = [(0, top - 1, bits), (0, top, bits + 1), (-top, 0, bits), (-top - 1, 0, bits + 1)]
    cases += [(-top, top - 1, bits), (-top, top, bits + 1), (-top - 1, top - 1, bits + 1)]
    for low, high, wanted in cases:
        assert least_width(low, high) == wanted
        dtype = exact_dtype(max(high, -low))
        pair = np.array([low], dtype=dtype), np.array([high], dtype=dtype)
        assert least_widths(*pair).tolist() == [wanted]


def test_an_accumulator_that_only_holds_zero_has_one_bit() -> None:
    assert least_width(0, 0) == 1
    assert least_width(-1, 0) == 1
    assert least_width(0, 1) == 2


@given(st.integers(-(1 << 70), 0), st.integers(0, 1 << 70))
def test_least_widths_of_python_integers(low: int, high: int) -> None:
    found = least_widths(np.array([low], dtype=object), np.array([high], dtype=object))
    bits = least_width(low, high)
    assert found.tolist() == [bits]
    assert brute.fits(low, bits)
    assert brute.fits(high, bits)
    assert bits == 1 or not (brute.fits(low, bits - 1) and brute.fits(high, bits - 1))


def test_the_range_that_is_too_narrow_by_one_is_found() -> None:
    """Xilinx/finn pull request 323: a largest sum of 2^(n-1) was given n bits, as -max was looked
    at where -max - 1 is what the same width holds."""
    largest = 1 << 7
    wrong = least_width(-largest, 0)
    assert wrong == 8
    assert not brute.fits(largest, wrong)
    assert least_width(0, largest) == least_width(-largest - 1, 0) == 9


def test_int64_is_used_only_below_its_end() -> None:
    assert exact_dtype((1 << 63) - 1) == np.int64
    assert exact_dtype(1 << 63) == np.dtype(object)
