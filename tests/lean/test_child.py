"""A process with limits: it ends, or is killed, and what it said is kept."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from verif.lean.child import Child, Ended, Limits, run


def python(code: str, limits: Limits, cwd: Path) -> Ended:
    return run([sys.executable, "-c", code], cwd, {"GIVEN": "yes"}, limits)


def test_it_ends(tmp_path: Path) -> None:
    code = "import os, sys; print(os.environ['GIVEN'], os.getcwd()); sys.exit('bad')"
    ended = python(code, Limits(60, 4096), tmp_path)
    assert (ended.status, ended.exceeded, ended.how) == (1, "", "exit status 1")
    assert ended.stdout == f"yes {tmp_path}\n" and ended.stderr == "bad\n"


def test_time_limit(tmp_path: Path) -> None:
    began = time.monotonic()
    ended = python("print('a', flush=True); import time; time.sleep(60)", Limits(1, 4096), tmp_path)
    assert ended.how == "time limit of 1 s reached" and time.monotonic() - began < 30
    assert ended.status != 0 and ended.stdout == "a\n"


def test_memory_limit(tmp_path: Path) -> None:
    code = "import time; x = bytearray(b'x') * (200 << 20); time.sleep(60)"
    assert python(code, Limits(60, 100), tmp_path).how == "memory limit of 100 MB reached"


def test_killed_by_another(tmp_path: Path) -> None:
    ended = python("import os; os.kill(os.getpid(), 9)", Limits(60, 4096), tmp_path)
    assert (ended.status, ended.how) == (-9, "killed by SIGKILL")


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    """The grandchild would write a file after a second."""
    late = f"import time; time.sleep(1); open({str(tmp_path / 'late')!r}, 'w')"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {late!r}])"
    child = Child([sys.executable, "-c", code], tmp_path, {}, Limits(60, 4096))
    time.sleep(0.3)
    assert child.kill("enough").how == "enough"
    time.sleep(1.5)
    assert not (tmp_path / "late").exists()


def test_last_words() -> None:
    crash = "a.js:1\n\nRuntimeError: unreachable\n    at f\n\nNode.js v24.19.0\n"
    for stderr, wanted in (
        (crash, "RuntimeError: unreachable"),
        ("FATAL ERROR: out of memory\nbye", "FATAL ERROR: out of memory"),
        ("one\ntwo\n", "two"),
        ("", ""),
    ):
        assert Ended(1, "", stderr, 0.0).last_words == wanted
