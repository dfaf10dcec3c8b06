"""Branch and bound: boxes are cut until enclosures tell that a predicate holds nowhere in them."""

from __future__ import annotations

import time
from fractions import Fraction

from flint import ctx

from verif.base.exact import TooLarge, exact_text
from verif.base.surd import NotExact
from verif.engines.enclosures.boxes import Side, first_box, halves, middle
from verif.engines.enclosures.terms import Terms
from verif.engines.engine import NOWHERE, CannotAnswer, Found, Query
from verif.engines.solver import Budget, Reply
from verif.ir import nodes as n
from verif.ir.evaluate import Environment, evaluate
from verif.ir.simplify import simplified

PRECISION = 96
"""Working precision of the balls, in bits."""

COST = 1 << 10
"""Resource units that one box costs."""

CHECKED = 16
"""Boxes without a solution whose middle is held against the reference."""

TRIES = 256
"""Boxes in the middle of which the predicate is tried, to begin with; later every so many."""


def decide(query: Query, predicate: n.Bool, budget: Budget) -> Reply:
    """Decide one predicate with an elementary function; see ``Solver``."""
    if not any(isinstance(node, n.Function) for node in n.postorder(predicate)):
        raise CannotAnswer("no elementary function: others are ahead")
    return search(query, predicate, budget)


def search(query: Query, predicate: n.Bool, budget: Budget) -> Reply:
    """The same for any predicate. Facts are not used."""
    small = simplified(predicate)  # what the terms of a disjunction share gives ends, too
    box = first_box(query, small)
    if box is None:
        return Reply(NOWHERE, rlimit=0)
    sizes = {v: high - low for v, (low, high) in box.items()}
    end = time.monotonic() + budget.seconds
    boxes: list[dict[n.AnyVar, Side]] = [box]
    done = checked = 0
    with ctx.workprec(PRECISION):
        terms = Terms(small, query.all_variables)
        while boxes:
            if done * COST >= budget.rlimit or time.monotonic() > end:
                reason = f"{len(boxes)} boxes are left after {done}"
                return Reply(None, reason, done * COST)
            here = boxes.pop()
            done += 1
            truth = terms.truth(here)
            if truth is False:
                if checked < CHECKED:
                    checked += 1
                    if _witness(predicate, here) is not None:
                        wrong = f"an enclosure excludes {_told(here)}, where the reference does not"
                        return Reply(None, rlimit=done * COST, checked=checked, wrong=wrong)
                continue
            if truth or done <= TRIES or done % TRIES == 0:
                witness = _witness(predicate, here)
                if witness is not None:
                    return Reply(Found(None, witness, minimal=False), rlimit=done * COST)
            parts = halves(here, sizes)
            if not parts:
                return Reply(None, f"{_told(here)} stays open", done * COST)
            boxes += parts
    return Reply(NOWHERE, rlimit=done * COST, checked=checked)


def _told(box: dict[n.AnyVar, Side]) -> str:
    return ", ".join(f"{v.name} = {exact_text(Fraction(x))}" for v, x in middle(box).items())


def _witness(predicate: n.Bool, box: dict[n.AnyVar, Side]) -> Environment | None:
    """The middle of a box where the predicate holds there."""
    found = middle(box)
    try:
        return found if evaluate(predicate, found) is True else None
    except (NotExact, TooLarge):
        return None
