"""The formats that a report has pages for: read from the spec files that the record names.

A record says of each format that its run met which meaning it had. Where a file defines something
else by now, the page would show what no verdict is about, so there is none, and the report says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from verif.base.errors import SpecError
from verif.formats.format import Format
from verif.language.library import Library
from verif.language.loader import load_files
from verif.language.problem import Problem
from verif.report.html import links
from verif.results.record import RunRecord
from verif.run.formats import digest, named
from verif.run.prelude import prelude


@dataclass(frozen=True, slots=True)
class Definition:
    """A format under the name that a file gives it, and the page about it."""

    name: str
    file: str
    line: int
    format: Format
    page: str


@dataclass(frozen=True, slots=True)
class Definitions:
    """The formats of a report; ``changed`` names those that are no longer what they were."""

    formats: tuple[Definition, ...] = ()
    changed: tuple[str, ...] = ()

    def find(self, name: str, file: str = "") -> Definition | None:
        """The format of a name as ``file`` sees it: its own one first. An instance such as
        ``posit(8, 2)`` goes by the first name that means it."""
        same = [d for d in self.formats if name in (d.name, d.format.name)]
        own = [d for d in same if d.file == file]
        return next(iter(own or same), None)


def definitions(record: RunRecord) -> Definitions:
    """The formats of the files that a record names, as far as they can be read, and the shipped
    ones."""
    files = {f.file for f in record.formats} | {p.file for p in record.properties}
    files |= {k.file for k in record.kernels}
    found = _read(sorted(f for f in files if Path(f).is_file()))
    known = {(f.file, f.name): f.key for f in record.formats}
    same, changed = [], []
    for file, name, line, fmt in found:
        if known.get((file, fmt.name), digest(fmt)) == digest(fmt):
            same.append((file, name, line, fmt))
        else:
            changed.append(name)
    return Definitions(tuple(_placed(same)), tuple(changed))


def _read(files: Sequence[str]) -> list[tuple[str, str, int, Format]]:
    """The named formats of some files and the shipped ones; these alone where a file is wrong."""
    for paths in ([*files], []):
        try:
            return list(named(Library(load_files(paths, prelude(paths)))))
        except (SpecError, Problem):
            continue
    return []


def _placed(found: Iterable[tuple[str, str, int, Format]]) -> Iterable[Definition]:
    """Formats with their pages: plain names, and a hash where another one has the name."""
    taken: set[str] = set()
    for file, name, line, fmt in found:
        page = links.format_page(name, "" if name.lower() not in taken else file)
        taken.add(name.lower())
        yield Definition(name, file, line, fmt, page)
