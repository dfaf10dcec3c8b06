"""Arrays of one code."""

from __future__ import annotations

import numpy as np
import pytest

from verif.kernels.one_code import OneCode

SIZE = 64


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.uint32, np.uint64])
def test_each_place_counts(dtype: type[np.unsignedinteger]) -> None:
    """One other code, at the first place, the last or between, is seen for every code."""
    one_code = OneCode(SIZE, np.dtype(dtype))
    most = int(np.iinfo(dtype).max)
    for code in (0, 1, most, 0, 1 << 7, most - 1):
        codes = np.full(SIZE, code, dtype)
        assert one_code(codes, code)
        assert not one_code(codes, code ^ 1)
        for place in range(SIZE):
            codes[place] ^= 1
            assert not one_code(codes, code)
            assert not one_code(codes, code ^ 1)
            codes[place] ^= 1
