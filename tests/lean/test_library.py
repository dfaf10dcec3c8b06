"""The Lean library as text: every module is in it, and no name is given twice.

A name in two modules is no error in either; only what imports both is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from verif.lean.source import code_of

LEAN = Path(__file__).resolve().parents[2] / "lean"
MODULES = sorted((LEAN / "Verif").rglob("*.lean"))
SCOPE = re.compile(r"(namespace|section|end|theorem|def|structure|inductive|class|abbrev)\b *(\S*)")
MODIFIERS = re.compile(r"^(?:@\[[^\]]*\]\s*)*(?:(?:private|protected|noncomputable|public)\s+)*")


def names(text: str) -> Iterator[str]:
    """The full names of what a module declares."""
    scopes: list[str] = []
    for line in code_of(text).splitlines():
        bare = MODIFIERS.sub("", line)
        match = SCOPE.match(bare)
        if match is None or line.lstrip().startswith("private"):
            continue
        word, name = match.groups()
        if word == "namespace":
            scopes.append(name)
        elif word == "section":
            scopes.append("")
        elif word == "end":
            if scopes:
                scopes.pop()
        elif name:
            yield ".".join([*(s for s in scopes if s), name])


def test_no_name_is_given_twice() -> None:
    counts = Counter(name for path in MODULES for name in names(path.read_text(encoding="utf-8")))
    assert len(counts) > 700 and "Verif.Format.encode_RNE_iff" in counts
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_module_is_in_the_library() -> None:
    imports = re.findall(r"^public import (\S+)$", (LEAN / "Verif.lean").read_text(), re.MULTILINE)
    assert sorted(imports) == sorted(f"Verif.{p.stem}" for p in MODULES)
    table = (LEAN / "README.md").read_text(encoding="utf-8")
    assert [p.stem for p in MODULES if f"`{p.stem}`" not in table] == []
