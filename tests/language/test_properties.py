"""What declared properties say of themselves."""

from __future__ import annotations

from pathlib import Path

from verif.properties.obligation import Property
from verif.run.check import declare


def properties(tmp_path: Path, text: str, **others: str) -> dict[str, Property]:
    """The properties of a file, by their names."""
    for name, content in others.items():
        (tmp_path / f"{name}.arith").write_text(content, encoding="utf-8")
    file = tmp_path / "p.arith"
    file.write_text(text, encoding="utf-8")
    found = declare([file]).properties
    assert len({p.id for p in found}) == len(found)
    return {p.name: p for p in found}


def test_budgets(tmp_path: Path) -> None:
    found = properties(
        tmp_path,
        "property a { prove true; }"
        "property b { prove true; budget long; }"
        "property c for n in 0..<1 { budget 8; prove true; }"
        "property d { given n : int; prove n == n; budget long; budget 2; }",
    )
    said = {name: (p.long, p.budget) for name, p in found.items()}
    assert said == {"a": (False, 1), "b": (True, 1), "c[0]": (False, 8), "d": (True, 2)}
