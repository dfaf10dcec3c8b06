"""The formats that files define, and those that a run met, as its record names them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from verif.formats.format import Format
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.library import Library
from verif.language.scope import Global
from verif.results.record import FormatUsed


def digest(fmt: Format) -> str:
    """A hash of all that gives a format's codes their meaning, and of what becomes of the rest."""
    return sha256(f"{fmt.key}\n{fmt.policies}".encode()).hexdigest()


def met(library: Library) -> tuple[FormatUsed, ...]:
    """The formats that were elaborated so far, by file and name."""
    found = {(file, fmt.name): fmt for file, fmt in library.elaborated()}
    return tuple(
        FormatUsed(name=name, file=file, bits=fmt.bits, key=digest(fmt))
        for (file, name), fmt in sorted(found.items(), key=lambda item: item[0])
    )


def named(library: Library) -> Iterator[tuple[str, str, int, Format]]:
    """File, name, line and format of every format without parameters that the files define."""
    for file, unit in library.loaded.files.items():
        e = Elaborator(library, file)
        for item in unit.tree.items:
            if isinstance(item, ast.Alias) or (
                isinstance(item, ast.Format) and not item.parameters
            ):
                fmt = library.instance(e, Global(file, item), (), item.span)
                yield file, item.name, item.span.line, fmt
