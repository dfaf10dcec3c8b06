"""The cache on the command line: runs that end early, its options, and ``verif cache``."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from verif.cli.main import main
from verif.engines.clock import OutOfTime
from verif.engines.exhaustive import Exhaustive
from verif.run.check import Options, cache, declare

PROVED = "property p { given x : E2M1; prove x <= 6; }\n"
REFUTED = "property r { given x : E2M1; prove x <= 5; }\n"
UNSUPPORTED = "property u { given k : int; prove k < 9; }\n"
LONG = "property l { budget long; given x : E2M1; prove x <= 5; }\n"
MANY = 150
ROOT = Path(__file__).resolve().parents[2]

Output = pytest.CaptureFixture[str]

posix = pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def last(text: str) -> str:
    return text.rstrip("\n").rpartition("\n")[2]


def report(name: str = "o.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(name).read_text())
    return found


def cached(name: str = "o.json") -> list[bool]:
    return [o["cached"] for p in report(name)["properties"] for o in p["obligations"]]


def kept() -> int:
    """How many verdicts there are in the file."""
    connection = sqlite3.connect(Path(os.environ["VERIF_CACHE_DIR"]) / "verdicts.sqlite")
    (count,) = connection.execute("SELECT count(*) FROM verdicts").fetchone()
    connection.close()
    return int(count)


# --- runs that end early --------------------------------------------------------------------------


@contextmanager
def a_run_that_reached(done: int) -> Iterator[subprocess.Popen[str]]:
    """A run of many properties in a process, of which some are decided."""
    spec = "".join(
        f"property p{i} {{ given x, y : E4M3; prove x * y + {i} == y * x + {i}; }}\n"
        for i in range(MANY)
    )
    Path("a.arith").write_text(spec)
    script = (
        "import sys\nfrom verif.cli import main, progress\nprogress.QUIET = 0\n"
        "sys.exit(main.main(['check', 'a.arith', '--report', 'json:first.json']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        while not (line := process.stderr.readline()).startswith(f"[{done}/{MANY}] "):
            assert line
        yield process


def again() -> tuple[int, str]:
    """The next run, in a process as well: its exit code and what it wrote to stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "verif", "check", "a.arith", "--report", "json:o.json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stderr


@posix
def test_after_a_kill_the_next_run_goes_on_from_there() -> None:
    with a_run_that_reached(5) as process:
        process.kill()
        process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert not Path("first.json").exists()
    reached = kept()
    assert 5 <= reached < MANY
    assert again() == (1, "")
    assert cached() == [True] * reached + [False] * (MANY - reached)
    assert kept() == MANY


@posix
def test_after_ctrl_c_the_next_run_goes_on_from_there() -> None:
    with a_run_that_reached(5) as process:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert last(out) == "exit 130: interrupted"
    first = report("first.json")
    assert first["run_state"] == "partial"
    reached = len(first["properties"])
    assert 5 <= reached < MANY
    assert again() == (1, "")
    found = cached()
    assert found.count(True) in (reached, reached + 1)  # the last may have been kept, not reported
    assert all(found[:reached])


# --- options ------------------------------------------------------------------------------------


def test_no_cache_neither_reads_nor_writes(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED)
    assert main(["check", "a.arith", "--no-cache"]) == 0
    assert not Path(os.environ["VERIF_CACHE_DIR"]).exists()
    main(["check", "a.arith"])
    assert main(["check", "a.arith", "--no-cache", "--report", "json:o.json"]) == 0
    assert cached() == [False]


def test_cache_only_computes_nothing(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.arith").write_text(PROVED)
    main(["check", "a.arith"])

    def fail(*_: object) -> None:
        raise AssertionError("an engine was asked")

    monkeypatch.setattr(Exhaustive, "run", fail)
    assert main(["check", "a.arith", "--cache-only"]) == 0
    (here / "a.arith").write_text(PROVED + REFUTED)
    capsys.readouterr()
    assert main(["check", "a.arith", "--cache-only", "--report", "json:o.json"]) == 3
    assert "open  unknown  a.arith::r: not in the cache" in capsys.readouterr().out
    assert cached() == [True, False]


def test_the_summary_counts_what_comes_from_the_cache(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED + REFUTED)
    main(["check", "a.arith", "-k", "::p"])
    assert "cache" not in capsys.readouterr().out
    main(["check", "a.arith"])
    assert "2 properties: 1 proved, 1 refuted; 1 not as expected; 1 from the cache\n" in (
        capsys.readouterr().out
    )


def test_contradicting_options_are_refused(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED)
    assert main(["check", "a.arith", "--no-cache", "--cache-only"]) == 2
    assert "contradict each other" in capsys.readouterr().err
    assert main(["check", "a.arith", "--rlimit", "0"]) == 2


def test_the_default_place_is_a_hidden_folder_here(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VERIF_CACHE_DIR")
    (here / "a.arith").write_text(PROVED)
    main(["check", "a.arith"])
    assert sorted(f.name for f in (here / ".verif_cache").iterdir()) == [
        ".gitignore",
        "verdicts.sqlite",
    ]


def test_a_broken_cache_is_a_warning(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED)
    main(["check", "a.arith"])
    file = Path(os.environ["VERIF_CACHE_DIR"]) / "verdicts.sqlite"
    file.write_bytes(b"no database" * 100)
    capsys.readouterr()
    assert main(["check", "a.arith"]) == 0
    err = capsys.readouterr().err
    assert err.startswith("warning: running without the cache: ")
    assert err.count("\n") == 1


def test_long_properties_are_listed_and_not_run(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED + LONG)
    assert main(["check", "a.arith", "--report", "json:o.json", "--report", "text"]) == 0
    out = capsys.readouterr().out
    assert "-     not run  a.arith::l: budget long\n" in out
    assert "1 property: 1 proved; 1 not run\n" in out
    (left_out,) = report()["not_run"]
    assert left_out == {
        "id": "a.arith::l",
        "file": "a.arith",
        "line": 2,
        "name": "l",
        "reason": "budget long",
    }
    assert main(["check", "a.arith", "--long", "--report", "json:o.json"]) == 1
    assert report()["not_run"] == []
    assert [p["name"] for p in report()["properties"]] == ["p", "l"]


def test_a_run_of_long_properties_only_says_that_it_did_nothing(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(LONG)
    assert main(["check", "a.arith"]) == 0
    assert last(capsys.readouterr().out) == "exit 0: nothing decided; 1 not run"


# --- verif cache ----------------------------------------------------------------------------------


def test_info(here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path(os.environ["VERIF_CACHE_DIR"]) / "verdicts.sqlite"
    assert main(["cache", "info"]) == 0
    assert capsys.readouterr().out == (
        f"file      {file}\nsize      0 bytes\nverdicts  0\n"
        "          0 of other versions, which are not used\n"
    )
    assert not file.exists()
    (here / "a.arith").write_text(PROVED + REFUTED + UNSUPPORTED)
    main(["check", "a.arith"])
    monkeypatch.setattr("verif.run.trusted.sources", lambda: "edited")
    main(["check", "a.arith", "-k", "::p"])
    capsys.readouterr()
    assert main(["cache", "info"]) == 0
    assert capsys.readouterr().out == (
        f"file      {file}\nsize      {file.stat().st_size} bytes\nverdicts  3\n"
        "          2 proved by exhaustive\n          1 refuted by exhaustive\n"
        "          2 of other versions, which are not used\n"
    )


def test_info_of_what_is_no_cache_is_exit_2(here: Path, capsys: Output) -> None:
    file = Path(os.environ["VERIF_CACHE_DIR"]) / "verdicts.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"no database" * 100)
    assert main(["cache", "info"]) == 2
    assert "the cache cannot be read: " in capsys.readouterr().err
    assert main(["cache", "clear"]) == 0
    assert not file.exists()
    assert main(["cache", "info"]) == 0


def test_clear(here: Path, capsys: Output) -> None:
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out.startswith("0 verdicts removed from ")
    (here / "a.arith").write_text(PROVED + REFUTED)
    main(["check", "a.arith"])
    capsys.readouterr()
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out.startswith("2 verdicts removed from ")
    assert kept() == 0
    main(["check", "a.arith", "--report", "json:o.json"])
    assert cached() == [False, False]


def test_verify_decides_again_what_is_kept(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED + REFUTED)
    main(["check", "a.arith", "-k", "::r"])
    capsys.readouterr()
    assert main(["cache", "verify", "a.arith"]) == 0
    assert capsys.readouterr().out == (
        "1 kept verdict decided again: 1 agree, 0 differ, 0 not found again\n"
        "exit 0: every kept verdict was found again\n"
    )
    assert main(["cache", "verify", "a.arith", "--rlimit", "7"]) == 0
    assert "no verdict is kept for these obligations" in capsys.readouterr().out
    assert kept() == 1


def test_verify_finds_a_wrong_verdict(here: Path, capsys: Output) -> None:
    """``r`` gets the row of ``p``: a ``proved`` that no replay can catch."""
    (here / "a.arith").write_text(PROVED + REFUTED)
    main(["check", "a.arith"])
    p, r = declare(["a.arith"]).properties
    memory = cache(Options(cache="on"), print)
    assert memory is not None
    true = memory.recall(p, p.obligations[0])
    assert true is not None and true.verdict == "proved"
    memory.remember(r, r.obligations[0], replace(true, cached=False))
    capsys.readouterr()
    assert main(["check", "a.arith", "-k", "::r"]) == 0
    capsys.readouterr()
    assert main(["cache", "verify", "a.arith"]) == 4
    out = capsys.readouterr().out
    assert "DIFFERS a.arith::r/prove.1: kept as proved, found refuted\n" in out
    assert last(out) == "exit 4: 1 kept verdict differs"


@pytest.mark.parametrize("column", ["checksum", "value"])
def test_verify_reports_a_damaged_verdict(here: Path, capsys: Output, column: str) -> None:
    """One row of two: the other one agrees, and that must not hide it."""
    (here / "a.arith").write_text(PROVED + REFUTED)
    main(["check", "a.arith"])
    file = Path(os.environ["VERIF_CACHE_DIR"]) / "verdicts.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE verdicts SET {column} = 'x' WHERE verdict = 'proved'")
    capsys.readouterr()
    assert main(["cache", "verify", "a.arith"]) == 4
    captured = capsys.readouterr()
    assert "is damaged and not used" in captured.err
    assert captured.out == (
        "1 kept verdict decided again: 1 agree, 0 differ, 0 not found again; 1 damaged\n"
        "exit 4: 1 kept verdict is damaged\n"
    )


def test_verify_says_what_it_could_not_find_again(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.arith").write_text(PROVED)
    main(["check", "a.arith"])

    def late(*_: object) -> None:
        raise OutOfTime("time limit of 1 s reached")

    monkeypatch.setattr(Exhaustive, "run", late)
    capsys.readouterr()
    assert main(["cache", "verify", "a.arith"]) == 3
    out = capsys.readouterr().out
    assert "open    a.arith::p/prove.1: time limit of 1 s reached\n" in out
    assert last(out) == "exit 3: 1 not found again"


def test_verify_refuses_what_check_refuses(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED)
    assert main(["cache", "verify", "a.arith", "-k", "nothing"]) == 2
    assert main(["cache", "verify", "a.arith", "--engine", "magic"]) == 2
    (here / "a.arith").write_text("property p { prove ; }")
    assert main(["cache", "verify", "a.arith"]) == 2
    err = capsys.readouterr().err
    assert "a.arith:1:" in err
    assert last(err) == "exit 2: 1 spec error"


def test_verify_refuses_a_cache_that_cannot_be_read(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED)
    main(["check", "a.arith"])
    (Path(os.environ["VERIF_CACHE_DIR"]) / "verdicts.sqlite").write_bytes(b"no database" * 100)
    capsys.readouterr()
    assert main(["cache", "verify", "a.arith"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "the cache cannot be read: " in captured.err
