"""Lean's word on proved properties: exported, checked, and added to their records."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from verif.lean.check import CheckOptions, Note, check, shipped_root
from verif.lean.export.module import LeanModule
from verif.lean.modules import EXPORTS, read_project
from verif.lean.record import FileRecord, LeanRecord
from verif.lean.toolchain import Toolchain
from verif.properties.obligation import Property
from verif.results.record import LeanProof, ObligationRecord, RunRecord
from verif.run.lean_export import coverage
from verif.run.versions import tool


class LeanRejected(Exception):
    """An exported file that Lean does not accept, which is a defect of a template."""


def with_lean(
    record: RunRecord,
    properties: Sequence[Property],
    toolchain: Toolchain,
    options: CheckOptions,
    note: Note,
    warn: Callable[[str], None],
) -> RunRecord:
    """The record with a ``LeanProof`` for each proved obligation that an export covers.

    What Lean says adds to a verdict that engines have reached; it never makes one. Where it had to
    look for a proof and found none, there is none, and ``warn`` is told. Raises ``LeanRejected``
    where it does not accept what a template gives, so that there is no record that looks as if Lean
    had not been asked.
    """
    proved = {p.id for p in record.properties if p.verdict == "proved"}
    modules = coverage([p for p in properties if p.id in proved]).modules(proved)
    if not modules:
        warn("no export to Lean covers any of the proved properties: there is nothing to check")
        return record
    done = check_modules(modules, toolchain, options, note)
    accepted = {f.module for f in done.files if f.state == "accepted"}
    searched = {m.module for m in modules if m.searched}
    for file in done.files:
        if file.module in searched and file.state in ("rejected", "open"):
            warn(f"Lean found no proof for {file.module}: {_why(file)}")
        elif file.state != "accepted":
            raise LeanRejected(f"Lean does not accept {file.module} ({file.state}): {_why(file)}")
    proofs = _proofs([m for m in modules if m.module in accepted], done)

    def added(o: ObligationRecord) -> ObligationRecord:
        found = proofs.get(o.id)
        return o if found is None or o.verdict != "proved" else replace(o, lean=found)

    return replace(
        record,
        properties=tuple(
            replace(p, obligations=tuple(map(added, p.obligations))) for p in record.properties
        ),
    )


def check_modules(
    modules: Iterable[LeanModule], toolchain: Toolchain, options: CheckOptions, note: Note
) -> LeanRecord:
    """Check files beside a copy of the library, in a folder of their own."""
    with TemporaryDirectory(prefix="verif-export-") as name:
        root = Path(name).resolve()
        shutil.copytree(
            shipped_root(), root, ignore=shutil.ignore_patterns(EXPORTS, ".*"), dirs_exist_ok=True
        )
        for module in modules:
            path = root / module.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(module.text, encoding="utf-8")
        files = read_project(root, [m.module for m in modules])
        return check(files, toolchain, options, tool(), "", note)


def _why(file: FileRecord) -> str:
    said = [file.reason, *(f"line {m.line}: {m.text}" for m in file.messages)]
    return "; ".join(s for s in said if s) or "no reason is given"


def _proofs(modules: Iterable[LeanModule], done: LeanRecord) -> dict[str, LeanProof]:
    """The proofs by the ids of their obligations."""
    accepted = {t.name: t for t in done.theorems}
    found = {}
    for module in modules:
        for theorem in module.theorems:
            known = accepted[theorem.name]
            found[f"{theorem.property}/{theorem.obligation}"] = LeanProof(
                theorem=theorem.name,
                module=module.module,
                text=theorem.text,
                sha256=known.sha256,
                toolchain=done.toolchain.title,
                axioms=known.axioms,
                core_proofs=done.toolchain.core_proofs,
                seconds=known.seconds,
                rechecked=known.rechecked,
            )
    return found
