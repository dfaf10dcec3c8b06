"""The float32 number nearest to a value, by a single ball: the short way of Ziv's loop.

One in some 2**15 results of the filter is left open, and the general loop, with fractions and any
format's thresholds, would then take most of the time. This does its first step for float32, nearest
even, with integers.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb, ctx

from verif.oracle.balls import dyadic_ends

PRECISION = 96
"""Bits of the ball: 2**-72 of all values are left open."""

INFINITE = 0x7F800000
SIGN = 0x80000000


def nearest_float32(ball: Callable[[Fraction], arb], x: Fraction) -> int | None:
    """The pattern that all of the ball at ``x`` rounds to; ``None`` where there are two, and where
    the ball is not finite or ends at 0."""
    with ctx.workprec(PRECISION):
        found = dyadic_ends(ball(x))
    if found is None:
        return None
    low, high = rounded(*found[0]), rounded(*found[1])
    return low if low == high else None


def rounded(integer: int, exponent: int) -> int | None:
    """The pattern of ``integer * 2**exponent``, nearest even; ``None`` for 0."""
    size = abs(integer)
    if not size:
        return None
    if size.bit_length() + exponent <= -150:  # below half of the smallest number
        return SIGN if integer < 0 else 0
    # The last place: 24 bits below the leading one, or that of the subnormals.
    place = max(size.bit_length() + exponent - 24, -149)
    cut = place - exponent
    if cut > 0:
        odd = size >> cut & 1
        significand = (size + (1 << (cut - 1)) - 1 + odd) >> cut
    elif place > 128:
        significand = 1 << 23  # beyond all finite numbers, whatever the bits
    else:
        significand = size << -cut
    # The hidden bit adds one to the exponent field, as does a carry out of the significand.
    pattern = min(((place + 149) << 23) + significand, INFINITE)
    return pattern | SIGN if integer < 0 else pattern
