"""``verif format encode``: the codes that values round to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verif.cli.formats import find, json_option, path_option
from verif.cli.rounding_options import context, rounding_options

if TYPE_CHECKING:
    from verif.formats.context import Context
    from verif.formats.format import Format
    from verif.formats.value import Input


@click.command(
    "encode",
    short_help="Round values to codes.",
    # So that a negative number is a value; it then stands like any unknown option.
    context_settings={"ignore_unknown_options": True},
)
@click.argument("name")
@click.argument("values", nargs=-1, required=True, metavar="VALUE...")
@rounding_options
@path_option
@json_option
def command(
    name: str,
    values: tuple[str, ...],
    rounding: str,
    paths: tuple[str, ...],
    as_json: bool,
    **policies: str | None,
) -> int:
    """Round each VALUE exactly to a code of the format NAME.

    VALUE is a decimal (-431.99999999999994, 1e-3), a fraction (7/3), a hexadecimal float
    (0x1.8p3), a power or product (2**-9, 13*2**-9), inf, nan or -0.0.
    """
    from verif.formats.context import PolicyError
    from verif.formats.typed import typed

    for text in values:
        if text.startswith("--"):
            raise click.NoSuchOption(text.partition("=")[0])
    fmt = find(name, paths)
    chosen = context(fmt, rounding, policies)
    rows: list[tuple[str, Input, int]] = []
    for text in values:
        try:
            value = typed(text)
            rows.append((text, value, _encode(fmt, value, chosen)))
        except PolicyError as error:
            raise click.UsageError(f"{text}: {error}, which the policies forbid") from None
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    if as_json:
        import json

        from verif.report.describe import describe_code

        found = [
            {"value": text, "inexact": _inexact(fmt, value, code), **describe_code(fmt, code)}
            for text, value, code in rows
        ]
        click.echo(json.dumps(found, indent=2))
        return 0
    from verif.report.format_text import code_row
    from verif.report.table import table

    lines = [
        (text, "->", *code_row(fmt, code), "inexact" if _inexact(fmt, value, code) else "exact")
        for text, value, code in rows
    ]
    click.echo("\n".join(table(lines)))
    return 0


def _encode(fmt: Format, value: Input, chosen: Context) -> int:
    from verif.formats.encode import encode

    return encode(fmt, value, chosen)


def _inexact(fmt: Format, value: Input, code: int) -> bool:
    """Whether the code means something other than the input; NaN for NaN is exact."""
    result = fmt.decode(code)
    if value.nan or result.is_nan:
        return value.nan != result.is_nan
    if value.inf or result.kind == "inf":
        same = value.inf and result.kind == "inf"
        return not (same and value.negative == (result.sign < 0))
    return value.real != result.exact
