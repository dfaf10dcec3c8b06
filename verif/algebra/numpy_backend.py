"""Exact primitives on NumPy arrays: int64 where the bounds allow it, else Python integers.

The algebra proves bounds; wherever an operand or a result may reach ``NATIVE`` in magnitude the
operation runs on an array of Python integers (dtype ``object``), so nothing ever wraps around.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt
from typing import Any

import numpy as np

from verif.algebra.backend import Lookup, Raw
from verif.algebra.integer import Int

NATIVE = 1 << 62
Array = np.ndarray[Any, Any]

# The C library learns from the largest block it has freed which sizes to keep for reuse. Without
# this one (never touched, so free of charge) it would hand every array's pages back to the system
# and fault them in again for the next: 2-3 times the run time for arrays of half a megabyte.
_block = np.empty((1 << 25) - (1 << 16), dtype=np.uint8)
del _block

_bit_length = np.frompyfunc(int.bit_length, 1, 1)
_isqrt = np.frompyfunc(isqrt, 1, 1)
_plain = np.frompyfunc(int, 1, 1)


class NumpyBackend:
    """The primitives on arrays that broadcast against each other.

    ``object_ops`` counts the elements computed as Python integers.
    """

    native = NATIVE
    word = NATIVE.bit_length() - 1
    floating = False

    def __init__(self) -> None:
        self.object_ops = 0

    def room(self, width: int, bits: int) -> int:
        return self.word - 2 - width

    # --- native or wide -----------------------------------------------------------------------

    def _apply(self, function: Callable[..., Any], low: int, high: int, *operands: Int) -> Raw:
        """``function`` of the operands, on Python integers where any bound is too large."""
        values = [x.value for x in operands]
        wide = not fits(low, high)
        for value in values:
            if isinstance(value, np.ndarray):
                wide = wide or value.dtype == object
            else:
                wide = wide or not fits(value, value)
        if not wide:
            return function(*values)
        result = function(*(_wide(v) for v in values))
        self.object_ops += int(result.size)
        return result.astype(np.int64) if fits(low, high) else result

    # --- arithmetic ---------------------------------------------------------------------------

    def add(self, x: Int, y: Int, low: int, high: int) -> Raw:
        return self._apply(np.add, low, high, x, y)

    def sub(self, x: Int, y: Int, low: int, high: int) -> Raw:
        return self._apply(np.subtract, low, high, x, y)

    def mul(self, x: Int, y: Int, low: int, high: int) -> Raw:
        return self._apply(np.multiply, low, high, x, y)

    def neg(self, x: Int, low: int, high: int) -> Raw:
        return self._apply(np.negative, low, high, x)

    def absolute(self, x: Int, low: int, high: int) -> Raw:
        return self._apply(np.absolute, low, high, x)

    def floordiv(self, x: Int, y: Int, low: int, high: int) -> Raw:
        return self._apply(np.floor_divide, low, high, x, y)

    def remainder(self, x: Int, y: Int, quotient: Int, low: int, high: int) -> Raw:
        # y * quotient lies between x - y and x, so it is native where x and y are.
        wide = 0 if fits(x.low - y.high, x.high) else NATIVE
        product = self._apply(np.multiply, -wide, wide, quotient, y)
        inner = Int(self, product, x.low - y.high, x.high)
        return self._apply(np.subtract, low, high, x, inner)

    def shl(self, x: Int, n: Int, low: int, high: int) -> Raw:
        if n.high > 62 and fits(low, high):
            # Native results: where the shift is longer than a word, x is 0 and stays 0.
            n = Int(self, np.minimum(n.value, 62), min(n.low, 62), 62)
        return self._apply(np.left_shift, low, high, x, n)

    def shr(self, x: Int, n: Int, low: int, high: int) -> Raw:
        if n.high > 63 and fits(x.low, x.high):
            # What NumPy does for shifts by 64 and more is not documented; 63 leaves only the sign.
            n = Int(self, np.minimum(n.value, 63), min(n.low, 63), 63)
        return self._apply(np.right_shift, low, high, x, n)

    def loses(self, x: Int, n: Int, kept: Int, low: int) -> Raw:
        back = Int(self, self.shl(kept, n, low, x.high), low, x.high)
        return np.logical_not(self.compare("eq", back, x))

    def bits(self, op: str, x: Int, y: Int, low: int, high: int) -> Raw:
        function = {"and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor}[op]
        return self._apply(function, low, high, x, y)

    def bit_length(self, x: Int, low: int, high: int) -> Raw:
        value = x.value
        if value.dtype == object:
            self.object_ops += int(value.size)
            return np.asarray(_bit_length(value)).astype(np.int64)
        if x.high >= 1 << 53:
            # Clearing the bit below the leading one keeps the conversion from rounding up to the
            # next power of two, so the exponent of the float64 is that of the integer.
            value = value & ~(value >> 1)
        exponent = value.astype(np.float64).view(np.int64)
        exponent >>= 52
        exponent -= 1022  # the exponent field of 2**(n-1) is 1022 + n; that of 0 is 0
        return np.maximum(exponent, 0, out=exponent)

    def isqrt(self, x: Int, low: int, high: int) -> Raw:
        value = x.value
        if value.dtype == object:
            self.object_ops += int(value.size)
            root = np.asarray(_isqrt(value))
            return root.astype(np.int64) if fits(low, high) else root
        # The float64 root is a guess; the integers decide: root**2 <= x < (root + 1)**2.
        root = np.sqrt(value.astype(np.float64)).astype(np.int64)
        root = np.minimum(root, (1 << 31) - 1)  # keeps (root + 1)**2 within a word
        while (above := root * root > value).any():
            root -= above
        while (below := (root + 1) * (root + 1) <= value).any():
            root += below
        return root

    # --- tables, choice, comparison -----------------------------------------------------------

    def take(self, table: Lookup, index: Int, low: int, high: int) -> Raw:
        data = table.cache.get("numpy")
        if data is None:
            kind = np.int64 if fits(low, high) else object
            data = table.cache["numpy"] = np.array(table.values, dtype=kind)
        # Within the table an index is native, even where it was computed as a Python integer.
        return data.take(index.value.astype(np.int64, copy=False))

    def select(self, condition: Raw, x: Int, y: Int, low: int, high: int) -> Raw:
        def choose(a: Raw, b: Raw) -> Raw:
            return np.where(condition, a, b)

        return self._apply(choose, low, high, x, y)

    def as_int(self, condition: Raw) -> Raw:
        return condition.astype(np.int64)

    def compare(self, op: str, x: Int, y: Int) -> Raw:
        function = {"lt": np.less, "le": np.less_equal, "eq": np.equal}[op]
        return self._apply(function, 0, 1, x, y).astype(np.bool_, copy=False)

    def lnot(self, x: Raw) -> Raw:
        return np.logical_not(x)

    def land(self, x: Raw, y: Raw) -> Raw:
        return np.logical_and(x, y)

    def lor(self, x: Raw, y: Raw) -> Raw:
        return np.logical_or(x, y)

    def always(self, condition: Raw) -> bool:
        return bool(np.all(condition))

    # --- data ---------------------------------------------------------------------------------

    def tighten(self, x: Int) -> tuple[int, int] | None:
        if not isinstance(x.value, np.ndarray):
            return x.low, x.high
        low, high = int(x.value.min()), int(x.value.max())
        if x.value.dtype == object and fits(low, high):
            x.value = x.value.astype(np.int64)
        return low, high

    def shifted_bits(self, x: Int, n: Int) -> int | None:
        size = abs(x)
        length = size.bit_length()
        longest = length + n
        zero = length.value == 0
        total = np.where(zero, 0, longest.value)
        return int(total.max())


def array(backend: NumpyBackend, values: Array) -> Int:
    """Array data as an integer whose bounds are those of the data."""
    if values.dtype.kind not in "iubO":
        raise TypeError(f"an array of integers is needed, not of {values.dtype}")
    if values.dtype != object:
        if values.dtype.kind == "u" and values.dtype.itemsize == 8:
            values = values.astype(object)
        else:
            values = values.astype(np.int64, copy=False)
    low, high = int(values.min()), int(values.max())
    if values.dtype == object:
        values = values.astype(np.int64) if fits(low, high) else np.asarray(_plain(values))
    elif not fits(low, high):
        values = values.astype(object)
    return Int(backend, values, low, high)


def fits(low: int, high: int) -> bool:
    """Whether integers between these bounds are native."""
    return max(-low, high) < NATIVE


def _wide(value: Raw) -> Array:
    """A value as an array of Python integers."""
    if isinstance(value, np.ndarray):
        return value if value.dtype == object else value.astype(object)
    boxed: Array = np.empty(1, dtype=object)
    boxed[0] = value
    return boxed
