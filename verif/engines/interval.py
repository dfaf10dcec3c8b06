"""Truth values by interval bounds alone: what holds whatever the variables are."""

from __future__ import annotations

from dataclasses import dataclass

from verif.engines.engine import NOWHERE, Found, Query
from verif.engines.samples import samples
from verif.engines.solver import Budget, Reply
from verif.ir import nodes as n
from verif.ir.bounds import Interval, all_bounds


@dataclass(frozen=True)
class IntervalEngine:
    """Compares bounds of terms; settles only what needs no relation between the variables."""

    name: str = "interval"

    @property
    def family(self) -> str:
        return "interval"

    @property
    def version(self) -> str:
        return "interval bounds"

    @property
    def logic(self) -> str:
        return "intervals"

    def load(self) -> None:
        """Nothing to import."""

    def decide(self, query: Query, predicate: n.Bool, budget: Budget) -> Reply:
        """Decide one predicate; see ``Solver``."""
        truth = always(predicate)
        if truth is None:
            return Reply(None, "the bounds of the terms overlap")
        if not truth or (query.finite and not query.inputs):
            return Reply(NOWHERE)
        if not query.finite:
            return Reply(None, "true everywhere; no input at hand")
        first = samples(query, 1)[0]
        return Reply(Found(None, first, minimal=False))


def always(root: n.Bool) -> bool | None:
    """Whether a truth value holds everywhere or nowhere; ``None`` where bounds do not tell."""
    known = all_bounds(root)
    truths: dict[int, bool | None] = {}
    for node in n.postorder(root):
        if isinstance(node, n.Bool):
            truths[id(node)] = _truth(node, known, truths)
    return truths[id(root)]


def _truth(
    node: n.Bool, known: dict[int, Interval | None], truths: dict[int, bool | None]
) -> bool | None:
    match node:
        case n.Truth():
            return node.value
        case n.Compare():
            return _compare(node.op, known[id(node.x)], known[id(node.y)])
        case n.Not():
            x = truths[id(node.x)]
            return None if x is None else not x
        case n.And() | n.Or():
            values = [truths[id(t)] for t in node.terms]
            deciding = isinstance(node, n.Or)
            if deciding in values:
                return deciding
            return None if None in values else not deciding
        case n.IfBool():
            yes, no = truths[id(node.yes)], truths[id(node.no)]
            condition = truths[id(node.condition)]
            if condition is not None:
                return yes if condition else no
            return yes if yes is not None and yes == no else None
        case n.ForAll():
            return True if truths[id(node.body)] else None
    return None


def _compare(op: n.CompareOp, x: Interval | None, y: Interval | None) -> bool | None:
    if x is None or y is None:
        return None
    if op == "eq":
        if x[1] < y[0] or y[1] < x[0]:
            return False
        return True if x[0] == x[1] == y[0] == y[1] else None
    if x[1] < y[0] or (op == "le" and x[1] <= y[0]):
        return True
    if x[0] > y[1] or (op == "lt" and x[0] >= y[1]):
        return False
    return None
