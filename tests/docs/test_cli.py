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
SPECS = re.findall(r"With this file `(.*?)`:\n\n```arith\n(.*?)```", TEXT, re.DOTALL)
EXAMPLES = dict(re.findall(r"```\n\$ verif (.*?)\n(.*?)```", TEXT, re.DOTALL))


def test_there_are_examples() -> None:
    commands = {command.split()[0] for command in EXAMPLES}
    assert commands == {"check", "gate", "explain", "mutate", "format"}
    assert [name for name, _ in SPECS] == ["my.arith", "tie.arith"]


@pytest.mark.parametrize("command", EXAMPLES)
def test_example(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, text in SPECS:
        (tmp_path / name).write_text(text, encoding="utf-8")
    copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    main(shlex.split(command))
    assert capsys.readouterr().out == EXAMPLES[command]
