"""``verif schema``: the JSON Schema of the run record."""

from __future__ import annotations

import click


@click.command("schema", short_help="Print the JSON Schema of the JSON report.")
def command() -> int:
    """Print the JSON Schema of what '--report json' writes."""
    from verif.report.json_ import schema

    click.echo(schema(), nl=False)
    return 0
