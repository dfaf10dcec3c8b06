"""``docs/reference/errors.md`` lists every code, and its examples give the errors they show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import verif

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
SECTIONS = {s[:4]: s for s in TEXT.split("\n## ")[1:]}
EXAMPLES = {
    code: found[1]
    for code, section in SECTIONS.items()
    if (found := re.search(r"```arith\n(.*?)```", section, re.DOTALL))
}


def test_every_code_is_listed() -> None:
    used: set[str] = set()
    for file in (ROOT / "verif").rglob("*.py"):
        used.update(re.findall(r'"(E\d{3})"', file.read_text(encoding="utf-8")))
    assert used == set(SECTIONS)


@pytest.mark.parametrize("code", EXAMPLES)
def test_example(code: str, tmp_path: Path) -> None:
    file = tmp_path / "example.arith"
    file.write_text(EXAMPLES[code], encoding="utf-8")
    with pytest.raises(verif.SpecError) as caught:
        verif.load(file)
    assert [d.code for d in caught.value.diagnostics] == [code]
