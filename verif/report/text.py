"""The text report: a line for each verdict, what was not expected in full, and the counts."""

from __future__ import annotations

from dataclasses import dataclass

from verif.report.explain import (
    again,
    counts,
    evidence_text,
    explain_kernel,
    explain_property,
    in_short,
)
from verif.report.values import short
from verif.results.record import KernelRecord, ObligationRecord, PropertyRecord, RunRecord
from verif.results.verdict import EXIT_OK, EXIT_OPEN

SAMPLES = 4  # of the largest mismatches of a kernel that differs as expected
_COLOURS = {"ok": "32", "open": "33", "WRONG": "1;31", "ERROR": "1;35"}


@dataclass(frozen=True, slots=True)
class Style:
    """How to show: in colour, with seconds, with the evidence of what is as expected.

    ``given`` are options that ``explain`` needs to come to the same verdicts.
    """

    colour: bool = False
    seconds: bool = False
    verbose: bool = False
    given: tuple[str, ...] = ()


def render(record: RunRecord, style: Style | None = None, diagnostics: str = "") -> str:
    """The report; ``diagnostics`` are the spec errors with their source lines, where at hand."""
    style = style or Style()
    lines: list[str] = []
    for p in record.properties:
        lines.append(_line(p, _about_property(p), style))
        lines += [f"               note: {w}" for o in p.obligations for w in o.warnings]
    lines += [f"-     not run  {p.id}: {p.reason}" for p in record.not_run]
    for k in record.kernels:
        lines.append(_line(k, _about_kernel(k), style))
        if k.exit_code == EXIT_OK and not style.verbose:
            lines += _samples(k)
    for p in record.properties:
        if p.exit_code != EXIT_OK or style.verbose:
            lines += ["", *explain_property(p, style.verbose), again(p.id, style.given)]
    for k in record.kernels:
        if k.exit_code != EXIT_OK or style.verbose:
            lines += ["", *explain_kernel(k, style.verbose), again(k.id, style.given)]
    if record.problems:
        lines += [*([""] if lines else []), *(diagnostics.splitlines() or _problems(record))]
    lines += [*([""] if lines else []), summary(record, style)]
    return "\n".join(lines) + "\n"


def _line(item: PropertyRecord | KernelRecord, about: str, style: Style) -> str:
    """Mark, verdict, id and what there is to say in short."""
    mark = _mark(item)
    shown = f"\x1b[{_COLOURS[mark]}m{mark:<5}\x1b[0m" if style.colour else f"{mark:<5}"
    seconds = f" ({item.seconds:.2f} s)" if style.seconds else ""
    return f"{shown} {item.verdict:<8} {item.id}: {about}{seconds}"


def _mark(item: PropertyRecord | KernelRecord) -> str:
    if item.verdict == "error":
        return "ERROR"
    if item.exit_code == EXIT_OK:
        return "ok"
    return "open" if item.exit_code == EXIT_OPEN else "WRONG"


def _about_property(p: PropertyRecord) -> str:
    deciding = next((o for o in p.obligations if o.verdict == p.verdict), None)
    if p.exit_code != EXIT_OK:
        expected = "" if p.expected == "proved" else f"{p.expected} was expected"
        return "; ".join(t for t in (expected, p.reason) if t) or "not as expected"
    if p.expected != "proved":
        example = deciding.counterexample if deciding else None
        where = f" at {short(example)}" if example is not None and example.variables else ""
        return f"as expected, {p.reason or p.verdict}{where}"
    lemmas = f", by {len(p.rests_on)} lemma{'s' * (len(p.rests_on) != 1)}" if p.rests_on else ""
    return _evidence(p.obligations) + lemmas


def _evidence(obligations: tuple[ObligationRecord, ...]) -> str:
    """What all obligations rest on together."""
    texts = dict.fromkeys(o.evidence.text for o in obligations if o.evidence is not None)
    covers = sum(o.kind == "cover" for o in obligations)
    reached = f"; {covers} cover{'s' if covers > 1 else ''} reached" if covers else ""
    proofs = [o.lean is not None for o in obligations if o.kind == "prove"]
    lean = "; Lean's kernel too" if proofs and all(proofs) else "; in part Lean's kernel too"
    return "; ".join(texts) + reached + (lean if any(proofs) else "")


def _about_kernel(k: KernelRecord) -> str:
    if k.as_expected and k.expected != "proved":
        evidence = f"; {evidence_text(k.evidence, None)}" if k.evidence else ""
        return f"as expected, {counts(k)}{evidence}"
    evidence = evidence_text(k.evidence, None) if k.evidence and k.as_expected else ""
    return "; ".join(t for t in (k.reason, counts(k), evidence) if t)


def _samples(k: KernelRecord) -> list[str]:
    """The smallest mismatch of a kernel that differs as expected, and some of the largest."""
    least = k.smallest[:1]
    rest = [m for m in k.largest[:SAMPLES] if m not in least]
    found = [*(("smallest", m) for m in least), *(("further", m) for m in rest)]
    return [f"{' ' * 15}{name}: {in_short(m)}" for name, m in found]


def _problems(record: RunRecord) -> list[str]:
    lines = []
    for p in record.problems:
        lines.append(f"{p.file}:{p.line}:{p.column}: {p.code} {p.message}")
        if p.hint:
            lines.append(f"    hint: {p.hint}")
    return lines


def summary(record: RunRecord, style: Style) -> str:
    """The counts, in one line."""
    parts = []
    for number, name in (
        (len(record.properties), "property"),
        (len(record.kernels), "kernel"),
        (len(record.problems), "spec error"),
    ):
        if number or (name == "property" and not record.kernels and not record.problems):
            plural = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
            parts.append(f"{number} {name if number == 1 else plural}")
    verdicts = ", ".join(f"{n} {verdict}" for verdict, n in record.summary.verdicts.items())
    text = ", ".join(parts) + (f": {verdicts}" if verdicts else "")
    if record.summary.unexpected:
        text += f"; {record.summary.unexpected} not as expected"
    cached = sum(all(o.cached for o in p.obligations) for p in record.properties)
    if cached:
        text += f"; {cached} from the cache"
    if record.not_run:
        text += f"; {len(record.not_run)} not run"
    if record.run_state == "partial":
        text += "; the run was interrupted"
    return text + (f" ({record.seconds:.1f} s)" if style.seconds else "")
