"""The whole report: which pages there are, and how they are linked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from verif.report import json_
from verif.report.html import links
from verif.report.html.definitions import Definitions
from verif.report.html.format_page import format_pages
from verif.report.html.formats_page import formats_page
from verif.report.html.index_page import index_page
from verif.report.html.kernel_page import kernel_pages
from verif.report.html.page import Frame, Link, Page
from verif.report.html.property_page import mentioned, property_pages
from verif.report.html.run_page import run_page
from verif.results.record import PropertyRecord, RunRecord


def pages(record: RunRecord, formats: Definitions) -> Iterator[Page]:
    """Every file of the report, the record itself among them; each path once."""
    frame = frame_of(record)
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
    )


def frame_of(record: RunRecord) -> Frame:
    """What is around the pages of a run."""
    found = (Link(links.INDEX, "Summary"), Link(links.FORMATS, "Formats"), Link(links.RUN, "Run"))
    tool = record.tool
    return Frame(found, f"{tool.name} {tool.version}, semantics {tool.semantics}")
