"""``verif schema``: the JSON Schemas of what commands write."""

from __future__ import annotations

import click


@click.command("schema", short_help="Print the JSON Schema of a JSON report.")
@click.argument(
    "record", type=click.Choice(["run", "accumulate"]), default="run", metavar="[RECORD]"
)
def command(record: str) -> int:
    """Print the JSON Schema of RECORD: 'run', what '--report json' writes, which is the default, or
    'accumulate', what 'verif accumulate --json' writes.
    """
    from verif.report import accumulate_json, json_

    click.echo(accumulate_json.schema() if record == "accumulate" else json_.schema(), nl=False)
    return 0
