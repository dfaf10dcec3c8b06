"""Every assignment, on arrays: exact counts and least witnesses, its own certificate."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

import numpy as np

from verif.algebra.backend import Unsupported
from verif.algebra.lazy import Number, exact
from verif.algebra.numpy_backend import array
from verif.algebra.real import Real, of_int
from verif.engines.arrays import fractions, to_array
from verif.engines.clock import NO_LIMIT, Clock, OutOfTime
from verif.engines.engine import CannotAnswer, Found, Query, enumerable
from verif.engines.grid import Piece, size, split
from verif.engines.vector import WORK_LIMIT, Evaluator, Scope
from verif.ir import nodes as n

Array = np.ndarray[Any, Any]

LIMIT = 1 << 24
CHUNK = 1 << 17
"""Assignments worked on at once: large enough that what Python does for each node is little."""

Place = tuple[tuple[Fraction, ...], tuple[int, ...]]
"""The values of the order terms and of the variables: places compare as witnesses do."""


@dataclass(frozen=True)
class Exhaustive:
    """Tries up to ``limit`` assignments, ``chunk`` at a time on ``jobs`` threads.

    The answer does not depend on ``chunk`` or ``jobs``.
    """

    limit: int = LIMIT
    jobs: int = 2
    chunk: int = CHUNK

    @property
    def name(self) -> str:
        return "exhaustive"

    def run(self, query: Query, clock: Clock = NO_LIMIT) -> tuple[Found, ...]:
        """The answers; raises ``CannotAnswer`` where there are too many inputs or a term is
        unsupported, and ``OutOfTime``."""
        enumerable(query, self.limit)
        try:
            return self._answer(query, clock)
        except Unsupported as reason:
            raise CannotAnswer(str(reason)) from None
        except OutOfTime as late:
            raise late.tried(self.name) from None

    def _answer(self, query: Query, clock: Clock) -> tuple[Found, ...]:
        search = _Search(query, self.chunk, clock)
        if self.jobs > 1 and len(search.boxes) > 1:
            with ThreadPoolExecutor(self.jobs) as pool:
                results = list(pool.map(search.box, search.boxes))
        else:
            results = [search.box(b) for b in search.boxes]
        found = []
        for i in range(len(query.predicates)):
            count = sum(r[i][0] for r in results)
            places = [p for r in results if (p := r[i][1]) is not None]
            least = min(places, default=None)
            witness = None if least is None else dict(zip(query.variables, least[1], strict=True))
            found.append(Found(count, witness))
        return tuple(found)


class _Search:
    """A query cut into boxes, with what all boxes share evaluated once."""

    def __init__(self, query: Query, chunk: int, clock: Clock) -> None:
        self.query = query
        self.evaluator = Evaluator([*query.predicates, *query.order], clock)
        self._check_work()
        cut, self.boxes = split(query.variables, chunk)
        self.cut = query.variables[:cut]
        self.shared = Scope(None, max(1, len(query.variables)))
        if self.boxes:
            whole = self.boxes[0]
            kept = enumerate(query.variables[cut:], cut)
            self.shared.bind({v: self._values(whole, i) for i, v in kept})
            if cut:
                self.evaluator.run(self._common(), self.shared)

    def _check_work(self) -> None:
        for node in n.postorder(*self.evaluator.roots):
            if isinstance(node, n.Fold | n.ForAll):
                work = size(tuple(self.evaluator.free(node))) * size(node.binders)
                if work > WORK_LIMIT:
                    raise Unsupported(f"{work} steps below a binder")

    def _values(self, box: Piece, axis: int) -> Real:
        return of_int(array(self.evaluator.backend, box.array(axis)))

    def _common(self) -> list[n.Node]:
        """The largest terms that do not depend on a cut variable, not looking below binders."""
        cut = frozenset(self.cut)
        found: list[n.Node] = []
        seen: set[int] = set()
        stack: list[n.Node] = list(self.evaluator.roots)
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if cut.isdisjoint(self.evaluator.free(node)):
                found.append(node)
            elif not isinstance(node, n.Fold | n.ForAll):
                stack.extend(node.children())
        return found

    def box(self, box: Piece) -> list[tuple[int, Place | None]]:
        """For every predicate: how often it holds in a box, and where first."""
        scope = self.shared
        if self.cut:
            scope = Scope(self.shared, len(box.ranges))
            scope.bind({v: self._values(box, i) for i, v in enumerate(self.cut)})
        masks = self.evaluator.run(self.query.predicates, scope)
        found: list[tuple[int, Place | None]] = []
        for mask in masks:
            if isinstance(mask, np.ndarray) and mask.size == 1:
                mask = bool(mask.item())
            if isinstance(mask, np.ndarray):
                whole = int(np.prod(box.shape, dtype=np.int64))
                count = int(np.count_nonzero(mask)) * (whole // mask.size)
                mask = np.broadcast_to(mask, box.shape)
            else:
                count = int(np.prod(box.shape, dtype=np.int64)) if mask else 0
                mask = np.broadcast_to(np.array(bool(mask)), box.shape)
            found.append((count, self._least(mask, box, scope) if count else None))
        return found

    def _least(self, mask: Array, box: Piece, scope: Scope) -> Place:
        """The least place where ``mask`` holds: narrowed down term by term."""
        terms = self.evaluator.run(self.query.order, scope)
        left = _Left(mask)
        order = tuple(left.narrow(exact(cast(Number, t))) for t in terms)
        variables = tuple(int(left.narrow(self._values(box, i))) for i in range(len(box.ranges)))
        return order, variables


class _Left:
    """The assignments of a box that are still candidates: a mask over some indices of each axis."""

    def __init__(self, mask: Array) -> None:
        self.mask = mask
        self.kept: list[Array | None] = [None] * mask.ndim

    def narrow(self, term: Real) -> Fraction:
        """Keep the candidates where ``term`` is least, and return that value."""
        keys, of_key = _keys(term)
        if keys.size == 1:
            return of_key(keys.reshape(-1)[0])
        for axis, kept in enumerate(self.kept):
            if kept is not None and keys.shape[axis] > 1:
                keys = keys.take(kept, axis=axis)
        others = tuple(a for a in range(self.mask.ndim) if keys.shape[a] == 1)
        some = self.mask.any(axis=others, keepdims=True)
        least = keys[some].min()
        chosen = np.logical_and(some, keys == least)
        axes = [a for a in range(self.mask.ndim) if keys.shape[a] > 1]
        if len(axes) == 1:
            self._cut(axes[0], np.flatnonzero(chosen))
        elif axes:
            self.mask = np.logical_and(self.mask, chosen)
            for axis in axes:
                rest = tuple(a for a in range(self.mask.ndim) if a != axis)
                indices = np.flatnonzero(chosen.any(axis=rest))
                self._cut(axis, indices)
                chosen = chosen.take(indices, axis=axis)
        return of_key(least)

    def _cut(self, axis: int, indices: Array) -> None:
        self.mask = self.mask.take(indices, axis=axis)
        kept = self.kept[axis]
        self.kept[axis] = indices if kept is None else kept[indices]


def _keys(term: Real) -> tuple[Array, Callable[[Any], Fraction]]:
    """Comparable keys of a real's values, and the way back from a key to the value."""
    if not term.den.constant:
        return fractions(term), Fraction
    term = term.fixed()
    unit = Fraction(2) ** term.exp.low / term.den.low
    return to_array(term.sig), lambda key: int(key) * unit
