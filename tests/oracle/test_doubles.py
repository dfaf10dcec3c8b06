"""The error of the float64 evaluations, held against arb, in the hardest places there are.

The filter assumes a bound; what is measured here stays below it by a factor of 2**6 at least, also
with NumPy's vector code for newer processors switched off (``test_without_wide_vectors``).
"""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from math import log2, pi
from pathlib import Path

import numpy as np
import pytest
from flint import arb, ctx

from tests.oracle.checks import NAMES, POW, Array, float32_sample
from verif.oracle import balls, sine
from verif.oracle.doubles import DOUBLES, power
from verif.oracle.enclose import enclose
from verif.oracle.evaluators import BLOCK, evaluator
from verif.oracle.functions import BY_NAME

SPARE = 2.0**-6


def hard(seed: int, size: int) -> Array:
    """The usual sample, multiples of pi/2 and those numbers of all sizes whose sine or cosine is
    the smallest, and dense points where gelu and its kind get small."""
    rng = np.random.default_rng(seed)
    multiples = (np.arange(1, size) * (pi / 2)).astype(np.float32)
    large = rng.integers(0x3F800000, 0x7F800000, 50 * size, dtype=np.uint32).view(np.float32)
    sine = np.abs(np.sin(large.astype(np.float64)))
    low = np.argsort(sine)
    tails = rng.uniform(-36, -4, size).astype(np.float32)
    return np.concatenate([
        float32_sample(seed, size), multiples, large[low[:size]], large[low[-size:]], tails,
    ])  # fmt: skip


def worst_error(name: str, x: Array) -> float:
    """The largest relative error at regular arguments within the evaluation's range."""
    f, values = BY_NAME[name], evaluator(BY_NAME[name])
    assert values is not None
    double = DOUBLES[name]
    worst = 0.0
    with np.errstate(all="ignore"), ctx.workprec(200):
        for start in range(0, len(x), BLOCK):
            part = x[start : start + BLOCK]
            part = part[(part >= double.low) & (part <= double.high)]
            part = part[~values.irregular(part)]
            for a, b in zip(part.tolist(), values.evaluate(part).tolist(), strict=True):
                ratio = balls.number(Fraction(b)) / f.ball(Fraction(a))
                worst = max(worst, abs(float(ratio - 1)))
    return worst


@pytest.mark.parametrize("name", NAMES)
def test_errors_are_far_below_the_bound(name: str) -> None:
    assert worst_error(name, hard(7, 300)) <= DOUBLES[name].error * SPARE


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_errors_of_many_numbers(name: str) -> None:
    assert worst_error(name, hard(8, 20_000)) <= DOUBLES[name].error * SPARE


def test_sines_of_moderate_numbers() -> None:
    """The reduction by three parts of pi, next to all kinds of multiples of pi/2."""
    k = np.arange(1, 41_700)
    near = (k * (pi / 2)).astype(np.float32)
    far = np.abs(np.sin(near.astype(np.float64) * 2))
    hardest = near[np.argsort(far)[:300]]
    rng = np.random.default_rng(14)
    plain = rng.uniform(-1, 1, 600) * 2.0 ** rng.uniform(-140, 16, 600)
    x = np.concatenate([hardest, -hardest, near[::97], plain.astype(np.float32)])
    x = x[np.abs(x) <= sine.LARGEST]
    for name, evaluate in (("sin", sine.sin), ("cos", sine.cos)):
        y = x.astype(np.float64)
        evaluate(y, np.empty_like(y), np.empty_like(y))
        with ctx.workprec(200):
            worst = max(
                abs(float(balls.number(Fraction(b)) / BY_NAME[name].ball(Fraction(a)) - 1))
                for a, b in zip(x.tolist(), y.tolist(), strict=True)
            )
        assert worst < 2.0**-50


def test_how_close_numbers_come_to_multiples_of_half_pi() -> None:
    """No float32 number up to 65536 is closer than 2**-28, which the reduction relies on."""
    with ctx.workprec(200):
        half = arb.pi() / 2
        assert all(
            abs(balls.number(Fraction(float(np.float32(k * (pi / 2))))) - k * half) > 2.0**-28
            for k in range(1, 41_723)
        )
        parts = sum((balls.number(Fraction(p)) for p in sine.PI), arb(0))
        assert abs(parts - arb.pi()) < 2.0**-127
    for part in sine.PI[:2]:
        integer = Fraction(part).numerator
        assert (integer // (integer & -integer)).bit_length() <= 36


def test_powers() -> None:
    rng = np.random.default_rng(9)
    x = np.exp(rng.normal(0, 20, 1500)).astype(np.float32)
    y = (rng.uniform(-1, 1, 1500) * 600 / np.abs(np.log(x))).astype(np.float32)
    near = (1 + rng.uniform(-1, 1, 1500) * 2.0**-20).astype(np.float32)
    worst = 0.0
    with ctx.workprec(200):
        for a, b in ((x, y), (near, rng.uniform(-(2**28), 2**28, 1500).astype(np.float32))):
            for u, v, w in zip(a.tolist(), b.tolist(), power(a, b).tolist(), strict=True):
                true = balls.pow(Fraction(u), Fraction(v))
                worst = max(worst, abs(float(balls.number(Fraction(w)) / true - 1)))
    evaluation = evaluator(POW)
    assert evaluation is not None and worst <= evaluation.error * SPARE


@pytest.mark.parametrize("name", NAMES)
def test_arguments_are_moved_only_beyond_the_span(name: str) -> None:
    """Where arguments are cut off, all formats with that span see only the side of the value."""
    double, f = DOUBLES[name], BY_NAME[name]
    for end, outwards in ((double.low, -1), (double.high, 1)):
        if abs(end) == float("inf"):
            continue
        value = enclose(f, Fraction(end), 60)
        size = max(abs(value.low), abs(value.high))
        beyond = size < Fraction(1, 1 << double.span) or size > 1 << double.span
        limit = {"sigmoid": 1, "expm1": -1}.get(name)
        close = limit is not None and abs(value.low - limit) < Fraction(double.error) / 1000
        assert beyond or (close and outwards == (1 if name == "sigmoid" else -1))


def test_the_bound_of_a_square_root_is_proved() -> None:
    """Square root, division and 1/sqrt are one or two correctly rounded operations: IEEE 754."""
    for name, units in (("sqrt", 1), ("reciprocal", 1), ("rsqrt", 2.01)):
        assert worst_error(name, float32_sample(10, 400)) <= units * 2.0**-53


@pytest.mark.long
def test_without_wide_vectors() -> None:
    """The same bounds hold for the code that NumPy chooses on processors without AVX-512."""
    root = Path(__file__).resolve().parents[2]
    test = "tests/oracle/test_doubles.py::test_errors_are_far_below_the_bound"
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR"}
    environment["PYTHONWARNINGS"] = "ignore"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "ignore", "-p", "no:cacheprovider", test],
        cwd=root, env=environment, capture_output=True, text=True, timeout=170, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]


def test_the_argument_of_gelu_is_not_amplified() -> None:
    """0.5*x*erfc(-x/sqrt 2), evaluated as it stands, is several times less accurate far out."""
    from scipy import special

    x = np.linspace(-14.4, -10, 2000).astype(np.float32)
    plain = 0.5 * x.astype(np.float64) * special.erfc(x.astype(np.float64) * -np.sqrt(0.5))
    with ctx.workprec(200):
        naive = max(
            abs(float(balls.number(Fraction(b)) / balls.gelu(Fraction(a)) - 1))
            for a, b in zip(x.tolist(), plain.tolist(), strict=True)
        )
    assert log2(worst_error("gelu", x)) + 2 < log2(naive) < -40
