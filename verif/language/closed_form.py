"""Sums over an index alone, in closed form: polynomials, summed by sympy and checked here."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from verif.ir import build as b
from verif.ir import nodes as n

Polynomial = tuple[Fraction, ...]
"""Coefficients, that of the constant first."""

MOST = 16
"""The highest degree that is summed."""


def summed(term: n.Num, index: n.RealVar, length: n.Num) -> n.Num | None:
    """The sum of ``term`` for ``index`` in ``0 .. length - 1``, for every natural ``length``;
    ``None`` where the term is no polynomial of the index with rational coefficients.

    Let F be what sympy finds for a term p. That F(0) = 0 and F(m + 1) - F(m) = p(m) for all m,
    which proves it by induction, is checked on fractions: two polynomials that agree at more places
    than their degree are the same.
    """
    p = polynomial(term, index)
    if p is None:
        return None
    f = _sum(p)
    places = range(max(len(p), len(f)) + 1)
    if at(f, 0) != 0 or any(at(f, m + 1) - at(f, m) != at(p, m) for m in places):
        raise ArithmeticError(f"sympy's sum of the polynomial {p} is not its sum")
    total: n.Num = b.ZERO
    for c in reversed(f):
        total = b.add(b.mul(total, length), b.const(c))
    return total


def at(p: Sequence[Fraction], x: int) -> Fraction:
    """The value of a polynomial."""
    total = Fraction(0)
    for c in reversed(p):
        total = total * x + c
    return total


def polynomial(term: n.Num, index: n.RealVar) -> Polynomial | None:
    """A term as a polynomial of the index."""
    known: dict[int, Polynomial | None] = {}
    for node in n.postorder(term):
        known[id(node)] = _of(node, index, known)
    return known[id(term)]


def _of(node: n.Node, index: n.RealVar, known: dict[int, Polynomial | None]) -> Polynomial | None:
    match node:
        case n.Const(value):
            return (value,)
        case n.RealVar() if node is index:
            return (Fraction(0), Fraction(1))
        case n.Unary("neg", x):
            p = known[id(x)]
            return None if p is None else tuple(-c for c in p)
        case n.Binary("add" | "sub" | "mul" | "div" as op, x, y):
            p, q = known[id(x)], known[id(y)]
            return None if p is None or q is None else _combined(op, p, q)
    return None


def _combined(op: str, p: Polynomial, q: Polynomial) -> Polynomial | None:
    if op == "div":
        divisor = q[0] if len(q) == 1 else Fraction(0)
        return tuple(c / divisor for c in p) if divisor else None
    if op == "mul":
        product = [Fraction(0)] * (len(p) + len(q) - 1)
        for i, c in enumerate(p):
            for j, d in enumerate(q):
                product[i + j] += c * d
        return tuple(product) if len(product) <= MOST + 1 else None
    size = max(len(p), len(q))
    one, other = (tuple(r) + (Fraction(0),) * (size - len(r)) for r in (p, q))
    return tuple(c + d if op == "add" else c - d for c, d in zip(one, other, strict=True))


def _sum(p: Polynomial) -> Polynomial:
    """What sympy says that the values at 0 .. m - 1 add up to."""
    import sympy  # takes most of a second, and few specs need it

    k, m = sympy.Symbol("k"), sympy.Symbol("m")
    term = sum(sympy.Rational(c.numerator, c.denominator) * k**i for i, c in enumerate(p))
    found = sympy.Poly(sympy.expand(sympy.summation(term, (k, 0, m - 1))), m)
    return tuple(Fraction(int(c.p), int(c.q)) for c in reversed(found.all_coeffs()))
