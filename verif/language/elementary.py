"""Elementary functions of real numbers: ``exp``, ``log``, ``tanh`` and their like."""

from __future__ import annotations

from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.arguments import positional
from verif.language.elaborator import Elaborator, Handler
from verif.language.terms import NumTerm, Term

UNARY = (
    "exp", "exp2", "expm1", "log", "log2", "log1p", "sin", "cos", "tanh", "erf", "sigmoid",
    "gelu", "gelu_tanh", "silu", "softplus",
)  # fmt: skip
"""Functions of one number, by their names in the oracle."""


def _unary(e: Elaborator, node: ast.Call) -> Term:
    assert isinstance(node.function, ast.Name)
    name = node.function.name
    positional(node, f"{name}(x)", 1)
    x = e.number(node.arguments[0]).node
    if name in ("log", "log2"):
        e.require(b.lt(b.ZERO, x), f"{name} of a number that is not positive", node.span)
    if name == "log1p":
        above = b.lt(b.const(-1), x)
        e.require(above, "log1p of a number that is not above -1", node.span)
    return NumTerm(b.function(name, x), False)


def _pow(e: Elaborator, node: ast.Call) -> Term:
    """``x**y`` for real ``y``."""
    positional(node, "pow(x, y)", 2)
    x, y = (e.number(a).node for a in node.arguments)
    e.require(_power_defined(x, y), "a power without a real value", node.span)
    return NumTerm(b.function("pow", x, y), False)


def _power_defined(x: n.Num, y: n.Num) -> n.Bool:
    whole = b.eq(b.floor(y), y)
    zero = b.and_(b.eq(x, b.ZERO), b.le(b.ZERO, y))
    return b.or_(b.lt(b.ZERO, x), zero, b.and_(b.lt(x, b.ZERO), whole))


FUNCTIONS: dict[str, Handler] = {**dict.fromkeys(UNARY, _unary), "pow": _pow}
