"""Lemmas in a run: decided first and with what uses them; what rests on a false one is unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.run.solvers import Stub, none, properties, some
from verif.cli.main import main
from verif.properties.obligation import Property
from verif.results.record import PropertyRecord
from verif.run import check as check_module
from verif.run.check import Options, check, declare, select
from verif.run.decide import decide_property
from verif.run.lemmas import lemmas_first, resting
from verif.run.panel import Panel

CHAIN = """
property uses { given x : F32; using middle(x); prove x == x or is_nan(x); cover x == 1; }
lemma middle { given x : F32; using base(x); prove x == x or is_nan(x); }
lemma base { given x : F32; prove x == x or is_nan(x); }
property alone { given x : F32; prove x == x or is_nan(x); }
"""


def records(found: list[Property], **verdicts: str) -> dict[str, PropertyRecord]:
    """The records by name, each lemma with a verdict that is given or the one found."""
    solved = Panel(solvers=(Stub("s", none),), jobs=1)
    done: dict[str, PropertyRecord] = {}
    for p in lemmas_first(found):
        record = resting(decide_property(p, solved), p, done)
        if p.name in verdicts:
            record = replace(record, verdict=verdicts[p.name])  # type: ignore[arg-type]
        done[p.id] = record
    return {r.name: r for r in done.values()}


PROVES = CHAIN.replace(" cover x == 1;", "")


def test_a_proof_names_the_lemmas_it_rests_on(tmp_path: Path) -> None:
    done = records(properties(tmp_path, PROVES))
    assert {r.verdict for r in done.values()} == {"proved"}
    names = {k: [i.partition("::")[2] for i in r.rests_on] for k, r in done.items()}
    assert names == {"uses": ["middle", "base"], "middle": ["base"], "base": [], "alone": []}


@pytest.mark.parametrize("verdict", ["refuted", "unknown", "vacuous", "unsupported", "error"])
def test_what_rests_on_a_lemma_that_is_not_proved_is_unknown(tmp_path: Path, verdict: str) -> None:
    done = records(properties(tmp_path, PROVES), base=verdict)
    assert (done["middle"].verdict, done["uses"].verdict) == ("unknown", "unknown")
    assert done["alone"].verdict == "proved"
    assert done["middle"].reason.endswith(f"spec.arith::base, which is {verdict}")
    assert done["uses"].reason.endswith("spec.arith::middle, which is unknown")
    assert done["uses"].reason.startswith("rests on ")
    assert not done["uses"].as_expected
    assert done["uses"].obligations[0].verdict == "unknown"


def test_a_lemma_that_was_not_run_is_not_proved(tmp_path: Path) -> None:
    found = [p for p in properties(tmp_path, PROVES) if p.name != "base"]
    done = records(found)
    assert done["middle"].reason.endswith("::base, which was not run")


FALSE = "lemma l {{ given x : F32; prove x != 4; }} property p {{ given x : F32; using l(x); {} }}"


def test_a_counterexample_stands_and_an_unreached_cover_does_not(tmp_path: Path) -> None:
    solvers = Panel(solvers=(Stub("s", some(0x40800000)),), jobs=1)
    lemma, p = properties(tmp_path, FALSE.format("prove x < 3;"))
    done = {lemma.id: decide_property(lemma, solvers)}
    assert done[lemma.id].verdict == "refuted"
    record = resting(decide_property(p, solvers), p, done)
    assert (record.verdict, record.rests_on) == ("refuted", ())
    lemma, p = properties(tmp_path, FALSE.format("cover x == 4;"))
    never = decide_property(p, Panel(solvers=(Stub("s", none),), jobs=1))
    assert (never.verdict, never.reason) == ("refuted", "never reached")
    record = resting(never, p, done)
    assert (record.verdict, record.obligations[0].verdict) == ("unknown", "unknown")


def test_what_was_enumerated_rests_on_no_lemma(tmp_path: Path) -> None:
    path = tmp_path / "a.arith"
    path.write_text(
        "lemma l { given x : E4M3; prove x != 4; }\n"
        "property p { given x : E4M3; using l(x); prove x <= 448 or is_nan(x); }\n"
    )
    lemma, p = check([path]).properties
    assert (lemma.verdict, p.verdict, p.rests_on) == ("refuted", "proved", ())


def test_a_cached_verdict_rests_on_lemmas_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache keeps what the engines said; that a lemma is false now is seen at every run."""
    path = tmp_path / "a.arith"
    stub = Panel(solvers=(Stub("s", none),), jobs=1)
    monkeypatch.setattr("verif.run.panels.panel", lambda *_: stub)
    options = Options(cache="on")
    path.write_text(FALSE.format("prove x == x or is_nan(x);"))
    first = check([path], options)
    assert [r.verdict for r in first.properties] == ["proved", "proved"]
    lemma, _ = declare([path]).properties
    false = Panel(solvers=(Stub("s", some(0x40800000)),), jobs=1)
    monkeypatch.setattr(
        check_module, "panel_for", lambda options, prop: false if prop.lemma else stub
    )
    path.write_text("\n" + path.read_text().replace("lemma l", "lemma l "))
    memory = check_module.cache(options, print)
    assert memory is not None
    memory.remember(lemma, lemma.obligations[0], decide_property(lemma, false).obligations[0])
    again = check([path], options)
    assert [r.verdict for r in again.properties] == ["refuted", "unknown"]
    assert again.properties[1].obligations[0].cached
    assert again.exit_code == 1


# --- which properties a run has -------------------------------------------------------------------


def test_choosing_a_property_chooses_its_lemmas(tmp_path: Path) -> None:
    found = properties(tmp_path, CHAIN)
    chosen = [p.name for p in select(found, Options(select="::uses"))]
    assert chosen == ["uses", "middle", "base"]  # in the order of the file
    assert [p.name for p in select(found, Options(select="::base"))] == ["base"]
    assert [p.name for p in lemmas_first(found)] == ["base", "middle", "uses", "alone"]


SMALL = """
lemma l { given x : E2M1; prove x <= 6; }
property p { given x : E2M1; using l(x); prove x <= 6; }
property q { given x : E2M1; prove x <= 6; }
"""


def test_explain_decides_lemmas_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    wide = (
        "lemma l {{ given x : F32; {} }}\n"
        "property p {{ given x : F32; using l(x); prove x == x or is_nan(x); engine z3; }}\n"
    )
    Path("a.arith").write_text(wide.format("prove x == x or is_nan(x);"))
    assert main(["explain", "a.arith::p"]) == 0
    out = capsys.readouterr().out
    assert "a.arith:2: proved: p" in out
    assert "  rests on the lemma a.arith::l\n" in out
    Path("a.arith").write_text(wide.format("prove x != 4;"))
    assert main(["explain", "a.arith::p"]) == 0
    out = capsys.readouterr().out
    assert "a.arith:2: unknown: p" in out
    assert "rests on a.arith::l, which is refuted" in out


def test_k_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.arith").write_text(SMALL)
    assert main(["check", "a.arith", "-k", "::p", "--report", "json:o.json"]) == 0
    record = json.loads(Path("o.json").read_text())
    assert [p["name"] for p in record["properties"]] == ["l", "p"]
    assert [p["rests_on"] for p in record["properties"]] == [[], []]


def test_a_long_lemma_that_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.arith"
    path.write_text(
        "lemma l { budget long; given x : F32; prove x == x or is_nan(x); }\n"
        "property p { given x : F32; using l(x); prove x == x or is_nan(x); engine z3; }\n"
    )
    record = check([path])
    (p,) = record.properties
    assert [x.name for x in record.not_run] == ["l"]
    assert (p.verdict, record.exit_code) == ("unknown", 3)
    assert p.reason.endswith("a.arith::l, which was not run")
    record = check([path], Options(long=True))
    assert [r.verdict for r in record.properties] == ["proved", "proved"]
    assert record.properties[1].rests_on == (record.properties[0].id,)
