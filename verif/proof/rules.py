"""The rules, and which of them apply to a question."""

from __future__ import annotations

from collections.abc import Iterator

from verif.engines.engine import Query
from verif.ir import nodes as n
from verif.proof.plan import Plan


def plans(query: Query, predicate: n.Bool) -> Iterator[Plan]:
    """The plans that the rules offer, the most promising first; none where no rule applies."""
    yield from ()
