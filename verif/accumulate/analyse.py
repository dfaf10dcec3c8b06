"""One pass over a tensor: the exact sums of every channel, in memory that does not depend on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from verif.accumulate.elements import NotAnInteger, integers
from verif.accumulate.errors import WeightsError
from verif.accumulate.interval import exact_dtype
from verif.accumulate.layout import Layout
from verif.accumulate.sums import signed_sums
from verif.accumulate.tensor import Tensor, fill, finish
from verif.accumulate.tiles import Tiles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from verif.accumulate.interval import Integers

SIGNS = 16
"""Weights of each channel whose signs are kept."""


@dataclass(frozen=True)
class Sums:
    """What one pass finds: for each channel the sum of its positive weights and of the magnitudes
    of its negative ones, and the signs (-1, 0, 1) of its first weights; the least and the largest
    weight of all; and the weights of one channel in C order, where they were asked for."""

    positive: Integers
    negative: Integers
    signs: NDArray[np.int8]
    low: int
    high: int
    row: list[int] | None


def analyse(
    tensor: Tensor, layout: Layout, tiles: Tiles | None = None, wanted: int | None = None
) -> Sums:
    """Read all elements, piece by piece; ``wanted`` is a channel whose weights are to be kept.

    Raises WeightsError for elements that are no integers, and where the data end early.
    """
    element = tensor.type
    dtype = exact_dtype(layout.length * element.magnitude)
    positive, negative = (np.zeros(layout.channels, dtype=dtype) for _ in range(2))
    places = np.array(layout.places(SIGNS), dtype=np.int64)
    signs = np.zeros((layout.channels, len(places)), dtype=np.int8)
    row: list[int] = []
    low, high, done = 0, 0, 0
    buffer = memoryview(bytearray())
    with tensor.open() as stream:
        for piece in layout.pieces():
            size = piece.elements * element.size
            if len(buffer) < size:
                buffer = memoryview(bytearray(size))
            fill(stream, buffer[:size], tensor.where)
            weights = _weights(tensor, layout, buffer[:size], done)
            low = min(low, int(weights.min())) if done else int(weights.min())
            high = max(high, int(weights.max())) if done else int(weights.max())
            done += piece.elements
            shaped = weights.reshape(piece.before, piece.last - piece.first, piece.after)
            inside = np.flatnonzero((places >= piece.start) & (places < piece.stop))
            if len(inside):
                a, b = np.divmod(places[inside] - piece.start, piece.after)
                signs[piece.first : piece.last, inside] = _signs(shaped[a, :, b]).T
            if wanted is not None and piece.first <= wanted < piece.last:
                row += shaped[:, wanted - piece.first].reshape(-1).tolist()
            p, n = signed_sums(weights, piece, tiles.starts(piece) if tiles else None)
            positive[piece.first : piece.last] += p.sum(axis=1)
            negative[piece.first : piece.last] += n.sum(axis=1)
            if tiles:
                tiles.add(piece, p, n)
        finish(stream, tensor.where)
    in_order = None if wanted is None else _in_order(row, layout)
    return Sums(positive, negative, signs, low, high, in_order)


def _weights(tensor: Tensor, layout: Layout, raw: memoryview, done: int) -> NDArray[Any]:
    try:
        return integers(raw, tensor.type)
    except NotAnInteger as error:
        index = ", ".join(map(str, layout.index(done + error.position)))
        raise WeightsError(
            tensor.where,
            f"the element [{index}] is {error.value}, and only integers of 64 bits have exact sums",
            "quantise the weights first, or choose the tensors that are, with --tensor NAME",
        ) from None


def _signs(weights: NDArray[Any]) -> NDArray[np.int8]:
    # numpy.sign of an unsigned type stays unsigned; both comparisons are of any.
    return (weights > 0).astype(np.int8) - (weights < 0).astype(np.int8)


def _in_order(row: list[int], layout: Layout) -> list[int]:
    """A channel's weights in the C order of its axes."""
    if not layout.is_permuted:
        return row
    places = np.arange(len(row)).reshape(layout.rest, order="F").reshape(-1)
    return [row[i] for i in places.tolist()]
