"""Terms with subterms replaced, folded anew by the constructors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

from verif.ir import build as b
from verif.ir import nodes as n

N = TypeVar("N", bound=n.Node)


def substitute(root: N, by: Mapping[n.Node, n.Node]) -> N:
    """``root`` with every node that is a key of ``by`` replaced by what it stands for.

    Folds and quantifiers are left as they are, even where a key occurs below them: a variable
    there may be bound and only look the same.
    """
    return substitute_all([root], by)[0]


def substitute_all(roots: Sequence[N], by: Mapping[n.Node, n.Node]) -> list[N]:
    """Several terms at once, sharing the work on common subterms."""
    done: dict[int, n.Node] = {}
    stack: list[tuple[n.Node, bool]] = [(r, False) for r in roots]
    while stack:
        node, expanded = stack.pop()
        if id(node) in done:
            continue
        if node in by:
            done[id(node)] = by[node]
        elif isinstance(node, n.Fold | n.ForAll):
            done[id(node)] = node
        elif expanded:
            done[id(node)] = rebuilt(node, [done[id(c)] for c in node.children()])
        else:
            stack.append((node, True))
            stack.extend((c, False) for c in node.children())
    return [cast(N, done[id(r)]) for r in roots]


def rebuilt(node: n.Node, children: Sequence[n.Node]) -> n.Node:
    """The node with other children, of the same sorts."""
    if all(a is c for a, c in zip(node.children(), children, strict=True)):
        return node
    x = cast(Sequence[n.Num], children)
    t = cast(Sequence[n.Bool], children)
    match node:
        case n.Decode():
            return b.decode(node.format, x[0])
        case n.Ordinal():
            return b.ordinal(node.format, x[0])
        case n.AtOrdinal():
            return b.at_ordinal(node.format, x[0])
        case n.Round():
            return b.round_(node.format, node.context, t[0], t[1], t[2], x[3])
        case n.Unary():
            return b.unary(node.op, x[0])
        case n.Binary():
            return b.binary(node.op, x[0], x[1])
        case n.Function():
            return b.function(node.name, *x)
        case n.IfNum():
            return b.if_num(t[0], x[1], x[2])
        case n.Test():
            return b.test(node.op, node.format, x[0])
        case n.Compare():
            return b.compare(node.op, x[0], x[1])
        case n.Not():
            return b.not_(t[0])
        case n.And():
            return b.and_(*t)
        case n.Or():
            return b.or_(*t)
        case n.IfBool():
            return b.if_bool(t[0], t[1], t[2])
    raise TypeError(f"{type(node).__name__} has no children to replace")
