"""The command itself: help, version, schema, unknown commands, broken pipes, imports."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import verif
from verif.cli.main import COMMANDS, main
from verif.cli.start import start

Output = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference" / "cli.md"

ALL = [
    *([name] for name in COMMANDS),
    *(["format", name] for name in ("list", "show", "decode", "encode", "diff")),
    *(["cache", name] for name in ("info", "clear", "verify")),
    *(["lean", name] for name in ("check", "export")),
]


COMMANDS_WITH_PATHS = [
    ["check"],
    ["gate"],
    ["mutate"],
    ["cache", "verify"],
    ["explain", "p", "--path"],
    ["format", "list", "--path"],
]


def test_help(capsys: Output) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for name in COMMANDS:
        assert f"\n  {name} " in out


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_help_of_commands(command: list[str], capsys: Output) -> None:
    assert main([*command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: verif {' '.join(command)}")


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_reference_names_every_option(command: list[str], capsys: Output) -> None:
    main([*command, "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    text = REFERENCE.read_text(encoding="utf-8")
    assert f"verif {' '.join(command)}" in text
    assert not [o for o in options if o not in text]


def test_help_names_the_engines_and_the_limits(capsys: Output) -> None:
    from verif.kernels.runner import Limits
    from verif.language.builtins import ENGINES
    from verif.run.panel import RLIMIT

    main(["check", "--help"])
    out = " ".join(capsys.readouterr().out.split())
    assert not [name for name in ENGINES if name not in out]
    assert f"resource units of Z3 ({RLIMIT})" in out
    main(["gate", "--help"])
    out = " ".join(capsys.readouterr().out.split())
    assert f"or kernel ({Limits().timeout:g});" in out
    assert f"arguments take ({Limits().memory})" in out


@pytest.mark.parametrize("command", COMMANDS_WITH_PATHS, ids=" ".join)
def test_an_empty_path_is_refused(command: list[str], capsys: Output) -> None:
    assert main([*command, ""]) == 2
    assert "a path is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["explain", "p", "--path", "bad.arith"],
        ["mutate", "bad.arith"],
        ["cache", "verify", "bad.arith"],
        ["format", "show", "E4M3", "--path", "bad.arith"],
        ["check", "bad.arith"],
        ["gate", "bad.arith"],
    ],
    ids=" ".join,
)
def test_spec_errors_end_alike(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.arith").write_text("property p { prove ; }\nproperty q { prove ; }\n")
    assert main(command) == 2
    captured = capsys.readouterr()
    told = captured.out if command[0] in ("check", "gate") else captured.err
    assert "bad.arith:1:20: E002" in told
    assert told.endswith("\nexit 2: 2 spec errors\n")


def test_version(capsys: Output) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"verif {verif.__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["frobnicate"], ["format"], ["format", "x"], ["--x"]])
def test_what_is_no_command(arguments: list[str], capsys: Output) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Usage: verif" in captured.err


def test_schema(capsys: Output) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$ref"] == "#/$defs/RunRecord"


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def test_module_is_the_command() -> None:
    done = python("-m", "verif", "format", "decode", "E4M3", "0x7E")
    assert (done.returncode, done.stderr) == (0, "")
    assert "448" in done.stdout


@pytest.mark.parametrize("command", [["schema"], ["format", "show", "E4M3"], ["--help"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("place", "reason"), [("1<README.md", "Bad file descriptor"), (">&-", "it is closed")]
)
def test_a_stdout_that_takes_nothing_is_exit_2(
    command: list[str], place: str, reason: str, unbuffered: str
) -> None:
    script = f"{sys.executable} -m verif {' '.join(command)} {place}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        text=True,
    )
    said = f"Error: cannot write to stdout: {reason}\nexit 2: the request failed\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_a_closed_stderr_is_no_error() -> None:
    script = f"{sys.executable} -m verif check specs/formats -k nothing_like_it 2>&-; echo $?"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "2\n"


@pytest.mark.parametrize("module", ["click", "shlex"])
def test_an_interruption_during_imports_is_no_traceback(module: str, tmp_path: Path) -> None:
    (tmp_path / f"{module}.py").write_text("raise KeyboardInterrupt\n")
    done = subprocess.run(
        [sys.executable, "-m", "verif", "--version"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (130, "exit 130: interrupted\n")


def test_the_installed_command_begins_where_the_module_does() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts == {"verif": "verif.cli.start:start"}
    assert callable(start)


def test_short_help(capsys: Output) -> None:
    for command in ([], *ALL):
        assert main([*command, "-h"]) == 0
        assert capsys.readouterr().out.startswith(f"Usage: {' '.join(['verif', *command])} ")


def test_a_reader_that_leaves_is_no_error() -> None:
    script = f"{sys.executable} -m verif format show E4M3 --codes | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}; echo $?"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] in ("0", "141")


@pytest.mark.parametrize(
    ("arguments", "light"),
    [
        (["--help"], ["msgspec", "numpy", "lark", "rich", "verif.language", "verif.formats"]),
        (["format", "show", "E4M3"], ["msgspec", "numpy", "lark", "sympy", "mpmath", "z3"]),
    ],
)
def test_nothing_heavy_is_imported(arguments: list[str], light: list[str]) -> None:
    code = (
        "import sys\nfrom verif.cli.main import main\n"
        f"assert main({arguments!r}) == 0\n"
        f"print([m for m in {light!r} if m in sys.modules], file=sys.stderr)"
    )
    done = python("-c", code)
    assert done.stderr == "[]\n"


def test_importing_the_package_is_light() -> None:
    done = python("-c", "import sys, verif; print([m for m in sys.modules if 'verif.' in m])")
    assert done.stdout == "[]\n"
