"""Results that no real function gives: at NaN, infinities, signed zeros, poles, off the domain.

From IEEE 754-2019, 9.2.1, and for ``1/x`` and square roots from clauses 5 and 6; functions that
the standard does not list have the limits of the real function, with the sign of a zero taken from
the side of the limit. An invalid operation gives NaN, a division by zero an infinity.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verif.formats.value import Input
from verif.oracle.function import Domain

ZERO = Input()
NEGATIVE_ZERO = Input(negative=True)
ONE = Input(Fraction(1))
HALF = Input(Fraction(1, 2))
MINUS_ONE = Input(Fraction(-1), True)
INFINITY = Input(inf=True)
NEGATIVE_INFINITY = Input(negative=True, inf=True)
NAN = Input(nan=True)

ZEROS = (ZERO, NEGATIVE_ZERO)
INFINITIES = (INFINITY, NEGATIVE_INFINITY)


@dataclass(frozen=True)
class Specials:
    """The table of a function of one argument; pairs are for the positive and negative argument.

    ``zero`` is ``None`` where the value at 0 is no rational. ``poles`` are results at the poles
    other than 0.
    """

    domain: Domain
    zero: tuple[Input, Input] | None
    inf: tuple[Input, Input]
    poles: tuple[Input, ...] = ()

    def __call__(self, inputs: tuple[Input, ...]) -> Input | None:
        (x,) = inputs
        if x.nan:
            return NAN
        if x.inf:
            return self.inf[x.negative]
        real = rational(x)
        if real == 0 and self.zero is not None:
            return self.zero[x.negative]
        if self.domain.low is not None and real < self.domain.low:
            return NAN
        if real in self.domain.poles:
            return self.poles[self.domain.poles.index(real)]
        return None


def rational(x: Input) -> Fraction:
    """The number of a finite input."""
    if not isinstance(x.real, Fraction):
        raise TypeError(f"{x.real} is no rational number; an oracle takes these only")
    return x.real


def power(inputs: tuple[Input, ...]) -> Input | None:
    """pow: IEEE 754-2019, 9.2.1. A zero exponent gives 1 even for NaN, and so does the base 1."""
    x, y = inputs
    if _is(y, 0) or _is(x, 1):
        return ONE
    if x.nan or y.nan:
        return NAN
    if y.inf:
        return _infinite_exponent(x, y.negative)
    exponent = rational(y)
    integer = exponent.denominator == 1
    negative = x.negative and integer and exponent.numerator % 2 == 1
    if x.inf:
        return (ZEROS if exponent < 0 else INFINITIES)[negative]
    base = rational(x)
    if base == 0:
        return (INFINITIES if exponent < 0 else ZEROS)[negative]
    return NAN if base < 0 and not integer else None


def _is(x: Input, value: int) -> bool:
    return not (x.nan or x.inf) and x.real == value


def _infinite_exponent(x: Input, negative: bool) -> Input:
    """By the magnitude of the base; 1 for a base of -1."""
    size = None if x.inf else abs(rational(x))
    if size == 1:
        return ONE
    grows = (size is None or size > 1) != negative
    return INFINITY if grows else ZERO
