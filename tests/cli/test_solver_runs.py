"""Runs that need solvers: what stays open says why, and no death costs more than it must."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from verif.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PRIME = 604462909807314587353021
"""A prime of 79 bits: that it has no divisor is too much for every solver here."""

EASY = "property easy{} {{ given x : uint(40); engine z3; prove x * x != {}; }}\n"
HARD = (
    f"property hard {{ given a, b : uint(40) where 1 < a and a <= b; prove a * b != {PRIME};"
    " engine z3; }\n"
)
FACTS = "property reals { given r : real; given k : uint(4); prove r * r != k or k == 9; }\n"

Output = pytest.CaptureFixture[str]

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(spec: str, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the record of a run."""
    Path("a.arith").write_text(spec)
    code = main(["check", "a.arith", "--report", "json:o.json", "--report", "text", *options])
    return code, json.loads(Path("o.json").read_text())


def verdicts(record: dict[str, Any]) -> dict[str, str]:
    return {p["name"]: p["verdict"] for p in record["properties"]}


# --- what stays open ------------------------------------------------------------------------------


def test_what_no_engine_settles_says_what_was_tried(capsys: Output) -> None:
    code, record = check(HARD, "--rlimit", "300000")
    (p,) = record["properties"]
    assert (code, p["verdict"]) == (3, "unknown")
    assert p["reason"].startswith("not settled: z3: no answer within 300000 resource units (")
    assert " s. More budget (--rlimit, 'budget N') or a lemma may help" in p["reason"]
    assert p["reason"].count("z3: ") == 1
    assert p["obligations"][0]["rlimit"] >= 300000
    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith("open  unknown  a.arith::hard: not settled: z3: ")


def test_a_time_limit_says_who_was_asked() -> None:
    code, record = check(HARD.replace(" engine z3;", ""), "--timeout", "2")
    (p,) = record["properties"]
    assert (code, p["verdict"]) == (3, "unknown")
    assert p["reason"].startswith("time limit of 2 s reached; tried ")
    assert "z3" in p["reason"]


@pytest.mark.parametrize("engine", ["exhaustive", "reference"])
def test_a_time_limit_says_which_enumeration_was_asked(engine: str) -> None:
    spec = "property p { given x : uint(16); prove x * x + 1 == 1 + x * x; }"
    code, record = check(spec, "--engine", engine, "--timeout", "0.000001")
    (p,) = record["properties"]
    assert (code, p["verdict"]) == (3, "unknown")
    assert p["reason"] == f"time limit of 1e-06 s reached; tried {engine}"


def test_a_larger_budget_is_that_much_larger() -> None:
    _, record = check(HARD.replace("engine z3;", "engine z3; budget 3;"), "--rlimit", "100000")
    assert "no answer within 300000 resource units" in record["properties"][0]["reason"]


@pytest.mark.parametrize(
    ("spec", "options", "reason"),
    [
        (
            "property p { engine exhaustive; given x, y : F64; prove x == y; }",
            (),
            "exhaustive: 2^128 inputs, at most 2^24",
        ),
        (FACTS, ("--engine", "z3"), "z3: r ranges over all reals"),
        (FACTS, ("--engine", "exhaustive"), "exhaustive: r ranges over all reals"),
        (
            "property p { given x : uint(40); prove forall j in 0..<5000 : x + j == j + x; }",
            ("--engine", "z3"),
            "z3: a binder over 5000 assignments",
        ),
    ],
)
def test_what_an_engine_cannot_put_is_unsupported_by_it(
    spec: str, options: tuple[str, ...], reason: str
) -> None:
    code, record = check(spec, *options)
    (p,) = record["properties"]
    assert (code, p["verdict"], p["reason"]) == (3, "unsupported", reason)


def test_refusals_are_told_beside_a_relaxation_that_failed() -> None:
    _, record = check(
        "property p { given r : real; given k : uint(4); prove r * r != 2 * k + 82; }"
    )
    (p,) = record["properties"]
    assert p["verdict"] == "unknown"
    assert p["reason"].startswith("not settled: real: what was relaxed has a solution")
    assert "z3, z3_default: r ranges over all reals. A lemma may help" in p["reason"]


# --- deaths ---------------------------------------------------------------------------------------


@contextmanager
def running(spec: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    """``verif check`` in a process."""
    Path("a.arith").write_text(spec)
    command = [sys.executable, "-m", "verif", "check", "a.arith", "--report", "json:o.json"]
    with subprocess.Popen(
        [*command, "--report", "text", *options],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def children(pid: int) -> list[int]:
    """The living children of a process."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(c) for c in found if alive(int(c))]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def cpu(pid: int) -> int:
    """Processor time of a process, in ticks."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def wait_until(condition: Callable[[], Any], seconds: float = 60.0) -> Any:
    """What a condition gives once it is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come to pass")


def working(pid: int) -> Callable[[], list[int]]:
    """The workers that have computed for a while: those of what is hard."""
    return lambda: [c for c in children(pid) if cpu(c) > 80]


THREE = EASY.format(1, 3) + HARD + EASY.format(2, 5)


@linux
def test_ctrl_c_during_a_solver_leaves_no_child_and_a_partial_record() -> None:
    with running(THREE) as process:
        workers = wait_until(working(process.pid))
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out.rstrip().endswith("exit 130: interrupted")
    record = json.loads(Path("o.json").read_text())
    assert (record["run_state"], verdicts(record)) == ("partial", {"easy1": "proved"})
    wait_until(lambda: not any(alive(w) for w in workers))


@linux
def test_a_killed_worker_costs_its_obligation_only() -> None:
    with running(THREE) as process:
        for worker in wait_until(working(process.pid)):
            os.kill(worker, signal.SIGKILL)
        process.communicate(timeout=60)
    assert process.returncode == 3
    record = json.loads(Path("o.json").read_text())
    assert verdicts(record) == {"easy1": "proved", "hard": "unknown", "easy2": "proved"}
    assert "the worker ended without an answer (SIGKILL)" in record["properties"][1]["reason"]


@linux
def test_a_killed_run_takes_its_workers_along_and_the_next_goes_on() -> None:
    with running(THREE) as process:
        workers = wait_until(working(process.pid))
        process.kill()
        process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    wait_until(lambda: not any(alive(w) for w in workers))
    code, record = check(THREE, "-k", "easy")
    assert code == 0
    kept = {p["name"]: p["obligations"][0]["cached"] for p in record["properties"]}
    assert kept == {"easy1": True, "easy2": False}
