"""``verif measure``: how far are the results of a kernel from the function it stands for?"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verif.cli.formats import path_option
from verif.cli.run_options import chosen_paths, jobs_option, memory_option

if TYPE_CHECKING:
    from verif.cli.outputs import Output
    from verif.measure.record import MeasureRecord
    from verif.run.measure import MeasureOptions


@click.command("measure", short_help="Measure the error of kernels against a function.")
@click.argument("names", nargs=-1, required=True, metavar="KERNEL|OP...")
@click.option(
    "--against",
    required=True,
    metavar="FUNCTION",
    help="What it ought to compute: exp, exp2, expm1, log, log2, log1p, sin, cos, tanh, erf, "
    "sigmoid, gelu, gelu_tanh, silu, softplus, sqrt, rsqrt, reciprocal or pow.",
)
@click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="FORMAT[:ARRAY]",
    help="Of module:function: the format of its argument (F32), and how it comes: codes, float16, "
    "float32 or float64. For two arguments once or twice.",
)
@click.option("--output", metavar="FORMAT[:ARRAY]", help="The same of its result; as the input.")
@click.option(
    "--rounding",
    default="RNE",
    show_default=True,
    metavar="MODE",
    help="How results ought to be rounded: RNE, RNA, RTZ, RTP, RTN, RTO, or RN.",
)
@click.option("--all", "all_inputs", is_flag=True, help="All 2**32 inputs of a float32 argument.")
@click.option(
    "--samples",
    type=click.IntRange(0, 1 << 26),
    metavar="N",
    help="So many random inputs, and boundaries, in place of all or of 1000000.",
)
@click.option("--seed", type=click.IntRange(0), default=0, metavar="S", help="Of what is random.")
@click.option(
    "--max-ulp",
    metavar="X",
    help="Exit 1 if an error exceeds X units in the last place, 3 if that is only tested.",
)
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where --all keeps what is done, to go on from there; in the folder of the cache.",
)
@click.option("--no-prune", is_flag=True, help="With --all: compute every right result.")
@click.option(
    "--worst",
    type=click.IntRange(0, 32),
    default=8,
    show_default=True,
    metavar="N",
    help="How many of the worst cases are shown.",
)
@path_option
@jobs_option
@click.option(
    "--timeout",
    type=float,
    metavar="S",
    help="Seconds that a kernel may take for a million inputs (60).",
)
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Write the record as JSON.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT[:PATH]",
    help="text or json, to a file or to stdout; or html, a page in a folder. Repeatable.",
)
@click.option(
    "--allow-unknown", is_flag=True, help="Exit 0 instead of 3, where nothing is wrong but open."
)
@click.pass_obj
def command(
    obj: dict[str, str],
    names: tuple[str, ...],
    against: str,
    inputs: tuple[str, ...],
    output: str | None,
    rounding: str,
    all_inputs: bool,
    samples: int | None,
    seed: int,
    max_ulp: str | None,
    resume: Path | None,
    no_prune: bool,
    worst: int,
    paths: tuple[str, ...],
    jobs: int,
    timeout: float | None,
    memory: int | None,
    as_json: bool,
    reports: tuple[str, ...],
    allow_unknown: bool,
) -> int:
    """Measure each KERNEL|OP against a function, with rigorous bounds: a Python function on arrays,
    as module:function, or the name of a kernel or an operator of the specs in --path (without it:
    the folder 'specs' here, else those that come with the package).

    This imports and runs the code under test. Small formats are tried on all inputs, others on a
    seeded sample and on boundaries, or with --all on every float32 number.

    \b
    verif measure numpy:exp --against exp --all --report html:pages
    """
    from verif.cli.outputs import outputs
    from verif.run.measure import MeasureOptions
    from verif.run.measure_targets import Formats

    if all_inputs and samples is not None:
        raise click.UsageError("--all tries every input and --samples only some: give one of them")
    if resume is not None and len(names) > 1:
        raise click.UsageError("--resume names the file of one sweep; measure one kernel at a time")
    if timeout is not None and not 0 < timeout < float("inf"):
        raise click.UsageError("--timeout: a positive number of seconds is needed")
    places = outputs((*(("json",) if as_json else ()), *reports))
    options = MeasureOptions(
        formats=Formats(inputs, output),
        rounding=rounding,
        all_inputs=all_inputs,
        samples=samples,
        seed=seed,
        prune=not no_prune,
        resume=resume,
        jobs=jobs,
        timeout=timeout,
        memory=memory,
        max_ulp=_limit(max_ulp),
        max_ulp_text=max_ulp,
        worst=worst,
    )
    record = _run(names, against, chosen_paths(paths), options, obj["command"])
    return _finish(record, places, allow_unknown)


def _limit(text: str | None) -> Fraction | None:
    """``2.5`` or ``5/2``, exactly."""
    if text is None:
        return None
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise click.UsageError(f"--max-ulp: '{text}' is no number, such as 2.5 or 5/2") from None
    if found < 0:
        raise click.UsageError(f"--max-ulp: {text} is negative, which no error is below")
    return found


def _run(
    names: tuple[str, ...],
    against: str,
    paths: tuple[str, ...],
    options: MeasureOptions,
    command: str,
) -> MeasureRecord:
    from verif.base.errors import SpecError
    from verif.cli.measure_progress import MeasureProgress
    from verif.cli.spec_errors import SpecErrors
    from verif.run.check import UsageError
    from verif.run.measure import measure

    progress = MeasureProgress()
    try:
        return measure(names, against, paths, options, command, progress.start, progress.warn)
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    except SpecError as error:
        raise SpecErrors(error) from None
    finally:
        progress.close()


def _finish(record: MeasureRecord, places: list[Output], allow_unknown: bool) -> int:
    """Write every report, and say what the exit code is and why."""
    from verif.cli.codes import OK, OPEN
    from verif.cli.outputs import write
    from verif.report.measure import as_text, render

    code, reason = record.exit_code, record.reason
    if code == OPEN and allow_unknown:
        code, reason = OK, f"{reason}, which --allow-unknown allows"
    last = f"exit {code}: {reason}"
    text_on_stdout = all(o.path is not None or o.format == "text" for o in places)
    where = []
    for place in places:
        if place.format == "html":
            assert place.path is not None, "pages have a folder"
            where.append(_pages(place.path, record))
            continue
        body = render(record) if place.format == "json" else as_text(record)
        if place.path is None:
            click.echo(body, nl=False)
        else:
            write(place.path, body + (f"{last}\n" if place.format == "text" else ""))
    for page in where:
        click.echo(f"report: {page}", err=not text_on_stdout)
    click.echo(last, err=not text_on_stdout)
    return code


def _pages(folder: Path, record: MeasureRecord) -> str:
    """Write the page of a record, whole or not at all; its path."""
    from verif.report.html import links
    from verif.report.html.folder import FolderError, write
    from verif.report.html.measurement_page import pages

    try:
        write(folder, pages(record))
    except FolderError as error:
        raise click.ClickException(str(error)) from None
    return (folder / links.INDEX).as_posix()
