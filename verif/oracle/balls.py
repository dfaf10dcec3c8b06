"""Each function's formula in ball arithmetic (arb), at an exact rational argument.

A ball contains the true value, whatever the working precision of ``flint.ctx``; more precision
makes it smaller. A ball that is not finite says nothing. Arguments enter as ``fmpq``, never as
decimal text or floats: ``arb("0.1")`` does not contain one tenth.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from verif.base.exact import EXPONENT_LIMIT, TooLarge, pow2


def number(x: Fraction) -> arb:
    """A ball that contains ``x``; the point itself where the precision holds it."""
    return arb(fmpq(x.numerator, x.denominator))


def dyadic_ends(ball: arb) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The lower and the upper end as (integer, exponent of two); ``None`` if not finite."""
    if not ball.is_finite():
        return None
    low, low_exponent = ball.lower().man_exp()
    high, high_exponent = ball.upper().man_exp()
    return (int(low), int(low_exponent)), (int(high), int(high_exponent))


def ends(ball: arb) -> tuple[Fraction, Fraction] | None:
    """The ends of a ball, as exact dyadic numbers; ``TooLarge`` if they cannot be written out."""
    found = dyadic_ends(ball)
    if found is None:
        return None
    low, high = (_scaled(integer, exponent) for integer, exponent in found)
    return low, high


def _scaled(integer: int, exponent: int) -> Fraction:
    if not integer:
        return Fraction(0)
    if abs(exponent) > EXPONENT_LIMIT or abs(integer.bit_length() + exponent) > EXPONENT_LIMIT:
        raise TooLarge(f"a value of about 2**{integer.bit_length() + exponent}")
    return integer * pow2(exponent)


def exp(x: Fraction) -> arb:
    return number(x).exp()


def exp2(x: Fraction) -> arb:
    return (number(x) * arb.const_log2()).exp()


def expm1(x: Fraction) -> arb:
    return number(x).expm1()


def log(x: Fraction) -> arb:
    return number(x - 1).log1p() if Fraction(1, 2) < x < 2 else number(x).log()


def log2(x: Fraction) -> arb:
    return log(x) / arb.const_log2()


def log1p(x: Fraction) -> arb:
    return log(1 + x) if x < Fraction(-1, 2) else number(x).log1p()


def sin(x: Fraction) -> arb:
    return number(x).sin()


def cos(x: Fraction) -> arb:
    return number(x).cos()


def tanh(x: Fraction) -> arb:
    return number(x).tanh()


def erf(x: Fraction) -> arb:
    return number(x).erf()


def sigmoid(x: Fraction) -> arb:
    return 1 / (1 + (-number(x)).exp())


def gelu(x: Fraction) -> arb:
    """x/2 * (1 + erf(x/sqrt 2)), by erfc so that nothing cancels for negative x."""
    half = arb(fmpq(1, 2))
    return number(x / 2) * (-number(x) * half.sqrt()).erfc()


CUBIC = Fraction(44715, 10**6)
"""The coefficient in the tanh form of gelu, as published: 0.044715."""


def gelu_tanh(x: Fraction) -> arb:
    """x/2 * (1 + tanh u) = x / (1 + exp(-2u)), u = sqrt(2/pi) * (x + 0.044715 x**3)."""
    return number(x) / (1 + (-twice_u(x)).exp())


def twice_u(x: Fraction) -> arb:
    """2u, with u as in ``gelu_tanh``."""
    return (8 / arb.pi()).sqrt() * number(x + CUBIC * x**3)


def silu(x: Fraction) -> arb:
    return number(x) / (1 + (-number(x)).exp())


def softplus(x: Fraction) -> arb:
    """log(1 + exp(x)), with no large intermediate value."""
    tail = (-number(abs(x))).exp().log1p()
    return number(x) + tail if x > 0 else tail


def sqrt(x: Fraction) -> arb:
    return number(x).sqrt()


def rsqrt(x: Fraction) -> arb:
    return number(x).rsqrt()


def reciprocal(x: Fraction) -> arb:
    return number(1 / x)


def pow(x: Fraction, y: Fraction) -> arb:
    """x**y for positive x, and for negative x where y is an integer."""
    size = (number(y) * log(abs(x))).exp()
    return -size if x < 0 and y.numerator % 2 else size


def gelu_slope(x: Fraction) -> arb:
    """Of the sign of gelu's derivative, and increasing for x < 0: Phi(x)/phi(x) + x."""
    tail = (-number(x) * arb(fmpq(1, 2)).sqrt()).erfc() / 2
    density = (-number(x * x / 2)).exp() / (2 * arb.pi()).sqrt()
    return tail / density + number(x)


def silu_slope(x: Fraction) -> arb:
    """Of the sign of silu's derivative, and increasing: 1 + x + exp(x)."""
    return number(1 + x) + number(x).exp()


def gelu_tanh_slope(x: Fraction) -> arb:
    """Of the sign of gelu_tanh's derivative, and increasing: 1 + exp(v) + x*v' with v = 2u."""
    weight = (8 / arb.pi()).sqrt()
    return 1 + twice_u(x).exp() + weight * number(x + 3 * CUBIC * x**3)
