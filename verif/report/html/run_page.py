"""The page of a run: what ran, with which versions and settings, and where the time went."""

from __future__ import annotations

from dataclasses import dataclass

from verif.report.html import links
from verif.report.html.page import Frame, Page, render
from verif.results.record import KernelRecord, PropertyRecord, RunRecord

SLOWEST = 20


@dataclass(frozen=True, slots=True)
class EngineTime:
    """Obligations that an engine decided, how many of them were kept from an earlier run, and the
    seconds they took; ``share`` of the whole, as per cent."""

    name: str
    obligations: int
    cached: int
    seconds: float
    share: str


def run_page(record: RunRecord, frame: Frame) -> Page:
    """The page of the run."""
    items: list[PropertyRecord | KernelRecord] = [*record.properties, *record.kernels]
    slowest = sorted(items, key=lambda item: (-item.seconds, item.id))[:SLOWEST]
    return render(
        "run.html",
        links.RUN,
        "Run",
        frame,
        r=record,
        engines=engine_times(record),
        slowest=[(item, page_of(item)) for item in slowest if item.seconds > 0],
        record_file=links.RECORD,
    )


def page_of(item: PropertyRecord | KernelRecord) -> str:
    """The page of a property or a kernel."""
    return (links.property_page if isinstance(item, PropertyRecord) else links.kernel_page)(item.id)


def engine_times(record: RunRecord) -> list[EngineTime]:
    """Time by engine or engines behind a verdict, the longest first."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for p in record.properties:
        for o in p.obligations:
            found.setdefault(o.engine or "none", []).append((o.seconds, o.cached))
    for k in record.kernels:
        found.setdefault("kernel runner", []).append((k.seconds, False))
    whole = sum(s for spent in found.values() for s, _ in spent) or 1.0
    times = [
        EngineTime(
            name,
            len(spent),
            sum(cached for _, cached in spent),
            total := sum(s for s, _ in spent),
            f"{100 * total / whole:.1f}",
        )
        for name, spent in found.items()
    ]
    return sorted(times, key=lambda t: (-t.seconds, t.name))
