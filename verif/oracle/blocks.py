"""Blocks of float32 numbers on which a correctly rounded function is constant.

A sweep over all 2**32 inputs spends most of its time where the result does not change: beyond
overflow, below underflow, where tanh is 1. If the function is monotone on a block of consecutive
patterns and rounds alike at both ends, everything between has that code too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verif.arrays.encode import code_dtype
from verif.arrays.source import FLOAT32
from verif.formats.context import Context, Mode
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.value import Input
from verif.oracle.filter import Filter
from verif.oracle.function import Function
from verif.oracle.special import rational

Array = NDArray[Any]

SIZE = 1 << 16


@dataclass(frozen=True)
class Blocks:
    """Blocks of ``size`` patterns from each of ``starts`` on.

    Where ``constant``, every input of the block has the code in ``codes``; elsewhere codes mean
    nothing.
    """

    size: int
    starts: Array
    constant: Array
    codes: Array


def constant_blocks(
    function: Function,
    fmt: Format,
    mode: Mode | str | Context = Mode.RNE,
    first: int = 0,
    last: int = 1 << 32,
    size: int = SIZE,
) -> Blocks:
    """Which blocks of the float32 patterns ``first .. last - 1`` have one right code.

    ``size`` is a power of two up to 2**23 that divides ``first`` and ``last``, so no block has
    numbers of two signs, or of both sides of infinity but for infinity itself.

    The argument for a block: all its numbers lie in the domain, none is a pole or zero; between
    the ends the function is monotone by ``function.shape``; both ends have the same code, not NaN.
    Rounding is monotone, and the reals with one code other than NaN form an interval, so all
    values between get it. Blocks of NaN only, or outside the domain only, have the code of NaN.
    """
    if size & (size - 1) or not 1 < size <= FLOAT32.hidden or first % size or last % size:
        raise ValueError(
            f"blocks of {size} patterns from {first} to {last}: the size is a power of two "
            f"from 2 to {FLOAT32.hidden} that divides both"
        )
    if function.shape is None:
        raise ValueError(f"{function.name} has two arguments; blocks are for functions of one")
    context = mode if isinstance(mode, Context) else fmt.context(mode)
    starts = np.arange(first, last, size, dtype=np.uint64)
    ends = np.stack([starts, starts + np.uint64(size - 1)]).astype(np.uint32).view(np.float32)
    constant = np.zeros(starts.size, bool)
    codes = np.zeros(starts.size, code_dtype(fmt.bits))

    low = function.domain.low
    outside = np.isnan(ends)
    if low is not None:
        outside |= ends < np.float32(float(low))
    invalid = outside.all(axis=0)
    if invalid.any():
        constant |= invalid
        codes[invalid] = encode(fmt, Input(nan=True), context)

    inside = np.isfinite(ends).all(axis=0) & ~outside.any(axis=0) & (ends != 0).all(axis=0)
    places = np.flatnonzero(inside)
    both = Filter(function, fmt, context).codes(ends[:, places])
    alike = both[0] == both[1]
    if fmt.canonical_nan is not None:
        alike &= both[0] != fmt.canonical_nan
    places, found = places[alike], both[0][alike]
    for run in _runs(places, found):
        for part in _monotone(function, ends, places[run]):
            constant[part] = True
    codes[places] = found
    return Blocks(size, starts, constant, codes)


def _runs(places: Array, codes: Array) -> list[slice]:
    """Stretches of neighbouring blocks with one code."""
    if not places.size:
        return []
    breaks = np.flatnonzero((np.diff(places) != 1) | (codes[1:] != codes[:-1])) + 1
    bounds = [0, *breaks.tolist(), len(places)]
    return [slice(a, b) for a, b in pairwise(bounds)]


def _monotone(function: Function, ends: Array, places: Array) -> Iterator[Array]:
    """Those of neighbouring blocks on which the function is monotone, as many at once as it is
    monotone on."""
    assert function.shape is not None, "it has one argument"
    low, high = sorted(
        rational(FLOAT32.value(int(p)))
        for p in (ends[0, places[0]].view(np.uint32), ends[1, places[-1]].view(np.uint32))
    )
    one_side = not any(low <= pole <= high for pole in function.domain.poles)
    if low * high > 0 and one_side and function.shape.direction(low, high):
        yield places
    elif len(places) > 1:
        half = len(places) // 2
        yield from _monotone(function, ends, places[:half])
        yield from _monotone(function, ends, places[half:])
