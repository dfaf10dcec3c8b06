"""Grids of assignments in pieces: one array axis for each variable."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Any

import numpy as np

from verif.algebra.numpy_backend import fits
from verif.ir import nodes as n

Array = np.ndarray[Any, Any]


class Piece:
    """A box of a grid: a range of values for every variable."""

    __slots__ = ("ranges",)

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self.ranges = tuple(ranges)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each variable has."""
        return tuple(high - low + 1 for low, high in self.ranges)

    def array(self, axis: int, trailing: int = 0) -> Array:
        """The values of the variable on ``axis``, shaped to broadcast along it alone, with
        ``trailing`` more axes of length 1."""
        low, high = self.ranges[axis]
        kind: Any = np.int64 if fits(low, high) else object
        values = np.arange(high - low + 1, dtype=np.int64).astype(kind) + low
        shape = [1] * (len(self.ranges) + trailing)
        shape[axis] = high - low + 1
        return values.reshape(shape)


def size(variables: Sequence[n.Var]) -> int:
    """How many assignments there are."""
    return prod(max(0, v.high - v.low + 1) for v in variables)


def split(variables: Sequence[n.Var], limit: int) -> tuple[int, list[Piece]]:
    """The grid in pieces of at most ``limit`` assignments, in order of the assignments, and how
    many of the leading variables are cut."""
    whole = [(v.low, v.high) for v in variables]
    if size(variables) == 0:
        return 0, []
    pivot = len(variables)
    rest = 1
    while pivot and rest * (whole[pivot - 1][1] - whole[pivot - 1][0] + 1) <= limit:
        pivot -= 1
        rest *= whole[pivot][1] - whole[pivot][0] + 1
    if not pivot:
        return 0, [Piece(whole)]
    step = max(1, limit // rest)
    low, high = whole[pivot - 1]
    slices = [(start, min(high, start + step - 1)) for start in range(low, high + 1, step)]
    heads = product(*(range(a, b + 1) for a, b in whole[: pivot - 1]))
    return pivot, [
        Piece([*((h, h) for h in head), s, *whole[pivot:]]) for head in heads for s in slices
    ]
