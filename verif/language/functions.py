"""Built-in functions on numbers, values and data."""

from __future__ import annotations

from verif.base.source import Span
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.arguments import named, positional
from verif.language.comparing import same
from verif.language.elaborator import Elaborator, Handler
from verif.language.facts import CLASSES, count
from verif.language.operations import low_bits
from verif.language.problem import fail
from verif.language.terms import (
    ArrayTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,
    NumTerm,
    PrefixTerm,
    SequenceTerm,
    Term,
    describe,
)
from verif.language.typing_ import fits
from verif.operators.record import Record, of_code


def _value(e: Elaborator, node: ast.Call, usage: str) -> tuple[Record, Format | None]:
    """The only argument as a value, and its format: a datum, a code or a value."""
    positional(node, usage, 1)
    term = e.expr(node.arguments[0])
    if isinstance(term, CodeTerm):
        return of_code(term.format, term.code), term.format
    fmt = term.format if isinstance(term, DatumTerm) else None
    return e.as_record(term, node.arguments[0].span), fmt


def _is_nan(e: Elaborator, node: ast.Call) -> Term:
    return BoolTerm(_value(e, node, "is_nan(x)")[0].nan)


def _is_inf(e: Elaborator, node: ast.Call) -> Term:
    return BoolTerm(_value(e, node, "is_inf(x)")[0].inf)


def _is_finite(e: Elaborator, node: ast.Call) -> Term:
    return BoolTerm(_value(e, node, "is_finite(x)")[0].finite)


def _is_zero(e: Elaborator, node: ast.Call) -> Term:
    return BoolTerm(_value(e, node, "is_zero(x)")[0].zero)


def _is_subnormal(e: Elaborator, node: ast.Call) -> Term:
    return BoolTerm(_subnormal(*_value(e, node, "is_subnormal(x)"), node.span))


def _is_normal(e: Elaborator, node: ast.Call) -> Term:
    record, fmt = _value(e, node, "is_normal(x)")
    small = _subnormal(record, fmt, node.span)
    return BoolTerm(b.and_(record.finite, b.not_(record.zero), b.not_(small)))


def _subnormal(x: Record, fmt: Format | None, span: Span) -> n.Bool:
    if fmt is None:
        hint = "take a datum or a code: subnormals are relative to a format"
        fail("E202", "a value without a format is neither normal nor subnormal", span, hint)
    if fmt.min_normal is None:
        return b.FALSE
    return b.and_(x.finite, b.not_(x.zero), b.lt(b.absolute(x.real), b.const(fmt.min_normal)))


def _sign(e: Elaborator, node: ast.Call) -> Term:
    record, _ = _value(e, node, "sign(x)")
    return NumTerm(b.if_num(record.negative, b.const(-1), b.ONE), True)


def _nonzero(e: Elaborator, node: ast.Call) -> n.Num:
    """The only argument as a non-zero real."""
    positional(node, f"{_name(node)}(x)", 1)
    x = e.number(node.arguments[0]).node
    e.require(b.not_(b.eq(x, b.ZERO)), f"the {_name(node)} of zero", node.span)
    return x


def _name(node: ast.Call) -> str:
    return node.function.name if isinstance(node.function, ast.Name) else "function"


def _exponent(e: Elaborator, node: ast.Call) -> Term:
    return NumTerm(b.unary("exponent", _nonzero(e, node)), True)


def _significand(e: Elaborator, node: ast.Call) -> Term:
    return NumTerm(b.unary("significand", _nonzero(e, node)), False)


def _frac(e: Elaborator, node: ast.Call) -> Term:
    return NumTerm(b.sub(b.unary("significand", _nonzero(e, node)), b.ONE), False)


def _ordinal(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "ordinal(x)", 1)
    term = e.expr(node.arguments[0])
    if not isinstance(term, DatumTerm | CodeTerm):
        fail("E201", f"a datum or a code is needed, not {describe(term)}", node.span)
    finite = of_code(term.format, term.code).finite
    e.require(finite, "the ordinal of a NaN or an infinity", node.span)
    return NumTerm(b.ordinal(term.format, term.code), True)


def _field(e: Elaborator, node: ast.Call) -> Term:
    usage = 'field(x, "e")'
    positional(node, usage, 2)
    term = e.expr(node.arguments[0])
    which = node.arguments[1]
    if not isinstance(term, DatumTerm | CodeTerm) or not isinstance(term.format, Float):
        fail("E201", f"a datum of a float format is needed, not {describe(term)}", node.span, usage)
    letters = term.format.field_of
    if not isinstance(which, ast.Text) or which.value not in letters:
        hint = f"{term.format.name} has the fields {', '.join(repr(x) for x in letters)}"
        fail("E203", "no such field", which.span, hint)
    found = letters[which.value]
    shifted = b.floor(b.div(term.code, b.const(1 << found.low)))
    return NumTerm(low_bits(shifted, found.width), True)


def _abs(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "abs(x), or abs(F, x, MODE) for a datum", 1)
    x = e.number(node.arguments[0])
    return NumTerm(b.absolute(x.node), x.integer)


def _extreme(e: Elaborator, node: ast.Call) -> Term:
    op: n.BinaryOp = "min" if _name(node) == "min" else "max"
    positional(node, f"{op}(x, y) or {op}(F, x, y, MODE)", 2, 64)
    numbers = [e.number(a) for a in node.arguments]
    chosen = numbers[0].node
    for other in numbers[1:]:
        chosen = b.binary(op, chosen, other.node)
    return NumTerm(chosen, all(x.integer for x in numbers))


def _floor(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "floor(x)", 1)
    return NumTerm(b.floor(e.number(node.arguments[0]).node), True)


def _ceil(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "ceil(x)", 1)
    return NumTerm(b.neg(b.floor(b.neg(e.number(node.arguments[0]).node))), True)


def _sqrt(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "sqrt(x), or sqrt(F, x, MODE) for a datum", 1)
    x = e.number(node.arguments[0]).node
    e.require(b.le(b.ZERO, x), "the square root of a negative number", node.span)
    return NumTerm(b.unary("sqrt", x), False)


def _same(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "same(a, b)", 2)
    return same(e, node)


def _fits(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "fits(e, T)", 2)
    target = node.arguments[1]
    if isinstance(target, ast.Name) and target.name in ("int", "nat"):
        number = e.number(node.arguments[0])
        whole = b.eq(b.floor(number.node), number.node)
        low = b.le(b.ZERO, number.node) if target.name == "nat" else b.TRUE
        return BoolTerm(b.and_(whole, low))
    return BoolTerm(fits(e.format(target), e.record(node.arguments[0])))


def _integer_format(e: Elaborator, node: ast.Call, usage: str) -> Fixed:
    positional(node, usage, 2)
    fmt = e.format(node.arguments[1])
    if not isinstance(fmt, Fixed):
        fail("E202", f"{fmt.name} is not an integer or fixed-point format", node.span, usage)
    return fmt


def _wrap(e: Elaborator, node: ast.Call) -> Term:
    fmt = _integer_format(e, node, "wrap(e, int(8))")
    if not fmt.is_integer:
        fail("E202", f"wrap needs an integer format, not {fmt.name}", node.span)
    value = e.number(node.arguments[0])
    if not value.integer:
        whole = b.eq(b.floor(value.node), value.node)
        e.require(whole, "wrap of a number that is not an integer", node.span)
    return DatumTerm(fmt, low_bits(b.floor(value.node), fmt.bits))


def _saturate(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "saturate(e, T)", 2)
    fmt = e.format(node.arguments[1])
    x = e.number(node.arguments[0])
    clamped = b.binary("max", b.const(fmt.min), b.binary("min", x.node, b.const(fmt.max)))
    return NumTerm(clamped, x.integer and fmt.max.denominator == fmt.min.denominator == 1)


def _error(e: Elaborator, node: ast.Call) -> Term:
    """``abs_error`` and ``rel_error``: unsigned."""
    usage = f"{_name(node)}(a, exact = e)"
    if len(node.arguments) != 1:
        fail("E203", "one value and 'exact' are needed", node.span, usage)
    exact = named(node, usage, ("exact",)).get("exact")
    if exact is None:
        fail("E203", "'exact = ...' is missing", node.span, usage)
    approximate, true = e.number(node.arguments[0]), e.number(exact)
    error = b.absolute(b.sub(approximate.node, true.node))
    if _name(node) == "abs_error":
        return NumTerm(error, approximate.integer and true.integer)
    e.require(b.not_(b.eq(true.node, b.ZERO)), "rel_error with exact value 0", node.span)
    return NumTerm(b.div(error, b.absolute(true.node)), False)


def _ulp(e: Elaborator, node: ast.Call) -> Term:
    """Spacing at the binade of ``e``; of the smallest normal below it, of the top one above."""
    positional(node, "ulp(F, e)", 2)
    fmt = e.format(node.arguments[0])
    x = e.number(node.arguments[1]).node
    if isinstance(fmt, Fixed):
        return NumTerm(b.const(fmt.value_of(1)), fmt.is_integer)
    if not isinstance(fmt, Float):
        fail("E202", f"{fmt.name} has no ulp: its spacing is not that of a float", node.span)
    low, high = fmt.exponent_range
    bounded = b.binary("min", b.unary("exponent", x), b.const(high))
    binade = b.binary("max", bounded, b.const(low))
    binade = b.if_num(b.eq(x, b.ZERO), b.const(low), binade)
    return NumTerm(b.pow2(b.sub(binade, b.const(fmt.significand_bits))), False)


def _decode(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "decode(c)", 1)
    term = e.expr(node.arguments[0])
    if not isinstance(term, CodeTerm):
        hint = "code(E4M3, 0x7E) is a code"
        fail("E201", f"decode takes a code, not {describe(term)}", node.span, hint)
    return DatumTerm(term.format, term.code)


def _len(e: Elaborator, node: ast.Call) -> Term:
    positional(node, "len(array)", 1)
    term = e.expr(node.arguments[0])
    if isinstance(term, SequenceTerm | PrefixTerm) and e.sequences is not None:
        return NumTerm(e.sequences.length, True)
    if not isinstance(term, ArrayTerm):
        fail("E201", f"an array is needed, not {describe(term)}", node.span)
    return NumTerm(b.const(len(term.items)), True)


def count_class(e: Elaborator, fmt: Format, node: ast.Call) -> Term:
    """``count(nan)``: how many codes are of a class."""
    usage = f"count({' | '.join(CLASSES)})"
    positional(node, usage, 1)
    which = node.arguments[0]
    if not isinstance(which, ast.Name) or which.name not in CLASSES:
        fail("E203", "no such class of codes", which.span, usage)
    return NumTerm(b.const(count(fmt, which.name)), True)


FUNCTIONS: dict[str, Handler] = {
    "is_nan": _is_nan,
    "is_inf": _is_inf,
    "is_finite": _is_finite,
    "is_zero": _is_zero,
    "is_normal": _is_normal,
    "is_subnormal": _is_subnormal,
    "sign": _sign,
    "exponent": _exponent,
    "significand": _significand,
    "frac": _frac,
    "ordinal": _ordinal,
    "field": _field,
    "abs": _abs,
    "min": _extreme,
    "max": _extreme,
    "floor": _floor,
    "ceil": _ceil,
    "sqrt": _sqrt,
    "same": _same,
    "fits": _fits,
    "wrap": _wrap,
    "saturate": _saturate,
    "rel_error": _error,
    "abs_error": _error,
    "ulp": _ulp,
    "decode": _decode,
    "len": _len,
}
