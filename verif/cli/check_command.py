"""``verif check``: decide every property of some specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verif.cli.run_options import chosen_paths, decide_options, jobs_option, run_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verif.properties.obligation import Property
    from verif.results.record import RunRecord
    from verif.run.check import Options


@click.command("check", short_help="Decide every property of some specs.")
@run_options
@decide_options
@jobs_option
@click.option("--no-cache", is_flag=True, help="Decide everything anew, and keep nothing.")
@click.option("--cache-only", is_flag=True, help="Compute nothing: what is not kept is unknown.")
@click.option(
    "--lean",
    is_flag=True,
    help="Export what is proved to Lean where there is a template, and let its kernel check that.",
)
@click.pass_obj
def command(
    obj: dict[str, str],
    paths: tuple[str, ...],
    select: str | None,
    engine: str | None,
    rlimit: int | None,
    confirm: bool,
    long: bool,
    jobs: int,
    no_cache: bool,
    cache_only: bool,
    lean: bool,
    timeout: float | None,
    reports: tuple[str, ...],
    allow_unknown: bool,
    verbose: bool,
) -> int:
    """Decide every property of the spec files in PATHS (files or folders).

    Without PATHS: the folder 'specs' here, else the specs that come with the package.
    """
    from verif.cli.finish import finish
    from verif.cli.outputs import outputs
    from verif.run.check import Options, UsageError
    from verif.run.select import SelectionError

    places = outputs(reports)
    if no_cache and cache_only:
        raise click.UsageError("'--no-cache' and '--cache-only' contradict each other")
    options = Options(
        select=select,
        engine=engine,
        jobs=jobs,
        timeout=timeout,
        rlimit=rlimit,
        confirm=confirm,
        long=long,
        cache="only" if cache_only else "off" if no_cache else "on",
    )
    try:
        record, diagnostics = _run(chosen_paths(paths), options, obj["command"], lean)
    except (UsageError, SelectionError) as error:
        raise click.UsageError(str(error)) from None
    return finish(
        record,
        places,
        allow_unknown=allow_unknown,
        verbose=verbose,
        diagnostics=diagnostics,
        given=options.given,
    )


def _run(
    paths: tuple[str, ...], options: Options, command: str, lean: bool
) -> tuple[RunRecord, str]:
    """The record, and spec errors with the source lines they point at."""
    import time

    from verif.base.errors import SpecError
    from verif.cli.progress import Progress
    from verif.run.check import decide, declare, record, refuse_unknown

    refuse_unknown(options)  # an unknown engine is refused before anything is read
    started = time.perf_counter()
    progress = Progress()
    try:
        declared = declare(paths)
        found = decide(declared, options, command, started, progress, progress.warn)
        return (_with_lean(found, declared.properties, options.jobs) if lean else found), ""
    except SpecError as error:
        return record((), (), error.diagnostics, command, started, False), error.render()
    except KeyboardInterrupt:
        return record((), (), (), command, started, True), ""
    finally:
        progress.close()


def _with_lean(record: RunRecord, properties: Sequence[Property], jobs: int) -> RunRecord:
    """The record with Lean's word on what is proved."""
    from verif.cli.progress import Progress
    from verif.lean.check import CheckOptions, shipped_root
    from verif.lean.errors import LeanUnavailable
    from verif.lean.toolchain import find_toolchain
    from verif.run.lean_export import LeanExportError
    from verif.run.lean_proofs import with_lean

    progress = Progress()
    try:
        found = find_toolchain(shipped_root(), None, False, lambda text: click.echo(text, err=True))
        options = CheckOptions(jobs=jobs)
        return with_lean(record, properties, found, options, progress, progress.warn)
    except LeanUnavailable as error:
        raise click.ClickException(f"Lean could not be run: {error}") from None
    except LeanExportError as error:
        raise click.ClickException(str(error)) from None
    finally:
        progress.close()
