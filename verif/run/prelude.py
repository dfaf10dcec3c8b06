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

    Where ``paths`` themselves hold the same files, byte for byte, as the ``specs`` of a checkout
    do, those are taken: the installed ones would define every format a second time. A folder that
    differs is no prelude, and what it defines again is an error.
    """
    shipped = _files(shipped_specs() / "formats")
    for path in map(Path, paths):
        for folder in (path / "formats", path, path.parent):
            if folder.name == "formats" and _contents(_files(folder)) == _contents(shipped):
                return _files(folder)
    return shipped


def _contents(files: list[Path]) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in files}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.arith"))
