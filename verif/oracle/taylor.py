"""Values of functions on runs of neighbouring float32 numbers, in float64, with a proved bound.

Around the middle of a run the function is its Taylor polynomial in t, which goes from -1 to 1 over
the run, and a remainder. Power series over balls (arb) give both: the coefficients at the middle,
and the one that follows over the whole run, which contains that of Lagrange's remainder. Where the
function is not analytic the series is not finite, and there is no polynomial.

The float64 arithmetic is plain sums of products, in any order, whose rounding is bounded below;
nothing is assumed of functions in float64, unlike in ``doubles.py``, and most are slower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb, isfinite
from typing import Any

import numpy as np
from flint import arb, arb_series, ctx, fmpq
from numpy.typing import NDArray

from verif.oracle.balls import CUBIC

Array = NDArray[Any]

TERMS = 12
"""Terms of a polynomial."""

NEGLIGIBLE = 2.0**-56
"""Terms at the end with no larger share are left out where single values are wanted."""

PRECISION = 128
"""Bits of the coefficients, many more than float64 keeps."""

SIZE = 1 << 15
"""Numbers of a part of a run of which all values are wanted: ``ROWS`` rows, of ``ROW`` each. A run
is as long, or longer."""

ROW = 128
ROWS = SIZE // ROW

SHORT = 4
"""Terms of the polynomial of a row around its middle, in s from -1 to 1."""

WIDTH = ROW / SIZE
"""Half of a row, in t of its part."""

ROUNDING = 2.0**-47
"""What float64 rounds, at most, as a share of the sum of all magnitudes: 64 times 2**-53.

Numbers t and s are exact. A coefficient is rounded once. By Horner's rule each of the other 11
takes two roundings more. By rows, a coefficient of a part is a sum of 12 products with constants
that are rounded twice (15); one of a row a sum of 12 products of it, a constant that float64 holds
and a rounded power of t (14); a value a sum of 4 of those times powers of s, which are exact (4).
The sum of magnitudes is at most that of the polynomial at 1 + ``WIDTH``.
"""


def _tanh(x: arb_series) -> arb_series:
    twice = (2 * x).exp()
    return (twice - 1) / (twice + 1)


def _logistic(x: arb_series) -> arb_series:
    return 1 / (1 + (-x).exp())


def _softplus(x: arb_series) -> arb_series:
    return (1 + x.exp()).log() if x[0] < 0 else x + (1 + (-x).exp()).log()


def _gelu(x: arb_series) -> arb_series:
    return x * (-x * arb(fmpq(1, 2)).sqrt()).erfc() / 2


def _gelu_tanh(x: arb_series) -> arb_series:
    cubic = arb(fmpq(CUBIC.numerator, CUBIC.denominator))
    return x * _logistic((8 / arb.pi()).sqrt() * (x + cubic * x * x * x))


SERIES: dict[str, Callable[[arb_series], arb_series]] = {
    "exp": lambda x: x.exp(),
    "exp2": lambda x: (x * arb.const_log2()).exp(),
    "expm1": lambda x: x.exp() - 1,
    "log": lambda x: x.log(),
    "log2": lambda x: x.log() / arb.const_log2(),
    "log1p": lambda x: (1 + x).log(),
    "sin": lambda x: x.sin(),
    "cos": lambda x: x.cos(),
    "tanh": _tanh,
    "erf": lambda x: x.erf(),
    "sigmoid": _logistic,
    "silu": lambda x: x * _logistic(x),
    "softplus": _softplus,
    "gelu": _gelu,
    "gelu_tanh": _gelu_tanh,
    "sqrt": lambda x: x.sqrt(),
    "rsqrt": lambda x: x.rsqrt(),
    "reciprocal": lambda x: 1 / x,
}
"""The functions of power series."""


@dataclass(frozen=True)
class Polynomial:
    """The polynomial of a run of ``size`` numbers, in t from -1 at the first; ``terms`` of it tell
    single values. All values are within ``error`` of the function's."""

    coefficients: Array
    terms: int
    size: int
    error: float

    def at(self, places: Array) -> Array:
        """The values at some places, counted from the first."""
        t = (places - self.size // 2) / (self.size / 2)
        last, *rest = self.coefficients[: self.terms].tolist()[::-1]
        found = np.full(t.shape, last)
        for a in rest:
            found *= t
            found += a
        return found

    def part(self, start: int, out: Array) -> None:
        """Writes the values of ``SIZE`` numbers from a multiple of that on."""
        coefficients = np.zeros(TERMS + SHORT)
        coefficients[:TERMS] = _to_parts(self.size)[start // SIZE] @ self.coefficients
        rows = POWERS @ (coefficients[SHIFTED] * SHIFTS)
        np.matmul(rows, WITHIN, out=out.reshape(ROWS, ROW))


def polynomial(name: str, first: float, step: float, size: int) -> Polynomial | None:
    """The polynomial of ``first + i*step`` for i from 0 to ``size - 1``, numbers that float64
    holds; ``None`` where there is none."""
    series = SERIES.get(name)
    if series is None:
        return None
    half = step * (size // 2)
    middle = first + half
    with ctx.workprec(PRECISION), _length(TERMS + 1):
        try:
            near = series(arb_series([arb(middle), arb(half)]))
            over = series(arb_series([arb(middle, abs(half)), arb(half)]))
        except ValueError:  # a divisor may be 0
            return None
        if min(near.prec, over.prec) <= TERMS:
            raise ArithmeticError(f"a series of {name} ends before {TERMS + 1} terms")
        found = [near[k] for k in range(TERMS)]
        last = over[TERMS]
        if not (last.is_finite() and all(a.is_finite() for a in found)):
            return None
        coefficients = [float(a.mid()) for a in found]
        error = float(abs(last).upper()) + sum(float(a.rad()) for a in found)
    sizes = [abs(a) for a in coefficients]
    total = sum(a * b for a, b in zip(sizes, WIDER, strict=True))
    error += ROUNDING * total + sum(a * b for a, b in zip(sizes, DROPPED, strict=True))
    terms = TERMS
    while terms > 1 and sizes[terms - 1] <= NEGLIGIBLE * total:
        terms -= 1
        error += sizes[terms]
    error *= 1 + 2.0**-40  # these sums are rounded, too
    if not isfinite(error):
        return None
    return Polynomial(np.array(coefficients), terms, size, error)


@contextmanager
def _length(terms: int) -> Iterator[None]:
    """Power series of so many terms. Beyond those that it works with flint gives 0."""
    before, ctx.cap = ctx.cap, terms
    try:
        yield
    finally:
        ctx.cap = before


@lru_cache
def _to_parts(size: int) -> Array:
    """For each part of a run, what takes the coefficients of the run to its own: around its middle
    T in t of the run, ``t = T + w*u``, with u from -1 to 1."""
    parts = size // SIZE
    width = 1 / parts
    found = np.zeros((parts, TERMS, TERMS))
    for i in range(parts):
        middle = (2 * i + 1) * width - 1
        for k in range(TERMS):
            for j in range(k, TERMS):
                found[i, k, j] = comb(j, k) * middle ** (j - k) * width**k
    return found


# Around the middle T of a row, t = T + WIDTH*s, and the coefficient of s**m is the sum over j of
# coefficient j + m times comb(j + m, m) * WIDTH**m * T**j.
SHIFTED = np.add.outer(np.arange(TERMS), np.arange(SHORT))
SHIFTS = np.array([[comb(j + m, m) * WIDTH**m for m in range(SHORT)] for j in range(TERMS)])
POWERS = np.array(
    [
        [float(Fraction((2 * i + 1) * ROW - SIZE, SIZE) ** j) for j in range(TERMS)]
        for i in range(ROWS)
    ]
)
WITHIN = ((np.arange(ROW) - ROW / 2) / (ROW / 2)) ** np.arange(SHORT)[:, None]
DROPPED = [sum(comb(k, m) * WIDTH**m for m in range(SHORT, k + 1)) for k in range(TERMS)]
"""What the terms of a row that are left out come to, at most, for each coefficient."""
WIDER = [(1 + WIDTH) ** k for k in range(TERMS)]
