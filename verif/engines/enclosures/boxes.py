"""Boxes of inputs: where a predicate can hold at all, and how boxes are cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from verif.base.exact import floor_log2, pow2
from verif.engines.engine import CannotAnswer, Query
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.bounds import bounds

Side = tuple[Fraction, Fraction]
"""The ends of one side of a box, both included."""

ROUND = 10
"""Significant bits of the ends of the first box, so that its cuts are short numbers."""


def first_box(query: Query, predicate: n.Bool) -> dict[n.AnyVar, Side] | None:
    """A box outside of which the predicate does not hold; ``None`` where it holds nowhere.

    Of real variables the conjuncts of the predicate give the ends: ``c <= x`` for a term ``c``
    without variables. ``CannotAnswer`` where one has no end.
    """
    box: dict[n.AnyVar, Side] = {v: (Fraction(v.low), Fraction(v.high)) for v in query.variables}
    terms = predicate.terms if isinstance(predicate, n.And) else (predicate,)
    lows: dict[n.Num, Fraction] = {}
    highs: dict[n.Num, Fraction] = {}
    for _ in query.reals:  # an end of one variable may hang on that of another
        for small, large in _orders(terms):
            least, most = _end(small, lows, 0), _end(large, highs, 1)
            if least is not None:
                lows[large] = max(least, lows.get(large, least))
            if most is not None:
                highs[small] = min(most, highs.get(small, most))
    for v in query.reals:
        if v not in lows or v not in highs:
            side = "below" if v not in lows else "above"
            raise CannotAnswer(f"{v.name} has no end {side}: 'where' can give it one")
        box[v] = (_outward(lows[v], False), _outward(highs[v], True))
    return None if any(low > high for low, high in box.values()) else box


def _orders(terms: Sequence[n.Bool]) -> Iterator[tuple[n.Num, n.Num]]:
    """Pairs of terms of which the first is at most the second where all of ``terms`` hold."""
    for term in terms:
        match term:
            case n.Compare("eq", x, y):
                yield from ((x, y), (y, x))
            case n.Compare(_, x, y):
                yield x, y
                if isinstance(x, n.Unary) and x.op == "abs":
                    yield from ((x.x, y), (b.neg(y), x.x))
            case n.Not(n.Compare("lt" | "le", x, y)):
                yield y, x


def _end(x: n.Num, known: Mapping[n.Num, Fraction], side: Literal[0, 1]) -> Fraction | None:
    """What a term is at least (0) or at most (1): from what is known of it, or by its bounds."""
    found = bounds(x)
    return known.get(x) if found is None else found[side]


def _outward(x: Fraction, up: bool) -> Fraction:
    if not x:
        return x
    unit = pow2(floor_log2(abs(x)) + 1 - ROUND)
    scaled = x / unit
    return (-(-scaled).__floor__() if up else scaled.__floor__()) * unit


def middle(box: Mapping[n.AnyVar, Side]) -> dict[n.AnyVar, Fraction | int]:
    """The input in the middle; of integers one of the two next to it."""
    found: dict[n.AnyVar, Fraction | int] = {}
    for v, (low, high) in box.items():
        half = (low + high) / 2
        found[v] = half.__floor__() if isinstance(v, n.Var) else half
    return found


def halves(
    box: Mapping[n.AnyVar, Side], sizes: Mapping[n.AnyVar, Fraction]
) -> list[dict[n.AnyVar, Side]]:
    """The box cut in two across its longest side, by the sizes of the first box; a single point is
    not cut."""
    longest = max(
        box, key=lambda v: (box[v][1] - box[v][0]) / sizes[v] if sizes[v] else Fraction(0)
    )
    low, high = box[longest]
    if low == high:
        return []
    half = (low + high) / 2
    if isinstance(longest, n.Var):
        below = Fraction(half.__floor__())
        sides = [(low, below), (below + 1, high)]
    else:
        sides = [(low, half), (half, high)]
    return [{**box, longest: side} for side in sides]
