"""Archives that are no archives of arrays, damaged, or bombs."""

from __future__ import annotations

import struct
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.accumulate.bad import header, npy, refused
from verif.accumulate import npz


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
