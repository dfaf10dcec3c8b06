"""Tiles against every input of every tile."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from tests.accumulate import brute
from tests.accumulate.run import layer, record
from verif.accumulate.errors import OptionError, WeightsError
from verif.accumulate.input_range import parse_input
from verif.accumulate.layout import Layout
from verif.accumulate.sums import signed_sums
from verif.accumulate.tiles import Tiles


def by_definition(row: list[int], size: int, text: str) -> tuple[int, int, int, int]:
    """The ends of both accumulators: every input of a tile, every choice of tiles."""
    inputs = parse_input(text)
    factors = range(inputs.low, inputs.high + 1)
    inner: set[int] = {0}
    ends = []
    for i in range(0, len(row), size):
        inner |= brute.partial_sums(row[i : i + size], factors)
        ended = brute.finished_sums(row[i : i + size], factors)
        ends.append((min(ended), max(ended)))
    outer_low = min(brute.subset_sums([low for low, _ in ends]))
    outer_high = max(brute.subset_sums([high for _, high in ends]))
    return min(inner), max(inner), outer_low, outer_high


@pytest.mark.parametrize("text", ["uint2", "int2", "[1,3]", "[-2,-1]"])
@pytest.mark.parametrize("size", [1, 2, 3, 4, 9])
def test_every_input(tmp_path: Path, text: str, size: int) -> None:
    rows = np.random.default_rng(size).integers(-3, 4, (12, 4), dtype=np.int8)
    np.save(tmp_path / "w.npy", rows)
    found = layer(tmp_path / "w.npy", text=text, tile=size)
    for row, c in zip(rows.tolist(), found.channels, strict=True):
        wanted = by_definition(row, size, text)
        assert (c.inner_min, c.inner_max, c.outer_min, c.outer_max) == wanted
        assert c.inner_bits == brute.least_width(wanted[:2])
        assert c.outer_bits == brute.least_width(wanted[2:])
    assert found.inner_bits == max(c.inner_bits or 0 for c in found.channels)
    assert found.outer_bits == max(c.outer_bits or 0 for c in found.channels)


@pytest.mark.parametrize("limit", [1, 2, 5, 8, 30, 1000])
@pytest.mark.parametrize("shape", [(3, 10), (10, 3), (2, 3, 5), (4, 1, 7)])
@pytest.mark.parametrize("size", [1, 3, 4, 10, 11])
def test_pieces_may_cut_tiles(limit: int, shape: tuple[int, ...], size: int) -> None:
    array = np.random.default_rng(0).integers(-9, 10, shape, dtype=np.int8)
    inputs = parse_input("[1,3]")
    for axis in range(len(shape)):
        layout = Layout(shape, axis)
        tiles = Tiles(size, layout.channels, layout.length, 9, inputs)
        done = 0
        for piece in layout.pieces(limit):
            part = array.reshape(-1)[done : done + piece.elements]
            tiles.add(piece, *signed_sums(part, piece, tiles.starts(piece)))
            done += piece.elements
        rows = np.moveaxis(array, axis, 0).reshape(layout.channels, -1).tolist()
        for c, row in enumerate(rows):
            cut = [row[i : i + size] for i in range(0, len(row), size)]
            inner = max(sum(3 * w for w in t if w > 0) for t in cut)
            outer = sum(max(0, sum(w * (3 if w > 0 else 1) for w in t)) for t in cut)
            assert tiles.inner_high[c] == inner
            assert tiles.outer_high[c] == outer
            inner = min(sum(3 * w for w in t if w < 0) for t in cut)
            outer = sum(min(0, sum(w * (1 if w > 0 else 3) for w in t)) for t in cut)
            assert tiles.inner_low[c] == inner
            assert tiles.outer_low[c] == outer


def test_the_outer_accumulator_takes_the_bias(tmp_path: Path) -> None:
    path = tmp_path / "w.npz"
    np.savez(path, w=np.array([[1, -1, 1, 1]], np.int8), b=np.array([-1000]))
    (c,) = layer(path, bias="b", tile=2).channels
    assert (c.inner_min, c.inner_max) == (-255, 510)
    assert (c.outer_min, c.outer_max) == (-1255, 765)
    assert (c.min, c.max) == (-1255, 765)


def test_the_rule_for_the_outer_width_is_enough(tmp_path: Path) -> None:
    """AXE: the inner width plus log2 of the number of tiles, rounded up."""
    for size, length in product((1, 2, 3, 5, 8), (0, 1, 2, 7, 8, 9, 40)):
        rows = np.random.default_rng(length).integers(-128, 128, (9, length), dtype=np.int8)
        np.save(tmp_path / "w.npy", rows)
        found = layer(tmp_path / "w.npy", tile=size)
        assert found.inner_bits is not None
        assert found.outer_bits is not None
        assert found.outer_rule is not None
        assert found.inner_bits <= found.outer_bits <= found.outer_rule


def test_64_bit_weights(tmp_path: Path) -> None:
    array = np.array([[2**63 - 1, 2**63 - 1, -(2**63), 5]])
    np.save(tmp_path / "w.npy", array)
    (c,) = layer(tmp_path / "w.npy", tile=2, text="uint1").channels
    assert (c.inner_min, c.inner_max) == (-(2**63), 2**64 - 2)
    assert (c.outer_min, c.outer_max) == (-(2**63), 2**64 - 2 + 5)


def test_limits_of_both(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.array([[1, 1, 1, 1], [1, 0, 0, 0]], np.int8))
    path = tmp_path / "w.npy"
    assert [(c.inner_bits, c.outer_bits) for c in layer(path, tile=2).channels] == [
        (10, 11),
        (9, 9),
    ]
    assert record(path, tile=2, acc_bits=10, outer_bits=11).reason == (
        "every channel fits 10 bits within tiles and 11 bits for their sum"
    )
    assert record(path, tile=2, acc_bits=10).exit_code == 0
    assert record(path, tile=2, acc_bits=9, outer_bits=11).reason == (
        "1 channel needs more than 9 bits within tiles or 11 bits for their sum: w 0"
    )
    assert record(path, tile=2, outer_bits=8).layers[0].over == (0, 1)
    with pytest.raises(OptionError, match="give --tile"):
        record(path, outer_bits=8)


def test_tiles_of_more_axes_in_fortran_order_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.asfortranarray(np.ones((2, 3, 4), np.int8)))
    with pytest.raises(WeightsError, match="is in Fortran order"):
        layer(tmp_path / "w.npy", tile=2)
    np.save(tmp_path / "w.npy", np.asfortranarray(np.arange(6, dtype=np.int8).reshape(2, 3)))
    assert [c.inner_max for c in layer(tmp_path / "w.npy", tile=2).channels] == [510, 255 * 7]
