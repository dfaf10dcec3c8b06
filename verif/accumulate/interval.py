"""Exact ranges of dot products, and the widths that hold them.

For weights ``w`` and factors ``x[i]`` that range over the integers ``low`` to ``high`` on their
own, with ``p`` the sum of the positive weights and ``n`` that of the magnitudes of the negative
ones:

- the finished sum lies in ``[low*p - high*n, high*p - low*n]``, and takes both ends: each term
  ``w[i]*x[i]`` is monotone in ``x[i]``, so each is largest at one end of the range;
- what is in the accumulator before and after each addition, in any order of the terms and in any
  tree of additions, is the sum of some of the terms. A sum of some is largest where exactly those
  that can be positive are in it, each at its largest: the positive parts of ``high`` and ``-low``
  take the places of ``high`` and ``-low``. Both ends are taken, by the order that adds these first.

Where 0 lies within the range the two are the same. All of it works alike on Python integers and on
arrays of them; what makes int64 enough is decided by ``exact_dtype``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[Any]
    """An array of int64, or of Python integers where int64 could overflow."""


def least_width(low: int, high: int) -> int:
    """The least two's complement width that holds ``low``, ``high`` and all between; at least 1.

    ``w`` bits hold ``-2**(w-1)`` to ``2**(w-1) - 1``, and ``~low`` is ``-low - 1``.
    """
    return max(high if high >= 0 else ~high, low if low >= 0 else ~low).bit_length() + 1


def least_widths(low: Integers, high: Integers) -> NDArray[np.int64]:
    """``least_width`` of each pair."""
    top = np.maximum(np.where(high >= 0, high, ~high), np.where(low >= 0, low, ~low))
    if top.dtype == object:
        return np.array([v.bit_length() + 1 for v in top.tolist()], dtype=np.int64)
    # As many powers of two are at most v as v has bits.
    powers = np.left_shift(np.int64(1), np.arange(63, dtype=np.int64))
    return np.searchsorted(powers, top, side="right").astype(np.int64) + 1


def finished(p: Any, n: Any, low: int, high: int) -> tuple[Any, Any]:
    """The least and the largest finished sum."""
    return low * p - high * n, high * p - low * n


def partial(p: Any, n: Any, low: int, high: int) -> tuple[Any, Any]:
    """The least and the largest sum of some of the terms, none of them included."""
    up, down = max(high, 0), max(-low, 0)
    return -(down * p + up * n), up * p + down * n


def exact_dtype(bound: int) -> Any:
    """int64 where no magnitude exceeds ``bound``, else Python integers."""
    return np.dtype(np.int64) if bound < 1 << 63 else np.dtype(object)
