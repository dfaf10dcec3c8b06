"""Canonical text of core terms, and its hash: equal meaning of equal text, across runs."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from verif.ir import nodes as n


def canonical(roots: Sequence[n.Node]) -> str:
    """One line per node, subterms first and shared nodes once, then the numbers of the roots."""
    numbers: dict[int, int] = {}
    lines: list[str] = []
    for node in n.postorder(*roots):
        numbers[id(node)] = len(lines)
        parts = "".join([f" ${numbers[id(c)]}" for c in node.children()])
        lines.append(f"${len(lines)} = {_head(node)}{parts}")
    lines.append("roots " + " ".join(f"${numbers[id(r)]}" for r in roots))
    return "\n".join(lines)


def digest(roots: Sequence[n.Node]) -> str:
    """The SHA-256 of the canonical text, in hexadecimal."""
    return sha256(canonical(roots).encode()).hexdigest()


def _head(node: n.Node) -> str:
    """What a node is, without its children."""
    match node:
        case n.Unary() | n.Binary() | n.Compare():
            return node.op
        case n.Var():
            return f"var {node.name} {node.low}..{node.high}"
        case n.RealVar():
            return f"real {node.name}"
        case n.Const():
            return f"const {node.value}"
        case n.Truth():
            return f"truth {str(node.value).lower()}"
        case n.Decode() | n.Ordinal() | n.AtOrdinal():
            return f"{type(node).__name__.lower()} [{node.format.key}]"
        case n.Test():
            return f"test {node.op} [{node.format.key}]"
        case n.Round():
            return f"round [{node.format.key}] [{node.context.text}]"
        case n.Function():
            return f"function {node.name} {len(node.arguments)}"
        case n.Fold():
            return f"fold {node.op} {len(node.binders)}"
        case n.ForAll():
            return f"forall {len(node.binders)}"
        case _:
            return type(node).__name__.lower()
