"""What a verdict rests on: the ladder of evidence, and where on it a verdict stands, in words."""

from __future__ import annotations

from dataclasses import dataclass

from verif.report.html.numbers import count
from verif.results.record import Evidence, ObligationRecord


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder: what kind of evidence, and what has to be trusted where it is all."""

    number: int
    name: str
    trusted: str


LADDER = (
    Rung(1, "tested", "some inputs were tried; this proves nothing about the others"),
    Rung(
        2,
        "exhaustive",
        "every input was tried; what evaluates the claim is trusted",
    ),
    Rung(3, "rule", "bounds of the terms, or a rule that is written down and proved, decide it"),
    Rung(4, "one solver", "a solver says so; the solver and the encoding are trusted"),
    Rung(5, "two engines", "two engines that share no solver say the same"),
    Rung(6, "certificate", "a proof was written out, and a small checker went through it"),
    Rung(7, "Lean kernel", "the theorem was checked by the kernel of Lean"),
)


def rung(number: int) -> Rung:
    """The rung with a number, or the lowest one."""
    return next((r for r in LADDER if r.number == number), LADDER[0])


def lowest(obligations: tuple[ObligationRecord, ...]) -> Rung | None:
    """The rung that all obligations of a property reach; ``None`` where none has evidence.

    What is reached by a ``cover`` is an input that was looked at: where Lean has proved everything
    else, the property is on Lean's rung.
    """
    proofs = [o.lean for o in obligations if o.kind == "prove"]
    if proofs and all(proof is not None for proof in proofs):
        return LADDER[-1]
    found = [o.evidence.rung for o in obligations if o.evidence is not None]
    return rung(min(found)) if found else None


def words(evidence: Evidence) -> str:
    """How much was looked at, by whom, in a sentence or two."""
    inputs = None if evidence.inputs is None else f"{count(evidence.inputs)} inputs"
    match evidence.kind:
        case "exhaustive" if evidence.inputs == 1:
            text = "There is one input, which was looked at."
        case "exhaustive" if evidence.satisfying is not None and inputs is not None:
            text = f"All {inputs} were gone through; {_within(evidence.satisfying)}."
        case "exhaustive":
            text = f"{_sentence(evidence.text or 'all inputs')} were gone through."
        case "two engines" if evidence.satisfying is not None and inputs is not None:
            text = f"All {inputs} were gone through, and a second engine agrees."
        case "two engines":
            text = f"Two engines agree: {evidence.text}."
        case "interval":
            text = f"Decided by bounds of the terms: {evidence.text}."
        case "tested" if evidence.steps:
            text = "Found among special values, which were tried before any solver was asked."
        case "tested":
            text = f"Tried, not gone through: {evidence.text}."
        case _:
            text = f"Decided by {evidence.text or 'a solver'}."
    if evidence.kind not in ("exhaustive", "tested"):
        text += f" There are {inputs}." if inputs else " There is no end of inputs."
    doubts = evidence.text.partition("not confirmed: ")[2]
    if doubts and "not confirmed" not in text:
        text += f" Not confirmed: {doubts}."
    if evidence.replayed:
        text += f" The reference looked again at {count(evidence.replayed)} of them."
    if evidence.seed is not None and "seed" not in evidence.text:
        text += f" Random inputs come from the seed {evidence.seed}."
    return text


def _within(satisfying: int) -> str:
    verb = "lies" if satisfying == 1 else "lie"
    return f"{count(satisfying)} {verb} within the assumptions"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
