"""The limit on nesting, so that what walks a tree later need not fear for its stack."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from verif.base.errors import Diagnostic
from verif.base.source import Span
from verif.language import ast
from verif.language.tokens import Token

MAX_DEPTH = 200


def check_depth(tree: ast.File, tokens: Sequence[Token]) -> list[Diagnostic]:
    """An error for each item whose expressions nest deeper than ``MAX_DEPTH``.

    A node takes at least one token, so a file of short clauses needs no walk.
    """
    stops = [i for i, token in enumerate(tokens) if token.type == "SEMICOLON"]
    longest = max((b - a for a, b in zip([-1, *stops], [*stops, len(tokens)], strict=True)))
    if longest <= MAX_DEPTH:
        return []
    found = (_below_limit(item) for item in tree.items)
    return [too_deep(node.span) for node in found if node]


def too_deep(span: Span) -> Diagnostic:
    """The error for what nests too deeply."""
    message = f"nested too deeply: more than {MAX_DEPTH} levels"
    hint = "split the expression with 'let', or write a long sum as sum(... for i in 0..<n)"
    return Diagnostic("E005", message, span, hint)


def _below_limit(root: ast.Node) -> ast.Node | None:
    """The first node found below the limit."""
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_DEPTH:
            return node
        deeper = depth + isinstance(node, ast.Expr | ast.Type)
        stack += [(child, deeper) for child in children(node)]
    return None


def children(node: ast.Node) -> Iterator[ast.Node]:
    """The nodes directly below a node."""
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        if isinstance(value, ast.Node):
            yield value
        elif isinstance(value, tuple):
            for entry in value:
                if isinstance(entry, ast.Node):
                    yield entry
                elif isinstance(entry, tuple):  # a field of a tuple type: its name and type
                    yield from (part for part in entry if isinstance(part, ast.Node))
