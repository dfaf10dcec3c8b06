"""Exact reals, wide sums and square roots against ``Fraction`` and ``Surd``."""

from __future__ import annotations

import random
from fractions import Fraction
from math import floor, isqrt

import numpy as np
import pytest
import z3

from verif.algebra.backend import Unsupported
from verif.algebra.integer import Int
from verif.algebra.lazy import Sum, Surd, add, exact, square_root
from verif.algebra.numpy_backend import NumpyBackend, array
from verif.algebra.real import Real, of_fraction, of_int, ordering_keys, power_of_two
from verif.algebra.z3_backend import Z3Backend
from verif.base.exact import floor_log2
from verif.base.surd import compare, sqrt
from verif.engines.arrays import fractions, of_fractions

COUNT = 24


def floats(rng: random.Random, width: int, span: int) -> tuple[Real, list[Fraction]]:
    """Numbers of ``width`` bits over ``span`` binades, some of them zero."""
    sig = [rng.randint(1 - (1 << width), (1 << width) - 1) for _ in range(COUNT)]
    sig[0] = 0
    exp = [rng.randint(-span, span) for _ in sig]
    backend = NumpyBackend()
    real = Real(array(backend, np.array(sig)), array(backend, np.array(exp)), Int(backend, 1, 1, 1))
    return real, [s * Fraction(2) ** e for s, e in zip(sig, exp, strict=True)]


def quotients(rng: random.Random) -> tuple[Real, list[Fraction]]:
    values = [Fraction(rng.randint(-99, 99), rng.randint(1, 99)) for _ in range(COUNT)]
    return of_fractions(NumpyBackend(), boxed(values)), values


def boxed(values: list[Fraction]) -> np.ndarray:  # type: ignore[type-arg]
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def draw(rng: random.Random) -> tuple[Real, list[Fraction]]:
    kind = rng.randrange(4)
    if kind == 0:
        return quotients(rng)
    return floats(rng, *[(4, 3), (24, 120), (11, 40)][kind - 1])


def plain(x: Real) -> list[Fraction]:
    return np.broadcast_to(fractions(x), (COUNT,)).tolist()


@pytest.mark.parametrize("seed", range(40))
def test_arithmetic(seed: int) -> None:
    rng = random.Random(seed)
    (x, a), (y, b) = draw(rng), draw(rng)
    b[3:6] = a[3:6]
    y = of_fractions(NumpyBackend(), boxed(b))
    pairs = list(zip(a, b, strict=True))
    assert plain(exact(add(x, y))) == [p + q for p, q in pairs]
    assert plain(x.plus(y)) == [p + q for p, q in pairs]
    assert plain(x * y) == [p * q for p, q in pairs]
    assert plain(-x) == [-p for p in a]
    assert plain(abs(x)) == [abs(p) for p in a]
    assert plain(x.inverse()) == [1 / p if p else Fraction(0) for p in a]
    assert plain(x.stripped()) == a
    assert plain(x.fixed()) == a
    assert plain(of_int(x.floor())) == [Fraction(floor(p)) for p in a]
    exponents = [Fraction(floor_log2(abs(p)) if p else 0) for p in a]
    assert plain(of_int(x.exponent())) == exponents
    significands = [abs(p) / Fraction(2) ** int(e) for p, e in zip(a, exponents, strict=True)]
    assert plain(x.significand()) == significands
    for op, holds in (("lt", Fraction.__lt__), ("le", Fraction.__le__), ("eq", Fraction.__eq__)):
        found = np.broadcast_to(x.compare(op, y), (COUNT,)).tolist()
        assert found == [holds(p, q) for p, q in pairs]
    where = np.array([rng.random() < 0.5 for _ in a])
    expected = [p if w else q for (p, q), w in zip(pairs, where, strict=True)]
    assert plain(x.choose(where, y)) == expected


def separated(real: Real, values: list[Fraction], bits: int, rng: random.Random) -> None:
    """``real`` compares as ``values`` do with numbers of at most ``bits`` significant bits."""
    assert real.dyadic
    for got, value in zip(plain(real), values, strict=True):
        if not value:
            assert got == 0
            continue
        e = floor_log2(abs(value)) - bits + 1
        place = floor(value / Fraction(2) ** e)
        for n in (place - 1, place, place + 1, place + 2, rng.randint(-9, 9), 0):
            t = n * Fraction(2) ** e
            assert (got > t) == (value > t) and (got < t) == (value < t)


@pytest.mark.parametrize("seed", range(30))
def test_rounding_to_odd(seed: int) -> None:
    rng = random.Random(seed)
    (x, a), (y, b) = draw(rng), draw(rng)
    for bits in (1, 5, 12, 25):
        separated((x * y).odd(bits), [p * q for p, q in zip(a, b, strict=True)], bits, rng)
        quotient = x * y.inverse()
        expected = [p / q if q else Fraction(0) for p, q in zip(a, b, strict=True)]
        separated(quotient.odd(bits), expected, bits, rng)


@pytest.mark.parametrize("seed", range(60))
def test_sums_too_wide_to_cut(seed: int) -> None:
    rng = random.Random(seed)
    (x, a), (y, b) = floats(rng, rng.choice([28, 29, 30, 45, 58]), 90), floats(rng, 26, 90)
    expected = [p + q for p, q in zip(a, b, strict=True)]
    for bits in (1, 20, 27, 33, 40):
        separated(add(x, y).odd(bits), expected, bits, rng)
    found = np.broadcast_to(x.compare("lt", y), (COUNT,)).tolist()
    assert found == [p < q for p, q in zip(a, b, strict=True)]


@pytest.mark.parametrize("seed", range(60))
def test_wide_sums(seed: int) -> None:
    rng = random.Random(seed)
    width, span = rng.choice([(3, 60), (6, 90), (11, 70), (24, 130)])
    (x, a), (y, b) = floats(rng, width, span), floats(rng, width, span)
    # Neighbouring exponents, cancellation and a far smaller operand all occur.
    total = add(x, y)
    assert isinstance(total, Sum)
    expected = [p + q for p, q in zip(a, b, strict=True)]
    for bits in (1, 4, 9, 20):
        separated(total.odd(bits), expected, bits, rng)
    assert (-total).odd(3).backend.object_ops == 0  # type: ignore[attr-defined]
    found = np.broadcast_to(x.compare("lt", y), (COUNT,)).tolist()
    assert found == [p < q for p, q in zip(a, b, strict=True)]
    assert plain(total.exact()) == expected


@pytest.mark.parametrize("seed", range(30))
def test_square_roots(seed: int) -> None:
    rng = random.Random(seed)
    (x, a), (y, b) = draw(rng), draw(rng)
    near = Fraction(1, 3 << 50)
    a[1:6] = Fraction(9, 4), Fraction(25, 16) + near, Fraction(25, 16) - near, near, 961 - near
    x = of_fractions(NumpyBackend(), boxed(a))
    root = square_root(x)
    values = [sqrt(p) if p > 0 else Fraction(0) for p in a]
    for op, holds in (("lt", (-1,)), ("le", (-1, 0)), ("eq", (0,))):
        found = np.broadcast_to(root.compare(op, y), (COUNT,)).tolist()
        assert found == [compare(p, q) in holds for p, q in zip(values, b, strict=True)]
        shifted = root.times(y).plus(-y).absolute()
        expected = [
            compare(abs(p * q - q), Fraction(1, 3)) in holds for p, q in zip(values, b, strict=True)
        ]
        third = of_fraction(NumpyBackend(), Fraction(1, 3))
        found = np.broadcast_to(shifted.compare(op, third), (COUNT,)).tolist()
        assert found == expected
    assert plain(of_int(root.floor())) == [Fraction(floor(v)) for v in values]
    exponents = [Fraction(floor_log2(v) if v else 0) for v in values]
    assert plain(of_int(root.exponent())) == exponents
    for bits in (1, 5, 12):
        odd = root.odd(bits)
        for got, value in zip(plain(odd), values, strict=True):
            if not value:
                assert got == 0
                continue
            e = floor_log2(value) - bits + 1
            place = floor(value / Fraction(2) ** e)
            for n in (place - 1, place, place + 1, 0):
                t = n * Fraction(2) ** e
                assert ((got > t) - (got < t)) == compare(value, t)
    with pytest.raises(Unsupported):
        root.times(square_root(abs(y)))
    with pytest.raises(Unsupported):
        Surd(y, y, x).odd(5)


@pytest.mark.parametrize("den", [1, 3, 5, 7])
def test_square_roots_of_small_quotients(den: int) -> None:
    values = [Fraction(i, den) for i in range(1, 2000)]
    square = of_fractions(NumpyBackend(), boxed(values))
    for bits in (3, 8, 12):
        found = np.broadcast_to(fractions(square_root(square).odd(bits)), (len(values),))
        for got, value in zip(found, values, strict=True):
            e = floor_log2(value) // 2 - bits + 1
            place = isqrt(floor(value / Fraction(4) ** e))
            for i in (place, place + 1):
                t = i * Fraction(2) ** e
                assert (got > t) - (got < t) == (value > t * t) - (value < t * t)


def test_whole_numbers() -> None:
    backend = NumpyBackend()
    x = power_of_two(array(backend, np.array([-1, 3])))
    with pytest.raises(Unsupported):
        x.integer()
    half = Real(array(backend, np.array([4, 6])), Int(backend, -1, -1, -1), Int(backend, 1, 1, 1))
    assert half.integer().value.tolist() == [2, 3]


@pytest.mark.parametrize("bits", [32, 64])
def test_a_choice_between_whole_numbers_keeps_their_bounds(bits: int) -> None:
    backend = Z3Backend()
    x, _ = backend.variable("x", 0, (1 << bits) - 1)
    other = of_fraction(backend, Fraction(0x1FF << (bits - 10)))  # its own exponent is high
    for found in (of_int(x).choose(z3.Bool("c"), other), other.choose(z3.Bool("c"), of_int(x))):
        assert (found.integer().low, found.integer().high) == (0, (1 << bits) - 1)


def _parts(backend: NumpyBackend, rng: random.Random) -> tuple[list[Fraction], Real]:
    """Numbers of one width, half of the time as those of a float format are: below ``2**small``
    they keep one exponent, from there on they have their leading bit."""
    width, low, count = rng.randint(1, 6), rng.randint(-9, 5), 40
    sigs = [rng.randint(1 - (1 << width), (1 << width) - 1) for _ in range(count)]
    exps = [low, *(rng.randint(low, low + rng.randint(0, 9)) for _ in range(count - 1))]
    small = None
    if rng.random() < 0.5:
        small, top = low + width - 1, 1 << (width - 1)
        for i, (sig, exp) in enumerate(zip(sigs, exps, strict=True)):
            if sig and exp > low:
                sigs[i] = (abs(sig) | top) * (1 if sig > 0 else -1)
    sig = array(backend, np.array(sigs))
    sig.low, sig.high = 1 - (1 << width), (1 << width) - 1
    values = [Fraction(s) * Fraction(2) ** e for s, e in zip(sigs, exps, strict=True)]
    return values, Real(sig, array(backend, np.array(exps)), sig.const(1), small)


@pytest.mark.parametrize("seed", range(150))
def test_keys_order_as_numbers_do(seed: int) -> None:
    rng = random.Random(seed)
    backend = NumpyBackend()
    (first, x), (second, y) = _parts(backend, rng), _parts(backend, rng)
    keys = [np.broadcast_to(k.low if k.constant else k.value, 40) for k in ordering_keys(x, y)]
    for a, c, k, m in zip(first, second, *keys, strict=True):
        assert (a < c, a == c) == (k < m, k == m)
