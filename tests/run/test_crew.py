"""Properties decided side by side: the records are those of a run in one process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from verif.properties.obligation import Property
from verif.results.record import PropertyRecord, RunRecord
from verif.run import check as check_module
from verif.run import crew
from verif.run.check import Options, check, decide_each, declare
from verif.run.lemmas import lemmas_first
from verif.run.store import Store, StoreError
from verif.run.warnings import Warnings

SPEC = """
property b { given x, y : E4M3; prove same(mul(E4M3, x, y, RNE), mul(E4M3, y, x, RNE)); }
property uses { given x : F32 where is_finite(x); using base(x); prove x <= abs(x); }
lemma base { given x : F32 where not is_nan(x); prove x == x; }
property wide { expect refuted; given x : F32 where not is_nan(x); prove x < 3; }
property many for F in {E2M1, E3M2, E2M3, E5M2} {
  given x : F where is_finite(x);
  prove round(F, x, RNE) == x;
  cover x == 1;
}
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    file = tmp_path / "spec.arith"
    file.write_text(SPEC, encoding="utf-8")
    return file


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers from the first property on."""
    monkeypatch.setattr(crew, "ALONE", -1.0)


def plain(run: RunRecord) -> list[PropertyRecord]:
    """The records without what differs from run to run."""
    return [
        replace(
            p,
            seconds=0.0,
            obligations=tuple(replace(o, seconds=0.0, evidence=None) for o in p.obligations),
        )
        for p in run.properties
    ]


def test_side_by_side_is_as_one_by_one(spec: Path, at_once: None) -> None:
    here, there = check([spec], Options(jobs=1)), check([spec], Options(jobs=2))
    assert plain(there) == plain(here)
    assert there.summary == here.summary
    assert [p.verdict for p in there.properties if p.name == "uses"] == ["proved"]


def test_lemmas_come_before_what_uses_them(spec: Path, at_once: None) -> None:
    properties = declare([spec]).properties
    reached = [name for name, _ in decide_each(properties, Options(jobs=3))]
    assert reached == [p.id for p in lemmas_first(properties)]


def test_workers_decide_what_takes_longer(
    spec: Path, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided_in: list[int] = []
    decided = check_module._decided

    def noted(prop: Property, *rest: object) -> PropertyRecord:
        decided_in.append(os.getpid())
        return replace(decided(prop, *rest), reason=f"in {os.getpid()}")  # type: ignore[arg-type]

    monkeypatch.setattr(check_module, "_decided", noted)
    found = check([spec], Options(jobs=2)).properties
    places = {p.reason for p in found if not p.rests_on}
    assert len(places) == 2
    assert f"in {os.getpid()}" not in places
    assert decided_in == []  # this process has decided nothing
    assert {p.reason for p in check([spec], Options(jobs=1)).properties} == {f"in {os.getpid()}"}


@pytest.mark.parametrize(("jobs", "alone", "beside"), [(2, 2, 2), (5, 5, 2)])
def test_side_by_side_a_property_has_fewer_jobs(
    spec: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, alone: int, beside: int
) -> None:
    def shown(prop: Property, its_jobs: int) -> PropertyRecord:
        record = check_module._decided(prop, Options(jobs=its_jobs), None)
        return replace(record, reason=f"{its_jobs} jobs")

    properties = [p for p in declare([spec]).properties if p.name.startswith("many")]
    assert len(properties) == 4
    for after, expected in ((3600.0, alone), (-1.0, beside)):
        monkeypatch.setattr(crew, "ALONE", after)
        warnings = Warnings(lambda text: None)
        records = crew.decided(properties, lambda prop: None, shown, jobs, warnings)
        assert {r.reason for r in records} == {f"{expected} jobs"}


def test_a_worker_that_dies_costs_its_property(
    spec: Path, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = check_module._decided

    def dying(prop: Property, *rest: object) -> PropertyRecord:
        if prop.name == "b":
            os.kill(os.getpid(), signal.SIGKILL)
        if prop.name == "wide":
            raise ZeroDivisionError("no")
        return decided(prop, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(check_module, "_decided", dying)
    run = check([spec], Options(jobs=2))
    found = {p.name: p for p in run.properties}
    assert (found["b"].verdict, found["b"].reason) == ("error", "its process died")
    assert [o.id.rpartition("/")[2] for o in found["b"].obligations] == ["prove.1"]
    assert (found["wide"].verdict, found["wide"].reason) == ("error", "ZeroDivisionError: no")
    assert {p.verdict for n, p in found.items() if n not in ("b", "wide")} == {"proved"}
    assert run.summary.exit_code == 4


def test_workers_keep_verdicts(
    spec: Path, at_once: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VERIF_CACHE_DIR", str(tmp_path / "kept"))
    first = check([spec], Options(jobs=2, cache="on"))
    again = check([spec], Options(jobs=2, cache="on"))
    assert len(first.properties) == 8
    assert not any(o.cached for p in first.properties for o in p.obligations)
    assert all(o.cached for p in again.properties for o in p.obligations)
    assert [p.verdict for p in again.properties] == [p.verdict for p in first.properties]


def test_what_workers_warn_of_is_said_once(
    spec: Path, at_once: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VERIF_CACHE_DIR", str(tmp_path / "kept"))

    def full(*rest: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(Store, "_check_schema", full)
    texts: list[str] = []
    options = Options(jobs=2, cache="on")
    run = check_module.decide(declare([spec]), options, "", time.perf_counter(), None, texts.append)
    assert texts == ["running without the cache: the disk is full"]
    assert run.summary.exit_code == 0


def test_an_end_halfway_ends_the_workers(spec: Path, at_once: None) -> None:
    properties = declare([spec]).properties
    records = decide_each(properties, Options(jobs=2))
    next(records)
    assert len(multiprocessing.active_children()) == 2
    records.close()
    assert multiprocessing.active_children() == []
