"""``next_up`` and ``next_down``: the neighbours of a datum among the values of its format."""

from __future__ import annotations

from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.arguments import positional
from verif.language.elaborator import Elaborator, Handler
from verif.language.problem import fail
from verif.language.terms import CodeTerm, DatumTerm, Term, describe


def _next_up(e: Elaborator, node: ast.Call) -> Term:
    return _neighbour(e, node, True)


def _next_down(e: Elaborator, node: ast.Call) -> Term:
    return _neighbour(e, node, False)


def _neighbour(e: Elaborator, node: ast.Call, up: bool) -> Term:
    """nextUp and nextDown (IEEE 754-2019, 5.3.1); where the values end and there is no infinity,
    the term has no meaning."""
    name = "next_up" if up else "next_down"
    positional(node, f"{name}(x)", 1)
    term = e.expr(node.arguments[0])
    if not isinstance(term, DatumTerm):
        hint = "of which format? round(F, x, MODE) gives a datum"
        if isinstance(term, CodeTerm):
            hint = f"decode(c) gives the datum of a code: {name}(decode(c))"
        fail("E201", f"{name} takes a datum, not {describe(term)}", node.span, hint)
    fmt, code = term.format, term.code
    if fmt.inf_code(not up) is None:
        ends = b.and_(_finite(fmt, code), b.eq(b.ordinal(fmt, code), _last(fmt, up)))
        side = "above the greatest" if up else "below the least"
        e.require(b.not_(ends), f"no value {side} of {fmt.name}", node.span)
    return DatumTerm(fmt, neighbour(fmt, code, up))


def _finite(fmt: Format, code: n.Num) -> n.Bool:
    return b.not_(b.or_(b.test("nan", fmt, code), b.test("inf", fmt, code)))


def _last(fmt: Format, up: bool) -> n.Const:
    return b.const(fmt.kmax if up else fmt.kmin)


def neighbour(fmt: Format, code: n.Num, up: bool) -> n.Num:
    """The code of the least value above a code's, or the greatest below; its own at the end."""
    k = b.ordinal(fmt, code)
    found = b.at_ordinal(fmt, b.add(k, b.const(1 if up else -1)))
    if up and fmt.negative_zero is not None:
        # nextUp of the least negative number is -0; nextDown of the least positive one is +0.
        found = b.if_num(b.eq(k, b.const(-1)), b.const(fmt.negative_zero), found)
    beyond = fmt.inf_code(not up)
    if beyond is not None:
        found = b.if_num(b.eq(k, _last(fmt, up)), b.const(beyond), found)
    if fmt.has_inf:
        # Of the two infinities one is an end itself, and the other one is next to the finite end.
        negative = b.test("negative", fmt, code)
        outer = b.not_(negative) if up else negative
        inner = b.at_ordinal(fmt, _last(fmt, not up))
        infinite = b.if_num(outer, code, inner)
        found = b.if_num(b.test("inf", fmt, code), infinite, found)
    if fmt.canonical_nan is not None:
        found = b.if_num(b.test("nan", fmt, code), b.const(fmt.canonical_nan), found)
    return found


FUNCTIONS: dict[str, Handler] = {"next_up": _next_up, "next_down": _next_down}
