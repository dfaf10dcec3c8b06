"""Kept verdicts: what is kept, when it is used again, and what a damaged file costs."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from verif.engines.clock import Clock, OutOfTime
from verif.engines.engine import Found, Query
from verif.engines.exhaustive import Exhaustive
from verif.results.record import (
    Counterexample,
    Evidence,
    ObligationRecord,
    PropertyRecord,
    RunRecord,
)
from verif.run import check as check_module
from verif.run import store as store_module
from verif.run.check import Options, check
from verif.run.decide import decide_property
from verif.run.example import show_variable
from verif.run.panel import Panel
from verif.run.store import Row, Store

SPEC = """
property proved { given x : E2M1; prove x <= 6; }
property refuted { given x : E2M1; prove x <= 1; }
property undefined { given k : int(4); prove 1 / k < 9; }
property vacuous { given x : E2M1 where x > 6; prove x == 7; }
property reached { given x : E2M1; given t : bool; cover x == 6 and t; }
property never { given x : E2M1; cover x == 7; }
property constant { prove 1 + 1 == 2; }
property wrong { prove 1 + 1 == 3; }
property cases { given N : nat where 1 <= N and N <= 3; given x : uint(N); prove x < 7; }
"""

UNSETTLED = "property u { given k : int; prove k < 9; }\n"


class Told:
    """What a run warned about."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, text: str) -> None:
        self.texts.append(text)


class Runs:
    """Runs of one spec with one cache."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.spec = folder / "spec.arith"
        self.file = cache / "verdicts.sqlite"
        self.spec.write_text(SPEC)
        self.warnings: list[str] = []

    def run(self, cache: str = "on", **options: Any) -> RunRecord:
        told = Told()
        found = check_module.decide(
            check_module.declare([self.spec]),
            Options(cache=cache, **options),  # type: ignore[arg-type]
            "test",
            0.0,
            None,
            told,
        )
        self.warnings = told.texts
        return found

    def rows(self) -> list[Row]:
        with sqlite3.connect(self.file) as connection:
            names = "key, fingerprint, verdict, engine, value"
            return [Row(*r) for r in connection.execute(f"SELECT {names} FROM verdicts")]

    def change(self, sql: str, *values: object) -> None:
        connection = sqlite3.connect(self.file)
        connection.execute(sql, values)
        connection.commit()
        connection.close()

    def rewrite(self, verdict: str, change: Any) -> None:
        """Put another value into the rows of a verdict, with a true checksum."""
        for row in self.rows():
            if row.verdict == verdict:
                entry = json.loads(row.value)
                change(entry)
                new = Row(row.key, row.fingerprint, row.verdict, row.engine, json.dumps(entry))
                sql = "UPDATE verdicts SET value = ?, checksum = ? WHERE key = ?"
                self.change(sql, new.value, new.checksum, new.key)


@pytest.fixture
def runs(tmp_path: Path, cache_folder: Path) -> Runs:
    return Runs(tmp_path, cache_folder)


def cached(record: RunRecord) -> dict[str, bool]:
    return {p.name: all(o.cached for o in p.obligations) for p in record.properties}


def plain(record: RunRecord) -> list[PropertyRecord]:
    """The properties without what a hit changes."""
    found = []
    for p in record.properties:
        obligations = tuple(
            msgspec.structs.replace(o, seconds=0.0, cached=False) for o in p.obligations
        )
        found.append(msgspec.structs.replace(p, seconds=0.0, obligations=obligations))
    return found


def never_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("an engine was asked")

    monkeypatch.setattr(Exhaustive, "run", fail)


# --- hits ---------------------------------------------------------------------------------------


def test_the_second_run_asks_no_engine_and_says_the_same(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = runs.run()
    assert not any(cached(first).values())
    never_run(monkeypatch)
    second = runs.run()
    assert all(cached(second).values())
    assert plain(first) == plain(second)
    assert first.summary == second.summary
    assert {p.verdict for p in second.properties} == {"proved", "refuted", "vacuous"}
    assert all(o.seconds < 1 for p in second.properties for o in p.obligations)
    assert runs.warnings == []


def test_a_hit_takes_names_and_places_from_the_spec_as_it_is(runs: Runs) -> None:
    runs.run()
    runs.spec.write_text("\n# moved\n\n" + SPEC.replace("property undefined", "property moved"))
    found = {p.name: p for p in runs.run().properties}
    assert all(o.cached for p in found.values() for o in p.obligations)
    moved = found["moved"]
    assert moved.obligations[0].id.endswith("::moved/prove.1")
    assert (moved.line, moved.obligations[0].line) == (7, 7)
    assert moved.reason == f"undefined: division by zero at {runs.spec}:7:42"


def test_the_default_is_to_use_no_cache(runs: Runs) -> None:
    check([runs.spec])
    assert not runs.file.exists()


def test_what_is_not_settled_is_not_kept(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.spec.write_text(UNSETTLED)
    assert runs.run().properties[0].verdict == "unsupported"
    runs.spec.write_text(SPEC)

    def late(*_: object) -> None:
        raise OutOfTime("time limit of 1 s reached")

    monkeypatch.setattr(Exhaustive, "run", late)
    assert {p.verdict for p in runs.run().properties} == {"unknown"}

    def fail(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(Exhaustive, "run", fail)
    assert {p.verdict for p in runs.run().properties} == {"error"}
    assert not runs.file.exists()


def test_an_interruption_keeps_what_was_reached(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, asked = Exhaustive.run, []

    def stop_at_third(self: Exhaustive, query: Query, clock: Clock) -> tuple[Found, ...]:
        asked.append(query)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return run(self, query, clock)

    monkeypatch.setattr(Exhaustive, "run", stop_at_third)
    found = runs.run()
    assert (found.run_state, len(found.properties), len(runs.rows())) == ("partial", 2, 2)
    monkeypatch.setattr(Exhaustive, "run", run)
    assert [name for name, hit in cached(runs.run()).items() if hit] == ["proved", "refuted"]


@pytest.mark.parametrize(
    "options",
    [
        {"engine": "exhaustive"},
        {"rlimit": 5},
        {"timeout": 60.0},
        {"confirm": True},
    ],
)
def test_other_options_have_other_verdicts(runs: Runs, options: dict[str, Any]) -> None:
    runs.run()
    assert not any(o.cached for p in runs.run(**options).properties for o in p.obligations)


def test_jobs_and_selection_do_not_count(runs: Runs) -> None:
    runs.run(jobs=1)
    assert all(cached(runs.run(jobs=2, select="proved")).values())


def test_another_version_asks_anew(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.run()
    monkeypatch.setattr("verif.run.cache.fingerprint", lambda: "other")
    assert not any(cached(runs.run()).values())
    assert len({row.fingerprint for row in runs.rows()}) == 2


# --- only the cache -----------------------------------------------------------------------------


def test_with_the_cache_only_a_miss_is_unknown(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.run(select="proved or wrong")
    before = runs.file.read_bytes()
    never_run(monkeypatch)
    found = {p.name: p for p in runs.run("only").properties}
    assert (found["proved"].verdict, found["wrong"].verdict) == ("proved", "refuted")
    assert (found["never"].verdict, found["never"].reason) == ("unknown", "not in the cache")
    assert runs.file.read_bytes() == before


def test_with_the_cache_only_no_file_is_made(runs: Runs) -> None:
    assert {p.verdict for p in runs.run("only").properties} == {"unknown"}
    assert not runs.file.parent.exists()


# --- replay -------------------------------------------------------------------------------------


def wrong_inputs(entry: dict[str, Any]) -> None:
    entry["inputs"] = dict.fromkeys(entry["inputs"], "0x0")


def lost_inputs(entry: dict[str, Any]) -> None:
    entry["inputs"] = {}


def outside(entry: dict[str, Any]) -> None:
    entry["inputs"] = dict.fromkeys(entry["inputs"], "99")


def no_number(entry: dict[str, Any]) -> None:
    entry["inputs"] = dict.fromkeys(entry["inputs"], "seven")


def no_case(entry: dict[str, Any]) -> None:
    entry["case"] = 7


def no_example(entry: dict[str, Any]) -> None:
    entry["record"]["counterexample"] = None


def other_values(entry: dict[str, Any]) -> None:
    entry["record"]["counterexample"]["variables"][0]["exact"] = "5"


@pytest.mark.parametrize(
    "change",
    [wrong_inputs, lost_inputs, outside, no_number, no_case, no_example, other_values],
)
def test_a_refutation_that_does_not_replay_is_a_miss(runs: Runs, change: Any) -> None:
    runs.spec.write_text("property p { given x : E2M1; prove x <= 1; }")
    first = runs.run()
    runs.rewrite("refuted", change)
    second = runs.run()
    assert not any(cached(second).values())
    assert plain(first) == plain(second)
    assert len(runs.warnings) == 1
    assert runs.warnings[0].endswith("p/prove.1 does not replay and is not used")
    assert all(cached(runs.run()).values())  # it was written anew


def test_a_false_refutation_is_caught(runs: Runs) -> None:
    """The row of another claim under this claim's key, which would be a wrong verdict."""
    runs.spec.write_text(
        "property p { given x : E2M1; prove x <= 6; }\nproperty q { given x : E2M1; prove x <= 1; }"
    )
    runs.run()
    rows = {row.verdict: row for row in runs.rows()}
    lie = Row(rows["proved"].key, *(getattr(rows["refuted"], f) for f in Row.__slots__[1:]))
    values = (lie.checksum, lie.verdict, lie.value, lie.key)
    runs.change("UPDATE verdicts SET checksum = ?, verdict = ?, value = ? WHERE key = ?", *values)
    assert [p.verdict for p in runs.run().properties] == ["proved", "refuted"]
    assert "does not replay" in runs.warnings[0]


def test_a_cover_is_replayed(runs: Runs) -> None:
    runs.spec.write_text("property p { given x : E2M1; cover x == 6; }")
    runs.run()
    runs.rewrite("proved", wrong_inputs)
    assert not any(cached(runs.run()).values())
    assert "does not replay" in runs.warnings[0]


def test_an_undefined_term_is_replayed(runs: Runs) -> None:
    runs.spec.write_text("property p { given k : int(4); prove 1 / k < 9; }")
    runs.run()

    def defined(entry: dict[str, Any]) -> None:
        entry["inputs"] = {"k": "1"}
        entry["record"]["counterexample"]["variables"][0] |= {"exact": "1", "code": "0x1"}

    runs.rewrite("refuted", defined)
    assert not any(cached(runs.run()).values())
    assert "does not replay" in runs.warnings[0]


@pytest.mark.parametrize("verdict", ["unknown", "tested", "refuted", "vacuous"])
def test_a_row_that_contradicts_itself_is_a_miss(runs: Runs, verdict: str) -> None:
    runs.spec.write_text("property p { given x : E2M1; prove x <= 6; }")
    runs.run()
    runs.rewrite("proved", lambda entry: entry["record"].update(verdict=verdict))
    assert runs.run().properties[0].verdict == "proved"
    assert "contradicts itself" in runs.warnings[0]


# --- damage -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("UPDATE verdicts SET value = ?", "{"),
        ("UPDATE verdicts SET value = ?", ""),
        ("UPDATE verdicts SET value = ?", 7),
        ("UPDATE verdicts SET value = CAST(? AS TEXT)", b"\xff\xfe"),
        ("UPDATE verdicts SET value = replace(value, 'proved', ?)", "broken"),
        ("UPDATE verdicts SET checksum = ?", "0"),
        ("UPDATE verdicts SET verdict = ?", "refuted"),
    ],
)
def test_a_damaged_row_is_a_miss(runs: Runs, sql: str, value: object) -> None:
    runs.spec.write_text("property p { given x : E2M1; prove x <= 6; }")
    runs.run()
    runs.change(sql, value)
    assert runs.run().properties[0].verdict == "proved"
    assert len(runs.warnings) == 1
    assert "damaged and not used" in runs.warnings[0]
    assert all(cached(runs.run()).values())


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"record": 1}', "[" * 100_000])
def test_a_value_that_is_no_verdict_is_a_miss(runs: Runs, text: str) -> None:
    runs.spec.write_text("property p { given x : E2M1; prove x <= 6; }")
    runs.run()
    (row,) = runs.rows()
    bad = Row(row.key, row.fingerprint, row.verdict, row.engine, text)
    runs.change("UPDATE verdicts SET value = ?, checksum = ?", text, bad.checksum)
    assert runs.run().properties[0].verdict == "proved"
    assert "cannot be read and is not used" in runs.warnings[0]


def garbage(file: Path) -> None:
    file.write_bytes(b"not a database" * 1000)


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def scrambled(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:8192] = b"\x5a" * 4096
    file.write_bytes(content)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def other_schema(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")


def other_table(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE verdicts (a)")


@pytest.mark.parametrize(
    "damage", [garbage, truncated, scrambled, folder, other_schema, other_table]
)
def test_a_damaged_file_costs_one_warning(runs: Runs, damage: Any) -> None:
    first = runs.run()
    damage(runs.file)
    second = runs.run()
    assert plain(first) == plain(second)
    assert len(runs.warnings) == 1
    assert runs.warnings[0].startswith("running without the cache: ")
    assert runs.run("only").properties[0].verdict == "unknown"


def test_an_empty_file_is_a_new_one(runs: Runs) -> None:
    runs.file.parent.mkdir()
    runs.file.touch()
    runs.run()
    assert runs.warnings == []
    assert all(cached(runs.run()).values())


def test_a_folder_that_cannot_be_made_costs_one_warning(runs: Runs) -> None:
    runs.file.parent.write_text("a file in the way")
    assert len(runs.run().properties) == SPEC.count("property")
    assert len(runs.warnings) == 1


def test_a_locked_file_costs_one_warning(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.run(select="proved")
    monkeypatch.setattr(store_module, "LOCK_SECONDS", 0.1)
    holder = sqlite3.connect(runs.file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    found = runs.run()
    holder.execute("ROLLBACK")
    holder.close()
    assert not any(cached(found).values())
    assert len(runs.warnings) == 1
    assert "locked" in runs.warnings[0]
    assert cached(runs.run())["proved"]


def test_the_folder_is_ignored_by_git(runs: Runs) -> None:
    runs.run()
    assert (runs.file.parent / ".gitignore").read_text() == "*\n"


def test_a_folder_that_was_there_is_left_as_it_is(runs: Runs) -> None:
    runs.file.parent.mkdir()
    runs.run()
    assert [f.name for f in runs.file.parent.iterdir()] == [runs.file.name]


def test_several_processes_write_one_file(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom verif.run.store import Row, Store\n"
        "store = Store(Path(sys.argv[1]), lambda text: sys.exit(text))\n"
        "for i in range(50): store.put(Row(f'{sys.argv[2]} {i}', 'f', 'proved', 'e', '{}'))"
    )
    file = tmp_path / "new" / "verdicts.sqlite"
    root = Path(__file__).resolve().parents[2]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(file), str(n)],
            cwd=root,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert (writer.returncode, err) == (0, "")
    assert Store(file, Told()).counts() == [("f", "proved", "e", 200)]


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")
def test_a_writer_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom itertools import count\nfrom pathlib import Path\n"
        "from verif.run.store import Row, Store\n"
        "store = Store(Path(sys.argv[1]), lambda text: sys.exit(text))\n"
        "for i in count():\n"
        "    store.put(Row(f'{sys.argv[2]} {i}', 'f', 'proved', 'e', 'x' * 999))\n"
        "    print(i, flush=True)"
    )
    file = tmp_path / "new" / "verdicts.sqlite"
    root = Path(__file__).resolve().parents[2]
    reached: dict[int, int] = {}
    for n in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(file), str(n)], cwd=root, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            for _ in range(20 + 7 * n):
                reached[n] = int(writer.stdout.readline())
            writer.kill()
    told = Told()
    store = Store(file, told)
    assert all(store.get(f"{n} {i}") for n, last in reached.items() for i in range(last + 1))
    assert told.texts == []
    store.put(Row("after", "f", "proved", "e", "{}"))
    assert store.get("after") is not None
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_what_is_kept_is_json(runs: Runs) -> None:
    runs.run()
    for row in runs.rows():
        entry = json.loads(row.value)
        assert entry["record"]["verdict"] == row.verdict
        fields = (row.key, row.fingerprint, row.verdict, row.engine, row.value)
        assert row.checksum == sha256("\0".join(fields).encode()).hexdigest()


def test_a_property_is_remembered_obligation_by_obligation(runs: Runs) -> None:
    """What is cached, what is new, and the property's verdict from both."""
    runs.spec.write_text("property p { given x : E2M1; prove x <= 6; }")
    runs.run()
    runs.spec.write_text("property p { given x : E2M1; prove x <= 6; prove x <= 1; }")
    (p,) = runs.run().properties
    assert [o.cached for o in p.obligations] == [True, False]
    assert p.verdict == "refuted"


@pytest.mark.parametrize(("x", "kept"), [(Fraction(7, 3), True), (Fraction(1, 3), False)])
def test_numbers_that_are_no_integers_are_kept_exactly(runs: Runs, x: Fraction, kept: bool) -> None:
    runs.spec.write_text("property p { given x : real; prove x <= 1; }")
    (p,) = check_module.declare([runs.spec]).properties
    (obligation,) = p.obligations
    (variable,) = obligation.cases[0].variables
    record = ObligationRecord(
        id="p/prove.1",
        kind="prove",
        line=1,
        text="",
        verdict="refuted",
        engine="real",
        evidence=Evidence(rung=2, kind="exhaustive", inputs=1),
        counterexample=Counterexample(
            variables=(show_variable(variable, x),), values=(), minimal=False, count=None
        ),
    )
    memory = check_module.cache(Options(cache="on"), Told())
    assert memory is not None
    memory.remember(p, obligation, record)
    found = memory.recall(p, obligation)
    assert (found is not None) == kept
    if found is not None:
        assert found.counterexample == record.counterexample
        assert json.loads(runs.rows()[0].value)["inputs"] == {"x": "7/3"}


def test_deciding_without_a_memory_needs_none(runs: Runs) -> None:
    (p, *_) = check_module.declare([runs.spec]).properties
    assert decide_property(p, Panel((Exhaustive(),))).verdict == "proved"


# --- looked up at once ----------------------------------------------------------------------------


def test_an_edit_of_a_spec_is_never_answered_by_what_was_looked_up(runs: Runs) -> None:
    """Each edit makes another verdict, and all of them are in the cache when the last one runs."""
    claims = {"x <= 6": "proved", "x <= 5": "refuted", "x <= 4": "refuted", "x < 7": "proved"}
    for _ in range(2):
        for claim, verdict in claims.items():
            runs.spec.write_text(f"arith 1;\nproperty p {{ given x : E2M1; prove {claim}; }}\n")
            (found,) = runs.run().properties
            assert found.verdict == verdict, claim
            assert found.obligations[0].text == f"prove {claim};"
    assert all(cached(runs.run()).values())


def test_an_edit_of_the_sources_is_never_answered_by_what_was_looked_up(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs.run()
    changes = {"sources": lambda: "edited", "versions": lambda: (("z3-solver", "other"),)}
    for name, change in changes.items():
        with monkeypatch.context() as patch:
            patch.setattr(f"verif.run.trusted.{name}", change)
            assert not any(o.cached for p in runs.run().properties for o in p.obligations)
            assert all(cached(runs.run()).values())
    assert all(cached(runs.run()).values())


def test_what_was_looked_up_is_replayed(runs: Runs) -> None:
    runs.run()

    def other_inputs(entry: dict[str, Any]) -> None:
        entry["inputs"] = dict.fromkeys(entry["inputs"], "0x0")

    runs.rewrite("refuted", other_inputs)
    found = {p.name: p for p in runs.run().properties}
    assert found["refuted"].verdict == "refuted"
    assert not found["refuted"].obligations[0].cached
    said = [text for text in runs.warnings if "::refuted/" in text]
    assert said == [
        f"the cached verdict of {runs.spec}::refuted/prove.1 does not replay and is not used"
    ]


def test_of_two_that_ask_the_same_the_second_is_kept_from_the_first(runs: Runs) -> None:
    same = "given x : E2M1; prove x <= 6;"
    runs.spec.write_text(f"arith 1;\nproperty p {{ {same} }}\nproperty q {{ {same} }}\n")
    assert cached(runs.run()) == {"p": False, "q": True}
    assert cached(runs.run()) == {"p": True, "q": True}


def test_a_property_of_which_a_verdict_is_missing_has_the_others_from_the_cache(
    runs: Runs,
) -> None:
    text = "arith 1;\nproperty p { given x : E2M1; prove x <= 6; prove x < 7; cover x == 6; }\n"
    runs.spec.write_text(text)
    runs.run()
    runs.spec.write_text(text.replace("x < 7", "x < 8"))
    (found,) = runs.run().properties
    assert [o.cached for o in found.obligations] == [True, False, True]
    assert found.verdict == "proved"


def test_a_damaged_row_is_warned_of_once(runs: Runs) -> None:
    runs.run()
    rows = len(runs.rows())
    runs.change("UPDATE verdicts SET checksum = 'x'")
    assert not any(cached(runs.run()).values())
    assert runs.warnings == [f"a verdict in {runs.file} is damaged and not used"] * rows


def test_rows_of_several_keys(tmp_path: Path) -> None:
    told = Told()
    store = Store(tmp_path / "v.sqlite", told)
    assert store.get_all(["a"]) == {}
    rows = [Row(key, "f", "proved", "e", "{}") for key in "abc"]
    for row in rows:
        store.put(row)
    assert store.get_all(["a", "c", "d"]) == {"a": rows[0], "c": rows[2]}
    (tmp_path / "v.sqlite").write_bytes(b"no database" * 100)
    assert store.get_all(["a"]) == {}
    assert len(told.texts) == 1


def test_a_run_from_the_cache_loads_no_engine(runs: Runs) -> None:
    runs.run()
    script = (
        "import sys\n"
        "from verif.run.check import Options, check, decide, declare\n"
        "found = decide(declare([sys.argv[1]]), Options(cache='on'), '', 0.0, None)\n"
        "assert all(o.cached for p in found.properties for o in p.obligations)\n"
        "print(*sorted({'numpy', 'z3', 'verif.run.decide'} & sys.modules.keys()))\n"
    )
    command = [sys.executable, "-c", script, str(runs.spec)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=runs.spec.parent, timeout=60)
    assert (done.stdout, done.stderr) == ("\n", "")
