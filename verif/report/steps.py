"""The questions behind a verdict as lines: what was asked, who answered, and at what cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verif.results.record import Step

QUESTIONS = {
    "undefined": "an input for which a term has no meaning",
    "claim": "a counterexample",
    "satisfiable": "an input that satisfies 'where' and 'assume'",
    "assumed": "an input within the assumptions",
    "antecedent": "an input for the left side of 'implies'",
}
FIRST = "undefined"
"""What is asked first of each case."""

REACHED = "an input that reaches it"


LANES = "on every lane "
SUMS = "the sums"


def lemma_text(question: str) -> str:
    """A lemma in words: what an input would be that refutes it."""
    if question.startswith(LANES):
        return f"a lane for which this fails: {question.removeprefix(LANES)}"
    return "sums that the lemmas allow, and that do this" if question == SUMS else question


def steps_lines(steps: Sequence[Step], kind: str, indent: str) -> list[str]:
    """A line for each question and, indented, the lemmas it was split into."""
    names = QUESTIONS | ({"claim": REACHED} if kind == "cover" else {})
    lines = []
    for step in steps:
        lines.append(f"{indent}{names.get(step.question, step.question)}: {_answer(step)}")
        lines += [f"{indent}  {text}" for text in _lemmas(step.steps, "")]
    return lines


def _lemmas(steps: Sequence[Step], indent: str) -> Iterator[str]:
    for step in steps:
        yield f"{indent}{step.question}: {_answer(step)}"
        yield from _lemmas(step.steps, f"{indent}  ")


def _answer(step: Step) -> str:
    by = f" by the rule '{step.logic}'" if step.steps else ""
    return f"{step.answer}{by} ({', '.join(_cost(step))})"


def _cost(step: Step) -> Iterator[str]:
    """Engine, solver and logic, and what it took."""
    yield f"engine {step.engine}" if not step.steps else step.engine
    if step.version and not step.steps:
        yield f"{step.version} on {step.logic}"
    if step.inputs is not None:
        yield f"{step.inputs} inputs"
    if step.rlimit is not None:
        yield f"{step.rlimit} units"
    if step.seconds:
        yield f"{step.seconds:.2f} s"
    if step.checked:
        yield f"term checked at {step.checked} inputs"
    if step.facts:
        yield "with the facts of lemmas"
    if step.reason:
        yield step.reason
