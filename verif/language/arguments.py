"""Checking the arguments of a call."""

from __future__ import annotations

from verif.base.errors import did_you_mean
from verif.language import ast
from verif.language.problem import fail


def positional(node: ast.Call, usage: str, count: int, most: int | None = None) -> None:
    """There are ``count`` arguments (or up to ``most``) and no named ones."""
    given = len(node.arguments)
    high = count if most is None else most
    if not count <= given <= high:
        wanted = str(count) if high == count else f"{count} to {high}"
        fail("E203", f"{wanted} arguments are needed, not {given}", node.span, usage)
    if node.named:
        fail("E203", f"no argument named '{node.named[0].name}'", node.named[0].span, usage)


def named(node: ast.Call, usage: str, allowed: tuple[str, ...]) -> dict[str, ast.Expr]:
    """The named arguments by name; only ``allowed`` ones, each once."""
    found: dict[str, ast.Expr] = {}
    for argument in node.named:
        if argument.name not in allowed:
            hint = did_you_mean(argument.name, allowed) or usage
            fail("E203", f"no argument named '{argument.name}'", argument.span, hint)
        if argument.name in found:
            fail("E203", f"'{argument.name}' is given twice", argument.span)
        found[argument.name] = argument.value
    return found
