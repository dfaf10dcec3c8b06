"""Random claims over arrays, settled by sums, against the same claims length by length."""

import random
from pathlib import Path

import pytest

from tests.run.random_sums import random_property
from verif.base.errors import SpecError
from verif.language import declare_property
from verif.results.record import ObligationRecord
from verif.run.check import Options, declare, panel_for
from verif.run.decide import decide_property

CONCLUSIVE = ("proved", "refuted", "vacuous")

SECONDS = 5.0
"""What a claim may take; of one that takes longer nothing is said."""


def _conclusive(record: ObligationRecord) -> bool:
    """Whether nothing stays open; if a term without meaning does, it may yet be ``undefined``."""
    return record.verdict in CONCLUSIVE and "stays open" not in record.reason


def _decided(path: Path, few: int, monkeypatch: pytest.MonkeyPatch) -> list[ObligationRecord]:
    monkeypatch.setattr(declare_property, "FEW_LENGTHS", few)
    (prop,) = declare([path]).properties
    return list(decide_property(prop, panel_for(Options(), prop), SECONDS).obligations)


def _agree(seeds: range, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many obligations both ways settled, alike."""
    settled = 0
    path = tmp_path / "p.arith"
    for seed in seeds:
        text = random_property(random.Random(seed))
        path.write_text(text)
        try:
            by_sums = _decided(path, 0, monkeypatch)
        except SpecError:
            continue
        by_length = _decided(path, 1 << 20, monkeypatch)
        for one, two in zip(by_sums, by_length, strict=True):
            told = (
                f"seed {seed}: {one.text}: {one.verdict} {one.reason}, {two.verdict} {two.reason}"
            )
            assert "error" not in (one.verdict, two.verdict), f"{told}\n{text}"
            if not (_conclusive(one) and _conclusive(two)):
                continue
            settled += 1
            assert (one.verdict, one.undefined) == (two.verdict, two.undefined), f"{told}\n{text}"
            found, other = (o.counterexample or o.witness for o in (one, two))
            if found and other and found.minimal and other.minimal:
                values = [
                    {v.name: v.exact for v in e.variables if v.name != "j"} for e in (found, other)
                ]
                assert values[0] == values[1], f"{told}\n{text}"
    return settled


def test_sums_and_lengths_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _agree(range(5, 13), tmp_path, monkeypatch) > 8


@pytest.mark.parametrize(
    "part", [pytest.param(i, marks=pytest.mark.hour if i else pytest.mark.long) for i in range(3)]
)
def test_sums_and_lengths_agree_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    first = 1000 + 57 * part
    assert _agree(range(first, first + 57), tmp_path, monkeypatch) > 60
