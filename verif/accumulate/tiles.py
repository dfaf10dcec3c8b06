"""Two accumulators: an inner one within a tile of weights, an outer one that adds up the tiles.

A channel's weights are cut into tiles of ``size`` weights, in C order, the last one maybe shorter.
The inner accumulator begins every tile at 0 and holds partial sums of it. What it ends with is
added to the outer one, which so holds the sum of some finished tiles; as inputs of different
tiles have nothing to do with each other, its ends are the sums of the tiles' ends, as far as
these are of the right sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from verif.accumulate.input_range import InputRange
from verif.accumulate.interval import exact_dtype, finished, partial
from verif.accumulate.layout import Piece

if TYPE_CHECKING:
    from verif.accumulate.interval import Integers


class Tiles:
    """The ranges of both accumulators for every channel, from sums that come piece by piece."""

    def __init__(
        self, size: int, channels: int, length: int, largest: int, inputs: InputRange
    ) -> None:
        """``largest``: no weight has a larger magnitude."""
        self.size = size
        self.count = -(-length // size)
        self._length = length
        self._ends = inputs.term_low, inputs.term_high
        self._dtype = exact_dtype(length * largest * max(inputs.magnitude, 1))
        new = [np.zeros(channels, dtype=self._dtype) for _ in range(6)]
        self.inner_low, self.inner_high, self.outer_low, self.outer_high = new[:4]
        self._positive, self._negative = new[4:]  # of the tile that is not finished

    def starts(self, piece: Piece) -> list[int]:
        """Where tiles begin or go on in a piece, counted from its start."""
        first = (piece.start // self.size + 1) * self.size
        return [0, *range(first - piece.start, piece.stop - piece.start, self.size)]

    def add(self, piece: Piece, positive: Integers, negative: Integers) -> None:
        """Take the sums of the segments that ``starts`` gave."""
        some = slice(piece.first, piece.last)
        p, n = positive.astype(self._dtype), negative.astype(self._dtype)
        p[:, 0] += self._positive[some]
        n[:, 0] += self._negative[some]
        ended = piece.stop % self.size == 0 or piece.stop == self._length
        done = p.shape[1] if ended else p.shape[1] - 1
        self._positive[some] = 0 if ended else p[:, -1]
        self._negative[some] = 0 if ended else n[:, -1]
        if done:
            self._finish(some, p[:, :done], n[:, :done])

    def _finish(self, some: slice, p: Integers, n: Integers) -> None:
        low, high = partial(p, n, *self._ends)
        self.inner_low[some] = np.minimum(self.inner_low[some], low.min(axis=1))
        self.inner_high[some] = np.maximum(self.inner_high[some], high.max(axis=1))
        low, high = finished(p, n, *self._ends)
        self.outer_low[some] += np.minimum(low, 0).sum(axis=1)
        self.outer_high[some] += np.maximum(high, 0).sum(axis=1)
