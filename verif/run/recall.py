"""Properties whose verdicts are all kept: their records, without anything that could decide them.

Engines are not even imported for these, which is what most of a run from the cache would take.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from verif.properties.obligation import Property
from verif.results.record import ObligationRecord, PropertyRecord
from verif.results.verdict import Verdict, worst

if TYPE_CHECKING:
    from verif.run.cache import Memory


def recalled(prop: Property, memory: Memory | None) -> PropertyRecord | None:
    """The record of a property from what ``memory`` has; ``None`` where it lacks a verdict."""
    if memory is None:
        return None
    started = time.perf_counter()
    records = []
    for obligation in prop.obligations:
        record = memory.recall(prop, obligation)
        if record is None:
            return None
        records.append(record)
    return summed_up(prop, tuple(records), time.perf_counter() - started)


def summed_up(
    prop: Property, records: tuple[ObligationRecord, ...], seconds: float
) -> PropertyRecord:
    """The record of a property from those of its obligations."""
    verdict = worst(o.verdict for o in records)
    deciding = next(o for o in records if o.verdict == verdict)
    return PropertyRecord(
        id=prop.id,
        file=prop.span.file,
        line=prop.span.line,
        name=prop.name,
        text=prop.text,
        expected=prop.expected,
        verdict=verdict,
        as_expected=_as_expected(prop.expected, verdict, records),
        reason=deciding.reason,
        obligations=records,
        seconds=seconds,
        comment=prop.comment,
    )


def _as_expected(expected: str, verdict: Verdict, records: Sequence[ObligationRecord]) -> bool:
    """``expect refuted`` wants the ``prove`` false, not undefined, and every cover reached."""
    if expected != "refuted":
        return verdict == expected
    proves = [o for o in records if o.kind == "prove"]
    covers = [o for o in records if o.kind == "cover"]
    false = bool(proves) and all(o.verdict == "refuted" and not o.undefined for o in proves)
    return false and all(o.verdict == "proved" for o in covers)
