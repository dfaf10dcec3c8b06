"""What tests of damaged and hostile files share."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.accumulate.run import record
from verif.accumulate.errors import WeightsError


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
