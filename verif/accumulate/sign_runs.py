"""Runs of signs: a channel's weights in order, equal signs together.

With the rule that gives an input to each sign, they are the channel's worst-case inputs, in as few
words as there are runs. They come from a second pass, which reads only the pieces that hold the
channel where the file lets it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from verif.accumulate.elements import NotAnInteger, integers
from verif.accumulate.errors import WeightsError
from verif.accumulate.layout import Layout, Piece
from verif.accumulate.record import Channel, SignRuns
from verif.accumulate.tensor import Stream, Tensor, fill, reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 4096
"""Runs that are kept; the others are counted."""


def sign_runs(tensor: Tensor, layout: Layout, channel: Channel) -> SignRuns | None:
    """The runs of the signs of ``channel``'s weights, in C order.

    ``None`` for a tensor in Fortran order of more than two axes, whose weights come in another
    order. Raises WeightsError where the weights do not have the sums that ``channel`` has: then the
    file was changed meanwhile.
    """
    if layout.is_permuted:
        return None
    found = _Runs()
    positive = negative = 0
    buffer = memoryview(bytearray())
    with tensor.open() as stream:
        for piece in layout.pieces():
            size = piece.elements * tensor.type.size
            if len(buffer) < size:
                buffer = memoryview(bytearray(size))
            if not piece.first <= channel.index < piece.last:
                _skip(stream, buffer[:size], tensor.where)
                continue
            fill(stream, buffer[:size], tensor.where)
            weights = _weights(tensor, buffer[:size], piece, channel.index)
            wide = weights.astype(object) if weights.dtype.itemsize == 8 else weights
            positive += int(wide[weights > 0].sum())
            negative -= int(wide[weights < 0].sum())
            found.add(weights)
    if (positive, negative) != (channel.positive, channel.negative):
        raise _changed(tensor)
    return SignRuns(count=found.count, runs=tuple(found.kept))


def _weights(tensor: Tensor, raw: memoryview, piece: Piece, channel: int) -> NDArray[Any]:
    """The channel's weights in a piece, in order."""
    try:
        weights = integers(raw, tensor.type)
    except NotAnInteger:
        raise _changed(tensor) from None
    shaped = weights.reshape(piece.before, piece.last - piece.first, piece.after)
    chosen: NDArray[Any] = shaped[:, channel - piece.first].reshape(-1)
    return chosen


def _skip(stream: Stream, buffer: memoryview, where: str) -> None:
    """Pass over as many bytes as ``buffer`` has."""
    seek = getattr(stream, "seek", None)
    if seek is None:
        fill(stream, buffer, where)
        return
    with reading(where):
        seek(len(buffer), 1)


def _changed(tensor: Tensor) -> WeightsError:
    what = "the weights are not what they were a moment ago"
    return WeightsError(tensor.where, what, "the file was changed while it was read; try again")


class _Runs:
    """Runs as they come, piece by piece."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, int]] = []
        self.count = 0
        self._last = ""

    def add(self, weights: NDArray[Any]) -> None:
        """Take the weights that come next."""
        if not len(weights):
            return
        # Of an unsigned type numpy.sign stays unsigned; both comparisons are of any.
        signs = (weights > 0).astype(np.int8) - (weights < 0).astype(np.int8)
        starts = np.concatenate(([0], np.flatnonzero(np.diff(signs)) + 1))
        lengths = np.diff(np.concatenate((starts, [len(signs)])))
        letters = np.array(["0", "+", "-"])[signs[starts]]  # -1 is the last
        goes_on = str(letters[0]) == self._last
        before = self.count - goes_on  # runs ahead of the first one here
        self.count = before + len(starts)
        self._last = str(letters[-1])
        room = max(MOST - before, 0)
        new = list(zip(letters[:room].tolist(), lengths[:room].tolist(), strict=True))
        if goes_on and new:
            letter, length = self.kept.pop()
            new[0] = (letter, length + new[0][1])
        self.kept += new
