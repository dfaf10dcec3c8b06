"""A verdict in full: the claim, the reason, the example with its bits, the evidence."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from msgspec.structs import replace

from verif.report.steps import steps_lines
from verif.report.values import free_text, short_value, values_table
from verif.results.record import (
    Counterexample,
    Evidence,
    KernelRecord,
    LeanProof,
    Mismatch,
    ObligationRecord,
    PropertyRecord,
    RunRecord,
)

SHOWN_MISMATCHES = 3
"""How many further mismatches a report lists; the record holds more."""

SHOWN_KINDS = 16

_PROPERTY = ("engine", "rlimit", "timeout", "confirm")
_KERNEL = ("timeout", "memory")
"""Options of ``verif explain``, and the settings of a run that have their names."""


def explain_property(record: PropertyRecord, everything: bool = False) -> list[str]:
    """The lines that explain a property: all its obligations, or those that decide."""
    lines = [f"{record.file}:{record.line}: {_verdict(record)}: {record.name}"]
    for o in record.obligations:
        if everything or o.verdict != "proved":
            lines += _obligation(o, everything)
    return lines + [f"  rests on the lemma {name}" for name in record.rests_on]


def again(identity: str, given: Sequence[str] = ()) -> str:
    """The line that names the command which explains an id."""
    return f"  again: {command(identity, given)}"


def command(identity: str, given: Sequence[str] = ()) -> str:
    """The command that explains an id with the options ``given``, quoted for a shell."""
    quoted = identity.replace("'", "'\\''")
    return " ".join([f"verif explain '{quoted}'", *map(shlex.quote, given)])


def given_for(item: PropertyRecord | KernelRecord, run: RunRecord) -> tuple[str, ...]:
    """The settings of a run that the verdict of one of its items depends on, as options of
    ``verif explain``; those that are as usual are left out."""
    wanted = _KERNEL if isinstance(item, KernelRecord) else _PROPERTY
    said = dict(run.settings)
    return tuple(
        f"--{name}" if said[name] == "true" else f"--{name}={said[name]}"
        for name in wanted
        if name in said
    )


def _verdict(record: PropertyRecord | KernelRecord) -> str:
    if record.as_expected:
        expected = "" if record.expected == "proved" else ", as expected"
    else:
        expected = "" if record.expected == "proved" else f" where {record.expected} was expected"
    return record.verdict + expected


def _obligation(o: ObligationRecord, everything: bool) -> list[str]:
    name = o.id.rpartition("/")[2]
    lines = [f"  {name} at line {o.line}: {o.verdict}"]
    lines += [f"    {line.strip()}" for line in o.text.splitlines()]
    if o.reason:
        lines.append(f"    {o.reason}")
    lines += [f"    note: {warning}" for warning in o.warnings]
    if o.counterexample is not None:
        lines += _example(o.counterexample, o.undefined)
    if o.witness is not None and everything:
        lines += _example(o.witness, False)
    if o.evidence is not None:
        lines.append(f"    evidence: {evidence_text(o.evidence, o.engine)}")
        if everything:
            lines += steps_lines(o.evidence.steps, o.kind, "      ")
    if o.lean is not None:
        lines += _lean(o.lean, everything)
    return lines


def _lean(proof: LeanProof, everything: bool) -> list[str]:
    """The theorem behind an obligation; with ``everything`` as Lean has it."""
    lines = [f"    Lean: {proof.theorem}, by {proof.toolchain}"]
    if everything:
        lines += [f"      {line}" for line in proof.text.splitlines()]
    return lines


def _example(example: Counterexample, undefined: bool) -> list[str]:
    """The inputs and, where the claim has a meaning at all, what follows from them."""
    of = f" of {example.count}" if example.count is not None and example.count > 1 else ""
    which = f"the smallest{of}" if example.minimal else f"one{of} (not known to be the smallest)"
    if example.count == 1:
        which = "the only one"
    lines = [f"    {which}:"]
    lines += values_table(example.variables, "      ")
    lines += [f"      {text}" for text in free_text(example)]
    # Beyond a partial term without meaning the reference's values mean nothing.
    return lines if undefined else lines + values_table(example.values, "      ")


def evidence_text(evidence: Evidence, engine: str | None) -> str:
    """What a verdict rests on, in a line."""
    by = f" (engine {engine})" if engine else ""
    return f"{evidence.kind}, {evidence.text or f'{evidence.inputs} inputs'}{by}"


def explain_kernel(record: KernelRecord, everything: bool = False) -> list[str]:
    """The lines that explain a kernel; ``everything`` shows each mismatch that the record holds."""
    lines = [
        f"{record.file}:{record.line}: {_verdict(record)}: {record.name}",
        f"  {record.callable} against {record.operator}",
    ]
    if record.reason:
        lines.append(f"  {record.reason}")
    lines.append(f"  {counts(record)}")
    lines += [f"  excluded: {n} where {reason}" for reason, n in record.exclusions]
    limit = None if everything else SHOWN_MISMATCHES
    if record.smallest:
        lines.append("  the smallest mismatch:")
        lines += _in_full(record.smallest[0])
    lines += _listed("the next smallest", record.smallest[1:], limit)
    lines += _listed("the largest", record.largest, limit)
    if everything:
        lines += _listed("the first of each kind", record.examples, SHOWN_KINDS)
    if record.evidence is not None:
        lines.append(f"  evidence: {evidence_text(record.evidence, None)}")
    if record.versions:
        lines.append(f"  with {', '.join(f'{name} {v}' for name, v in record.versions)}")
    return lines


def counts(record: KernelRecord) -> str:
    """How many inputs were compared, left out and unlike."""
    parts = [f"{record.compared} compared"]
    if record.excluded:
        parts.append(f"{record.excluded} excluded")
    if record.nans_folded:
        parts.append(f"{record.nans_folded} NaNs of other codes taken for equal")
    parts.append(f"{record.mismatches} mismatch{'' if record.mismatches == 1 else 'es'}")
    return ", ".join(parts)


def _in_full(m: Mismatch) -> list[str]:
    """A mismatch with all bits."""
    results = [replace(m.expected, name="expected"), replace(m.got, name="got")]
    return values_table((*m.inputs, *results), "    ")


def _listed(title: str, found: Sequence[Mismatch], limit: int | None) -> list[str]:
    """Mismatches, one on a line."""
    if not found:
        return []
    lines = [f"  {title}:"]
    return lines + [f"    {in_short(m)}" for m in found[:limit]]


def in_short(m: Mismatch) -> str:
    """A mismatch on one line."""
    inputs = ", ".join(f"{v.name} = {short_value(v)}" for v in m.inputs)
    return f"{inputs}: expected {short_value(m.expected)}, got {short_value(m.got)}"
