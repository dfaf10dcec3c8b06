"""The whole report: which pages there are, and how they are linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from verif.accumulate.record import AccumulateRecord
from verif.report import accumulate_json, json_
from verif.report.html import links
from verif.report.html.definitions import Definitions
from verif.report.html.format_page import format_pages
from verif.report.html.formats_page import formats_page
from verif.report.html.index_page import index_page
from verif.report.html.kernel_page import kernel_pages
from verif.report.html.page import Frame, Link, Page
from verif.report.html.property_page import mentioned, property_pages
from verif.report.html.run_page import run_page
from verif.report.html.widths_page import widths_pages
from verif.results.record import PropertyRecord, RunRecord, Tool


def pages(
    record: RunRecord, formats: Definitions, widths: Sequence[AccumulateRecord] = ()
) -> Iterator[Page]:
    """Every file of the report of a run, its record among them; each path once.

    ``widths`` are records of accumulators that are to be in it, too.
    """
    frame = frame_of(record, bool(widths))
    users: dict[str, list[PropertyRecord]] = {}
    for p in record.properties:
        for d in mentioned(p, formats):
            users.setdefault(d.page, []).append(p)
    yield from chain(
        [index_page(record, frame)],
        property_pages(record, formats, frame),
        kernel_pages(record, formats, frame),
        [formats_page(formats, users, frame)],
        format_pages(formats, users, frame),
        [run_page(record, frame)],
        [Page(links.RECORD, json_.render(record))],
        _widths(widths, links.WIDTHS, frame) if widths else (),
    )


def width_pages(widths: Sequence[AccumulateRecord]) -> Iterator[Page]:
    """Every file of a report of accumulators alone, from one record or more."""
    frame = Frame((Link(links.INDEX, "Accumulators"),), _foot(widths[0].tool))
    return _widths(widths, links.INDEX, frame)


def _widths(widths: Sequence[AccumulateRecord], path: str, frame: Frame) -> Iterator[Page]:
    yield from widths_pages(widths, path, frame)
    for number, record in enumerate(widths):
        yield Page(links.widths_record(number), accumulate_json.render(record))


def frame_of(record: RunRecord, widths: bool = False) -> Frame:
    """What is around the pages of a run."""
    found = [Link(links.INDEX, "Summary"), Link(links.FORMATS, "Formats")]
    found += [Link(links.WIDTHS, "Accumulators")] if widths else []
    return Frame((*found, Link(links.RUN, "Run")), _foot(record.tool))


def _foot(tool: Tool) -> str:
    return f"{tool.name} {tool.version}, semantics {tool.semantics}"
