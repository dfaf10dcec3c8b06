"""The primitives an array library or a solver provides for the algebra to work on it.

A backend's own values (arrays, solver terms) are opaque to the algebra, which hands it bounded
integers and the proved bounds of the result. Every primitive is exact; a backend that computes in
a fixed width must take a wider one where the bounds ask for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from verif.algebra.integer import Int

Raw = Any
"""A backend's own value, or a Python ``int`` (``bool``) for a constant."""


class Unsupported(Exception):
    """An operation that this way of computing cannot do; says nothing about the answer."""


class Lookup:
    """A table of integers, with a place for each backend to keep its own form of it."""

    __slots__ = ("cache", "high", "low", "values")

    def __init__(self, values: Sequence[int]) -> None:
        self.values = tuple(values)
        self.low, self.high = min(self.values), max(self.values)
        self.cache: dict[str, Any] = {}


class Backend(Protocol):
    """Exact primitives; ``low`` and ``high`` bound the result of each."""

    native: int
    """Integers up to this magnitude are cheap; beyond it the algebra first seeks tighter bounds."""

    word: int
    """Bits of a fixed-point number that is still cheap."""

    floating: bool
    """Whether a product keeps its exponent apart even where it would fit a word."""

    def room(self, width: int, bits: int) -> int:
        """How far a significand of ``width`` bits may be shifted up in a sum that is rounded to
        ``bits`` bits; less than ``max(width + 2, bits + 4)`` where there is no room for the sum."""

    def add(self, x: Int, y: Int, low: int, high: int) -> Raw: ...
    def sub(self, x: Int, y: Int, low: int, high: int) -> Raw: ...
    def mul(self, x: Int, y: Int, low: int, high: int) -> Raw: ...
    def neg(self, x: Int, low: int, high: int) -> Raw: ...
    def absolute(self, x: Int, low: int, high: int) -> Raw: ...
    def floordiv(self, x: Int, y: Int, low: int, high: int) -> Raw:
        """``floor(x / y)`` for ``y >= 1``."""

    def remainder(self, x: Int, y: Int, quotient: Int, low: int, high: int) -> Raw:
        """``x - y * quotient``, where ``quotient`` is ``floor(x / y)``."""

    def shl(self, x: Int, n: Int, low: int, high: int) -> Raw:
        """``x * 2**n`` for ``n >= 0``."""

    def shr(self, x: Int, n: Int, low: int, high: int) -> Raw:
        """``floor(x / 2**n)`` for ``n >= 0``."""

    def loses(self, x: Int, n: Int, kept: Int, low: int) -> Raw:
        """Whether ``kept``, which is ``floor(x / 2**n)``, times ``2**n`` is not ``x``; that product
        lies between ``low`` and ``x``."""

    def bits(self, op: str, x: Int, y: Int, low: int, high: int) -> Raw:
        """``and``, ``or`` or ``xor`` of non-negative integers."""

    def bit_length(self, x: Int, low: int, high: int) -> Raw:
        """The number of bits of ``x >= 0``; 0 for 0."""

    def isqrt(self, x: Int, low: int, high: int) -> Raw:
        """``floor(sqrt(x))`` for ``x >= 0``."""

    def take(self, table: Lookup, index: Int, low: int, high: int) -> Raw:
        """``table[index]``, where the bounds of ``index`` lie within the table."""

    def select(self, condition: Raw, x: Int, y: Int, low: int, high: int) -> Raw:
        """``x`` where the condition holds, else ``y``."""

    def as_int(self, condition: Raw) -> Raw:
        """1 where the condition holds, else 0."""

    def compare(self, op: str, x: Int, y: Int) -> Raw:
        """``lt``, ``le`` or ``eq``."""

    def lnot(self, x: Raw) -> Raw: ...
    def land(self, x: Raw, y: Raw) -> Raw: ...
    def lor(self, x: Raw, y: Raw) -> Raw: ...

    def always(self, condition: Raw) -> bool:
        """Whether a condition is shown to hold everywhere."""

    def tighten(self, x: Int) -> tuple[int, int] | None:
        """Closer bounds of ``x`` from its data, where there are data."""

    def shifted_bits(self, x: Int, n: Int) -> int | None:
        """The most bits that ``|x| * 2**n`` has anywhere, from data."""
