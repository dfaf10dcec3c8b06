"""Where the prelude is: the shipped formats that every spec sees."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_specs() -> Path:
    """The folder of shipped specs: inside an installed package, else beside it in a checkout."""
    installed = _PACKAGE / "_specs"
    return installed if installed.is_dir() else _PACKAGE.parent / "specs"


def prelude(paths: Iterable[str | Path] = ()) -> list[Path]:
    """The files of ``specs/formats``, in order of name.

    Where ``paths`` themselves hold a copy of the prelude, as the ``specs`` of a checkout do, it is
    the prelude: the installed one would define every format a second time.
    """
    shipped = _files(shipped_specs() / "formats")
    names = {file.name for file in shipped}
    for path in map(Path, paths):
        for folder in (path / "formats", path, path.parent):
            if folder.name == "formats" and names & {file.name for file in _files(folder)}:
                return _files(folder)
    return shipped


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.arith"))
