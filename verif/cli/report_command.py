"""``verif report``: reports of runs that are over."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verif.cli.outputs import LATEST


@click.group("report", short_help="Make the HTML report of an earlier run.", no_args_is_help=True)
def command() -> None:
    """Make reports of runs that are over."""


@command.command("build", short_help="HTML pages from a JSON record.")
@click.argument("record", metavar="RECORD.json")
@click.option(
    "--to", "place", default=LATEST, show_default=True, metavar="DIR", help="The report's folder."
)
def build(record: str, place: str) -> int:
    """Make the HTML report of the run whose JSON report is RECORD.json, or stdin with -.

    Pages about formats need the spec files that the record names, which are read if they are there;
    a format that is defined otherwise by now is left out.
    """
    from verif.cli.outputs import folder, write_pages
    from verif.report.json_ import RecordError, read

    target = folder(place)
    try:
        data = sys.stdin.buffer.read() if record == "-" else Path(record).read_bytes()
        found = read(data)
    except OSError as error:
        raise click.UsageError(f"cannot read '{record}': {error.strerror}") from None
    except RecordError as error:
        raise click.UsageError(f"'{record}' is no record of a run: {error}") from None
    click.echo(f"report: {write_pages(target, found)}")
    return 0
