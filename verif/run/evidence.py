"""What the answers of engines amount to as evidence: the rung, and who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verif.results.record import Evidence, Step
from verif.run.ask import Answer

FAMILY = {"z3_default": "z3"}
"""Engines that share a solver do not confirm each other."""

SETTLED = ("none", "some")

BOUNDS = ("interval",)
"""Engines that decide by bounds of terms."""


def evidence(answers: Sequence[Answer]) -> dict[str, object]:
    """The engines and the evidence of a verdict that rests on these answers."""
    steps = tuple(s for a in answers for p in (a.undefined, a.hit) for s in p.steps)
    everything = tuple(s for a in answers for p in a.parts for s in p.steps)
    leaves = list(_leaves(everything))
    names = dict.fromkeys(s.engine for s in leaves if s.answer in SETTLED)
    counts = [a.inputs for a in answers if a.inputs is not None]
    inputs = sum(counts) if len(counts) == len(answers) else None
    if all(a.enumerated for a in answers):
        satisfying = sum(a.assumed.found.count or 0 for a in answers if a.assumed.found)
        confirmed = _confirmed(leaves)
        found = Evidence(
            rung=5 if confirmed else 2,
            kind="two engines" if confirmed else "exhaustive",
            inputs=inputs,
            satisfying=satisfying,
            replayed=sum(a.replayed for a in answers),
            text=f"all {inputs} inputs, {satisfying} within the assumptions",
            steps=everything if confirmed else (),
        )
        return {"engine": ", ".join(names), "evidence": found}
    spent = [s.rlimit for s in leaves if s.rlimit is not None]
    if all(s.engine in (*BOUNDS, "reference") for s in _leaves(steps)):
        rung, kind = 3, "interval"
    else:
        rung, kind = (5, "two engines") if _confirmed(list(_leaves(steps))) else (4, "smt")
    versions = dict.fromkeys(s.version for s in leaves if s.version and s.answer in SETTLED)
    found = Evidence(
        rung=rung,
        kind=kind,  # type: ignore[arg-type]
        inputs=inputs,
        text=", ".join(versions) or "the reference",
        steps=everything,
    )
    deciding = dict.fromkeys(s.engine for s in _leaves(steps) if s.answer in SETTLED)
    named = [name for name in deciding if name not in BOUNDS] or list(deciding)
    return {
        "engine": ", ".join(named),
        "evidence": found,
        "rlimit": sum(spent) if spent else None,
    }


def _leaves(steps: Sequence[Step]) -> Iterator[Step]:
    """The questions that an engine answered itself."""
    for step in steps:
        if step.steps:
            yield from _leaves(step.steps)
        else:
            yield step


def _confirmed(leaves: Sequence[Step]) -> bool:
    """Whether two families answered every question that bounds do not settle."""
    families: dict[str, set[str]] = {}
    for step in leaves:
        if step.answer in SETTLED and step.engine not in BOUNDS:
            families.setdefault(step.question, set()).add(FAMILY.get(step.engine, step.engine))
    return bool(families) and all(len(f) > 1 for f in families.values())


def tried(answers: Sequence[Answer]) -> str:
    """What was tried on the questions that stay open."""
    said = [
        f"{s.engine}: {s.reason}"
        for a in answers
        for p in a.parts
        if p.found is None
        for s in _leaves(p.steps)
        if s.answer not in SETTLED and s.reason
    ]
    return "; ".join(dict.fromkeys(said)) or "no engine had an answer"


def refused(answers: Sequence[Answer]) -> bool:
    """Whether every engine refused the questions that stay open: none could put them."""
    steps = [s for a in answers for p in a.parts if p.found is None for s in _leaves(p.steps)]
    return all(s.answer != "open" for s in steps)
