"""Bundles: what a disagreement of engines leaves behind."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
import z3

from tests.run.solvers import Stub, none, properties, some
from verif.cli.main import main
from verif.engines.engine import Found, Query
from verif.engines.exhaustive import Exhaustive
from verif.engines.solver import Reply
from verif.results.record import PropertyRecord
from verif.run import bundle as bundle_module
from verif.run import check as check_module
from verif.run.check import Options, check
from verif.run.decide import decide_property
from verif.run.panel import Panel

SPEC = "property p { given x : uint(40); prove x != 77; }"
LIARS = (Stub("liar", none), Stub("b", some(77)))


def disagreeing(folder: Path, text: str = SPEC) -> PropertyRecord:
    (p,) = properties(folder, text)
    return decide_property(p, Panel(solvers=LIARS, confirm=True))


def the_bundle(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def read(bundle: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((bundle / "disagreement.json").read_text())
    return found


def test_two_engines(tmp_path: Path, bundle_folder: Path) -> None:
    record = disagreeing(tmp_path)
    assert (record.verdict, record.exit_code) == ("error", 4)
    bundle = the_bundle(bundle_folder)
    assert record.reason.endswith(f"; see {bundle}")
    assert bundle.name.startswith("verif-disagreement-") and len(bundle.name) == 31
    assert sorted(f.name for f in bundle.iterdir()) == [
        "disagreement.json",
        "property.arith",
        "query.txt",
        "question.smt2",
    ]
    assert (bundle / "property.arith").read_text() == SPEC + "\n"
    assert "var x 0..1099511627775" in (bundle / "query.txt").read_text()
    about = read(bundle)
    assert about["obligation"] == f"{record.id}/prove.1"
    assert about["again"] == shlex.join(["verif", "explain", record.id])
    assert about["variables"] == ["x: 0..1099511627775"]
    answers = {a["engine"]: a for a in about["answers"]}
    assert answers["liar"]["answer"] == "none" and answers["liar"]["witness"] is None
    assert answers["b"] == {
        "engine": "b",
        "version": "stub 1",
        "answer": "some",
        "witness": {"x": "77"},
    }
    assert {"verif", "python", "z3-solver"} <= about["versions"].keys()


def test_the_smt_text_is_the_question(tmp_path: Path, bundle_folder: Path) -> None:
    disagreeing(tmp_path)
    solver = z3.Solver()
    solver.from_file(str(the_bundle(bundle_folder) / "question.smt2"))
    assert solver.check() == z3.sat
    model = solver.model()
    assert [model[d].as_long() for d in model.decls()] == [77]


def test_it_is_written_once_and_never_overwritten(tmp_path: Path, bundle_folder: Path) -> None:
    disagreeing(tmp_path)
    bundle = the_bundle(bundle_folder)
    (bundle / "property.arith").write_text("my notes")
    record = disagreeing(tmp_path)
    assert record.reason.endswith(f"see {bundle}, which was there before")
    assert (bundle / "property.arith").read_text() == "my notes"
    disagreeing(tmp_path, SPEC.replace("77", "77 and x != 78"))
    assert len(list(bundle_folder.iterdir())) == 2


def test_what_cannot_be_written_hides_no_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("VERIF_BUNDLE_DIR", str(blocked))
    record = disagreeing(tmp_path)
    assert record.verdict == "error"
    assert record.reason.startswith("engines disagree on whether an input exists")
    assert "no bundle could be written (NotADirectoryError" in record.reason


def test_the_reference_against_an_engine(tmp_path: Path, bundle_folder: Path) -> None:
    class Liar:
        name = "liar"

        def run(self, query: Query, clock: object) -> tuple[Found, ...]:
            right = Exhaustive().run(query)
            return (right[0], Found(1, {query.variables[0]: 3}), *right[2:])

    (p,) = properties(tmp_path, "property p { given x : uint(4); prove x <= 15 or x == 16; }")
    record = decide_property(p, Panel((Liar(),)))
    assert "liar and the reference disagree on x=3; see " in record.reason
    answers = read(the_bundle(bundle_folder))["answers"]
    assert answers == [
        {"engine": "liar", "version": "", "answer": "some, 1 inputs", "witness": {"x": "3"}},
        {"engine": "reference", "version": "", "answer": "false", "witness": {"x": "3"}},
    ]


def test_a_term_that_is_wrong(tmp_path: Path, bundle_folder: Path) -> None:
    def wrong(query: Query, predicate: object) -> Reply:
        return Reply(None, wrong="the encoded term and the reference disagree on x=1")

    (p,) = properties(tmp_path, SPEC)
    record = decide_property(p, Panel(solvers=(Stub("s", wrong),)))
    assert record.verdict == "error"
    (said,) = read(the_bundle(bundle_folder))["answers"]
    assert said["answer"] == "the encoded term and the reference disagree on x=1"


def test_what_has_no_encoding_says_so(tmp_path: Path, bundle_folder: Path) -> None:
    text = "property p { given x : real where x * x == 2; prove x == 9; }"
    (p,) = properties(tmp_path, text)
    decide_property(p, Panel(solvers=(Stub("liar", some(4)),)))
    smt = (the_bundle(bundle_folder) / "question.smt2").read_text()
    assert smt == "; not encoded: CannotAnswer: x ranges over all reals\n"


def test_an_encoding_that_takes_too_long_says_so(
    tmp_path: Path, bundle_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setattr(bundle_module, "_encode", lambda query: time.sleep(60))
    monkeypatch.setattr(bundle_module, "ENCODING_SECONDS", 0.2)
    disagreeing(tmp_path)
    smt = (the_bundle(bundle_folder) / "question.smt2").read_text()
    assert smt == "; not encoded: time limit of 0.2 s reached\n"


def test_the_command_repeats_the_options(tmp_path: Path, bundle_folder: Path, monkeypatch) -> None:
    path = tmp_path / "a.arith"
    path.write_text(SPEC)
    liars = Panel(solvers=LIARS, confirm=True)
    monkeypatch.setattr(check_module, "panel_for", lambda options, prop: liars)
    record = check([path], Options(confirm=True, rlimit=9, timeout=5.0))
    assert record.exit_code == 4
    expected = shlex.join(
        ["verif", "explain", "--rlimit=9", "--timeout=5.0", "--confirm", f"{path}::p"]
    )
    assert read(the_bundle(bundle_folder))["again"] == expected


def test_the_command_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VERIF_BUNDLE_DIR")
    Path("a.arith").write_text(SPEC)
    liars = Panel(solvers=LIARS, confirm=True)
    monkeypatch.setattr(check_module, "panel_for", lambda options, prop: liars)
    assert main(["check", "a.arith"]) == 4
    out = capsys.readouterr().out
    (bundle,) = tmp_path.glob("verif-disagreement-*")
    assert f"; see {bundle.name}\n" in out
    again = shlex.split(read(bundle)["again"])
    assert again == ["verif", "explain", "a.arith::p"]
    assert main(again[1:]) == 4
    assert f"see {bundle.name}, which was there before" in capsys.readouterr().out
