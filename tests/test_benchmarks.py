"""The benchmarks, which nothing else runs, still find all they import."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

BENCHMARKS = sorted((Path(__file__).parents[1] / "benchmarks").glob("*.py"))


def test_there_are_benchmarks() -> None:
    assert {"measure", "oracle", "proofs"} <= {b.stem for b in BENCHMARKS}


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda b: b.stem)
def test_it_loads(benchmark: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(benchmark.parent)  # as for a script
    assert runpy.run_path(str(benchmark), run_name=f"benchmark_{benchmark.stem}")["__doc__"]
