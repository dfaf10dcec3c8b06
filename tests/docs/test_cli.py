"""The examples of ``docs/reference/cli.md`` print what they show."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from shutil import copytree

import pytest

from verif.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
SPEC = re.search(r"```arith\n(.*?)```", TEXT, re.DOTALL)
EXAMPLES = dict(re.findall(r"```\n\$ verif (.*?)\n(.*?)```", TEXT, re.DOTALL))


def test_there_are_examples() -> None:
    assert {command.split()[0] for command in EXAMPLES} == {"check", "gate", "explain", "format"}


@pytest.mark.parametrize("command", EXAMPLES)
def test_example(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert SPEC is not None
    (tmp_path / "my.arith").write_text(SPEC[1], encoding="utf-8")
    copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    main(shlex.split(command))
    assert capsys.readouterr().out == EXAMPLES[command]
