"""The list of layers with the widths of their accumulators, from one record or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verif.accumulate.names import shown
from verif.accumulate.record import AccumulateRecord, Layer
from verif.accumulate.select import NOT_CHOSEN
from verif.report.html import links
from verif.report.html.page import Frame, Page, render
from verif.report.html.width_page import rule_text, verdict, width_page


@dataclass(frozen=True, slots=True)
class Line:
    """A layer in the list; ``exact``, ``type`` and ``limit`` are lengths in the picture, as per
    cent, of the width it needs, the data-type bound and the width allowed."""

    layer: Layer
    page: str
    name: str
    verdict: str
    exact: str
    type: str
    limit: str


@dataclass(frozen=True, slots=True)
class Section:
    """A record: its layers, the file it is kept in, and the rules of its worst-case inputs."""

    record: AccumulateRecord
    data: str
    headline: str
    lines: tuple[Line, ...]
    skipped: tuple[tuple[str, str], ...]
    max: str
    min: str


def widths_pages(records: Sequence[AccumulateRecord], path: str, frame: Frame) -> Iterator[Page]:
    """The list at ``path``, and the page of each layer."""
    sections: list[Section] = []
    below: list[Page] = []
    seen: dict[tuple[str, str], int] = {}
    for number, record in enumerate(records):
        data = links.widths_record(number)
        places = []
        for layer in record.layers:
            identity = layer.name, layer.file
            places.append(links.layer_page(*identity, seen.get(identity, 0)))
            seen[identity] = seen.get(identity, 0) + 1
            below.append(width_page(record, layer, places[-1], data, frame))
        sections.append(_section(record, data, places))
    title = sections[0].headline if len(sections) == 1 else "Accumulators"
    yield render("widths.html", path, title, frame, script=True, sections=sections)
    yield from below


def _section(record: AccumulateRecord, data: str, places: Sequence[str]) -> Section:
    layers = record.layers
    widest = [max(layer.min_bits, layer.bounds.data_type) for layer in layers]
    most = max([*widest, 1])
    # A limit far above everything would squeeze the rest of the picture.
    limit = record.acc_bits if (record.acc_bits or 0) <= 2 * most else None
    most = max(most, limit or 1)

    def length(bits: int | None) -> str:
        return "" if bits is None else f"{100 * bits / most:.2f}"

    lines = tuple(
        Line(
            layer=layer,
            page=place,
            name=shown(layer.name),
            verdict=verdict(record, layer),
            exact=length(layer.min_bits),
            type=length(layer.bounds.data_type),
            limit=length(limit),
        )
        for layer, place in zip(layers, places, strict=True)
    )
    left = tuple((shown(s.name), s.reason) for s in record.skipped if s.reason != NOT_CHOSEN)
    rules = record.worst_inputs
    what = record.reason.partition(": ")[0]
    headline = what[:1].upper() + what[1:]
    return Section(record, data, headline, lines, left, rule_text(rules.max), rule_text(rules.min))
