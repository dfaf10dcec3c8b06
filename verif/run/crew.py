"""Properties decided side by side: each in a worker process, which has solvers of its own.

A run begins in this process, and most end there. Only one that takes longer starts workers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence

from verif.engines.process import supported
from verif.properties.obligation import Property
from verif.results.record import ObligationRecord, PropertyRecord
from verif.run.pool import Lost, Pool
from verif.run.recall import summed_up
from verif.run.warnings import Warnings

ALONE = 1.0
"""Seconds after which workers are worth their start."""

BESIDE = 2
"""Jobs of each property while others are decided as well; one that is alone has all."""

Decide = Callable[[Property, int], PropertyRecord]
"""Decides a property with so many jobs of its own."""

Recall = Callable[[Property], PropertyRecord | None]


def decided(
    properties: Sequence[Property], recall: Recall, decide: Decide, jobs: int, warnings: Warnings
) -> Generator[PropertyRecord, None, None]:
    """The records of properties in their order: those that ``recall`` has, else by ``decide``."""
    started = time.monotonic()
    for i, prop in enumerate(properties):
        if jobs > 1 and supported() and time.monotonic() - started > ALONE:
            yield from _side_by_side(properties[i:], recall, decide, jobs, warnings)
            return
        yield recall(prop) or decide(prop, jobs)


def _side_by_side(
    properties: Sequence[Property], recall: Recall, decide: Decide, jobs: int, warnings: Warnings
) -> Generator[PropertyRecord, None, None]:
    found = {p.id: record for p in properties if (record := recall(p)) is not None}
    todo = [p for p in properties if p.id not in found]

    def work(number: int) -> tuple[PropertyRecord, list[str]]:
        texts = warnings.kept()
        return decide(todo[number], min(jobs, BESIDE)), texts

    pool: Pool[int, tuple[PropertyRecord, list[str]]] = Pool(work, jobs)
    results = pool.run(range(len(todo)))
    try:
        for prop in properties:
            while prop.id not in found:
                number, result = next(results)
                if isinstance(result, Lost):
                    found[todo[number].id] = _lost(todo[number], result)
                    continue
                found[todo[number].id], texts = result
                for text in texts:
                    warnings.once(text)
            yield found.pop(prop.id)
    finally:
        results.close()


def _lost(prop: Property, lost: Lost) -> PropertyRecord:
    """The record of a property whose worker failed."""
    records = tuple(
        ObligationRecord(
            id=f"{prop.id}/{o.name}",
            kind=o.kind,
            line=o.span.line,
            text=o.text,
            reason=lost.reason,
        )
        for o in prop.obligations
    )
    return summed_up(prop, records, lost.seconds)
