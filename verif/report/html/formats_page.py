"""The list of all formats, with the facts by which they are told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verif.base.exact import exact_text
from verif.report.describe import family, layout
from verif.report.html import links
from verif.report.html.definitions import Definition, Definitions
from verif.report.html.page import Frame, Page, render
from verif.results.record import PropertyRecord

SHORT = 20
"""Letters of a layout that is listed in full."""


@dataclass(frozen=True, slots=True)
class Line:
    """A format in the list."""

    definition: Definition
    family: str
    layout: str
    least: str
    most: str
    specials: str
    users: int


def formats_page(
    formats: Definitions, users: Mapping[str, Sequence[PropertyRecord]], frame: Frame
) -> Page:
    """The page that lists the formats."""
    lines = [_line(d, len(users.get(d.page, ()))) for d in formats.formats]
    return render(
        "formats.html",
        links.FORMATS,
        "Formats",
        frame,
        script=True,
        lines=lines,
        changed=formats.changed,
    )


def _line(d: Definition, users: int) -> Line:
    fmt = d.format
    forms = layout(fmt)
    positive = fmt.value_of(fmt.min_positive) if fmt.max > 0 else fmt.max
    specials = [*(["inf"] if fmt.has_inf else []), *(["NaN"] if fmt.has_nan else [])]
    return Line(
        definition=d,
        family=family(fmt),
        layout=_layout(forms),
        least=exact_text(positive),
        most=exact_text(fmt.max),
        specials=", ".join(specials) or "none",
        users=users,
    )


def _layout(forms: list[str]) -> str:
    """A layout on one short line: long runs of a letter as its count."""
    if len(forms) > 1:
        return f"{len(forms)} cases"
    if len(forms[0]) <= SHORT:
        return forms[0]
    return re.sub(r"\b(\w)\1{4,}\b", lambda run: f"{run[1]}×{len(run[0])}", forms[0])
