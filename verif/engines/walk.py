"""What the nodes of the core mean over the algebra, for any backend.

Every engine that computes with the algebra reads the core through this one function; variables,
rounding, connectives and binders, which each does in its own way, are left to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verif.algebra.backend import Backend, Raw, Unsupported
from verif.algebra.integer import Int, land, lnot, lor
from verif.algebra.lazy import Number, exact
from verif.algebra.real import Real, of_fraction, of_int
from verif.engines import operations
from verif.formats import circuit
from verif.ir import build as b
from verif.ir import nodes as n

Value = Any
"""Of a number node a ``Number``; of a truth value the backend's own or a ``bool``."""


def compute(node: n.Node, backend: Backend, value: Callable[[n.Node], Value]) -> Value:
    """The value of a node from those of its children, which ``value`` gives."""

    def num(x: n.Num) -> Number:
        found: Number = value(x)
        return found

    def integer(x: n.Num) -> Int:
        return exact(num(x)).integer()

    def truth(x: n.Bool) -> Raw:
        return value(x)

    match node:
        case n.Const():
            return of_fraction(backend, node.value)
        case n.Truth():
            return node.value
        case n.Decode():
            return circuit.value(node.format, integer(node.code))
        case n.Ordinal():
            return of_int(circuit.ordinal(node.format, integer(node.code)))
        case n.AtOrdinal():
            return of_int(circuit.at_ordinal(node.format, integer(node.k)))
        case n.Test():
            return circuit.test(node.op, node.format, integer(node.code))
        case n.Unary():
            return operations.unary(node.op, num(node.x))
        case n.Binary("and" | "or" | "xor"):
            x, y = integer(node.x), integer(node.y)
            return of_int({"and": Int.__and__, "or": Int.__or__, "xor": Int.__xor__}[node.op](x, y))
        case n.Binary("sub", x, n.Binary("mul", n.Const(size), n.Unary("floor", quotient))) if (
            size > 0 and size.denominator == 1 and quotient is b.div(x, b.const(size))
        ):
            return _remainder(operations.binary("sub", num(x), num(node.y)), num(x), int(size))
        case n.Binary():
            return operations.binary(node.op, num(node.x), num(node.y))
        case n.Compare():
            return operations.compare(node.op, num(node.x), num(node.y))
        case n.Not():
            return lnot(backend, truth(node.x))
        case n.IfNum():
            return operations.choose(truth(node.condition), num(node.yes), num(node.no))
        case n.IfBool():
            c = truth(node.condition)
            yes = land(backend, c, truth(node.yes))
            return lor(backend, yes, land(backend, lnot(backend, c), truth(node.no)))
    if isinstance(node, n.Function):
        raise Unsupported(f"no exact arithmetic for {node.name}")
    raise Unsupported(f"a node of type {type(node).__name__}")


def _remainder(found: Number, x: Number, size: int) -> Number:
    """``x - size * floor(x / size)``, which for an integer lies below ``size``: the bounds of the
    difference do not show it. Where ``size`` is no power of two, nor does the form of the quotient
    show that it is an integer, and nothing is made of it."""
    if (
        not isinstance(x, Real)
        or not isinstance(found, Real)
        or not (x.integral and found.integral)
    ):
        return found
    return of_int(found.integer().capped(0, size - 1))
