"""The end of a command whose specs have errors, where no report holds them."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click

from verif.cli.codes import USAGE

if TYPE_CHECKING:
    from verif.base.errors import SpecError


class SpecErrors(click.ClickException):
    """Shows every error with its place; ``reason`` is the last line, as that of a report."""

    exit_code = USAGE

    def __init__(self, error: SpecError) -> None:
        super().__init__(error.render())
        found = len(error.diagnostics)
        self.reason = f"{found} spec error{'s' if found != 1 else ''}"

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the errors to stderr."""
        click.echo(self.message, file=file, err=file is None)
