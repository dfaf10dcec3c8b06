"""``verif lean export``: Lean files of proved properties."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from verif.cli.codes import OK, OPEN
from verif.cli.formats import path_option
from verif.cli.lean_files import write_lean
from verif.cli.run_options import chosen_paths, jobs_option, select_option
from verif.cli.spec_errors import SpecErrors

if TYPE_CHECKING:
    from verif.lean.export.formats.text import FormatFile
    from verif.lean.export.module import LeanModule
    from verif.properties.obligation import Property
    from verif.run.check import Options
    from verif.run.lean_export import Coverage


@click.command("export", short_help="Write Lean files of proved properties.")
@click.argument("names", nargs=-1, metavar="[PROPERTY|PATH]...")
@select_option
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("lean"),
    show_default=True,
    metavar="DIR",
    help="The Lean project to write to, in its folder Export; it gets the library if it has none.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="Write the file of a format, repeatable; then properties only if they are named.",
)
@path_option
@click.option("--long", is_flag=True, help="Decide properties that say 'budget long', too.")
@jobs_option
@click.option("-v", "--verbose", is_flag=True, help="Also list what no template covers.")
def export(
    names: tuple[str, ...],
    select: str | None,
    root: Path,
    formats: tuple[str, ...],
    paths: tuple[str, ...],
    long: bool,
    jobs: int,
    verbose: bool,
) -> int:
    """Write a Lean file for each property that is proved and that a template covers.

    A name is a property's id, as 'check' prints it, or a spec file or folder; without names the
    folder 'specs' here, else the specs that come with the package. 'verif lean check' has the
    files checked. Exit 3: nothing was exported.

    With --format the files are of formats: what the codes mean, their order, rounding, and that
    Lean's encoder gives the codes of the reference.

    \b
    verif lean export specs/claims -k round_trip
    verif lean export --format E4M3 --format HiF8
    """
    from verif.base.errors import SpecError
    from verif.run.check import UsageError
    from verif.run.lean_export import LeanExportError
    from verif.run.select import SelectionError

    files = [_format_file(name, paths) for name in formats]
    try:
        if files:
            write_lean({f.path: f.text for f in files}, root)
            _tell_formats(files, root)
            if not names and select is None:
                return OK
        found, modules = _modules(names, select, long, jobs)
        write_lean({m.path: m.text for m in modules}, root)
    except SpecError as error:
        raise SpecErrors(error) from None
    except (UsageError, SelectionError) as error:
        raise click.UsageError(str(error)) from None
    except (LeanExportError, OSError) as error:
        raise click.ClickException(str(error)) from None
    code = _tell(found, modules, root, verbose)
    return OK if files else code


def _format_file(name: str, paths: tuple[str, ...]) -> FormatFile:
    """The file of a format; exit 2 where there is none."""
    from verif.cli.formats import find
    from verif.lean.export.formats.format_file import NoLeanFormat, format_file

    try:
        return format_file(find(name, paths))
    except NoLeanFormat as error:
        raise click.UsageError(str(error)) from None


def _modules(
    names: tuple[str, ...], select: str | None, long: bool, jobs: int
) -> tuple[Coverage, tuple[LeanModule, ...]]:
    """What templates cover of the properties that were asked for, and the files of the proved."""
    from verif.cli.progress import Progress
    from verif.run.check import Options, decide_each, declare
    from verif.run.check import cache as cache_of
    from verif.run.lean_export import coverage
    from verif.run.lemmas import with_lemmas

    progress = Progress()
    options = Options(select=select, jobs=jobs, long=long, cache="on")
    declared = declare(_paths(names))
    chosen = _chosen(declared.properties, names, options)
    found = coverage(chosen)
    wanted = [p for p in chosen if found.covered[p.id]]
    try:
        needed = with_lemmas(wanted, declared.properties)
        proved = []
        for done, (name, record) in enumerate(
            decide_each(needed, options, cache_of(options, progress.warn)), 1
        ):
            progress(done, len(needed), record)
            if record.verdict == "proved":
                proved.append(name)
    finally:
        progress.close()
    return found, found.modules(proved)


def _paths(names: tuple[str, ...]) -> tuple[str, ...]:
    """The files and folders that names are in; a bare property is looked for where 'check' is."""
    places = dict.fromkeys(n.partition("::")[0] for n in names)
    return chosen_paths(tuple(p for p in places if p))


def _chosen(properties: list[Property], names: tuple[str, ...], options: Options) -> list[Property]:
    """The properties that are named and selected, but for those that are expected to be refuted
    and, unless they are asked for, long ones."""
    from verif.cli.explain_command import pick
    from verif.run.check import select

    chosen = select(properties, options)
    ids = [n for n in names if "::" in n]
    if ids:
        whole = {pick(n, [p.id for p in chosen]) for n in ids}
        places = [PurePath(n) for n in names if "::" not in n]
        chosen = [
            p
            for p in chosen
            if p.id in whole or any(PurePath(p.span.file).is_relative_to(f) for f in places)
        ]
    return [p for p in chosen if p.expected == "proved" and (options.long or not p.long)]


def _tell_formats(files: Sequence[FormatFile], root: Path) -> None:
    """Say what was written of formats."""
    from verif.report.table import table

    rows = [(str(root / f.path), f"{len(f.theorems)} theorems") for f in files]
    click.echo("".join(f"{line}\n" for line in table(rows)), nl=False)


def _tell(found: Coverage, modules: tuple[LeanModule, ...], root: Path, verbose: bool) -> int:
    """Say what was written and what was not."""
    from verif.report.table import table

    rows = [(str(root / m.path), f"{len(m.theorems)} theorems") for m in modules]
    click.echo("".join(f"{line}\n" for line in table(rows)), nl=False)
    written = {t.property for m in modules for t in m.theorems}
    counts = found.covered
    if verbose:
        for name, of in found.of.items():
            if name not in written:
                why = "no template covers it" if not counts[name] else "it is not proved"
                click.echo(f"not exported: {name}: {why}")
            elif counts[name] < of:
                click.echo(f"in part: {name}: {counts[name]} of {of} 'prove's")
    whole = sum(counts[name] == found.of[name] for name in written)
    click.echo(
        f"{len(written)} of {len(found.of)} properties exported, {whole} of them whole, "
        f"with {sum(len(m.theorems) for m in modules)} theorems in {len(modules)} files"
    )
    return OK if modules else OPEN
