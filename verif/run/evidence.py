"""What the answers of engines amount to as evidence: the rung, and who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verif.engines.enclosures.engine import EnclosureEngine
from verif.ir import nodes as n
from verif.results.record import Evidence, Step
from verif.run.ask import Answer
from verif.run.steps import SETTLED

BOUNDS = ("interval",)
"""Engines that decide by bounds of terms."""

ENCLOSED = ("enclosure",)
"""Engines that decide by bounds of terms over parts of the inputs."""

RELAXED = ("real",)
"""Engines whose lack of an answer is no matter of budget: they ask a more general question."""

PROBED = "found among special values, replayed on the reference"
"""What a counterexample rests on that no engine was needed for."""


def evidence(answers: Sequence[Answer]) -> dict[str, object]:
    """The engines and the evidence of a verdict that rests on these answers."""
    steps = tuple(s for a in answers for p in (a.undefined, a.hit) for s in p.steps)
    everything = tuple(s for a in answers for p in a.parts for s in p.steps)
    leaves = list(_leaves(_standing(everything)))
    names = dict.fromkeys(s.engine for s in leaves if s.answer in SETTLED)
    counts = [a.inputs for a in answers if a.inputs is not None]
    inputs = sum(counts) if len(counts) == len(answers) else None
    confirmed = all(p.confirmed for a in answers for p in a.deciding if p.found is not None)
    if all(a.enumerated for a in answers):
        satisfying = sum(a.assumed.found.count or 0 for a in answers if a.assumed.found)
        doubts = "; ".join(dict.fromkeys(a.doubts for a in answers if a.doubts))
        found = Evidence(
            rung=5 if confirmed else 2,
            kind="two engines" if confirmed else "exhaustive",
            inputs=inputs,
            satisfying=satisfying,
            replayed=sum(a.replayed for a in answers),
            text=_all(inputs, satisfying) + (f"; not confirmed: {doubts}" if doubts else ""),
            steps=everything if confirmed else (),
        )
        return {"engine": ", ".join(names), "evidence": found}
    deciding = dict.fromkeys(s.engine for s in _leaves(_standing(steps)) if s.answer in SETTLED)
    spent = [s.rlimit for s in _leaves(everything) if s.rlimit is not None]
    rung, kind = (5, "two engines") if confirmed else (4, "smt")
    probed = "probe" in deciding and deciding.keys() <= {*BOUNDS, "reference", "probe"}
    if deciding.keys() <= {*BOUNDS, *ENCLOSED, "reference"}:
        rung, kind = 3, "interval"
    elif probed:
        rung, kind = 1, "tested"  # only of what has a witness, which was replayed
    told = [s for s in leaves if s.version and s.answer in SETTLED]
    told = [s for s in told if s.engine not in BOUNDS] or told
    versions = dict.fromkeys(s.version for s in told)
    if versions and any(_has_functions(a) for a in answers):
        versions[EnclosureEngine().version] = None  # all engines have the functions from there
    found = Evidence(
        rung=rung,
        kind=kind,  # type: ignore[arg-type]
        inputs=inputs,
        text=PROBED if probed else ", ".join(versions) or "the reference",
        steps=everything,
    )
    named = [name for name in deciding if name not in BOUNDS] or list(deciding)
    return {
        "engine": ", ".join(named),
        "evidence": found,
        "rlimit": sum(spent) if spent else None,
    }


def _all(inputs: int | None, satisfying: int) -> str:
    if inputs == 1:
        return "the only input there is" + ("" if satisfying else ", outside of the assumptions")
    return f"all {inputs} inputs, {satisfying} within the assumptions"


def _has_functions(answer: Answer) -> bool:
    case = answer.case
    return any(isinstance(x, n.Function) for x in n.postorder(case.undefined, case.claim))


def _standing(steps: Sequence[Step]) -> list[Step]:
    """The questions without those whose lemmas did not go through."""
    return [s for s in steps if s.answer in SETTLED or not s.steps]


def _leaves(steps: Sequence[Step]) -> Iterator[Step]:
    """The questions that an engine answered itself."""
    for step in steps:
        if step.steps:
            yield from _leaves(step.steps)
        else:
            yield step


def tried(answers: Sequence[Answer]) -> str:
    """What was tried on the questions that stay open, once for each engine; what could not put
    the question only where nothing else was tried."""
    steps = _open_steps(answers)
    attempts: dict[str, str] = {}
    for s in steps:
        if s.answer in SETTLED:
            attempts.setdefault(s.engine, f"{s.engine}: {s.answer}, and no second engine says so")
        elif s.answer == "open" and s.reason and s.engine not in BOUNDS:
            rule = f"by {s.logic}" if s.steps else s.engine
            attempts.setdefault(rule, f"{rule}: {s.reason}, after {s.seconds:.1f} s")
    said = list(attempts.values())
    if attempts.keys() <= {*RELAXED}:
        told = {s.reason for s in steps}
        others = [r for a in answers for r in a.refusals if r.partition(": ")[2] not in told]
        said += [*_refusals(steps), *others]
    if not attempts:
        said = [*dict.fromkeys(r for a in answers for r in a.refusals), *said]
        said += [f"{s.engine}: {s.reason}" for s in steps if s.answer == "open" and s.reason]
    return "; ".join(dict.fromkeys(said)) or "no engine had an answer"


def advice(answers: Sequence[Answer]) -> str:
    """What may help where a question stays open."""
    asked = {s.engine for s in _leaves(_open_steps(answers)) if s.answer == "open"}
    budget = "More budget (--rlimit, 'budget N') or a" if asked - {*RELAXED, *BOUNDS} else "A"
    return f"{budget} lemma may help"


def _open_steps(answers: Sequence[Answer]) -> list[Step]:
    return [s for a in answers for p in a.parts if p.found is None for s in p.steps]


def _refusals(steps: Sequence[Step]) -> list[str]:
    """Why engines could not put the question, the engines with the same reason together."""
    engines: dict[str, list[str]] = {}
    for s in steps:
        if s.answer == "unsupported":
            named = engines.setdefault(s.reason, [])
            if s.engine not in named:
                named.append(s.engine)
    return [f"{', '.join(sorted(names))}: {reason}" for reason, names in engines.items()]


def refused(answers: Sequence[Answer]) -> bool:
    """Whether no engine could put the questions that stay open."""
    steps = list(_leaves(_open_steps(answers)))
    beyond = [s for s in steps if s.engine not in BOUNDS] or steps
    return all(s.answer == "unsupported" for s in beyond)
