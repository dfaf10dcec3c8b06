"""``check`` facts of formats, and operators checked on their own parameters."""

from __future__ import annotations

from verif.base.exact import TooLarge, exact_text
from verif.base.surd import NotExact
from verif.formats.format import Format
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.givens import declare_given
from verif.language.inlining import body
from verif.language.library import Library
from verif.language.problem import NeedsConstant, Obstacle, fail
from verif.language.terms import NumTerm, Term, describe


def run_check(library: Library, file: str, fmt: Format, check: ast.Check) -> None:
    """Evaluate a ``check``; a fact that is false or has no meaning is a spec error."""
    e = Elaborator(library, file)
    e.facts = fmt
    claim = e.boolean(check.condition)
    e.no_hazards()
    try:
        holds = evaluate(claim, {})
    except (NotExact, TooLarge) as error:
        fail("E402", f"this cannot be decided: {error}", check.condition.span)
    if holds is not True:
        hint = _actual(library, file, fmt, check.condition)
        fail("E401", f"this fact about {fmt.name} does not hold", check.condition.span, hint)


def _actual(library: Library, file: str, fmt: Format, claim: ast.Expr) -> str:
    """What the two sides of a failed comparison are."""
    if not isinstance(claim, ast.Comparison) or len(claim.operands) != 2:
        return ""
    e = Elaborator(library, file)
    e.facts = fmt
    left, right = (_text(e.expr(side)) for side in claim.operands)
    return f"left is {left}, right is {right}" if left and right else ""


def _text(term: Term) -> str:
    if isinstance(term, NumTerm) and isinstance(term.node, n.Const):
        return exact_text(term.node.value)
    code = getattr(term, "code", None)
    if isinstance(code, n.Const):
        return f"{describe(term)}, {hex(int(code.value))}"
    return ""


def check_operator(library: Library, file: str, item: ast.Operator) -> None:
    """Type-check an operator on its own parameters; those with static ones wait for a call."""
    e = Elaborator(library, file)
    for parameter in item.parameters:
        name = getattr(parameter.type, "name", "")
        if name in ("format", "rounding", "nat"):
            return
    try:
        for parameter in item.parameters:
            given = ast.Given(parameter.span, (parameter.name,), parameter.type, None)
            declare_given(e, given, {})
        body(e, item)
    except (NeedsConstant, Obstacle):
        return
