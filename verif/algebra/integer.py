"""Integers with proved bounds: ``low <= x <= high`` always holds, and constants fold."""

from __future__ import annotations

from math import isqrt

from verif.algebra.backend import Backend, Lookup, Raw, Unsupported

MAX_SHIFT = 1 << 19
"""The longest shift to the left that is ever carried out."""

BoolRaw = Raw
"""A truth value: a Python ``bool`` or the backend's own."""


class Int:
    """An integer with proved bounds; a constant has equal bounds and no backend value."""

    __slots__ = ("backend", "high", "low", "tight", "value")

    def __init__(self, backend: Backend, value: Raw, low: int, high: int) -> None:
        self.backend = backend
        self.low, self.high = low, high
        self.value: Raw = low if low == high else value
        self.tight = low == high

    # --- bounds -------------------------------------------------------------------------------

    @property
    def constant(self) -> bool:
        """Whether the bounds leave one value."""
        return self.low == self.high

    @property
    def magnitude(self) -> int:
        """The largest absolute value the bounds allow."""
        return max(-self.low, self.high)

    @property
    def width(self) -> int:
        """How many bits the largest absolute value has."""
        return self.magnitude.bit_length()

    def tightened(self) -> Int:
        """This integer with bounds as close as the backend's data show."""
        if self.tight:
            return self
        found = self.backend.tighten(self)
        if found is not None:
            # Threads may share this object: each bound is right at any moment, and the flag comes
            # last, so that who sees it sees the bounds. The value stays an array.
            self.low, self.high = found
        self.tight = True
        return self

    def _fits(self, low: int, high: int) -> bool:
        return -self.backend.native < low and high < self.backend.native

    def _make(self, value: Raw, low: int, high: int) -> Int:
        return Int(self.backend, value, low, high)

    def const(self, n: int) -> Int:
        """The constant ``n`` over the same backend."""
        return Int(self.backend, n, n, n)

    # --- arithmetic ---------------------------------------------------------------------------

    def __add__(self, other: Int) -> Int:
        low, high = self.low + other.low, self.high + other.high
        if not self._fits(low, high) and low != high:
            self.tightened(), other.tightened()
            low, high = self.low + other.low, self.high + other.high
        if low == high:
            return self.const(low)
        if other.low == other.high == 0:
            return self
        if self.low == self.high == 0:
            return other
        return self._make(self.backend.add(self, other, low, high), low, high)

    def __sub__(self, other: Int) -> Int:
        low, high = self.low - other.high, self.high - other.low
        if not self._fits(low, high) and low != high:
            self.tightened(), other.tightened()
            low, high = self.low - other.high, self.high - other.low
        if low == high:
            return self.const(low)
        if other.low == other.high == 0:
            return self
        return self._make(self.backend.sub(self, other, low, high), low, high)

    def __mul__(self, other: Int) -> Int:
        low, high = _product(self, other)
        if not self._fits(low, high) and low != high:
            self.tightened(), other.tightened()
            low, high = _product(self, other)
        if low == high:
            return self.const(low)
        if self.constant:
            self, other = other, self
        if other.low == other.high == 1:
            return self
        return self._make(self.backend.mul(self, other, low, high), low, high)

    def __neg__(self) -> Int:
        low, high = -self.high, -self.low
        if low == high:
            return self.const(low)
        return self._make(self.backend.neg(self, low, high), low, high)

    def __abs__(self) -> Int:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return self._make(self.backend.absolute(self, 0, self.magnitude), 0, self.magnitude)

    def __floordiv__(self, other: Int) -> Int:
        """Floor division by a positive integer."""
        if other.low < 1 and other.tightened().low < 1:
            raise Unsupported("a divisor that is not positive")
        ends = [a // b for a in (self.low, self.high) for b in (other.low, other.high)]
        low, high = min(ends), max(ends)
        if low == high:
            return self.const(low)
        if other.low == other.high == 1:
            return self
        return self._make(self.backend.floordiv(self, other, low, high), low, high)

    def divide(self, other: Int) -> tuple[Int, Int]:
        """Quotient, rounded down, and remainder of the division by a positive integer."""
        quotient = self // other
        low, high = 0, other.high - 1
        if self.low >= 0:
            high = min(high, self.high)
        if self.constant and other.constant:
            low = high = self.low - other.low * quotient.low
        if low == high:
            return quotient, self.const(low)
        rest = self.backend.remainder(self, other, quotient, low, high)
        return quotient, self._make(rest, low, high)

    def __lshift__(self, other: Int | int) -> Int:
        n = self.const(other) if isinstance(other, int) else other
        if n.low < 0 and n.tightened().low < 0:
            raise Unsupported("a negative shift")
        if n.high > MAX_SHIFT and n.tightened().high > MAX_SHIFT:
            raise Unsupported("a number too large to write out")
        low, high = _shifted(self, n)
        if not self._fits(low, high) and low != high:
            self.tightened(), n.tightened()
            low, high = _shifted(self, n)
            if not self._fits(low, high) and low != high:
                bits = self.backend.shifted_bits(self, n)
                if bits is not None:
                    top = (1 << bits) - 1
                    low, high = max(low, -top), min(high, top)
        if low == high:
            return self.const(low)
        if n.low == n.high == 0:
            return self
        return self._make(self.backend.shl(self, n, low, high), low, high)

    def __rshift__(self, other: Int | int) -> Int:
        n = self.const(other) if isinstance(other, int) else other
        if n.low < 0 and n.tightened().low < 0:
            raise Unsupported("a negative shift")
        low = self.low >> (n.low if self.low < 0 else n.high)
        high = self.high >> (n.high if self.high < 0 else n.low)
        if low == high:
            return self.const(low)
        if n.low == n.high == 0:
            return self
        return self._make(self.backend.shr(self, n, low, high), low, high)

    def cut(self, down: Int) -> tuple[Int, BoolRaw]:
        """``floor(self / 2**down)`` for ``down >= 0``, and whether that loses anything."""
        if down.low == down.high == 0:
            return self, False
        down = down.min(down.const(self.width + 1))  # already leaves only the sign
        kept = self >> down
        low = 0 if self.low >= 0 else self.low - (1 << down.high) + 1
        if low == self.high or down.constant or kept.constant:
            return kept, lnot(self.backend, (kept << down).eq(self))
        return kept, self.backend.loses(self, down, kept, low)

    def is_odd(self) -> BoolRaw:
        """Whether the last bit is set."""
        if self.low >= 0:
            return (self & self.const(1)).eq(self.const(1))
        return lnot(self.backend, (self - (self >> 1 << 1)).eq(self.const(0)))

    # --- bits ---------------------------------------------------------------------------------

    def _bits(self, op: str, other: Int) -> Int:
        for x in (self, other):
            if x.low < 0 and x.tightened().low < 0:
                raise Unsupported("bits of a negative number")
        if self.constant and other.constant:
            a, b = self.low, other.low
            return self.const({"and": a & b, "or": a | b, "xor": a ^ b}[op])
        top = (1 << max(self.high.bit_length(), other.high.bit_length())) - 1
        low, high = 0, top
        if op == "and":
            high = min(self.high, other.high)
        elif op == "or":
            low = max(self.low, other.low)
        if low == high:
            return self.const(low)
        return self._make(self.backend.bits(op, self, other, low, high), low, high)

    def __and__(self, other: Int) -> Int:
        return self._bits("and", other)

    def __or__(self, other: Int) -> Int:
        return self._bits("or", other)

    def __xor__(self, other: Int) -> Int:
        return self._bits("xor", other)

    def bit_length(self) -> Int:
        """The number of bits of a non-negative integer; 0 for 0."""
        if self.low < 0 and self.tightened().low < 0:
            raise Unsupported("the bits of a negative number")
        low, high = self.low.bit_length(), self.high.bit_length()
        if low == high:
            return self.const(low)
        return self._make(self.backend.bit_length(self, low, high), low, high)

    def isqrt(self) -> Int:
        """The integer part of the square root of a non-negative integer."""
        if self.low < 0 and self.tightened().low < 0:
            raise Unsupported("the root of a negative number")
        low, high = isqrt(self.low), isqrt(self.high)
        if low == high:
            return self.const(low)
        return self._make(self.backend.isqrt(self, low, high), low, high)

    # --- comparison and choice ----------------------------------------------------------------

    def lt(self, other: Int) -> BoolRaw:
        """``self < other``"""
        if self.high < other.low:
            return True
        if self.low >= other.high:
            return False
        return self.backend.compare("lt", self, other)

    def le(self, other: Int) -> BoolRaw:
        """``self <= other``"""
        if self.high <= other.low:
            return True
        if self.low > other.high:
            return False
        return self.backend.compare("le", self, other)

    def eq(self, other: Int) -> BoolRaw:
        """``self == other``"""
        if self.high < other.low or self.low > other.high:
            return False
        if self.constant and other.constant:
            return True
        return self.backend.compare("eq", self, other)

    def within(self, low: int, high: int) -> Int:
        """The same integer, shown to lie in a range; ``Unsupported`` where it does not."""
        if self.low < low or self.high > high:
            self.tightened()
        if self.low < low or self.high > high:
            raise Unsupported("a code outside its format")
        return self

    def take(self, table: Lookup) -> Int:
        """``table[self]``; ``Unsupported`` where an index lies outside."""
        self.within(0, len(table.values) - 1)
        if self.constant or table.low == table.high:
            return self.const(table.values[self.low])
        value = self.backend.take(table, self, table.low, table.high)
        return self._make(value, table.low, table.high)

    def min(self, other: Int) -> Int:
        """The smaller of two."""
        return select(self.backend, self.le(other), self, other).capped(high=other.high)

    def max(self, other: Int) -> Int:
        """The larger of two."""
        return select(self.backend, other.le(self), self, other).capped(low=other.low)

    def capped(self, low: int | None = None, high: int | None = None) -> Int:
        """The same integer under bounds that are known to hold as well."""
        lowest = self.low if low is None else max(low, self.low)
        highest = self.high if high is None else min(high, self.high)
        return self._make(self.value, lowest, highest)


def select(backend: Backend, condition: BoolRaw, x: Int, y: Int) -> Int:
    """``x`` where the condition holds, else ``y``."""
    if isinstance(condition, bool):
        return x if condition else y
    low, high = min(x.low, y.low), max(x.high, y.high)
    if low == high:
        return x
    return Int(backend, backend.select(condition, x, y, low, high), low, high)


def flag(backend: Backend, condition: BoolRaw) -> Int:
    """1 where the condition holds, else 0."""
    if isinstance(condition, bool):
        return Int(backend, int(condition), int(condition), int(condition))
    return Int(backend, backend.as_int(condition), 0, 1)


def _product(x: Int, y: Int) -> tuple[int, int]:
    ends = [a * b for a in (x.low, x.high) for b in (y.low, y.high)]
    return min(ends), max(ends)


def _shifted(x: Int, n: Int) -> tuple[int, int]:
    low = x.low << (n.high if x.low < 0 else n.low)
    high = x.high << (n.low if x.high < 0 else n.high)
    return low, high


def lnot(backend: Backend, x: BoolRaw) -> BoolRaw:
    """Negation."""
    return not x if isinstance(x, bool) else backend.lnot(x)


def land(backend: Backend, x: BoolRaw, y: BoolRaw) -> BoolRaw:
    """Conjunction."""
    if isinstance(x, bool):
        return y if x else False
    if isinstance(y, bool):
        return x if y else False
    return backend.land(x, y)


def lor(backend: Backend, x: BoolRaw, y: BoolRaw) -> BoolRaw:
    """Disjunction."""
    if isinstance(x, bool):
        return True if x else y
    if isinstance(y, bool):
        return True if y else x
    return backend.lor(x, y)
