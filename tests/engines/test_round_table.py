"""Rounding on arrays against the reference, at the boundaries and beside them."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from tests.engines import samples
from verif.algebra.backend import Unsupported
from verif.algebra.lazy import square_root
from verif.algebra.numpy_backend import NumpyBackend, array
from verif.algebra.real import Real
from verif.engines.arrays import of_fractions
from verif.engines.round_table import round_table, rounded
from verif.formats import circuit
from verif.formats.context import Context, Mode
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.value import Input


def both(fmt: Format, context: Context, xs: list[Fraction], by_circuit: bool) -> None:
    """Compare the array rounding of ``xs``, under every mask, with the reference."""
    backend = NumpyBackend()
    values = np.empty(len(xs), dtype=object)
    values[:] = xs
    number = of_fractions(backend, values)
    flags = [(nan, inf, neg) for nan in (0, 1) for inf in (0, 1) for neg in (0, 1)]
    for nan, inf, neg in flags:
        masks = [np.array([bool(f)]) for f in (nan, inf, neg)]
        if by_circuit:
            out = np.broadcast_to(circuit.rounded(fmt, context, *masks, number).value, values.shape)
        else:
            out = rounded(fmt, context, masks, number)
        for x, code in zip(xs, out, strict=True):
            expected = encode(fmt, Input(x, bool(neg), bool(nan), bool(inf)), context)
            assert code == expected, (fmt, context.text, x, nan, inf, neg)


@pytest.mark.share(3)
@pytest.mark.parametrize("seed", range(45))
def test_random_formats(seed: int) -> None:
    rng = random.Random(seed)
    fmt = samples.random_format(rng)
    for context in samples.contexts(fmt, rng, 7):
        both(fmt, context, samples.probes(fmt, context.mode, rng, 12), False)


NAMED = [
    samples.E4M3,
    samples.E5M2,
    samples.E2M1,
    samples.E8M0,
    samples.FNUZ,
    samples.UNSIGNED,
    samples.POSIT8,
    samples.NF4,
]


@pytest.mark.share(2)
@pytest.mark.parametrize("fmt", NAMED, ids=lambda f: f.name)
def test_every_boundary(fmt: Format) -> None:
    rng = random.Random(fmt.name)
    for context in samples.contexts(fmt, rng, 7):
        xs = []
        for k in range(fmt.kmin - 1, fmt.kmax + 1):
            t = fmt.threshold(k, context.mode)
            if t is not None:
                step = abs(t.at) / 2**20 if t.at else Fraction(1, 2**60)
                xs += [t.at - step, t.at, t.at + step]
        both(fmt, context, xs, False)


WIDE = [
    samples.FP16,
    samples.BF16,
    samples.TF32,
    samples.FP32,
    samples.FP64,
    samples.WIDE_UNSIGNED,
    samples.Float(
        "minus", 12, samples.Pattern("s eeee mmmmmmm"), 7, nan=(samples.Pattern("1 1111 1111111"),)
    ),
    samples.Float(
        "plus", 12, samples.Pattern("s eeee mmmmmmm"), 7, nan=(samples.Pattern("0 1111 11111mm"),)
    ),
    samples.Fixed("q16", 16, 8),
    samples.Fixed("u20", 20, 3, False),
    samples.Integer("i32", 32),
    samples.Integer("i64", 64),
    samples.Fixed("up", 12, -5),
]


@pytest.mark.share(4)
@pytest.mark.parametrize("fmt", WIDE, ids=lambda f: f.name)
def test_arithmetic(fmt: Format) -> None:
    rng = random.Random(fmt.name)
    assert circuit.arithmetic(fmt, NumpyBackend())
    for context in samples.contexts(fmt, rng, 7):
        both(fmt, context, samples.probes(fmt, context.mode, rng, 8), True)


@pytest.mark.parametrize("fmt", WIDE, ids=lambda f: f.name)
def test_arithmetic_on_unlike_sizes(fmt: Format) -> None:
    parts = [(1, 70), (3, -70), ((1 << 58) + 1, -50), (-5, 90), (-1, -200), (0, 7), (7, -3)]
    backend = NumpyBackend()
    sig, exp = (array(backend, np.array(column)) for column in zip(*parts, strict=True))
    number = Real(sig, exp, exp.const(1))
    for mode in Mode:
        context = fmt.context(mode).total
        found = circuit.rounded(fmt, context, False, False, False, number).value
        for (s, e), code in zip(parts, found, strict=True):
            assert code == encode(fmt, Input.of(s * Fraction(2) ** e), context)


def test_a_root_on_a_boundary_that_is_not_dyadic() -> None:
    values = tuple(samples.finite(Fraction(v)) for v in ("-1", "0", "2/3", "1"))
    fmt = samples.Table("thirds", 2, values, ties="up")
    near = Fraction(1, 2**60)
    xs = [Fraction(1, 9) - near, Fraction(1, 9), Fraction(1, 9) + near, Fraction(25, 36)]
    boxed = np.empty(len(xs), dtype=object)
    boxed[:] = xs
    number = square_root(of_fractions(NumpyBackend(), boxed))
    for mode, expected in ((Mode.RN, [1, 2, 2, 3]), (Mode.RTZ, [1, 1, 1, 2])):
        context = fmt.context(mode).total
        assert rounded(fmt, context, (False, False, False), number).tolist() == expected
    minus = rounded(fmt, fmt.context(Mode.RN).total, (False, False, False), -number)
    assert minus.tolist() == [1, 1, 1, 0]


@pytest.mark.share(3)
@pytest.mark.parametrize("seed", range(40))
def test_arithmetic_of_small_formats(seed: int) -> None:
    rng = random.Random(seed)
    fmt: Format | None = None
    while fmt is None or not (
        isinstance(fmt, samples.Fixed)
        or (isinstance(fmt, samples.Float) and circuit.float_circuit.supported(fmt))
    ):
        fmt = samples.random_format(rng)
    for context in samples.contexts(fmt, rng, 7):
        both(fmt, context, samples.probes(fmt, context.mode, rng, 10), True)


@pytest.mark.parametrize("fmt", [samples.POSIT16, samples.Posit("posit12", 12, es=1)], ids=str)
def test_wide_tables(fmt: Format) -> None:
    rng = random.Random(1)
    context = fmt.context(Mode.RNE).total
    both(fmt, context, samples.probes(fmt, Mode.RNE, rng, 60), False)


def test_exponents_beyond_float64_are_refused() -> None:
    fmt = samples.Float("far", 8, samples.Pattern("s eeee mmm"), 3000)
    with pytest.raises(Unsupported):
        round_table(fmt, fmt.context(Mode.RNE).total)
