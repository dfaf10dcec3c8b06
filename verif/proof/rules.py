"""The rules, and which of them apply to a question."""

from __future__ import annotations

from collections.abc import Iterator

from verif.engines.engine import Query
from verif.ir import nodes as n
from verif.ir.simplify import simplified
from verif.proof.plan import Plan
from verif.proof.products import by_products
from verif.proof.scaled import by_scaling


def plans(query: Query, predicate: n.Bool) -> Iterator[Plan]:
    """The plans that the rules offer, the most promising first; none where no rule applies."""
    if any(isinstance(node, n.Function) for node in n.postorder(predicate)):
        return  # only enclosures settle these, and they need no lemmas
    small = simplified(predicate)
    yield from by_scaling(query, small)
    plan = by_products(query, small)
    if plan is not None:
        yield plan
