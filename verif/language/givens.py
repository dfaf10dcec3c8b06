"""``given`` clauses: the variables of a property, and the bounds that ``where`` gives integers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor

from verif.base.exact import EXPONENT_LIMIT
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
    SequenceTerm,
    Term,
    TupleTerm,
    ValueTerm,
)
from verif.language.types import (
    ArrayType,
    BitsType,
    BoolType,
    CodeType,
    DatumType,
    NumberType,
    SequenceType,
    TupleType,
    Type,
    ValueType,
    show,
)
from verif.language.typing_ import resolve
from verif.operators.record import of_real
from verif.properties.obligation import Variable


@dataclass
class Given:
    """What a ``given`` brings: variables, and why some cannot be gone through.

    ``open_`` names integers whose ``where`` leaves a side unbounded, with what it lacks;
    ``obstacle`` says why no engine here can be asked.
    """

    clause: ast.Given
    widths: dict[str, int]
    variables: list[Variable] = field(default_factory=list)
    open_: dict[str, str] = field(default_factory=dict)
    obstacle: str = ""


def declare_given(e: Elaborator, clause: ast.Given, widths: dict[str, int]) -> Given:
    """Bring the names of a ``given`` into scope; ``widths`` fixes numbers that widths need."""
    type_ = resolve(e, clause.type)
    given = Given(clause, widths)
    for name in clause.names:
        if name in e.local:
            fail("E102", f"'{name}' is already defined", clause.span)
        e.local[name] = Local(_variable(e, given, name, type_, False))
    return given


def _variable(e: Elaborator, given: Given, name: str, type_: Type, lane: bool) -> Term:
    match type_:
        case DatumType(format=fmt) | CodeType(format=fmt):
            code = b.var(name, 0, (1 << fmt.bits) - 1)
            if isinstance(type_, DatumType):
                given.variables.append(Variable(name, "datum", code, fmt, lane))
                return DatumTerm(fmt, code)
            given.variables.append(Variable(name, "code", code, fmt, lane))
            return CodeTerm(fmt, code)
        case BitsType(width=width):
            bits = b.var(name, 0, (1 << width) - 1)
            given.variables.append(Variable(name, "bits", bits, None, lane))
            return BitsTerm(width, bits)
        case BoolType():
            flag = b.var(name, 0, 1)
            given.variables.append(Variable(name, "bool", flag, None, lane))
            return BoolTerm(b.eq(flag, b.ONE))
        case NumberType(kind="int" | "nat"):
            return _integer(e, given, name, type_, lane)
        case ArrayType(element=element, length=length):
            items = (_variable(e, given, f"{name}[{i}]", element, True) for i in range(length))
            return ArrayTerm(tuple(items))
        case SequenceType(element=element):
            return _sequence(e, given, name, element)
        case TupleType(names=names, items=types):
            parts = (
                _variable(e, given, f"{name}.{part}", t, lane)
                for part, t in zip(names, types, strict=True)
            )
            return TupleTerm(names, tuple(parts))
        case NumberType(kind="real") if not lane:
            real = b.real_var(name)
            given.variables.append(Variable(name, "real", real, None, lane))
            return NumTerm(real, False)
        case NumberType() | ValueType():
            given.obstacle = f"{name} : {show(type_)} has no finite set of values to go through"
            unknown = b.var(name, 0, 0)
            number = NumTerm(unknown, False)
            return number if isinstance(type_, NumberType) else ValueTerm(of_real(unknown))
        case _:
            fail("E201", f"no variable can be a {show(type_)}", given.clause.type.span)


def _sequence(e: Elaborator, given: Given, name: str, element: Type) -> Term:
    """An array of unknown length: the variables of one lane."""
    assert e.sequences is not None, "only there is the type"
    if "[]" in name:
        raise Obstacle(f"an array of arrays of {e.sequences.name} elements")
    one = Given(given.clause, given.widths)
    term = _variable(e, one, f"{name}[]", element, False)
    if one.obstacle:
        given.obstacle = f"each element of {one.obstacle}"
    e.sequences.variables += [replace(v, lane=True) for v in one.variables]
    return SequenceTerm(term)


def _integer(e: Elaborator, given: Given, name: str, type_: NumberType, lane: bool) -> Term:
    low, high = _bounds(e, name, type_.kind, given.clause)
    if e.sequences is not None and name == e.sequences.name:
        if type_.kind == "int" and (low is None or low < 0):
            raise Obstacle(f"{name} may be negative, and no number of terms is")
        return NumTerm(e.sequences.length, True)
    if name in given.widths:
        value = given.widths[name]
        given.variables.append(Variable(name, "int", b.var(name, value, value), None, lane))
        return NumTerm(b.const(value), True)
    if low is None or high is None:
        given.open_[name] = _NO_BOUNDS
    if low is None and type_.kind == "nat":
        low = 0
    if low is None or high is None:
        given.obstacle = f"{name} {_NO_BOUNDS}"
        variable = b.var(name, 0, 0)
        e.splittable.add(variable)
        return NumTerm(variable, True)
    # With no value at all, 'where' itself is false everywhere and one value shows it.
    variable = b.var(name, low, max(low, high))
    e.splittable.add(variable)
    given.variables.append(Variable(name, "int", variable, None, lane))
    return NumTerm(variable, True)


_NO_BOUNDS = "is not bounded on both sides by its 'where'"


def _bounds(
    e: Elaborator, name: str, kind: str, clause: ast.Given
) -> tuple[int | None, int | None]:
    """The constant bounds that the conjuncts of ``where`` put on an integer.

    A conjunct that may have no meaning ends the search: it is evaluated for numbers that a bound
    behind it would leave out.
    """
    low: int | None = 0 if kind == "nat" else None
    high: int | None = None
    written = False
    wide = 1 << EXPONENT_LIMIT
    others = {o: Local(NumTerm(b.var(o, -wide, wide), True)) for o in clause.names}
    with ExitStack() as guards:
        guards.enter_context(e.naming({o: t for o, t in others.items() if o not in e.local}))
        for conjunct in _conjuncts(clause.where):
            for smaller, greater, strict in _orders(conjunct):
                if isinstance(smaller, ast.Name) and smaller.name == name:
                    bound = _constant(e, greater)
                    if bound is not None:
                        top = ceil(bound) - 1 if strict else floor(bound)
                        high = top if high is None else min(high, top)
                elif isinstance(greater, ast.Name) and greater.name == name:
                    bound = _constant(e, smaller)
                    if bound is not None:
                        bottom = floor(bound) + 1 if strict else ceil(bound)
                        low, written = bottom if low is None else max(low, bottom), True
            least = -wide if low is None else low
            variable = b.var(name, least, max(least, wide if high is None else high))
            e.local[name] = Local(NumTerm(variable, True))
            condition = _total(e, conjunct, variable)
            if condition is None:
                break
            guards.enter_context(e.guarded(condition))
    return low if written else None, high


def _total(e: Elaborator, node: ast.Expr, variable: n.Var) -> n.Bool | None:
    """A condition that has a meaning for all values of a variable; ``None`` for another one."""
    try:
        with e.collecting() as hazards:
            condition = e.boolean(node)
    except (Problem, NeedsConstant):
        return None
    return None if any(variable in set(n.postorder(h.violated)) for h in hazards) else condition


def _conjuncts(node: ast.Expr | None) -> Iterator[ast.Expr]:
    """The conditions joined by ``and``, in order."""
    if isinstance(node, ast.Binary) and node.operator == "and":
        yield from _conjuncts(node.left)
        yield from _conjuncts(node.right)
    elif node is not None:
        yield node


def _orders(node: ast.Expr) -> Iterator[tuple[ast.Expr, ast.Expr, bool]]:
    """The order comparisons of a condition, as (smaller, greater, strict)."""
    if isinstance(node, ast.Comparison):
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
