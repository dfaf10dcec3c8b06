"""Files that end early, go on too long, are damaged anywhere, or are no weights."""

from __future__ import annotations

import io
import os
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save

from tests.accumulate.bad import npy, refused, written
from tests.accumulate.run import layer, record
from verif.accumulate import run
from verif.accumulate.errors import WeightsError


@pytest.mark.parametrize("kind", ["npy", "npz", "compressed", "safetensors"])
def test_every_truncation(tmp_path: Path, kind: str) -> None:
    array = np.arange(-20, 20, dtype=np.int16).reshape(4, 10)
    stream = io.BytesIO()
    if kind == "npz":
        np.savez(stream, w=array)
    elif kind == "compressed":
        np.savez_compressed(stream, w=array)
    whole = {"npy": npy(array), "safetensors": save({"w": array})}.get(kind, stream.getvalue())
    path = written(tmp_path, whole)
    assert layer(path).max_l1 > 0
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        refused(path)


@pytest.mark.parametrize("kind", ["npy", "safetensors"])
def test_more_than_is_declared(tmp_path: Path, kind: str) -> None:
    array = np.ones((2, 2), np.int8)
    content = npy(array) if kind == "npy" else save({"w": array})
    refused(written(tmp_path, content + b"\0"), "1 byte" if kind == "npy" else "which have 5")


def test_a_file_that_shrinks_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, npy(np.ones((4, 4), np.int8)))

    def shrink(found: Path, held: ExitStack) -> Any:
        there = whole(found, held)
        path.write_bytes(path.read_bytes()[:-3])
        return there

    whole = run.tensors
    monkeypatch.setattr(run, "tensors", shrink)
    refused(path, "the data end early, at least 3 bytes are missing")


def test_a_file_that_goes_away_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, npy(np.ones((4, 4), np.int8)))

    def remove(found: Path, held: ExitStack) -> Any:
        there = whole(found, held)
        path.unlink()
        return there

    whole = run.tensors
    monkeypatch.setattr(run, "tensors", remove)
    refused(path, "cannot be read: No such file")


def test_what_is_no_file(tmp_path: Path) -> None:
    refused(tmp_path / "none.npy", "there is no such file")
    refused(tmp_path, "is a directory")
    refused(written(tmp_path, b""), "is empty")
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "is no regular file")
    refused(Path("/dev/zero"), "is no regular file")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"1, 2, 3\n4, 5, 6\n", "begins as no .npy, .npz or .safetensors file does"),
        (b"x", "begins as no"),
        (b"\x89HDF\r\n\x1a\n1234", "is an HDF5 file"),
        (b"GGUF\x03\0\0\0\0\0", "is a GGUF file"),
        (b"PK\3\4" + b"x" * 100, "begins as a zip file and is none"),
    ],
)
def test_other_content(tmp_path: Path, content: bytes, part: str) -> None:
    refused(written(tmp_path, content), part)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, npy(np.ones((2, 2), np.int8)))
    monkeypatch.setattr(Path, "open", denied)
    refused(path, "cannot be read: Permission denied")


@pytest.mark.parametrize("kind", ["npy", "npz", "compressed", "safetensors"])
def test_damaged_bytes_never_end_in_another_error(tmp_path: Path, kind: str) -> None:
    """One to three bytes changed anywhere: a record, an axis that is not there, or this error."""
    array = np.arange(-20, 20, dtype=np.int16).reshape(4, 10)
    stream = io.BytesIO()
    if kind == "npz":
        np.savez(stream, w=array)
    elif kind == "compressed":
        np.savez_compressed(stream, w=array)
    whole = {"npy": npy(array), "safetensors": save({"w": array})}.get(kind, stream.getvalue())
    random = np.random.default_rng(0)
    for _ in range(500):
        content = bytearray(whole)
        for place in random.integers(0, len(whole), random.integers(1, 4)):
            content[place] = random.integers(0, 256)
        with suppress(WeightsError):
            record(written(tmp_path, bytes(content)))
