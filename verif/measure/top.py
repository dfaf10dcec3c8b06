"""The worst of many inputs by an upper bound of their errors, and a bound for all the others."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import msgspec
import numpy as np

Array = np.ndarray[Any, Any]

BOUND = attrgetter("bound")

KEPT = 32
"""How many are kept: more than are shown, as their order is not certain before they are exact."""


class Candidate(msgspec.Struct, frozen=True, array_like=True):
    """An upper bound of an error, the codes of the input, and the code that the kernel gave."""

    bound: float
    codes: tuple[int, ...]
    got: int


class Top(msgspec.Struct):
    """Up to ``KEPT`` candidates, largest bound first and among equals in the order in which they
    came; no other has a bound above ``rest``."""

    kept: list[Candidate] = []
    rest: float = 0.0

    @property
    def enough(self) -> float:
        """What a bound must exceed to be kept."""
        return self.kept[-1].bound if len(self.kept) == KEPT else -1.0

    def add(self, bounds: Array, codes: Sequence[Array], got: Array) -> None:
        """Take inputs with their bounds; those with a negative bound do not count."""
        enough = self.enough
        (places,) = (bounds > enough).nonzero()
        if len(self.kept) == KEPT and places.size < bounds.size:
            self.rest = max(self.rest, enough)
            if not places.size:
                return
        if places.size > KEPT:
            most = bounds[places]
            next_ = float(np.partition(most, most.size - KEPT - 1)[most.size - KEPT - 1])
            self.rest = max(self.rest, next_)
            places = places[most >= next_]
            places = places[np.argsort(-bounds[places], kind="stable")[:KEPT]]
        found = [
            Candidate(float(bounds[i]), tuple(int(c[i]) for c in codes), int(got[i]))
            for i in places.tolist()
        ]
        self._keep([c for c in found if c.bound >= 0])

    def merge(self, other: Top) -> None:
        """Take the candidates of inputs that come after those taken so far."""
        self.rest = max(self.rest, other.rest)
        self._keep(other.kept)

    def _keep(self, found: list[Candidate]) -> None:
        ranked = sorted([*self.kept, *found], key=BOUND, reverse=True)
        self.kept = ranked[:KEPT]
        if len(ranked) > KEPT:
            self.rest = max(self.rest, ranked[KEPT].bound)
