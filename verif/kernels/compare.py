"""What a kernel returned against what its operator says: counts, and examples in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verif.engines.vector import evaluate_arrays
from verif.formats.format import Format
from verif.ir import build as b
from verif.kernels.order import ascending, ranks
from verif.operators.record import equal, of_code
from verif.properties.binding import Comparison, KernelBinding

Array = np.ndarray[Any, Any]

SHOWN = 8
"""How many of the smallest and of the largest differing inputs are kept."""

PAIRS = 32
"""How many distinct pairs of expected and returned codes are kept, with the smallest input."""

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """An input on which kernel and operator differ, in the result numbered ``result``."""

    key: Key
    codes: tuple[int, ...]
    result: int
    want: int
    got: int

    @property
    def pair(self) -> tuple[int, int, int]:
        """What was expected and what came."""
        return self.result, self.want, self.got


@dataclass
class Tally:
    """Counts and examples, gathered piece by piece."""

    binding: KernelBinding
    compared: int = 0
    excluded: int = 0
    folded: int = 0
    mismatches: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    smallest: list[Difference] = field(default_factory=list)
    _largest: dict[tuple[int, int, int], Difference] = field(default_factory=dict)
    _pairs: dict[tuple[int, int, int], Difference] = field(default_factory=dict)

    def add(
        self,
        codes: Sequence[Array],
        undefined: Sequence[Array],
        wanted: Sequence[Array],
        given: Sequence[Array],
    ) -> None:
        """Take a piece: codes of the operands, where each hazard is violated, and the codes that
        were expected and returned of each result; all flat arrays of one length."""
        out = np.zeros(len(codes[0]), dtype=bool)
        for hazard, where in zip(self.binding.hazards, undefined, strict=True):
            new = int(np.count_nonzero(where & ~out))
            self.reasons[hazard.reason] = self.reasons.get(hazard.reason, 0) + new
            out |= where
        self.excluded += int(np.count_nonzero(out))
        self.compared += int(np.count_nonzero(~out))
        differs = np.zeros_like(out)
        folded = np.zeros_like(out)
        first = np.zeros(len(out), dtype=np.int64)
        for i, (result, want, got) in enumerate(
            zip(self.binding.results, wanted, given, strict=True)
        ):
            wrong, nans = _compare(self.binding.compare, result.format, want, got, ~out)
            first[wrong & ~differs] = i
            differs |= wrong
            folded |= nans
        self.folded += int(np.count_nonzero(folded))
        places = np.flatnonzero(differs)
        self.mismatches += len(places)
        if len(places):
            self._examples(places, first[places], codes, wanted, given)

    def _examples(
        self,
        places: Array,
        first: Array,
        codes: Sequence[Array],
        wanted: Sequence[Array],
        given: Sequence[Array],
    ) -> None:
        here = [c[places] for c in codes]
        keys, finite = [], np.ones(len(places), dtype=bool)
        for operand, c in zip(self.binding.operands, here, strict=True):
            rank, is_finite = ranks(operand.format, c)
            keys.append(rank)
            finite &= is_finite
        order = ascending(keys, here)

        def difference(i: int) -> Difference:
            key = (*(int(k[i]) for k in keys), *(int(c[i]) for c in here))
            at, j = int(places[i]), int(first[i])
            inputs = tuple(int(c[i]) for c in here)
            return Difference(key, inputs, j, int(wanted[j][at]), int(given[j][at]))

        want, got = (
            np.choose(first, [a[places].astype(np.uint64) for a in arrays])
            for arrays in (wanted, given)
        )
        least = [difference(i) for i in order[:SHOWN].tolist()]
        self.smallest = sorted([*self.smallest, *least], key=lambda d: d.key)[:SHOWN]
        for i in _new_pairs(order, first, want, got):
            found = difference(i)
            if found.pair not in self._pairs or found.key < self._pairs[found.pair].key:
                self._pairs[found.pair] = found
        kept = sorted(self._pairs.values(), key=lambda d: d.key)[:PAIRS]
        self._pairs = {d.pair: d for d in kept}
        down = order[::-1]
        for i in _new_pairs(down[finite[down]], first, want, got):
            found = difference(i)
            if found.pair not in self._largest or found.key > self._largest[found.pair].key:
                self._largest[found.pair] = found
        self._largest = {d.pair: d for d in self.largest}

    @property
    def largest(self) -> list[Difference]:
        """The largest finite inputs, one for each pair of expected and returned codes."""
        return sorted(self._largest.values(), key=lambda d: d.key, reverse=True)[:SHOWN]

    @property
    def pairs(self) -> list[Difference]:
        """The smallest input for each pair of expected and returned codes."""
        return list(self._pairs.values())


def _new_pairs(order: Array, first: Array, want: Array, got: Array) -> Iterable[int]:
    """The indices, among ``order``, at which a pair occurs for the first time."""
    if not len(order):
        return []
    rows = [first[order].astype(np.uint64), want[order], got[order]]
    if max(int(want.max()), int(got.max())) < 1 << 28:  # one word sorts faster than three
        joined = rows[0] << np.uint64(56) | rows[1] << np.uint64(28) | rows[2]
        _, at = np.unique(joined, return_index=True)
    else:
        _, at = np.unique(np.stack(rows, axis=1), axis=0, return_index=True)
    found: list[int] = order[np.sort(at)].tolist()
    return found


def _compare(
    how: Comparison, fmt: Format, want: Array, got: Array, defined: Array
) -> tuple[Array, Array]:
    """Where results differ, and where they are two NaN codes that count as one."""
    differs = (want != got) & defined
    folded = np.zeros_like(differs)
    inside = differs & (got >= 0) & (got <= (1 << fmt.bits) - 1)
    places = np.flatnonzero(inside)
    if how == "codes" or not len(places):
        return differs, folded
    x, y = (b.var(name, 0, (1 << fmt.bits) - 1) for name in ("want", "got"))
    nans = b.and_(b.test("nan", fmt, x), b.test("nan", fmt, y))
    equals = equal(of_code(fmt, x), of_code(fmt, y))
    values = {x: want[places], y: got[places]}
    both, same = evaluate_arrays([nans, equals], values)
    folded[places] = both
    agree = both | same if how == "values" else both
    differs[places] = ~agree
    return differs, folded
