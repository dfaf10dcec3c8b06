"""``verif format decode``: what codes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verif.cli.formats import find, json_option, path_option

if TYPE_CHECKING:
    from verif.formats.format import Format


@click.command(
    "decode",
    short_help="Show what codes mean.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("name")
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@path_option
@json_option
def command(name: str, codes: tuple[str, ...], paths: tuple[str, ...], as_json: bool) -> int:
    """Show class and exact value of each CODE of the format NAME.

    CODE is hexadecimal (0x7E), binary (0b0111_1110) or decimal (126).
    """
    fmt = find(name, paths)
    numbers = [_code(fmt, text) for text in codes]
    if as_json:
        import json

        from verif.report.describe import describe_code

        click.echo(json.dumps([describe_code(fmt, n) for n in numbers], indent=2))
        return 0
    from verif.report.format_text import codes_table

    click.echo("\n".join(codes_table(fmt, numbers)))
    return 0


def _code(fmt: Format, text: str) -> int:
    try:
        code = int(text, 10) if text.lstrip("+-").isdecimal() else int(text, 0)
    except ValueError:
        raise click.UsageError(f"'{text}' is no code: write 0x7E, 0b01111110 or 126") from None
    last = (1 << fmt.bits) - 1
    if not 0 <= code <= last:
        raise click.UsageError(
            f"{text} is no code of {fmt.name}: they are {fmt.hex(0)} to {fmt.hex(last)}"
        )
    return code
