"""Exact primitives as Z3 bit-vector terms, each wide enough for its proved bounds.

A term is as wide as the bounds of its integer ask for, in two's complement where they admit a
negative number, so nothing ever wraps: sums and products are computed modulo a power of two that
exceeds the range of the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import z3

from verif.algebra.backend import Lookup, Raw, Unsupported
from verif.algebra.integer import Int

MAX_WIDTH = 1 << 14
"""The widest term that is made; beyond it a solver would only run out of memory."""

MAX_TABLE = 1 << 12
"""The largest table that is written out as a tree of choices."""


@dataclass(frozen=True, slots=True)
class Bits:
    """A bit-vector term and whether its highest bit is a sign."""

    term: Any
    signed: bool


def width_of(low: int, high: int) -> int:
    """The bits that hold every integer between the bounds; one at least."""
    if low >= 0:
        return max(1, high.bit_length())
    return max(high.bit_length(), (-low - 1).bit_length()) + 1


class Z3Backend:
    """The primitives on bit-vector terms; truth values are Z3's own."""

    native = 1 << MAX_WIDTH
    word = 44
    floating = True

    def room(self, width: int, bits: int) -> int:
        return max(width + 2, bits + 4)

    # --- terms --------------------------------------------------------------------------------

    def variable(self, name: str, low: int, high: int) -> tuple[Int, Any]:
        """An integer variable, and the condition that it lies between its bounds."""
        width = width_of(low, high)
        if low == high:
            return Int(self, low, low, high), True
        term = z3.BitVec(name, width)
        x = Int(self, Bits(term, low < 0), low, high)
        if low >= 0:
            over = high + 1 == 1 << width or z3.ULE(term, high)
            under = low == 0 or z3.UGE(term, low)
        else:
            over = high + 1 == 1 << (width - 1) or term <= high
            under = low == -(1 << (width - 1)) or term >= low
        return x, self.land(under, over)

    def constant(self, x: Int, value: int) -> Any:
        """A value of the variable ``x``, as a term."""
        return z3.BitVecVal(value, x.value.term.size())

    def term(self, x: Int, width: int) -> Any:
        """``x`` modulo ``2**width``."""
        if isinstance(x.value, int):
            return z3.BitVecVal(x.value, width)
        return _resized(x.value, width)

    def _result(self, term: Any, low: int, high: int) -> Bits:
        return Bits(term, low < 0)

    def _width(self, low: int, high: int) -> int:
        width = width_of(low, high)
        if width > MAX_WIDTH:
            raise Unsupported(f"a number of {width} bits")
        return width

    def _own(self, x: Int) -> int:
        """The width of ``x`` as its bounds ask for it."""
        return width_of(x.low, x.high)

    def _common(self, x: Int, y: Int) -> tuple[int, bool]:
        """A width that holds both, and whether it is signed."""
        return width_of(min(x.low, y.low), max(x.high, y.high)), min(x.low, y.low) < 0

    # --- arithmetic ---------------------------------------------------------------------------

    def add(self, x: Int, y: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        return self._result(self.term(x, w) + self.term(y, w), low, high)

    def sub(self, x: Int, y: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        return self._result(self.term(x, w) - self.term(y, w), low, high)

    def mul(self, x: Int, y: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        return self._result(self.term(x, w) * self.term(y, w), low, high)

    def neg(self, x: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        return self._result(-self.term(x, w), low, high)

    def absolute(self, x: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        t = self.term(x, w)
        return self._result(z3.If(self.negative(x), -t, t), low, high)

    def negative(self, x: Int) -> Any:
        """Whether ``x`` is below 0, by its sign bit."""
        t = self.term(x, self._own(x))
        return z3.Extract(t.size() - 1, t.size() - 1, t) == z3.BitVecVal(1, 1)

    def floordiv(self, x: Int, y: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        size = max(x.width, y.width) + 2
        a, b = self.term(x, size), self.term(y, size)
        quotient = z3.UDiv(a, b)
        if x.low < 0:  # floor(-n / y) is -ceil(n / y)
            up = z3.UDiv(-a + b - 1, b)
            quotient = z3.If(self.negative(x), -up, quotient)
        return self._result(_resized(Bits(quotient, low < 0), w), low, high)

    def remainder(self, x: Int, y: Int, quotient: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        t = self.term(x, w) - self.term(y, w) * self.term(quotient, w)
        return self._result(t, low, high)

    def shl(self, x: Int, n: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        size = max(w, self._own(n))  # a shift by the width or more leaves 0, as it must
        t = self.term(x, size) << self.term(n, size)
        return self._result(_resized(Bits(t, False), w), low, high)

    def shr(self, x: Int, n: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        size = max(self._own(x), self._own(n))
        a, b = self.term(x, size), self.term(n, size)
        if x.low < 0:
            # The shift counts as unsigned, the shifted number as signed: a bit more keeps them so.
            size += 1
            a, b = self.term(x, size), self.term(n, size)
            t = a >> b
        else:
            t = z3.LShR(a, b)
        return self._result(_resized(Bits(t, x.low < 0), w), low, high)

    def loses(self, x: Int, n: Int, kept: Int, low: int) -> Raw:
        # The lowest n bits of x, all of them where n is the width or more.
        size = max(self._own(x), self._own(n))
        below = ~(z3.BitVecVal(-1, size) << self.term(n, size))
        return (self.term(x, size) & below) != 0

    def bits(self, op: str, x: Int, y: Int, low: int, high: int) -> Raw:
        w = width_of(0, max(x.high, y.high))
        a, b = self.term(x, w), self.term(y, w)
        t = {"and": a & b, "or": a | b, "xor": a ^ b}[op]
        return self._result(_resized(Bits(t, False), self._width(low, high)), low, high)

    def bit_length(self, x: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        size = self._own(x)
        rest = self.term(x, size)
        length = z3.BitVecVal(0, w)
        step = 1 << (size.bit_length() - 1)
        while step:
            if step < size:
                upper = z3.LShR(rest, step)
                some = upper != 0
                length = z3.If(some, length + step, length)
                rest = z3.If(some, upper, rest)
            step >>= 1
        length = length + z3.If(rest != 0, z3.BitVecVal(1, w), z3.BitVecVal(0, w))
        return self._result(length, low, high)

    def isqrt(self, x: Int, low: int, high: int) -> Raw:
        """Digit by digit: a bit of the root is set where its square does not exceed ``x``."""
        size = x.high.bit_length() + 2
        rest = self.term(x, size)
        root = z3.BitVecVal(0, size)
        for i in reversed(range((x.high.bit_length() + 1) // 2)):
            # (root + 2**i)**2 - root**2, where root is kept shifted up by i + 1.
            trial = root | z3.BitVecVal(1 << (2 * i), size)
            fits = z3.UGE(rest, trial)
            rest = z3.If(fits, rest - trial, rest)
            root = z3.LShR(root, 1)
            root = z3.If(fits, root | z3.BitVecVal(1 << (2 * i), size), root)
        return self._result(_resized(Bits(root, False), self._width(low, high)), low, high)

    # --- tables, choice, comparison -----------------------------------------------------------

    def take(self, table: Lookup, index: Int, low: int, high: int) -> Raw:
        if len(table.values) > MAX_TABLE:
            raise Unsupported(f"a table of {len(table.values)} entries")
        w = self._width(low, high)
        bits = self._own(index)
        position = self.term(index, bits)
        level = [table.values[min(i, len(table.values) - 1)] for i in range(1 << bits)]
        terms: list[Any] = [z3.BitVecVal(v, w) for v in level]
        for i in range(bits):
            bit = z3.Extract(i, i, position) == z3.BitVecVal(1, 1)
            terms = [
                a if a.eq(b) else z3.If(bit, b, a)
                for a, b in zip(terms[::2], terms[1::2], strict=True)
            ]
        return self._result(terms[0], low, high)

    def select(self, condition: Raw, x: Int, y: Int, low: int, high: int) -> Raw:
        w = self._width(low, high)
        return self._result(z3.If(condition, self.term(x, w), self.term(y, w)), low, high)

    def as_int(self, condition: Raw) -> Raw:
        return Bits(z3.If(condition, z3.BitVecVal(1, 1), z3.BitVecVal(0, 1)), False)

    def compare(self, op: str, x: Int, y: Int) -> Raw:
        w, signed = self._common(x, y)
        a, b = self.term(x, w), self.term(y, w)
        if op == "eq":
            return a == b
        if signed:
            return a < b if op == "lt" else a <= b
        return z3.ULT(a, b) if op == "lt" else z3.ULE(a, b)

    def lnot(self, x: Raw) -> Raw:
        return z3.Not(x)

    def land(self, x: Raw, y: Raw) -> Raw:
        if isinstance(x, bool) or isinstance(y, bool):
            first, second = (x, y) if isinstance(x, bool) else (y, x)
            return second if first else False
        return z3.And(*_ordered(x, y))

    def lor(self, x: Raw, y: Raw) -> Raw:
        return z3.Or(*_ordered(x, y))

    def always(self, condition: Raw) -> bool:
        return condition is True

    # --- data ---------------------------------------------------------------------------------

    def tighten(self, x: Int) -> tuple[int, int] | None:
        return None

    def shifted_bits(self, x: Int, n: Int) -> int | None:
        return None


def _ordered(x: Any, y: Any) -> tuple[Any, Any]:
    """Two terms by age, so that both orders make one term."""
    return (x, y) if x.get_id() <= y.get_id() else (y, x)


def _resized(bits: Bits, width: int) -> Any:
    """The same number modulo ``2**width``."""
    size = bits.term.size()
    if width < size:
        return z3.Extract(width - 1, 0, bits.term)
    if width == size:
        return bits.term
    extend = z3.SignExt if bits.signed else z3.ZeroExt
    return extend(width - size, bits.term)
