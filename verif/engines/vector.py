"""The core IR on whole arrays of assignments at once, exactly.

A variable is an array with an axis of its own, so a term costs as much as the variables it has.
Nothing here is rounded but by ``Round``; what cannot be computed exactly is ``Unsupported``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any, cast

import numpy as np

from verif.algebra.backend import Unsupported
from verif.algebra.integer import Int, land, lor
from verif.algebra.lazy import Number, Sum, Surd, exact
from verif.algebra.numpy_backend import NumpyBackend, array
from verif.algebra.real import Real, of_int
from verif.engines import reduce, round_table
from verif.engines.arrays import fractions, to_array
from verif.engines.clock import Clock
from verif.engines.grid import Piece, size, split
from verif.engines.walk import compute
from verif.formats import circuit
from verif.ir import nodes as n

__all__ = ["Array", "Evaluator", "Scope", "Unsupported", "evaluate_arrays", "evaluate_grid"]

Array = np.ndarray[Any, Any]
Value = Number | Array | bool
"""Of a number node a ``Number``; of a truth value an array of ``bool`` or a constant."""

CHUNK = 1 << 16
"""Elements worked on at once below a binder."""

BINDER_LIMIT = 1 << 24
"""Assignments of the binders of one fold or quantifier."""

WORK_LIMIT = 1 << 32
"""Assignments of binders times elements of the variables outside."""


class Scope:
    """Values of nodes for one box of assignments; nodes that do not depend on the variables
    ``bound`` here belong to the scope outside."""

    __slots__ = ("bound", "ndim", "outer", "values")

    def __init__(self, outer: Scope | None, ndim: int) -> None:
        self.outer, self.ndim = outer, ndim
        self.bound: frozenset[n.Var] = frozenset()
        self.values: dict[int, Value] = {}

    def bind(self, variables: Mapping[n.Var, Real]) -> None:
        """Give variables their values."""
        self.bound |= frozenset(variables)
        self.values.update((id(v), x) for v, x in variables.items())


class Evaluator:
    """Evaluates nodes in scopes; keeps what it learns about the nodes, which stay alive."""

    def __init__(self, roots: Sequence[n.Node], clock: Clock | None = None) -> None:
        self.backend = NumpyBackend()
        self.clock = clock or Clock(None)
        self.roots = tuple(roots)
        self._free: dict[int, frozenset[n.Var]] = {}
        for node in n.postorder(*roots):
            below = frozenset().union(*(self._free[id(c)] for c in node.children()))
            if isinstance(node, n.Var):
                below = frozenset([node])
            elif isinstance(node, n.Fold | n.ForAll):
                below -= frozenset(node.binders)
            self._free[id(node)] = below

    def free(self, node: n.Node) -> frozenset[n.Var]:
        """The free variables of a node below the roots."""
        return self._free[id(node)]

    # --- scopes -------------------------------------------------------------------------------

    def scope(self, piece: Piece, variables: Sequence[n.Var], outer: Scope | None = None) -> Scope:
        """A scope whose variables run over a box of a grid, one axis each."""
        scope = Scope(outer, len(variables) + (outer.ndim if outer else 0))
        trailing = outer.ndim if outer else 0
        scope.bind(
            {
                v: of_int(array(self.backend, piece.array(i, trailing)))
                for i, v in enumerate(variables)
            }
        )
        return scope

    def owner(self, node: n.Node, scope: Scope) -> Scope:
        """The innermost scope that binds a variable of ``node``, else the outermost."""
        free = self._free[id(node)]
        while scope.outer is not None and scope.bound.isdisjoint(free):
            scope = scope.outer
        return scope

    def value(self, node: n.Node, scope: Scope) -> Value:
        """The value of a node that was evaluated."""
        return self.owner(node, scope).values[id(node)]

    def run(self, roots: Sequence[n.Node], scope: Scope) -> list[Value]:
        """The values of ``roots``; the scope keeps theirs and drops those in between."""
        order, uses = self._plan(roots, scope)
        keep = {id(r) for r in roots}
        for node in order:
            owner = self.owner(node, scope)
            if id(node) in owner.values:
                continue
            self.clock.check()
            owner.values[id(node)] = self._compute(node, scope)
            for child in _inputs(node):
                uses[id(child)] -= 1
                done = not uses[id(child)] and id(child) not in keep
                if done and not isinstance(child, n.Var) and self.owner(child, scope) is scope:
                    scope.values.pop(id(child), None)
        return [self.value(r, scope) for r in roots]

    def _plan(self, roots: Sequence[n.Node], scope: Scope) -> tuple[list[n.Node], dict[int, int]]:
        """The nodes yet to evaluate, subterms first and not below binders, and their uses."""
        order: list[n.Node] = []
        uses: dict[int, int] = {}
        seen: set[int] = set()
        stack: list[tuple[n.Node, bool]] = [(r, False) for r in reversed(roots)]
        while stack:
            node, expanded = stack.pop()
            if expanded:
                order.append(node)
                continue
            if id(node) in seen or id(node) in self.owner(node, scope).values:
                continue
            seen.add(id(node))
            stack.append((node, True))
            for child in _inputs(node):
                uses[id(child)] = uses.get(id(child), 0) + 1
                stack.append((child, False))
        return order, uses

    # --- nodes --------------------------------------------------------------------------------

    def _compute(self, node: n.Node, scope: Scope) -> Value:
        def truth(x: n.Bool) -> Array | bool:
            return cast("Array | bool", self.value(x, scope))

        backend = self.backend
        match node:
            case n.Var():
                raise KeyError(node)
            case n.Round():
                return self._round(node, truth, cast(Number, self.value(node.real, scope)))
            case n.And() | n.Or():
                join = land if isinstance(node, n.And) else lor
                first, *terms = sorted(map(truth, node.terms), key=np.size)
                for term in terms:
                    first = join(backend, first, term)
                return first
            case n.Fold() | n.ForAll():
                return self._bound(node, scope)
        return cast(Value, compute(node, backend, lambda x: self.value(x, scope)))

    def _round(
        self, node: n.Round, truth: Callable[[n.Bool], Array | bool], number: Number
    ) -> Real:
        masks = truth(node.nan), truth(node.inf), truth(node.negative)
        if circuit.arithmetic(node.format, self.backend):
            return of_int(circuit.rounded(node.format, node.context, *masks, number))
        if node.format.bits > circuit.TABLE_BITS:
            raise Unsupported(f"rounding to {node.format.name}, too wide for tables")
        codes = round_table.rounded(node.format, node.context, masks, number)
        top = (1 << node.format.bits) - 1
        if codes.size == 1:
            return of_int(Int(self.backend, None, int(codes.item()), int(codes.item())))
        return of_int(Int(self.backend, codes.astype(np.int64), 0, top))

    # --- binders ------------------------------------------------------------------------------

    def _bound(self, node: n.Fold | n.ForAll, scope: Scope) -> Value:
        """A fold or a quantifier, by boxes of its own grid beside the arrays outside."""
        total = size(node.binders)
        outside = np.broadcast_shapes(
            (1,) * scope.ndim, *(_shape(self.value(v, scope)) for v in self._free[id(node)])
        )
        if total > BINDER_LIMIT or total * prod(outside) > WORK_LIMIT:
            raise Unsupported(f"a binder over {total} assignments")
        _, boxes = split(node.binders, max(1, CHUNK // prod(outside)))
        if isinstance(node, n.ForAll):
            return self._for_all(node, scope, boxes)
        state = reduce.Reduction(self.backend, node.op, outside, len(node.binders))
        for piece in boxes:
            inner = self.scope(piece, node.binders, scope)
            where, body = self.run([node.where, node.body], inner)
            state.take(piece.shape, cast("Array | bool", where), exact(cast(Number, body)))
        return state.result()

    def _for_all(self, node: n.ForAll, scope: Scope, boxes: Sequence[Piece]) -> Array | bool:
        found: Array | bool = True
        axes = tuple(range(len(node.binders)))
        for piece in boxes:
            inner = self.scope(piece, node.binders, scope)
            body = cast("Array | bool", self.run([node.body], inner)[0])
            if isinstance(body, np.ndarray):
                if body.ndim == inner.ndim:  # else it depends on no binder
                    body = np.asarray(body.all(axis=axes))
                if body.size == 1:
                    body = bool(body.item())
            found = cast("Array | bool", land(self.backend, found, body))
            if found is False or (isinstance(found, np.ndarray) and not found.any()):
                return False
        return found


def _inputs(node: n.Node) -> tuple[n.Node, ...]:
    """The children that are evaluated in the scope of ``node``."""
    return () if isinstance(node, n.Fold | n.ForAll) else node.children()


def _shape(value: Value) -> tuple[int, ...]:
    if isinstance(value, Real):
        return np.broadcast_shapes(*(np.shape(p.value) for p in (value.sig, value.exp, value.den)))
    return np.shape(cast("Array | bool", value))


# --- arrays in, arrays out --------------------------------------------------------------------


def result_array(value: Value, shape: tuple[int, ...]) -> Array:
    """A value as a plain array: ``bool``, integers, or ``Fraction`` objects."""
    if isinstance(value, Surd):
        raise Unsupported("a square root as a result")
    if isinstance(value, Sum | Real):
        real = exact(value)
        plain = to_array(real.integer()) if real.integral else fractions(real)
    else:
        plain = np.asarray(value)
    return np.broadcast_to(plain, np.broadcast_shapes(plain.shape, shape))


def evaluate_arrays(roots: Sequence[n.Node], values: Mapping[n.Var, Array]) -> list[Array]:
    """The values of ``roots`` for arrays of assignments that broadcast against each other.

    Truth values are arrays of ``bool``; numbers that are integers by their form are ``int64``, or
    ``object`` where they are large; others are ``object`` arrays of ``Fraction``.
    """
    evaluator = Evaluator(roots)
    shape = np.broadcast_shapes((), *(np.shape(a) for a in values.values()))
    if 0 in shape:
        return [np.zeros(shape, dtype=bool if isinstance(r, n.Bool) else np.int64) for r in roots]
    depth = max(1, len(shape))
    scope = Scope(None, depth)
    bound = {}
    for v, a in values.items():
        plain = np.asarray(a)
        x = array(evaluator.backend, plain.reshape((1,) * (depth - plain.ndim) + plain.shape))
        if x.low < v.low or x.high > v.high:
            raise ValueError(f"a value of '{v.name}' lies outside {v.low}..{v.high}")
        bound[v] = of_int(x)
    scope.bind(bound)
    found = [result_array(v, shape) for v in evaluator.run(roots, scope)]
    return [f if f.shape == shape else f.reshape(shape) for f in found]


def evaluate_grid(roots: Sequence[n.Node], variables: Sequence[n.Var]) -> list[Array]:
    """The values of ``roots`` on the whole grid, one axis for each variable in turn."""
    piece = Piece([(v.low, v.high) for v in variables])
    arrays = {v: piece.array(i) for i, v in enumerate(variables)}
    return evaluate_arrays(roots, arrays)
