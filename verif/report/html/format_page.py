"""The page of a format: its facts, its codes, its values on the number line, its precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verif.base.exact import TooLarge
from verif.formats.format import Format
from verif.report.describe import LISTED_BITS, counts, facts, family, layout, policies, ties
from verif.report.format_text import number_text
from verif.report.html import codes
from verif.report.html.binades import Binade, binades
from verif.report.html.bits import Field, field
from verif.report.html.charts import Bars, Chart, chart, linear, powers
from verif.report.html.definitions import Definition, Definitions
from verif.report.html.number_line import number_line
from verif.report.html.page import Frame, Page, render
from verif.results.record import PropertyRecord

SEPARATE = 40
"""Binades that have a bar of their own."""

_FAMILIES = {
    "float": "Floating-point format",
    "integer": "Integer format",
    "fixed": "Fixed-point format",
    "posit": "Posit format",
    "cases": "Format by cases",
    "table": "Format by a table",
}
_CLASSES = {"inf": "infinite", "nan": "NaN"}


def format_pages(
    formats: Definitions, users: Mapping[str, Sequence[PropertyRecord]], frame: Frame
) -> Iterator[Page]:
    """The pages of all formats; ``users`` are the properties that mention each page's format."""
    for d in formats.formats:
        yield render(
            "format.html",
            d.page,
            d.name,
            frame,
            **view(d),
            users=users.get(d.page, ()),
        )


def view(d: Definition) -> dict[str, Any]:
    """What the page of a format shows, by the names that its template uses."""
    fmt = d.format
    return {
        "d": d,
        "family": _FAMILIES[family(fmt)],
        "strips": patterns(fmt),
        "layouts": layout(fmt),
        "facts": [(n, number_text(v)) for n, v in facts(fmt).items() if n != "bits"],
        "ties": ties(fmt),
        "policies": policies(fmt),
        "counts": [(n, _CLASSES.get(name, name)) for name, n in counts(fmt).items() if n],
        "line": number_line(fmt),
        "precision": precision(fmt),
        "landmarks": codes.landmarks(fmt),
        "halves": codes.listed(fmt),
        "samples": codes.sampled(fmt) if fmt.bits > LISTED_BITS else [],
    }


def patterns(fmt: Format) -> list[tuple[Field, ...]]:
    """The fields of each layout that is written as a pattern, their letters in place of bits."""
    found = []
    for text in layout(fmt):
        parts = text.split()
        if sum(map(len, parts)) != fmt.bits or not all(p.isalnum() for p in parts):
            return []
        found.append(tuple(field("prefix" if p[0] in "01" else p[0], p) for p in parts))
    return found


def precision(fmt: Format) -> Chart | None:
    """Significant bits in each binade of the positive values."""
    try:
        found = binades(fmt)
    except TooLarge:
        return None
    if not found:
        return None
    x = powers("value", found[0].exponent, found[-1].exponent + found[-1].span)
    most = max(b.precision for b in found)
    y = linear("significant bits", 0, max(2.0, most), wanted=min(4, max(2, round(most))))
    bars = Bars([(float(low), float(high), 0.0, p) for low, high, p in _boxes(found)])
    what = "Bits it takes to count the values from one power of two to the next, and the leading 1"
    return chart("Precision in each binade", f"{what}.", x, y, [bars], height=190)


def _boxes(found: Sequence[Binade]) -> Iterator[tuple[int, int, float]]:
    """From, to and precision of the binades; many of them are joined where neighbours are alike."""
    boxes: list[tuple[int, int, float]] = []
    for b in found:
        low, high = b.exponent, b.exponent + b.span
        if len(found) > SEPARATE and boxes and boxes[-1][1:] == (low, b.precision):
            boxes[-1] = (boxes[-1][0], high, b.precision)
        else:
            boxes.append((low, high, b.precision))
    yield from boxes
