"""How a tensor lies in memory, seen from its channels, and the pieces it is read in.

In the order of memory a tensor with one channel axis is an array ``(before, channels, after)``: the
weights of channel ``c`` are the elements ``[:, c, :]``. A tensor in Fortran order is one in C order
with its axes reversed. The pieces follow each other without gaps, so that a stream is enough, and
the weights of each channel come in one order, of which each piece has a contiguous part.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

PIECE = 1 << 20
"""Elements of a piece: one fits the second-level cache with what is computed from it."""


@dataclass(frozen=True)
class Piece:
    """The elements ``(before, channels, after)``, where ``before`` or ``after`` may be a part.

    They are the weights ``start`` to ``stop`` of channels ``first`` to ``last``.
    """

    before: int
    after: int
    first: int
    last: int
    start: int
    stop: int

    @property
    def elements(self) -> int:
        return self.before * (self.last - self.first) * self.after


@dataclass(frozen=True)
class Layout:
    """A tensor of ``shape``, its channels along ``axis``; ``fortran`` is its order in memory.

    ``axis`` is ``None`` for a tensor of one axis that is one channel.
    """

    shape: tuple[int, ...]
    axis: int | None
    fortran: bool = False

    @property
    def channels(self) -> int:
        return 1 if self.axis is None else self.shape[self.axis]

    @property
    def rest(self) -> tuple[int, ...]:
        """The axes that a channel has."""
        return tuple(n for i, n in enumerate(self.shape) if i != self.axis)

    @property
    def length(self) -> int:
        """How many weights a channel has."""
        return math.prod(self.rest)

    @property
    def is_permuted(self) -> bool:
        """Whether a channel's weights are not in the C order of its axes in memory."""
        return self.fortran and len(self.rest) > 1

    def _sides(self) -> tuple[int, int]:
        """How many elements there are before and after the channel axis, in memory."""
        if self.axis is None:
            return 1, self.length
        sides = math.prod(self.shape[: self.axis]), math.prod(self.shape[self.axis + 1 :])
        return (sides[1], sides[0]) if self.fortran else sides

    def pieces(self, limit: int = PIECE) -> Iterator[Piece]:
        """The pieces in the order of memory, of at most ``limit`` elements each."""
        before, after = self._sides()
        channels = self.channels
        if not before * channels * after:
            return
        if channels * after <= limit:
            step = limit // (channels * after)
            for a in range(0, before, step):
                many = min(step, before - a)
                yield Piece(many, after, 0, channels, a * after, (a + many) * after)
        elif after <= limit:
            step = limit // after
            for a in range(before):
                for c in range(0, channels, step):
                    last = min(c + step, channels)
                    yield Piece(1, after, c, last, a * after, (a + 1) * after)
        else:
            for a in range(before):
                for c in range(channels):
                    for b in range(0, after, limit):
                        stop = min(b + limit, after)
                        yield Piece(1, stop - b, c, c + 1, a * after + b, a * after + stop)

    def places(self, count: int) -> list[int]:
        """Where in the order of memory each of the first ``count`` weights of a channel is."""
        indices = range(min(count, self.length))
        if not self.is_permuted:
            return list(indices)
        rest = self.rest
        return [
            int(np.ravel_multi_index(np.unravel_index(k, rest), rest, order="F")) for k in indices
        ]

    def index(self, position: int) -> tuple[int, ...]:
        """The index in the tensor of the element at ``position`` in memory."""
        axes: Sequence[int] = self.shape if self.fortran else self.shape[::-1]
        found = []
        for n in axes:
            position, i = divmod(position, n)
            found.append(i)
        return tuple(found if self.fortran else found[::-1])
