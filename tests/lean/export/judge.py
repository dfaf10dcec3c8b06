"""What Lean says of exported texts, on top of the library of this checkout."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from verif.lean.check import CheckOptions, check
from verif.lean.child import Limits
from verif.lean.modules import read_project
from verif.lean.toolchain import find_toolchain
from verif.run.versions import tool

LIBRARY = Path(__file__).parents[3] / "lean" / "Verif"


def judge(folder: Path, texts: Mapping[str, str]) -> dict[str, str]:
    """For each module of ``Export`` in ``folder``: ``accepted``, or what Lean says against it."""
    root = folder / "lean"
    (root / "Export").mkdir(parents=True)
    (root / "Verif").symlink_to(LIBRARY)
    for name, text in texts.items():
        (root / "Export" / f"{name}.lean").write_text(text, encoding="utf-8")
    lean = find_toolchain(root, None, False, lambda note: None)
    files = read_project(root, [f"Export.{name}" for name in texts])
    record = check(files, lean, CheckOptions(Limits(600, 4096)), tool(), "", lambda *note: None)
    said = {}
    for file in record.files:
        package, _, name = file.module.partition(".")
        problems = "\n".join(m.text for m in file.messages)
        if package == "Export":
            said[name] = file.state if file.state == "accepted" else f"{file.state}: {problems}"
        else:
            assert file.state == "accepted", problems
    return said
