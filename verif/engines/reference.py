"""Every assignment, one at a time, by the reference evaluator: slow, and nothing to doubt."""

from __future__ import annotations

from dataclasses import dataclass

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.clock import NO_LIMIT, Clock, OutOfTime
from verif.engines.engine import CannotAnswer, Found, Query, enumerable
from verif.ir import nodes as n
from verif.ir.evaluate import Evaluation, Scalar, assignments

LIMIT = 1 << 16


@dataclass(frozen=True)
class Reference:
    """Tries up to ``limit`` assignments."""

    limit: int = LIMIT

    @property
    def name(self) -> str:
        return "reference"

    def run(self, query: Query, clock: Clock = NO_LIMIT) -> tuple[Found, ...]:
        """The answers; raises ``CannotAnswer`` where there are too many inputs or a value has no
        exact form, and ``OutOfTime``."""
        enumerable(query, self.limit)
        counts = [0] * len(query.predicates)
        least: list[tuple[tuple[Scalar | int, ...], dict[n.Var, int]] | None] = [None] * len(counts)
        predicates, order = Evaluation(query.predicates), Evaluation(query.order)
        try:
            for assignment in assignments(query.variables):
                clock.check()
                for i, holds in enumerate(predicates.at(assignment)):
                    if not holds:
                        continue
                    counts[i] += 1
                    place = (
                        *order.at(assignment),
                        *(assignment[v] for v in query.variables),
                    )
                    best = least[i]
                    if best is None or place < best[0]:
                        least[i] = place, assignment
        except (NotExact, TooLarge) as reason:
            raise CannotAnswer(str(reason)) from None
        except OutOfTime as late:
            raise late.tried(self.name) from None
        return tuple(
            Found(count, None if best is None else best[1])
            for count, best in zip(counts, least, strict=True)
        )
