"""Runs of signs of the widest channel, against a plain count over its weights."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.accumulate.run import record
from verif.accumulate import sign_runs as module
from verif.accumulate.errors import WeightsError
from verif.accumulate.files import tensors
from verif.accumulate.layer import layout_of
from verif.accumulate.layout import Layout, Piece
from verif.accumulate.record import Channel, SignRuns
from verif.accumulate.sign_runs import sign_runs


def runs_of(path: Path, index: int, axis: int = 0) -> SignRuns | None:
    from contextlib import ExitStack

    layer = record(path, axis=axis).layers[0]
    with ExitStack() as held:
        (tensor,) = tensors(path, held)
        return sign_runs(tensor, layout_of(tensor, axis), layer.channels[index])


def plain(weights: Any) -> list[tuple[str, int]]:
    signs = ["0+-"[(w > 0) - (w < 0)] for w in weights.reshape(-1).tolist()]
    return [(sign, len(list(same))) for sign, same in groupby(signs)]


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.int64, np.uint64, np.float32])
@pytest.mark.parametrize("axis", [0, 1, 2])
def test_runs(dtype: Any, axis: int, tmp_path: Path) -> None:
    random = np.random.default_rng(axis)
    low = 0 if np.dtype(dtype).kind == "u" else -2
    weights = random.integers(low, 3, (5, 7, 11)).astype(dtype)
    np.save(tmp_path / "w.npy", weights)
    for index in range(weights.shape[axis]):
        expected = plain(weights.take(index, axis))
        found = runs_of(tmp_path / "w.npy", index, axis)
        assert found == SignRuns(count=len(expected), runs=tuple(expected))


@pytest.mark.parametrize("pieces", [1, 3, 8, 64])
@pytest.mark.parametrize("stored", [np.savez, np.savez_compressed])
def test_runs_go_on_from_piece_to_piece(
    pieces: int, stored: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = np.repeat(np.array([1, -1, 0, 1], np.int8), [9, 2, 1, 20])
    stored(tmp_path / "w.npz", w=np.stack([weights, -weights, weights[::-1]]))
    whole = Layout.pieces

    def small(self: Layout, limit: int = pieces) -> Any:
        return whole(self, limit)

    monkeypatch.setattr(Layout, "pieces", small)
    for index, signs in enumerate(("+-0+", "-+0-", "+0-+")):
        found = runs_of(tmp_path / "w.npz", index)
        assert found is not None
        lengths = [9, 2, 1, 20] if index < 2 else [20, 1, 2, 9]
        assert found.runs == tuple(zip(signs, lengths, strict=True))
        assert found.count == 4


def test_of_many_runs_the_first_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    np.save(tmp_path / "w.npy", np.array([[1, 1, -1, 0, 1, -1, -1]], np.int8))
    for limit in (1, 2, 100):
        whole = Layout.pieces
        with monkeypatch.context() as patch:
            patch.setattr(
                Layout, "pieces", lambda self, limit=limit, whole=whole: whole(self, limit)
            )
            found = runs_of(tmp_path / "w.npy", 0)
        assert found == SignRuns(count=5, runs=(("+", 2), ("-", 1), ("0", 1)))


def test_another_order_in_memory(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    flat = random.integers(-1, 2, (4, 6)).astype(np.int8)
    np.save(tmp_path / "flat.npy", np.asfortranarray(flat))
    found = runs_of(tmp_path / "flat.npy", 2)
    assert found is not None
    assert list(found.runs) == plain(flat[2])
    np.save(tmp_path / "deep.npy", np.asfortranarray(flat.reshape(2, 3, 4)))
    assert runs_of(tmp_path / "deep.npy", 1) is None


def test_a_file_that_changes_meanwhile(tmp_path: Path) -> None:
    from contextlib import ExitStack

    path = tmp_path / "w.npy"
    np.save(path, np.array([[1, 2], [3, -4]], np.int8))
    with ExitStack() as held:
        (tensor,) = tensors(path, held)
        channel = Channel(1, 7, 3, 4, 0, 0, 1, "+-")
        assert sign_runs(tensor, layout_of(tensor, 0), channel) is not None
        np.save(path, np.array([[1, 2], [3, 4]], np.int8))
        with pytest.raises(WeightsError, match="not what they were a moment ago"):
            sign_runs(tensor, layout_of(tensor, 0), channel)


def test_only_pieces_with_the_channel_are_read(tmp_path: Path, monkeypatch: Any) -> None:
    np.save(tmp_path / "w.npy", np.ones((64, 8), np.int8))
    read: list[Piece] = []
    whole, weights = Layout.pieces, module._weights

    def note(tensor: Any, raw: Any, piece: Piece, channel: int) -> Any:
        read.append(piece)
        return weights(tensor, raw, piece, channel)

    monkeypatch.setattr(Layout, "pieces", lambda self, limit=16: whole(self, limit))
    monkeypatch.setattr(module, "_weights", note)
    found = runs_of(tmp_path / "w.npy", 40)
    assert found == SignRuns(count=1, runs=(("+", 8),))
    assert [(p.first, p.last) for p in read] == [(40, 42)]


def test_asked_for_by_the_record_only(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.array([[1, -1], [3, 0]], np.int8))
    assert record(tmp_path / "w.npy").layers[0].widest_signs is None
    found = record(tmp_path / "w.npy", runs=True).layers[0]
    assert found.widest == 1
    assert found.widest_signs == SignRuns(count=2, runs=(("+", 1), ("0", 1)))
    np.save(tmp_path / "w.npy", np.zeros((0, 4), np.int8))
    assert record(tmp_path / "w.npy", runs=True).layers[0].widest_signs is None
    np.save(tmp_path / "w.npy", np.zeros((2, 0), np.int8))
    empty = record(tmp_path / "w.npy", runs=True).layers[0].widest_signs
    assert empty == SignRuns(count=0, runs=())
