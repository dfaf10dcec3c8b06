"""Rounding of wide formats by shifts, one binade of the source at a time.

Inside a binade of the source the bits of the result are the bits of the input, cut: with ``f`` the
fraction field, ``base + ((add + f) >> shift)`` truncates the magnitude to an ordinal, and the bits
shifted out say which way to round. Each family gives ``add``, ``shift`` and ``base``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from verif.arrays.source import Array, Source
from verif.arrays.steps import Steps
from verif.formats.context import Context, Mode
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit


class Cut(NamedTuple):
    """How a binade is cut; a negative ``shift`` is a shift to the left."""

    add: int
    shift: int
    base: int


def cut(fmt: Format, exponent: int, fraction_bits: int) -> Cut:
    """The cut of the numbers ``2**exponent * (1 + f/2**fraction_bits)``."""
    hidden = 1 << fraction_bits
    match fmt:
        case Float():
            shift = fraction_bits - fmt.significand_bits
            lowest = 1 - fmt.bias if fmt.subnormals else -fmt.bias
            if exponent < lowest:  # subnormal: the spacing of the smallest normal
                return Cut(hidden, shift + lowest - exponent, 0)
            field = exponent + fmt.bias
            return Cut(0, shift, field << fmt.significand_bits)
        case Fixed():
            return Cut(hidden, fraction_bits - exponent - fmt.fraction_bits, 0)
        case Posit():
            regime, e = divmod(exponent, 1 << fmt.es)
            run, prefix = (regime + 2, (2 << (regime + 1)) - 2) if regime >= 0 else (1 - regime, 1)
            kept = fmt.bits - 1 - run  # exponent and fraction bits that the regime leaves
            return Cut(e << fraction_bits, fmt.es + fraction_bits - kept, prefix << kept)
    raise TypeError(f"{fmt.name}: no arithmetic for this family")


def has_cut(fmt: Format) -> bool:
    """Whether the format's family rounds by cuts."""
    return isinstance(fmt, Float | Fixed | Posit)


def edge_ordinals(fmt: Format, context: Context) -> set[int]:
    """Ordinals between whose thresholds the family's cuts hold: those near zero, where a format
    may lack a zero or have gaps, those about the smallest normal number in a context that
    flushes, and those at the ends are taken one by one."""
    low, high = fmt.kmin - 1, fmt.kmax
    near = {-3, -2, -1, 0, 1, 2}
    ends = {low + 1, low + 2, high - 2, high - 1}
    if context.flush and isinstance(fmt, Float):
        normal = 1 << fmt.significand_bits
        near = {normal - 1, normal, -normal, -normal - 1}
        ends = {k for k in ends if not -normal < k < normal - 1}  # all between becomes zero
    return {low, high} | {k for k in near | ends if low <= k <= high}


@dataclass(frozen=True)
class Binades:
    """The cuts of one format, context and source, as arrays indexed by binade.

    A binade's index is sign and exponent field; the numbers below ``hidden`` (source subnormals)
    have no hidden bit, and take, once normalised, indices from ``subnormal`` on. ``finest`` is the
    smallest shift of all; where it is negative, fractions are first shifted left by ``pre``.
    """

    source: Source
    dtype: np.dtype[np.unsignedinteger]
    finest: int
    pre: int
    add: Array
    shift: Array
    base: Array
    limit: Array
    flip: Array | None
    mode: Mode
    code_mask: int

    @property
    def subnormal(self) -> int:
        """The index of the smallest positive subnormal's binade."""
        return 1 << (self.source.bits - self.source.fraction_bits)

    def split(self, patterns: Array) -> tuple[Array, Array]:
        """The binade and the fraction field of finite patterns other than zero."""
        s = self.source
        index = (patterns >> s.fraction_bits).astype(np.intp)
        fraction = (patterns & (s.hidden - 1)).astype(self.dtype)
        size = patterns & (s.sign - 1)
        tiny = np.flatnonzero(size < s.hidden)
        if tiny.size:
            small = fraction[tiny]
            length = bit_length(small)
            sign = index[tiny] >> (s.bits - 1 - s.fraction_bits)
            index[tiny] = self.subnormal + sign * s.fraction_bits + length.astype(np.intp) - 1
            shift = s.fraction_bits + 1 - length
            fraction[tiny] = (small << shift) & (s.hidden - 1)
        return index, fraction << self.dtype.type(self.pre)

    def round(self, index: Array, fraction: Array, work: Work | None = None) -> Array:
        """Codes of the numbers in open segments, given split; others come out arbitrary.

        ``fraction`` and ``work`` are overwritten; the result is one of them.
        """
        w = work or Work(len(index), self.dtype)
        whole = np.add(fraction, _take(self.add, index, w.a), out=fraction)
        shift = _take(self.shift, index, w.a)
        code = np.right_shift(whole, shift, out=w.b)
        rest = np.left_shift(code, shift, out=w.a)
        rest = np.subtract(whole, rest, out=w.a)
        code += _take(self.base, index, w.c)
        one = self.dtype.type(1)
        if self.mode is Mode.RTO:  # an inexact result has its last bit set
            code |= np.minimum(rest, one, out=rest)
        else:
            if self.mode in (Mode.RNE, Mode.RN):
                rest += np.bitwise_and(code, one, out=w.c)
            code += np.greater(rest, _take(self.limit, index, w.c), out=w.up)
        if self.flip is not None:  # two's complement: -c is ~c + 1
            flip = _take(self.flip, index, w.a)
            code ^= flip
            code -= flip
            code &= self.dtype.type(self.code_mask)
        return code


class Work:
    """Buffers for rounding up to ``size`` numbers."""

    def __init__(self, size: int, dtype: np.dtype[np.unsignedinteger]) -> None:
        self.a, self.b, self.c = (np.empty(size, dtype) for _ in range(3))
        self.up = np.empty(size, bool)

    def first(self, size: int) -> Work:
        """The first ``size`` places of these buffers."""
        if size == len(self.up):
            return self
        part = Work(0, self.a.dtype)
        part.a, part.b, part.c = self.a[:size], self.b[:size], self.c[:size]
        part.up = self.up[:size]
        return part


def _take(table: Array, index: Array, out: Array) -> Array:
    return np.take(table, index, mode="clip", out=out)


def bit_length(x: Array) -> Array:
    """Bits from the highest one down."""
    x = x.copy()
    for by in (1, 2, 4, 8, 16, 32):
        if by < 8 * x.dtype.itemsize:
            x |= x >> x.dtype.type(by)
    return np.bitwise_count(x).astype(x.dtype)


def binades(fmt: Format, context: Context, source: Source, edges: Steps) -> Binades:
    """The cuts of every binade that meets an open segment of ``edges``."""
    cuts: dict[tuple[bool, int], Cut] = {}
    for negative, first, last in _open_ranges(source, edges):
        for exponent in range(_exponent(source, first), _exponent(source, last) + 1):
            cuts[negative, exponent] = cut(fmt, exponent, source.fraction_bits)
    finest = min((c.shift for c in cuts.values()), default=0)
    pre = max(0, -finest)
    wide = source.bits > 32 or fmt.bits > 32
    dtype: np.dtype[np.unsignedinteger] = np.dtype(np.uint64 if wide else np.uint32)
    size = (1 << (source.bits - source.fraction_bits)) + 2 * source.fraction_bits
    add, shift, base, limit, flip = (np.zeros(size, dtype) for _ in range(5))
    for (negative, exponent), c in cuts.items():
        i, down = _index(source, negative, exponent), c.shift + pre
        if down >= 8 * dtype.itemsize:
            raise ArithmeticError(f"{fmt.name}: a shift by {down} from {source.name}")
        add[i], shift[i], base[i] = c.add << pre, down, c.base
        if negative and isinstance(fmt, Float):
            base[i] = c.base | 1 << (fmt.bits - 1)
        limit[i] = _limit(context.mode, negative, down)
        flip[i] = np.iinfo(dtype).max if negative else 0
    complement = fmt.signed and not isinstance(fmt, Float)
    return Binades(
        source, dtype, finest, pre, add, shift, base, limit, flip if complement else None,
        context.mode, (1 << fmt.bits) - 1,
    )  # fmt: skip


def _index(source: Source, negative: bool, exponent: int) -> int:
    """The index of a binade: normal ones by pattern, then positive and negative subnormals."""
    fields = 1 << (source.bits - source.fraction_bits)
    if exponent >= source.min_exponent:
        return exponent - source.min_exponent + 1 + (fields // 2 if negative else 0)
    place = exponent - source.min_exponent + source.fraction_bits
    return fields + place + (source.fraction_bits if negative else 0)


def _open_ranges(source: Source, edges: Steps) -> list[tuple[bool, int, int]]:
    """Open segments as sign, first and last magnitude."""
    found = []
    for i in np.flatnonzero(edges.is_open):
        first, last = int(edges.starts[i]), int(edges.starts[i + 1]) - 1
        below = source.sign - 1
        found.append((bool(first & source.sign), first & below, last & below))
    return found


def _exponent(source: Source, magnitude: int) -> int:
    """The binary exponent of a finite magnitude other than zero."""
    field = magnitude >> source.fraction_bits
    if field:
        return field - 1 + source.min_exponent
    return magnitude.bit_length() - 1 + source.min_exponent - source.fraction_bits


def _limit(mode: Mode, negative: bool, shift: int) -> int:
    """The largest remainder, plus 1 for an odd result in ``RNE``, that is still cut off."""
    full = (1 << shift) - 1
    match mode:
        case Mode.RNE | Mode.RN:
            return 1 << (shift - 1) if shift else 1
        case Mode.RNA:
            return full >> 1
        case Mode.RTZ:
            return full
        case Mode.RTP:
            return full if negative else 0
        case Mode.RTN:
            return 0 if negative else full
        case Mode.RTO:
            return 0
