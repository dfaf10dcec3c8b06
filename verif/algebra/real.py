"""Exact real numbers ``sig * 2**exp / den`` over bounded integers.

A constant exponent makes a fixed-point number, an integer exponent a floating one; ``den`` is 1
unless a quotient or a decimal is about. Nothing here rounds, but ``odd``, which says so.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from verif.algebra.backend import Backend, Unsupported
from verif.algebra.integer import BoolRaw, Int, flag, land, lnot, select


class Real:
    """``sig * 2**exp / den`` with ``den >= 1``."""

    __slots__ = ("_fixed", "_stripped", "den", "exp", "sig", "small")

    def __init__(self, sig: Int, exp: Int, den: Int, small: int | None = None) -> None:
        """``small``: where the significand has not its full width, the number is below
        ``2**small`` and the exponent such that the top bit would stand for ``2**small``."""
        self.sig, self.exp, self.den, self.small = sig, exp, den, small
        self._fixed: Real | None = None
        self._stripped: Real | None = None

    @property
    def backend(self) -> Backend:
        """The backend of its parts."""
        return self.sig.backend

    @property
    def dyadic(self) -> bool:
        """Whether the denominator is 1."""
        return self.den.low == self.den.high == 1

    @property
    def integral(self) -> bool:
        """Whether the parts show that every value is an integer."""
        return self.dyadic and self.exp.low >= 0

    @property
    def fixed_width(self) -> int:
        """Bits of the significand once the exponent is made constant."""
        return self.sig.width + self.exp.high - self.exp.low

    def fixed(self) -> Real:
        """The same number with a constant exponent."""
        if self.exp.constant:
            return self
        if self._fixed is None:
            base = self.exp.low
            sig = self.sig << (self.exp - self.exp.const(base))
            self._fixed = Real(sig, self.exp.const(base), self.den)
        return self._fixed

    def stripped(self) -> Real:
        """The same number without trailing zeros in the significand: its narrowest form."""
        if self._stripped is None:
            sig = self.sig
            size = abs(sig).max(sig.const(1))
            zeros = (size ^ (size - size.const(1))).bit_length() - sig.const(1)
            zeros = zeros.tightened()
            self._stripped = Real((sig >> zeros).tightened(), self.exp + zeros, self.den)
        return self._stripped

    def __neg__(self) -> Real:
        return Real(-self.sig, self.exp, self.den, self.small)

    def __abs__(self) -> Real:
        return Real(abs(self.sig), self.exp, self.den, self.small)

    def __mul__(self, other: Real) -> Real:
        limit = self.backend.word
        x, y = self, other
        if self.backend.floating:
            pass
        elif x.fixed_width + y.fixed_width < limit:
            x, y = x.fixed(), y.fixed()
        elif x.sig.width + y.sig.width >= limit:
            x, y = x.stripped(), y.stripped()
        return Real(x.sig * y.sig, x.exp + y.exp, x.den * y.den)

    def inverse(self) -> Real:
        """``1 / self``, and 0 where it is 0."""
        x = self if self.backend.floating else self.stripped()
        backend, sig = x.backend, x.sig
        one, zero = sig.const(1), sig.eq(sig.const(0))
        size = select(backend, zero, one, abs(sig)).capped(low=1)
        top = select(backend, sig.lt(sig.const(0)), -x.den, x.den)
        top = select(backend, zero, sig.const(0), top)
        return Real(top, -x.exp, size)

    def common(self, other: Real) -> tuple[Real, Real]:
        """Both numbers over one denominator."""
        x, y = self, other
        if x.den is y.den or (x.den.constant and y.den.constant and x.den.low == y.den.low):
            return x, y
        if x.den.constant and y.den.constant:
            whole = lcm(x.den.low, y.den.low)
            den = x.den.const(whole)
            return (
                Real(x.sig * x.sig.const(whole // x.den.low), x.exp, den),
                Real(y.sig * y.sig.const(whole // y.den.low), y.exp, den),
            )
        den = x.den * y.den
        return Real(x.sig * y.den, x.exp, den), Real(y.sig * x.den, y.exp, den)

    def aligned(self, other: Real) -> tuple[Real, Real]:
        """Both numbers over one denominator and one constant exponent."""
        x, y = self.common(other)
        x, y = x.fixed(), y.fixed()
        low = min(x.exp.low, y.exp.low)
        return x.at(low), y.at(low)

    def native_with(self, other: Real) -> bool:
        """Whether both numbers and their sum are native in one fixed point (one denominator)."""
        limit = self.backend.word - 1
        if self._span(other) <= limit:
            return True
        for part in (self.sig, other.sig, self.exp, other.exp):
            part.tightened()
        return self._span(other) <= limit

    def _span(self, other: Real) -> int:
        low = min(self.exp.low, other.exp.low)
        return max(x.sig.width + x.exp.high - low for x in (self, other))

    def at(self, exponent: int) -> Real:
        """A fixed-point number rewritten to a lower exponent."""
        if self.exp.low == exponent:
            return self
        return Real(self.sig << (self.exp.low - exponent), self.exp.const(exponent), self.den)

    def plus(self, other: Real) -> Real:
        """The sum, in fixed point."""
        x, y = self.aligned(other)
        return Real(x.sig + y.sig, x.exp, x.den)

    def choose(self, condition: BoolRaw, other: Real) -> Real:
        """``self`` where the condition holds, else ``other``."""
        if isinstance(condition, bool):
            return self if condition else other
        backend, x, y = self.backend, self, other
        limit = backend.word
        low = min(x.exp.low, y.exp.low)
        unlike = low != max(x.exp.high, y.exp.high)
        # Integers stay integers: their bounds would not survive a choice of exponents.
        if backend.floating and low >= 0 and x.exp.constant and y.exp.constant:
            limit = max(limit, 256)
        if unlike and x._span(y) < limit:
            x, y = x.fixed().at(low), y.fixed().at(low)
        return Real(
            select(backend, condition, x.sig, y.sig),
            select(backend, condition, x.exp, y.exp),
            x.den if x.den is y.den else select(backend, condition, x.den, y.den),
        )

    # --- order --------------------------------------------------------------------------------

    def sign_parts(self, other: Real) -> tuple[Int, Int]:
        """Two integers that compare as the two numbers do."""
        x, y = self, other
        if x.sig.low == x.sig.high == 0:
            return x.sig, y.sig
        if y.sig.low == y.sig.high == 0:
            return x.sig, y.sig
        x, y = x.common(y)
        if x.native_with(y):
            x, y = x.aligned(y)
            return x.sig, y.sig
        if self.backend.floating and None not in (x.small, y.small):
            return ordering_keys(x, y)
        difference = odd_sum(x, -y, 1)
        if difference is None:
            x, y = x.aligned(y)
            return x.sig, y.sig
        return difference.sig, difference.sig.const(0)

    def compare(self, op: str, other: Real) -> BoolRaw:
        """``lt``, ``le`` or ``eq``."""
        x, y = self.sign_parts(other)
        if op == "lt":
            return x.lt(y)
        return x.le(y) if op == "le" else x.eq(y)

    def is_zero(self) -> BoolRaw:
        """Whether it is 0."""
        return self.sig.eq(self.sig.const(0))

    def is_negative(self) -> BoolRaw:
        """Whether it is below 0."""
        return self.sig.lt(self.sig.const(0))

    # --- whole numbers, exponents -------------------------------------------------------------

    def floor(self) -> Int:
        """The largest integer not above it."""
        zero = self.exp.const(0)
        if self.exp.low >= 0:
            top = self.sig << self.exp
            return top if self.dyadic else top // self.den
        up, down = self.exp.max(zero), (-self.exp).max(zero)
        if self.dyadic:
            if self.exp.high <= 0:
                return self.sig >> down
            return (self.sig << up) >> down
        return ((self.sig << up) // self.den) >> down

    def integer(self) -> Int:
        """Its value as an integer; ``Unsupported`` where the data are not whole."""
        if self.integral:
            return self.sig << self.exp
        whole = self.floor()
        same = self.compare("eq", of_int(whole))
        if not self.backend.always(same):
            raise Unsupported("a number that is not an integer where one is needed")
        return whole

    def exponent(self) -> Int:
        """``floor(log2 |x|)``, and 0 at 0."""
        backend, size = self.backend, abs(self.sig)
        one = size.const(1)
        rough = size.bit_length() - self.den.bit_length()
        if self.dyadic:
            exact = size.bit_length() - one
        else:  # |sig| / den is in [2**(rough - 1), 2**(rough + 1))
            up, down = (-rough).max(size.const(0)), rough.max(size.const(0))
            below = (size << up).lt(self.den << down)
            exact = rough - flag(backend, below)
        return select(backend, self.is_zero(), size.const(0), exact + self.exp)

    def significand(self) -> Real:
        """``|x| / 2**exponent(x)``, and 0 at 0."""
        return Real(abs(self.sig), self.exp - self.exponent(), self.den)

    # --- rounding to odd ----------------------------------------------------------------------

    def odd(self, bits: int) -> Real:
        """A dyadic number of native size that compares as this one does with every number of at
        most ``bits`` significant bits: the value rounded to odd beyond them."""
        limit = self.backend.word - 1
        if self.dyadic and (self.backend.floating or self.sig.width <= limit):
            return self
        keep = bits + 2
        if self.dyadic:
            return _jam(self.sig, self.exp, max(keep, limit - 2))
        # |sig| << k is at least 2**keep * den, so that the quotient has over `keep` bits.
        k = self.den.width + keep
        top = abs(self.sig) << k
        quotient, rest = top.divide(self.den)
        exact = flag(self.backend, rest.eq(rest.const(0)))
        sig = (quotient << 1) + (exact.const(1) - exact)
        sig = select(self.backend, self.is_negative(), -sig, sig)
        return Real(sig, self.exp - sig.const(k + 1), sig.const(1)).odd(bits)


def _jam(sig: Int, exp: Int, keep: int) -> Real:
    """``sig * 2**exp`` cut to at most ``keep`` bits, the last of them set where bits are lost."""
    backend, size = sig.backend, abs(sig)
    length = size.bit_length()
    down = (length - length.const(keep)).max(length.const(0))
    kept, inexact = size.cut(down)
    kept = kept.capped(high=(1 << keep) - 1) | flag(backend, inexact)
    kept = select(backend, sig.lt(sig.const(0)), -kept, kept)
    return Real(kept, exp + down, kept.const(1))


def odd_sum(x: Real, y: Real, bits: int) -> Real | None:
    """``x + y`` rounded to odd beyond ``bits`` significant bits, without leaving native integers.

    The operand whose last place is higher is shifted up by at most ``room``; where the other lies
    further below, it is cut off at the same place with its last bit set (rounded to odd). The sum
    then differs from the true one by less than that place and is odd, so no number with a coarser
    last place separates them. ``None`` where native integers have no room for it.
    """
    backend = x.backend
    room = sum_room(x, y, bits)
    if room is None:
        return None
    zero = x.exp.const(0)
    # A zero has no last place: it takes that of the other operand.
    ex = select(backend, x.is_zero(), y.exp, x.exp)
    ey = select(backend, y.is_zero(), x.exp, y.exp)
    gap = ex - ey
    x_up = gap.max(zero).min(gap.const(room))
    y_up = (-gap).max(zero).min(gap.const(room))
    x_down = (-gap - gap.const(room)).max(zero)
    y_down = (gap - gap.const(room)).max(zero)
    base = ex.min(ey) + x_down + y_down
    total = (_cut(x.sig, x_down) << x_up) + (_cut(y.sig, y_down) << y_up)
    return Real(total, base, total.const(1))


def sum_room(x: Real, y: Real, bits: int) -> int | None:
    """How far ``odd_sum`` may shift up; ``None`` where that is not enough."""
    if not (x.dyadic and y.dyadic):
        return None
    width = max(x.sig.tightened().width, y.sig.tightened().width)
    room = x.backend.room(width, bits)
    # A cut-off operand is below 2**width places, the other at least 2**room of them, so the sum
    # has over room - 1 bits: more than a coarser grid of `bits` bits needs.
    return room if room >= max(width + 2, bits + 4) else None


def _cut(sig: Int, down: Int) -> Int:
    """``sig / 2**down`` rounded to odd."""
    # Where a bit is lost, the floor is the even or the odd neighbour below.
    kept, lost = sig.cut(down)
    even = lnot(sig.backend, kept.is_odd())
    return kept + flag(sig.backend, land(sig.backend, lost, even))


def ordering_keys(x: Real, y: Real) -> tuple[Int, Int]:
    """Integers that compare as two dyadic numbers do, about as wide as the wider significand.

    A key is what the ordinal of a number would be in a float format that holds both: the exponent
    above, the significand with its leading bit at a fixed place below.
    """
    precision = max(x.sig.width, y.sig.width, 1)
    # Below 2**floor numbers keep one exponent: every place of them must lie within the precision.
    floor = min(z.exp.low for z in (x, y)) + precision - 1
    hints = [z.small for z in (x, y) if z.small is not None and z.small <= floor]
    floor = max(hints, default=floor)
    return _key(x, precision, floor), _key(y, precision, floor)


def _key(x: Real, precision: int, floor: int) -> Int:
    size = abs(x.sig)
    # Where a number below 2**small is the only one that may lack its leading bit, and below
    # 2**floor that does not matter, no bit has to be looked for.
    full = x.small is not None and x.small <= floor
    length = size.const(size.width) if full else size.bit_length()
    lead = (length - length.const(1) + x.exp).max(length.const(floor))
    up = x.exp - lead + lead.const(precision - 1)
    # Only a zero has a leading place so far above its own that `up` would be negative.
    whole = size << up.max(up.const(0))
    key = ((lead - lead.const(floor)) << (precision - 1)) + whole
    key = select(x.backend, x.is_zero(), key.const(0), key)
    return select(x.backend, x.is_negative(), -key, key)


# --- making reals -----------------------------------------------------------------------------


def of_int(x: Int) -> Real:
    """An integer as a real."""
    return Real(x, x.const(0), x.const(1))


def of_fraction(backend: Backend, value: Fraction) -> Real:
    """A constant."""
    n, d = value.numerator, value.denominator
    down = (d & -d).bit_length() - 1
    up = (n & -n).bit_length() - 1 if n else 0
    parts = (n >> up, up - down, d >> down)
    sig, exp, den = (Int(backend, v, v, v) for v in parts)
    return Real(sig, exp, den)


def power_of_two(exponent: Int) -> Real:
    """``2**exponent``"""
    return Real(exponent.const(1), exponent, exponent.const(1))
