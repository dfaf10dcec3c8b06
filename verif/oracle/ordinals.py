"""Ordinals of numbers in wide formats: a guess from the number's bits, held against thresholds.

The reference searches all ordinals; here a guess is taken only where the thresholds on both sides
of it confirm it, so a wrong guess costs time and nothing else.
"""

from __future__ import annotations

from fractions import Fraction

from verif.formats.context import Mode
from verif.formats.encode import rounded_ordinal
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format

STEPS = 4
"""How far from the guess is looked before the whole range is searched."""


def ordinal(fmt: Format, x: Fraction, mode: Mode, strict: bool = False) -> int:
    """The ordinal ``x`` rounds to, like ``rounded_ordinal``; of what lies just above ``x`` where
    ``strict``."""
    k = _guess(fmt, x)
    if k is not None:
        for _ in range(STEPS):
            if crosses(fmt, x, k, mode, strict):
                k += 1
            elif not crosses(fmt, x, k - 1, mode, strict):
                k -= 1
            else:
                return k
    k = rounded_ordinal(fmt, x, mode)
    while strict and k <= fmt.kmax and crosses(fmt, x, k, mode, strict):
        k += 1
    return k


def crosses(fmt: Format, x: Fraction, k: int, mode: Mode, strict: bool = False) -> bool:
    """Whether ``x``, or what lies just above it, rounds above ordinal ``k``; the ordinals beyond
    the ends are ``kmin - 1`` and ``kmax + 1``."""
    if not fmt.kmin - 1 <= k <= fmt.kmax:
        return k < fmt.kmin
    t = fmt.threshold(k, mode)
    if t is None:  # an end that the mode never crosses
        return k < fmt.kmin
    return x > t.at or (x == t.at and (t.up or strict))


def _guess(fmt: Format, x: Fraction) -> int | None:
    """The ordinal of a value at or near ``x``, cut off towards zero; ``None`` for no idea."""
    match fmt:
        case Float():
            size = _magnitude(fmt, abs(x.numerator), x.denominator)
            k = size if x >= 0 else -size if fmt.has_zero else -size - 1
        case Fixed():
            n, d, shift = x.numerator, x.denominator, fmt.fraction_bits
            k = (n << max(shift, 0)) // (d << max(-shift, 0))
        case _:
            return None
    return min(max(k, fmt.kmin - 1), fmt.kmax + 1)


def _magnitude(fmt: Float, n: int, d: int) -> int:
    """``n/d`` as exponent field and significand field, the latter cut off."""
    lowest = 1 - fmt.bias if fmt.subnormals else -fmt.bias
    m = fmt.significand_bits
    exponent = max(n.bit_length() - d.bit_length(), lowest)
    shift = m - exponent
    significand = (n << max(shift, 0)) // (d << max(-shift, 0))
    if significand >> m == 0 and exponent > lowest:  # the exponent was one too high
        exponent -= 1
        significand = (n << max(shift + 1, 0)) // (d << max(-shift - 1, 0))
    if not significand >> m:  # subnormal, or below all values
        return significand if fmt.subnormals else 0
    return ((exponent + fmt.bias) << m) + significand - (1 << m)
