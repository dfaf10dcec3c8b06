"""The core IR as formulas over real numbers, for every width at once.

What has an exact form stays exact. What has none (a rounding, a bit operation) becomes a number or
a truth value of which nothing is known, and a code's value any real in the range of its format:
then a formula without a solution still shows that there is no input, but a solution shows nothing
(``relaxed``).

``exponent(x)`` has no place in real arithmetic, but ``2**exponent(x)`` has: a positive number P
with ``|x| = m * P`` and ``1 <= m < 2``. That P is a power of two is left out, and so relaxes. Sums
of exponents become products of such numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import z3

from verif.engines.engine import Query
from verif.ir import nodes as n
from verif.ir.bounds import bounds


@dataclass(frozen=True, slots=True)
class Scale:
    """An integer ``constant + sum of k * e`` over exponents ``e``, each known by its ``2**e``."""

    constant: int
    terms: tuple[tuple[Any, int], ...]


class RealEncoder:
    """Formulas of nodes; ``conditions`` say what the numbers made on the way are."""

    def __init__(self, query: Query) -> None:
        self.conditions: list[Any] = []
        self.relaxed = False
        self.reals: dict[n.RealVar, Any] = {v: z3.Real(f"r{i}") for i, v in enumerate(query.reals)}
        self._values: dict[int, Any] = {id(v): term for v, term in self.reals.items()}
        self._parts: dict[int, tuple[Any, Any]] = {}
        self._alive: list[n.Node] = []
        self._count = 0

    def truth(self, root: n.Bool) -> Any:
        """The formula of a truth value."""
        self._alive.append(root)
        for node in n.postorder(root):
            if id(node) not in self._values:
                self._values[id(node)] = self._of(node)
        return self._values[id(root)]

    # --- nodes --------------------------------------------------------------------------------

    def _of(self, node: n.Node) -> Any:
        def value(x: n.Node) -> Any:
            return self._values[id(x)]

        match node:
            case n.Const():
                return z3.Q(node.value.numerator, node.value.denominator)
            case n.Truth():
                return z3.BoolVal(node.value)
            case n.Unary("pow2", x):
                scale = self._scale(x)
                return self._unknown(node) if scale is None else _power(scale)
            case n.Unary():
                return self._unary(node, value(node.x))
            case n.Binary("add" | "sub" | "mul" | "div" | "min" | "max"):
                return self._binary(node.op, value(node.x), value(node.y))
            case n.IfNum() | n.IfBool():
                return z3.If(value(node.condition), value(node.yes), value(node.no))
            case n.Compare():
                return self._compare(node, value)
            case n.Not():
                return z3.Not(value(node.x))
            case n.And():
                return z3.And(*(value(t) for t in node.terms))
            case n.Or():
                return z3.Or(*(value(t) for t in node.terms))
            case n.Bool():
                self.relaxed = True
                return z3.Bool(self._name("b"))
        assert isinstance(node, n.Num), "there are two sorts"
        return self._unknown(node)

    def _unary(self, node: n.Unary, x: Any) -> Any:
        match node.op:
            case "neg":
                return -x
            case "abs":
                return z3.If(x < 0, -x, x)
            case "floor":
                whole = z3.Int(self._name("i"))
                self.conditions += [z3.ToReal(whole) <= x, x < z3.ToReal(whole) + 1]
                return z3.ToReal(whole)
            case "significand":
                return self._split(node.x)[0]
            case "sqrt":
                root = z3.Real(self._name("s"))
                self.conditions += [root >= 0, root * root == z3.If(x > 0, x, 0)]
                return root
        return self._unknown(node)

    def _binary(self, op: str, x: Any, y: Any) -> Any:
        match op:
            case "add":
                return x + y
            case "sub":
                return x - y
            case "mul":
                return x * y
            case "min":
                return z3.If(x <= y, x, y)
            case "max":
                return z3.If(x >= y, x, y)
        quotient = z3.Real(self._name("q"))
        self.conditions.append(z3.If(y == 0, quotient == 0, quotient * y == x))
        return quotient

    def _compare(self, node: n.Compare, value: Callable[[n.Node], Any]) -> Any:
        left, right = self._scale(node.x), self._scale(node.y)
        if left is not None and right is not None and (left.terms or right.terms):
            x, y = _power(left), _power(right)  # 2**a < 2**b iff a < b
        else:
            x, y = value(node.x), value(node.y)
        return {"lt": x < y, "le": x <= y, "eq": x == y}[node.op]

    def _unknown(self, node: n.Num) -> Any:
        """A number of which only its bounds are known."""
        self.relaxed = True
        term = z3.Real(self._name("u"))
        found = bounds(node)
        if found is not None and found[0] <= found[1]:
            self.conditions += [_constant(found[0]) <= term, term <= _constant(found[1])]
        return term

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind}{self._count}"

    # --- exponents ----------------------------------------------------------------------------

    def _split(self, x: n.Num) -> tuple[Any, Any]:
        """Significand and power of two of a number: ``|x| = m * P``; of zero 0 and 1."""
        if id(x) not in self._parts:
            self.relaxed = True
            m, p = z3.Real(self._name("m")), z3.Real(self._name("p"))
            term = self._values[id(x)]
            size = z3.If(term < 0, -term, term)
            some = z3.And(m >= 1, m < 2, size == m * p)
            self.conditions += [p > 0, z3.If(term == 0, z3.And(m == 0, p == 1), some)]
            self._parts[id(x)] = (m, p)
        return self._parts[id(x)]

    def _scale(self, x: n.Num) -> Scale | None:
        """A sum of exponents and constants; ``None`` where it is anything else."""
        match x:
            case n.Const(value) if value.denominator == 1 and abs(value) < 1 << 16:
                return Scale(int(value), ())
            case n.Unary("exponent", y):
                return Scale(0, ((self._split(y)[1], 1),))
            case n.Unary("neg", y):
                return _times(self._scale(y), -1)
            case n.Binary("add", y, z):
                return _plus(self._scale(y), self._scale(z))
            case n.Binary("sub", y, z):
                return _plus(self._scale(y), _times(self._scale(z), -1))
        return None


def _constant(x: Fraction) -> Any:
    return z3.Q(x.numerator, x.denominator)


def _times(scale: Scale | None, factor: int) -> Scale | None:
    if scale is None:
        return None
    return Scale(scale.constant * factor, tuple((p, k * factor) for p, k in scale.terms))


def _plus(x: Scale | None, y: Scale | None) -> Scale | None:
    if x is None or y is None:
        return None
    return Scale(x.constant + y.constant, x.terms + y.terms)


def _power(scale: Scale) -> Any:
    """``2**scale``"""
    top = _constant(Fraction(2) ** scale.constant)
    for p, k in scale.terms:
        for _ in range(abs(k)):
            top = top * p if k > 0 else top / p  # p is positive
    return top
