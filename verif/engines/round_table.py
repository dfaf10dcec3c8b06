"""Rounding arrays of exact reals to narrow formats through tables of leading bits.

A real becomes a float64 that orders as it does against every boundary of the format: exactly
where it has at most 53 significant bits, else rounded to odd. Its top bits, the last of them
standing for all below, then index a table of codes made from the format's ``threshold`` list.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from verif.algebra.backend import Unsupported
from verif.algebra.integer import Int
from verif.algebra.lazy import Number, Surd, exact
from verif.algebra.real import Real
from verif.base.exact import floor_log2
from verif.engines.arrays import fractions, to_array
from verif.formats.context import Context
from verif.formats.format import Format
from verif.formats.identity import by_identity
from verif.formats.policy_circuit import code_or_refuse, ordinal_code, outcomes

Array = np.ndarray[Any, Any]

FULL_BITS = 20
"""Keys of up to this many bits, sign and the whole exponent included, index a table directly."""

RANGE_SIZE = 1 << 21
"""So many keys of one sign, over the exponents that occur, index a table directly."""

SHORT = 17
"""Boundaries of up to so many significant bits are met exactly by keys."""

LONG = 40
"""Fraction bits of the keys of a format with longer boundaries, decimals for one."""

BLOCK = 1 << 14
"""Elements looked up at a time: their float64 and keys fit a core's own cache."""

EXPONENTS = (-900, 900)
"""Boundaries must lie within these powers of two, well inside float64."""


class RoundTable:
    """How finite non-zero reals round to ``fmt`` in one context."""

    def __init__(self, fmt: Format, context: Context) -> None:
        self.format, self.context = fmt, context
        self.out = outcomes(fmt, context)
        ends = range(fmt.kmin - 1, fmt.kmax + 1)
        found = [(k, fmt.threshold(k, context.mode)) for k in ends]
        self.bounds = [(t.at, t.up) for _, t in found if t is not None]
        if sorted(self.bounds, key=lambda b: (b[0], not b[1])) != self.bounds:
            raise Unsupported(f"the boundaries of {fmt.name} are not in order")
        self.crossed = int(found[0][1] is None)  # an end that is never crossed from above
        places = [_places(at) for at, _ in self.bounds]
        short = all(p is not None and p <= SHORT for p in places)
        self.fraction = max([1, *(p or 1 for p in places)]) if short else LONG
        self.shift = 51 - self.fraction  # keeps the fraction and one bit that stands for the rest
        sizes = [abs(at) for at, _ in self.bounds if at]
        self.low, self.high = (floor_log2(min(sizes)), floor_log2(max(sizes))) if sizes else (0, 0)
        if self.low < EXPONENTS[0] or self.high > EXPONENTS[1]:
            raise Unsupported(f"the exponents of {fmt.name} are beyond float64")
        self.kind: Any = np.uint8 if fmt.bits <= 8 else np.uint16 if fmt.bits <= 16 else np.int64
        self._build()

    # --- tables -------------------------------------------------------------------------------

    def _build(self) -> None:
        """Key positions where the region changes, for positive and negative numbers."""
        positive, negative, fuzzy = [], [], set()
        before = self.crossed + sum(1 for at, _ in self.bounds if at <= 0)
        for at, up in self.bounds:
            if at == 0:
                continue
            key, inexact = self._key(abs(at))
            if inexact:
                fuzzy.add(key)
            if at > 0:
                positive.append(key + (0 if up else 1))
            else:
                negative.append(key + (1 if up else 0))
        negative.reverse()
        self.fuzzy = np.array(sorted(fuzzy), dtype=np.int64)
        self.positions = (np.array(positive, dtype=np.int64), np.array(negative, dtype=np.int64))
        self.codes = (
            self._codes(range(before, before + len(positive) + 1), False),
            self._codes(range(self.crossed + len(negative), self.crossed - 1, -1), True),
        )
        width = 12 + self.fraction + 1
        self.full: Array | None = None
        self.ranged: tuple[Array, Array] | None = None
        edges = [*positive, *negative]
        self.base = min(edges, default=0) - 1
        self.span = max(edges, default=0) + 1 - self.base
        if width <= FULL_BITS:
            half = 1 << (width - 1)
            self.full = np.concatenate([self._spread(i, 0, half) for i in (0, 1)])
            self.full[[0, half]] = code_or_refuse(self.out.zero[0], "zero")
        elif self.span <= RANGE_SIZE:
            self.ranged = (
                self._spread(0, self.base, self.span),
                self._spread(1, self.base, self.span),
            )

    def _key(self, size: Fraction) -> tuple[int, bool]:
        """The key of a positive number, and whether its last bit stands for more than itself."""
        top, bottom = size.numerator, size.denominator
        e = top.bit_length() - bottom.bit_length()
        if top << max(-e, 0) < bottom << max(e, 0):
            e -= 1  # now 2**e <= size < 2**(e + 1)
        shift = self.fraction - e
        whole, rest = divmod(top << max(shift, 0), bottom << max(-shift, 0))
        inexact = rest != 0
        # `whole` has the leading bit, which adds one to the exponent's field.
        return ((e + 1022 << self.fraction) + whole) << 1 | inexact, inexact

    def _codes(self, regions: range, negative: bool) -> Array:
        """The code of each region, by how many boundaries lie below it."""
        first = self.format.kmin - 1
        found = [
            ordinal_code(self.format, self.context, self.out, first + r, negative) for r in regions
        ]
        # A region without a code is refused when the table is made: it is some policy's gap.
        return np.array([code_or_refuse(c, "a rounded number") for c in found], dtype=self.kind)

    def _spread(self, side: int, base: int, size: int) -> Array:
        """The code of every key from ``base`` on."""
        ends = np.clip(self.positions[side] - base, 0, size)
        counts = np.diff(np.concatenate([[0], ends, [size]]))
        return np.repeat(self.codes[side], counts)

    # --- look-up ------------------------------------------------------------------------------

    def look_up(self, values: Array) -> Array:
        """The codes of float64 values; those of zeros are arbitrary."""
        bits = values.view(np.int64)
        mask = (1 << self.shift) - 1
        # The bits cut off, plus the mask, carry into the last bit kept iff any of them is set.
        keys = bits & mask
        keys += mask
        keys |= bits
        if self.full is not None:
            unsigned = keys.view(np.uint64)
            unsigned >>= np.uint64(self.shift)
            return self.full.take(unsigned.view(np.int64), mode="clip")
        negative = bits < 0
        keys &= (1 << 63) - 1
        keys >>= self.shift
        if self.ranged is not None:
            keys -= self.base
            np.clip(keys, 0, self.span - 1, out=keys)
            return np.where(negative, self.ranged[1].take(keys), self.ranged[0].take(keys))
        found = [
            self.codes[i].take(np.searchsorted(self.positions[i], keys, side="right"))
            for i in (0, 1)
        ]
        return np.where(negative, found[1], found[0])

    def collisions(self, values: Array) -> Array | None:
        """Where a value has the key of a boundary that the key does not give exactly."""
        if not self.fuzzy.size:
            return None
        bits = values.view(np.int64) & ((1 << 63) - 1)
        mask = (1 << self.shift) - 1
        keys = (bits >> self.shift) | ((bits & mask) != 0)
        where = np.searchsorted(self.fuzzy, keys).clip(0, self.fuzzy.size - 1)
        hits: Array = self.fuzzy[where] == keys
        return hits if hits.any() else None

    def one(self, x: Fraction, root: bool = False) -> int:
        """The code of one exact non-zero real, by bisection; with ``root`` of the number whose
        square, under its sign, is ``x``."""
        low, high = 0, len(self.bounds)
        while low < high:
            middle = (low + high) // 2
            at, up = self.bounds[middle]
            at = at * abs(at) if root else at
            above = x > at or (x == at and up)
            low, high = (middle + 1, high) if above else (low, middle)
        k = self.format.kmin - 1 + self.crossed + low
        code = ordinal_code(self.format, self.context, self.out, k, x < 0)
        return code_or_refuse(code, "a rounded number")

    # --- from exact numbers -------------------------------------------------------------------

    def codes_of(self, number: Number) -> tuple[Array, Real]:
        """The codes of exact numbers, those of zeros arbitrary, and a real with the same zeros."""
        real = number.odd(self.fraction + 2)
        low, high = self.low - 80, self.high + 2
        if not self.fuzzy.size and np.size(real.sig.value) > BLOCK:
            return self._blocks(real, low, high), real
        values = as_floats(real, low, high)
        codes = self.look_up(values)
        hits = self.collisions(values)
        if hits is not None:
            root = isinstance(number, Surd)
            plain = number.signed_square() if isinstance(number, Surd) else exact(number)
            whole = np.broadcast_to(fractions(plain), codes.shape)
            for index in zip(*np.nonzero(hits), strict=True):
                if whole[index]:
                    codes[index] = self.one(whole[index], root)
        return codes, real

    def _blocks(self, real: Real, low: int, high: int) -> Array:
        """``look_up`` block by block, whose temporary arrays stay in cache."""
        sig, exp = np.broadcast_arrays(to_array(real.sig), to_array(real.exp))
        codes = np.empty(sig.shape, dtype=self.kind)
        rows = max(1, BLOCK * sig.shape[0] // sig.size)
        for start in range(0, sig.shape[0], rows):
            cut = slice(start, start + rows)
            part = Real(_part(real.sig, sig[cut]), _part(real.exp, exp[cut]), real.den)
            codes[cut] = self.look_up(as_floats(part, low, high))
        return codes


def _part(x: Int, values: Array) -> Int:
    """Part of the data of ``x``, under its bounds."""
    return Int(x.backend, values, x.low, x.high)


@by_identity
def round_table(fmt: Format, context: Context) -> RoundTable:
    """The table of a format and a context, made once."""
    return RoundTable(fmt, context)


def _places(x: Fraction) -> int | None:
    """Fraction bits after the leading bit of a dyadic number; ``None`` for others."""
    if x.denominator & (x.denominator - 1):
        return None
    n = abs(x.numerator)
    return (n // (n & -n)).bit_length() - 1 if n else 0


def as_floats(real: Real, low: int, high: int) -> Array:
    """Float64 values that order as the dyadic ``real`` does against numbers of at most 42
    significant bits and magnitude between ``2**(low + 80)`` and ``2**high``."""
    sig, exp = real.sig, real.exp
    if exp.low < low or exp.high > high:
        # Below 2**(low + 62) and from 2**high on all numbers round alike.
        exp = exp.max(exp.const(low)).min(exp.const(high))
    values = to_array(sig)
    if values.dtype == object:
        raise Unsupported("a significand that was not narrowed")
    if sig.magnitude >= 1 << 53:
        # Clear ten bits, setting the eleventh if any was set: at most 52 bits are left.
        lost = (values & 1023) != 0
        jammed = ((values >> 10) | lost) << 10
        values = np.where(np.abs(values) >= 1 << 53, jammed, values)
    # |values| has at most 53 significant bits and the scale is a power of two in range: exact.
    if exp.constant:
        return np.multiply(values, 2.0**exp.low)
    scale = ((to_array(exp) + 1023) << 52).view(np.float64)
    return np.multiply(values, scale)


def rounded(fmt: Format, context: Context, masks: Sequence[Array | bool], number: Number) -> Array:
    """The codes of values: ``masks`` are nan, inf and the sign, which may broadcast."""
    nan, inf, negative = masks
    table = round_table(fmt, context)
    codes, real = table.codes_of(number)
    shape = np.broadcast_shapes(codes.shape, *(np.shape(m) for m in masks))
    if codes.shape != shape:
        codes = np.broadcast_to(codes, shape).copy()
    out = table.out

    def put(where: Array | bool, code: int | None, what: str) -> None:
        if where is not False:
            np.copyto(codes, table.kind(code_or_refuse(code, what)), where=where)

    if table.full is None:
        put(real.is_zero(), out.zero[0], "zero")
    if out.zero[0] != out.zero[1] and negative is not False:
        zero = real.is_zero()
        if zero is not False:
            put(np.logical_and(zero, negative), out.zero[1], "a negative zero")
    if inf is not False:
        put(np.logical_and(inf, np.logical_not(negative)), out.infinity[0], "an infinity")
        put(np.logical_and(inf, negative), out.infinity[1], "a negative infinity")
    put(nan, out.nan, "NaN")
    return codes
