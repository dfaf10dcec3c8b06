"""The record of accumulator widths read back: what is taken, and what contradicts itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.report.html.widths import ALL, gated, tiled
from verif.report.accumulate_json import is_one, read, render
from verif.report.json_ import RecordError


@pytest.mark.parametrize("name", ALL)
def test_read_back(name: str) -> None:
    record = ALL[name]()
    data = render(record).encode()
    assert is_one(data)
    assert read(data) == record


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"\xff", b'{"properties": []}', b"[" * 100_000]
)
def test_what_is_none(data: bytes) -> None:
    assert not is_one(data)
    with pytest.raises(RecordError):
        read(data)


def changed(**fields: Any) -> bytes:
    record = json.loads(render(tiled()))
    record["layers"][0] |= fields
    return json.dumps(record).encode()


CHANNEL = {"index": 0, "l1": 1, "positive": 1, "negative": 0, "min": 0, "max": 1, "min_bits": 2}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"channels": []}, "none or one is the widest"),
        ({"widest": None}, "none or one is the widest"),
        ({"widest": 3}, "names a channel that it does not have"),
        ({"over": [-1]}, "names a channel that it does not have"),
        ({"max": 1 << 512}, "more than 512 bits"),
        ({"widest_signs": {"count": 1, "runs": [["*", 1]]}}, "no runs of"),
        ({"widest_signs": {"count": 1, "runs": [["+", 0]]}}, "no runs of"),
        ({"channels": [CHANNEL | {"signs": "+"}] * 2}, "not numbered from 0 on"),
        ({"channels": [CHANNEL | {"signs": "+"}]}, "lacks the widths of its tiles"),
    ],
)
def test_what_contradicts_itself_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        read(changed(**{"widest": 0, "over": []} | fields))


def test_a_newer_one_is_refused() -> None:
    record = json.loads(render(gated())) | {"schema_version": 2}
    with pytest.raises(RecordError, match="schema_version is 2, and this version knows 1"):
        read(json.dumps(record).encode())
