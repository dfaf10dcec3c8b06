"""Where the prelude is: the shipped formats that every spec sees."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_specs() -> Path:
    """The folder of shipped specs: inside an installed package, else beside it in a checkout."""
    installed = _PACKAGE / "_specs"
    return installed if installed.is_dir() else _PACKAGE.parent / "specs"


def prelude() -> list[Path]:
    """The files of ``specs/formats``, in order of name."""
    return sorted((shipped_specs() / "formats").glob("*.arith"))
