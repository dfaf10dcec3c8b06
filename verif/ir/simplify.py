"""Truth values made smaller by what their own conjuncts say.

Where a conjunction has ``not is_nan(x)`` among its terms, ``is_nan(x)`` is false in all the others;
nothing else is used, and the result holds for the same inputs.
"""

from __future__ import annotations

from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.substitute import substitute

ROUNDS = 8
"""Passes over a conjunction; each but the last makes it smaller."""


def simplified(root: n.Bool) -> n.Bool:
    """A truth value that is the same for all inputs."""
    if isinstance(root, n.Or):
        factored = _factored(b.or_(*(simplified(t) for t in root.terms)))
        return simplified(factored) if isinstance(factored, n.And) else factored
    if not isinstance(root, n.And):
        return root
    for _ in range(ROUNDS):
        before = root
        root = _one_pass(root)
        if root is before or not isinstance(root, n.And):
            break
    return root


def _factored(root: n.Bool) -> n.Bool:
    """What all terms of a disjunction share, taken out of it."""
    if not isinstance(root, n.Or):
        return root
    first, *others = (conjuncts(t) for t in root.terms)
    shared = [t for t in first if all(any(t is u for u in other) for other in others)]
    if not shared:
        return root
    rest = (b.and_(*(t for t in conjuncts(term) if t not in shared)) for term in root.terms)
    return b.and_(*shared, b.or_(*rest))


def _one_pass(root: n.And) -> n.Bool:
    terms = list(root.terms)
    for i, term in enumerate(terms):
        known: dict[n.Node, n.Node] = {}
        for j, other in enumerate(terms):
            if j != i:
                _learn(other, True, known)
        terms[i] = substitute(term, known)
    return b.and_(*terms)


def _learn(term: n.Bool, holds: bool, known: dict[n.Node, n.Node]) -> None:
    """Note what follows at once from ``term`` being true or false."""
    known[term] = b.truth(holds)
    match term:
        case n.Not(x):
            _learn(x, not holds, known)
        case n.And(inner) if holds:
            for t in inner:
                _learn(t, True, known)
        case n.Or(inner) if not holds:
            for t in inner:
                _learn(t, False, known)
        case n.Compare("lt", x, y) if holds:  # then neither equal nor the other way round
            known[b.lt(y, x)] = b.FALSE
            known[b.le(y, x)] = b.FALSE
        case n.Compare("le", x, y) if not holds:
            known[b.lt(y, x)] = b.TRUE


def known_truths(root: n.Bool) -> dict[n.Node, n.Node]:
    """What follows at once for other truth values where ``root`` holds."""
    known: dict[n.Node, n.Node] = {}
    for term in conjuncts(root):
        _learn(term, True, known)
    return known


def conjuncts(root: n.Bool) -> tuple[n.Bool, ...]:
    """The terms of a conjunction; of anything else, itself."""
    return root.terms if isinstance(root, n.And) else (root,)
