"""The core IR as bit-vector terms, through the same algebra and circuits as the array engine.

Every integer is as wide as its proved bounds ask for, so nothing wraps; a number is a significand
and an exponent, and differences of numbers far apart are cut off with a sticky bit where only
their sign is asked. Each step keeps the exact meaning of its node; what has no exact encoding is
``Unsupported``. docs/explanation/encodings.md argues each step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

import z3

from verif.algebra.backend import Unsupported
from verif.algebra.integer import Int, land, lnot, lor, select
from verif.algebra.lazy import Number, Sum, Surd, exact
from verif.algebra.real import Real, of_int
from verif.algebra.z3_backend import Z3Backend
from verif.engines.engine import CannotAnswer, Query
from verif.engines.smt.distances import Middle, middle_of_neighbours, nearer, same_point
from verif.engines.smt.ordering import compare_by_ordinals
from verif.engines.walk import Value, compute
from verif.formats import circuit
from verif.ir import nodes as n
from verif.ir.evaluate import assignments

BINDER_LIMIT = 1 << 10
"""Assignments of binders that are written out."""


COMMUTATIVE = ("add", "mul")


class Encoder:
    """Terms of nodes over shared variables.

    ``variables`` are the solver's variables; ``domain`` says that each lies between its bounds and
    must be asserted beside every term.
    """

    def __init__(self, query: Query, relax: bool = False) -> None:
        """With ``relax`` some comparisons may be left open where they are never asked: then no
        solution still means that there is none, and ``relaxed`` says that it was done. Raises
        ``CannotAnswer`` where a variable ranges over all reals."""
        if not query.finite:
            raise CannotAnswer(f"{query.reals[0].name} ranges over all reals")
        self.backend = Z3Backend()
        self.relax, self.relaxed = relax, False
        self._count = 0
        self.variables: dict[n.Var, Int] = {}
        self.domain: list[Any] = []
        self._values: dict[int, Value] = {}
        self._alive: list[n.Node] = []
        self._pairs: dict[tuple[str, frozenset[int]], tuple[Value, Any]] = {}
        for i, v in enumerate(query.variables):
            x, bounded = self.backend.variable(f"v{i}", v.low, v.high)
            self.variables[v] = x
            self._values[id(v)] = of_int(x)
            if bounded is not True:
                self.domain.append(bounded)

    def raw_truth(self, root: n.Bool) -> Any:
        """A truth value over the algebra: a term, or a ``bool``."""
        return self._run(root, self._values)

    def value_in(self, model: Any, v: n.Var) -> int:
        """The value of a variable in a model of Z3's."""
        x = self.variables[v]
        if x.constant:
            return x.low
        value = model.eval(x.value.term, model_completion=True)
        return int(value.as_signed_long() if x.value.signed else value.as_long())

    def truth(self, root: n.Bool) -> Any:
        """The term of a truth value."""
        found = self.raw_truth(root)
        return z3.BoolVal(found) if isinstance(found, bool) else found

    def number(self, root: n.Num) -> Number:
        """A number over the algebra."""
        found: Number = self._run(root, self._values)
        return found

    def _run(self, root: n.Node, values: dict[int, Value]) -> Value:
        self._alive.append(root)
        stack: list[tuple[n.Node, bool]] = [(root, False)]
        while stack:
            node, expanded = stack.pop()
            if id(node) in values:
                continue
            if expanded:
                values[id(node)] = self._shared(node, values)
                continue
            stack.append((node, True))
            if not isinstance(node, n.Fold | n.ForAll):
                stack.extend((c, False) for c in node.children())
        return values[id(root)]

    def _shared(self, node: n.Node, values: dict[int, Value]) -> Value:
        """The value of a node; sums and products of the same two terms share one, whatever their
        order, as solvers find it hard to see that they are equal."""
        if not isinstance(node, n.Binary) or node.op not in COMMUTATIVE:
            return self._compute(node, values)
        pair = (node.op, frozenset(id(values[id(x)]) for x in (node.x, node.y)))
        if pair not in self._pairs:
            # The operands are kept beside the value, so that no identity is reused.
            operands = values[id(node.x)], values[id(node.y)]
            self._pairs[pair] = self._compute(node, values), operands
        return self._pairs[pair][0]

    def _compute(self, node: n.Node, values: dict[int, Value]) -> Value:
        backend = self.backend
        match node:
            case n.Var():
                raise Unsupported(f"'{node.name}' without bounds")
            case n.Round():
                nan, inf, negative, number = (values[id(x)] for x in node.children())
                found = circuit.rounded(node.format, node.context, nan, inf, negative, number)
                return of_int(found)
            case n.And() | n.Or():
                joined: Any = isinstance(node, n.And)
                join = land if isinstance(node, n.And) else lor
                terms = [values[id(t)] for t in node.terms]
                for term in sorted(terms, key=_age):
                    joined = join(backend, joined, term)
                return joined
            case n.Compare():
                for way in (self._ordinals, self._nearer):
                    shortcut = way(node, values)
                    if shortcut is not None:
                        return shortcut
            case n.Fold() | n.ForAll():
                return self._bound(node, values)
        return compute(node, backend, lambda x: values[id(x)])

    # --- distances ----------------------------------------------------------------------------

    def _ordinals(self, node: n.Compare, values: dict[int, Value]) -> Any:
        return compare_by_ordinals(node, lambda x: exact(values[id(x)]).integer())

    def _nearer(self, node: n.Compare, values: dict[int, Value]) -> Any:
        """``|a - b| < |a - c|`` as a comparison of ``a`` with the middle of ``b`` and ``c``.

        The difference of the squares is ``(c - b) * (2 a - b - c)``.
        """
        distances = same_point(node)
        if distances is None:
            return None
        a, b, c = (values[id(x)] for x in distances)
        if any(isinstance(x, Sum | Surd) for x in (a, b, c)):
            return None
        return nearer(node.op, a, b, c, self._middle(distances[1:], values))

    def _middle(self, points: Sequence[n.Num], values: dict[int, Value]) -> Middle | None:
        """The middle of two values of one float format, where they are neighbours in it; where
        they are not, the comparison is left open, and the encoding is relaxed."""
        if not self.relax:
            return None
        b, c = points
        if not (isinstance(b, n.Decode) and isinstance(c, n.Decode) and b.format is c.format):
            return None
        found = middle_of_neighbours(
            b.format, *(exact(values[id(x.code)]).integer() for x in (b, c))
        )
        if found is None:
            return None
        self.relaxed = True
        self._count += 1
        return Middle(*found, z3.Bool(f"open{self._count}"))

    # --- binders ------------------------------------------------------------------------------

    def _bound(self, node: n.Fold | n.ForAll, values: dict[int, Value]) -> Value:
        """A fold or a quantifier, written out."""
        size = prod(max(0, v.high - v.low + 1) for v in node.binders)
        if size > BINDER_LIMIT:
            raise Unsupported(f"a binder over {size} assignments")
        backend = self.backend
        holds: Any = True
        some: Any = False
        total: Real = of_int(Int(backend, 0, 0, 0))
        for choice in assignments(node.binders):
            inner = self._inner(node, choice, values)
            if isinstance(node, n.ForAll):
                holds = land(backend, holds, self._run(node.body, inner))
                continue
            where, body = self._run(node.where, inner), exact(self._run(node.body, inner))
            if node.op == "sum":
                total = total.plus(_zero_unless(where, body))
                continue
            better = body.compare("lt", total) if node.op == "min" else total.compare("lt", body)
            take = land(backend, where, lor(backend, lnot(backend, some), better))
            total = body.choose(take, total)
            some = lor(backend, some, where)
        return holds if isinstance(node, n.ForAll) else total

    def _inner(
        self, node: n.Fold | n.ForAll, choice: Mapping[n.Var, int], values: dict[int, Value]
    ) -> dict[int, Value]:
        """The values that do not depend on the binders, and the binders' own."""
        bound = {id(v) for v in node.binders}
        depends: set[int] = set(bound)
        for child in n.postorder(*node.children()):
            if any(id(c) in depends for c in child.children()):
                depends.add(id(child))
        inner = {key: value for key, value in values.items() if key not in depends}
        for v, x in choice.items():
            inner[id(v)] = of_int(Int(self.backend, x, x, x))
        return inner


def _age(term: Any) -> int:
    """Terms made earlier first: conjunctions of the same terms then are the same term."""
    return -1 if isinstance(term, bool) else int(term.get_id())


def _zero_unless(condition: Any, x: Real) -> Real:
    zero = x.sig.const(0)
    return Real(select(x.backend, condition, x.sig, zero), x.exp, x.den)
