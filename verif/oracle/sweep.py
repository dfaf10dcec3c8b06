"""The right codes of all float32 numbers, block by block, with as little work as can be justified.

Most blocks of consecutive patterns have one code (``blocks.py``). In others the function changes so
slowly that most short stretches have one; their ends are computed and the middle filled in, by the
same argument. The rest goes through the filter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from verif.arrays.encode import code_dtype
from verif.arrays.source import FLOAT32
from verif.formats.context import Context, Mode
from verif.formats.format import Format
from verif.oracle.blocks import SIZE, constant_blocks
from verif.oracle.filter import Filter
from verif.oracle.function import Function
from verif.oracle.special import rational

Array = NDArray[Any]

STEP = 64
"""The length of the stretches that are filled in."""


class Sweep:
    """The inputs and right codes of one function of one argument, in blocks of ``size`` patterns.

    It owns the memory it works in: arrays that it returns are good until the next call, and each
    thread needs a sweep of its own. With ``prune`` false every result is computed.
    """

    def __init__(
        self,
        function: Function,
        fmt: Format,
        mode: Mode | str | Context = Mode.RNE,
        size: int = SIZE,
        prune: bool = True,
    ) -> None:
        self.filter = Filter(function, fmt, mode)
        self.size = size
        self.prune = prune and size % STEP == 0
        self.offsets = np.arange(size, dtype=np.uint32)
        self.patterns = np.empty_like(self.offsets)
        self.right = np.empty(size, code_dtype(fmt.bits))
        self.constant = np.zeros((1 << 32) // size, bool)
        self.code = np.zeros(self.constant.size, self.right.dtype)
        if prune:
            blocks = constant_blocks(function, fmt, mode, size=size)
            self.constant, self.code = blocks.constant, blocks.codes

    def block(self, start: int) -> tuple[Array, Array]:
        """The float32 numbers of the patterns from ``start`` on, a multiple of ``size``, and their
        codes; a single code, as an array without dimensions, where all have the same."""
        if start % self.size or not 0 <= start < 1 << 32:
            raise ValueError(
                f"a block starts at a multiple of {self.size} below 2**32, not at {start}"
            )
        np.add(self.offsets, np.uint32(start), out=self.patterns)
        x = self.patterns.view(np.float32)
        i = start // self.size
        if self.constant[i]:
            return x, self.code[i, ...]
        if not (self.prune and self._monotone(x) and self._fill(x)):
            self.filter.codes(x, out=self.right)
        return x, self.right

    def _monotone(self, x: Array) -> bool:
        """Whether the function is defined and monotone on all of a block, of one sign without 0."""
        f, ends = self.filter.function, x[[0, -1]]
        if f.shape is None or not np.isfinite(ends).all() or not ends.all():
            return False
        low, high = sorted(rational(FLOAT32.value(int(p))) for p in ends.view(np.uint32))
        if f.domain.low is not None and low <= f.domain.low:
            return False
        return not any(low <= p <= high for p in f.domain.poles) and bool(
            f.shape.direction(low, high)
        )

    def _fill(self, x: Array) -> bool:
        """Writes the codes of a block, a stretch of ``STEP`` at a time where both its ends have one
        code other than NaN; false, and nothing written, where few do."""
        stretches = x.reshape(-1, STEP)
        first, last = self.filter.codes(np.ascontiguousarray(stretches[:, [0, -1]].T))
        alike = first == last
        if 2 * np.count_nonzero(alike) < alike.size:
            return False
        if self.filter.fmt.canonical_nan is not None:
            alike &= first != self.filter.fmt.canonical_nan
        filled = self.right.reshape(-1, STEP)
        filled[:] = first[:, None]
        left = np.flatnonzero(~alike)
        if left.size:
            filled[left] = self.filter.codes(stretches[left])
        return True
