"""``verif gate``: run the kernels that specs bind against their operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verif.cli.run_options import chosen_paths, jobs_option, memory_option, run_options

if TYPE_CHECKING:
    from verif.results.record import RunRecord
    from verif.run.gate import GateOptions


@click.command("gate", short_help="Run kernels against the operators they implement.")
@run_options
@jobs_option
@memory_option
@click.pass_obj
def command(
    obj: dict[str, str],
    paths: tuple[str, ...],
    select: str | None,
    jobs: int,
    timeout: float | None,
    memory: int | None,
    reports: tuple[str, ...],
    allow_unknown: bool,
    verbose: bool,
) -> int:
    """Run every kernel that the spec files in PATHS bind, and compare it with its operator.

    This imports and runs the code under test. Without PATHS: the folder 'specs' here, else the
    specs that come with the package.
    """
    from verif.cli.finish import finish
    from verif.cli.outputs import outputs
    from verif.run.check import UsageError
    from verif.run.gate import GateOptions
    from verif.run.select import SelectionError

    places = outputs(reports)
    options = GateOptions(select=select, jobs=jobs, timeout=timeout, memory=memory)
    chosen = chosen_paths(paths)
    try:
        record = _run(chosen, options, obj["command"])
    except (UsageError, SelectionError) as error:
        raise click.UsageError(str(error)) from None
    return finish(
        record,
        places,
        allow_unknown=allow_unknown,
        verbose=verbose,
        diagnostics=_diagnostics(chosen) if record.problems else "",
        given=options.given,
    )


def _run(paths: tuple[str, ...], options: GateOptions, command: str) -> RunRecord:
    import time

    from verif.cli.progress import Progress
    from verif.run.check import record
    from verif.run.gate import gate

    started = time.perf_counter()
    progress = Progress()
    try:
        return gate(paths, options, command=command, progress=progress)
    except KeyboardInterrupt:
        return record((), (), (), command, started, True)
    finally:
        progress.close()


def _diagnostics(paths: tuple[str, ...]) -> str:
    """Spec errors with the source lines they point at, which the record does not hold."""
    from verif.base.errors import SpecError
    from verif.language.declare import Declarations
    from verif.language.library import Library
    from verif.run.check import load

    try:
        Declarations(Library(load(paths)))
    except SpecError as error:
        return error.render()
    return ""
