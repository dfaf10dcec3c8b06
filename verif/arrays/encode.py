"""Encoding of arrays: the code of every number, equal to the reference ``encode`` bit for bit."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from verif.arrays.binades import Work
from verif.arrays.index import Index, exact_shift, index
from verif.arrays.rule import Rule, exact_rule
from verif.arrays.source import FLOAT32, FLOAT64, Array, Source, as_floats
from verif.formats.context import Context, PolicyError
from verif.formats.format import Format

MAX_BITS = 64
"""The widest codes that an array holds."""

BLOCK = 1 << 15
"""Numbers done at a time, so that what is in between stays in the cache."""

INDEX_BITS = 22
"""The widest exact index: 8 MB, for 16-bit posits."""

DOUBT_BITS = 18
"""The width of an index that leaves some numbers to the exact rule."""


def encode_array(fmt: Format, x: Array, context: Context) -> Array:
    """The codes of ``x`` in the smallest unsigned type that holds them, in the shape of ``x``.

    ``x`` is an array of float16, float32, float64, or of integers that float64 holds exactly;
    anything else is a ``TypeError``. Raises ``PolicyError``, naming the first element (counted in
    C order) and its value, where ``context`` says ``error``.
    """
    if fmt.bits > MAX_BITS:
        raise ValueError(f"{fmt.name} has {fmt.bits} bits; arrays hold codes of up to {MAX_BITS}")
    x = np.asarray(x)
    source, values = as_floats(x)
    out = np.empty(values.size, code_dtype(fmt.bits))
    _plan(Same(fmt), context, source).encode(values, out)
    return out.reshape(x.shape)


def code_dtype(bits: int) -> np.dtype[Any]:
    """The smallest unsigned type with ``bits`` bits."""
    return np.dtype(f"uint{max(8, 1 << (bits - 1).bit_length())}")


class Same:
    """A format compared by identity, as hashing a large table takes long."""

    def __init__(self, fmt: Format) -> None:
        self.fmt = fmt

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.fmt is other.fmt

    def __hash__(self) -> int:
        return id(self.fmt)


@lru_cache(maxsize=32)
def _plan(same: Same, context: Context, source: Source) -> Plan:
    return Plan(exact_rule(same.fmt, context, source), same.fmt.bits, source)


class Plan:
    """How one format, context and source type is encoded."""

    def __init__(self, rule: Rule, code_bits: int, source: Source) -> None:
        self.rule = rule
        self.code_bits = code_bits
        self.source = source
        self.shift = self._index_shift()
        self.seen = 0

    def _index_shift(self) -> int | None:
        """How far the index shifts; ``None`` without one."""
        if self.code_bits > 16:
            return None
        shift = exact_shift(self.rule)
        if self.source.bits - shift <= INDEX_BITS:
            return shift
        return None if self.rule.binades else self.source.bits - DOUBT_BITS

    @cached_property
    def index(self) -> Index:
        """The index; only where ``shift`` is not ``None``."""
        assert self.shift is not None
        return index(self.rule, self.code_bits, self.source, self.shift)

    def encode(self, values: Array, out: Array) -> None:
        """Writes the codes of flat ``values`` to ``out``."""
        patterns = values.view(self.source.pattern_dtype)
        if self.shift is not None and self._index_pays(values.size):
            self._by_index(values, patterns, out)
        elif self.rule.binades is not None:
            self._by_arithmetic(values, patterns, out)
        else:
            for start in range(0, values.size, BLOCK):
                block = patterns[start : start + BLOCK]
                out[start : start + BLOCK] = self._exact(values, block, start)

    def _index_pays(self, size: int) -> bool:
        """Whether the index exists, or is worth making: filling an entry costs two lookups."""
        assert self.shift is not None
        self.seen += size
        return "index" in self.__dict__ or self.seen >> (self.source.bits - self.shift + 1) > 0

    def _by_index(self, values: Array, patterns: Array, out: Array) -> None:
        ix = self.index
        size = min(BLOCK, values.size)
        work = np.empty(size, patterns.dtype)
        found = np.empty(size, ix.table.dtype)
        for start in range(0, values.size, BLOCK):
            block = patterns[start : start + BLOCK]
            at = ix.find(block, work[: len(block)])
            target = out[start : start + BLOCK]
            if ix.table.dtype == out.dtype and ix.doubt is None:
                np.take(ix.table, at, mode="wrap", out=target)
                continue
            codes = np.take(ix.table, at, mode="wrap", out=found[: len(block)])
            if ix.doubt is not None:
                doubtful = np.flatnonzero(codes == ix.doubt)
                if doubtful.size:
                    codes[doubtful] = self._exact(values, block[doubtful], start, doubtful)
            target[:] = codes

    def _by_arithmetic(self, values: Array, patterns: Array, out: Array) -> None:
        b = self.rule.binades
        assert b is not None
        s, uint = self.source, patterns.dtype.type
        size = min(BLOCK, values.size)
        work, fraction = Work(size, b.dtype), np.empty(size, b.dtype)
        binade, offset = np.empty(size, np.intp), np.empty(size, patterns.dtype)
        low, high, mask = (uint(v) for v in self._regular)
        for start in range(0, values.size, BLOCK):
            block = patterns[start : start + BLOCK]
            n = len(block)
            at = np.right_shift(block, s.fraction_bits, out=binade[:n], casting="unsafe")
            rest = np.bitwise_and(block, s.hidden - 1, out=fraction[:n], casting="unsafe")
            rest <<= b.dtype.type(b.pre)
            out[start : start + n] = b.round(at, rest, work.first(n))
            offset_ = np.bitwise_and(block, mask, out=offset[:n])
            offset_ -= low
            others = np.flatnonzero(offset_ >= high - low)
            if others.size:
                out[start + others] = self._exact(values, block[others], start, others)

    @cached_property
    def _regular(self) -> tuple[int, int, int]:
        """Normal magnitudes ``low <= p & mask < high`` all lie in open segments."""
        s, steps = self.source, self.rule.steps
        spans = [
            (int(steps.starts[i]), int(steps.starts[i + 1])) for i in np.flatnonzero(steps.is_open)
        ]
        if not spans:
            return 0, 0, s.sign - 1
        mask = 2 * s.sign - 1 if len(spans) == 1 else s.sign - 1
        low = max(start & mask for start, _ in spans)
        high = min((end - 1 & mask) + 1 for _, end in spans)
        low = max(low, s.hidden | (low & s.sign))
        return low, max(low, high), mask

    def _exact(
        self, values: Array, patterns: Array, start: int, places: Array | None = None
    ) -> Array:
        """Codes by the exact rule; ``PolicyError`` for the first refused element of a block."""
        codes, segments = self.rule.lookup(patterns)
        if self.rule.steps.refusals:
            refused = np.flatnonzero(self.rule.steps.refused[segments])
            if refused.size:
                i = int(refused[0])
                at = start + (i if places is None else int(places[i]))
                reason = self.rule.steps.refusals[int(segments[i])]
                raise PolicyError(f"{reason}: element {at} is {values[at]}")
        return codes


def warm(fmt: Format, context: Context) -> None:
    """Prepares the tables for both source types, as the first large arrays would."""
    for source in (FLOAT32, FLOAT64):
        plan = _plan(Same(fmt), context, source)
        if plan.shift is not None:
            _ = plan.index
