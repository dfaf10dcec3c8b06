"""Engines' answers held against the reference before anyone relies on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.engine import Found, Query
from verif.engines.samples import samples
from verif.ir import nodes as n
from verif.ir.evaluate import Environment, evaluate, evaluate_all

SAMPLES = 12
"""Inputs at which the reference looks again at what an engine says of all of them."""

FOLDED = 1 << 10
"""Steps below binders that a sample may cost on the reference."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an engine says of a predicate; ``witness`` are the inputs that it names."""

    engine: str
    answer: str
    version: str = ""
    witness: Environment | None = None


class Disagreement(Exception):
    """An engine's answer does not hold on the reference, or not for another engine.

    ``query`` is about the one predicate in question, where it is known which.
    """

    def __init__(
        self, message: str, query: Query | None = None, opinions: Sequence[Opinion] = ()
    ) -> None:
        super().__init__(message)
        self.query = query
        self.opinions = tuple(opinions)


def opinion(engine: str, found: Found, version: str = "") -> Opinion:
    """An engine's answer as an opinion."""
    answer = f"{found.answer}, {found.count} inputs" if found.count else found.answer
    return Opinion(engine, answer, version, found.witness)


def check_on_reference(engine: str, query: Query, found: Sequence[Found]) -> int:
    """Hold an engine's answers against the reference; raises ``Disagreement``.

    Every witness is replayed. A predicate that holds nowhere, or everywhere, is looked at again on
    a sample. Returns the size of that sample.
    """
    if len(found) != len(query.predicates):
        message = f"{engine} answered {len(found)} of {len(query.predicates)} questions"
        raise Disagreement(message, query)
    for predicate, answer in zip(query.predicates, found, strict=True):
        replay(engine, query, predicate, answer)
    settled = [
        (predicate, answer.some)
        for predicate, answer in zip(query.predicates, found, strict=True)
        if answer.count in (0, query.inputs) and not isinstance(predicate, n.Truth)
    ]
    if not settled or not query.finite or _steps(query) > FOLDED:
        return 0
    sample = samples(query, SAMPLES)
    for assignment in sample:
        try:
            values = evaluate_all([predicate for predicate, _ in settled], assignment)
        except (NotExact, TooLarge):
            continue
        for value, (predicate, holds) in zip(values, settled, strict=True):
            if value is not holds:
                said = Opinion(engine, "everywhere" if holds else "none")
                raise _disagreement(said, query.about(predicate), assignment, value)
    return len(sample)


def replay(engine: str, query: Query, predicate: n.Bool, answer: Found) -> None:
    """A witness must hold on the reference; raises ``Disagreement`` where it does not."""
    about, said = query.about(predicate), opinion(engine, answer)
    if (answer.count == 0) != (answer.witness is None):
        message = f"{engine} counts {answer.count} inputs and names none of them"
        raise Disagreement(message, about, [said])
    if answer.witness is None:
        return
    witness = dict(answer.witness)
    if witness.keys() != {*query.variables, *query.reals} or any(
        not v.low <= witness[v] <= v.high for v in query.variables
    ):
        raise Disagreement(f"{engine} names an input outside the question", about, [said])
    try:
        holds = evaluate(predicate, witness)
    except (NotExact, TooLarge) as error:
        message = f"the reference cannot replay {engine}'s witness: {error}"
        raise Disagreement(message, about, [said]) from error
    if holds is not True:
        raise _disagreement(said, about, witness, holds)


def _disagreement(
    said: Opinion, query: Query, assignment: Environment, holds: object
) -> Disagreement:
    inputs = ", ".join(f"{v.name}={assignment[v]}" for v in query.all_variables)
    message = f"{said.engine} and the reference disagree on {inputs or 'a constant'}"
    reference = Opinion("reference", str(bool(holds)).lower(), witness=dict(assignment))
    return Disagreement(message, query, [said, reference])


def _steps(query: Query) -> int:
    """How many assignments the binders of the predicates have, all together."""
    total = 0
    for node in n.postorder(*query.predicates):
        if isinstance(node, n.Fold | n.ForAll):
            size = 1
            for v in node.binders:
                size *= v.high - v.low + 1
            total += size
    return total
