"""The end of a run: reports written, and a last line that gives the exit code and its reason."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from verif.cli.codes import OK, OPEN
from verif.cli.outputs import Output, write, write_pages

if TYPE_CHECKING:
    from verif.results.record import RunRecord


def finish(
    record: RunRecord,
    reports: Sequence[Output],
    *,
    allow_unknown: bool,
    verbose: bool,
    diagnostics: str = "",
    given: tuple[str, ...] = (),
) -> int:
    """Write every report, print the last line; the exit code.

    ``given`` are the options of the run that its verdicts depend on, for the commands that a report
    names.
    """
    from verif.report import json_, text

    code, reason = record.summary.exit_code, record.summary.reason
    if code == OPEN and allow_unknown:
        code, reason = OK, f"{reason}, which --allow-unknown allows"
    last = f"exit {code}: {reason}"
    last_on_stdout = all(o.path is not None or o.format == "text" for o in reports)
    where: list[str] = []
    for output in reports:
        if output.format == "html":
            assert output.path is not None, "pages have a folder"
            where.append(write_pages(output.path, record))
            continue
        if output.format == "json":
            body = json_.render(record)
        else:
            terminal = output.path is None and sys.stdout.isatty()
            style = text.Style(
                colour=terminal and not os.environ.get("NO_COLOR"),
                seconds=verbose or terminal,
                verbose=verbose,
                given=given,
            )
            body = text.render(record, style, diagnostics)
        if output.path is None:
            click.echo(body, nl=False, color=True)
        else:
            end = f"{last}\n" if output.format == "text" else ""
            write(output.path, body + end)
    for page in where:
        click.echo(f"report: {page}", err=not last_on_stdout)
    click.echo(last, err=not last_on_stdout)
    return code
