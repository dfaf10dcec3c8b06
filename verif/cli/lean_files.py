"""Lean files written into a project's folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath


def write_lean(files: Mapping[PurePath, str], root: Path) -> None:
    """Write files by their places below ``root``; a project without the library gets a copy of it.

    Raises ``OSError``.
    """
    import shutil

    from verif.lean.check import shipped_root

    library = shipped_root()
    if files and not (root / "Verif").is_dir() and root.resolve() != library.resolve():
        shutil.copytree(library, root, ignore=shutil.ignore_patterns("Export"), dirs_exist_ok=True)
    for place, text in files.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
