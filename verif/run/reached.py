"""Arrays that satisfy a predicate over sums, and the smallest ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

from verif.engines.clock import Clock
from verif.engines.engine import CannotAnswer, Query
from verif.ir import nodes as n
from verif.ir.evaluate import Environment, evaluate_all
from verif.properties.lanes import Run, runs_of, written_out
from verif.properties.obligation import Case, search_order
from verif.run.panel import Panel
from verif.run.replay import check_on_reference
from verif.run.settle import Asked, Part, settle

LEAST_LANES, LEAST_INPUTS, LEAST_SECONDS = 3, 1 << 20, 3.0
"""Lanes of the smallest witness, if it is to be found; inputs gone through for it; seconds."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A predicate that lanes satisfy: the case written out for them, and its witness. ``prefix`` is
    the number of lanes up to the position."""

    case: Case
    witness: Environment
    runs: tuple[Run, ...]
    prefix: int = 0


def smallest(case: Case, asked: Asked, lanes: int, panel: Panel, clock: Clock) -> Reached | None:
    """The smallest witness, if it has at most so many lanes and few, and the arrays of each length
    up to it can be settled one by one. Of arrays of any length the shortest are the smallest, then
    it is as everywhere; the position of a prefix comes last."""
    assert case.lanes is not None
    mentioned = set(n.postorder(asked.predicate))
    prefixes = any(s.prefix and s.symbol in mentioned for s in case.lanes.sums)
    soon = replace(panel, confirm=False, budget=replace(panel.budget, seconds=LEAST_SECONDS))
    for k in range(min(lanes, LEAST_LANES) + 1):
        found = []
        for prefix in range(1, k + 1) if prefixes else (0,):
            runs = runs_of([1] * k)
            written = written_out(replace(case, claim=asked.predicate), runs, prefix)
            part = _of_length(written, soon, clock)
            if part is None or part.found is None or (part.some and not part.found.minimal):
                return None
            if part.found.witness is not None:
                final = written_out(case, runs, prefix)
                found.append(Reached(final, part.found.witness, runs, prefix))
        if found:
            position = case.lanes.position
            return min(found, key=lambda reached: _size(reached, position))
    return None


def _of_length(written: Case, panel: Panel, clock: Clock) -> Part | None:
    """The smallest inputs that satisfy a claim about finitely many; ``None`` for reals."""
    variables = tuple(v.var for v in written.variables if isinstance(v.var, n.Var))
    if len(variables) < len(written.variables):
        return None
    query = Query(variables, (written.claim,), search_order(written.variables))
    for engine in panel.engines:
        if query.inputs > LEAST_INPUTS:
            break
        try:
            found = engine.run(query, clock)
        except CannotAnswer:
            continue
        check_on_reference(engine.name, query, found)
        return Part(found[0], ())
    return settle(query, [Asked("claim", written.claim)], panel, clock)[0]


def _size(reached: Reached, position: str) -> list[object]:
    """What decides between witnesses of one length; the first position wins where all is equal."""
    inputs = [v for v in reached.case.variables if v.name != position]
    return list(evaluate_all(search_order(inputs), reached.witness))
