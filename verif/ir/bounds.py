"""Bounds of a term by intervals: what holds for every value of its variables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from verif.ir import nodes as n

Interval = tuple[Fraction, Fraction]


def bounds(root: n.Num) -> Interval | None:
    """The least and the greatest value that ``root`` can be shown to have; ``None`` if unknown."""
    return all_bounds(root)[id(root)]


def all_bounds(*roots: n.Node) -> dict[int, Interval | None]:
    """The bounds of every number at or below ``roots``, by the identity of the node."""
    known: dict[int, Interval | None] = {}
    for node in n.postorder(*roots):
        if isinstance(node, n.Num):
            known[id(node)] = _of(node, known)
    return known


def _of(node: n.Num, known: dict[int, Interval | None]) -> Interval | None:
    match node:
        case n.Const():
            return node.value, node.value
        case n.Var():
            return Fraction(node.low), Fraction(node.high)
        case n.Decode():
            return min(node.format.min, Fraction(0)), max(node.format.max, Fraction(0))
        case n.Ordinal():
            return Fraction(min(node.format.kmin, 0)), Fraction(max(node.format.kmax, 0))
        case n.Round() | n.AtOrdinal():
            return Fraction(0), Fraction((1 << node.format.bits) - 1)
        case n.IfNum():
            yes, no = known[id(node.yes)], known[id(node.no)]
            return (min(yes[0], no[0]), max(yes[1], no[1])) if yes and no else None
        case n.Unary():
            x = known[id(node.x)]
            return _unary(node.op, x) if x else None
        case n.Function():
            return _function(node.name, [known[id(x)] for x in node.arguments])
        case n.Binary():
            x, y = known[id(node.x)], known[id(node.y)]
            return _binary(node.op, x, y) if x and y else None
        case _:
            return None


def _unary(op: n.UnaryOp, x: Interval) -> Interval | None:
    low, high = x
    match op:
        case "neg":
            return -high, -low
        case "abs":
            return (Fraction(0) if low <= 0 <= high else min(abs(low), abs(high))), max(-low, high)
        case "floor":
            return Fraction(low.__floor__()), Fraction(high.__floor__())
        case _:
            return None


def _function(name: str, arguments: Sequence[Interval | None]) -> Interval | None:
    """Bounds where the function has a value all over the bounds of its arguments."""
    if None in arguments:
        return None
    from verif.oracle.reals import over  # loads arb, which few specs need

    return over(name, [x for x in arguments if x is not None])


def _binary(op: n.BinaryOp, x: Interval, y: Interval) -> Interval | None:
    match op:
        case "add":
            return x[0] + y[0], x[1] + y[1]
        case "sub":
            return x[0] - y[1], x[1] - y[0]
        case "mul":
            corners = [a * b for a in x for b in y]
            return min(corners), max(corners)
        case "min":
            return min(x[0], y[0]), min(x[1], y[1])
        case "max":
            return max(x[0], y[0]), max(x[1], y[1])
        case _:
            return None
