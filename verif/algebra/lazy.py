"""Exact reals that are not written out: wide sums and square roots.

Rounding and comparison need only enough bits and whether the rest is zero (``odd``); the exact
form is made where something else asks for it.
"""

from __future__ import annotations

from verif.algebra.backend import Backend, Unsupported
from verif.algebra.integer import BoolRaw, Int, flag, select
from verif.algebra.real import Real, odd_sum, of_int, power_of_two, sum_room


class Sum:
    """``x + y`` of two dyadic numbers whose exponents lie far apart."""

    __slots__ = ("_exact", "x", "y")

    def __init__(self, x: Real, y: Real) -> None:
        self.x, self.y = x, y
        self._exact: Real | None = None

    def exact(self) -> Real:
        """The sum in fixed point, however wide."""
        if self._exact is None:
            self._exact = self.x.plus(self.y)
        return self._exact

    def odd(self, bits: int) -> Real:
        """The sum rounded to odd beyond ``bits`` significant bits."""
        found = odd_sum(self.x, self.y, bits)
        return self.exact().odd(bits) if found is None else found

    def __neg__(self) -> Sum:
        return Sum(-self.x, -self.y)

    def __abs__(self) -> Sum:
        negative = self.odd(1).is_negative()
        return Sum((-self.x).choose(negative, self.x), (-self.y).choose(negative, self.y))


def add(x: Real, y: Real) -> Real | Sum:
    """``x + y``; not written out where native integers cannot hold it but can round it."""
    a, b = x.common(y)
    if not a.native_with(b) and sum_room(a, b, 1) is not None:
        return Sum(a, b)
    return a.plus(b)


class Surd:
    """``a + b * sqrt(c)`` with ``c >= 0``."""

    __slots__ = ("a", "b", "c")

    def __init__(self, a: Real, b: Real, c: Real) -> None:
        self.a, self.b, self.c = a, b, c

    @property
    def pure(self) -> bool:
        """Whether ``a`` is 0."""
        return self.a.sig.low == self.a.sig.high == 0

    def __neg__(self) -> Surd:
        return Surd(-self.a, -self.b, self.c)

    def plus(self, other: Real | Surd) -> Surd:
        """The sum with a rational or with a surd of the same root."""
        if isinstance(other, Surd):
            self._same_root(other)
            return Surd(self.a.plus(other.a), self.b.plus(other.b), self.c)
        return Surd(self.a.plus(other), self.b, self.c)

    def times(self, other: Real | Surd) -> Surd:
        """The product with a rational or with a surd of the same root."""
        if isinstance(other, Surd):
            self._same_root(other)
            a = (self.a * other.a).plus(self.b * other.b * self.c)
            return Surd(a, (self.a * other.b).plus(self.b * other.a), self.c)
        return Surd(self.a * other, self.b * other, self.c)

    def _same_root(self, other: Surd) -> None:
        if self.c is not other.c:
            raise Unsupported("unlike square roots in one sum or product")

    def signed_square(self) -> Real:
        """``v * |v|`` for the root part ``v``: it orders root parts as they are."""
        return self.b * abs(self.b) * self.c

    def compare(self, op: str, other: Real | Surd) -> BoolRaw:
        """``lt``, ``le`` or ``eq``, by signed squares."""
        if isinstance(other, Surd):
            if self.pure and other.pure:
                return self.signed_square().compare(op, other.signed_square())
            self._same_root(other)
            return self.plus(-other).compare(op, Real(*_zero(self.a)))
        rest = other.plus(-self.a)
        return self.signed_square().compare(op, rest * abs(rest))

    def is_negative(self) -> BoolRaw:
        """Whether it is below 0."""
        return self.compare("lt", Real(*_zero(self.a)))

    def absolute(self) -> Surd:
        """``|x|``"""
        negative = self.is_negative()
        return Surd((-self.a).choose(negative, self.a), (-self.b).choose(negative, self.b), self.c)

    def choose(self, condition: BoolRaw, other: Real | Surd) -> Surd:
        """``self`` where the condition holds, else ``other``."""
        if isinstance(other, Surd):
            if self.c is not other.c and not (self.pure and other.pure):
                raise Unsupported("a choice between unlike square roots")
            c = self.c if self.c is other.c else self.c.choose(condition, other.c)
            a, b = other.a, other.b
        else:
            a, b, c = other, Real(*_zero(other)), self.c
        return Surd(self.a.choose(condition, a), self.b.choose(condition, b), c)

    def odd(self, bits: int) -> Real:
        """The root rounded to odd beyond ``bits`` significant bits."""
        if not self.pure:
            raise Unsupported("rounding the sum of a square root and a number")
        square = self.signed_square()
        # sqrt(s) < t iff s < t**2, and t**2 has at most 2 * bits significant bits.
        size = abs(square).odd(2 * bits + 2)
        root = _root(size, bits)
        negative = square.is_negative()
        return Real(select(root.backend, negative, -root.sig, root.sig), root.exp, root.den)

    def floor(self) -> Int:
        """The integer part of a root that is not negative."""
        if not self.pure or (self.b.sig.low < 0 and self.b.sig.tightened().low < 0):
            raise Unsupported("the integer part of such a square root")
        return self.signed_square().floor().isqrt()

    def exponent(self) -> Int:
        """``floor(log2 |x|)``, and 0 at 0."""
        if not self.pure:
            raise Unsupported("the exponent of the sum of a square root and a number")
        square = self.signed_square()
        return select(square.backend, square.is_zero(), square.exp.const(0), square.exponent() >> 1)

    def significand(self) -> Surd:
        """``|x| / 2**exponent(x)``"""
        return self.absolute().times(power_of_two(-self.exponent()))


def _root(size: Real, bits: int) -> Real:
    """The root of ``size >= 0``, dyadic, rounded to odd beyond ``bits`` significant bits."""
    need = 2 * bits + 6  # so that the integer root has over bits + 2 bits
    length = size.sig.bit_length()
    up = (length.const(need) - length).max(length.const(0))
    parity = ((size.exp - up) - ((size.exp - up) >> 1 << 1)).capped(0, 1)
    up = up + parity  # an even exponent halves
    whole = size.sig << up
    root = whole.isqrt()
    exact = flag(size.backend, (root * root).eq(whole))
    sig = (root << 1) + (exact.const(1) - exact)
    return Real(sig, ((size.exp - up) >> 1) - sig.const(1), sig.const(1))


def square_root(x: Real) -> Surd:
    """``sqrt(x)``, and 0 below 0."""
    zero = Real(*_zero(x))
    one = of_int(x.sig.const(1))
    if x.sig.low < 0:
        x = zero.choose(x.is_negative(), x)
        x = Real(x.sig.capped(low=0), x.exp, x.den)
    return Surd(zero, one, x)


def _zero(x: Real) -> tuple[Int, Int, Int]:
    return x.sig.const(0), x.sig.const(0), x.sig.const(1)


Number = Real | Sum | Surd


def exact(x: Number) -> Real:
    """A number written out; ``Unsupported`` for a square root."""
    if isinstance(x, Surd):
        raise Unsupported("arithmetic on a square root")
    return x.exact() if isinstance(x, Sum) else x


def backend_of(x: Number) -> Backend:
    """The backend of a number's parts."""
    if isinstance(x, Surd):
        return x.a.backend
    return x.x.backend if isinstance(x, Sum) else x.backend
