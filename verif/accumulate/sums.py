"""Exact sums of positive and of negative weights, channel by channel.

From the sum ``s`` and the sum of magnitudes ``a`` follow that of the positive weights,
``(a + s) / 2``, and that of the magnitudes of the negative ones, ``(a - s) / 2``; two sums without
a test for each weight are several times faster than any selection by sign.

Nothing can wrap. A piece has at most 2^20 elements, so its sums stay below

    2^20 * 2^8  = 2^28 in int32, for weights of 8 bits, and
    2^20 * 2^32 = 2^52 in int64, for weights of up to 32 bits.

Weights of 64 bits, where one of a piece is larger than that, are taken apart into upper and lower
halves of 32 bits, whose sums also stay below 2^52; put together again they are Python integers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from verif.accumulate.layout import PIECE, Piece

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from verif.accumulate.interval import Integers

_HALF = np.uint64(32)
_LOWER = np.uint64((1 << 32) - 1)
assert PIECE <= 1 << 20


def signed_sums(
    weights: NDArray[Any], piece: Piece, starts: list[int] | None = None
) -> tuple[Integers, Integers]:
    """The sums of the positive weights and of the magnitudes of the negative ones.

    ``weights`` are the integers of ``piece``, in the order of memory. Both results have an axis of
    channels and one of segments: segment ``j`` of a channel's weights begins at ``starts[j]``,
    counted from the start of the piece, the first at 0; without ``starts`` there is one.
    """
    if weights.dtype.itemsize == 8 and _is_wide(weights):
        return _wide_sums(weights, piece, starts)
    values = weights.astype(np.int32 if weights.dtype.itemsize == 1 else np.int64)
    total = _sums(values, piece, starts)
    magnitude = _sums(np.abs(values, out=values), piece, starts)
    return (magnitude + total) // 2, (magnitude - total) // 2


def _is_wide(weights: NDArray[Any]) -> bool:
    """Whether some magnitude exceeds 2^32."""
    return bool(weights.max() > 1 << 32 or weights.min() < -(1 << 32))


def _wide_sums(
    weights: NDArray[Any], piece: Piece, starts: list[int] | None
) -> tuple[Integers, Integers]:
    positive = np.maximum(weights, 0).astype(np.uint64)
    # -(-2^63) wraps to -2^63, whose bits are those of 2^63 without a sign.
    least = np.minimum(weights, 0).astype(np.int64)
    negative = np.negative(least).view(np.uint64)
    found = []
    for magnitudes in (positive, negative):
        lower = _sums((magnitudes & _LOWER).astype(np.int64), piece, starts).astype(object)
        upper = _sums((magnitudes >> _HALF).astype(np.int64), piece, starts).astype(object)
        found.append((upper << 32) + lower)
    return found[0], found[1]


def _sums(values: NDArray[Any], piece: Piece, starts: list[int] | None) -> NDArray[np.int64]:
    """The sums of each channel's segments, computed in the type of ``values``, which is enough."""
    shaped = values.reshape(piece.before, piece.last - piece.first, piece.after)
    if starts is None:
        # The outer axis first: adding long rows is what is fast, here and in the next step.
        rows = shaped[0] if piece.before == 1 else shaped.sum(axis=0, dtype=values.dtype)
        sums: NDArray[Any] = rows.sum(axis=1, dtype=values.dtype)
        return sums.astype(np.int64)[:, None]
    lines = (
        shaped[0] if piece.before == 1 else shaped.transpose(1, 0, 2).reshape(shaped.shape[1], -1)
    )
    return np.add.reduceat(lines, starts, axis=1, dtype=values.dtype).astype(np.int64)
