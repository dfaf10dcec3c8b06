"""A table of codes indexed by the leading bits of a pattern, for formats with short boundaries.

The index of a pattern is its bits from ``shift`` up, the last of them made 1 where a lower bit is
1. So an even index stands for one pattern, and the odd one after it for all patterns up to the
next even one. The table is exact where no step lies among the patterns of one index; where one
does, the table says ``doubt`` and the exact rule is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verif.arrays.rule import Rule
from verif.arrays.source import Array, Source


@dataclass(frozen=True)
class Index:
    """The table, the lowest bit that the index keeps, and the entry that asks the rule."""

    source: Source
    shift: int
    table: Array
    doubt: int | None

    def find(self, patterns: Array, work: Array) -> Array:
        """The index of each pattern, in ``work``."""
        low = self.source.pattern_dtype.type((1 << self.shift) - 1)
        found: Array = np.bitwise_and(patterns, low, out=work)
        found += low  # carries into bit ``shift`` unless all were 0
        found |= patterns
        found >>= self.source.pattern_dtype.type(self.shift)
        return found


def exact_shift(rule: Rule) -> int:
    """The largest shift whose index divides no entry: every step starts at a multiple of
    ``2 << shift``, or one pattern after it."""
    starts = rule.steps.starts >> 1
    if rule.binades is not None and rule.binades.finest < 2:
        return 0
    if rule.binades is not None:  # a boundary in the middle between two cuts
        starts = np.append(starts, starts.dtype.type(1 << (rule.binades.finest - 2)))
    bits = int(np.bitwise_or.reduce(starts))
    return (bits & -bits).bit_length() - 1


def index(rule: Rule, code_bits: int, source: Source, shift: int) -> Index:
    """The table for ``shift``; entries are checked one by one, and doubtful where not exact."""
    count = 1 << (source.bits - shift)
    entries = np.arange(count, dtype=np.uint64)
    odd = (entries & np.uint64(1)).astype(bool)
    by = np.uint64(shift)
    first = np.where(odd, ((entries - np.uint64(1)) << by) + np.uint64(1), entries << by)
    last = np.where(odd, ((entries + np.uint64(1)) << by) - np.uint64(1), first)
    codes, segments = rule.lookup(first.astype(source.pattern_dtype))
    last_codes, last_segments = rule.lookup(last.astype(source.pattern_dtype))
    # Inside one segment codes are in order, so equal ends leave nothing else between.
    doubtful = (segments != last_segments) | (codes != last_codes) | rule.steps.refused[segments]
    doubt = (1 << code_bits) if doubtful.any() else None
    top = (1 << code_bits) - 1 if doubt is None else doubt
    table = np.where(doubtful, np.uint64(1 << code_bits), codes).astype(np.min_scalar_type(top))
    return Index(source, shift, table, doubt)
