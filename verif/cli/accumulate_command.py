"""``verif accumulate``: how many bits do the accumulators of these weights need?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from verif.accumulate.record import AccumulateRecord
    from verif.cli.outputs import Output

WIDEST = 1 << 12


@click.command("accumulate", short_help="Find the accumulator widths that weights need.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--input",
    "inputs",
    required=True,
    metavar="TYPE",
    help="What inputs range over: uint8, int4, int8:[-127,127], or a range such as [0,200].",
)
@click.option(
    "--zero-point",
    type=int,
    default=0,
    metavar="Z",
    help="What is taken from every input before it is multiplied; 0.",
)
@click.option(
    "--acc-bits",
    type=click.IntRange(1, WIDEST),
    metavar="P",
    help="Exit 1 if a channel needs more bits; with --tile, within a tile.",
)
@click.option(
    "--axis",
    type=int,
    default=0,
    show_default=True,
    metavar="N",
    help="The axis of output channels; -1 is the last.",
)
@click.option(
    "--bias",
    metavar="NAME",
    help="The tensor that is added to the sums; auto: fc.bias for fc.weight.",
)
@click.option(
    "--tile",
    type=click.IntRange(1),
    metavar="T",
    help="Add up tiles of T products, and their sums in an accumulator of its own.",
)
@click.option(
    "--outer-bits",
    type=click.IntRange(1, WIDEST),
    metavar="P",
    help="With --tile: exit 1 if the accumulator of tiles needs more bits.",
)
@click.option(
    "--tensor",
    "patterns",
    multiple=True,
    metavar="NAME",
    help="Only tensors of this name, in which * stands for anything. Repeatable.",
)
@click.option(
    "--worst",
    metavar="[NAME:]INDEX",
    help="Show the weights of one channel and its worst-case inputs in full.",
)
@click.option(
    "--lean",
    "theorem",
    metavar="NAME",
    help="With --worst: write lean/Export/NAME.lean: this channel's width is enough "
    "for every order of addition, and that one bit less is not.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the record as JSON.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT[:PATH]",
    help="A report: text, json, or html, a folder of pages. Repeatable.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every channel.")
@click.pass_obj
def command(
    obj: dict[str, str],
    files: tuple[str, ...],
    inputs: str,
    zero_point: int,
    acc_bits: int | None,
    axis: int,
    bias: str | None,
    tile: int | None,
    outer_bits: int | None,
    patterns: tuple[str, ...],
    worst: str | None,
    theorem: str | None,
    as_json: bool,
    reports: tuple[str, ...],
    verbose: bool,
) -> int:
    """Find, for each output channel of the integer weights in FILES (.npy, .npz, .safetensors), the
    exact range of its dot product and of every partial sum in any order, and the least two's
    complement width that holds them.

    \b
    verif accumulate weights.npz --input uint8 --acc-bits 20
    """
    from pathlib import Path

    from verif.accumulate.errors import OptionError, WeightsError
    from verif.accumulate.input_range import parse_input
    from verif.accumulate.layer import Accumulator
    from verif.accumulate.run import Choice, accumulate
    from verif.cli.codes import USAGE
    from verif.cli.outputs import outputs
    from verif.run.versions import tool

    places = outputs([*reports, *(["json"] if as_json else [])])
    if theorem is not None and (worst is None or bias is not None or tile is not None):
        raise click.UsageError("'--lean' is about the channel of '--worst', without bias and tiles")
    try:
        accumulator = Accumulator(parse_input(inputs, zero_point), axis, tile, acc_bits, outer_bits)
        choice = Choice(patterns, bias, worst, runs=any(o.format != "text" for o in places))
        record = accumulate(list(map(Path, files)), accumulator, choice, tool(), obj["command"])
    except OptionError as error:
        raise click.UsageError(str(error)) from None
    except WeightsError as error:
        click.echo(f"{error}\n    hint: {error.hint}", err=True)
        click.echo(f"exit {USAGE}: the weights cannot be taken", err=True)
        return USAGE
    if theorem is not None:
        _write_theorem(record, theorem)
    _write(record, places, verbose)
    return record.exit_code


def _write_theorem(record: AccumulateRecord, name: str) -> None:
    """Write the Lean file of the one channel that is shown in full."""
    from pathlib import Path, PurePath

    from verif.cli.lean_files import write_lean
    from verif.lean.export.weights import accumulator_file

    if len(record.worst_cases) != 1:
        raise click.UsageError(f"'--lean' is about one channel, not {len(record.worst_cases)}")
    zero = record.input.zero_point
    weights = record.worst_cases[0].weights
    try:
        text = accumulator_file(name, weights, record.input.low - zero, record.input.high - zero)
        write_lean({PurePath("Export", f"{name}.lean"): text}, Path("lean"))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"cannot write the Lean file: {error}") from None


def _write(record: AccumulateRecord, reports: Sequence[Output], verbose: bool) -> None:
    """Write every report, and the last line."""
    from verif.cli.outputs import write, write_widths
    from verif.report.accumulate import as_text
    from verif.report.accumulate_json import render

    last = f"exit {record.exit_code}: {record.reason}"
    json_on_stdout = any(o.format == "json" and o.path is None for o in reports)
    where: list[str] = []
    for output in reports:
        if output.format == "html":
            assert output.path is not None, "pages have a folder"
            where.append(write_widths(output.path, [record]))
            continue
        body = render(record) if output.format == "json" else as_text(record, verbose)
        if output.path is None:
            click.echo(body, nl=False)
        else:
            write(output.path, body + (f"{last}\n" if output.format == "text" else ""))
    for page in where:
        click.echo(f"report: {page}", err=json_on_stdout)
    click.echo(last, err=json_on_stdout)
