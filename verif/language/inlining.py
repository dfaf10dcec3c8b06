"""Calls of a spec's own operators, by inlining their body."""

from __future__ import annotations

from verif.base.source import Span
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.problem import fail
from verif.language.scope import Local
from verif.language.terms import Term, TupleTerm, describe
from verif.language.typing_ import fit, pass_to, resolve
from verif.properties.obligation import Hazard

MAX_DEPTH = 64


def inline(e: Elaborator, file: str, operator: ast.Operator, node: ast.Call) -> Term:
    """The result of ``operator`` for the arguments of a call."""
    if node.named:
        fail("E203", f"'{operator.name}' takes no named arguments", node.span)
    if len(node.arguments) != len(operator.parameters):
        wanted = len(operator.parameters)
        message = f"'{operator.name}' takes {wanted} arguments, not {len(node.arguments)}"
        fail("E203", message, node.span, signature(operator))
    return apply(e, file, operator, [(e.expr(a), a.span) for a in node.arguments], node.span)


def apply(
    e: Elaborator, file: str, operator: ast.Operator, arguments: list[tuple[Term, Span]], at: Span
) -> Term:
    """The result of ``operator`` for terms; its hazards become the caller's."""
    if e.depth >= MAX_DEPTH:
        fail(
            "E202",
            f"'{operator.name}' calls itself",
            at,
            "operators are written out, not recursive",
        )
    inner = Elaborator(e.library, file)
    inner.assumption = e.assumption
    inner.guards = list(e.guards)
    inner.splittable = e.splittable
    inner.sequences = e.sequences
    inner.depth = e.depth + 1
    inner.fresh = e.fresh
    for parameter, (term, span) in zip(operator.parameters, arguments, strict=True):
        type_ = resolve(inner, parameter.type)
        inner.local[parameter.name] = Local(pass_to(e, term, type_, span))
    result = body(inner, operator)
    e.fresh = inner.fresh
    e.hazards += [
        Hazard(h.violated, f"{h.reason}, in {operator.name} at {h.span}", at) for h in inner.hazards
    ]
    return result


def body(e: Elaborator, operator: ast.Operator) -> Term:
    """The result of an operator's clauses, its parameters being local names."""
    result = resolve(e, operator.result)
    returned: Term | None = None
    for clause in operator.body:
        if returned is not None:
            fail("E601", "nothing may follow 'return'", clause.span)
        match clause:
            case ast.Requires():
                condition = e.boolean(clause.condition)
                e.require(condition, f"a 'requires' of {operator.name} is violated", clause.span)
                e.guards.append(condition)
            case ast.Let():
                let(e, clause)
            case ast.Return():
                returned = fit(e, e.expr(clause.value), result, clause.value.span)
            case _:
                fail("E601", "an operator has 'requires', 'let' and 'return'", clause.span)
    if returned is None:
        fail(
            "E601", f"'{operator.name}' returns nothing", operator.span, "end it with 'return ...;'"
        )
    return returned


def let(e: Elaborator, clause: ast.Let) -> None:
    """Bind the names of a ``let``; a written type is an assertion."""
    for i, name in enumerate(clause.names):
        if name in e.local or name in clause.names[:i]:
            fail("E102", f"'{name}' is already defined", clause.span)
    term = e.expr(clause.value)
    if clause.type is not None:
        term = fit(e, term, resolve(e, clause.type), clause.value.span)
    if len(clause.names) == 1:
        e.local[clause.names[0]] = Local(term)
        return
    if not isinstance(term, TupleTerm) or len(term.items) != len(clause.names):
        message = f"{len(clause.names)} names are given to {describe(term)}"
        fail("E201", message, clause.span)
    for name, item in zip(clause.names, term.items, strict=True):
        e.local[name] = Local(item)


def signature(operator: ast.Operator) -> str:
    """``two_sum(F, x, y)``"""
    return f"{operator.name}({', '.join(p.name for p in operator.parameters)})"
