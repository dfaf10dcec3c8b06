"""The folder of a report: written whole or not at all, and never over somebody else's files.

Pages are written into a new folder beside the place; when all are there, the two are exchanged. A
file in the report lists its files, so that the next report may take its place: a folder that holds
anything else is left as it is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from verif.report.html.page import Page

MARKER = ".verif-report"
"""The file that lists the files of a report, one a line, itself not among them."""


class FolderError(Exception):
    """A report cannot be written there; the message says why and what to do."""


def check(place: Path) -> None:
    """Raise ``FolderError`` where a report cannot be put; nothing is left behind."""
    target = _target(place)
    _ours(target, place)
    nearest = next(p for p in target.parents if p.exists())
    try:
        os.rmdir(tempfile.mkdtemp(prefix=".verif-report-", dir=nearest))
    except OSError as error:
        raise FolderError(f"cannot write the report '{place}': {_reason(error)}") from None


def write(place: Path, pages: Iterable[Page]) -> int:
    """Put a report at ``place``, in place of an older one; the number of its files.

    Raises ``FolderError``; then what was there before is still there.
    """
    target = _target(place)
    _ours(target, place)
    new: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=target.parent))
        count = _fill(new, pages)
        _exchange(new, target, place)
    except OSError as error:
        raise FolderError(f"cannot write the report '{place}': {_reason(error)}") from None
    finally:
        if new is not None:
            shutil.rmtree(new, ignore_errors=True)
    return count


def _fill(folder: Path, pages: Iterable[Page]) -> int:
    """Write the pages and the list of them; how many."""
    names: list[str] = []
    made: set[Path] = set()
    for page in pages:
        file = folder / page.path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        with file.open("x", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(page.text)
        names.append(page.path)
    text = "".join(f"{name}\n" for name in sorted(names))
    (folder / MARKER).write_text(text, encoding="utf-8", newline="\n")
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)
    return len(names)


def _exchange(new: Path, target: Path, place: Path) -> None:
    """Put ``new`` where ``target`` is; an old report there goes away last."""
    if not target.exists():
        new.rename(target)
        return
    _ours(target, place)  # somebody may have put a file there meanwhile
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    old = aside / target.name
    try:
        target.rename(old)
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        aside.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _target(place: Path) -> Path:
    """The folder that is meant, links followed."""
    try:
        return place.resolve()
    except (OSError, RuntimeError) as error:
        raise FolderError(f"cannot write the report '{place}': {error}") from None


def _ours(target: Path, place: Path) -> None:
    """Raise ``FolderError`` unless ``target`` is not there, empty, or an old report and no more."""
    advice = "choose another folder"
    if target == Path.cwd() or target in Path.cwd().parents:
        raise FolderError(f"'{place}' holds the folder you are in; {advice}")
    nearest = next(p for p in (target, *target.parents) if p.exists())
    if not nearest.is_dir():
        raise FolderError(f"'{nearest}' is a file, not a folder; {advice}")
    if nearest != target:
        return
    try:
        found = _files(target)
        if not found:
            return
        marker = target / MARKER
        known = set(marker.read_text(encoding="utf-8").splitlines()) if marker.is_file() else None
    except (OSError, UnicodeDecodeError) as error:
        raise FolderError(f"cannot read the folder '{place}': {error}; {advice}") from None
    if known is None:
        raise FolderError(f"'{place}' is no report: it holds '{found[0]}'; {advice}")
    others = [name for name in found if name not in known and name != MARKER]
    if others:
        raise FolderError(
            f"'{place}' holds '{others[0]}', which is not of the report; move it away or {advice}"
        )


def _files(folder: Path) -> list[str]:
    """The files below a folder, and its empty folders, by their paths with ``/``."""
    found: list[str] = []
    for here, folders, files in os.walk(folder, onerror=_fail):
        below = Path(here).relative_to(folder)
        found += [(below / name).as_posix() for name in files]
        found += [(below / name).as_posix() for name in folders if Path(here, name).is_symlink()]
    return sorted(found)


def _fail(error: OSError) -> None:
    raise error


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
