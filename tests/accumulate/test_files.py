"""Every kind of file gives the same as the array that was written to it."""

from __future__ import annotations

import tracemalloc
import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from tests.accumulate.run import layer, record
from verif.accumulate.elements import BFLOAT16
from verif.accumulate.files import tensors

INTEGERS = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]
FLOATS = ["float16", "float32", "float64"]


def matrix(dtype: str) -> NDArray[Any]:
    ends = (-100, 100) if np.dtype(dtype).kind != "u" else (0, 200)
    return np.random.default_rng(3).integers(*ends, (7, 11)).astype(dtype)


def wanted(array: NDArray[Any]) -> list[tuple[int, int, int, int]]:
    """Index, L1, largest and least sum for inputs of 0 to 255, of rows of Python integers."""
    rows = [[int(w) for w in row] for row in array.tolist()]
    return [
        (
            i,
            sum(map(abs, r)),
            255 * sum(w for w in r if w > 0),
            255 * sum(w for w in r if w < 0),
        )
        for i, r in enumerate(rows)
    ]


def found(path: Path, **options: Any) -> list[tuple[int, int, int, int]]:
    return [(c.index, c.l1, c.max, c.min) for c in layer(path, **options).channels]


@pytest.mark.parametrize("dtype", [*INTEGERS, *FLOATS])
@pytest.mark.parametrize("kind", ["npy", "npz", "compressed", "safetensors"])
def test_types_and_files(tmp_path: Path, dtype: str, kind: str) -> None:
    array = matrix(dtype)
    path = tmp_path / "weights.bin"  # what a file is called says nothing
    with path.open("wb") as file:
        if kind == "npy":
            np.save(file, array)
        elif kind == "npz":
            np.savez(file, w=array)
        elif kind == "compressed":
            np.savez_compressed(file, w=array)
    if kind == "safetensors":
        save_file({"w": array}, path)
    assert found(path) == wanted(array)
    the_layer = layer(path)
    assert the_layer.dtype == dtype
    assert the_layer.shape == (7, 11)
    assert the_layer.name == ("weights" if kind == "npy" else "w")
    is_float = dtype in FLOATS
    assert the_layer.notes == ((f"held as {dtype}, every element an integer",) * is_float)


@pytest.mark.parametrize("dtype", [">i2", ">i4", ">u8", ">f4", "<i8"])
def test_byte_orders(tmp_path: Path, dtype: str) -> None:
    array = matrix(dtype)
    np.save(tmp_path / "w.npy", array)
    assert found(tmp_path / "w.npy") == wanted(array)


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_versions_of_npy(tmp_path: Path, version: tuple[int, int]) -> None:
    with (tmp_path / "w.npy").open("wb") as file:
        np.lib.format.write_array(file, matrix("int8"), version=version)
    assert found(tmp_path / "w.npy") == wanted(matrix("int8"))


def test_bfloat16(tmp_path: Path) -> None:
    values = np.array([[1, -2, 384], [0, -256, 3]], dtype=np.float32)
    upper = (values.view(np.uint32) >> 16).astype(np.uint16)
    save_file({"w": upper}, tmp_path / "w.safetensors")
    raw = (tmp_path / "w.safetensors").read_bytes()
    # The package for NumPy does not write the type.
    changed = raw.replace(b'"U16"', b'"BF16"')
    length = int.from_bytes(raw[:8], "little") + 1
    path = tmp_path / "b.safetensors"
    path.write_bytes(length.to_bytes(8, "little") + changed[8:])
    (tensor,) = tensors(path, ExitStack())
    assert tensor.type == BFLOAT16
    assert found(path) == wanted(values)


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("axis", [0, 1, 2, 3, -1, -4])
@pytest.mark.parametrize("compressed", [False, True])
def test_axes_and_orders(tmp_path: Path, order: Any, axis: int, compressed: bool) -> None:
    array = np.random.default_rng(5).integers(-9, 9, (4, 3, 2, 5), dtype=np.int8)
    stored = np.asarray(array, order=order)
    path = tmp_path / "w.npz"
    (np.savez_compressed if compressed else np.savez)(path, w=stored)
    rows = np.moveaxis(array, axis, 0).reshape(array.shape[axis], -1)
    assert found(path, axis=axis) == wanted(rows)
    the_layer = layer(path, axis=axis)
    assert (the_layer.axis, the_layer.length) == (axis % 4, rows.shape[1])
    signs = ["".join("0+-"[int(np.sign(w))] for w in row[:16]) for row in rows]
    assert [c.signs for c in the_layer.channels] == signs
    case = record(path, axis=axis, worst="w:1").worst_cases[0]
    assert case.weights == tuple(rows[1].tolist())


def test_a_channel_longer_than_a_piece(tmp_path: Path) -> None:
    array = np.random.default_rng(6).integers(-128, 128, (3, (1 << 20) + 5), dtype=np.int8)
    np.save(tmp_path / "w.npy", array)
    np.save(tmp_path / "f.npy", np.asfortranarray(array))
    p, n = (np.maximum(sign * array.astype(int), 0).sum(axis=1) for sign in (1, -1))
    for name in ("w.npy", "f.npy"):
        the_layer = layer(tmp_path / name)
        assert [c.positive for c in the_layer.channels] == p.tolist()
        assert [c.negative for c in the_layer.channels] == n.tolist()


def test_more_channels_than_a_piece_has_elements(tmp_path: Path) -> None:
    array = np.ones((2, (1 << 20) + 3), dtype=np.int8)
    array[1] = -3
    np.save(tmp_path / "w.npy", array)
    the_layer = layer(tmp_path / "w.npy", axis=1)
    assert len(the_layer.channels) == (1 << 20) + 3
    assert {(c.positive, c.negative) for c in the_layer.channels} == {(1, 3)}


def test_sums_beyond_64_bits(tmp_path: Path) -> None:
    array = np.array([[-(2**63), -(2**63)], [2**63 - 1, 2**63 - 1]], dtype=np.int64)
    np.save(tmp_path / "w.npy", array)
    least, most = layer(tmp_path / "w.npy", text="uint32").channels
    assert (least.min, least.max) == (-(2**64) * (2**32 - 1), 0)
    assert (most.min, most.max) == (0, (2**64 - 2) * (2**32 - 1))
    assert (least.min_bits, most.min_bits) == (97, 97)


def test_floats_beyond_32_bits(tmp_path: Path) -> None:
    array = np.array([[2.0**62, -(2.0**53), 3.0], [1.0, 0.0, -0.0]])
    np.save(tmp_path / "w.npy", array)
    assert found(tmp_path / "w.npy") == wanted(array)


def test_the_order_of_the_file_is_kept(tmp_path: Path) -> None:
    arrays = {name: np.ones((2, 2), dtype=np.int8) for name in ("z", "a", "m")}
    np.savez(tmp_path / "w.npz", **arrays)
    assert [x.name for x in record(tmp_path / "w.npz").layers] == ["z", "a", "m"]


def test_safetensors_agree_with_the_package(tmp_path: Path) -> None:
    path = tmp_path / "w.safetensors"
    arrays = {f"layer.{i}.{t}": matrix(t) + i for i, t in enumerate(INTEGERS)}
    save_file(arrays, path, metadata={"format": "pt"})
    theirs = load_file(path)
    ours = {x.name: x for x in record(path).layers}
    assert set(ours) == set(theirs)
    for name, array in theirs.items():
        got = [(c.index, c.l1, c.max, c.min) for c in ours[name].channels]
        assert got == wanted(array)


def test_several_files(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", matrix("int8"))
    np.save(tmp_path / "b.npy", matrix("int16"))
    both = record(tmp_path / "a.npy", tmp_path / "b.npy")
    assert both.file is None
    assert both.files == (str(tmp_path / "a.npy"), str(tmp_path / "b.npy"))
    assert [x.file for x in both.layers] == list(both.files)
    one = record(tmp_path / "a.npy")
    assert (one.file, one.files) == (both.files[0], both.files[:1])


@pytest.mark.share(4)
@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("kind", ["npy", "npz", "compressed", "safetensors"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, kind: str, axis: int) -> None:
    array = np.resize(np.arange(-8, 8, dtype=np.int8), (1 << 13, 1 << 13))
    path = tmp_path / "w.bin"
    with path.open("wb") as file:
        if kind == "npy":
            np.save(file, array)
        elif kind == "npz":
            np.savez(file, w=array)
        elif kind == "compressed":
            np.savez_compressed(file, w=array)
    if kind == "safetensors":
        save_file({"w": array}, path)
    size = array.nbytes
    del array
    tracemalloc.start()
    layer(path, axis=axis)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size / 4


def test_a_large_member_of_zeros_that_is_no_bomb(tmp_path: Path) -> None:
    """Up to 256 MiB any compression is believed."""
    np.savez_compressed(tmp_path / "w.npz", w=np.zeros((16, 1 << 16), dtype=np.int8))
    with zipfile.ZipFile(tmp_path / "w.npz") as archive:
        (member,) = archive.infolist()
        assert member.file_size > 500 * member.compress_size
    assert layer(tmp_path / "w.npz").max_l1 == 0
