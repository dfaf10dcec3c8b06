"""``verif format list``: the formats there are."""

from __future__ import annotations

import click

from verif.cli.formats import json_option, library, path_option


@click.command("list", short_help="List the formats by name.")
@path_option
@json_option
def command(paths: tuple[str, ...], as_json: bool) -> int:
    """List the shipped formats, and those of files given with --path."""
    from verif.base.exact import exact_text
    from verif.report.describe import family
    from verif.report.table import table

    found = library(paths)
    formats = [(name, found.format(name)) for name in found.format_names()]
    if as_json:
        import json

        rows = [
            {"name": name, "bits": f.bits, "family": family(f), "source": f.source}
            for name, f in formats
        ]
        click.echo(json.dumps(rows, indent=2))
        return 0
    lines = [(name, f"{f.bits} bits", family(f), f"max {exact_text(f.max)}") for name, f in formats]
    click.echo("\n".join(table(lines)))
    return 0
