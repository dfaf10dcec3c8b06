"""Quantifiers and folds: written out over short ranges, core binders over long ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.problem import fail
from verif.language.scope import Local
from verif.language.terms import (
    ArrayTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,

    NumTerm,
    Term,
)
from verif.language.typing_ import resolve
from verif.language.types import CodeType, DatumType, show

UNROLLED = 32  # a range up to this long is written out
MAX_UNROLLED = 4096  # and up to this long where elements of an array are taken
MAX_DOMAIN = 1 << 24  # values of all binders together

T = TypeVar("T")


def quantified(e: Elaborator, node: ast.Quantified) -> BoolTerm:
    """``forall`` and ``exists``; ``where`` guards what follows it."""
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
        best, known = items[0][1], items[0][0]
        for where, value in items[1:]:
            better = b.binary("min" if smallest else "max", best, value)
            best = b.if_num(where, b.if_num(known, better, value), best)
            known = b.or_(known, where)
        return best if items else b.ZERO

    def close(variables: tuple[n.Var, ...], where: n.Bool, inner: n.Num) -> n.Num:
        return b.fold("min" if smallest else "max", variables, where, inner)

    extreme = _over(e, node.binders, node.body, body, lambda i: join(i) if i else b.ZERO, close)
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


def _over(
    e: Elaborator,
    binders: tuple[ast.Binder, ...],
    place: ast.Expr,
    body: Callable[[], n.Bool | n.Num],
    join: Callable[[list[tuple[n.Bool, n.Bool]]], T] | Callable[[list[tuple[n.Bool, n.Num]]], T],
    close: Callable[[tuple[n.Var, ...], n.Bool, n.Bool], T]
    | Callable[[tuple[n.Var, ...], n.Bool, n.Num], T],
    always: bool = False,
) -> T:
    """Elaborate ``body`` under ``binders``: ``join`` what is written out, or ``close`` it."""
    ranges = [_domain(e, binder) for binder in binders]
    size = 1
    for low, high, _ in ranges:
        size *= max(0, high - low)
    limit = MAX_UNROLLED if always or _takes_elements(place) else UNROLLED
    if any(b_.where is not None and _takes_elements(b_.where) for b_ in binders):
        limit = MAX_UNROLLED
    if size > MAX_DOMAIN:
        fail("E204", f"{size} values are too many to go through (at most {MAX_DOMAIN})", place.span)
    if size <= limit:
        items: list[tuple[n.Bool, n.Bool | n.Num]] = []
        _written_out(e, binders, ranges, b.TRUE, body, items)
        return join(items)  # type: ignore[arg-type]
    variables = tuple(
        b.var(e.new_name(binder.name), low, high - 1)
        for binder, (low, high, _) in zip(binders, ranges, strict=True)
    )
    names: dict[str, Local] = {}
    with e.binding(variables):
        where: n.Bool = b.TRUE
        guards = len(e.guards)
        for binder, variable, (_, _, term) in zip(binders, variables, ranges, strict=True):
            names[binder.name] = Local(term(variable))
            if binder.where is not None:
                with e.naming(names):
                    where = b.and_(where, e.boolean(binder.where))
                e.guards.append(where)
        with e.naming(names):
            inner = body()
        del e.guards[guards:]
    return close(variables, where, inner)  # type: ignore[arg-type]


def _written_out(
    e: Elaborator,
    binders: tuple[ast.Binder, ...],
    ranges: list[tuple[int, int, Callable[[n.Num], Term]]],
    where: n.Bool,
    body: Callable[[], n.Bool | n.Num],
    items: list[tuple[n.Bool, n.Bool | n.Num]],
) -> None:
    if not binders:
        items.append((where, body()))
        return
    binder, (low, high, term) = binders[0], ranges[0]
    for i in range(low, high):
        with e.naming({binder.name: Local(term(b.const(i)))}):
            here = e.boolean(binder.where) if binder.where is not None else b.TRUE
            with e.guarded(here):
                _written_out(e, binders[1:], ranges[1:], b.and_(where, here), body, items)


def _domain(e: Elaborator, binder: ast.Binder) -> tuple[int, int, Callable[[n.Num], Term]]:
    """The integers a binder runs over, half-open, and the term that one stands for."""
    if isinstance(binder.domain, ast.Range):
        low = e.constant(binder.domain.low, "the start of a range")
        high = e.constant(binder.domain.high, "the end of a range")
        if low.denominator != 1 or high.denominator != 1:
            fail("E204", "the ends of a range must be integers", binder.domain.span)
        return int(low), int(high), lambda i: NumTerm(i, True)
    type_ = resolve(e, binder.domain)
    match type_:
        case DatumType(format=fmt):
            return 0, 1 << fmt.bits, lambda i: DatumTerm(fmt, i)
        case CodeType(format=fmt):
            return 0, 1 << fmt.bits, lambda i: CodeTerm(fmt, i)
        case _:
            hint = "a range 0..<n, a format or code(F)"
            fail("E201", f"'{show(type_)}' cannot be gone through", binder.span, hint)


def _takes_elements(node: object) -> bool:
    """Whether an expression indexes an array; such a body is written out."""
    if isinstance(node, ast.Index):
        return True
    if isinstance(node, tuple):
        return any(map(_takes_elements, node))
    if not isinstance(node, ast.Node):
        return False
    parts = (getattr(node, name) for name in node.__dataclass_fields__ if name != "span")
    return any(map(_takes_elements, parts))


