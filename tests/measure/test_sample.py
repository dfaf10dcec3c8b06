"""Samples: the same with the same seed, and boundaries among them."""

from __future__ import annotations

from msgspec.structs import replace

from tests.measure.run import one


def test_the_same_seed_gives_the_same_record() -> None:
    first, second = (one("numpy:exp", "exp", "F32", samples=20000, seed=3) for _ in range(2))
    timeless = [replace(m, seconds=0.0, cpu_seconds=None) for m in (first, second)]
    assert timeless[0] == timeless[1]
    assert first.evidence is not None
    assert (first.evidence.kind, first.evidence.seed, first.evidence.rung) == ("tested", 3, 1)
    assert first.evidence.text.endswith("boundary inputs and 20000 random ones, seed 3")
    other = one("numpy:exp", "exp", "F32", samples=20000, seed=4)
    assert other.misrounded != first.misrounded


def test_boundaries_alone_find_an_early_overflow() -> None:
    found = one("overflows_early", "exp", "F32", samples=0)
    assert found.unbounded and found.unbounded_cases[0].got.exact == "inf"


def test_float64() -> None:
    found = one("numpy:exp", "exp", "F64", samples=200)
    assert found.misrounded < found.measured / 4 and found.ulp.max is not None
    assert float(found.ulp.max[1]) < 1
