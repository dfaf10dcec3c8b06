"""Files that are damaged, hostile, or no weights: what is said, and what never happens."""

from __future__ import annotations

import io
import json
import os
import struct
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save

from tests.accumulate.run import layer, record
from verif.accumulate import npz
from verif.accumulate.errors import WeightsError, shown
from verif.accumulate.npy import LONGEST


def refused(path: Path, *parts: str, **options: Any) -> WeightsError:
    """The error that a file is refused with; its message names the file, and has these parts."""
    with pytest.raises(WeightsError) as caught:
        record(path, **options)
    text = str(caught.value)
    assert text.startswith(str(path))
    for part in parts:
        assert part in text
    assert caught.value.hint
    return caught.value


def npy(array: Any) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def header(text: str, data: bytes = b"", version: int = 1) -> bytes:
    length = struct.pack("<H" if version == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes([version, 0]) + length + text.encode("latin-1") + data


def written(folder: Path, content: bytes) -> Path:
    path = folder / "weights.bin"
    path.write_bytes(content)
    return path


# Elements that are no integers


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


# Pickles


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


# Files that end early, or go on


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
    from verif.accumulate import run

    def shrink(found: Path) -> Any:
        there = whole(found)
        path.write_bytes(path.read_bytes()[:-3])
        return there

    whole = run.tensors
    monkeypatch.setattr(run, "tensors", shrink)
    refused(path, "the data end early, at least 3 bytes are missing")


# Headers of .npy


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "cannot be read"),
        ("nonsense(", "cannot be read"),
        ("[1, 2]", "it is no dictionary"),
        ("{'descr': '<i1', 'shape': (1,)}", "its names are not descr, fortran_order, shape"),
        (
            "{'descr': '<i1', 'shape': (1,), 'fortran_order': False, 'x': 1}",
            "its names are not",
        ),
        (
            "{'descr': '<i1', 'shape': (1,), 'fortran_order': False, 'shape': (2,)}",
            "its names are not",
        ),
        ("{**{'descr': '<i1'}, 'shape': (1,), 'fortran_order': False}", "its names are not"),
        (
            "{'descr': '<i1', 'fortran_order': False, 'shape': __import__('os').abort()}",
            "cannot be read",
        ),
        ("{'descr': '<i1', 'fortran_order': False, 'shape': (-1, -4)}", "the shape (-1, -4)"),
        ("{'descr': '<i1', 'fortran_order': False, 'shape': (True, 4)}", "the shape (True, 4)"),
        ("{'descr': '<i1', 'fortran_order': False, 'shape': (2.0, 2)}", "the shape (2.0, 2)"),
        ("{'descr': '<i1', 'fortran_order': False, 'shape': 4}", "the shape 4"),
        ("{'descr': '<i1', 'fortran_order': 1, 'shape': (4,)}", "'fortran_order' is '1'"),
        ("{'descr': 7, 'fortran_order': False, 'shape': (4,)}", "'descr' is '7'"),
        ("{'descr': '<', 'fortran_order': False, 'shape': (4,)}", "the type '<' is not known"),
        ("(" * 3000 + ")" * 3000, "cannot be read"),
        ("-" * 60000 + "1", "cannot be read"),
        ("{'descr': '<i1', 'fortran_order': False, 'shape': " + "[" * 150 + "]" * 150 + "}", ""),
    ],
)
@pytest.mark.parametrize("version", [1, 2])
def test_headers(tmp_path: Path, text: str, part: str, version: int) -> None:
    refused(written(tmp_path, header(text, b"\1\2\3\4", version)), part)


@pytest.mark.parametrize(
    "shape",
    ["(1 << 40, 2)", "(1099511627776, 1099511627776)", "(4294967296, 4294967296, 4294967297)"],
)
def test_huge_declared_shapes(tmp_path: Path, shape: str) -> None:
    text = f"{{'descr': '<i8', 'fortran_order': False, 'shape': {shape}}}"
    begun = time.process_time()
    part = "cannot be read" if "<<" in shape else "the header declares"
    refused(written(tmp_path, header(text, b"\1" * 64)), part)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("shape", ["(1099511627776, 0)", "(8388609, 0)"])
def test_shapes_of_many_channels_and_no_elements(tmp_path: Path, shape: str) -> None:
    text = f"{{'descr': '<i8', 'fortran_order': False, 'shape': {shape}}}"
    refused(written(tmp_path, header(text)), "channels, and at most 8388608 are taken")
    # The other way round there are no channels, of any length.
    text = f"{{'descr': '<i8', 'fortran_order': False, 'shape': (0, {shape[1:-4]})}}"
    assert layer(written(tmp_path, header(text))).channels == ()


def test_a_header_that_is_too_long(tmp_path: Path) -> None:
    content = b"\x93NUMPY\2\0" + struct.pack("<I", LONGEST + 1)
    refused(written(tmp_path, content), "a header of 65537 bytes; at most 65536 are read")


def test_an_unknown_version(tmp_path: Path) -> None:
    refused(written(tmp_path, b"\x93NUMPY\x09\0\0\0"), "version 9.0 of the .npy format")


# Archives


def archive_of(path: Path, *members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_members_that_are_no_arrays(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "w.npz", ("readme.txt", b"hello"))
    refused(path, "member 'readme.txt': is no .npy")
    path = archive_of(tmp_path / "w.npz", ("w.npy", b"hello, this is no array"))
    refused(path, "member 'w.npy': does not begin as a .npy does")
    path = archive_of(tmp_path / "w.npz")
    refused(path, "holds no tensors")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice(tmp_path: Path) -> None:
    array = npy(np.ones((2, 2), np.int8))
    path = archive_of(tmp_path / "w.npz", ("w.npy", array), ("w.npy", array))
    refused(path, "the member 'w.npy' is there twice")


def test_compression_that_numpy_does_not_write(tmp_path: Path) -> None:
    array = npy(np.ones((2, 2), np.int8))
    path = archive_of(tmp_path / "w.npz", ("w.npy", array), method=zipfile.ZIP_LZMA)
    refused(path, "is compressed by method 14")


def patched(path: Path, old: bytes, new: bytes) -> Path:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))
    return path


def test_data_that_do_not_match_their_checksum(tmp_path: Path) -> None:
    content = npy(np.full((4, 4), 77, np.int8))
    path = archive_of(tmp_path / "w.npz", ("w.npy", content))
    refused(patched(path, b"\x4d" * 16, b"\x4c" * 16), "damaged", "CRC")


def test_an_encrypted_member(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "w.npz", ("w.npy", npy(np.ones((2, 2), np.int8))))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)
    refused(path, "is encrypted")


def test_a_zip_bomb(tmp_path: Path) -> None:
    """512 MiB of zeros in half a megabyte: refused before any of it is unpacked."""
    path = tmp_path / "w.npz"
    text = "{'descr': '<i1', 'fortran_order': False, 'shape': (1, 536870912)}"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("w.npy", "w", force_zip64=True) as member,
    ):
        member.write(header(text))
        for _ in range(512):
            member.write(bytes(1 << 20))
    begun = time.process_time()
    refused(path, f"more than {npz.RATIO} times as many, as in a zip bomb")
    assert time.process_time() - begun < 1


def test_a_member_that_unpacks_to_more_than_it_says(tmp_path: Path) -> None:
    """What is declared is all that is ever unpacked, and then the checksum does not fit."""
    content = npy(np.zeros((2, 100), np.int8))
    path = archive_of(
        tmp_path / "w.npz", ("w.npy", content + bytes(1 << 20)), method=zipfile.ZIP_DEFLATED
    )
    old, new = (struct.pack("<I", n) for n in (len(content) + (1 << 20), len(content)))
    refused(patched(path, old, new), "damaged", "CRC")


def test_a_member_that_unpacks_to_less_than_it_says(tmp_path: Path) -> None:
    content = npy(np.zeros((2, 1000), np.int8))[:-1000]
    path = archive_of(tmp_path / "w.npz", ("w.npy", content), method=zipfile.ZIP_DEFLATED)
    refused(path, "the header declares 2128 bytes, but there are only 1128")
    old, new = (struct.pack("<I", n) for n in (len(content), len(content) + 1000))
    refused(patched(path, old, new))


def test_members_over_each_other(tmp_path: Path) -> None:
    """Many entries of the directory for one member's bytes."""
    content = npy(np.random.default_rng(0).integers(-128, 128, (8, 100), dtype=np.int8))
    path = archive_of(tmp_path / "w.npz", ("w0.npy", content))
    whole = path.read_bytes()
    start, end = whole.index(b"PK\1\2"), whole.index(b"PK\5\6")
    entry = whole[start:end]
    entries = b"".join(entry.replace(b"w0", b"w%d" % i) for i in range(10))
    tail = bytearray(whole[end:])
    tail[8:16] = struct.pack("<HHI", 10, 10, len(entries))
    path.write_bytes(whole[:start] + entries + bytes(tail))
    refused(path, "its members lie over each other")


# safetensors


def tensors_of(entries: Any, data: bytes = b"", length: int | None = None) -> bytes:
    text = entries if isinstance(entries, bytes) else json.dumps(entries).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def entry(dtype: Any = "I8", shape: Any = (2, 2), offsets: Any = (0, 4)) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


@pytest.mark.parametrize(
    ("entries", "part"),
    [
        ({"w": 3}, "is not given by dtype, shape and data_offsets"),
        ({"w": {"dtype": "I8", "shape": [2, 2]}}, "is not given by"),
        ({"w": {**entry(), "more": 1}}, "is not given by"),
        ({"w": entry("I9")}, "the dtype 'I9' is not known"),
        ({"w": entry(["I8"])}, "the dtype \"['I8']\" is not known"),
        ({"w": entry(shape=[-2, -2])}, "the shape [-2, -2]"),
        ({"w": entry(shape=[True, 4])}, "the shape [True, 4]"),
        ({"w": entry(shape="22")}, "the shape 22"),
        ({"w": entry(shape=[2, 3])}, "do not take the 4 bytes"),
        ({"w": entry("I16")}, "do not take the 4 bytes"),
        ({"w": entry(shape=[2**40, 2**40])}, "do not take the 4 bytes"),
        ({"w": entry(offsets=[4, 0])}, "are no begin and end"),
        ({"w": entry(offsets=[0])}, "are no begin and end"),
        ({"w": entry(offsets=[-4, 0])}, "are no begin and end"),
        ({"w": entry(offsets=[0, 4, 4])}, "are no begin and end"),
        ({"w": entry(offsets=[1, 5])}, "leave a gap"),
        ({"w": entry(), "v": entry()}, "overlap"),
        ({"w": entry(), "v": entry(offsets=[2, 6])}, "overlap"),
        ({"w": entry(), "v": entry(offsets=[4, 8])}, "end at byte 8 of the data, which have 4"),
        ({}, "end at byte 0 of the data, which have 4"),
        (b'{"w": 1, "w": 2}', "the name 'w' is there twice"),
        (b'{"w": {"dtype": "I8", "dtype": "U8"}}', "the name 'dtype' is there twice"),
        (b'{"w": NaN}', "NaN is no natural number"),
        (b'{"w": 1.5}', "1.5 is no natural number"),
        (b'{"w": ' + b"9" * 100_000 + b"}", "a number of 100000 digits"),
        (b'{"w": ' + b"[" * 200_000, "recursion"),
        (b'{"w": \xff}', "cannot be read"),
        (b'{"w\\ud800": {}}', "cannot be read"),
        (b"{", "cannot be read"),
    ],
)
def test_headers_of_safetensors(tmp_path: Path, entries: Any, part: str) -> None:
    refused(written(tmp_path, tensors_of(entries, b"\1\2\3\4")), part)


@pytest.mark.parametrize("length", [5, 2**31, 2**63, 2**64 - 1])
def test_lengths_of_safetensors_headers(tmp_path: Path, length: int) -> None:
    refused(written(tmp_path, tensors_of(b"{}", length=length)), f"a header of {length} bytes")


@pytest.mark.parametrize("dtype", ["BOOL", "F8_E4M3", "F8_E5M2", "F8_E8M0", "F4", "F6_E2M3", "C64"])
def test_types_of_safetensors(tmp_path: Path, dtype: str) -> None:
    bits = {"BOOL": 8, "F4": 4, "C64": 64}.get(dtype) or int(dtype[1])
    content = tensors_of({"w": entry(dtype, (2, 4), (0, bits))}, bytes(bits))
    refused(written(tmp_path, content), f"tensor 'w': elements of type {dtype} are no integers")


def test_a_type_that_is_not_taken_is_no_matter_where_it_is_not_chosen(tmp_path: Path) -> None:
    entries = {"w": entry(), "mask": entry("BOOL", (1, 1), (4, 5))}
    path = written(tmp_path, tensors_of(entries, b"\1\2\3\4\0"))
    refused(path, "tensor 'mask'")
    (found,) = record(path, patterns=("w",)).layers
    assert found.max_l1 == 7


def test_names_that_would_control_a_terminal(tmp_path: Path) -> None:
    name = "w\x1b[2J\n" + "x" * 200
    path = written(tmp_path, tensors_of({name: entry("BOOL", (1, 1), (0, 1))}, b"\0"))
    found = refused(path, "tensor 'w\\x1b[2J\\nxxx")
    assert "\x1b" not in str(found)
    assert len(str(found)) < len(str(path)) + 160
    assert shown("plain.weight") == "plain.weight"


# What is no file of weights


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
