"""The operator of a kernel: its static arguments are written, its operands are the kernel's.

``mul(E4M3, RNE)`` is ``mul(E4M3, x, y, RNE)`` for codes ``x`` and ``y`` of E4M3;
``encode(E4M3, RNE)`` takes numbers of the float type that the kernel's ``input`` names; an operator
of the spec takes what its parameters say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verif.base.source import Span
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.ir import build as b
from verif.language import ast
from verif.language.builtins import FUNCTIONS, ROUNDING_OPERATORS
from verif.language.elaborator import Elaborator
from verif.language.inlining import apply
from verif.language.problem import fail
from verif.language.scope import Global, Local
from verif.language.terms import CodeTerm, DatumTerm, Term
from verif.language.types import CodeType, DatumType, NumberType, ValueType, show
from verif.language.typing_ import fit, resolve
from verif.operators.arithmetic import OPERATORS
from verif.properties.binding import Operand

CONVERSIONS = ("encode", "round", "convert")
LISTED_BITS = 16


@dataclass(frozen=True, slots=True)
class Bound:
    """An operator applied to operands of its own."""

    operands: tuple[Operand, ...]
    term: Term
    decodes: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """The kernel's ``input``: its word, the float format it names if any, and its place."""

    word: str
    carrier: Format | None
    span: Span

    def operand(self, name: str, kind: Literal["datum", "code"], fmt: Format) -> Operand:
        """An operand of ``fmt``, as codes or carried by floats that hold every value."""
        if self.carrier is not None and not holds(self.carrier, fmt):
            fail("E501", f"{self.word} does not hold every value of {fmt.name}", self.span)
        return _operand(name, kind, fmt, self.carrier)


def bind(e: Elaborator, node: ast.Expr, given: Input) -> Bound:
    """The operands and the result of a kernel's operator."""
    call = node if isinstance(node, ast.Call) else ast.Call(node.span, node, (), ())
    function = call.function
    if isinstance(function, ast.Member):
        return _spec_operator(e, _in_module(e, function), call, given)
    assert isinstance(function, ast.Name)
    if function.name == "decode":
        return _decode(e, call, given)
    if function.name in ROUNDING_OPERATORS:
        return _rounding(e, function.name, call, given)
    found = e.library.names.find(e.file, function.name)
    if found is None:
        if function.name in FUNCTIONS:
            hint = "write an operator that calls it: op f(x : E4M3) -> E4M3 { return ...; }"
            fail("E501", f"'{function.name}' is a function on numbers", function.span, hint)
        e.library.unknown(e, function.name, function.span)
    return _spec_operator(e, found, call, given)


def _in_module(e: Elaborator, function: ast.Member) -> Global:
    name = function.object.name if isinstance(function.object, ast.Name) else ""
    module = e.library.module(e, name)
    if module is None:
        fail("E101", f"unknown module '{name}'", function.object.span)
    found = module.get(function.name)
    if found is None:
        e.library.unknown(e, function.name, function.span, module)
    return found


# --- built-in operators -----------------------------------------------------------------------


def _decode(e: Elaborator, call: ast.Call, given: Input) -> Bound:
    if len(call.arguments) != 1 or call.named:
        fail("E203", "decode takes a format here", call.span, "decode(FORMAT)")
    if given.carrier is not None:
        fail("E501", "decode takes codes", given.span, "input = codes;")
    fmt = e.format(call.arguments[0])
    operand = _operand("c", "code", fmt, None)
    return Bound((operand,), DatumTerm(fmt, operand.var), decodes=True)


def _rounding(e: Elaborator, name: str, call: ast.Call, given: Input) -> Bound:
    usage = f"{name}(FORMAT, MODE)"
    if len(call.arguments) != 2:
        message = f"2 arguments are needed here, not {len(call.arguments)}"
        fail("E203", message, call.span, usage)
    if name in CONVERSIONS:
        if given.carrier is None:
            fail("E501", f"{name} takes numbers", given.span, "input = float32;")
        operands = [_operand("x", "datum", given.carrier, given.carrier)]
    else:
        if given.carrier is not None:
            hint = "codes; for operands that come as numbers, bind an op that says their formats"
            fail("E501", f"{name} takes codes", given.span, hint)
        fmt = e.format(call.arguments[0])
        names = "xyz"[: OPERATORS[name].arity]
        operands = [_operand(n, "datum", fmt, None) for n in names]
    # Local names that no spec can write stand for the operands.
    local = {f"{o.name}'": Local(_term(o)) for o in operands}
    inner = [ast.Name(call.span, key) for key in local]
    written = ast.Call(
        call.span, call.function, (call.arguments[0], *inner, call.arguments[1]), call.named
    )
    with e.naming(local):
        return Bound(tuple(operands), e.expr(written))


# --- operators of the spec --------------------------------------------------------------------


def _spec_operator(e: Elaborator, found: Global, call: ast.Call, given: Input) -> Bound:
    item = found.item
    if not isinstance(item, ast.Operator):
        fail("E501", f"'{item.name}' is not an operator", call.span)
    if call.named:
        fail("E203", f"'{item.name}' takes no named arguments", call.span)
    inner = Elaborator(e.library, found.file)
    waiting: list[tuple[Term, Span]] = [(e.expr(a), a.span) for a in call.arguments]
    statics = [p.name for p in item.parameters if _static(p)]
    if len(statics) != len(waiting):
        message = f"{len(statics)} static arguments are needed, not {len(waiting)}"
        wanted = f"({', '.join(statics)})" if statics else ""
        fail("E203", message, call.span, f"{item.name}{wanted}")
    operands: list[Operand] = []
    arguments: list[tuple[Term, Span]] = []
    for parameter in item.parameters:
        type_ = resolve(inner, parameter.type)
        if _static(parameter):
            term, span = waiting.pop(0)
            inner.local[parameter.name] = Local(fit(e, term, type_, span))
            arguments.append((term, span))
            continue
        match type_:
            case DatumType(format=fmt):
                operand = given.operand(parameter.name, "datum", fmt)
            case CodeType(format=fmt):
                if given.carrier is not None:
                    message = f"'{parameter.name}' of {item.name} is a code"
                    fail("E501", message, given.span, "input = codes;")
                operand = _operand(parameter.name, "code", fmt, None)
            case NumberType(kind="real") | ValueType():
                if given.carrier is None:
                    message = f"'{parameter.name}' of {item.name} is a number"
                    fail("E501", message, given.span, "input = float32;")
                operand = _operand(parameter.name, "datum", given.carrier, given.carrier)
            case _:
                message = f"a kernel has no operand of type {show(type_)}"
                fail("E501", message, call.span, "formats, codes and numbers")
        operands.append(operand)
        arguments.append((_term(operand), call.span))
    if not operands:
        fail("E501", f"'{item.name}' has no operands", call.span)
    return Bound(tuple(operands), apply(e, found.file, item, arguments, call.span))


def _static(parameter: ast.Parameter) -> bool:
    """Whether a parameter is written in the spec rather than given to the kernel."""
    match parameter.type:
        case ast.TypeName(name="format" | "rounding" | "nat" | "int", arguments=()):
            return True
        case _:
            return False


# --- operands ---------------------------------------------------------------------------------


def _operand(
    name: str, kind: Literal["datum", "code"], fmt: Format, carrier: Format | None
) -> Operand:
    return Operand(name, kind, b.var(name, 0, (1 << fmt.bits) - 1), fmt, carrier)


def _term(operand: Operand) -> Term:
    if operand.kind == "code":
        return CodeTerm(operand.format, operand.var)
    return DatumTerm(operand.format, operand.var)


def holds(carrier: Format, fmt: Format) -> bool:
    """Whether every finite value of ``fmt`` is one of the IEEE format ``carrier``."""
    assert isinstance(carrier, Float)
    least = carrier.value_of(1)
    if isinstance(fmt, Float):
        small = fmt.value_of(fmt.min_positive)
        tiny = small if fmt.subnormals else small / (1 << fmt.significand_bits)
        return fmt.precision <= carrier.precision and fmt.max <= carrier.max and tiny >= least
    if fmt.bits > LISTED_BITS:
        return False
    for k in range(fmt.kmin, fmt.kmax + 1):
        steps = fmt.value_of(k) / least
        if steps.denominator != 1 or abs(steps.numerator) * least > carrier.max:
            return False
        odd = abs(steps.numerator) // (steps.numerator & -steps.numerator or 1)
        if odd.bit_length() > carrier.precision:
            return False
    return True
