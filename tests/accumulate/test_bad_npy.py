"""Hostile headers of .npy files."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest

from tests.accumulate.bad import header, refused, written
from tests.accumulate.run import layer
from verif.accumulate.npy import LONGEST


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
