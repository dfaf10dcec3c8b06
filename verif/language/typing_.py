"""Resolving written types, and fitting a term to a type."""

from __future__ import annotations

from verif.base.source import Span
from verif.formats.context import Context, Mode, OnNan
from verif.formats.fixed import Fixed
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.operations import low_bits
from verif.language.problem import fail
from verif.language.terms import (
    ArrayTerm,
    BitsTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,
    FormatTerm,
    NumTerm,
    RoundingTerm,
    Term,
    TupleTerm,
    ValueTerm,
    describe,
)
from verif.language.types import (
    ArrayType,
    BitsType,
    BoolType,
    CodeType,
    DatumType,
    NumberType,
    SequenceType,
    StaticType,
    TupleType,
    Type,
    ValueType,
    show,
)
from verif.operators.record import Record, equal, of_code, round_to

MAX_WIDTH = 4096
MAX_LENGTH = 4096


def resolve(e: Elaborator, node: ast.Type) -> Type:
    """The type that ``node`` writes; raises ``Problem`` for an unknown one."""
    match node:
        case ast.ArrayType():
            element = resolve(e, node.element)
            if e.sequences is not None and e.number(node.length).node is e.sequences.length:
                return SequenceType(element, e.sequences.name)
            return ArrayType(element, e.constant_int(node.length, "a length", 0, MAX_LENGTH))
        case ast.TupleType():
            names = tuple(name for name, _ in node.fields)
            if len(set(names)) < len(names):
                fail("E102", "two fields of a tuple have one name", node.span)
            return TupleType(names, tuple(resolve(e, t) for _, t in node.fields))
        case ast.TypeName(name=name, arguments=()):
            match name:
                case "bool":
                    return BoolType()
                case "int" | "nat" | "real":
                    return NumberType(name)
                case "value":
                    return ValueType()
                case "format" | "rounding":
                    return StaticType(name)
                case "code" | "bits":
                    fail("E203", f"'{name}' needs an argument", node.span, f"{name}(...)")
        case ast.TypeName(name="bits", arguments=(width,)):
            return BitsType(e.constant_int(width, "a width", 1, MAX_WIDTH))
        case ast.TypeName(name="code", arguments=(inner,)):
            return CodeType(e.format(inner))
    assert isinstance(node, ast.TypeName)
    return DatumType(e.library.format_named(e, node))


def fit(e: Elaborator, term: Term, type_: Type, span: Span) -> Term:
    """``term`` as a ``type_``: it keeps its value, and where it would not that is a hazard."""
    match type_, term:
        case BoolType(), BoolTerm():
            return term
        case NumberType(kind="real"), _:
            return e.as_number(term, span)
        case NumberType(kind=kind), _:
            return NumTerm(_whole(e, e.as_number(term, span), kind, span), True)
        case ValueType(), _:
            return ValueTerm(e.as_record(term, span))
        case DatumType(format=fmt), DatumTerm(format=own) if own == fmt:
            return term
        case DatumType(format=fmt), NumTerm() | ValueTerm() | DatumTerm():
            return _fit_datum(e, e.as_record(term, span), fmt, span)
        case CodeType(format=fmt), CodeTerm(format=own) if own == fmt:
            return term
        case CodeType(format=fmt), NumTerm(integer=True) | BitsTerm():
            return CodeTerm(fmt, code_of(e, fmt, term, span))
        case BitsType(width=width), BitsTerm(width=own_width) if own_width == width:
            return term
        case ArrayType(element=element, length=length), ArrayTerm(items=items):
            if len(items) == length:
                return ArrayTerm(tuple(fit(e, i, element, span) for i in items))
        case TupleType(names=names, items=types), TupleTerm(items=items):
            if len(items) == len(types):
                pairs = zip(items, types, strict=True)
                return TupleTerm(names, tuple(fit(e, i, t, span) for i, t in pairs))
        case StaticType(kind="format"), FormatTerm():
            return term
        case StaticType(kind="rounding"), RoundingTerm():
            return term
    hint = ""
    if isinstance(type_, DatumType) and isinstance(term, CodeTerm):
        hint = "decode(c) gives the datum of a code"
    if isinstance(type_, CodeType) and isinstance(term, DatumTerm):
        hint = "code(F, bits(x)) gives the code of a datum"
    fail("E201", f"{show(type_)} is needed here, not {describe(term)}", span, hint)


def pass_to(e: Elaborator, term: Term, type_: Type, span: Span) -> Term:
    """``term`` for a parameter: it fits, and a ``nat`` is constant."""
    fitted = fit(e, term, type_, span)
    if isinstance(type_, NumberType) and type_.kind == "nat" and isinstance(fitted, NumTerm):
        return NumTerm(b.const(e.known(fitted.node, span, "an argument of type nat")), True)
    return fitted


def _whole(e: Elaborator, number: NumTerm, kind: str, span: Span) -> n.Num:
    """The number as an integer, also where a hazard says that it is none."""
    whole = number.node if number.integer else b.floor(number.node)
    e.require(b.eq(whole, number.node), f"the value does not fit {kind}", span)
    if kind == "nat":
        e.require(b.le(b.ZERO, whole), "the value does not fit nat", span)
    return whole


def _fit_datum(e: Elaborator, x: Record, fmt: Format, span: Span) -> DatumTerm:
    e.require(fits(fmt, x), f"the value does not fit {fmt.name}", span)
    return DatumTerm(fmt, exact_code(fmt, x))


def exact_code(fmt: Format, x: Record) -> n.Num:
    """The code of a value that is known to fit."""
    if isinstance(fmt, Fixed):
        scaled = b.mul(x.real, b.const(1 / fmt.value_of(1)))
        return low_bits(b.floor(scaled), fmt.bits)
    # A context of its own: the format's policies are about rounding, and nothing is rounded here.
    on_nan: OnNan = "nan" if fmt.has_nan else "zero"
    context = Context(Mode.RTZ, "saturate", on_nan, "saturate", "saturate", "min", False)
    code = round_to(fmt, context, x)
    for sign, negative in ((b.not_(x.negative), False), (x.negative, True)):
        infinity = fmt.inf_code(negative)
        if infinity is not None:
            code = b.if_num(b.and_(x.inf, sign), b.const(infinity), code)
    return code


def fits(fmt: Format, x: Record) -> n.Bool:
    """Whether ``x`` is exactly a value of ``fmt``; the sign of a zero counts where it is -0."""
    negative_zero = b.and_(x.zero, x.negative)
    signs = b.truth(fmt.negative_zero is not None)
    zero_fits = b.implies(negative_zero, signs)
    if isinstance(fmt, Fixed):
        low, high = b.const(fmt.min), b.const(fmt.max)
        scaled = b.mul(x.real, b.const(1 / fmt.value_of(1)))
        whole = b.eq(b.floor(scaled), scaled)
        return b.and_(x.finite, b.le(low, x.real), b.le(x.real, high), whole, zero_fits)
    back = of_code(fmt, exact_code(fmt, x))
    special = b.and_(x.nan, b.truth(fmt.has_nan))
    return b.or_(special, b.and_(equal(back, x), zero_fits))


def code_of(e: Elaborator, fmt: Format, term: Term, span: Span) -> n.Num:
    """The code that an integer or a bit string writes."""
    if isinstance(term, BitsTerm):
        if term.width != fmt.bits:
            message = f"a code of {fmt.name} has {fmt.bits} bits, not {term.width}"
            fail("E201", message, span)
        return term.node
    code = e.as_integer(term, span)
    inside = b.and_(b.le(b.ZERO, code), b.lt(code, b.const(1 << fmt.bits)))
    e.require(inside, f"not a code of {fmt.name}", span)
    # Masking keeps the core total where the hazard is violated.
    return code if inside is b.TRUE else low_bits(code, fmt.bits)
