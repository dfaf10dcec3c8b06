"""Deciding an obligation: ask an engine, replay what it found, and write the verdict down."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.clock import OutOfTime
from verif.engines.engine import Engine, Found, Query
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate, evaluate_all
from verif.properties.obligation import Case, Obligation, Property, Variable
from verif.properties.obligation import Shown as Intermediate
from verif.results.record import Counterexample, Evidence, ObligationRecord, PropertyRecord, Shown
from verif.results.show import show_code, show_scalar
from verif.results.verdict import Verdict, worst


class Disagreement(Exception):
    """An engine's answer does not hold on the reference."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found for one case; ``hit`` is a counterexample or what reaches a cover."""

    case: Case
    engine: str
    inputs: int
    undefined: Found
    hit: Found
    satisfiable: Found
    antecedent: Found | None


def decide_property(prop: Property, engines: Sequence[Engine]) -> PropertyRecord:
    """The record of a property; an exception in an engine makes its obligation an ``error``."""
    started = time.perf_counter()
    records = tuple(_decide(prop, i, engines) for i in range(len(prop.obligations)))
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
    false = all(o.verdict == "refuted" and not o.undefined for o in proves)
    return false and all(o.verdict == "proved" for o in covers)


def _decide(prop: Property, index: int, engines: Sequence[Engine]) -> ObligationRecord:
    obligation = prop.obligations[index]
    record = ObligationRecord(
        id=f"{prop.id}/{obligation.name}",
        kind=obligation.kind,
        line=obligation.span.line,
        text=obligation.text,
    )
    started = time.perf_counter()
    changes: dict[str, object]
    try:
        changes = _verdict(prop, obligation, engines)
    except OutOfTime as error:
        changes = {"verdict": "unknown", "reason": str(error)}
    except MemoryError:
        changes = {"verdict": "unknown", "reason": "out of memory"}
    except Disagreement as error:
        changes = {"verdict": "error", "reason": str(error)}
    except Exception as error:  # a defect of ours must cost this obligation only, and be seen
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.name} at {last.filename.rpartition('/')[2]}:{last.lineno}"
        changes = {"verdict": "error", "reason": f"{type(error).__name__}: {error} ({where})"}
    fields = {name: getattr(record, name) for name in record.__struct_fields__} | changes
    fields["seconds"] = time.perf_counter() - started
    return ObligationRecord(**fields)


def _verdict(
    prop: Property, obligation: Obligation, engines: Sequence[Engine]
) -> dict[str, object]:
    if obligation.obstacle:
        return {"verdict": "unsupported", "reason": obligation.obstacle}
    answers: list[Answer] = []
    for case, (_, assumption) in zip(obligation.cases, prop.satisfiable, strict=True):
        answer = _ask(obligation, case, assumption, engines)
        if answer is None:
            names = ", ".join(e.name for e in engines) or "none"
            inputs = query_of(obligation, case, assumption).inputs
            amount = str(inputs) if inputs < 1 << 30 else f"at least 2^{inputs.bit_length() - 1}"
            reason = f"no engine can decide this over {amount} inputs (asked: {names})"
            return {"verdict": "unsupported", "reason": reason}
        answers.append(answer)
    return _judge(obligation, answers)


def query_of(obligation: Obligation, case: Case, assumption: n.Bool) -> Query:
    """The query of one case: undefined, counterexample or reached, satisfiable, antecedent."""
    hit = case.counterexample if obligation.kind == "prove" else case.reached
    predicates = [case.undefined, hit, assumption]
    if case.antecedent is not None:
        predicates.append(b.and_(case.assumption, case.antecedent))
    variables = tuple(v.var for v in case.variables)
    lanes = [b.if_num(b.eq(v.var, b.ZERO), b.ZERO, b.ONE) for v in case.variables if v.lane]
    order: list[n.Num] = []
    if lanes:
        total: n.Num = b.ZERO
        for lane in lanes:
            total = b.add(total, lane)
        order.append(total)
    order += [v.magnitude for v in case.variables]
    if any(v.rank is not v.var for v in case.variables):
        order += [v.rank for v in case.variables]
    return Query(variables, tuple(predicates), tuple(order))


def _ask(
    obligation: Obligation, case: Case, assumption: n.Bool, engines: Sequence[Engine]
) -> Answer | None:
    query = query_of(obligation, case, assumption)
    for engine in engines:
        found = engine.run(query)
        if found is None:
            continue
        for predicate, answer in zip(query.predicates, found, strict=True):
            _replay(engine, query, predicate, answer)
        antecedent = found[3] if len(found) > 3 else None
        return Answer(case, engine.name, query.inputs, found[0], found[1], found[2], antecedent)
    return None


def _replay(engine: Engine, query: Query, predicate: n.Bool, answer: Found) -> None:
    """A witness must hold on the reference before anyone sees it."""
    if answer.witness is None:
        return
    try:
        holds = evaluate(predicate, dict(answer.witness))
    except (NotExact, TooLarge) as error:
        raise Disagreement(
            f"the reference cannot replay {engine.name}'s witness: {error}"
        ) from error
    if holds is not True:
        inputs = ", ".join(f"{v.name}={answer.witness[v]}" for v in query.variables)
        raise Disagreement(f"{engine.name} and the reference disagree on {inputs}")


def _judge(obligation: Obligation, answers: Sequence[Answer]) -> dict[str, object]:
    engine = answers[0].engine
    inputs = sum(a.inputs for a in answers)
    satisfying = sum(a.satisfiable.count for a in answers)
    evidence = Evidence(
        rung=2,
        kind="exhaustive",
        inputs=inputs,
        satisfying=satisfying,
        text=f"all {inputs} inputs, {satisfying} within the assumptions",
    )
    common: dict[str, object] = {"engine": engine, "evidence": evidence}
    undefined = _least((a, a.undefined) for a in answers)
    if undefined is not None:
        assert undefined.undefined.witness is not None
        shown = _example(undefined, undefined.undefined, answers)
        reason = f"undefined: {_hazard(undefined.case, undefined.undefined.witness)}"
        return common | {
            "verdict": "refuted",
            "reason": reason,
            "undefined": True,
            "counterexample": shown,
        }
    if not satisfying:
        reason = "no input satisfies 'where' and 'assume' together"
        return common | {"verdict": "vacuous", "reason": reason}
    hit = _least((a, a.hit) for a in answers)
    if obligation.kind == "cover":
        if hit is None:
            return common | {"verdict": "refuted", "reason": "never reached"}
        return common | {"verdict": "proved", "witness": _example(hit, hit.hit, answers)}
    if hit is not None:
        count = sum(a.hit.count for a in answers)
        reason = f"false on {count} of {satisfying} inputs"
        return common | {
            "verdict": "refuted",
            "reason": reason,
            "counterexample": _example(hit, hit.hit, answers),
        }
    warnings: tuple[str, ...] = ()
    if all(a.antecedent is not None and not a.antecedent.count for a in answers):
        warnings = ("the left side of 'implies' never holds",)
    return common | {"verdict": "proved", "warnings": warnings}


def _least(found: Iterable[tuple[Answer, Found]]) -> Answer | None:
    """The case with the smallest witness, in the order in which engines search one case."""
    witnesses = [(a, f.witness) for a, f in found if f.witness is not None]
    if len(witnesses) < 2:
        return witnesses[0][0] if witnesses else None

    def place(item: tuple[Answer, Mapping[n.Var, int]]) -> tuple[object, ...]:
        variables, witness = item[0].case.variables, item[1]
        lanes = sum(1 for v in variables if v.lane and witness[v.var])
        magnitudes = evaluate_all([v.magnitude for v in variables], witness)
        return lanes, magnitudes, evaluate_all([v.rank for v in variables], witness)

    return min(witnesses, key=place)[0]


def _hazard(case: Case, witness: Mapping[n.Var, int]) -> str:
    """The first partial term without meaning at ``witness``, in the order of the text."""
    for hazard in case.hazards:
        if evaluate(hazard.violated, witness) is True:
            return f"{hazard.reason} at {hazard.span}"
    raise Disagreement("no partial term is undefined at the witness")


def _example(answer: Answer, found: Found, answers: Sequence[Answer]) -> Counterexample:
    """The inputs and intermediate values at a witness, all from the reference."""
    assert found.witness is not None
    witness = found.witness
    same_kind = [a.undefined if found is answer.undefined else a.hit for a in answers]
    # Where a term has no meaning, what the total core makes of it would only mislead.
    shown = () if found is answer.undefined else answer.case.shown
    return Counterexample(
        variables=tuple(show_variable(v, witness[v.var]) for v in answer.case.variables),
        values=tuple(text for s in shown if (text := _value(s, witness)) is not None),
        minimal=True,
        count=sum(f.count for f in same_kind),
    )


def _value(shown: Intermediate, witness: Mapping[n.Var, int]) -> Shown | None:
    """An intermediate value at a witness; ``None`` where it has no exact form."""
    try:
        value = evaluate(shown.node, witness)
        if shown.record is not None:
            r = shown.record
            nan, inf, negative = (bool(evaluate(x, witness)) for x in (r.nan, r.inf, r.negative))
            if nan or inf or (negative and not value):
                text = "nan" if nan else f"{'-' if negative else ''}{'inf' if inf else '0'}"
                return Shown(name=shown.name, kind="value", exact=text)
    except (NotExact, TooLarge):
        return None
    if shown.format is not None and isinstance(value, Fraction):
        return show_code(shown.name, shown.kind, shown.format, int(value))
    return show_scalar(shown.name, shown.kind, value)


def show_variable(variable: Variable, value: int) -> Shown:
    """An input of a property."""
    if variable.format is not None:
        return show_code(variable.name, variable.kind, variable.format, value)
    if variable.kind == "bool":
        return show_scalar(variable.name, "bool", bool(value))
    width = variable.var.high.bit_length() if variable.kind == "bits" else None
    return show_scalar(variable.name, variable.kind, Fraction(value), width)
