"""Lean's word on what is proved, with a program that stands for Lean."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.lean.fakes import FakeLean
from verif.lean.check import CheckOptions
from verif.lean.child import Limits
from verif.lean.export.module import LeanModule
from verif.properties.obligation import Property
from verif.report.explain import explain_property
from verif.report.html.evidence import lowest
from verif.results.record import RunRecord
from verif.run import lean_proofs
from verif.run.check import Options, decide, declare
from verif.run.lean_proofs import LeanRejected, with_lean

SPEC = """
arith 1;
property parts {
  given K : nat where 0 <= K;
  given x : uint(8)[K];
  given w : int(8)[K];
  let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
  prove forall j in 0..<K : partial[j] <= 255 * sum(max(w[i], 0) for i in 0..<K);
  prove K >= 0;
}
property one_part {
  given K : nat where 0 <= K;
  given x : uint(8)[K];
  given w : int(8)[K];
  let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
  prove forall j in 0..<K : partial[j] <= 255 * sum(max(w[i], 0) for i in 0..<K);
  cover exists j in 0..<K : partial[j] == 255;
}
property not_covered { given n : uint(3); prove 2**n <= 128; }
property by_search { given n : uint(3); prove n + n <= 14; }
property false_one { expect refuted; given n : uint(3); prove n <= 6; }
"""
OPTIONS = CheckOptions(Limits(60, 4096))


def quiet(*note: object) -> None:
    """Told of each file."""


@pytest.fixture
def decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[RunRecord, list[Property]]:
    import tempfile

    monkeypatch.setenv("VERIF_LEAN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.chdir(tmp_path)
    Path("sums.arith").write_text(SPEC, encoding="utf-8")
    declared = declare(["sums.arith"])
    return decide(declared, Options(), "", 0.0, None), declared.properties


def proofs(record: RunRecord) -> dict[str, str]:
    """The theorems by obligation."""
    return {
        o.id: o.lean.theorem for p in record.properties for o in p.obligations if o.lean is not None
    }


def test_proofs_are_added(decided: tuple[RunRecord, list[Property]]) -> None:
    record, properties = decided
    warnings: list[str] = []
    found = with_lean(record, properties, FakeLean(), OPTIONS, quiet, warnings.append)
    assert proofs(found) == {
        "sums.arith::parts/prove.1": "Export.Sums.Parts.parts_prove_1",
        "sums.arith::one_part/prove.1": "Export.Sums.OnePart.one_part",
        "sums.arith::by_search/prove.1": "Export.Sums.BySearch.by_search",
    }
    assert warnings == []
    whole = found.properties[1]
    proof = whole.obligations[0].lean
    assert proof is not None and proof.text.splitlines()[0].startswith("/--")
    assert "theorem one_part :" in proof.text and proof.toolchain == "a fake"
    assert (proof.rung, proof.axioms, len(proof.sha256)) == (7, (), 64)
    # A property is on Lean's rung where all of it was proved there; a cover has its witness.
    rungs = [lowest(p.obligations) for p in found.properties]
    assert [r.number for r in rungs if r is not None] == [3, 7, 2, 7, 2]
    assert "    Lean: Export.Sums.OnePart.one_part, by a fake" in explain_property(whole, True)
    # Nothing else is changed.
    assert [p.verdict for p in found.properties] == [p.verdict for p in record.properties]
    assert record.properties[2] == found.properties[2] and found.summary == record.summary


def test_what_is_not_proved_is_not_exported(
    decided: tuple[RunRecord, list[Property]], monkeypatch: pytest.MonkeyPatch
) -> None:
    record, properties = decided
    open_ = tuple(replace(p, verdict="unknown") for p in record.properties)
    asked: list[object] = []
    warnings: list[str] = []
    monkeypatch.setattr(lean_proofs, "check_modules", lambda *a: asked.append(a))
    unknown = replace(record, properties=open_)
    assert with_lean(unknown, properties, FakeLean(), OPTIONS, quiet, warnings.append) == unknown
    assert asked == []
    assert [w.partition(":")[0] for w in warnings] == [
        "no export to Lean covers any of the proved properties"
    ]


def spoil(monkeypatch: pytest.MonkeyPatch, module: str, text: str) -> None:
    """Add text to an exported file."""
    real = lean_proofs.check_modules

    def spoilt(modules: tuple[LeanModule, ...], *rest: object) -> object:
        changed = tuple(
            dataclasses.replace(m, text=f"{m.text}\n{text}\n") if m.module == module else m
            for m in modules
        )
        assert changed != modules
        return real(changed, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(lean_proofs, "check_modules", spoilt)


@pytest.mark.parametrize(
    ("said", "reason"),
    [("-- error", "rejected.*type mismatch"), ("-- crash", "failed.*out of bounds"),
     ("-- audit rejects", "rejected.*the kernel rejects it"),
     ("theorem forged : False := sorry", "rejected.*proves nothing")],
)  # fmt: skip
def test_what_lean_does_not_accept_gives_no_record(
    decided: tuple[RunRecord, list[Property]],
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    reason: str,
) -> None:
    spoil(monkeypatch, "Export.Sums.OnePart", said)
    with pytest.raises(LeanRejected, match=reason):
        with_lean(*decided, FakeLean(), OPTIONS, quiet, quiet)


def test_a_proof_that_lean_looks_for_may_not_be_found(
    decided: tuple[RunRecord, list[Property]], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, "Export.Sums.BySearch", "-- error")
    warnings: list[str] = []
    found = with_lean(*decided, FakeLean(), OPTIONS, quiet, warnings.append)
    assert [w.partition(":")[0] for w in warnings] == [
        "Lean found no proof for Export.Sums.BySearch"
    ]
    assert len(proofs(found)) == 2 and "sums.arith::by_search/prove.1" not in proofs(found)


def test_lean_must_have_looked_for_it(
    decided: tuple[RunRecord, list[Property]], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, "Export.Sums.BySearch", "-- crash")
    with pytest.raises(LeanRejected, match="failed"):
        with_lean(*decided, FakeLean(), OPTIONS, quiet, quiet)
