"""Values too large or too small for any boundary, told by the argument alone.

A *span* S is an exponent such that all rounding boundaries of a format but 0 lie between ``2**-S``
and ``2**S`` in magnitude. Values beyond round alike, so any one of them stands for all, and
``exp(2**100)`` is never computed. Each function returns such a stand-in, or ``None`` where the
value is to be computed.
"""

from __future__ import annotations

from fractions import Fraction

from flint import ctx

from verif.base.exact import pow2
from verif.oracle import balls
from verif.oracle.function import Point


def never(x: Point, span: int) -> Fraction | None:
    """For functions whose value is about as large as their argument, or close to a constant."""
    return None


def growing(x: Point, span: int) -> Fraction | None:
    """exp(x) and 2**x, less 1 or not, are above 2**S for x > S + 2."""
    return pow2(span + 1) if x[0] > span + 2 else None


def vanishing(x: Point, span: int) -> Fraction | None:
    """0 < f(x) <= 2**x, so below 2**-S for x < -S - 2: exp, exp2, sigmoid, softplus < exp(x)."""
    return pow2(-span - 1) if x[0] < -span - 2 else None


def exponential(x: Point, span: int) -> Fraction | None:
    """exp and exp2."""
    return growing(x, span) or vanishing(x, span)


def gated(x: Point, span: int) -> Fraction | None:
    """-2**-S < f(x) < 0 for x < -S - 2 with S >= 1: silu, gelu and gelu_tanh.

    With z = -x > 3: |silu(x)| < z*exp(-z), which decreases, and at z = S + 2 the logarithm to base
    2 is at most log2(S + 2) - 1.44*(S + 2) < -S. |gelu(x)| < z/2*exp(-z*z/2) and |gelu_tanh(x)| <
    z*exp(-1.59*z) are smaller still.
    """
    return -pow2(-span - 1) if x[0] < -span - 2 and span >= 1 else None


def power(x: Point, span: int) -> Fraction | None:
    """x**y, where the ball of y*log2|x| lies beyond the span."""
    base, y = x
    with ctx.workprec(64):
        exponent = balls.number(y) * balls.log2(abs(base))
        size = span + 1 if exponent > span else -span - 1 if exponent < -span else None
    if size is None:
        return None
    return -pow2(size) if base < 0 and y.numerator % 2 else pow2(size)
