"""The exports in ``lean/Export`` are those of the shipped specs, as they are now."""

from __future__ import annotations

from pathlib import Path

import pytest

from verif.run.check import declare
from verif.run.lean_export import coverage

ROOT = Path(__file__).resolve().parents[3]
AGAIN = "; write them again with 'verif lean export' in the project's folder"


def test_exports_are_those_of_the_specs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    properties = [p for p in declare(["specs"]).properties if p.expected == "proved" and not p.long]
    # That all of these are proved is what checking the specs says.
    modules = coverage(properties).modules(p.id for p in properties)
    folder = ROOT / "lean" / "Export"
    there = {p.relative_to(ROOT / "lean").as_posix(): p for p in folder.rglob("*.lean")}
    there = {name: p for name, p in there.items() if not name.startswith("Export/Formats/")}
    assert set(there) == {str(m.path) for m in modules}, AGAIN
    for module in modules:
        assert there[str(module.path)].read_text(encoding="utf-8") == module.text, (
            f"{module.path}{AGAIN}"
        )
    assert sum(len(m.theorems) for m in modules) >= 480
