"""Deciding obligations: what the engines' answers amount to, as a verdict and its evidence."""

from __future__ import annotations

import shlex
import time
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verif.engines.clock import Clock, OutOfTime
from verif.engines.engine import Found
from verif.ir import build as b
from verif.properties.obligation import Case, Obligation, Property
from verif.results.record import ObligationRecord, PropertyRecord
from verif.run.ask import Answer, ask
from verif.run.bundle import write_bundle
from verif.run.evidence import advice, evidence, refused, tried
from verif.run.example import example, hazard, least
from verif.run.panel import Panel
from verif.run.recall import summed_up
from verif.run.replay import Disagreement
from verif.run.settle import Part

if TYPE_CHECKING:
    from verif.run.cache import Memory


def decide_property(
    prop: Property,
    panel: Panel,
    timeout: float | None = None,
    memory: Memory | None = None,
    again: str = "",
) -> PropertyRecord:
    """The record of a property; an exception in an engine makes its obligation an ``error``.

    ``timeout`` is the seconds that each obligation may take, all its cases and engines together.
    What ``memory`` recalls is not decided again. ``again`` is the command that does the same.
    """
    started = time.perf_counter()
    again = again or shlex.join(["verif", "explain", prop.id])
    records = tuple(_decide(prop, o, panel, timeout, memory, again) for o in prop.obligations)
    return summed_up(prop, records, time.perf_counter() - started)


def _decide(
    prop: Property,
    obligation: Obligation,
    panel: Panel,
    timeout: float | None,
    memory: Memory | None,
    again: str,
) -> ObligationRecord:
    known = memory.recall(prop, obligation) if memory is not None else None
    if known is not None:
        return known
    record = ObligationRecord(
        id=f"{prop.id}/{obligation.name}",
        kind=obligation.kind,
        line=obligation.span.line,
        text=obligation.text,
    )
    started = time.perf_counter()
    try:
        changes = _verdict(prop, obligation, panel, Clock(timeout))
    except Disagreement as error:
        place = write_bundle(error, prop, obligation, again)
        changes = {"verdict": "error", "reason": f"{error}; {place}"}
    except Exception as error:  # a defect of ours must cost this obligation only, and be seen
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.name} at {last.filename.rpartition('/')[2]}:{last.lineno}"
        changes = {"verdict": "error", "reason": f"{type(error).__name__}: {error} ({where})"}
    fields = {name: getattr(record, name) for name in record.__struct_fields__} | changes
    fields["seconds"] = time.perf_counter() - started
    decided = ObligationRecord(**fields)
    if memory is not None:
        memory.remember(prop, obligation, decided)
    return decided


def _verdict(
    prop: Property, obligation: Obligation, panel: Panel, clock: Clock
) -> dict[str, object]:
    """Ask about every case; a case without an answer leaves only a refutation standing."""
    if obligation.obstacle:
        return {"verdict": "unsupported", "reason": obligation.obstacle}
    answers: list[Answer] = []
    missing: dict[str, object] = {}
    for case, (_, assumption) in zip(obligation.cases, prop.satisfiable, strict=True):
        try:
            answer = ask(obligation, case, assumption, panel, clock)
        except OutOfTime as error:
            missing = {"verdict": "unknown", "reason": str(error)}
            break
        except MemoryError:
            missing = missing or {"verdict": "unknown", "reason": "out of memory"}
            continue
        if isinstance(answer, Answer):
            answers.append(answer)
            if _enough(obligation, answer):
                if len(answers) < len(obligation.cases):
                    answers[-1] = _not_least(answer)
                break
        else:
            reason = "; ".join(answer) or "no engine was asked"
            missing = missing or {"verdict": "unsupported", "reason": reason}
    if missing:
        found = _refutation(obligation, answers)
        return found if found is not None and obligation.kind == "prove" else missing
    return _judge(obligation, answers)


def _enough(obligation: Obligation, answer: Answer) -> bool:
    """Whether one case of arrays of any length settles them all: it has the witness that is asked
    for, what is assumed further on can be met in it too, and no term of any case can be without
    meaning."""
    if not (answer.hit.some and answer.satisfiable.some):
        return False
    if any(c.lanes is None for c in obligation.cases):
        return False
    return all(c.undefined is b.FALSE for c in obligation.cases)


def _not_least(answer: Answer) -> Answer:
    """The answer of one case, where a smaller witness may be in a case that nobody asked about."""
    found = answer.hit.found
    assert found is not None, "it has a witness"
    return replace(answer, hit=replace(answer.hit, found=replace(found, minimal=False)))


def _refutation(obligation: Obligation, answers: Sequence[Answer]) -> dict[str, object] | None:
    """Undefined somewhere, or a claim that is false somewhere and not in vain: what is assumed
    below it can be met too."""
    undefined = least([(a.case, a.undefined.found) for a in answers])
    if undefined is not None:
        case, found = undefined
        return evidence(answers) | {
            "verdict": "refuted",
            "reason": f"undefined: {hazard(case, found.witness or {})}",
            "undefined": True,
            "counterexample": example(
                case, found, _count(a.undefined for a in answers), case.undefined, defined=False
            ),
        }
    hit = least([(a.case, a.hit.found) for a in answers]) if obligation.kind == "prove" else None
    if hit is None or not any(a.satisfiable.some for a in answers):
        return None
    count, among = _count(a.hit for a in answers), _count(a.assumed for a in answers)
    reason = f"false{_length(*hit)}" if count is None else f"false on {count} of {among} inputs"
    if any(a.undefined.found is None for a in answers):
        reason += "; whether every term has a meaning stays open"
    return evidence(answers) | {
        "verdict": "refuted",
        "reason": reason,
        "counterexample": example(*hit, count, hit[0].counterexample),
    }


def _length(case: Case, found: Found) -> str:
    """How long the arrays of a counterexample are, where they may have any length."""
    if case.length is None or found.witness is None:
        return ""
    return f" for {case.length.name} = {found.witness[case.length]}"


def _count(parts: Iterable[Part]) -> int | None:
    """How many inputs satisfy the predicates; ``None`` where some were not counted."""
    counts = [None if p.found is None else p.found.count for p in parts]
    return None if None in counts else sum(c for c in counts if c is not None)


def _judge(obligation: Obligation, answers: Sequence[Answer]) -> dict[str, object]:
    """The verdict where every case has its answer, open questions among them."""
    common = evidence(answers)
    defined = all(a.undefined.none for a in answers)
    if defined and all(a.satisfiable.none for a in answers):
        reason = "no input satisfies 'where' and 'assume' together"
        return common | {"verdict": "vacuous", "reason": reason}
    refutation = _refutation(obligation, answers)
    if refutation is not None:
        return refutation
    unknown: dict[str, object] = {
        "verdict": "unknown",
        "reason": f"not settled: {tried(answers)}. {advice(answers)}",
        "rlimit": common.get("rlimit"),
    }
    if refused(answers):
        unknown = {"verdict": "unsupported", "reason": tried(answers)}
    if not defined:
        return unknown
    hit = least([(a.case, a.hit.found) for a in answers])
    met = any(a.satisfiable.some for a in answers)
    if obligation.kind == "cover" and hit is not None and met:
        witness = example(*hit, _count(a.hit for a in answers), hit[0].reached)
        return common | {"verdict": "proved", "witness": witness}
    if not all(a.hit.none for a in answers) or not met:
        return unknown
    if obligation.kind == "cover":
        return common | {"verdict": "refuted", "reason": "never reached"}
    warnings: tuple[str, ...] = ()
    if all(a.antecedent is not None and a.antecedent.none for a in answers):
        warnings = ("the left side of 'implies' never holds",)
    return common | {"verdict": "proved", "warnings": warnings}
