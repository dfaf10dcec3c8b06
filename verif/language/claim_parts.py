"""The comparisons and predicates of a claim, each apart, for explanations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verif.base.source import Source
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.problem import Problem
from verif.language.scope import Local
from verif.language.shown import shown_of
from verif.language.terms import LaneIndexTerm
from verif.properties.obligation import Part, Shown

_GOES_ON = {"and": True, "implies": True, "or": False}
"""What the left side must be for the right one to count."""


def claim_parts(e: Elaborator, source: Source, claim: ast.Expr, holds: n.Bool) -> tuple[Part, ...]:
    """The parts that ``and``, ``or``, ``implies`` and ``not`` join, in the order of the text.

    ``holds`` is what the claim was elaborated to: nothing in it is wrong, and its hazards are
    known.
    """
    with e.collecting(), e.with_kept_terms():
        return tuple(_parts(e, source, claim, holds, b.TRUE))


def sides(claim: ast.Expr, parts: Sequence[Part]) -> Iterator[Shown]:
    """The values that the last comparison of a claim is about, but for plain names and numbers."""
    body = claim.right if isinstance(claim, ast.Binary) and claim.operator == "implies" else claim
    match body:
        case ast.Comparison(operands=operands, operators=operators):
            last = parts[-len(operators) :]
        case ast.Call(function=ast.Name(name="same"), arguments=operands):
            last = parts[-1:]
        case _:
            return
    values = (last[0].left, *(part.right for part in last))
    for operand, value in zip(operands, values, strict=True):
        if not isinstance(operand, ast.Number | ast.Name):
            yield from value


def _parts(
    e: Elaborator, source: Source, claim: ast.Expr, holds: n.Bool, reached: n.Bool
) -> Iterator[Part]:
    """The parts of a claim that decides where ``reached``."""
    text = source.excerpt(claim.span)
    match claim:
        case ast.Binary(operator="and" | "or" | "implies" as operator):
            left = e.boolean(claim.left)
            yield from _parts(e, source, claim.left, left, reached)
            before = left if _GOES_ON[operator] else b.not_(left)
            with e.guarded(before):
                right = e.boolean(claim.right)
                yield from _parts(e, source, claim.right, right, b.and_(reached, before))
        case ast.Unary(operator="not"):
            yield from _parts(e, source, claim.operand, b.not_(holds), reached)
        case ast.Comparison(operators=(relation,), operands=(one, other)):
            values = _side(e, source, one), _side(e, source, other)
            yield Part(text, holds, reached, relation, *values)
        case ast.Comparison():
            yield from _chain(e, source, claim, reached)
        case ast.Call(function=ast.Name(name="same"), arguments=(one, other)):
            values = _side(e, source, one), _side(e, source, other)
            yield Part(text, holds, reached, "same", *values)
        case ast.Call(arguments=arguments):
            left_side = tuple(s for a in arguments for s in _argument(e, source, a))
            yield Part(text, holds, reached, "", left_side)
        case ast.Quantified(binders=(binder,)) if _at_position(e, binder):
            with e.naming({binder.name: Local(LaneIndexTerm(True))}):
                yield from _parts(e, source, claim.body, e.boolean(claim.body), reached)
        case _:
            yield Part(text, holds, reached)


def _at_position(e: Elaborator, binder: ast.Binder) -> bool:
    """Whether a quantifier runs over the positions of prefix sums: one of them is shown."""
    return e.sequences is not None and e.sequences.position == binder.name


def _chain(e: Elaborator, source: Source, claim: ast.Comparison, reached: n.Bool) -> Iterator[Part]:
    """The comparisons of a chain, which ends at the first that fails."""
    places = claim.operands
    for relation, left, right in zip(claim.operators, places, places[1:], strict=False):
        one = ast.Comparison(left.span.to(right.span), (relation,), (left, right))
        holds = e.boolean(one)
        yield from _parts(e, source, one, holds, reached)
        reached = b.and_(reached, holds)


def _side(e: Elaborator, source: Source, side: ast.Expr) -> tuple[Shown, ...]:
    return tuple(shown_of(source.excerpt(side.span), e.expr(side)))


def _argument(e: Elaborator, source: Source, argument: ast.Expr) -> tuple[Shown, ...]:
    """An argument of a predicate; a type has no value, and a number says it itself."""
    try:
        return () if isinstance(argument, ast.Number) else _side(e, source, argument)
    except Problem:  # int(8), which is no expression
        return ()
