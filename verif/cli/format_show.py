"""``verif format show``: one format, with its codes if asked."""

from __future__ import annotations

import click

from verif.cli.formats import find, json_option, path_option

LISTED_BITS = 8


@click.command("show", short_help="Show a format: layout, facts, rules.")
@click.argument("name")
@click.option("--codes", is_flag=True, help=f"List all codes (up to {LISTED_BITS} bits).")
@path_option
@json_option
def command(name: str, codes: bool, paths: tuple[str, ...], as_json: bool) -> int:
    """Show the format NAME: its layout, facts, rounding rules, counts and source."""
    fmt = find(name, paths)
    if codes and fmt.bits > LISTED_BITS:
        raise click.UsageError(
            f"{fmt.name} has {fmt.bits} bits; --codes lists up to {LISTED_BITS}, "
            "'verif format decode' shows single codes"
        )
    if as_json:
        import json

        from verif.report.describe import describe

        click.echo(json.dumps(describe(fmt, codes), indent=2))
        return 0
    from verif.report.format_text import codes_table, show

    lines = show(fmt)
    if codes:
        lines += ["", *codes_table(fmt, fmt.codes())]
    click.echo("\n".join(lines))
    return 0
