"""The first page: how many verdicts of each kind, what is not as expected, and every property."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from verif.report.html import links
from verif.report.html.evidence import lowest, rung
from verif.report.html.numbers import counted
from verif.report.html.page import Frame, Page, render
from verif.report.html.verdicts import MEANINGS, ORDER
from verif.report.values import short
from verif.results.record import KernelRecord, PropertyRecord, RunRecord
from verif.results.verdict import EXIT_OK


@dataclass(frozen=True, slots=True)
class Tile:
    """A verdict with its count, how many of these are as expected, and its share as per cent."""

    verdict: str
    count: int
    expected: int
    share: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a property or a kernel, its page, and what there is to say in short."""

    item: PropertyRecord | KernelRecord
    page: str
    about: str
    rung: int


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of a file."""

    file: str
    anchor: str
    entries: tuple[Entry, ...]

    def counts(self) -> list[tuple[str, int]]:
        """How many of each verdict."""
        found = [e.item.verdict for e in self.entries]
        return [(v, found.count(v)) for v in ORDER if v in found]


def index_page(record: RunRecord, frame: Frame) -> Page:
    """The first page."""
    items: list[PropertyRecord | KernelRecord] = [*record.properties, *record.kernels]
    groups = list(_groups(_entry(item) for item in items))
    wrong = [e for g in groups for e in g.entries if e.item.exit_code != EXIT_OK]
    return render(
        "index.html",
        links.INDEX,
        headline(record),
        frame,
        script=True,
        r=record,
        what=_what(record),
        ending=ending(record),
        tiles=tiles(items),
        groups=groups,
        wrong=wrong,
        total=len(items),
    )


def headline(record: RunRecord) -> str:
    """The result of the run in a sentence."""
    if record.problems:
        return f"{counted(len(record.problems), 'spec error')}"
    if not record.properties and not record.kernels:
        return "Nothing was decided"
    if not record.summary.unexpected:
        return "Every verdict is as expected"
    verb = "is" if record.summary.unexpected == 1 else "are"
    return f"{counted(record.summary.unexpected, 'verdict')} {verb} not as expected"


def tiles(items: Sequence[PropertyRecord | KernelRecord]) -> list[Tile]:
    """A tile for each verdict that there is."""
    found = []
    for verdict in ORDER:
        same = [item for item in items if item.verdict == verdict]
        if same:
            share = f"{100 * len(same) / len(items):.2f}"
            expected = sum(item.as_expected for item in same)
            found.append(Tile(verdict, len(same), expected, share, MEANINGS[verdict]))
    return found


def ending(record: RunRecord) -> str:
    """The exit code, with its reason where the headline does not give it."""
    code, reason = record.summary.exit_code, record.summary.reason
    return f"Exit {code}." if reason in headline(record).lower() else f"Exit {code}: {reason}."


def _what(record: RunRecord) -> str:
    parts = []
    if record.properties or not record.kernels:
        parts.append(counted(len(record.properties), "property"))
    if record.kernels:
        parts.append(counted(len(record.kernels), "kernel"))
    files = {p.file for p in record.properties} | {k.file for k in record.kernels}
    return f"{' and '.join(parts)} of {counted(len(files), 'file')}"


def _groups(entries: Iterable[Entry]) -> Iterable[Group]:
    ordered = sorted(entries, key=lambda e: (e.item.file, e.item.line))
    for file, found in groupby(ordered, key=lambda e: e.item.file):
        yield Group(file, links.anchor(file), tuple(found))


def _entry(item: PropertyRecord | KernelRecord) -> Entry:
    if isinstance(item, KernelRecord):
        number = rung(item.evidence.rung).number if item.evidence is not None else 0
        return Entry(item, links.kernel_page(item.id), item.reason or item.operator, number)
    reached = lowest(item.obligations)
    example = item.counterexample
    about = item.reason
    if example is not None:
        about = f"{about} at {short(example)}" if about else short(example)
    elif not about and item.evidence is not None:
        about = item.evidence.text
    return Entry(item, links.property_page(item.id), about, reached.number if reached else 0)
