"""Operators of the surface: arithmetic, logic, conditionals, indexing."""

from __future__ import annotations

from fractions import Fraction

from verif.base.exact import TooLarge, power
from verif.base.source import Span
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.problem import fail
from verif.language.sequences import lane_element, prefix_element
from verif.language.terms import (
    ArrayTerm,
    BitsTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,
    NumTerm,
    PrefixTerm,
    SequenceTerm,
    Term,
    TupleTerm,
    ValueTerm,
    describe,
)
from verif.operators.arithmetic import negate
from verif.operators.record import choose, of_real

MAX_POWER = 64  # of a base that is not constant: the power is written out as a product


def unary(e: Elaborator, node: ast.Unary) -> Term:
    """``not x``, ``-x``, ``+x``; the literal ``-0.0`` is the value -0."""
    if node.operator == "not":
        return BoolTerm(b.not_(e.boolean(node.operand)))
    operand = node.operand
    negative = node.operator == "-"
    if negative and isinstance(operand, ast.Number) and not operand.value and "." in operand.text:
        return ValueTerm(negate(of_real(b.ZERO)))
    term = e.expr(operand)
    if isinstance(term, ValueTerm):
        return ValueTerm(negate(term.record)) if negative else term
    number = e.as_number(term, operand.span)
    return NumTerm(b.neg(number.node), number.integer) if negative else number


def binary(e: Elaborator, node: ast.Binary) -> Term:
    """Logic from left to right, exact arithmetic, shifts."""
    match node.operator:
        case "and":
            left = e.boolean(node.left)
            with e.guarded(left):
                return BoolTerm(b.and_(left, e.boolean(node.right)))
        case "or":
            left = e.boolean(node.left)
            with e.guarded(b.not_(left)):
                return BoolTerm(b.or_(left, e.boolean(node.right)))
        case "implies":
            left = e.boolean(node.left)
            with e.guarded(left):
                return BoolTerm(b.implies(left, e.boolean(node.right)))
        case "<<" | ">>":
            return _shift(e, node)
        case "**":
            return _power(e, node)
        case "div" | "mod" | "tdiv":
            return _integer_division(e, node)
        case _:
            return _arithmetic(e, node)


def _arithmetic(e: Elaborator, node: ast.Binary) -> NumTerm:
    x, y = e.number(node.left), e.number(node.right)
    integer = x.integer and y.integer
    match node.operator:
        case "+":
            return NumTerm(b.add(x.node, y.node), integer)
        case "-":
            return NumTerm(b.sub(x.node, y.node), integer)
        case "*":
            return NumTerm(b.mul(x.node, y.node), integer)
        case "/":
            e.require(b.not_(b.eq(y.node, b.ZERO)), "division by zero", node.span)
            quotient = b.div(x.node, y.node)
            whole = isinstance(quotient, n.Const) and quotient.value.denominator == 1
            return NumTerm(quotient, whole)
        case operator:
            raise ValueError(operator)


def _integer_division(e: Elaborator, node: ast.Binary) -> NumTerm:
    x, y = e.integer(node.left), e.integer(node.right)
    e.require(b.not_(b.eq(y, b.ZERO)), "division by zero", node.span)
    quotient = b.div(x, y)
    down = b.floor(quotient)
    match node.operator:
        case "div":
            return NumTerm(down, True)
        case "mod":
            # The remainder of a division by zero is a hazard above; x keeps the core total.
            return NumTerm(b.sub(x, b.mul(y, down)), True)
        case _:
            up = b.neg(b.floor(b.neg(quotient)))
            return NumTerm(b.if_num(b.lt(quotient, b.ZERO), up, down), True)


def _shift(e: Elaborator, node: ast.Binary) -> Term:
    """On bits a logical shift within the width; on integers times or floor by a power of two."""
    term = e.expr(node.left)
    count = e.integer(node.right)
    e.require(b.le(b.ZERO, count), "a negative shift", node.right.span)
    left = node.operator == "<<"
    if isinstance(term, BitsTerm):
        # Beyond the width nothing is left; the limit keeps 2**count small.
        limit = b.const(term.width)
        bounded = b.binary("min", b.binary("max", count, b.ZERO), limit)
        if left:
            moved = b.mul(term.node, b.pow2(bounded))
            return BitsTerm(term.width, low_bits(moved, term.width))
        return BitsTerm(term.width, b.floor(b.mul(term.node, b.pow2(b.neg(bounded)))))
    x = e.as_integer(term, node.left.span)
    count = b.binary("max", count, b.ZERO)  # so that the result is an integer in any case
    if left:
        return NumTerm(b.mul(x, b.pow2(count)), True)
    return NumTerm(b.floor(b.mul(x, b.pow2(b.neg(count)))), True)


def low_bits(node: n.Num, width: int) -> n.Num:
    """An integer modulo ``2**width``."""
    size = b.const(1 << width)
    return b.sub(node, b.mul(size, b.floor(b.div(node, size))))


def _power(e: Elaborator, node: ast.Binary) -> NumTerm:
    base = e.number(node.left)
    exponent = e.integer(node.right)
    if isinstance(base.node, n.Const) and isinstance(exponent, n.Const):
        return _constant_power(e, base.node.value, int(exponent.value), node.span)
    if isinstance(base.node, n.Const):
        return NumTerm(_power_of_constant(base.node.value, exponent, node), False)
    k = int(e.known(exponent, node.right.span, "the exponent of a base that varies"))
    if abs(k) > MAX_POWER:
        message = f"the exponent of a base that varies is at most {MAX_POWER} in magnitude"
        fail("E204", message, node.right.span)
    product: n.Num = b.ONE
    for _ in range(abs(k)):
        product = b.mul(product, base.node)
    if k < 0:
        e.require(b.not_(b.eq(base.node, b.ZERO)), "a negative power of zero", node.span)
        product = b.div(b.ONE, product)
    return NumTerm(product, base.integer and k >= 0)


def _constant_power(e: Elaborator, base: Fraction, exponent: int, span: Span) -> NumTerm:
    if base == 0 and exponent < 0:
        e.require(b.FALSE, "a negative power of zero", span)
        return NumTerm(b.ZERO, True)
    try:
        value = power(base, exponent)
    except TooLarge as error:
        fail("E402", str(error), span)
    return NumTerm(b.const(value), value.denominator == 1)


def _power_of_constant(base: Fraction, exponent: n.Num, node: ast.Binary) -> n.Num:
    """``base**exponent`` for a varying exponent: plus or minus a power of two only."""
    size = abs(base)
    top, bottom = size.numerator, size.denominator
    if not size or top & (top - 1) or bottom & (bottom - 1):
        hint = "only a power of two can have an exponent that varies"
        fail("E204", f"the exponent of {base} must be constant", node.right.span, hint)
    step = top.bit_length() - bottom.bit_length()
    magnitude = b.pow2(b.mul(b.const(step), exponent)) if step else b.ONE
    if base > 0:
        return magnitude
    half = b.div(exponent, b.const(2))
    return b.if_num(b.eq(b.floor(half), half), magnitude, b.neg(magnitude))


def conditional(e: Elaborator, node: ast.Conditional) -> Term:
    """``if c then a else b``; each branch is only reached where it is taken."""
    condition = e.boolean(node.condition)
    with e.guarded(condition):
        yes = e.expr(node.yes)
    with e.guarded(b.not_(condition)):
        no = e.expr(node.no)
    return _choose(e, condition, yes, no, node)


def _choose(e: Elaborator, c: n.Bool, yes: Term, no: Term, node: ast.Conditional) -> Term:
    match yes, no:
        case BoolTerm(node=x), BoolTerm(node=y):
            return BoolTerm(b.if_bool(c, x, y))
        case DatumTerm(format=f), DatumTerm(format=g) if f == g:
            return DatumTerm(f, b.if_num(c, yes.code, no.code))
        case CodeTerm(format=f), CodeTerm(format=g) if f == g:
            return CodeTerm(f, b.if_num(c, yes.code, no.code))
        case BitsTerm(width=w, node=x), BitsTerm(width=v, node=y) if w == v:
            return BitsTerm(w, b.if_num(c, x, y))
        case (TupleTerm(items=x), TupleTerm(items=y)) if len(x) == len(y):
            items = tuple(_choose(e, c, i, j, node) for i, j in zip(x, y, strict=True))
            return TupleTerm(yes.names, items)
        case (ArrayTerm(items=x), ArrayTerm(items=y)) if len(x) == len(y):
            return ArrayTerm(tuple(_choose(e, c, i, j, node) for i, j in zip(x, y, strict=True)))
        case (NumTerm(), NumTerm()):
            return NumTerm(b.if_num(c, yes.node, no.node), yes.integer and no.integer)
        case (NumTerm() | ValueTerm() | DatumTerm(), NumTerm() | ValueTerm() | DatumTerm()):
            left, right = e.as_record(yes, node.yes.span), e.as_record(no, node.no.span)
            return ValueTerm(choose(c, left, right))
        case _:
            message = f"the branches differ: {describe(yes)} and {describe(no)}"
            fail("E201", message, node.span)


def index(e: Elaborator, node: ast.Index) -> Term:
    """``array[i]``; outside the array it has no meaning."""
    array = e.expr(node.object)
    if isinstance(array, BitsTerm):
        hint = "take bits as a slice: b[3:3] is bit 3"
        fail("E202", f"{describe(array)} cannot be indexed", node.span, hint)
    if isinstance(array, SequenceTerm):
        return lane_element(e, array.element, e.expr(node.index))
    if isinstance(array, PrefixTerm):
        return prefix_element(e, array, e.expr(node.index))
    if not isinstance(array, ArrayTerm):
        fail("E202", f"{describe(array)} cannot be indexed", node.span)
    position = e.integer(node.index)
    length = len(array.items)
    if isinstance(position, n.Const) and 0 <= position.value < length:
        return array.items[int(position.value)]
    inside = b.and_(b.le(b.ZERO, position), b.lt(position, b.const(length)))
    e.require(inside, "an index out of range", node.index.span)
    if not array.items:
        return NumTerm(b.ZERO, True)  # never read: the hazard above is violated wherever it is
    chosen = array.items[0]
    place = ast.Conditional(node.span, node.index, node.object, node.object)
    for i in range(1, length):
        chosen = _choose(e, b.eq(position, b.const(i)), array.items[i], chosen, place)
    return chosen


def slice_(e: Elaborator, node: ast.Slice) -> Term:
    """``bits[high:low]``, both ends included."""
    term = e.expr(node.object)
    if not isinstance(term, BitsTerm):
        hint = "bits(c) gives the bits of a code"
        fail("E202", f"a slice is of bits only, not {describe(term)}", node.span, hint)
    high = e.constant_int(node.high, "the high end of a slice", 0, term.width - 1)
    low = e.constant_int(node.low, "the low end of a slice", 0, high)
    shifted = b.floor(b.div(term.node, b.const(1 << low)))
    return BitsTerm(high - low + 1, low_bits(shifted, high - low + 1))
