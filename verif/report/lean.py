"""The reports of a Lean check: text, and JSON with its schema."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from verif.lean.record import FileRecord, LeanRecord, State
from verif.report.table import table

MARKS: dict[State, str] = {
    "accepted": "ok",
    "rejected": "WRONG",
    "blocked": "WRONG",
    "open": "open",
    "failed": "ERROR",
}


def render(record: LeanRecord) -> str:
    """The record as JSON text."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def as_text(record: LeanRecord, verbose: bool) -> str:
    """A line for each file, what is wrong, and a summary; with ``verbose`` every theorem."""
    rows = [
        (MARKS[f.state], f.state, f.file, _theorems(f), _took(f)) for f in record.files
    ]  # fmt: skip
    lines = []
    for file, line in zip(record.files, table(rows), strict=True):
        lines += [line, *(f"  {text}" for text in _wrong(file))]
        if verbose:
            lines += [
                f"  {t.name}: {', '.join(t.axioms) or 'no axioms'}"
                for t in record.theorems
                if t.file == file.file
            ]
    accepted = sum(f.state == "accepted" for f in record.files)
    rechecked = ", each checked twice" if _all_rechecked(record) else ""
    return "\n".join(
        [
            *lines,
            "",
            f"{_count(len(record.files), 'file')}: {accepted} accepted, with "
            f"{_count(len(record.theorems), 'theorem')}{rechecked}",
            *_axioms(record),
            f"by {record.toolchain.title}",
            "",
        ]
    )


def _all_rechecked(record: LeanRecord) -> bool:
    return bool(record.theorems) and all(t.rechecked for t in record.theorems)


def _axioms(record: LeanRecord) -> Iterator[str]:
    """What all theorems together rest on, and what is not known of that."""
    if record.theorems:
        axioms = sorted({a for t in record.theorems for a in t.axioms})
        yield f"axioms: {', '.join(axioms) or 'none'}"
        if not record.toolchain.core_proofs:
            yield "  and those of the core library's theorems: this build lacks their proofs"


def _theorems(file: FileRecord) -> str:
    return _count(file.theorems, "theorem") if file.state == "accepted" else ""


def _took(file: FileRecord) -> str:
    if file.cached:
        return "cached" if file.state == "accepted" else ""
    return f"{file.seconds:.1f} s"


def _wrong(file: FileRecord) -> Iterator[str]:
    if file.reason:
        yield file.reason
    for message in file.messages:
        first, *rest = message.text.strip().splitlines() or [""]
        yield f"line {message.line}: {first}"
        yield from (f"  {line}" for line in rest)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
