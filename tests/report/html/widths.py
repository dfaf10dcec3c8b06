"""Records of accumulator widths to make pages of."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from tests.accumulate.run import record
from tests.report.html.records import HOSTILE
from verif.accumulate.record import AccumulateRecord

SMALL: dict[str, Any] = {
    "fc1.weight": np.array([[127, -128, 5, 0], [1, 1, 1, 1], [-3, 7, 0, 2]], np.int8),
    "fc1.bias": np.array([1000, -1000, 0], np.int32),
    "fc2.weight": np.array([[3, -1, 0], [0, 0, 0]], np.float32),
}


def made(arrays: dict[str, Any], **options: Any) -> AccumulateRecord:
    """The record of arrays, without what differs from run to run."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        np.savez(path, **arrays)
        text = msgspec.json.encode(record(path, runs=True, **options)).decode()
    plain = msgspec.json.decode(text.replace(f"{folder}/", ""), type=AccumulateRecord)
    return replace(plain, command="verif accumulate model.npz --input uint8", seconds=0.0)


@cache
def gated() -> AccumulateRecord:
    """Two layers, one of which is too narrow."""
    return made(SMALL, acc_bits=16)


@cache
def tiled() -> AccumulateRecord:
    """Tiles, a bias, signed inputs, and a channel in full."""
    options: dict[str, Any] = {"text": "int4", "bias": "auto", "patterns": ("fc1.weight",)}
    return made(SMALL, **options, worst="2", tile=2, acc_bits=11, outer_bits=13)


@cache
def many() -> AccumulateRecord:
    """4096 channels, one of which is far wider than all others, and one far narrower."""
    random = np.random.default_rng(7)
    weights = random.integers(-9, 10, (4096, 64)).astype(np.int8)
    weights[777] = 127
    weights[3001] = 0
    return made({"w": weights}, acc_bits=20)


@cache
def odd() -> AccumulateRecord:
    """No channels, no weights, inputs that cannot be 0, and numbers beyond 64 bits."""
    arrays = {
        "none": np.zeros((0, 4), np.int8),
        "empty": np.zeros((2, 0), np.int8),
        "large": np.array([[2**63 - 1] * 3, [-(2**63)] * 3]),
    }
    return made(arrays, text="[3,4294967295]", zero_point=1)


@cache
def hostile() -> AccumulateRecord:
    """A record in which every text that may be anything is markup."""
    found = msgspec.json.decode(msgspec.json.encode(tiled()))

    def spoil(value: Any, name: str) -> Any:
        match value:
            case dict():
                return {key: spoil(x, key) for key, x in value.items()}
            case list() if name not in ("widest_signs", "runs"):
                return [spoil(x, name) for x in value]
            case str():
                return HOSTILE
            case _:
                return value

    return msgspec.convert(spoil(found, ""), type=AccumulateRecord)


ALL = {"gated": gated, "tiled": tiled, "many": many, "odd": odd, "hostile": hostile}
