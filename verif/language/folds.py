"""Quantifiers and folds: written out over short ranges, core binders over long ones."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from math import prod
from typing import Any, TypeVar

from verif.base.errors import did_you_mean
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.bounds import bounds
from verif.language import ast
from verif.language.builtins import FOLDS
from verif.language.elaborator import Elaborator
from verif.language.problem import fail
from verif.language.scope import Local
from verif.language.sequences import is_lanes, lane_fold, lane_quantified
from verif.language.terms import (
    ArrayTerm,
    BitsTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,
    NumTerm,
    Term,
)
from verif.language.types import BitsType, BoolType, CodeType, DatumType, show
from verif.language.typing_ import resolve

UNROLLED = 32  # a range up to this long is written out
MAX_UNROLLED = 4096  # and up to this long where elements of an array are taken
MAX_DOMAIN = 1 << 24  # values of all binders together

T = TypeVar("T")


def quantified(e: Elaborator, node: ast.Quantified) -> BoolTerm:
    """``forall`` and ``exists``; ``where`` guards what follows it."""
    if is_lanes(e, node.binders):
        return lane_quantified(e, node)
    universal = node.kind == "forall"

    def body() -> n.Bool:
        return e.boolean(node.body)

    def join(items: list[tuple[n.Bool, n.Bool]]) -> n.Bool:
        if universal:
            return b.and_(*(b.implies(w, x) for w, x in items))
        return b.or_(*(b.and_(w, x) for w, x in items))

    def close(variables: tuple[n.Var, ...], where: n.Bool, inner: n.Bool) -> n.Bool:
        if universal:
            return b.forall(variables, b.implies(where, inner))
        return b.not_(b.forall(variables, b.not_(b.and_(where, inner))))

    return BoolTerm(_over(e, node.binders, node.body, body, join, close))


def fold(e: Elaborator, node: ast.Fold) -> Term:
    """``sum prefix_sums min max count mean`` of the values that the binders give."""
    if node.function not in FOLDS:
        hint = did_you_mean(node.function, FOLDS) or f"one of {', '.join(FOLDS)}"
        fail("E101", f"'{node.function}' does not fold", node.span, hint)
    if is_lanes(e, node.binders):
        return lane_fold(e, node)
    if node.function == "prefix_sums":
        return _prefix_sums(e, node)
    integer = [True]

    def body() -> n.Num:
        if node.function == "count":
            return b.if_num(e.boolean(node.body), b.ONE, b.ZERO)
        number = e.number(node.body)
        integer[0] = integer[0] and number.integer
        return number.node

    if node.function in ("sum", "count"):
        return NumTerm(_total(e, node, body), integer[0])
    # min, max and mean of nothing have no meaning.
    size = _total(e, node, lambda: b.ONE)
    e.require(b.lt(b.ZERO, size), f"the {node.function} of nothing", node.span)
    if node.function == "mean":
        return NumTerm(b.div(_total(e, node, body), size), False)
    smallest = node.function == "min"

    def join(items: list[tuple[n.Bool, n.Num]]) -> n.Num:
        best: n.Num = b.ZERO
        known: n.Bool = b.FALSE
        for where, value in items:
            better = b.binary("min" if smallest else "max", best, value)
            best = b.if_num(where, b.if_num(known, better, value), best)
            known = b.or_(known, where)
        return best

    def close(variables: tuple[n.Var, ...], where: n.Bool, inner: n.Num) -> n.Num:
        return b.fold("min" if smallest else "max", variables, where, inner)

    extreme = _over(e, node.binders, node.body, body, join, close)
    return NumTerm(extreme, integer[0])


def _total(e: Elaborator, node: ast.Fold, body: Callable[[], n.Num]) -> n.Num:
    def join(items: list[tuple[n.Bool, n.Num]]) -> n.Num:
        total: n.Num = b.ZERO
        for where, value in items:
            total = b.add(total, b.if_num(where, value, b.ZERO))
        return total

    def close(variables: tuple[n.Var, ...], where: n.Bool, inner: n.Num) -> n.Num:
        return b.fold("sum", variables, where, inner)

    return _over(e, node.binders, node.body, body, join, close)


def _prefix_sums(e: Elaborator, node: ast.Fold) -> ArrayTerm:
    """Inclusive prefix sums: as many as there are values."""
    if any(binder.where is not None for binder in node.binders):
        fail("E203", "prefix_sums takes no 'where'", node.span)
    integer = [True]

    def body() -> n.Num:
        number = e.number(node.body)
        integer[0] = integer[0] and number.integer
        return number.node

    def join(items: list[tuple[n.Bool, n.Num]]) -> list[n.Num]:
        sums: list[n.Num] = []
        for _, value in items:
            sums.append(b.add(sums[-1], value) if sums else value)
        return sums

    def close(variables: tuple[n.Var, ...], where: n.Bool, inner: n.Num) -> list[n.Num]:
        fail("E204", f"prefix_sums over more than {MAX_UNROLLED} values", node.span)

    sums = _over(e, node.binders, node.body, body, join, close, always=True)
    return ArrayTerm(tuple(NumTerm(s, integer[0]) for s in sums))


@dataclass(frozen=True, slots=True)
class _Domain:
    """The integers ``low <= i < high`` that a binder may take, those it does take, and its term."""

    low: int
    high: int
    term: Callable[[n.Num], Term]
    ends: tuple[n.Num, n.Num] | None = None

    def inside(self, i: n.Num) -> n.Bool:
        """Whether ``i`` lies in a range whose ends vary."""
        if self.ends is None:
            return b.TRUE
        return b.and_(b.le(self.ends[0], i), b.lt(i, self.ends[1]))


def _over(
    e: Elaborator,
    binders: tuple[ast.Binder, ...],
    place: ast.Expr,
    body: Callable[[], Any],
    join: Callable[[list[tuple[n.Bool, Any]]], T],
    close: Callable[[tuple[n.Var, ...], n.Bool, Any], T],
    always: bool = False,
) -> T:
    """Elaborate ``body`` under ``binders``: ``join`` what is written out, or ``close`` it."""
    for binder in binders:
        if binder.name in e.local:
            fail("E102", f"'{binder.name}' is already defined", binder.span)
    variables = _survey(e, binders)
    size = prod(0 if v is None else v.high - v.low + 1 for v in variables)
    elements = _takes_elements((place, *(x.where for x in binders)))
    limit = MAX_UNROLLED if always or elements else UNROLLED
    if size > MAX_DOMAIN or (size > limit and (always or elements)):
        most = MAX_UNROLLED if always or elements else MAX_DOMAIN
        fail("E204", f"{size} values are too many to go through (at most {most})", place.span)
    if size <= limit:
        items: list[tuple[n.Bool, Any]] = []
        _written_out(e, binders, b.TRUE, body, items, always)
        return join(items)
    known = tuple(v for v in variables if v is not None)
    with e.binding(known), e.naming({}), ExitStack() as guards:
        where: n.Bool = b.TRUE
        for binder, variable in zip(binders, known, strict=True):
            domain = _domain(e, binder)
            e.local[binder.name] = Local(domain.term(variable))
            where = b.and_(where, domain.inside(variable))
            guards.enter_context(e.guarded(where))
            if binder.where is not None:
                where = b.and_(where, e.boolean(binder.where))
                guards.enter_context(e.guarded(where))
        inner = body()
    return close(known, where, inner)


def _survey(e: Elaborator, binders: tuple[ast.Binder, ...]) -> list[n.Var | None]:
    """A variable for each binder with the widest bounds it can have; ``None`` for no value."""
    found: list[n.Var | None] = []
    with e.collecting(), e.naming({}):
        for binder in binders:
            domain = _domain(e, binder)
            low, high = domain.low, domain.high
            found.append(b.var(e.new_name(binder.name), low, high - 1) if low < high else None)
            e.local[binder.name] = Local(domain.term(found[-1] or b.const(low)))
    return found


def _written_out(
    e: Elaborator,
    binders: tuple[ast.Binder, ...],
    where: n.Bool,
    body: Callable[[], Any],
    items: list[tuple[n.Bool, Any]],
    fixed: bool,
) -> None:
    """Elaborate ``body`` for each choice; ``fixed`` where their number must not vary."""
    if not binders:
        items.append((where, body()))
        return
    binder = binders[0]
    domain = _domain(e, binder)
    if fixed and domain.ends is not None:
        for end in domain.ends:
            e.known(end, binder.span, "a length")
    for i in range(domain.low, domain.high):
        inside = domain.inside(b.const(i))
        if inside is b.FALSE:
            continue
        with e.naming({binder.name: Local(domain.term(b.const(i)))}), e.guarded(inside):
            here = e.boolean(binder.where) if binder.where is not None else b.TRUE
            with e.guarded(here):
                _written_out(e, binders[1:], b.and_(where, inside, here), body, items, fixed)


def _domain(e: Elaborator, binder: ast.Binder) -> _Domain:
    """What a binder runs over."""
    if isinstance(binder.domain, ast.Range):
        return _range(e, binder.domain)
    type_ = resolve(e, binder.domain)
    match type_:
        case DatumType(format=fmt):
            return _Domain(0, 1 << fmt.bits, lambda i: DatumTerm(fmt, i))
        case CodeType(format=fmt):
            return _Domain(0, 1 << fmt.bits, lambda i: CodeTerm(fmt, i))
        case BitsType(width=width):
            return _Domain(0, 1 << width, lambda i: BitsTerm(width, i))
        case BoolType():
            return _Domain(0, 2, lambda i: BoolTerm(b.eq(i, b.ONE)))
        case _:
            hint = "a range 0..<n, a format, code(F), bits(n) or bool"
            fail("E201", f"'{show(type_)}' cannot be gone through", binder.span, hint)


def _range(e: Elaborator, node: ast.Range) -> _Domain:
    """A half-open range; ends that vary are bounded by what they are made of."""
    low, high = e.integer(node.low), e.integer(node.high)
    if isinstance(low, n.Const) and isinstance(high, n.Const):
        return _Domain(int(low.value), int(high.value), _integer)
    first, last = bounds(low), bounds(high)
    if first is None or last is None:
        e.known(low, node.low.span, "the start of a range")
        e.known(high, node.high.span, "the end of a range")
        fail("E204", "the ends of this range have no constant bounds", node.span)
    return _Domain(int(first[0]), int(last[1]), _integer, (low, high))


def _integer(i: n.Num) -> Term:
    return NumTerm(i, True)


def _takes_elements(node: object) -> bool:
    """Whether an expression indexes an array; such a body is written out."""
    if isinstance(node, ast.Index | ast.Slice):
        return True
    if isinstance(node, tuple):
        return any(map(_takes_elements, node))
    if not isinstance(node, ast.Node):
        return False
    parts = (getattr(node, name) for name in node.__dataclass_fields__ if name != "span")
    return any(map(_takes_elements, parts))
