"""Lemmas in a run: they are decided first, and a verdict that rests on one is worth no more.

What a lemma says at some terms helps solvers as a fact; engines that go through all inputs leave
it out. So only what a solver says of the absence of inputs can be wrong where a lemma is: a
counterexample is replayed without facts. This looks at records after they were decided, kept ones
too, so a verdict is remembered as the engines gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from verif.properties.obligation import Property
from verif.results.record import ObligationRecord, PropertyRecord, Step
from verif.run.recall import summed_up


def with_lemmas(chosen: Sequence[Property], known: Iterable[Property]) -> list[Property]:
    """The properties that were chosen, and the lemmas among ``known`` that they need."""
    by_id = {p.id: p for p in known}
    found = {p.id: p for p in chosen}
    pending = list(chosen)
    while pending:
        for name in pending.pop().uses:
            if name in by_id and name not in found:
                found[name] = by_id[name]
                pending.append(by_id[name])
    return list(found.values())


def lemmas_first(properties: Sequence[Property]) -> Iterator[Property]:
    """The properties, each after the lemmas that it uses."""
    by_id = {p.id: p for p in properties}
    begun: set[str] = set()
    for first in properties:
        stack = [first]
        while stack:
            prop = stack[-1]
            begun.add(prop.id)
            missing = [by_id[u] for u in prop.uses if u in by_id and u not in begun]
            if missing:
                stack.append(missing[0])
                continue
            stack.pop()
            if prop.id in by_id:
                yield by_id.pop(prop.id)


def resting(
    record: PropertyRecord, prop: Property, lemmas: Mapping[str, PropertyRecord]
) -> PropertyRecord:
    """The record of a property, given those of the lemmas that were decided before.

    ``rests_on`` names the lemmas behind its verdict, those of lemmas included. Where one of them is
    not proved, what rests on it is ``unknown``.
    """
    if not prop.uses or not any(_rests(o) for o in record.obligations):
        return record
    reason = _missing(prop, lemmas)
    if reason:
        changed = tuple(
            replace(o, verdict="unknown", reason=reason) if _rests(o) else o
            for o in record.obligations
        )
        record = summed_up(prop, changed, record.seconds)
    deeper = (u for name in prop.uses if name in lemmas for u in lemmas[name].rests_on)
    return replace(record, rests_on=tuple(dict.fromkeys((*prop.uses, *deeper))))


def _missing(prop: Property, lemmas: Mapping[str, PropertyRecord]) -> str:
    """The first lemma that is not proved, in words."""
    for name in prop.uses:
        if name not in lemmas:
            return f"rests on {name}, which was not run"
        if lemmas[name].verdict != "proved":
            return f"rests on {name}, which is {lemmas[name].verdict}"
    return ""


def _rests(record: ObligationRecord) -> bool:
    """Whether the verdict needs an answer that was given under facts."""
    if record.verdict not in ("proved", "refuted", "vacuous") or record.evidence is None:
        return False
    if record.verdict == "refuted" and record.counterexample is not None:
        return False
    return any(_uses_facts(step) for step in record.evidence.steps)


def _uses_facts(step: Step) -> bool:
    if step.answer != "none":
        return False
    if step.steps:
        return any(_uses_facts(s) for s in step.steps)
    return step.facts
