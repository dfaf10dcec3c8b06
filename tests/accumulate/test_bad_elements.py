"""Elements that are no integers, and pickles, which are never run."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.accumulate.bad import npy, refused, written


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (np.nan, "nan"),
        (np.inf, "inf"),
        (-np.inf, "-inf"),
        (0.5, "0.5"),
        (-1e-30, "-1e-30"),
        (2.0**63, "9.2233"),
        (-(2.0**63), "-9.2233"),
        (1e300, "1e+300"),
    ],
)
@pytest.mark.parametrize("order", ["C", "F"])
def test_no_integers(tmp_path: Path, value: float, name: str, order: Any) -> None:
    array = np.ones((5, 7, 2), order=order)
    array[3, 2, 1] = value
    refused(written(tmp_path, npy(array)), f"the element [3, 2, 1] is {name}")


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_other_floats(tmp_path: Path, dtype: Any) -> None:
    for value in (np.nan, np.inf, 0.25):
        array = np.ones((2, 2), dtype=dtype)
        array[1, 0] = value
        refused(written(tmp_path, npy(array)), f"the element [1, 0] is {value}")


def test_the_first_of_several_is_named_beyond_the_first_piece(tmp_path: Path) -> None:
    array = np.ones((2, 1 << 20), dtype=np.float32)
    array[1, 77] = array[1, 99] = 0.5
    refused(written(tmp_path, npy(array)), "the element [1, 77] is 0.5")


@pytest.mark.parametrize(
    ("array", "name"),
    [
        (np.ones((2, 2), dtype=bool), "bool"),
        (np.ones((2, 2), dtype=complex), "complex"),
        (np.array([["a", "b"]]), "str"),
        (np.array([[b"a", b"b"]]), "bytes"),
        (np.zeros((2, 2), dtype="V3"), "void"),
        (np.zeros((2, 2), dtype="i1,i4"), "record"),
        (np.zeros((2, 2), dtype="M8[s]"), "other"),
        (np.zeros((2, 2), dtype=np.longdouble), "other"),
    ],
)
def test_other_types(tmp_path: Path, array: Any, name: str) -> None:
    refused(written(tmp_path, npy(array)), f"elements of type {name}", "are no integers")


class Hostile:
    """Runs a command when it is unpickled."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, (self.command,)


@pytest.mark.parametrize("kind", ["npy", "npz", "pickle"])
def test_pickles_are_never_run(tmp_path: Path, kind: str) -> None:
    trace = tmp_path / "executed"
    array = np.empty((1, 1), dtype=object)
    array[0, 0] = Hostile(f"touch {trace}")
    path = tmp_path / "weights.bin"
    with path.open("wb") as file:
        if kind == "npy":
            np.save(file, array)
        elif kind == "npz":
            np.savez(file, w=array)
        else:
            array.dump(file)
    if kind == "pickle":
        refused(path, "looks like a Python pickle, which is never run")
    else:
        found = refused(path, "elements of type object", "are no integers")
        assert "never run" in found.hint
    assert not trace.exists()
    # The file is as hostile as it is said to be.
    with path.open("rb") as file:
        np.load(file, allow_pickle=True)["w" if kind == "npz" else ()]
    assert trace.exists()


def test_an_archive_of_pytorch(tmp_path: Path) -> None:
    path = tmp_path / "model.pt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model/data.pkl", b"\x80\x02}q\x00.")
    assert "never run" in refused(path, "member 'model/data.pkl': is no .npy").hint
