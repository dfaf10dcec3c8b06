"""Taylor polynomials are within their bounds of the functions, single values and whole parts."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx

from verif.oracle.doubles import DOUBLES
from verif.oracle.functions import function
from verif.oracle.taylor import SERIES, SIZE, Polynomial, polynomial

STARTS = (0x00000000, 0x20000000, 0x33800000, 0x38480000, 0x3C080000, 0x3E800000, 0x3F100000,
          0x3FC80000, 0x40480000, 0x40F00000, 0x41480000, 0x42100000, 0x42B00000, 0x47000000,
          0x4F080000, 0x7F000000)  # fmt: skip
SIZES = (SIZE, 4 * SIZE, 16 * SIZE)


def numbers(start: int, size: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return (np.arange(size, dtype=np.int64) + start).astype(np.uint32).view(np.float32)


def made(name: str, start: int, size: int) -> Polynomial | None:
    first, second = numbers(start, 2).tolist()
    return polynomial(name, first, second - first, size)


def off(name: str, x: np.float32, value: float) -> float:
    """How far a value is from the function's, at most."""
    with ctx.workprec(200):
        return float(abs(function(name).ball(Fraction(float(x))) - arb(value)).upper())


def test_every_evaluation_has_a_series() -> None:
    assert set(SERIES) == set(DOUBLES)


@pytest.mark.parametrize("sign", [0, 1 << 31])
@pytest.mark.parametrize("name", SERIES)
def test_values_are_within_the_bound(name: str, sign: int) -> None:
    """Around the ends of rows and of parts, and at random places, for runs of each length."""
    rng = np.random.default_rng(7)
    checked = 0
    for start in STARTS:
        for size in SIZES:
            found = made(name, start + sign, size)
            if found is None:
                continue
            x = numbers(start + sign, size)
            ends = np.array([0, 1, 63, 64, 127, 128, SIZE // 2, SIZE - 1, size // 2, size - 1])
            places = np.unique(np.concatenate([ends, rng.integers(0, size, 10)]))
            single = found.at(places)
            values = np.empty(size)
            for first in range(0, size, SIZE):
                found.part(first, values[first : first + SIZE])
            for i, value in zip(places.tolist(), single.tolist(), strict=True):
                if x[i]:
                    assert off(name, x[i], value) <= found.error
                    assert off(name, x[i], float(values[i])) <= found.error
                    checked += 1
    assert checked > 300 or (sign and function(name).domain.low is not None)


@pytest.mark.parametrize("name", ["exp", "sin", "log", "tanh", "gelu", "reciprocal"])
def test_the_bound_is_small_where_it_matters(name: str) -> None:
    found = made(name, 0x3F100000, SIZE)
    assert found is not None
    assert found.error <= 2.0**-46 * float(np.abs(found.at(np.arange(SIZE))).min())


@pytest.mark.parametrize(
    ("name", "start"),
    [("log", 0xBF800000), ("log", 0), ("sqrt", 0x80000000), ("rsqrt", 0), ("exp", 0x7F000000),
     ("reciprocal", 0), ("log1p", 0xBF800000), ("exp", 0x7F800000), ("power", 0x3F800000)],
)  # fmt: skip
def test_where_there_is_none(name: str, start: int) -> None:
    """Beyond the domain, at poles, where values overflow, of infinities, and of other functions."""
    assert made(name, start, SIZE) is None


def test_a_long_run_of_a_fast_function_has_a_large_bound() -> None:
    """The bound is that of the run: nothing is said of a wave by its middle."""
    found = made("sin", 0x47000000, 16 * SIZE)
    assert found is None or found.error > 1
