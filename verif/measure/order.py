"""Whether results rise and fall as the function does, and are symmetric as it is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from verif.arrays.decode import decode_array
from verif.formats.context import Mode
from verif.formats.format import Format
from verif.measure.part import EXAMPLES, Example, Part
from verif.measure.scale import Scale
from verif.oracle.function import Function
from verif.oracle.monotone import Wave

Array = np.ndarray[Any, Any]

PERIOD = Fraction(22, 7)
"""Above pi: a sine turns in every interval so long."""


def is_monotone(function: Function, low: Fraction, high: Fraction) -> int:
    """1 where a function rises on [low, high], -1 where it falls, 0 where it may turn or leaves
    its domain."""
    if function.shape is None:
        return 0
    if isinstance(function.shape, Wave) and high - low > PERIOD:
        return 0
    domain = function.domain
    if domain.low is not None and low < domain.low:
        return 0
    if any(low <= pole <= high for pole in domain.poles):
        return 0
    return function.shape.direction(low, high)


def stretches(function: Function, source: Format, codes: Array) -> Iterator[tuple[int, int, int]]:
    """Places ``i < j`` of increasing inputs between which the function is monotone, and how."""

    def exact(i: int) -> Fraction:
        found = source.decode(int(codes[i])).exact
        assert found is not None, "finite inputs have values"
        return found

    pending = [(0, len(codes) - 1)]
    if isinstance(function.shape, Wave):  # it turns between any two that are far apart
        gaps = np.flatnonzero(np.diff(decode_array(source, codes)) > float(PERIOD) + 1)
        ends = [-1, *gaps.tolist(), len(codes) - 1]
        pending = [(a + 1, b) for a, b in reversed(list(pairwise(ends)))]
    while pending:
        i, j = pending.pop()
        if j <= i:
            continue
        direction = is_monotone(function, exact(i), exact(j))
        if direction:
            yield i, j, direction
        elif j > i + 1:
            middle = (i + j) // 2
            pending += [(middle, j), (i, middle)]


def disorder(
    function: Function, source: Format, scale: Scale, codes: Array, got: Array, part: Part
) -> None:
    """Count the neighbouring inputs whose results are in the wrong order.

    ``codes`` are finite inputs in increasing order, none twice; results that are NaN are in any
    order.
    """
    if function.shape is None or len(codes) < 2:
        return
    y = scale.values(got)
    with np.errstate(invalid="ignore"):
        falls, rises = y[1:] < y[:-1], y[1:] > y[:-1]
    for i, j, direction in stretches(function, source, codes):
        bad = (falls if direction > 0 else rises)[i:j]
        part.pairs += j - i
        _note_pairs(part, codes, got, i + np.flatnonzero(bad))


def _note_pairs(part: Part, codes: Array, got: Array, places: Array) -> None:
    first: list[Example] = [
        ((int(codes[k]), int(codes[k + 1])), (int(got[k]), int(got[k + 1])))
        for k in places[:EXAMPLES].tolist()
    ]
    part.disorder.add(len(places), first)


def symmetric(function: Function, scale: Scale, mode: Mode) -> int:
    """1 where right results are even, -1 where they are odd, 0 where they are neither. Rounding
    upwards is not odd."""
    fmt = scale.fmt
    if function.symmetry == "even":
        return 1
    if function.symmetry == "odd" and mode not in (Mode.RTP, Mode.RTN):
        return -1 if fmt.kmin == -fmt.kmax else 0
    return 0


def asymmetry(
    sign: int, scale: Scale, codes: Array, mirrored: Array, got: Array, other: Array, part: Part
) -> None:
    """Count inputs ``codes`` whose results are not those of their negatives ``mirrored``."""
    found, expected = scale.ordinals(other), sign * scale.ordinals(got)
    nan = scale.is_nan(got)
    bad = np.where(nan, ~scale.is_nan(other), (found != expected) | scale.is_nan(other))
    part.mirrored += len(codes)
    places = np.flatnonzero(bad)
    first: list[Example] = [
        ((int(codes[k]), int(mirrored[k])), (int(got[k]), int(other[k])))
        for k in places[:EXAMPLES].tolist()
    ]
    part.asymmetry.add(len(places), first)
