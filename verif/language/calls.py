"""Calls: built-in operators and functions, format instances, operators of the spec."""

from __future__ import annotations

from verif.language import (
    ast,
    bit_functions,
    elementary,
    functions,
    neighbours,
    rounding_calls,
)
from verif.language.builtins import ROUNDING_OPERATORS
from verif.language.elaborator import Elaborator
from verif.language.inlining import inline
from verif.language.problem import fail
from verif.language.terms import FormatTerm, Term


def call(e: Elaborator, node: ast.Call) -> Term:
    """The term of a call; a local name never hides a function, as it cannot be called."""
    function = node.function
    if isinstance(function, ast.Member):
        return _member_call(e, function, node)
    if not isinstance(function, ast.Name):
        fail("E202", "only a function, an operator or a format can be called", function.span)
    name = function.name
    if e.facts is not None and name == "count" and _names_class(node):
        return functions.count_class(e, e.facts, node)
    if name in ROUNDING_OPERATORS and rounding_calls.is_operator_call(e, node):
        return rounding_calls.operator(e, name, node)
    if name in functions.FUNCTIONS:
        return functions.FUNCTIONS[name](e, node)
    if name in neighbours.FUNCTIONS:
        return neighbours.FUNCTIONS[name](e, node)
    if name in elementary.FUNCTIONS:
        return elementary.FUNCTIONS[name](e, node)
    if name in bit_functions.FUNCTIONS:
        return bit_functions.FUNCTIONS[name](e, node)
    if name in ROUNDING_OPERATORS:
        hint = f"{name}(FORMAT, operands, MODE)"
        fail("E203", f"'{name}' starts with a format", node.span, hint)
    return _global_call(e, name, node)


def _names_class(node: ast.Call) -> bool:
    return len(node.arguments) == 1 and isinstance(node.arguments[0], ast.Name)


def _member_call(e: Elaborator, function: ast.Member, node: ast.Call) -> Term:
    """``E4M3.count(nan)``, ``m.operator(...)`` or ``m.posit(8, 2)``."""
    if isinstance(function.object, ast.Name):
        module = e.library.module(e, function.object.name)
        if module is not None:
            found = module.get(function.name)
            if found is None:
                e.library.unknown(e, function.name, function.span, module)
            return _apply(e, found, node)
    target = e.expr(function.object)
    if isinstance(target, FormatTerm) and function.name == "count":
        return functions.count_class(e, target.format, node)
    fail("E202", f"'{function.name}' cannot be called here", function.span)


def _global_call(e: Elaborator, name: str, node: ast.Call) -> Term:
    found = e.library.names.find(e.file, name)
    if found is None:
        e.library.unknown(e, name, node.function.span)
    return _apply(e, found, node)


def _apply(e: Elaborator, found: object, node: ast.Call) -> Term:
    from verif.language.scope import Global

    assert isinstance(found, Global)
    match found.item:
        case ast.Operator():
            return inline(e, found.file, found.item, node)
        case ast.Format():
            if node.named:
                fail("E203", "a format takes no named arguments", node.span)
            return FormatTerm(e.library.instance(e, found, node.arguments, node.span))
        case ast.Property():
            return e.library.definition(e, found, node.span)
        case item:
            fail("E202", f"'{item.name}' cannot be called", node.span)
