"""Nodes of the core IR.

Two sorts: ``Bool`` and ``Num``, an exact real number; codes and integers are integral ``Num``s.
NaN, infinities and -0 are not numbers here: lowering keeps them beside the real part as booleans
(``operators.record.Record``). Only ``Decode``, ``Test`` and ``Round`` join codes and reals.

The core is total: ``x / 0``, ``exponent(0)`` and ``significand(0)`` are 0, and so are ``sqrt`` of a
negative number and functions outside of their domain. What makes a term of the language undefined
is an obligation beside it.

Nodes are made by ``ir.build``, which shares equal nodes, so that identity is equality.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from verif.formats.context import Context
from verif.formats.format import Format


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class Node:
    """A term of the core."""

    def children(self) -> tuple[Node, ...]:
        """The direct subterms, in order."""
        return ()


@dataclass(frozen=True, eq=False, slots=True)
class Num(Node):
    """A term of sort number."""


@dataclass(frozen=True, eq=False, slots=True)
class Bool(Node):
    """A term of sort truth value."""


# --- numbers ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Var(Num):
    """An integer variable, ``low <= value <= high``: a code, a bounded integer, a bit string."""

    name: str
    low: int
    high: int


@dataclass(frozen=True, eq=False, slots=True)
class RealVar(Num):
    """A variable that ranges over all real numbers; its values here are exact rationals."""

    name: str


AnyVar = Var | RealVar


@dataclass(frozen=True, eq=False, slots=True)
class Const(Num):
    """An exact constant."""

    value: Fraction


@dataclass(frozen=True, eq=False, slots=True)
class Decode(Num):
    """The value of a code; 0 where it is NaN or infinite."""

    format: Format
    code: Num

    def children(self) -> tuple[Node, ...]:
        return (self.code,)


@dataclass(frozen=True, eq=False, slots=True)
class Ordinal(Num):
    """The ordinal of a finite code in its format's order; 0 for other codes."""

    format: Format
    code: Num

    def children(self) -> tuple[Node, ...]:
        return (self.code,)


@dataclass(frozen=True, eq=False, slots=True)
class AtOrdinal(Num):
    """The code of an ordinal, an integer; of the nearest one where the format has no such ordinal.

    A zero is +0.
    """

    format: Format
    k: Num

    def children(self) -> tuple[Node, ...]:
        return (self.k,)


@dataclass(frozen=True, eq=False, slots=True)
class Round(Num):
    """The code that a value rounds to: the only rounding there is.

    ``negative`` is the sign of a zero, an infinity or a NaN. The context never says ``error``
    (``Context.total``): lowering adds the obligation that the policy is never needed.
    """

    format: Format
    context: Context
    nan: Bool
    inf: Bool
    negative: Bool
    real: Num

    def children(self) -> tuple[Node, ...]:
        return (self.nan, self.inf, self.negative, self.real)


UnaryOp = Literal["neg", "abs", "floor", "pow2", "exponent", "significand", "sqrt"]
BinaryOp = Literal["add", "sub", "mul", "div", "min", "max", "and", "or", "xor"]


@dataclass(frozen=True, eq=False, slots=True)
class Unary(Num):
    """``neg abs floor sqrt``; ``pow2(n)`` is ``2**n`` for an integer ``n``; ``exponent(x)`` is
    ``floor(log2 |x|)`` and ``significand(x)`` is ``|x| / 2**exponent(x)``."""

    op: UnaryOp
    x: Num

    def children(self) -> tuple[Node, ...]:
        return (self.x,)


@dataclass(frozen=True, eq=False, slots=True)
class Binary(Num):
    """Exact arithmetic, and bitwise ``and or xor`` of non-negative integers."""

    op: BinaryOp
    x: Num
    y: Num

    def children(self) -> tuple[Node, ...]:
        return (self.x, self.y)


@dataclass(frozen=True, eq=False, slots=True)
class IfNum(Num):
    """``yes`` where the condition holds, else ``no``."""

    condition: Bool
    yes: Num
    no: Num

    def children(self) -> tuple[Node, ...]:
        return (self.condition, self.yes, self.no)


@dataclass(frozen=True, eq=False, slots=True)
class Function(Num):
    """An elementary function of the oracle by its name, such as ``exp``; 0 where it has no value,
    outside of its domain and at poles."""

    name: str
    arguments: tuple[Num, ...]

    def children(self) -> tuple[Node, ...]:
        return self.arguments


FoldOp = Literal["sum", "min", "max"]


@dataclass(frozen=True, eq=False, slots=True)
class Fold(Num):
    """``sum``, ``min`` or ``max`` of ``body`` over all values of ``binders`` where ``where`` holds;
    0 where it never holds."""

    op: FoldOp
    binders: tuple[Var, ...]
    where: Bool
    body: Num

    def children(self) -> tuple[Node, ...]:
        return (*self.binders, self.where, self.body)


# --- truth values -----------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Truth(Bool):
    """True or false."""

    value: bool


TestOp = Literal["nan", "inf", "negative"]


@dataclass(frozen=True, eq=False, slots=True)
class Test(Bool):
    """Whether a code is NaN, is an infinity, or has a negative sign (as -0 has)."""

    op: TestOp
    format: Format
    code: Num

    def children(self) -> tuple[Node, ...]:
        return (self.code,)


CompareOp = Literal["lt", "le", "eq"]


@dataclass(frozen=True, eq=False, slots=True)
class Compare(Bool):
    """``x < y``, ``x <= y`` or ``x == y`` on exact numbers."""

    op: CompareOp
    x: Num
    y: Num

    def children(self) -> tuple[Node, ...]:
        return (self.x, self.y)


@dataclass(frozen=True, eq=False, slots=True)
class Not(Bool):
    """Negation."""

    x: Bool

    def children(self) -> tuple[Node, ...]:
        return (self.x,)


@dataclass(frozen=True, eq=False, slots=True)
class And(Bool):
    """Conjunction of two or more."""

    terms: tuple[Bool, ...]

    def children(self) -> tuple[Node, ...]:
        return self.terms


@dataclass(frozen=True, eq=False, slots=True)
class Or(Bool):
    """Disjunction of two or more."""

    terms: tuple[Bool, ...]

    def children(self) -> tuple[Node, ...]:
        return self.terms


@dataclass(frozen=True, eq=False, slots=True)
class IfBool(Bool):
    """``yes`` where the condition holds, else ``no``."""

    condition: Bool
    yes: Bool
    no: Bool

    def children(self) -> tuple[Node, ...]:
        return (self.condition, self.yes, self.no)


@dataclass(frozen=True, eq=False, slots=True)
class ForAll(Bool):
    """Whether ``body`` holds for all values of ``binders``."""

    binders: tuple[Var, ...]
    body: Bool

    def children(self) -> tuple[Node, ...]:
        return (*self.binders, self.body)


def postorder(*roots: Node) -> Iterator[Node]:
    """Every node reachable from ``roots`` once, subterms first, without recursion."""
    seen: set[int] = set()
    stack: list[tuple[Node, bool]] = [(r, False) for r in reversed(roots)]
    while stack:
        node, expanded = stack.pop()
        if expanded:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((c, False) for c in reversed(node.children()) if id(c) not in seen)
