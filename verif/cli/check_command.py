"""``verif check``: decide every property of some specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verif.cli.run_options import chosen_paths, decide_options, jobs_option, run_options

if TYPE_CHECKING:
    from verif.results.record import RunRecord
    from verif.run.check import Options


@click.command("check", short_help="Decide every property of some specs.")
@run_options
@decide_options
@jobs_option
@click.option("--no-cache", is_flag=True, help="Decide everything anew, and keep nothing.")
@click.option("--cache-only", is_flag=True, help="Compute nothing: what is not kept is unknown.")
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
        record, diagnostics = _run(chosen_paths(paths), options, obj["command"])
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


def _run(paths: tuple[str, ...], options: Options, command: str) -> tuple[RunRecord, str]:
    """The record, and spec errors with the source lines they point at."""
    import time

    from verif.base.errors import SpecError
    from verif.cli.progress import Progress
    from verif.run.check import decide, declare, record, refuse_unknown

    refuse_unknown(options)  # an unknown engine is refused before anything is read
    started = time.perf_counter()
    progress = Progress()
    try:
        return decide(declare(paths), options, command, started, progress, progress.warn), ""
    except SpecError as error:
        return record((), (), error.diagnostics, command, started, False), error.render()
    except KeyboardInterrupt:
        return record((), (), (), command, started, True), ""
    finally:
        progress.close()
