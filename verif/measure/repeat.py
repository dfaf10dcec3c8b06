"""Is the kernel a function of its input alone? It is asked again, in other orders and pieces.

Vector code that treats the last elements of an array in another way, that depends on how the array
lies in memory, or that keeps something from one call to the next, gives other results then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from verif.measure.oracle import Codes
from verif.measure.part import EXAMPLES
from verif.measure.record import Repeated
from verif.measure.scale import Scale
from verif.measure.subject import Caller

Array = np.ndarray[Any, Any]

MOST = 1 << 14
"""Inputs that are asked for again."""

LENGTHS = (1, 2, 3, 5, 7, 8, 9, 15, 17, 31, 33, 63, 65, 127, 255, 257, 511, 1001)
"""Lengths of pieces, most of them odd; each time around the pieces begin one element later."""

SHORT = 256
"""How many inputs are given in pieces of up to ten elements."""


def repeated(call: Caller, scale: Scale, codes: Codes, seed: int) -> Repeated:
    """Ask for the same inputs several times; where a result differs from that of the first call,
    what was different then. NaNs are alike."""
    codes = tuple(c[:MOST] for c in codes)
    first = call(codes)
    rng = np.random.Generator(np.random.PCG64(seed))
    differing = np.zeros(len(first), bool)
    examples: list[tuple[tuple[int, ...], int, int, str]] = []
    asked = 0
    for how, places, offset in _ways(len(first), rng):
        again = call(tuple(c[places] for c in codes), offset)
        asked += len(places)
        before = first[places]
        bad = (again != before) & ~(scale.is_nan(again) & scale.is_nan(before))
        for k in np.flatnonzero(bad).tolist():
            i = int(places[k])
            if not differing[i] and len(examples) < EXAMPLES:
                inputs = tuple(int(c[i]) for c in codes)
                examples.append((inputs, int(first[i]), int(again[k]), how))
            differing[i] = True
    return Repeated(
        inputs=len(first),
        asked=asked,
        differing=int(np.count_nonzero(differing)),
        examples=tuple(examples),
    )


def _ways(size: int, rng: np.random.Generator) -> Iterator[tuple[str, Array, int]]:
    """What is different, which inputs are given in which order, and their offset in memory."""
    yield "asked a second time", np.arange(size), 0
    yield "in another order", rng.permutation(size), 0
    yield "in the opposite order", np.arange(size)[::-1], 0
    for offset in (1, 3):
        yield f"{offset} elements further on in memory", np.arange(size), offset
    start, turn = 0, 0
    while start < size:
        length = LENGTHS[turn % len(LENGTHS)]
        if start > SHORT:
            length = max(length, 257)
        piece = np.arange(start, min(start + length, size))
        yield f"in a piece of {len(piece)}", piece, turn % 4
        start, turn = start + length, turn + 1
