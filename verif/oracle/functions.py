"""The functions that the oracle knows, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from flint import arb

from verif.base.errors import did_you_mean
from verif.formats.value import Input
from verif.oracle import balls, beyond, exact
from verif.oracle.exact import Exact, only
from verif.oracle.function import Domain, Function, Line, Point, Strict, bounded_by
from verif.oracle.monotone import Dip, Everywhere, Shape, Wave
from verif.oracle.special import (
    HALF,
    INFINITIES,
    INFINITY,
    MINUS_ONE,
    NAN,
    NEGATIVE_INFINITY,
    NEGATIVE_ZERO,
    ONE,
    ZERO,
    ZEROS,
    Specials,
    power,
)

REALS = Domain()
POSITIVE = Domain(Fraction(0), (Fraction(0),))
RISING, FALLING = Everywhere(True), Everywhere(False)


def _above(slope: Fraction | int, offset: Fraction | int = 0) -> Line:
    return Line(True, Fraction(slope), Fraction(offset))


def _below(slope: Fraction | int, offset: Fraction | int = 0) -> Line:
    return Line(False, Fraction(slope), Fraction(offset))


def _right(line: Line) -> Line:
    """``line`` for positive arguments only."""
    return replace(line, low=Fraction(0))


def _left(line: Line) -> Line:
    """``line`` for negative arguments only."""
    return replace(line, high=Fraction(0))


# Strict bounds where a function comes arbitrarily close to a number that a format may have. They
# hold at every rational argument but 0 (for log, 1), where the value is exact.

THROUGH_ONE = (_above(0), _right(_above(0, 1)), _left(_below(0, 1)))
"""exp and exp2: positive, and above 1 exactly for positive x."""

TANGENT = (_right(_below(1)), _left(_above(1)))
"""|f(x)| < |x|, with the sign of x: sin and tanh."""

WITHIN_ONE = (_below(0, 1), _above(0, -1))
"""|f(x)| < 1: tanh, erf; and sin, cos, as multiples of pi/2 other than 0 are irrational."""

SIGMOID = (_above(0), _below(0, 1), _right(_above(0, Fraction(1, 2))),
           _left(_below(0, Fraction(1, 2))))  # fmt: skip

GATED = (_right(_above(Fraction(1, 2))), _right(_below(1)),
         _left(_above(Fraction(1, 2))), _left(_below(0)))  # fmt: skip
"""x * g(x) with 1/2 < g < 1 for positive x and 0 < g < 1/2 for negative x: gelu, silu."""

BY_NAME: dict[str, Function] = {}
"""The functions by name, in the order of the documentation."""


def _unary(
    name: str,
    formula: str,
    ball: Callable[[Fraction], arb],
    exactly: Exact,
    zero: tuple[Input, Input] | None,
    inf: tuple[Input, Input],
    shape: Shape,
    lines: tuple[Line, ...] = (),
    large: Callable[[Point, int], Fraction | None] = beyond.never,
    domain: Domain = REALS,
    poles: tuple[Input, ...] = (),
    odd: bool = False,
    even: bool = False,
) -> None:
    BY_NAME[name] = Function(
        name, formula, ball, Specials(domain, zero, inf, poles), exactly, bounded_by(lines), large,
        domain, shape, "odd" if odd else "even" if even else "none", lines,
    )  # fmt: skip


# fmt: off
_unary("exp", "e**x", balls.exp, only(0, 1), (ONE, ONE), (INFINITY, ZERO), RISING,
       THROUGH_ONE, beyond.exponential)
_unary("exp2", "2**x", balls.exp2, exact.exp2, (ONE, ONE), (INFINITY, ZERO), RISING,
       THROUGH_ONE, beyond.exponential)
# exp(x) > 1 + x: the exponential is strictly convex, and this is its tangent at 0.
_unary("expm1", "e**x - 1", balls.expm1, only(0, 0), ZEROS, (INFINITY, MINUS_ONE), RISING,
       (_above(1), _above(0, -1)), beyond.growing)
_unary("log", "the natural logarithm", balls.log, only(1, 0),
       (NEGATIVE_INFINITY, NEGATIVE_INFINITY), (INFINITY, NAN), RISING,
       (_below(1, -1),), domain=POSITIVE)
_unary("log2", "the logarithm to base 2", balls.log2, exact.log2,
       (NEGATIVE_INFINITY, NEGATIVE_INFINITY), (INFINITY, NAN), RISING, domain=POSITIVE)
_unary("log1p", "log(1 + x)", balls.log1p, only(0, 0), ZEROS, (INFINITY, NAN), RISING,
       (_below(1),), domain=Domain(Fraction(-1), (Fraction(-1),)), poles=(NEGATIVE_INFINITY,))
_unary("sin", "the sine of x in radians", balls.sin, only(0, 0), ZEROS, (NAN, NAN),
       Wave(Fraction(1, 2)), (*TANGENT, *WITHIN_ONE), odd=True)
_unary("cos", "the cosine of x in radians", balls.cos, only(0, 1), (ONE, ONE), (NAN, NAN),
       Wave(Fraction(0)), WITHIN_ONE, even=True)
_unary("tanh", "the hyperbolic tangent", balls.tanh, only(0, 0), ZEROS, (ONE, MINUS_ONE), RISING,
       (*TANGENT, *WITHIN_ONE), odd=True)
_unary("erf", "2/sqrt(pi) * integral of exp(-t**2) from 0 to x", balls.erf, only(0, 0), ZEROS,
       (ONE, MINUS_ONE), RISING, WITHIN_ONE, odd=True)
_unary("sigmoid", "1/(1 + exp(-x))", balls.sigmoid, only(0, Fraction(1, 2)), (HALF, HALF),
       (ONE, ZERO), RISING, SIGMOID, beyond.vanishing)
_unary("gelu", "x/2 * (1 + erf(x/sqrt(2)))", balls.gelu, only(0, 0), ZEROS,
       (INFINITY, NEGATIVE_ZERO), Dip(balls.gelu_slope, Fraction(-1), Fraction(-1, 2)), GATED,
       beyond.gated)
_unary("gelu_tanh", "x/2 * (1 + tanh(sqrt(2/pi) * (x + 0.044715*x**3)))", balls.gelu_tanh,
       only(0, 0), ZEROS, (INFINITY, NEGATIVE_ZERO),
       Dip(balls.gelu_tanh_slope, Fraction(-1), Fraction(-1, 2)), GATED, beyond.gated)
_unary("silu", "x/(1 + exp(-x))", balls.silu, only(0, 0), ZEROS, (INFINITY, NEGATIVE_ZERO),
       Dip(balls.silu_slope, Fraction(-2), Fraction(-1)), GATED, beyond.gated)
# softplus(x) - x = log(1 + exp(-x)) > 0.
_unary("softplus", "log(1 + exp(x))", balls.softplus, exact.nowhere, None, (INFINITY, ZERO),
       RISING, (_above(1), _above(0)), beyond.vanishing)
_unary("sqrt", "the square root", balls.sqrt, exact.sqrt, ZEROS, (INFINITY, NAN), RISING,
       domain=Domain(Fraction(0)))
_unary("rsqrt", "1/sqrt(x)", balls.rsqrt, exact.rsqrt, INFINITIES, (ZERO, NAN), FALLING,
       domain=POSITIVE)
_unary("reciprocal", "1/x", balls.reciprocal, exact.reciprocal, INFINITIES, ZEROS, FALLING,
       domain=Domain(None, (Fraction(0),)), odd=True)
# fmt: on


def _power_strict(x: Fraction, y: Fraction) -> Strict:
    """|x|**y is above 1 exactly where |x| - 1 and y have one sign; with the sign of the result."""
    if abs(x) == 1 or y == 0:
        return None, None
    larger = (abs(x) > 1) == (y > 0)
    if x < 0 and y.numerator % 2:
        return (None, Fraction(-1)) if larger else (Fraction(-1), Fraction(0))
    return (Fraction(1), None) if larger else (Fraction(0), Fraction(1))


BY_NAME["pow"] = Function(
    "pow", "x**y", balls.pow, power, exact.pow, _power_strict, beyond.power, REALS, None, arity=2
)


def function(name: str) -> Function:
    """The function of that name; ``KeyError`` with a hint where there is none."""
    if name not in BY_NAME:
        hint = did_you_mean(name, BY_NAME)
        raise KeyError(f"no oracle for '{name}'" + (f"; {hint}" if hint else ""))
    return BY_NAME[name]
