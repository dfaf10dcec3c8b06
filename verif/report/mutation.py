"""The reports of a mutation run: the mutants that survived, and counts by kind."""

from __future__ import annotations

import msgspec

from verif.mutate.record import OUTCOMES, MutantRecord, MutationRecord
from verif.report.table import table

ASKED = 4
"""Properties named below a survivor; the others are counted."""


def render(record: MutationRecord) -> str:
    """The record as JSON text."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def as_text(record: MutationRecord, verbose: bool = False) -> str:
    """The report as text; ``verbose`` has a line for every mutant."""
    lines: list[str] = []
    for mutant in record.mutants:
        if mutant.outcome == "survived":
            lines += [*_in_full(mutant), ""]
        elif mutant.outcome == "unknown" or verbose:
            lines += [_line(mutant), ""]
    if record.mutants:
        lines += [*_counts(record), ""]
    lines.append(_summary(record))
    return "\n".join(lines) + "\n"


def _line(mutant: MutantRecord) -> str:
    by = f" by {mutant.by}" if mutant.by else ""
    reason = f": {mutant.reason}" if mutant.reason else ""
    return f"{mutant.outcome:<10} {mutant.id}{by}{reason}"


def _in_full(mutant: MutantRecord) -> list[str]:
    """A survivor: where it is, its lines before and after, and who did not notice."""
    lines = [f"survived   {mutant.id}"]
    lines += [f"  - {line.strip()}" for line in mutant.before.splitlines()]
    lines += [f"  + {line.strip()}" for line in mutant.after.splitlines()]
    if mutant.reason:
        lines.append(f"  {mutant.reason}")
    if mutant.decided:
        lines.append(f"  as expected all the same: {_some(mutant.decided)}")
    return lines


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - ASKED
    shown = ", ".join(names[:ASKED])
    return f"{shown} and {more} more" if more > 0 else shown


def _counts(record: MutationRecord) -> list[str]:
    """A row for each kind, and one for all."""
    rows = [("kind", "mutants", *OUTCOMES)]
    for kind, counts in [*record.kinds.items(), ("all", record.outcomes)]:
        numbers = [counts.get(o, 0) for o in OUTCOMES]
        rows.append((kind, str(sum(numbers)), *map(str, numbers)))
    return table(rows)


def _summary(record: MutationRecord) -> str:
    chosen = len(record.mutants)
    of = f" of {record.found}" if chosen != record.found else ""
    seed = f", seed {record.seed}" if record.seed is not None else ""
    counts = ", ".join(f"{count} {name}" for name, count in record.outcomes.items())
    return f"{chosen}{of} mutants{seed}: {counts}" if counts else f"{chosen}{of} mutants"
