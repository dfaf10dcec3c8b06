"""Grids in pieces: every assignment once, in order, within the limit."""

from __future__ import annotations

from itertools import product

import pytest

from verif.engines.grid import size, split
from verif.ir import build as b


@pytest.mark.parametrize("limit", [1, 2, 5, 6, 7, 20, 29, 30, 59, 60, 61])
def test_pieces(limit: int) -> None:
    variables = (b.var("x", -1, 1), b.var("y", 0, 4), b.var("z", 3, 6))
    cut, boxes = split(variables, limit)
    seen = []
    for box in boxes:
        ranges = [range(low, high + 1) for low, high in box.ranges]
        found = list(product(*ranges))
        assert len(found) <= limit
        assert box.shape == tuple(map(len, ranges))
        seen += found
        for v, (low, high) in list(zip(variables, box.ranges, strict=True))[cut:]:
            assert (low, high) == (v.low, v.high)
    assert seen == list(product(range(-1, 2), range(5), range(3, 7)))


def test_empty_and_no_variables() -> None:
    assert split((b.var("x", 1, 0), b.var("y", 0, 3)), 8) == (0, [])
    assert size(()) == 1
    assert split((), 8)[1][0].shape == ()


def test_values_have_an_axis_of_their_own() -> None:
    box = split((b.var("x", 0, 1), b.var("y", 1 << 70, (1 << 70) + 2)), 100)[1][0]
    assert box.array(0, 1).shape == (2, 1, 1)
    assert box.array(1).tolist() == [[1 << 70, (1 << 70) + 1, (1 << 70) + 2]]
