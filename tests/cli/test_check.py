"""``verif check``: exit codes, reports, bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from verif.cli.main import main
from verif.engines.exhaustive import Exhaustive
from verif.run import check as check_module
from verif.run import decide as decide_module

PROVED = "property p { given x : E2M1; prove x <= 6; }\n"
REFUTED = "property r { given x : E2M1; prove x <= 5; }\n"
VACUOUS = "property v { given x : E2M1 where x > 6; prove x == 7; }\n"
UNSUPPORTED = "property u { engine exhaustive; given x, y : F64; prove x + y == y; }\n"

KERNEL = 'kernel k implements neg(E2M1, RNE) { python = "nowhere:f"; }\n'

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def last(text: str) -> str:
    return text.rstrip("\n").rpartition("\n")[2]


@pytest.mark.parametrize(
    ("spec", "code", "reason"),
    [
        (PROVED, 0, "exit 0: every verdict is as expected"),
        (REFUTED, 1, "exit 1: 1 refuted"),
        ("property p { given x : E2M1; prove 1 / x == 1 / x; }", 1, "exit 1: 1 refuted"),
        (
            "property p { expect refuted; given x : E2M1; prove x <= 6; }",
            1,
            "exit 1: 1 proved where refuted was expected",
        ),
        ("property p { expect refuted; given x : E2M1; prove x <= 5; }", 0, None),
        (VACUOUS, 3, "exit 3: 1 vacuous"),
        (UNSUPPORTED, 3, "exit 3: 1 unsupported"),
        (VACUOUS + UNSUPPORTED, 3, "exit 3: 1 unsupported, 1 vacuous"),
        (PROVED + REFUTED + VACUOUS, 1, "exit 1: 1 refuted"),
        ("property p { prove ; }", 2, "exit 2: 1 spec error"),
        ("property p { given x : E4M4; prove x == x; }", 2, "exit 2: 1 spec error"),
        ("property p { given x : E2M1; prove x; }", 2, "exit 2: 1 spec error"),
        ("format F = posit(8, 2) { check 1 / 0 == 1; }", 2, "exit 2: 1 spec error"),
        ("format F = posit(8, 2) { check max == 1; }", 2, "exit 2: 1 spec error"),
        ("", 2, "exit 2: 1 spec error"),
        (KERNEL, 0, "exit 0: no property to decide; no fact to check; 1 kernel: verif gate"),
    ],
)
def test_exit_codes(spec: str, code: int, reason: str | None, here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(spec)
    assert main(["check", "a.arith"]) == code
    out = capsys.readouterr().out
    if reason is not None:
        assert last(out) == reason
    if code == 2:
        assert out.startswith("a.arith:1:")


def test_allow_unknown_turns_3_into_0_and_says_so(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(VACUOUS)
    assert main(["check", "a.arith", "--allow-unknown"]) == 0
    expected = "exit 0: 1 vacuous, which --allow-unknown allows"
    assert last(capsys.readouterr().out) == expected


def test_allow_unknown_changes_nothing_else(here: Path) -> None:
    (here / "a.arith").write_text(REFUTED + VACUOUS)
    assert main(["check", "a.arith", "--allow-unknown"]) == 1


def test_an_engine_that_fails_is_exit_4(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(Exhaustive, "run", fail)
    (here / "a.arith").write_text(PROVED + REFUTED)
    assert main(["check", "a.arith"]) == 4
    out = capsys.readouterr().out
    assert last(out) == "exit 4: 2 error"
    assert "ZeroDivisionError: a defect" in out


def test_an_unexpected_exception_is_exit_4(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(check_module, "load", fail)
    (here / "a.arith").write_text(PROVED)
    assert main(["check", "a.arith"]) == 4
    err = capsys.readouterr().err
    assert "internal error: RuntimeError: a defect" in err
    assert "for the traceback: verif --debug check a.arith" in err
    assert last(err) == "exit 4: internal error"
    assert main(["--debug", "check", "a.arith"]) == 4
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_an_interruption_keeps_what_was_reached(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided: list[object] = []
    decide = decide_module.decide_property

    def stop_at_second(*arguments: Any) -> Any:
        if decided:
            raise KeyboardInterrupt
        decided.append(None)
        return decide(*arguments)

    monkeypatch.setattr(decide_module, "decide_property", stop_at_second)
    (here / "a.arith").write_text(PROVED + REFUTED)
    assert main(["check", "a.arith", "--report", "json:out.json"]) == 130
    assert last(capsys.readouterr().out) == "exit 130: interrupted"
    found = json.loads((here / "out.json").read_text())
    assert found["run_state"] == "partial"
    assert [p["name"] for p in found["properties"]] == ["p"]


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")
def test_ctrl_c_writes_the_partial_record(here: Path) -> None:
    spec = "".join(
        f"property p{i} {{ given x, y : E4M3; prove x * y == y * x; }}\n" for i in range(2000)
    )
    (here / "a.arith").write_text(spec)
    script = (
        "import sys\nfrom verif.cli import main, progress\nprogress.QUIET = 0\n"
        "sys.exit(main.main(['check', 'a.arith', '--report', 'json:out.json']))"
    )
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("[1/2000] ")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert last(out) == "exit 130: interrupted"
    assert json.loads((here / "out.json").read_text())["run_state"] == "partial"


# --- reports ----------------------------------------------------------------------------------


def test_several_reports_in_one_run(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(REFUTED)
    arguments = ["check", "a.arith", "--report", "json:o.json", "--report", "text:o.txt"]
    assert main([*arguments, "--report", "json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == json.loads((here / "o.json").read_text())
    assert last(captured.err) == "exit 1: 1 refuted"
    assert last((here / "o.txt").read_text()) == "exit 1: 1 refuted"
    assert sorted(p.name for p in here.iterdir()) == ["a.arith", "o.json", "o.txt"]


def test_text_stays_on_stdout_beside_a_json_file(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED)
    assert main(["check", "a.arith", "--report", "json:o.json"]) == 0
    assert capsys.readouterr().out.startswith("ok    proved   a.arith::p: all 16 inputs")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_to_and_stays(here: Path) -> None:
    """To rename a file over ``/dev/null`` would be worse."""
    os.mkfifo("pipe")
    (here / "a.arith").write_text(PROVED)
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        try:
            assert main(["check", "a.arith", "--report", "json:pipe"]) == 0
            assert (here / "pipe").is_fifo()
            out, _ = reader.communicate(timeout=20)
        finally:
            reader.kill()
    assert json.loads(out)["run_state"] == "complete"


def test_a_link_stays_and_its_file_is_written(here: Path) -> None:
    (here / "a.arith").write_text(PROVED)
    (here / "link").symlink_to("o.json")
    assert main(["check", "a.arith", "--report", "json:link"]) == 0
    assert (here / "link").is_symlink()
    assert json.loads((here / "o.json").read_text())["run_state"] == "complete"


def test_spec_errors_are_in_the_json_report(here: Path) -> None:
    (here / "a.arith").write_text("property p { prove ; }\nproperty q { prove ; }")
    assert main(["check", "a.arith", "--report", "json:o.json"]) == 2
    found = json.loads((here / "o.json").read_text())
    assert [(p["code"], p["file"], p["line"]) for p in found["problems"]] == [
        ("E002", "a.arith", 1),
        ("E002", "a.arith", 2),
    ]
    assert found["summary"]["exit_code"] == 2


def test_the_command_is_in_the_record(here: Path) -> None:
    (here / "a b.arith").write_text(PROVED)
    main(["check", "a b.arith", "--report", "json:o.json"])
    found = json.loads((here / "o.json").read_text())
    assert found["command"] == "verif check 'a b.arith' --report json:o.json"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--report", "xml"], "unknown report format 'xml'; there are text, json"),
        (["--report", "json:no/such/o.json"], "cannot write the report 'no/such/o.json'"),
        (["--report", "json:."], "it is a directory"),
        (["--report", "json", "--report", "text"], "two reports cannot both go to stdout"),
        (["--report", "json:o", "--report", "text:./o"], "two reports cannot both go to"),
        (["--engine", "magic"], "unknown engine 'magic'"),
        (["--engine", "z3", "--confirm"], "'--confirm' wants a second engine"),
        ([""], "a path is empty"),
        (["--jobs", "0"], "'--jobs'"),
        (["--timeout", "0"], "a positive number of seconds"),
        (["--timeout", "nan"], "a positive number of seconds"),
        (["-k", "nothing_like_it"], "no property matches 'nothing_like_it'"),
        (["-k", "p and"], "cannot read 'p and': a word to look for is missing after 'and'"),
        (["--no-such-option"], "No such option"),
    ],
)
def test_bad_requests_are_exit_2(
    arguments: list[str], message: str, here: Path, capsys: Output
) -> None:
    (here / "a.arith").write_text(PROVED)
    assert main(["check", "a.arith", *arguments]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert last(err) == "exit 2: usage error"
    assert sorted(p.name for p in here.iterdir()) == ["a.arith"]


def test_reports_are_checked_before_the_run(here: Path, capsys: Output) -> None:
    assert main(["check", "not_there.arith", "--report", "json:no/o.json"]) == 2
    captured = capsys.readouterr()
    assert "cannot write" in captured.err
    assert "not_there.arith" not in captured.err + captured.out


# --- what is checked ----------------------------------------------------------------------------


def test_select_and_engine(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED + REFUTED)
    assert main(["check", "a.arith", "-k", "::p", "--engine", "reference"]) == 0
    assert "1 property: 1 proved" in capsys.readouterr().out


def test_the_folder_specs_is_the_default(here: Path, capsys: Output) -> None:
    (here / "specs").mkdir()
    (here / "specs" / "a.arith").write_text(PROVED)
    assert main(["check"]) == 0
    assert "specs/a.arith::p" in capsys.readouterr().out


def test_the_shipped_specs_are_the_default_elsewhere() -> None:
    from verif.cli.run_options import chosen_paths

    (path,) = chosen_paths(())
    assert (Path(path) / "formats").is_dir()


def test_progress_is_not_on_stdout(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(PROVED)
    main(["check", "a.arith"])
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.count("\n") == 4


def test_long_runs_say_how_far_they_are(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verif.cli.progress.QUIET", 0)
    (here / "a.arith").write_text(PROVED + REFUTED)
    main(["check", "a.arith"])
    assert capsys.readouterr().err.startswith("[1/2] proved a.arith::p 0.")


# --- hostile input --------------------------------------------------------------------------------


def _hostile(folder: Path) -> dict[str, str]:
    """Files that no one should write, each with a part of what is said about it."""
    (folder / "large.arith").write_bytes(b"#" * (64 << 20))
    (folder / "deep.arith").write_text(f"property p {{ prove {'(' * 300_000}1; }}")
    (folder / "signs.arith").write_text(f"property p {{ prove {'-' * 300_000}1 == 1; }}")
    (folder / "binary.arith").write_bytes(b"\xff\xfe" + bytes(range(256)) * 3000)
    (folder / "zeros.arith").write_bytes(b"\0" * 100_000)
    (folder / "empty.arith").write_text("")
    (folder / "comment.arith").write_text("# nothing\n")
    (folder / "tower.arith").write_text("property p { prove 2**2**2**2**2**2 == 1; }")
    (folder / "folder").mkdir()
    return {
        "large.arith": "larger than",
        "deep.arith": "nested too deeply",
        "signs.arith": "nested too deeply",
        "binary.arith": "not UTF-8",
        "zeros.arith": "not text",
        "empty.arith": "defines nothing",
        "comment.arith": "defines nothing",
        "tower.arith": "too large to write out",
        "folder": "no .arith file",
        "missing.arith": "there is no such file",
    }


def test_hostile_input_is_refused_with_its_place(here: Path, capsys: Output) -> None:
    for name, message in _hostile(here).items():
        started = time.perf_counter()
        assert main(["check", name]) == 2, name
        out = capsys.readouterr().out
        assert out.startswith(f"{name}:1:"), name
        assert message in out, name
        assert len(out) < 2000, name
        assert time.perf_counter() - started < 30, name
