"""Deciding obligations: what the engines' answers amount to, as a verdict and its evidence."""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from verif.engines.clock import Clock, OutOfTime
from verif.engines.engine import Engine
from verif.properties.obligation import Obligation, Property
from verif.results.record import Evidence, ObligationRecord, PropertyRecord
from verif.results.verdict import Verdict, worst
from verif.run.ask import Answer, Disagreement, ask
from verif.run.example import example, hazard, least

if TYPE_CHECKING:
    from verif.run.cache import Memory


def decide_property(
    prop: Property,
    engines: Sequence[Engine],
    timeout: float | None = None,
    memory: Memory | None = None,
) -> PropertyRecord:
    """The record of a property; an exception in an engine makes its obligation an ``error``.

    ``timeout`` is the seconds that each obligation may take, all its cases and engines together.
    What ``memory`` recalls is not decided again.
    """
    started = time.perf_counter()
    records = tuple(_decide(prop, o, engines, timeout, memory) for o in prop.obligations)
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
        seconds=time.perf_counter() - started,
    )


def _as_expected(expected: str, verdict: Verdict, records: Sequence[ObligationRecord]) -> bool:
    """``expect refuted`` wants the ``prove`` false, not undefined, and every cover reached."""
    if expected != "refuted":
        return verdict == expected
    proves = [o for o in records if o.kind == "prove"]
    covers = [o for o in records if o.kind == "cover"]
    false = bool(proves) and all(o.verdict == "refuted" and not o.undefined for o in proves)
    return false and all(o.verdict == "proved" for o in covers)


def _decide(
    prop: Property,
    obligation: Obligation,
    engines: Sequence[Engine],
    timeout: float | None,
    memory: Memory | None,
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
        changes = _verdict(prop, obligation, engines, Clock(timeout))
    except Disagreement as error:
        changes = {"verdict": "error", "reason": str(error)}
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
    prop: Property, obligation: Obligation, engines: Sequence[Engine], clock: Clock
) -> dict[str, object]:
    """Ask about every case; a case without an answer leaves only a refutation standing."""
    if obligation.obstacle:
        return {"verdict": "unsupported", "reason": obligation.obstacle}
    answers: list[Answer] = []
    missing: dict[str, object] = {}
    for case, (_, assumption) in zip(obligation.cases, prop.satisfiable, strict=True):
        try:
            answer = ask(obligation, case, assumption, engines, clock)
        except OutOfTime as error:
            missing = {"verdict": "unknown", "reason": str(error)}
            break
        except MemoryError:
            missing = missing or {"verdict": "unknown", "reason": "out of memory"}
            continue
        if isinstance(answer, Answer):
            answers.append(answer)
        else:
            reason = "; ".join(answer) or "no engine was asked"
            missing = missing or {"verdict": "unsupported", "reason": reason}
    if missing:
        found = _refutation(obligation, answers)
        return found if found is not None and obligation.kind == "prove" else missing
    return _judge(obligation, answers)


def _evidence(answers: Sequence[Answer]) -> dict[str, object]:
    """What the engines went through, and how much of it the reference saw again."""
    inputs = sum(a.inputs for a in answers)
    satisfying = sum(a.assumed.count for a in answers)
    replayed = sum(a.replayed for a in answers)
    evidence = Evidence(
        rung=2,
        kind="exhaustive",
        inputs=inputs,
        satisfying=satisfying,
        replayed=replayed,
        text=f"all {inputs} inputs, {satisfying} within the assumptions",
    )
    engines = ", ".join(dict.fromkeys(a.engine for a in answers))
    return {"engine": engines, "evidence": evidence}


def _refutation(obligation: Obligation, answers: Sequence[Answer]) -> dict[str, object] | None:
    """Undefined somewhere, or a claim that is false somewhere."""
    undefined = least([(a.case, a.undefined) for a in answers])
    if undefined is not None:
        case, witness = undefined
        count = sum(a.undefined.count for a in answers)
        return _evidence(answers) | {
            "verdict": "refuted",
            "reason": f"undefined: {hazard(case, witness)}",
            "undefined": True,
            "counterexample": example(case, witness, count, defined=False),
        }
    hit = least([(a.case, a.hit) for a in answers]) if obligation.kind == "prove" else None
    if hit is None:
        return None
    count = sum(a.hit.count for a in answers)
    return _evidence(answers) | {
        "verdict": "refuted",
        "reason": f"false on {count} of {sum(a.assumed.count for a in answers)} inputs",
        "counterexample": example(*hit, count, defined=True),
    }


def _judge(obligation: Obligation, answers: Sequence[Answer]) -> dict[str, object]:
    """The verdict where every case has its answer."""
    common = _evidence(answers)
    undefined = any(a.undefined.count for a in answers)
    if not undefined and not any(a.satisfiable.count for a in answers):
        reason = "no input satisfies 'where' and 'assume' together"
        return common | {"verdict": "vacuous", "reason": reason}
    refutation = _refutation(obligation, answers)
    if refutation is not None:
        return refutation
    if obligation.kind == "cover":
        hit = least([(a.case, a.hit) for a in answers])
        if hit is None:
            return common | {"verdict": "refuted", "reason": "never reached"}
        count = sum(a.hit.count for a in answers)
        return common | {"verdict": "proved", "witness": example(*hit, count, defined=True)}
    warnings: tuple[str, ...] = ()
    if all(a.antecedent is not None and not a.antecedent.count for a in answers):
        warnings = ("the left side of 'implies' never holds",)
    return common | {"verdict": "proved", "warnings": warnings}
