"""Sums by sign against sums of Python integers, for every type, at the ends of the types."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from verif.accumulate.layout import PIECE, Layout, Piece
from verif.accumulate.sums import signed_sums

TYPES = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]


def direct(rows: list[list[int]]) -> list[tuple[int, int]]:
    return [(sum(w for w in r if w > 0), -sum(w for w in r if w < 0)) for r in rows]


def found(weights: NDArray[Any], piece: Piece, starts: list[int] | None = None) -> Any:
    p, n = signed_sums(weights.reshape(-1), piece, starts)
    return [list(zip(a, b, strict=True)) for a, b in zip(p.tolist(), n.tolist(), strict=True)]


@pytest.mark.parametrize("dtype", TYPES)
@given(data=st.data())
@settings(max_examples=40)
def test_rows(dtype: str, data: st.DataObject) -> None:
    ends = np.iinfo(dtype)
    element = st.one_of(
        st.integers(int(ends.min), int(ends.max)),
        st.sampled_from([int(ends.min), int(ends.max), 0]),
    )
    width = data.draw(st.integers(1, 6))
    row = st.lists(element, min_size=width, max_size=width)
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    array = np.array(rows, dtype=dtype)
    piece = Piece(1, width, 0, len(rows), 0, width)
    assert [r[0] for r in found(array, piece)] == direct(rows)
    # As columns: the channels are the inner axis.
    piece = Piece(width, 1, 0, len(rows), 0, width)
    assert [r[0] for r in found(array.T, piece)] == direct(rows)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("end", ["min", "max"])
@pytest.mark.parametrize("shape", [(1, PIECE), (PIECE, 1)])
def test_nothing_wraps_in_the_largest_piece(dtype: str, end: str, shape: tuple[int, int]) -> None:
    value = int(getattr(np.iinfo(dtype), end))
    array = np.full(PIECE, value, dtype=dtype)
    total = value * PIECE
    wanted = (total, 0) if total > 0 else (0, -total)
    assert found(array, Piece(shape[0], shape[1], 0, 1, 0, PIECE)) == [[wanted]]


@pytest.mark.parametrize("value", [1 << 32, (1 << 32) + 1, -(1 << 32), -(1 << 32) - 1])
def test_where_64_bits_are_taken_apart(value: int) -> None:
    array = np.full(PIECE, value, dtype=np.int64)
    total = value * PIECE
    wanted = (total, 0) if total > 0 else (0, -total)
    assert found(array, Piece(1, PIECE, 0, 1, 0, PIECE)) == [[wanted]]


@pytest.mark.parametrize("dtype", ["int8", "int32", "int64"])
def test_segments(dtype: str) -> None:
    random = np.random.default_rng(1)
    ends = np.iinfo(dtype)
    array = random.integers(ends.min, ends.max, (3, 4, 5), dtype=dtype, endpoint=True)
    piece = Piece(3, 5, 0, 4, 0, 15)
    starts = [0, 1, 6, 7, 13]
    rows = array.transpose(1, 0, 2).reshape(4, 15).tolist()
    ends_ = [*starts[1:], 15]
    wanted = [direct([r[a:b] for a, b in zip(starts, ends_, strict=True)]) for r in rows]
    assert found(array, piece, starts) == wanted
    assert [r[0] for r in found(array, piece)] == direct(rows)


@pytest.mark.parametrize("shape", [(5, 7), (2, 3, 4, 5), (1, 9), (9, 1), (4, 0), (0, 4)])
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 12, 1000])
@pytest.mark.parametrize("fortran", [False, True])
def test_pieces_follow_each_other_and_give_the_sums(
    shape: tuple[int, ...], limit: int, fortran: bool
) -> None:
    array = np.random.default_rng(0).integers(-9, 10, shape, dtype=np.int8)
    stream = array.reshape(-1, order="F" if fortran else "C")
    for axis in range(len(shape)):
        layout = Layout(shape, axis, fortran)
        p, n = np.zeros((2, layout.channels), dtype=np.int64)
        seen = np.zeros(layout.channels, dtype=np.int64)
        done = 0
        for piece in layout.pieces(limit):
            assert piece.elements <= limit
            some = slice(piece.first, piece.last)
            # Each channel's weights come in order.
            assert (seen[some] == piece.start).all()
            seen[some] = piece.stop
            a, b = signed_sums(stream[done : done + piece.elements], piece)
            p[some] += a[:, 0]
            n[some] += b[:, 0]
            done += piece.elements
        assert done == array.size
        assert (seen == (layout.length if layout.channels else 0)).all()
        rows = np.moveaxis(array, axis, 0).reshape(layout.channels, layout.length).tolist()
        assert list(zip(p.tolist(), n.tolist(), strict=True)) == direct(rows)


@pytest.mark.parametrize("shape", [(6,), (2, 3), (2, 3, 4), (3, 2, 2, 2)])
@pytest.mark.parametrize("fortran", [False, True])
def test_index_of_a_position(shape: tuple[int, ...], fortran: bool) -> None:
    order = "F" if fortran else "C"
    count = int(np.prod(shape))
    layout = Layout(shape, 0, fortran)
    wanted = [tuple(map(int, np.unravel_index(i, shape, order=order))) for i in range(count)]
    assert [layout.index(i) for i in range(count)] == wanted
