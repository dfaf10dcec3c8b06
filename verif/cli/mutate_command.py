"""``verif mutate``: which small changes of some specs do their properties notice?"""

from __future__ import annotations

import click

from verif.cli.run_options import chosen_paths, jobs_option, select_option
from verif.cli.spec_errors import SpecErrors

TIMEOUT = 60.0


@click.command("mutate", short_help="Change specs in small ways and see which changes are noticed.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@select_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N mutants.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Only N mutants, at random.")
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    metavar="S",
    help="Where the choice of --sample begins.",
)
@jobs_option
@click.option(
    "--timeout",
    type=click.FloatRange(0.0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    metavar="S",
    help="Seconds for each mutant; one that takes longer is unknown.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the record as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="Show every mutant.")
@click.pass_obj
def command(
    obj: dict[str, str],
    paths: tuple[str, ...],
    select: str | None,
    limit: int | None,
    sample: int | None,
    seed: int,
    jobs: int,
    timeout: float,
    as_json: bool,
    verbose: bool,
) -> int:
    """Make mutants of the spec files in PATHS, one small edit each, and decide the properties that
    each can reach. A mutant is killed when a property or a 'check' is no longer as expected.
    Nothing is written to the files.

    Without PATHS: the folder 'specs' here, else the specs that come with the package.
    """
    from verif.base.errors import SpecError
    from verif.cli.progress import Progress
    from verif.mutate.run import Choice, mutate
    from verif.report.mutation import as_text, render
    from verif.run.check import UsageError
    from verif.run.select import SelectionError

    progress = Progress()
    choice = Choice(select, limit, sample, seed)
    try:
        record = mutate(chosen_paths(paths), choice, jobs, timeout, obj["command"], progress)
    except SpecError as error:
        raise SpecErrors(error) from None
    except (UsageError, SelectionError) as error:
        raise click.UsageError(str(error)) from None
    finally:
        progress.close()
    click.echo(render(record) if as_json else as_text(record, verbose), nl=False)
    click.echo(f"exit {record.exit_code}: {record.reason}", err=as_json)
    return record.exit_code
