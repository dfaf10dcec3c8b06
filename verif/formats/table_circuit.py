"""Decoding through tables of all codes, for formats of any family."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm

from verif.algebra.backend import Lookup
from verif.algebra.integer import Int
from verif.algebra.real import Real
from verif.formats.format import Format
from verif.formats.identity import by_identity

FIXED_WIDTH = 24
"""Values that fit this many bits of one fixed point are kept in it: their products stay native."""

COMMON_WIDTH = 62
"""Denominators with a common multiple of at most this many bits are brought to it."""


class DecodeTable:
    """What every code of a format means, as tables of integers."""

    def __init__(self, fmt: Format) -> None:
        self.format = fmt
        values = [fmt.decode(code) for code in fmt.codes()]
        exact = [v.exact or Fraction(0) for v in values]
        sig, exp, den = _parts(exact)
        self.sig, self.exp, self.den = Lookup(sig), Lookup(exp), Lookup(den)
        self.ordinals = Lookup(
            [fmt.ordinal(code) if v.exact is not None else 0 for code, v in enumerate(values)]
        )
        self.tests = {
            "nan": Lookup([int(v.is_nan) for v in values]),
            "inf": Lookup([int(v.kind == "inf") for v in values]),
            "negative": Lookup([int(v.sign < 0) for v in values]),
        }

    @cached_property
    def codes(self) -> Lookup:
        """The code of each ordinal, from ``kmin`` on."""
        fmt = self.format
        return Lookup([fmt.code_of(k) for k in range(fmt.kmin, fmt.kmax + 1)])

    def value(self, code: Int) -> Real:
        """The value of a code, 0 where it is not finite."""
        return Real(code.take(self.sig), code.take(self.exp), code.take(self.den))


@by_identity
def decode_table(fmt: Format) -> DecodeTable:
    """The decoding table of a format, made once."""
    return DecodeTable(fmt)


def _parts(values: Sequence[Fraction]) -> tuple[list[int], list[int], list[int]]:
    """``sig * 2**exp / den`` for each value, in one fixed point where that is narrow."""
    dens = [v.denominator // (v.denominator & -v.denominator) for v in values]
    common = lcm(*set(dens)) if len(set(dens)) < 4096 else 0
    if common and common.bit_length() <= COMMON_WIDTH:
        dens = [common] * len(values)
    tops = [v * d for v, d in zip(values, dens, strict=True)]  # dyadic
    exps = [_exponent(t) for t in tops]
    sigs = [int(t / Fraction(2) ** e) for t, e in zip(tops, exps, strict=True)]
    used = [e for e, s in zip(exps, sigs, strict=True) if s]
    if not used:
        return [0] * len(values), [0] * len(values), [1] * len(values)
    low = min(used)
    width = max(s.bit_length() + e - low for e, s in zip(exps, sigs, strict=True) if s)
    if width <= FIXED_WIDTH:
        sigs = [s << (e - low) if s else 0 for e, s in zip(exps, sigs, strict=True)]
        return sigs, [low] * len(values), dens
    return sigs, [e if s else low for e, s in zip(exps, sigs, strict=True)], dens


def _exponent(x: Fraction) -> int:
    """The exponent of the last place of a dyadic number, 0 for 0."""
    if not x:
        return 0
    n = x.numerator
    return (n & -n).bit_length() - x.denominator.bit_length()
