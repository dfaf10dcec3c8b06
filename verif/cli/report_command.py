"""``verif report``: reports of runs that are over."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verif.cli.outputs import LATEST


@click.group("report", short_help="Make the HTML report of an earlier run.", no_args_is_help=True)
def command() -> None:
    """Make reports of runs that are over."""


@command.command("build", short_help="HTML pages from JSON records.")
@click.argument("records", nargs=-1, required=True, metavar="RECORD.json...")
@click.option(
    "--to", "place", default=LATEST, show_default=True, metavar="DIR", help="The report's folder."
)
def build(records: tuple[str, ...], place: str) -> int:
    """Make one HTML report of each RECORD.json, or stdin with -.

    A record is the JSON report of 'verif check' or 'verif gate', of which there can be one, or what
    'verif accumulate --json' writes. Pages about formats need the spec files that a record names,
    which are read if they are there; a format that is defined otherwise by now is left out.
    """
    from verif.accumulate.record import AccumulateRecord
    from verif.cli.outputs import folder, write_pages, write_widths
    from verif.results.record import RunRecord

    target = folder(place)
    if records.count("-") > 1:
        raise click.UsageError("stdin, '-', can be read only once")
    found = [_read(record) for record in records]
    runs = [r for r in found if isinstance(r, RunRecord)]
    widths = [r for r in found if isinstance(r, AccumulateRecord)]
    if len(runs) > 1:
        raise click.UsageError("a report is of one run of 'check' or 'gate': name one such record")
    page = write_pages(target, runs[0], widths) if runs else write_widths(target, widths)
    click.echo(f"report: {page}")
    return 0


def _read(record: str) -> object:
    """A record of either kind."""
    from verif.report import accumulate_json, json_

    try:
        data = sys.stdin.buffer.read() if record == "-" else Path(record).read_bytes()
        return accumulate_json.read(data) if accumulate_json.is_one(data) else json_.read(data)
    except OSError as error:
        raise click.UsageError(f"cannot read '{record}': {error.strerror}") from None
    except json_.RecordError as error:
        raise click.UsageError(f"'{record}' is no record of a run: {error}") from None
