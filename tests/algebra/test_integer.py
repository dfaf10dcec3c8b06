"""Each primitive of the bounded integers against Python's, and at the ends of native integers."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable
from math import isqrt
from typing import Any

import numpy as np
import pytest

from verif.algebra.backend import Lookup, Unsupported
from verif.algebra.integer import Int, flag, land, lnot, lor, select
from verif.algebra.numpy_backend import NATIVE, NumpyBackend, array

EDGES = [
    0,
    1,
    -1,
    2,
    -2,
    1 << 31,
    1 << 53,
    (1 << 53) + 1,
    NATIVE - 1,
    NATIVE,
    NATIVE + 1,
    -NATIVE,
    1 - NATIVE,
    -NATIVE - 1,
    (1 << 63) - 1,
    -(1 << 63),
    1 << 63,
    1 << 64,
    (1 << 200) + 1,
]


def make(values: list[int]) -> Int:
    boxed = np.empty(len(values), dtype=object)
    boxed[:] = values
    return array(NumpyBackend(), boxed)


def loose(values: list[int]) -> Int:
    """The same data under bounds that are too wide by far."""
    x = make(values)
    return Int(x.backend, x.value, min(x.low, 0) * 8 - 5, max(x.high, 0) * 8 + 5)


def plain(x: Int, count: int) -> list[int]:
    """The values, each checked to be a native integer or a Python one, and within the bounds."""
    if not isinstance(x.value, np.ndarray):
        assert x.low == x.value == x.high
        return [x.low] * count
    assert x.value.dtype in (np.int64, object)
    found = [int(v) for v in np.broadcast_to(x.value, (count,))]
    assert all(x.low <= v <= x.high for v in found)
    return found


def lists(rng: random.Random, count: int = 12) -> list[int]:
    top = 1 << rng.choice([3, 30, 31, 32, 52, 53, 54, 60, 61, 62, 63, 64, 120])
    found = [rng.randint(-top, top) for _ in range(count)]
    return [rng.choice(EDGES) if rng.random() < 0.1 else v for v in found]


BINARY: list[Callable[[Any, Any], Any]] = [operator.add, operator.sub, operator.mul]


@pytest.mark.parametrize("op", BINARY, ids=lambda f: f.__name__)
@pytest.mark.parametrize("made", [make, loose], ids=["tight", "loose"])
def test_ring(op: Callable[[Any, Any], Any], made: Callable[[list[int]], Int]) -> None:
    rng = random.Random(1)
    for _ in range(150):
        a, b = lists(rng), lists(rng)
        assert plain(op(made(a), made(b)), 12) == [op(p, q) for p, q in zip(a, b, strict=True)]


@pytest.mark.parametrize("a", EDGES)
def test_ends_of_native_integers(a: int) -> None:
    for b in EDGES:
        for x, y in ((make([a, 0]), make([b, 0])), (make([a, 0]), make([b, b]))):
            other = [b, b] if y.constant else [b, 0]
            for op in BINARY:
                expected = [op(p, q) for p, q in zip([a, 0], other, strict=True)]
                assert plain(op(x, y), 2) == expected
    assert plain(-make([a, 1]), 2) == [-a, -1]
    assert plain(abs(make([a, 1])), 2) == [abs(a), 1]


def test_a_result_of_exactly_the_limit_is_not_native() -> None:
    half = 1 << 61
    total = make([half, 1]) + make([half, 1])
    assert total.value.dtype == object
    assert plain(total, 2) == [1 << 62, 2]
    below = make([half, 1]) + make([half - 1, 1])
    assert below.value.dtype == np.int64
    assert plain(make([-half, 1]) + make([-half, 1]), 2) == [-(1 << 62), 2]
    assert (make([-half, 1]) + make([-half, 1])).value.dtype == object
    assert plain(make([1 << 31, 1]) * make([1 << 31, 1]), 2) == [1 << 62, 1]
    assert plain(make([1, 0]) << make([62, 0]), 2) == [1 << 62, 0]
    assert plain(make([1, 0]) << make([64, 0]), 2) == [1 << 64, 0]


def test_tightening_returns_to_native() -> None:
    x = Int(NumpyBackend(), np.array([3, 4]), 0, NATIVE - 1)
    total = x * x
    assert total.value.dtype == np.int64 and (total.low, total.high) == (9, 16)
    assert x.backend.object_ops == 0  # type: ignore[attr-defined]
    wide = make([1 << 100, 1])
    assert plain(wide >> 90, 2) == [1 << 10, 0]
    assert (wide >> 90).value.dtype == np.int64


def test_division_and_shifts() -> None:
    rng = random.Random(2)
    for _ in range(200):
        a = lists(rng)
        b = [abs(v) + 1 for v in lists(rng)]
        x, y = make(a), make(b)
        quotient, rest = x.divide(y)
        pairs = list(zip(a, b, strict=True))
        assert plain(quotient, 12) == [p // q for p, q in pairs]
        assert plain(rest, 12) == [p % q for p, q in pairs]
        n = [rng.choice([0, 1, 5, 31, 61, 62, 63, 64, 65, 100]) for _ in a]
        shifts = list(zip(a, n, strict=True))
        assert plain(x >> make(n), 12) == [p >> q for p, q in shifts]
        assert plain(x << make(n), 12) == [p << q for p, q in shifts]
        kept, lost = x.cut(make(n))
        assert plain(kept, 12) == [p >> q for p, q in shifts]
        expected = [p >> q << q != p for p, q in shifts]
        assert np.broadcast_to(lost, (12,)).tolist() == expected
    with pytest.raises(Unsupported):
        make([1, 2]) // make([0, 1])
    with pytest.raises(Unsupported):
        make([1, 2]) << make([-1, 1])
    with pytest.raises(Unsupported):
        make([1, 2]) >> make([-1, 1])


def test_a_shift_within_bounds_by_data_alone() -> None:
    # The bounds allow 2**50 << 60; no element does.
    x = make([1 << 50, 0, 1]) << make([2, 60, 60])
    assert x.value.dtype == np.int64
    assert plain(x, 3) == [1 << 52, 0, 1 << 60]


def test_bits() -> None:
    rng = random.Random(3)
    for _ in range(100):
        a, b = ([abs(v) for v in lists(rng)] for _ in range(2))
        for op in (operator.and_, operator.or_, operator.xor):
            expected = [op(p, q) for p, q in zip(a, b, strict=True)]
            assert plain(op(make(a), make(b)), 12) == expected
        assert plain(make(a).bit_length(), 12) == [p.bit_length() for p in a]
        assert plain(make(a).isqrt(), 12) == [isqrt(p) for p in a]
    with pytest.raises(Unsupported):
        make([-1, 1]) & make([1, 2])


def test_bit_length_beside_powers_of_two() -> None:
    # float64 rounds 2**n - 1 up to 2**n from n = 54 on.
    values = [v for n in range(62) for v in ((1 << n) - 1, 1 << n, (1 << n) + 1)]
    assert plain(make(values).bit_length(), len(values)) == [v.bit_length() for v in values]


def test_isqrt_beside_squares() -> None:
    roots = [1, 2, 3, 1 << 26, (1 << 26) + 1, (1 << 30) + 7, (1 << 31) - 1]
    values = [0, *(v for r in roots for v in (r * r - 1, r * r, r * r + 1))]
    assert plain(make(values).isqrt(), len(values)) == [isqrt(v) for v in values]


def test_comparison_and_choice() -> None:
    rng = random.Random(4)
    for _ in range(150):
        a, b = lists(rng), lists(rng)
        b[:4] = a[:4]
        x, y = make(a), loose(b)
        for name, op in (("lt", operator.lt), ("le", operator.le), ("eq", operator.eq)):
            found = np.broadcast_to(getattr(x, name)(y), (12,))
            assert found.dtype == np.bool_
            assert found.tolist() == [op(p, q) for p, q in zip(a, b, strict=True)]
        assert plain(x.min(y), 12) == [min(p, q) for p, q in zip(a, b, strict=True)]
        assert plain(x.max(y), 12) == [max(p, q) for p, q in zip(a, b, strict=True)]
        where = np.array([rng.random() < 0.5 for _ in a])
        chosen = select(x.backend, where, x, y)
        assert plain(chosen, 12) == [p if w else q for p, q, w in zip(a, b, where, strict=True)]
        odd = np.broadcast_to(x.is_odd(), (12,))
        assert odd.tolist() == [p % 2 == 1 for p in a]


def test_truth_values() -> None:
    backend = NumpyBackend()
    some = np.array([True, False])
    assert lnot(backend, some).tolist() == [False, True]  # not ~: a flipped bit of an integer
    assert lnot(backend, True) is False
    assert land(backend, True, some) is some and land(backend, some, False) is False
    assert lor(backend, False, some) is some and lor(backend, True, some) is True
    assert plain(flag(backend, some), 2) == [1, 0]


def test_look_up() -> None:
    table = Lookup([5, -7, 1 << 70])
    assert plain(make([0, 1, 2, 1]).take(table), 4) == [5, -7, 1 << 70, -7]
    assert plain(make([1, 1]).take(table), 2) == [-7, -7]
    for outside in ([-1, 0], [3, 0]):
        with pytest.raises(Unsupported):
            make(outside).take(table)
    assert plain(loose([0, 1]).take(Lookup([4, 5])), 2) == [4, 5]
    wide = make([1 << 90, 1]).min(make([1, 2]))
    assert plain(wide.take(table), 2) == [-7, -7]


def test_broadcasting() -> None:
    backend = NumpyBackend()
    x = array(backend, np.arange(3).reshape(3, 1))
    y = array(backend, np.arange(4).reshape(1, 4))
    assert (x + y).value.shape == (3, 4)
    assert (x * x.const(1 << 70)).value.shape == (3, 1)


def test_only_integers_are_taken() -> None:
    backend = NumpyBackend()
    with pytest.raises(TypeError):
        array(backend, np.array([1.5, 2.0]))
    top = array(backend, np.array([(1 << 64) - 1, 0], dtype=np.uint64))
    assert plain(top, 2) == [(1 << 64) - 1, 0]
    low = array(backend, np.array([-(1 << 63), 0]))
    assert plain(low - low.const(1), 2) == [-(1 << 63) - 1, -1]
