"""Hostile headers of safetensors files."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest

from tests.accumulate.bad import refused, written
from tests.accumulate.run import record
from verif.accumulate.names import shown


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
