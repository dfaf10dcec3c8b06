"""``verif gate``: exit codes and reports of kernels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verif.cli.main import main
from verif.run import gate as gate_module

Output = pytest.CaptureFixture[str]

KERNELS = """
import numpy as np

def negate(x):
    return x ^ 8

def keep(x):
    return x.copy()

def stop(x):
    raise ValueError("not today")

def crash(x):
    import os, signal
    os.kill(os.getpid(), signal.SIGSEGV)
"""


def kernel(name: str, function: str, more: str = "") -> str:
    return (
        f'kernel {name} implements neg(E2M1, RNE) {{ python = "under_test:{function}"; {more} }}\n'
    )


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "under_test.py").write_text(KERNELS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("spec", "code", "last"),
    [
        (kernel("a", "negate"), 0, "exit 0: every verdict is as expected"),
        (kernel("a", "keep"), 1, "exit 1: 1 refuted"),
        (kernel("a", "keep", "expect refuted;"), 0, "exit 0: every verdict is as expected"),
        (
            kernel("a", "negate", "expect refuted;"),
            1,
            "exit 1: 1 proved where refuted was expected",
        ),
        (kernel("a", "stop"), 1, "exit 1: 1 refuted"),
        (kernel("a", "crash"), 1, "exit 1: 1 refuted"),
        (
            kernel("a", "crash", "expect refuted;"),
            1,
            "exit 1: 1 refuted, but not as expected",
        ),
        (kernel("a", "no_such_function"), 2, "exit 2: 1 spec error"),
        ("kernel a implements nothing(E2M1) { }", 2, "exit 2: 1 spec error"),
    ],
)
def test_exit_codes(spec: str, code: int, last: str, here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(spec)
    assert main(["gate", "a.arith"]) == code
    out = capsys.readouterr().out
    assert out.rstrip("\n").rpartition("\n")[2] == last
    if code == 2:
        assert out.startswith("a.arith:1:")


def test_refuted_kernel_is_explained(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(kernel("a", "keep"))
    main(["gate", "a.arith", "--report", "json:o.json"])
    out = capsys.readouterr().out
    assert "under_test:keep against neg(E2M1, RNE)" in out
    assert "the smallest mismatch:" in out
    (found,) = json.loads((here / "o.json").read_text())["kernels"]
    assert found["verdict"] == "refuted"
    assert found["mismatches"] > 0


def test_select(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(kernel("good", "negate") + kernel("bad", "keep"))
    assert main(["gate", "a.arith", "-k", "good"]) == 0
    assert "1 kernel: 1 proved" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-k", "no_such"], "no kernel matches 'no_such'"),
        (["--report", "xml"], "unknown report format"),
        (["--memory", "0"], "'--memory'"),
        (["--engine", "reference"], "No such option"),
    ],
)
def test_bad_requests(arguments: list[str], message: str, here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text(kernel("a", "negate"))
    assert main(["gate", "a.arith", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_files_without_kernels(here: Path, capsys: Output) -> None:
    (here / "a.arith").write_text("const A = 1;")
    assert main(["gate", "a.arith"]) == 2
    assert "bind no kernel" in capsys.readouterr().err


def test_interruption_while_reading(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gate_module, "load", stop)
    (here / "a.arith").write_text(kernel("a", "negate"))
    assert main(["gate", "a.arith", "--report", "json:o.json"]) == 130
    assert json.loads((here / "o.json").read_text())["run_state"] == "partial"
