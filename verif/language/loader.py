"""From paths to parsed files: directories, the prelude, and what ``use`` reaches."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from verif.base.errors import Diagnostic, SpecError
from verif.base.source import Source, Span
from verif.language import ast
from verif.language.parser import parse as parse_once

SUFFIX = ".arith"
parse = lru_cache(maxsize=256)(parse_once)  # the prelude is the same in every run of a process
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FileUnit:
    """One file: its text, its tree, and for each ``use`` the name of the file it means."""

    source: Source
    tree: ast.File
    uses: tuple[tuple[ast.Use, str], ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """All files of a run under the names they are reported by.

    ``roots`` are the files that were asked for, ``prelude`` those that are always visible;
    a file can be both. Files that are only used are in neither.
    """

    files: dict[str, FileUnit]
    sources: dict[str, Source]
    roots: tuple[str, ...]
    prelude: tuple[str, ...]


def load_files(paths: Sequence[str | Path], prelude: Sequence[Path]) -> Loaded:
    """Read and parse files, directories of files, and all they use.

    Raises ``SpecError`` with the errors of all files together.
    """
    loader = _Loader()
    before = loader.request(prelude)
    roots = loader.request(paths)
    loader.follow()
    loader.refuse_cycles()
    if loader.problems:
        raise SpecError(loader.problems, loader.sources)
    return Loaded(loader.units(), loader.sources, roots, before)


class _Unreadable(Exception):
    """A file that cannot be read, and why."""


class _Loader:
    """Collects files by their resolved paths, each read and parsed once."""

    def __init__(self) -> None:
        self._here = Path.cwd().resolve()
        self._paths: dict[str, Path] = {}
        self._queue: list[str] = []
        self._trees: dict[str, ast.File] = {}
        self._uses: dict[str, list[tuple[ast.Use, str]]] = {}
        self._failed: dict[str, str] = {}
        self.sources: dict[str, Source] = {}
        self.problems: list[Diagnostic] = []

    def request(self, paths: Iterable[str | Path]) -> tuple[str, ...]:
        """Load the files that some paths stand for; their names, each once."""
        names: dict[str, None] = {}
        for path in paths:
            for file in self._expand(Path(path)):
                name = self._load(file, None)
                if name:
                    names[name] = None
        return tuple(names)

    def follow(self) -> None:
        """Load what the files use, and what those use, to the end."""
        while self._queue:
            name = self._queue.pop(0)
            folder = self._paths[name].parent
            for item in self._trees[name].items:
                if isinstance(item, ast.Use):
                    target = self._load(folder / item.path, item.span)
                    if target:
                        self._uses[name].append((item, target))

    def units(self) -> dict[str, FileUnit]:
        """The loaded files, in the order they were met."""
        return {
            name: FileUnit(self.sources[name], tree, tuple(self._uses[name]))
            for name, tree in self._trees.items()
        }

    def _expand(self, path: Path) -> list[Path]:
        """The files of a directory, at any depth and in order; a file is itself."""
        try:
            single = not path.is_dir()
        except OSError:  # such as a name that is too long: reading it says so
            single = True
        if single:
            return [path]
        found: list[Path] = []
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            found += [Path(folder, f) for f in files if f.endswith(SUFFIX)]
        if not found:
            self._note(_start(self._display(path)), f"no {SUFFIX} file in this directory")
        return sorted(found, key=lambda p: p.parts)

    def _load(self, path: Path, wanted: Span | None) -> str:
        """Read and parse a file unless that was done; its name, or empty if it has none.

        ``wanted`` is where the file is used; none for a file that was asked for.
        """
        name = self._display(path)
        if name in self._failed:
            self._note(wanted or _start(name), self._failed[name])
        if name in self.sources or name in self._failed:
            return name if name in self._trees else ""
        try:
            data = _read(path)
        except _Unreadable as reason:
            message = f"cannot read '{name}': {reason}"
            self._failed[name] = message
            self._note(wanted or _start(name), message)
            return ""
        self._paths[name] = path.resolve()
        try:
            source = self._decode(name, data)
            self.sources[name] = source
            self._trees[name] = parse(source)
        except SpecError as error:
            self.problems += error.diagnostics
            self.sources.update(error.sources)
            return ""
        self._uses[name] = []
        self._queue.append(name)
        return name

    def _decode(self, name: str, data: bytes) -> Source:
        """The text of a file, which must be UTF-8; a byte order mark is dropped."""
        try:
            return Source(name, data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            source = Source(name, data.decode("utf-8", errors="replace"))
            before = data[: error.start].decode("utf-8-sig", errors="replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            span = Span(name, line, column, line, column + 1)
            message = f"the file is not UTF-8: byte 0x{data[error.start]:02X} at {error.start}"
            raise SpecError([Diagnostic("E001", message, span)], {name: source}) from None

    def refuse_cycles(self) -> None:
        """Note each cycle of uses, at the ``use`` that closes it."""
        done: set[str] = set()
        for start in self._trees:
            chain: list[str] = []
            pending: list[tuple[str, int]] = [] if start in done else [(start, 0)]
            while pending:
                name, position = pending.pop()
                if position == 0:
                    chain.append(name)
                uses = self._uses[name]
                if position == len(uses):
                    done.add(chain.pop())
                    continue
                pending.append((name, position + 1))
                use, target = uses[position]
                if target in chain:
                    circle = " -> ".join([*chain[chain.index(target) :], target])
                    message = f"files use each other in a cycle: {circle}"
                    self.problems.append(Diagnostic("E010", message, use.span))
                elif target not in done:
                    pending.append((target, 0))

    def _display(self, path: Path) -> str:
        return display_name(path, self._here)

    def _note(self, span: Span, message: str) -> None:
        self.problems.append(Diagnostic("E001", message, span))


def display_name(path: Path, here: Path | None = None) -> str:
    """The name a file is reported under: relative to ``here``, the current folder where none is
    given, if it lies below."""
    here = Path.cwd().resolve() if here is None else here
    try:
        whole = path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, or no path at all
        return path.as_posix()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


def _read(path: Path) -> bytes:
    """The bytes of a regular file of bearable size."""
    try:
        if path.is_dir():
            raise _Unreadable("it is a directory")
        if not path.exists():
            raise _Unreadable("there is no such file")
        if not path.is_file():
            raise _Unreadable("it is not a regular file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:
        raise _Unreadable(getattr(error, "strerror", None) or str(error)) from None
    if len(data) > MAX_BYTES:
        raise _Unreadable(f"it is larger than {MAX_BYTES} bytes")
    return data


def _start(name: str) -> Span:
    """The first place of a file."""
    return Span(name, 1, 1, 1, 1)
