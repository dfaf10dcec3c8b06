"""Built-in functions on bits and codes."""

from __future__ import annotations

from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.arguments import positional
from verif.language.elaborator import Elaborator, Handler
from verif.language.operations import low_bits
from verif.language.problem import fail
from verif.language.terms import (
    BitsTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,
    NumTerm,
    Term,
    ValueTerm,
    describe,
)
from verif.language.typing_ import MAX_WIDTH, code_of
from verif.operators.record import iff


def _bits(e: Elaborator, node: ast.Call) -> Term:
    """``bits(c)``: the bits of a code or datum; ``bits(n, i)``: an integer as ``n`` bits."""
    usage = "bits(c) of a code or datum, or bits(n, i) of an integer"
    positional(node, usage, 1, 2)
    if len(node.arguments) == 2:
        width = e.constant_int(node.arguments[0], "a width", 1, MAX_WIDTH)
        value = e.integer(node.arguments[1])
        inside = b.and_(b.le(b.ZERO, value), b.lt(value, b.const(1 << width)))
        e.require(inside, f"the integer does not fit {width} bits", node.span)
        return BitsTerm(width, value if inside is b.TRUE else low_bits(value, width))
    term = e.expr(node.arguments[0])
    if isinstance(term, BitsTerm):
        return term
    if not isinstance(term, CodeTerm | DatumTerm):
        fail("E201", f"a code or datum is needed, not {describe(term)}", node.span, usage)
    return BitsTerm(term.format.bits, term.code)


def _operand(e: Elaborator, node: ast.Expr) -> BitsTerm:
    term = e.expr(node)
    if not isinstance(term, BitsTerm):
        hint = "bits(c) gives the bits of a code, bits(n, i) those of an integer"
        fail("E201", f"bits are needed here, not {describe(term)}", node.span, hint)
    return term


def _unsigned(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "unsigned(b)", 1)
    return NumTerm(_operand(e, node.arguments[0]).node, True)


def _signed(e: Elaborator, node: ast.Call) -> Term:
    """Two's complement."""
    positional(node, "signed(b)", 1)
    term = _operand(e, node.arguments[0])
    half, size = b.const(1 << (term.width - 1)), b.const(1 << term.width)
    return NumTerm(b.if_num(b.lt(term.node, half), term.node, b.sub(term.node, size)), True)


def _code(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "code(F, i) or code(F, bits)", 2)
    fmt = e.format(node.arguments[0])
    term = e.expr(node.arguments[1])
    if isinstance(term, CodeTerm) and term.format == fmt:
        return term
    if not isinstance(term, NumTerm | BitsTerm | DatumTerm | ValueTerm):
        hint = "encode(F, x, MODE) rounds a value to a code"
        fail("E201", f"an integer or bits are needed, not {describe(term)}", node.span, hint)
    return CodeTerm(fmt, code_of(e, fmt, term, node.arguments[1].span))


def _concat(e: Elaborator, node: ast.Call) -> Term:
    """The first argument becomes the high bits."""
    positional(node, "concat(high, low, ...)", 2, 64)
    parts = [_operand(e, a) for a in node.arguments]
    total: n.Num = b.ZERO
    for part in parts:
        total = b.add(b.mul(total, b.const(1 << part.width)), part.node)
    return BitsTerm(sum(p.width for p in parts), total)


def _bitwise(e: Elaborator, node: ast.Call) -> Term:
    names: dict[str, n.BinaryOp] = {"bit_and": "and", "bit_or": "or", "xor": "xor"}
    assert isinstance(node.function, ast.Name)
    name = node.function.name
    positional(node, f"{name}(a, b) on bits of one width", 2)
    if name == "xor":
        truths = [e.expr(a) for a in node.arguments]
        if isinstance(truths[0], BoolTerm) and isinstance(truths[1], BoolTerm):
            return BoolTerm(b.not_(iff(truths[0].node, truths[1].node)))
    x, y = (_operand(e, a) for a in node.arguments)
    if x.width != y.width:
        fail("E201", f"widths differ: {x.width} and {y.width}", node.span)
    return BitsTerm(x.width, b.binary(names[name], x.node, y.node))


def _bit_not(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "bit_not(b)", 1)
    x = _operand(e, node.arguments[0])
    return BitsTerm(x.width, b.sub(b.const((1 << x.width) - 1), x.node))


FUNCTIONS: dict[str, Handler] = {
    "bits": _bits,
    "unsigned": _unsigned,
    "signed": _signed,
    "code": _code,
    "concat": _concat,
    "bit_and": _bitwise,
    "bit_or": _bitwise,
    "xor": _bitwise,
    "bit_not": _bit_not,
}
