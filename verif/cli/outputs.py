"""Where reports go: ``--report FORMAT[:PATH]``, refused before the run if it cannot be written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from verif.accumulate.record import AccumulateRecord
    from verif.report.html.page import Page
    from verif.results.record import RunRecord

FORMATS = ("text", "json", "html")

LATEST = "reports/latest"
"""Where an HTML report goes unless told otherwise."""


@dataclass(frozen=True)
class Output:
    """A report format and its file, or the folder of ``html``; stdout without one."""

    format: str
    path: Path | None


def outputs(texts: Sequence[str]) -> list[Output]:
    """The reports that were asked for, and text on stdout where nothing else goes there."""
    found = [_output(text) for text in texts]
    places = [o.path.resolve() if o.path else None for o in found]
    for place in places:
        if places.count(place) > 1:
            where = f"'{place}'" if place else "stdout"
            raise click.UsageError(f"two reports cannot both go to {where}: give one a path")
    if None not in places and not any(o.format == "text" for o in found):
        found.insert(0, Output("text", None))
    return found


def _output(text: str) -> Output:
    name, _, path = text.partition(":")
    if name not in FORMATS:
        raise click.UsageError(f"unknown report format '{name}'; there are {', '.join(FORMATS)}")
    if name == "html":
        return Output(name, folder(path or LATEST))
    if path in ("", "-"):
        return Output(name, None)
    target = Path(path)
    try:
        if target.is_dir():
            raise click.UsageError(f"cannot write the report '{path}': it is a directory")
        if not _is_special(target):
            _temporary(target.resolve()).unlink()
        elif not os.access(target, os.W_OK):
            raise click.UsageError(f"cannot write the report '{path}': Permission denied")
    except OSError as error:
        raise click.UsageError(f"cannot write the report '{path}': {error.strerror}") from None
    return Output(name, target)


def folder(path: str) -> Path:
    """The folder of an HTML report, refused where it cannot be put there."""
    from verif.report.html.folder import FolderError, check

    if path == "-":
        raise click.UsageError("an HTML report is a folder of pages: html or html:DIR")
    try:
        check(Path(path))
    except FolderError as error:
        raise click.UsageError(str(error)) from None
    return Path(path)


def write_pages(path: Path, record: RunRecord, widths: Sequence[AccumulateRecord] = ()) -> str:
    """Write the HTML report of a run, with those of accumulators; the path of its first page."""
    from verif.report.html.definitions import definitions
    from verif.report.html.site import pages

    return _put(path, pages(record, definitions(record), widths))


def write_widths(path: Path, widths: Sequence[AccumulateRecord]) -> str:
    """Write the HTML report of accumulators alone; the path of its first page."""
    from verif.report.html.site import width_pages

    return _put(path, width_pages(widths))


def _put(path: Path, pages: Iterable[Page]) -> str:
    """Write a report, whole or not at all; the path of its first page."""
    from verif.report.html import links
    from verif.report.html.folder import FolderError
    from verif.report.html.folder import write as write_folder

    try:
        write_folder(path, pages)
    except FolderError as error:
        raise click.ClickException(str(error)) from None
    return (path / links.INDEX).as_posix()


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all: beside it first, then renamed.

    A link stays, and its file is written. A device or a pipe is written to: to rename over it would
    put a file in its place.
    """
    if _is_special(path):
        _write_to(path, text)
        return
    target = path.resolve()
    temporary = _temporary(target)
    try:
        temporary.write_text(text, encoding="utf-8")
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _cannot_write(path, error) from None


def _write_to(path: Path, text: str) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise _cannot_write(path, error) from None


def _cannot_write(path: Path, error: OSError) -> click.ClickException:
    reason = error.strerror or str(error)
    return click.ClickException(f"cannot write the report '{path}': {reason}")


def _is_special(path: Path) -> bool:
    """Whether there is something that is no regular file, such as a device or a pipe."""
    return path.exists() and not path.is_file()


def _temporary(path: Path) -> Path:
    """A new empty file beside ``path``."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    return Path(name)
