"""What several tests of the oracle share: formats, arguments, and checks that mutants must fail."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import pi
from typing import Any

import gmpy2
import numpy as np
from numpy.typing import NDArray

from tests.arrays.cases import SMALL, ieee
from verif.arrays.source import FLOAT32
from verif.formats.context import Context, Mode
from verif.formats.encode import code_at
from verif.formats.format import Format
from verif.formats.value import Input
from verif.oracle import mpfr, second
from verif.oracle.correct import one_result
from verif.oracle.enclose import Enclosure, enclose
from verif.oracle.evaluators import BLOCK, evaluator
from verif.oracle.filter import BINARY32, Filter
from verif.oracle.function import Function
from verif.oracle.functions import BY_NAME

Array = NDArray[Any]

UNARY = [f for f in BY_NAME.values() if f.arity == 1]
NAMES = [f.name for f in UNARY]
POW = BY_NAME["pow"]
F32, F16 = BINARY32, ieee("F16", 5, 10)
NARROW = [f for f in SMALL if f.name in ("E4M3", "E5M2", "posit8_2")]
MODES = (Mode.RNE, Mode.RNA, Mode.RTZ, Mode.RTP, Mode.RTN, Mode.RTO, Mode.RN)


def inside(function: Function, x: Fraction) -> bool:
    """Whether a function of one argument has a real value at ``x``."""
    low = function.domain.low
    return (low is None or x >= low) and x not in function.domain.poles


def mpmath_outside(function: Function, x: Fraction, precision: int) -> bool:
    """Whether mpmath's value lies outside the enclosure of that precision."""
    found = enclose(function, x, precision)
    value = second.value(function.name, (x,), 2 * precision + 64)
    error = abs(value) * Fraction(1, 1 << (2 * precision))
    return not found.low - error <= value <= found.high + error


def float32_sample(seed: int, size: int) -> Array:
    """Float32 numbers: all patterns alike, ordinary magnitudes, near 0, near 1, and remarkable."""
    rng = np.random.default_rng(seed)
    quarter = size // 4
    bits = rng.integers(0, 1 << 32, quarter, dtype=np.uint32).view(np.float32)
    small = rng.uniform(-1, 1, quarter) * 2.0 ** rng.uniform(-40, 8, quarter)
    near_one = 1 + rng.uniform(-1, 1, quarter) * 2.0 ** rng.uniform(-23, 0, quarter)
    plain = rng.uniform(-120, 120, quarter)
    return np.concatenate(
        [bits, *(a.astype(np.float32) for a in (small, near_one, plain)), edges()]
    )


def edges() -> Array:
    """Zeros, infinities, NaN, ends of subnormal and normal numbers, powers of two, small integers,
    where results overflow, underflow or reach their limits, with the neighbours of each."""
    values = [0, 1, 2, 3, 0.5, 10, 88.722839, 88.722832, 103.972084, 104, 127, 128, 149, 150, 151,
              8.6643, 9.010913, 17.32868, 16.635532, 3.832507, 3.9192059, 13.0, 14.4, 5.5, 1e30,
              pi, pi / 2, 16367173 * 2.0**72, 2.0**-24, 2.0**-25, 2.0**-12]  # fmt: skip
    patterns = np.array(values, np.float32).view(np.uint32)
    special = [0, 1, 2, 0x7FFFFF, 0x800000, 0x7F7FFFFF, 0x7F800000, 0x7FC00000, 0x7F800001]
    powers = (np.arange(1, 255, dtype=np.uint32) << 23).tolist()
    near = np.concatenate([patterns - 1, patterns, patterns + 1])
    sizes = np.unique(np.concatenate([near, special, powers]).astype(np.uint32) & 0x7FFFFFFF)
    found: Array = np.concatenate([sizes, sizes | 0x80000000]).astype(np.uint32).view(np.float32)
    return found


def near_ties(function: Function, seed: int, size: int) -> Array:
    """Those of ``size`` random numbers whose value is within about ``2**-36`` of a tie of F32."""
    rng = np.random.default_rng(seed)
    high = {"erf": 4, "tanh": 9}.get(function.name, 20)
    low = 2.0**-20 if function.domain.low == 0 else -1 if function.domain.low else -high
    values = evaluator(function)
    assert values is not None
    found = []
    with np.errstate(all="ignore"):
        for _ in range(size // BLOCK):
            x = rng.uniform(low, high, BLOCK).astype(np.float32)
            y = values.evaluate(x)
            rest = y.view(np.uint64) & np.uint64((1 << 29) - 1)
            far = np.abs(rest.astype(np.int64) - (1 << 28))
            found.append(x[(far < 1 << 16) & ~values.irregular(x)])
    return np.concatenate(found)


def differences(function: Function, x: Array, mode: Mode, work: Filter | None = None) -> Array:
    """The arguments at which the filter and MPFR differ in float32."""
    work = work or Filter(function, F32, mode)
    if function.name in mpfr.COMPOSED:
        x = x[np.isfinite(x)]  # at infinities these formulas are no limits
    codes = np.empty(len(x), np.uint32)
    with np.errstate(all="ignore"):
        for start in range(0, len(x), BLOCK):
            part = slice(start, start + BLOCK)
            work.block((x[part],), codes[part], start)
    return x[codes != mpfr.float32_codes(function.name, x, mode)]


@lru_cache(maxsize=1 << 16)
def _bounds(name: str, x: tuple[Input, ...], bits: int) -> tuple[Any, Any]:
    pair = mpfr.Bounds.of(bits)
    given = tuple(map(mpfr.number, x))
    return mpfr.bound(name, pair, given), mpfr.bound(name, pair.mirrored, given)


def by_mpfr(name: str, fmt: Format, x: tuple[Input, ...], context: Context) -> int:
    """Like ``mpfr.rounded``, with the bounds of the first precision kept for the next format."""
    (low, strict_low), (high, strict_high) = _bounds(name, x, 192)
    if gmpy2.is_finite(low) and gmpy2.is_finite(high) and (low != high or strict_low):
        found = Enclosure(mpfr.fraction(low), mpfr.fraction(high), strict_low, strict_high)
        result = one_result(fmt, found, context.mode)
        if result is not None:
            return code_at(fmt, result.ordinal, result.negative, context)
    return mpfr.rounded(name, fmt, x, context)


def pattern(x: float) -> Input:
    """A float32 number as the oracle takes it."""
    return FLOAT32.value(int(np.float32(x).view(np.uint32)))
