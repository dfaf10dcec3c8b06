"""The examples of ``README.md`` do what they say."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from shutil import copytree

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
(PYTHON,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
(SPEC,) = re.findall(r"```\n(# first.arith: .*?)```", TEXT, re.DOTALL)


def _shown(value: object) -> str:
    """A value as the comments of the example write it."""
    if isinstance(value, int):
        return f"0x{value:02X}"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def test_the_python_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line runs, and what is an expression gives what its comment begins with."""
    (tmp_path / "first.arith").write_text(SPEC, encoding="utf-8")
    copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    checked = 0
    for line in PYTHON.splitlines():
        code, _, comment = line.partition("  # ")
        if not code.strip():
            continue
        if isinstance(ast.parse(code).body[0], ast.Expr):
            assert comment.strip().startswith(_shown(eval(code, names))), line
            checked += 1
        else:
            exec(code, names)
    assert checked == 4
