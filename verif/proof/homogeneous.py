"""Which truth values do not change when all their numbers are multiplied by a power of two."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from verif.ir import nodes as n


def homogeneous(root: n.Bool) -> bool:
    """Whether a truth value is made of signs, kinds and comparisons of numbers that scale together:
    decoded codes, their sums, magnitudes and whole multiples, and what these round to."""
    return all(_fits(node) for node in n.postorder(root))


def _fits(node: n.Node) -> bool:
    match node:
        case n.Var():  # only as a code: other uses are not among these
            return True
        case n.Const():
            return node.value == 0 or node.value.denominator == 1
        case n.Decode(_, code) | n.Test(_, _, code):
            return isinstance(code, n.Var | n.Round)
        case n.Round(real=x):
            return _scales(x)
        case n.Unary("neg" | "abs", x):
            return _scales(x)
        case n.Binary("mul", n.Const(), x) | n.Binary("mul", x, n.Const()):
            return _scales(x)
        case n.Binary("add" | "sub" | "min" | "max", x, y):
            return _scales(x) and _scales(y)
        case n.IfNum(_, x, y):
            return _scales(x) and _scales(y)
        case n.Compare(_, x, y):
            return _scales(x) and _scales(y)
        case n.Truth() | n.Not() | n.And() | n.Or() | n.IfBool():
            return True
    return False


def _scales(x: n.Num) -> bool:
    """Whether a number scales: constants do not, but for 0."""
    if isinstance(x, n.Const):
        return x.value == 0
    return not isinstance(x, n.Var | n.Round)


def size(root: n.Num, known: Mapping[n.Node, Fraction]) -> Fraction:
    """A bound of the magnitude of a number that scales, from those of the nodes in ``known``; what
    is rounded is at most the next power of two."""
    sizes: dict[int, Fraction] = {}
    for node in n.postorder(root):
        if isinstance(node, n.Num):
            sizes[id(node)] = known[node] if node in known else _size(node, sizes)
    return sizes[id(root)]


def _size(node: n.Num, sizes: Mapping[int, Fraction]) -> Fraction:
    def of(x: n.Num) -> Fraction:
        return sizes[id(x)]

    match node:
        case n.Const(value):
            return abs(value)
        case n.Round(real=x):
            return _next_power(of(x))
        case n.Decode(_, n.Round() as x) | n.Unary("neg" | "abs", x):
            return of(x)
        case n.Binary("add" | "sub", x, y):
            return of(x) + of(y)
        case n.Binary("mul", x, y):
            return of(x) * of(y)
        case n.Binary("min" | "max", x, y) | n.IfNum(_, x, y):
            return max(of(x), of(y))
    return Fraction(0)  # a variable, of which only the decoded value counts


def _next_power(x: Fraction) -> Fraction:
    power = Fraction(1)
    while power < x:
        power *= 2
    return power
