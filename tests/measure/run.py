"""Measuring a kernel of ``kernels_under_test`` in a test."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from verif.measure.record import Measurement, MeasureRecord
from verif.run.measure import MeasureOptions, measure
from verif.run.measure_targets import Formats

HERE = str(Path(__file__).parent)
MODULE = "kernels_under_test"


@contextmanager
def importable() -> Iterator[None]:
    """Kernel processes look where this one does."""
    sys.path.insert(0, HERE)
    try:
        yield
    finally:
        sys.path.remove(HERE)


def several(
    kernels: Sequence[str], against: str, fmt: str = "F16", **options: Any
) -> MeasureRecord:
    """The record of some kernels."""
    names = [kernel if ":" in kernel else f"{MODULE}:{kernel}" for kernel in kernels]
    formats = options.pop("formats", Formats((fmt,)))
    chosen = MeasureOptions(formats=formats, **options)
    with importable():
        return measure(
            names, against, (), chosen, "verif measure", lambda name: lambda done, total: None,
            lambda text: None,
        )  # fmt: skip


def one(kernel: str, against: str, fmt: str = "F16", **options: Any) -> Measurement:
    """The measurement of one kernel."""
    (found,) = several([kernel], against, fmt, **options).measurements
    return found
