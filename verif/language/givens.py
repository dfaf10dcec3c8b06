"""``given`` clauses: the variables of a property, and the bounds that ``where`` gives integers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.problem import NeedsConstant, Obstacle, Problem, fail
from verif.language.scope import Local
from verif.language.terms import (
    ArrayTerm,
    BitsTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,
    NumTerm,
    Term,
)
from verif.language.types import (
    ArrayType,
    BitsType,
    BoolType,
    CodeType,
    DatumType,
    NumberType,
    Type,
    show,
)
from verif.language.typing_ import resolve
from verif.properties.obligation import Variable


def declare_given(
    e: Elaborator, clause: ast.Given, variables: list[Variable], widths: dict[str, int]
) -> None:
    """Bring the names of a ``given`` into scope; ``widths`` fixes numbers that widths need."""
    type_ = resolve(e, clause.type)
    for name in clause.names:
        if name in e.local:
            fail("E102", f"'{name}' is already defined", clause.span)
        term = _variable(e, name, type_, clause, variables, widths, False)
        e.local[name] = Local(term)


def _variable(
    e: Elaborator,
    name: str,
    type_: Type,
    clause: ast.Given,
    variables: list[Variable],
    widths: dict[str, int],
    lane: bool,
) -> Term:
    match type_:
        case DatumType(format=fmt) | CodeType(format=fmt):
            code = b.var(name, 0, (1 << fmt.bits) - 1)
            if isinstance(type_, DatumType):
                variables.append(Variable(name, "datum", code, fmt, lane))
                return DatumTerm(fmt, code)
            variables.append(Variable(name, "code", code, fmt, lane))
            return CodeTerm(fmt, code)
        case BitsType(width=width):
            bits = b.var(name, 0, (1 << width) - 1)
            variables.append(Variable(name, "bits", bits, None, lane))
            return BitsTerm(width, bits)
        case BoolType():
            flag = b.var(name, 0, 1)
            variables.append(Variable(name, "bool", flag, None, lane))
            return BoolTerm(b.eq(flag, b.ONE))
        case NumberType(kind="int" | "nat"):
            return _integer(e, name, type_, clause, variables, widths, lane)
        case ArrayType(element=element, length=length):
            items = (
                _variable(e, f"{name}[{i}]", element, clause, variables, widths, True)
                for i in range(length)
            )
            return ArrayTerm(tuple(items))
        case _:
            kind = show(type_)
            raise Obstacle(f"{name} : {kind} has no finite set of values to go through")


def _integer(
    e: Elaborator,
    name: str,
    type_: NumberType,
    clause: ast.Given,
    variables: list[Variable],
    widths: dict[str, int],
    lane: bool,
) -> Term:
    low, high = _bounds(e, name, clause.where)
    if type_.kind == "nat":
        low = max(low, 0) if low is not None else 0
    if low is None or high is None:
        raise Obstacle(f"{name} is not bounded on both sides by its 'where'")
    if name in widths:
        value = widths[name]
        variables.append(Variable(name, "int", b.var(name, value, value), None, lane))
        return NumTerm(b.const(value), True)
    if low > high:  # no value at all: the 'where' itself is false everywhere
        high = low
    variable = b.var(name, low, high)
    variables.append(Variable(name, "int", variable, None, lane))
    return NumTerm(variable, True)


def _bounds(e: Elaborator, name: str, where: ast.Expr | None) -> tuple[int | None, int | None]:
    """The constant bounds that the conjuncts of ``where`` put on ``name``."""
    low: int | None = None
    high: int | None = None
    for smaller, greater, strict in _orders(where):
        if isinstance(smaller, ast.Name) and smaller.name == name:
            bound = _constant(e, greater)
            if bound is not None:
                top = ceil(bound) - 1 if strict else floor(bound)
                high = top if high is None else min(high, top)
        elif isinstance(greater, ast.Name) and greater.name == name:
            bound = _constant(e, smaller)
            if bound is not None:
                bottom = floor(bound) + 1 if strict else ceil(bound)
                low = bottom if low is None else max(low, bottom)
    return low, high


def _orders(node: ast.Expr | None) -> Iterator[tuple[ast.Expr, ast.Expr, bool]]:
    """The order comparisons among the conjuncts, as (smaller, greater, strict)."""
    if isinstance(node, ast.Binary) and node.operator == "and":
        yield from _orders(node.left)
        yield from _orders(node.right)
    elif isinstance(node, ast.Comparison):
        for i, operator in enumerate(node.operators):
            left, right = node.operands[i], node.operands[i + 1]
            if operator == "==":
                yield left, right, False
                yield right, left, False
            elif operator in ("<", "<="):
                yield left, right, operator == "<"
            elif operator in (">", ">="):
                yield right, left, operator == ">"


def _constant(e: Elaborator, node: ast.Expr) -> Fraction | None:
    """The value of a constant expression; ``None`` where it is not one."""
    try:
        with e.collecting() as hazards:
            term = e.expr(node)
    except (Problem, NeedsConstant):
        return None
    if hazards or not isinstance(term, NumTerm) or not isinstance(term.node, n.Const):
        return None
    return term.node.value
