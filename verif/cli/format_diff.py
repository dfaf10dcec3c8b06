"""``verif format diff``: where two formats differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verif.cli.formats import find, json_option, path_option
from verif.cli.rounding_options import context

if TYPE_CHECKING:
    from verif.formats.compare import CodeDifferences, Difference, Outcome, RoundingDifferences
    from verif.formats.format import Format
    from verif.formats.value import Input


@click.command("diff", short_help="Show where two formats differ.")
@click.argument("a")
@click.argument("b")
@click.option(
    "--rounding",
    metavar="MODE",
    default="RN",
    help="The rounding of both; by default each format's own rule.",
)
@path_option
@json_option
def command(a: str, b: str, rounding: str, paths: tuple[str, ...], as_json: bool) -> int:
    """Show where the formats A and B differ: in codes, and in what numbers round to.

    Codes are compared where both have the same width: how many mean different data, and the
    first. -0 and 0 are different data; NaN and NaR are the same.

    Roundings are compared on: every value and every rounding boundary of A and of B, one number
    between each two neighbours of these (their midpoint), and one number beyond each end. Both
    roundings are constant between neighbouring boundaries, so where none of these inputs
    differ, no real number does. Shown are how many of them round to different numbers (-0
    counts as 0), and the least: the one of least magnitude, the positive one of two. Each format
    uses its own policies. Infinities and NaN are compared apart.

    The exit code is 0 whether there are differences or not.
    """
    from verif.formats.compare import MAX_BITS, code_differences, rounding_differences

    left, right = find(a, paths), find(b, paths)
    for fmt in (left, right):
        if fmt.bits > MAX_BITS:
            raise click.UsageError(
                f"{fmt.name} has {fmt.bits} bits; formats of up to {MAX_BITS} can be compared"
            )
    codes = code_differences(left, right) if left.bits == right.bits else None
    try:
        roundings = rounding_differences(
            left, right, context(left, rounding, {}), context(right, rounding, {})
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        import json

        click.echo(json.dumps(_json(left, right, codes, roundings), indent=2))
    else:
        click.echo("\n".join(_text(left, right, codes, roundings)))
    return 0


def _text(
    a: Format, b: Format, codes: CodeDifferences | None, found: RoundingDifferences
) -> list[str]:
    from verif.report.format_text import code_row
    from verif.report.table import table

    def rows(inputs: str, difference: Difference) -> list[str]:
        cells = []
        for fmt, outcome in ((a, difference.a), (b, difference.b)):
            shown = ("refused", outcome.refusal, "", "")
            if outcome.code is not None:
                shown = code_row(fmt, outcome.code)
            cells.append((fmt.name, inputs, "->", *shown))
        return table(cells, "  ")

    lines = []
    if codes is None:
        lines.append(f"codes: not compared, as {a.bits} and {b.bits} bits are not the same width")
    else:
        lines.append(f"codes: {codes.different} of {codes.total} differ")
        if codes.first is not None:
            first = [(fmt.name, *code_row(fmt, codes.first)) for fmt in (a, b)]
            lines += ["  the first:", *table(first, "  ")]
    lines.append(f"rounding: {found.different} of {found.total} inputs differ")
    if found.least is not None:
        lines += ["  the least:", *rows(_input_text(found.least.input), found.least)]
    if found.zero_signs:
        lines.append(f"  {found.zero_signs} more differ in the sign of a zero")
    if found.specials:
        lines.append("infinities and NaN:")
        for difference in found.specials:
            lines += rows(_input_text(difference.input), difference)
    return lines


def _input_text(x: Input) -> str:
    from fractions import Fraction

    from verif.report.format_text import number_text

    if x.nan:
        return "nan"
    if x.inf:
        return "-inf" if x.negative else "inf"
    assert isinstance(x.real, Fraction)
    return number_text(x.real)


def _json(
    a: Format, b: Format, codes: CodeDifferences | None, found: RoundingDifferences
) -> dict[str, Any]:
    from verif.report.describe import describe_code

    def outcome(fmt: Format, one: Outcome) -> dict[str, Any]:
        return {"refused": one.refusal} if one.code is None else describe_code(fmt, one.code)

    def difference(one: Difference) -> dict[str, Any]:
        value = _input_text(one.input)
        exact = None if one.input.nan or one.input.inf else str(one.input.real)
        return {
            "input": value,
            "fraction": exact,
            "a": outcome(a, one.a),
            "b": outcome(b, one.b),
        }

    first = None if codes is None else codes.first
    return {
        "a": a.name,
        "b": b.name,
        "codes": None
        if codes is None
        else {
            "total": codes.total,
            "different": codes.different,
            "first": None
            if first is None
            else {"a": describe_code(a, first), "b": describe_code(b, first)},
        },
        "rounding": {
            "total": found.total,
            "different": found.different,
            "least": None if found.least is None else difference(found.least),
            "zero_signs": found.zero_signs,
            "specials": [difference(d) for d in found.specials],
        },
    }
