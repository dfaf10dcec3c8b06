"""``verif schema``: the JSON Schemas of what commands write."""

from __future__ import annotations

import click


@click.command("schema", short_help="Print the JSON Schema of a JSON report.")
@click.argument(
    "record",
    type=click.Choice(["run", "accumulate", "measure", "mutate", "lean"]),
    default="run",
    metavar="[RECORD]",
)
def command(record: str) -> int:
    """Print the JSON Schema of RECORD: 'run', what '--report json' writes, which is the default, or
    'accumulate', 'measure', 'mutate' or 'lean', what those commands write with '--json'.
    """
    from verif.report.schema import schema

    click.echo(schema(record), nl=False)
    return 0
