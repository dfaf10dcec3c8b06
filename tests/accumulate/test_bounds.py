"""Published bounds: their formulas, where they are loose, and where they do not hold."""

from __future__ import annotations

import math

import pytest

from tests.accumulate import brute
from verif.accumulate.bounds import bounds, symmetric_width
from verif.accumulate.input_range import parse_input
from verif.accumulate.interval import least_width, partial


def formula(alpha: float) -> int:
    """The bounds' least P as they are published, in floating point."""
    return math.ceil(alpha + math.log2(1 + 2**-alpha) + 1)


@pytest.mark.parametrize("signed", [0, 1])
@pytest.mark.parametrize("bits", [2, 3, 4, 8])
def test_integers_agree_with_the_formulas(signed: int, bits: int) -> None:
    inputs = parse_input(f"{'' if signed else 'u'}int{bits}")
    for length in (1, 2, 3, 7, 64, 100, 4096):
        for weight_bits in (2, 4, 8):
            for l1 in (1, 2, 3, 127, 128, 129, 500):
                found = bounds(length, weight_bits, l1, 1, inputs)
                alpha = math.log2(length) + bits + weight_bits - 1 - signed
                assert found.data_type == formula(alpha)
                assert found.l1_published == formula(math.log2(l1) + bits - signed)
                spread = l1 * (2**bits - 1)
                assert found.a2q_plus == math.ceil(math.log2(spread + 2))


@pytest.mark.parametrize("text", ["uint1", "uint2", "uint3", "int2", "int3", "[-3,3]", "[1,3]"])
def test_all_but_a2q_plus_hold_for_all_weights(text: str) -> None:
    inputs = parse_input(text)
    for p in range(12):
        for n in range(12):
            needed = least_width(*partial(p, n, inputs.term_low, inputs.term_high))
            found = bounds(4, 4, p + n, needed, inputs)
            assert needed <= found.l1 <= found.l1_published
            if p + n <= 4 * 8:
                assert needed <= found.data_type
            if p == n and found.a2q_plus is not None:
                assert found.a2q_plus_holds


def test_a_norm_of_one_and_eight_bits_need_nine_where_a2q_says_ten() -> None:
    """2^N - 1 is the largest unsigned input, not 2^N."""
    found = bounds(1, 2, 1, 9, parse_input("uint8"))
    assert (found.l1, found.l1_published) == (9, 10)
    assert least_width(*partial(1, 0, 0, 255)) == 9


@pytest.mark.parametrize(
    ("acc_bits", "bits", "exact", "published"),
    [(16, 8, 128, 127), (12, 4, 136, 127), (20, 8, 2056, 2047)],
)
def test_largest_norms(acc_bits: int, bits: int, exact: int, published: int) -> None:
    inputs = parse_input(f"uint{bits}")
    for l1, holds in ((exact, True), (exact + 1, False)):
        assert (bounds(1, 2, l1, 1, inputs).l1 <= acc_bits) == holds
    for l1, holds in ((published, True), (published + 1, False)):
        assert (bounds(1, 2, l1, 1, inputs).l1_published <= acc_bits) == holds


def test_a2q_plus_is_too_small_for_weights_that_are_not_centred() -> None:
    """16 ones, 4-bit inputs: the bound is met with P = 8, and 240 does not fit."""
    needed = least_width(*partial(16, 0, 0, 15))
    found = bounds(16, 2, 16, needed, parse_input("uint4"))
    assert (found.a2q_plus, found.a2q_plus_holds, needed) == (8, False, 9)
    assert not brute.fits(240, 8)


def test_a2q_plus_under_rounding_to_nearest() -> None:
    """Centred weights of norm (2^6 - 2)/3 fit 6 bits until they are rounded to nearest: these came
    out of it, with a norm of 21 > 62/3, a sum of 1, and a largest sum of 33 > 31."""
    weights = [0, 2, 0, 5, 3, 1, -4, 0, -5, -1]
    p, n = sum(w for w in weights if w > 0), -sum(w for w in weights if w < 0)
    low, high = partial(p, n, 0, 3)
    assert (high, least_width(low, high)) == (33, 7)
    assert bounds(10, 4, p + n, 7, parse_input("uint2")).a2q_plus == 7


def test_without_zero_among_the_inputs_there_is_no_a2q_plus() -> None:
    found = bounds(4, 4, 10, 7, parse_input("[1,3]"))
    assert (found.a2q_plus, found.a2q_plus_holds) == (None, None)


def test_symmetric_width() -> None:
    for magnitude in range(70):
        bits = symmetric_width(magnitude)
        assert magnitude <= 2 ** (bits - 1) - 1
        assert bits == 1 or magnitude > 2 ** (bits - 2) - 1
