"""The JSON report: written, read back, and its schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from verif.results.record import SCHEMA_VERSION, RunRecord, Step

DEEPEST = 50
"""How deep lemmas below lemmas may go in a record that is read."""


class RecordError(ValueError):
    """A text that is no record of a run; the message says why."""


def render(record: RunRecord) -> str:
    """The run record as JSON text."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def read(data: bytes) -> RunRecord:
    """The run record of a JSON report, unknown names ignored; raises ``RecordError``."""
    try:
        record = msgspec.json.decode(data, type=RunRecord)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(str(error)) from None
    except RecursionError:
        raise RecordError("its values are nested too deep") from None
    if record.schema_version > SCHEMA_VERSION:
        known = f"this version knows {SCHEMA_VERSION}: use a newer one"
        raise RecordError(f"its schema_version is {record.schema_version}, and {known}")
    for items in (record.properties, record.kernels):
        names = Counter(item.id for item in items)
        twice = next((name for name, count in names.items() if count > 1), None)
        if twice is not None:
            raise RecordError(f"the id '{twice}' is there twice")
    evidence = (o.evidence for p in record.properties for o in p.obligations)
    if any(_too_deep(e.steps, DEEPEST) for e in evidence if e is not None):
        raise RecordError(f"lemmas are nested more than {DEEPEST} deep")
    return record


def _too_deep(steps: Iterable[Step], left: int) -> bool:
    return any(not left or _too_deep(s.steps, left - 1) for s in steps)
