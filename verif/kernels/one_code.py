"""Whether all results of a chunk are one code."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


class OneCode:
    """Compares arrays of ``size`` codes with a code.

    A bytearray compares itself with any buffer in one go, and keeps the code it was last filled
    with.
    """

    def __init__(self, size: int, dtype: np.dtype[Any]) -> None:
        self.filled = bytearray(size * dtype.itemsize)
        self.codes: Array = np.frombuffer(self.filled, dtype)

    def __call__(self, codes: Array, code: int) -> bool:
        """Whether all of ``codes``, one after the other in memory, are ``code``."""
        if codes[0] != code:
            return False
        if self.codes[0] != code:
            self.codes[:] = code
        return self.filled == codes.data
