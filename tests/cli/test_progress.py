"""Progress: a bar on a terminal, plain lines and no rich elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from verif.cli.progress import Progress

ROOT = Path(__file__).resolve().parents[2]
SPEC = "property p { given x : E2M1; prove x <= 6; }\nproperty q { given x : E2M1; prove x <= 5; }"


class Item:
    """A verdict."""

    id = "a.arith::p"
    verdict = "proved"
    seconds = 0.84


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    """The bar is on stderr alone, is wiped away, and starts no thread beside which to fork."""
    (tmp_path / "a.arith").write_text(SPEC)
    code = (
        "import sys, threading\nfrom verif.cli import main, progress\nprogress.OFTEN = 0\n"
        "code = main.main(['check', 'a.arith'])\n"
        "assert 'rich' in sys.modules and threading.active_count() == 1\nsys.exit(code)"
    )
    terminal, inside = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=inside,
        text=True,
    )
    os.close(inside)
    drawn = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # what Linux says where others read nothing
            break
        if not piece:
            break
        drawn += piece
    os.close(terminal)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1, drawn
    assert out.startswith("ok    proved   a.arith::p: all 16 inputs")
    assert "\x1b" not in out
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn.decode())
    assert "1/2" in text and "2/2" in text
    assert re.search(r"proved a\.arith::p \d\.\d s", text)
    assert drawn.rstrip(b"\r").endswith(b"\x1b[2K")


def test_plain_lines_elsewhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("verif.cli.progress.time.monotonic", lambda: now[0])
    progress = Progress()
    for done in range(1, 41):
        now[0] += 1.0
        progress(done, 40, Item())
    progress.warn("something")
    progress.close()
    lines = [f"[{n}/40] proved a.arith::p 0.8 s" for n in (10, 20, 30, 40)]
    assert capsys.readouterr().err.splitlines() == [*lines, "warning: something"]


def test_rich_is_not_imported_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a.arith").write_text(SPEC)
    code = (
        "import sys\nfrom verif.cli.main import main\nmain(['check', 'a.arith'])\n"
        "print('rich' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == "False\n"
