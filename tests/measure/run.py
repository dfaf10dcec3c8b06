"""Measuring a kernel of ``kernels_under_test`` in a test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from verif.measure.record import Measurement
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


def one(kernel: str, against: str, fmt: str = "F16", **options: Any) -> Measurement:
    """The measurement of one kernel."""
    name = kernel if ":" in kernel else f"{MODULE}:{kernel}"
    formats = options.pop("formats", Formats((fmt,)))
    chosen = MeasureOptions(formats=formats, **options)
    with importable():
        record = measure(
            [name], against, (), chosen, "verif measure", lambda name: lambda done, total: None,
            lambda text: None,
        )  # fmt: skip
    (found,) = record.measurements
    return found
