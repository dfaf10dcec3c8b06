"""Comparison: exact on numbers, IEEE on values and data, bitwise on codes and bits."""

from __future__ import annotations

from fractions import Fraction

from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.problem import fail
from verif.language.terms import (
    ArrayTerm,
    BitsTerm,
    BoolTerm,
    CodeTerm,
    NumTerm,
    Term,
    TupleTerm,
    describe,
)
from verif.operators.record import equal, iff, less
from verif.operators.record import same as same_record


def comparison(e: Elaborator, node: ast.Comparison) -> BoolTerm:
    """``a < b``, or a chain, which is the conjunction of its two comparisons."""
    places = node.operands
    x, y = e.expr(places[0]), e.expr(places[1])
    first = compare(e, node.operators[0], x, y, places[0], places[1])
    if len(places) == 2:
        return BoolTerm(first)
    with e.guarded(first):
        z = e.expr(places[2])
        second = compare(e, node.operators[1], y, z, places[1], places[2])
    return BoolTerm(b.and_(first, second))


def compare(
    e: Elaborator, operator: str, x: Term, y: Term, left: ast.Expr, right: ast.Expr
) -> n.Bool:
    """One comparison of two terms."""
    if operator == "!=":
        return b.not_(compare(e, "==", x, y, left, right))
    if operator in (">", ">="):
        flipped = "<" if operator == ">" else "<="
        return compare(e, flipped, y, x, right, left)
    span = left.span.to(right.span)
    match x, y:
        case NumTerm(), NumTerm():
            ops: dict[str, n.CompareOp] = {"==": "eq", "<": "lt", "<=": "le"}
            return b.compare(ops[operator], x.node, y.node)
        case BoolTerm(), BoolTerm() if operator == "==":
            return iff(x.node, y.node)
        case (CodeTerm() | BitsTerm(), _) | (_, CodeTerm() | BitsTerm()):
            return _bitwise(operator, x, y, left)
        case (TupleTerm(items=xs), TupleTerm(items=ys)) | (
            ArrayTerm(items=xs),
            ArrayTerm(items=ys),
        ) if operator == "==":
            if len(xs) != len(ys):
                fail("E201", f"{describe(x)} and {describe(y)} cannot be compared", span)
            pairs = zip(xs, ys, strict=True)
            return b.and_(*(compare(e, "==", i, j, left, right) for i, j in pairs))
        case _:
            a, c = e.as_record(x, left.span), e.as_record(y, right.span)
            return equal(a, c) if operator == "==" else less(a, c, operator == "<=")


def _bitwise(operator: str, x: Term, y: Term, place: ast.Expr) -> n.Bool:
    """``==`` of codes and bits, with each other or with a constant integer."""
    if operator != "==":
        hint = "compare values with decode(c), positions with ordinal(c), bits with unsigned(b)"
        what = describe(x if isinstance(x, CodeTerm | BitsTerm) else y)
        fail("E202", f"'{operator}' is not defined on {what}", place.span, hint)
    match x, y:
        case CodeTerm(), CodeTerm() if x.format == y.format:
            return b.eq(x.code, y.code)
        case BitsTerm(), BitsTerm() if x.width == y.width:
            return b.eq(x.node, y.node)
        case (CodeTerm() | BitsTerm(), NumTerm(node=n.Const(value=value))):
            return _with_constant(x, value, place)
        case (NumTerm(node=n.Const(value=value)), CodeTerm() | BitsTerm()):
            return _with_constant(y, value, place)
        case _:
            hint = "compare codes of one format, or use decode(c) and same(a, b)"
            fail("E201", f"{describe(x)} and {describe(y)} cannot be compared", place.span, hint)


def _with_constant(term: CodeTerm | BitsTerm, value: Fraction, place: ast.Expr) -> n.Bool:
    width = term.format.bits if isinstance(term, CodeTerm) else term.width
    if value.denominator != 1 or not 0 <= value < 1 << width:
        fail("E201", f"{value} is not a code of {width} bits", place.span)
    node = term.code if isinstance(term, CodeTerm) else term.node
    return b.eq(node, b.const(value))


def same(e: Elaborator, node: ast.Call) -> BoolTerm:
    """``same(a, b)``: bitwise on codes; class, value and sign of zero on values (one NaN)."""
    x, y = (e.expr(a) for a in node.arguments)
    if isinstance(x, CodeTerm | BitsTerm) or isinstance(y, CodeTerm | BitsTerm):
        return BoolTerm(_bitwise("==", x, y, node))
    if isinstance(x, TupleTerm | ArrayTerm) and isinstance(y, TupleTerm | ArrayTerm):
        if len(x.items) != len(y.items):
            fail("E201", f"{describe(x)} and {describe(y)} cannot be compared", node.span)
        pairs = zip(x.items, y.items, strict=True)
        records = [(e.as_record(i, node.span), e.as_record(j, node.span)) for i, j in pairs]
        return BoolTerm(b.and_(*(same_record(i, j) for i, j in records)))
    left, right = node.arguments
    return BoolTerm(same_record(e.as_record(x, left.span), e.as_record(y, right.span)))
