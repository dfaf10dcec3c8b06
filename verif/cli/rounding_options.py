"""Options that choose a rounding: the mode and one option for each policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from verif.formats.context import Context
    from verif.formats.format import Format

Decorated = Callable[..., Any]

_POLICIES = {
    "overflow": "saturate, inf, nan or error: beyond the largest value.",
    "on-nan": "nan, zero, max or error: a NaN input.",
    "on-inf": "inf, nan, saturate or error: an infinite input.",
    "on-negative": "nan, saturate or error: below zero in an unsigned format.",
    "on-zero": "min, nan or error: zero in a format that has none.",
    "flush": "true or false: subnormal results become zero.",
}


def rounding_options(function: Decorated) -> Decorated:
    """Add ``--rounding`` and the policies."""
    for name, text in reversed(_POLICIES.items()):
        function = click.option(f"--{name}", metavar="CHOICE", help=text)(function)
    return click.option(
        "--rounding",
        metavar="MODE",
        default="RN",
        help="RNE, RNA, RTZ, RTP, RTN, RTO, or RN for the format's own rule (the default).",
    )(function)


def context(fmt: Format, rounding: str, said: dict[str, str | None]) -> Context:
    """The rounding context that the options ask for; exit 2 where it makes no sense."""
    from verif.formats.context import CHOICES, Policies
    from verif.formats.format import FormatError

    chosen: dict[str, Any] = {}
    for name, value in said.items():
        if value is None:
            continue
        if value not in CHOICES[name]:
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"{option} is one of {', '.join(CHOICES[name])}, not '{value}'")
        chosen[name] = value == "true" if name == "flush" else value
    try:
        return fmt.context(rounding, Policies(**chosen))
    except FormatError as error:
        raise click.UsageError(str(error)) from None
