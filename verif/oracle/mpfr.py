"""A second opinion by MPFR (gmpy2): its own correct rounding, and directed bounds for the rest.

MPFR rounds its functions correctly in any precision and direction. Where a format is one of IEEE
754's kind and the function is in MPFR, its result is taken as it is (``direct``). For the functions
it lacks, and for other formats, the formula is evaluated once rounding all that makes it smaller
down and once the other way, with growing precision, until both bounds round alike (``rounded``).
The enclosures, exact cases and special values of the oracle are not used.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import gmpy2
import numpy as np
from numpy.typing import NDArray

from verif.base.exact import EXPONENT_LIMIT, pow2
from verif.formats.context import Context, Mode
from verif.formats.encode import encode
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.value import Input
from verif.oracle.balls import CUBIC
from verif.oracle.correct import one_result
from verif.oracle.enclose import Enclosure
from verif.oracle.errors import Undecided
from verif.oracle.special import NAN, rational

Real = Any  # gmpy2.mpfr
Operations = Any  # gmpy2.context

DIRECTIONS = {
    Mode.RNE: gmpy2.RoundToNearest,
    Mode.RN: gmpy2.RoundToNearest,
    Mode.RTZ: gmpy2.RoundToZero,
    Mode.RTP: gmpy2.RoundUp,
    Mode.RTN: gmpy2.RoundDown,
}

NATIVE: dict[str, Callable[..., Real]] = {
    "exp": lambda c, x: c.exp(x),
    "exp2": lambda c, x: c.exp2(x),
    "expm1": lambda c, x: c.expm1(x),
    "log": lambda c, x: c.log(x),
    "log2": lambda c, x: c.log2(x),
    "log1p": lambda c, x: c.log1p(x),
    "sin": lambda c, x: c.sin(x),
    "cos": lambda c, x: c.cos(x),
    "tanh": lambda c, x: c.tanh(x),
    "erf": lambda c, x: c.erf(x),
    "sqrt": lambda c, x: c.sqrt(x),
    "rsqrt": lambda c, x: c.rec_sqrt(x) if x else c.div(1, x),  # MPFR gives +inf at -0
    "reciprocal": lambda c, x: c.div(1, x),
    "pow": lambda c, x, y: c.pow(x, y),
}
"""The functions that MPFR rounds correctly itself."""

HALF = gmpy2.mpfr("0.5")

MAX_PRECISION = 1 << 16


class Bounds:
    """A pair of roundings, down and up; in the mirrored pair they have changed places.

    A formula evaluated with it gives a lower bound of its value, mirrored an upper one, if each
    operation is called on the side that its result pulls the value to.
    """

    def __init__(self, down: Operations, up: Operations) -> None:
        self.down = down
        self.up = up

    @staticmethod
    def of(precision: int) -> Bounds:
        """With ``precision`` bits and MPFR's widest exponent range."""
        low, high = gmpy2.get_emin_min(), gmpy2.get_emax_max()
        return Bounds(*(
            gmpy2.context(precision=precision, round=r, emin=low, emax=high)
            for r in (gmpy2.RoundDown, gmpy2.RoundUp)
        ))  # fmt: skip

    @property
    def mirrored(self) -> Bounds:
        """The pair for the other bound."""
        return Bounds(self.up, self.down)

    def clear(self) -> None:
        """Forgets whether anything was inexact."""
        self.down.clear_flags()
        self.up.clear_flags()

    @property
    def inexact(self) -> bool:
        """Whether some operation since was inexact: then the bound is not the value itself, as
        every operation here is strictly monotone, none being a product with 0."""
        return bool(self.down.inexact or self.up.inexact)


def _one_plus_exp_of_minus(b: Bounds, x: Real) -> Real:
    """1 + exp(-x), from above for a lower bound of its inverse."""
    return b.up.add(1, b.up.exp(b.up.minus(x)))


def _sigmoid(b: Bounds, x: Real) -> Real:
    return b.down.div(1, _one_plus_exp_of_minus(b, x))


def _silu(b: Bounds, x: Real) -> Real:
    # For negative x the quotient falls as the divisor falls.
    return b.down.div(x, _one_plus_exp_of_minus(b if x > 0 else b.mirrored, x))


def _gelu(b: Bounds, x: Real) -> Real:
    """x/2 * erfc(-x/sqrt 2); the second factor falls with its argument, and grows with x."""
    if not x:  # where the roundings of the second factor have no effect
        return x
    inner = b if x > 0 else b.mirrored  # a negative x turns the bounds of the factor round
    root = (inner.up if x < 0 else inner.down).sqrt(HALF)
    argument = inner.up.mul(inner.up.minus(x), root)
    return b.down.mul(b.down.mul(x, HALF), inner.down.erfc(argument))


def _gelu_tanh(b: Bounds, x: Real) -> Real:
    """x / (1 + exp(-2u)), 2u = sqrt(8/pi) * (x + 0.044715 x**3)."""
    if not x:
        return x
    inner = b if x > 0 else b.mirrored
    exact = Fraction(*map(int, x.as_integer_ratio()))
    cubic = exact + CUBIC * exact**3
    part = inner.down.div(gmpy2.mpz(cubic.numerator), gmpy2.mpz(cubic.denominator))
    scale = inner if x > 0 else inner.mirrored  # what makes the product smaller
    eight_over_pi = scale.down.div(8, scale.up.const_pi())
    twice_u = inner.down.mul(part, scale.down.sqrt(eight_over_pi))
    return b.down.div(x, _one_plus_exp_of_minus(inner, twice_u))


def _softplus(b: Bounds, x: Real) -> Real:
    if x <= 0:
        return b.down.log1p(b.down.exp(x))
    return b.down.add(x, b.down.log1p(b.down.exp(b.down.minus(x))))


COMPOSED: dict[str, Callable[[Bounds, Real], Real]] = {
    "sigmoid": _sigmoid,
    "silu": _silu,
    "gelu": _gelu,
    "gelu_tanh": _gelu_tanh,
    "softplus": _softplus,
}
"""The functions that MPFR lacks, each as a lower bound."""


def bound(name: str, b: Bounds, x: tuple[Real, ...]) -> tuple[Real, bool]:
    """A lower bound, with the mirrored pair an upper one, and whether the value is not it."""
    b.clear()
    found = NATIVE[name](b.down, *x) if name in NATIVE else COMPOSED[name](b, *x)
    return found, b.inexact


def direct(name: str, fmt: Float, x: tuple[Input, ...], context: Context) -> int:
    """The code that MPFR's own rounding gives; needs ``has_direct``."""
    found = NATIVE[name](_operations(fmt, context.mode), *map(number, x))
    return encode(fmt, _input(found), context)


def has_direct(name: str, fmt: Format, context: Context) -> bool:
    """Whether MPFR rounds ``name`` to the format by itself: all exponents but the last are numbers,
    and it has subnormals and infinities that overflow gives."""
    return (
        name in NATIVE and context.mode in DIRECTIONS and isinstance(fmt, Float)
        and fmt.signed and fmt.subnormals and not context.flush and context.overflow == "inf"
        and fmt.has_inf and fmt.kmax + 1 == ((1 << fmt.exponent_bits) - 1) << fmt.significand_bits
        and context.on_inf == "inf"
    )  # fmt: skip


def _operations(fmt: Float, mode: Mode) -> Operations:
    """MPFR with the precision and the exponents of the format, subnormals included."""
    last = (1 << fmt.exponent_bits) - 2 - fmt.bias
    return gmpy2.context(
        precision=fmt.precision, round=DIRECTIONS[mode], subnormalize=True,
        emin=2 - fmt.bias - fmt.significand_bits, emax=last + 1,
    )  # fmt: skip


def rounded(name: str, fmt: Format, x: tuple[Input, ...], context: Context) -> int:
    """The code of ``name``, by bounds of growing precision, with MPFR's own special values.

    A function that MPFR lacks is only asked for finite arguments. Raises ``Undecided`` where
    ``MAX_PRECISION`` bits do not suffice.
    """
    given = tuple(map(number, x))
    precision = 64
    while precision <= MAX_PRECISION:
        pair = Bounds.of(precision)
        low, strict_low = bound(name, pair, given)
        high, strict_high = bound(name, pair.mirrored, given)
        if gmpy2.is_nan(low) or (low == high and not strict_low):
            return encode(fmt, _input(low), context)
        found = Enclosure(fraction(low), fraction(high), strict_low, strict_high)
        result = one_result(fmt, found, context.mode)
        if result is not None:
            return encode(fmt, Input.of((found.low + found.high) / 2), context)
        precision *= 2
    raise Undecided(f"MPFR: {name} is not decided with {MAX_PRECISION} bits")


def float32_codes(name: str, x: NDArray[np.float32], mode: Mode = Mode.RNE) -> NDArray[np.uint32]:
    """The patterns of ``name`` at every number of a float32 array, NaN as 0x7FC00000."""
    from verif.oracle.filter import BINARY32

    values = map(gmpy2.mpfr, x.tolist())
    operations = _operations(BINARY32, mode)
    if name in NATIVE:
        found = [NATIVE[name](operations, v) for v in values]
    else:
        found = [_composed(name, v, operations) for v in values]
    codes = np.array([float(v) for v in found]).astype(np.float32).view(np.uint32)
    codes[[bool(gmpy2.is_nan(v)) for v in found]] = 0x7FC00000
    return codes


def _composed(name: str, x: Real, operations: Operations) -> Real:
    """Both bounds in growing precision until rounding by ``operations`` makes them one.

    At a special argument the formula gives what it gives; compare elsewhere.
    """
    precision = 64
    while precision <= MAX_PRECISION:
        pair = Bounds.of(precision)
        low, inexact_low = bound(name, pair, (x,))
        high, inexact_high = bound(name, pair.mirrored, (x,))
        # A bound that is not reached and lies on a boundary, as 1 may: what is beside it decides.
        if inexact_low and operations.plus(low) == low:
            low = gmpy2.next_above(low)
        if inexact_high and operations.plus(high) == high:
            high = gmpy2.next_below(high)
        first, last = operations.plus(low), operations.plus(high)
        if first == last:
            return first
        precision *= 2
    raise Undecided(f"MPFR: {name} at {x} is not decided with {MAX_PRECISION} bits")


def number(x: Input) -> Real:
    """The argument as an MPFR number, exactly; it must be dyadic."""
    if x.nan:
        return gmpy2.nan()
    if x.inf:
        return gmpy2.inf(-1 if x.negative else 1)
    real = rational(x)
    if not real:
        return gmpy2.zero(-1 if x.negative else 1)
    n, d = real.numerator, real.denominator
    if d & (d - 1):
        raise ValueError(f"{real} is not dyadic, and MPFR takes only such arguments")
    wide = gmpy2.context(precision=max(2, n.bit_length()))
    with wide:
        return gmpy2.mpfr(n) / d


def _input(x: Real) -> Input:
    if gmpy2.is_nan(x):
        return NAN
    negative = bool(gmpy2.is_signed(x))
    if gmpy2.is_infinite(x):
        return Input(negative=negative, inf=True)
    return Input(fraction(x), negative)


def fraction(x: Real) -> Fraction:
    """The exact value; magnitudes beyond ``EXPONENT_LIMIT`` are moved to it, as every format
    rounds them alike."""
    if gmpy2.is_infinite(x):
        return pow2(EXPONENT_LIMIT) if x > 0 else -pow2(EXPONENT_LIMIT)
    if not x:
        return Fraction(0)
    exponent = gmpy2.get_exp(x)
    if abs(exponent) > EXPONENT_LIMIT:
        size = pow2(EXPONENT_LIMIT if exponent > 0 else -EXPONENT_LIMIT)
        return size if x > 0 else -size
    n, d = x.as_integer_ratio()
    return Fraction(int(n), int(d))
