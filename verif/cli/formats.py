"""Finding formats by name, reading as few files as will do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from verif.cli.run_options import refuse_empty
from verif.cli.spec_errors import SpecErrors

if TYPE_CHECKING:
    from verif.base.errors import SpecError
    from verif.formats.format import Format
    from verif.language.library import Library

Decorated = Callable[..., Any]


def path_option(function: Decorated) -> Decorated:
    """Add ``--path``."""
    return click.option(
        "--path",
        "paths",
        multiple=True,
        callback=_no_empty_path,
        help="A spec file or folder to look in too, repeatable.",
    )(function)


def _no_empty_path(
    ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    refuse_empty(value)
    return value


def json_option(function: Decorated) -> Decorated:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def find(name: str, paths: tuple[str, ...]) -> Format:
    """The format ``name``; exit 2 where there is none."""
    from verif.base.errors import SpecError

    if not paths:
        found = _from_its_file(name)
        if found is not None:
            return found
    try:
        return library(paths).format(name)
    except SpecError as error:
        refuse(error, name)


def library(paths: tuple[str, ...]) -> Library:
    """The shipped formats and those of ``paths``, whose checks must hold."""
    from verif.base.errors import SpecError
    from verif.language.declare import Declarations
    from verif.language.library import Library
    from verif.language.loader import load_files
    from verif.run.prelude import prelude

    try:
        loaded = Library(load_files(paths, prelude(paths)))
        return Declarations(loaded).library if paths else loaded
    except SpecError as error:
        raise SpecErrors(error) from None


def _from_its_file(name: str) -> Format | None:
    """A shipped format, from the file that defines it alone; ``None`` where that does not do."""
    from verif.base.errors import SpecError
    from verif.language.library import Library
    from verif.language.loader import load_files

    file = _file_of(re.split(r"[\s(]", name.strip(), maxsplit=1)[0])
    if file is None:
        return None
    try:
        return Library(load_files([], [file])).format(name)
    except SpecError:  # it may need a format of another file
        return None


def _file_of(name: str) -> Path | None:
    from verif.run.prelude import prelude

    if not re.fullmatch(r"[A-Za-z_]\w*", name):
        return None
    item = re.compile(rf"^format\s+{name}\b", re.MULTILINE)
    for file in prelude():
        if item.search(file.read_text(encoding="utf-8")):
            return file
    return None


def refuse(error: SpecError, name: str) -> NoReturn:
    """Say why a name is no format."""
    first = error.diagnostics[0]
    hint = f"; {first.hint}" if first.hint else ""
    shown = first.message if name in first.message else f"'{name}': {first.message}"
    raise click.UsageError(f"{shown}{hint}") from None
