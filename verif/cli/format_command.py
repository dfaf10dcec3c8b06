"""``verif format``: number formats, their codes, and how two of them differ."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "list": "format_list",
    "show": "format_show",
    "decode": "format_decode",
    "encode": "format_encode",
    "diff": "format_diff",
}


class FormatCommands(click.Group):
    """The subcommands of ``format``, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"verif.cli.{COMMANDS[cmd_name]}").command
        assert isinstance(found, click.Command)
        return found


@click.group("format", cls=FormatCommands, short_help="Show formats, convert values, compare.")
def command() -> None:
    """Show number formats, convert codes and values, and compare two formats.

    NAME is a format of the shipped specs, of files given with --path, or an instance such as
    'posit(8, 2)'.
    """
