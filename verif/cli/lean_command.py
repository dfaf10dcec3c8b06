"""``verif lean``: proofs for Lean's kernel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verif.cli.lean_export import export
from verif.cli.run_options import jobs_option

if TYPE_CHECKING:
    from verif.lean.check import CheckOptions
    from verif.lean.record import LeanRecord


@click.group("lean", short_help="Export properties to Lean, and check proofs with it.")
def command() -> None:
    """Proofs that Lean's kernel checks: the library, and what is exported of properties."""


command.add_command(export)


@command.command("check", short_help="Let Lean check the library and exported proofs.")
@click.argument("names", nargs=-1, metavar="[FILE|MODULE]...")
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The Lean project; without it the folder 'lean' here, else the one of this package.",
)
@click.option(
    "--native/--wasm",
    "native",
    default=None,
    help="Take the Lean on the PATH, or the WebAssembly build; without it the first that is there.",
)
@click.option("--offline", is_flag=True, help="Fetch nothing.")
@click.option(
    "--recheck",
    is_flag=True,
    help="Give every declaration to the kernel once more, in a process that ran none of the files.",
)
@jobs_option
@click.option(
    "--timeout",
    type=click.IntRange(min=1),
    default=600,
    show_default=True,
    metavar="S",
    help="Seconds for each file.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    default=4096,
    show_default=True,
    metavar="MB",
    help="Megabytes for each file.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the record as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="Show every theorem with its axioms.")
@click.pass_obj
def check(
    obj: dict[str, str],
    names: tuple[str, ...],
    root: Path | None,
    native: bool | None,
    offline: bool,
    recheck: bool,
    jobs: int,
    timeout: int,
    memory: int,
    as_json: bool,
    verbose: bool,
) -> int:
    """Let Lean check files or modules and all that they import; without names the whole project.

    What is unchanged since the last run is not checked again. A native Lean 4.28 on the PATH is
    used, else a WebAssembly build of it, which is fetched once.

    \b
    verif lean check Verif.Round --recheck
    """
    from verif.lean.check import CheckOptions
    from verif.lean.child import Limits
    from verif.report.lean import as_text, render

    want = None if native is None else "native" if native else "wasm"
    options = CheckOptions(Limits(timeout, memory), jobs, recheck)
    record = _run(names, root or _default_root(), want, offline, options, obj["command"])
    click.echo(render(record) if as_json else as_text(record, verbose), nl=False)
    click.echo(f"exit {record.exit_code}: {record.reason}", err=as_json)
    return record.exit_code


def _default_root() -> Path:
    """The folder ``lean`` here, else that of the package."""
    from verif.lean.check import shipped_root

    here = Path("lean")
    return here if here.is_dir() else shipped_root()


def _run(
    names: tuple[str, ...],
    root: Path,
    want: str | None,
    offline: bool,
    options: CheckOptions,
    command: str,
) -> LeanRecord:
    from verif.cli.progress import Progress
    from verif.lean.check import check
    from verif.lean.errors import LeanUnavailable
    from verif.lean.modules import ProjectError, read_project
    from verif.lean.toolchain import find_toolchain
    from verif.run.versions import tool

    progress = Progress()
    try:
        files = read_project(root, names)
        found = find_toolchain(root, want, offline, lambda text: click.echo(text, err=True))
        return check(files, found, options, tool(), command, progress)
    except ProjectError as error:
        raise click.UsageError(str(error)) from None
    except LeanUnavailable as error:
        raise click.ClickException(f"Lean could not be run: {error}") from None
    finally:
        progress.close()
