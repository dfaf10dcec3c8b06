"""Evaluation in float64 with NumPy and SciPy, and the error that is assumed of it.

The arguments are float32 numbers, so they and their squares are exact in float64. Each evaluation
is assumed to be within a relative error of ``Double.error`` of the function;
``docs/explanation/oracles.md`` says what that rests on. Arguments are first moved into
``low .. high``: beyond, the value is smaller than ``2**-span``, larger than ``2**span`` or, for
sigmoid and expm1, closer to its limit than the error, and no intermediate result that matters
leaves the normal numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, pi, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from verif.oracle import sine
from verif.oracle.balls import CUBIC

Array = NDArray[Any]

ERROR = 2.0**-40
"""The relative error assumed of an evaluation: 8192 units in the last place of float64."""


@dataclass(frozen=True)
class Double:
    """``evaluate(x, s, t)`` replaces ``x`` by the values; ``s`` and ``t`` are scratch space."""

    evaluate: Callable[[Array, Array, Array], object]
    low: float = -inf
    high: float = inf
    error: float = ERROR
    span: int = 900
    """The largest span of a format for which arguments may be moved so."""


def _plain(ufunc: np.ufunc) -> Callable[[Array, Array, Array], object]:
    """A function that NumPy or SciPy has."""

    def evaluate(x: Array, s: Array, t: Array) -> object:
        return ufunc(x, out=x)

    return evaluate


def _rsqrt(x: Array, s: Array, t: Array) -> None:
    np.sqrt(x, out=x)
    np.divide(1.0, x, out=x)


def _sigmoid(x: Array, s: Array, t: Array) -> None:
    _one_plus_exp_of_minus(x, s)
    np.divide(1.0, s, out=x)


def _silu(x: Array, s: Array, t: Array) -> None:
    _one_plus_exp_of_minus(x, s)
    x /= s


def _one_plus_exp_of_minus(x: Array, out: Array) -> None:
    np.negative(x, out=out)
    np.exp(out, out=out)
    out += 1.0


def _gelu(x: Array, s: Array, t: Array) -> None:
    """max(x, 0) - |x|/2 * exp(-x*x/2) * erfcx(|x|/sqrt 2).

    erfc(z) alone would amplify the rounding of z = |x|/sqrt 2 by 2*z*z; here x*x/2 is exact, and
    erfcx is hardly sensitive to its argument. For positive x the second term is at most half of the
    first.
    """
    np.abs(x, out=t)
    np.multiply(t, sqrt(0.5), out=s)
    special.erfcx(s, out=s)
    s *= t
    s *= 0.5
    t *= t
    t *= -0.5
    np.exp(t, out=t)
    s *= t
    np.maximum(x, 0.0, out=x)
    x -= s


SLOPE = sqrt(8 / pi)
"""In gelu_tanh: 2u = SLOPE * x * (1 + CUBIC*x*x)."""


def _gelu_tanh(x: Array, s: Array, t: Array) -> None:
    """x / (1 + exp(-2u)); the rounding of 2u is amplified by |2u|, at most 120 here."""
    np.multiply(x, x, out=s)
    s *= float(CUBIC) * SLOPE
    s += SLOPE
    s *= x
    _one_plus_exp_of_minus(s, t)
    x /= t


def _softplus(x: Array, s: Array, t: Array) -> None:
    """max(x, 0) + log1p(exp(-|x|))."""
    np.abs(x, out=s)
    np.negative(s, out=s)
    np.exp(s, out=s)
    np.log1p(s, out=s)
    np.maximum(x, 0.0, out=x)
    x += s


DOUBLES = {
    "exp": Double(_plain(np.exp), -700, 700),
    "exp2": Double(_plain(np.exp2), -1000, 1000),
    "expm1": Double(_plain(np.expm1), -700, 700),
    "log": Double(_plain(np.log)),
    "log2": Double(_plain(np.log2)),
    "log1p": Double(_plain(np.log1p)),
    "sin": Double(sine.sin),
    "cos": Double(sine.cos),
    "tanh": Double(_plain(np.tanh)),
    "erf": Double(_plain(special.erf)),
    "sigmoid": Double(_sigmoid, -700, 700),
    "gelu": Double(_gelu, -37),
    "gelu_tanh": Double(_gelu_tanh, -11.25, error=2.0**-38, span=160),
    "silu": Double(_silu, -700),
    "softplus": Double(_softplus, -700),
    "sqrt": Double(_plain(np.sqrt)),
    "rsqrt": Double(_rsqrt),
    "reciprocal": Double(_plain(np.reciprocal)),
}
"""The evaluations of the functions of one argument."""


def power(x: Array, y: Array) -> Array:
    """``|x|**y`` in float64, moved into ``2**-1000 .. 2**1000``."""
    size = np.power(np.abs(x.astype(np.float64)), y.astype(np.float64))
    found: Array = np.clip(size, 2.0**-1000, 2.0**1000)
    return found
