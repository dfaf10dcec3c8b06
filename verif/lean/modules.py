"""The Lean files of a project, by module, each after what it imports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from verif.lean.rules import MODULES, problems
from verif.lean.source import About, Header, Problem, Refused, about_of, code_of, header_of

LOCAL = ("Verif", "Export")
"""The modules that are files of a project; others come with Lean."""

EXPORTS = "Export"


class ProjectError(Exception):
    """What was asked for cannot be looked for; the message says why and what would be right."""


@dataclass(frozen=True, slots=True)
class LeanFile:
    """A file of a project: its module, its path below the project's folder, and its text.

    ``imports`` are those of its imports that are files of the project, ``core`` the others;
    ``problems`` what the rules have against it; ``about`` is what theorems of an export are about,
    by their names.
    """

    module: str
    path: Path
    text: bytes
    imports: tuple[str, ...]
    core: tuple[str, ...]
    problems: tuple[Problem, ...]
    about: Mapping[str, About]

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return sha256(self.text).hexdigest()


def read_project(root: Path, names: Sequence[str]) -> list[LeanFile]:
    """The files that are named and all that they import, in order; without names all there are.

    A name is a path, of a file or a folder, or a module. Raises ``ProjectError``.
    """
    if not root.is_dir():
        raise ProjectError(f"there is no folder '{root}': name the Lean project with --root")
    wanted = [m for name in names for m in _modules(root, name)] or _below(root, root)
    if not wanted:
        raise ProjectError(f"there is no Lean file in '{root}'")
    found: dict[str, LeanFile] = {}
    for module in wanted:
        _add(root, module, found, ())
    return list(found.values())


def _modules(root: Path, name: str) -> list[str]:
    """The modules that a name stands for."""
    if not name:
        raise ProjectError("a name is empty; without names all files are checked")
    for path in (Path(name), root / name):
        if path.is_dir():
            found = _below(root, path)
            if not found:
                raise ProjectError(f"there is no Lean file in '{name}'")
            return found
        if path.suffix == ".lean" and path.is_file():
            return [_module(root, path)]
    if _file(root, name).is_file():
        return [name]
    raise ProjectError(
        f"'{name}' is no Lean file, no folder, and no module of '{root}'; a module is named as in "
        f"an import, Verif.Round"
    )


def _below(root: Path, folder: Path) -> list[str]:
    """The modules in a folder; what begins with a dot is Lake's."""
    files = sorted(p for p in folder.rglob("*.lean") if p.is_file() and p.name != "lakefile.lean")
    hidden = (p.relative_to(folder).parts for p in files)
    pairs = zip(files, hidden, strict=True)
    return [_module(root, p) for p, parts in pairs if not any(x.startswith(".") for x in parts)]


def _module(root: Path, path: Path) -> str:
    """The module of a file, from its place."""
    try:
        place = path.resolve().relative_to(root.resolve()).with_suffix("")
    except ValueError:
        raise ProjectError(
            f"'{path}' is not in the Lean project '{root}': give its project with --root"
        ) from None
    parts = place.parts
    if parts[0] not in LOCAL or not all(p.isascii() and p.isidentifier() for p in parts):
        raise ProjectError(
            f"'{path}' is no module of the project: files are {' or '.join(LOCAL)} and what is in "
            f"these folders, with plain names"
        )
    return ".".join(parts)


def _file(root: Path, module: str) -> Path:
    return root.joinpath(*module.split(".")).with_suffix(".lean")


def _add(root: Path, module: str, found: dict[str, LeanFile], above: tuple[str, ...]) -> None:
    """Add a module after what it imports."""
    if module in above:
        circle = " imports ".join((*above[above.index(module) :], module))
        raise ProjectError(f"modules import each other in a circle: {circle}")
    if module in found:
        return
    path = _file(root, module)
    try:
        text = path.read_bytes()
    except OSError as error:
        raise ProjectError(f"cannot read '{path}': {error.strerror}") from None
    file = _read(root, module, path, text)
    for name in file.imports:
        _add(root, name, found, (*above, module))
    found[module] = file


def _read(root: Path, module: str, path: Path, text: bytes) -> LeanFile:
    header = Header(False, (), 0)
    found: list[Problem] = []
    about: dict[str, About] = {}
    try:
        decoded = text.decode("utf-8")
        code = code_of(decoded)
        header = header_of(code)
        if module.partition(".")[0] == EXPORTS:
            about = about_of(decoded.replace("\r\n", "\n"), code)
        found += problems(code, header)
    except UnicodeDecodeError:
        found.append(Problem(1, "the file is not UTF-8"))
    except Refused as refused:
        found.append(refused.problem)
    imports, core = _split(header.imports)
    for name in imports:
        if not _file(root, name).is_file():
            found.append(Problem(1, f"'import {name}': there is no {_file(root, name)}"))
    there = tuple(name for name in imports if _file(root, name).is_file())
    return LeanFile(module, path, text, there, core, tuple(found), about)


def _split(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Imports that are files of a project, and those that come with Lean."""
    given = tuple(dict.fromkeys(names))
    ours = tuple(n for n in given if n.partition(".")[0] in LOCAL)
    return ours, tuple(n for n in given if n not in ours)


assert set(LOCAL) < set(MODULES), "what is local may be imported"
