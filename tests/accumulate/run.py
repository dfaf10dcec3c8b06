"""Short ways to the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verif.accumulate.input_range import parse_input
from verif.accumulate.layer import Accumulator
from verif.accumulate.record import AccumulateRecord, Layer
from verif.accumulate.run import Choice, accumulate
from verif.results.record import Tool

TOOL = Tool(name="verif", version="0", semantics=1, python="3", packages=())


def record(
    *paths: Path,
    text: str = "uint8",
    zero_point: int = 0,
    patterns: tuple[str, ...] = (),
    bias: str | None = None,
    worst: str | None = None,
    runs: bool = False,
    **hardware: Any,
) -> AccumulateRecord:
    """The record of files."""
    accumulator = Accumulator(parse_input(text, zero_point), **hardware)
    choice = Choice(patterns, bias, worst, runs)
    return accumulate(paths, accumulator, choice, TOOL, "verif accumulate")


def layer(path: Path, **options: Any) -> Layer:
    """The record of the only layer of a file."""
    (found,) = record(path, **options).layers
    return found
