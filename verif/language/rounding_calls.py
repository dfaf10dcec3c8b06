"""Calls that round: ``mul(E4M3, x, y, RNE)``, ``round``, ``encode``, with named policies."""

from __future__ import annotations

from typing import Any

from verif.formats.context import CHOICES, Context, Policies
from verif.formats.format import Format, FormatError
from verif.ir import build as b
from verif.language import ast
from verif.language.arguments import named
from verif.language.elaborator import Elaborator
from verif.language.problem import fail
from verif.language.terms import CodeTerm, DatumTerm, Term
from verif.operators.arithmetic import OPERATORS
from verif.operators.record import forbidden, round_to

EXACT_NAMES = ("abs", "min", "max", "sqrt")  # also functions on real numbers


def is_operator_call(e: Elaborator, node: ast.Call) -> bool:
    """Whether a call names a format first; ``abs(x)`` and the like are functions otherwise."""
    assert isinstance(node.function, ast.Name)
    if node.function.name not in EXACT_NAMES:
        return True
    if not node.arguments:
        return False
    return e.library.names_format(e, node.arguments[0])


def operator(e: Elaborator, name: str, node: ast.Call) -> Term:
    """A built-in operator: exact, then rounded to the format; ``encode`` gives the code."""
    primitive = OPERATORS["convert" if name in ("round", "encode") else name]
    operands = ", ".join("xyz"[: primitive.arity])
    usage = f"{name}(FORMAT, {operands}, MODE)"
    if len(node.arguments) != primitive.arity + 2:
        message = f"{primitive.arity + 2} arguments are needed, not {len(node.arguments)}"
        fail("E203", message, node.span, usage)
    fmt = e.format(node.arguments[0])
    context = context_of(e, fmt, node.arguments[-1], node, usage)
    records = tuple(e.record(a) for a in node.arguments[1:-1])
    exact = primitive.exact(records, context.mode)
    for what, condition in forbidden(fmt, context, exact):
        e.require(
            b.not_(condition), f"{what} into {fmt.name}, where the policy is error", node.span
        )
    code = round_to(fmt, context, exact)
    return CodeTerm(fmt, code) if name == "encode" else DatumTerm(fmt, code)


def context_of(e: Elaborator, fmt: Format, mode: ast.Expr, node: ast.Call, usage: str) -> Context:
    """The rounding context of a call: mode or named context, then the call's own policies."""
    rounding = e.rounding(mode)
    said = named(node, usage, tuple(CHOICES))
    own = policies(said)
    try:
        return fmt.context(rounding.mode, own.over(rounding.policies))
    except FormatError as error:
        span = said[error.field].span if error.field in said else mode.span
        fail("E301", str(error), span)


def policies(said: dict[str, ast.Expr]) -> Policies:
    """Policies from the expressions that name their choices."""
    chosen: dict[str, Any] = {}
    for name, value in said.items():
        if isinstance(value, ast.Truth):
            text = str(value.value).lower()
        else:
            text = value.name if isinstance(value, ast.Name) else ""
        if text not in CHOICES[name]:
            fail("E301", f"'{name}' is one of {', '.join(CHOICES[name])}", value.span)
        chosen[name] = text == "true" if name == "flush" else text
    return Policies(**chosen)
