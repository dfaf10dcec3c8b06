"""The inputs a kernel gets: all of them where they are few, else boundaries and random ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from verif.engines.grid import Piece, split
from verif.kernels.boundary import (
    boundary_codes,
    code_array,
    fraction_bits,
    interesting,
    ordinal_range,
)
from verif.kernels.carriers import plain
from verif.properties.binding import KernelBinding, Operand

Array = np.ndarray[Any, Any]

LIMIT = 1 << 24
"""Up to this many inputs all of them are tried."""

CROSS = 1 << 16
"""Combinations of boundary codes of several operands."""

CHUNK = 1 << 15


@dataclass(frozen=True)
class Inputs:
    """Flat arrays of codes, one for each operand; ``text`` says how they were chosen.

    ``boxes`` are the same inputs as boxes of a grid, in order, where all are tried.
    """

    arrays: tuple[Array, ...]
    exhaustive: bool
    text: str
    boxes: tuple[Piece, ...] = ()

    def __len__(self) -> int:
        return len(self.arrays[0])

    def chunks(self) -> Iterator[tuple[slice, tuple[Array, ...]]]:
        """Pieces of the inputs: where they lie, and arrays of codes that broadcast to them."""
        start = 0
        for box in self.boxes:
            size = prod(box.shape)
            axes = tuple(box.array(i) for i in range(len(self.arrays)))
            yield slice(start, start + size), axes
            start += size
        for begin in range(start, len(self), CHUNK):
            place = slice(begin, min(begin + CHUNK, len(self)))
            yield place, tuple(a[place] for a in self.arrays)


def choose(binding: KernelBinding) -> Inputs:
    """The inputs of a kernel."""
    if binding.inputs <= LIMIT:
        return _all(binding)
    rng = np.random.Generator(np.random.PCG64(binding.seed))
    edges = _boundaries(binding, rng)
    random = _random(binding, rng)
    operands = zip(binding.operands, edges, random, strict=True)
    arrays = tuple(plain(np.concatenate([e, r]), o.format.bits) for o, e, r in operands)
    text = f"{len(edges[0])} boundary inputs and {binding.samples} random ones, seed {binding.seed}"
    return Inputs(arrays, False, text)


def _all(binding: KernelBinding) -> Inputs:
    shape = [1 << o.format.bits for o in binding.operands]
    arrays = []
    for i, size in enumerate(shape):
        axis = np.arange(size, dtype=np.int64)
        axis = axis.reshape([-1 if i == j else 1 for j in range(len(shape))])
        arrays.append(np.broadcast_to(axis, shape).reshape(-1))
    _, boxes = split([o.var for o in binding.operands], CHUNK)
    return Inputs(tuple(arrays), True, f"all {binding.inputs} inputs", tuple(boxes))


def _boundaries(binding: KernelBinding, rng: np.random.Generator) -> list[Array]:
    """Where results change for one operand; combinations of corner cases for several."""
    results = [r.format for r in binding.results]
    if len(binding.operands) == 1:
        return [boundary_codes(binding.operands[0].format, results, rng)]
    most = int(CROSS ** (1 / len(binding.operands)))
    axes = [interesting(o.format, most, rng) for o in binding.operands]
    return [a.reshape(-1) for a in np.meshgrid(*axes, indexing="ij")]


def _random(binding: KernelBinding, rng: np.random.Generator) -> list[Array]:
    """A half uniform over codes; a quarter evenly over the magnitudes of the result; for several
    operands the rest near the first one or its negative, where sums cancel."""
    count = binding.samples
    half, quarter = count - count // 2, count // 4
    found: list[Array] = []
    first: Array | None = None
    for operand in binding.operands:
        fmt = operand.format
        uniform = rng.integers(0, (1 << fmt.bits) - 1, half, dtype=np.uint64, endpoint=True)
        low, high = ordinal_range(fmt, binding.results[0].format)
        alone = first is None
        spread = rng.integers(low, high, count - half if alone else quarter, endpoint=True)
        spread = np.where(rng.random(len(spread)) < 0.5, spread, -spread)
        if first is None:
            first = spread
            ordinals = spread
        else:
            ordinals = np.concatenate([spread, _near(operand, first[quarter:], rng)])
        ordinals = np.clip(ordinals, fmt.kmin, fmt.kmax)
        found.append(np.concatenate([uniform, code_array(fmt, ordinals)]))
    return found


def _near(operand: Operand, ordinals: Array, rng: np.random.Generator) -> Array:
    """Ordinals at a random distance, of every order, from ``ordinals`` or their negatives."""
    distance = np.int64(1) << rng.integers(0, fraction_bits(operand.format) + 2, len(ordinals))
    distance = rng.integers(0, distance) * rng.choice([-1, 1], len(ordinals))
    result: Array = ordinals * rng.choice([-1, 1], len(ordinals)) + distance
    return result
