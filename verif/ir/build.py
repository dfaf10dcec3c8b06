"""Constructors of core terms: they share equal nodes and fold constants by the reference.

A node is made once: two calls with the same parts give the same object, so engines can key their
work by identity. Only the few simplifications that keep terms small are made here; each is an
equality that holds for all values, since the core is total.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import TypeVar, cast
from weakref import ref

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.formats.context import Context
from verif.formats.format import Format
from verif.ir import nodes as n
from verif.ir.evaluate import apply

N = TypeVar("N", bound=n.Node)


class _Held(ref[n.Node]):
    """A node that is dropped, with its place in the table, when nobody holds it any more."""

    __slots__ = ("key",)
    key: Hashable


_interned: dict[Hashable, _Held] = {}


def _drop(held: ref[n.Node]) -> None:
    assert isinstance(held, _Held)
    if _interned.get(held.key) is held:
        del _interned[held.key]


def _keep(key: Hashable, node: N) -> N:
    held = _Held(node, _drop)
    held.key = key
    _interned[key] = held
    return node


def _intern(node: N, *parts: Hashable) -> N:
    if isinstance(node, n.Const):
        # A folded constant outlives the operands whose identities make up its key: were it kept
        # under that key, another operand at the same address would later find it.
        return node
    key = (type(node), *parts)
    held = _interned.get(key)
    found = None if held is None else held()
    return _keep(key, node) if found is None else cast(N, found)


def _ids(*children: n.Node) -> tuple[int, ...]:
    return tuple(map(id, children))


def _fold(node: n.Num) -> n.Num:
    """The constant that ``node`` is where all its children are constants."""
    children = node.children()
    if not all(isinstance(c, n.Const | n.Truth) for c in children):
        return node
    try:
        value = apply(node, [cast(n.Const | n.Truth, c).value for c in children])
    except (NotExact, TooLarge):
        return node
    return const(value) if isinstance(value, Fraction) else node


# --- numbers ----------------------------------------------------------------------------------


def const(value: Fraction | int) -> n.Const:
    """An exact constant."""
    exact = value if type(value) is Fraction else Fraction(value)
    key = (n.Const, exact.numerator, exact.denominator)
    held = _interned.get(key)
    found = None if held is None else held()
    return _keep(key, n.Const(exact)) if found is None else cast(n.Const, found)


def var(name: str, low: int, high: int) -> n.Var:
    """An integer variable; equal names and bounds give the same variable."""
    return _intern(n.Var(name, low, high), name, low, high)


def real_var(name: str) -> n.RealVar:
    """A variable over all reals; equal names give the same variable."""
    return _intern(n.RealVar(name), "real_var", name)


ZERO = const(0)
ONE = const(1)


def decode(fmt: Format, code: n.Num) -> n.Num:
    """The finite value of a code, else 0."""
    return _intern(_fold(n.Decode(fmt, code)), "decode", id(fmt), *_ids(code))


def ordinal(fmt: Format, code: n.Num) -> n.Num:
    """The ordinal of a finite code, else 0."""
    return _intern(_fold(n.Ordinal(fmt, code)), "ordinal", id(fmt), *_ids(code))


def at_ordinal(fmt: Format, k: n.Num) -> n.Num:
    """The code of the ordinal ``k``, kept within the format's ordinals."""
    return _intern(_fold(n.AtOrdinal(fmt, k)), "at_ordinal", id(fmt), *_ids(k))


def round_(
    fmt: Format, context: Context, nan: n.Bool, inf: n.Bool, negative: n.Bool, real: n.Num
) -> n.Num:
    """The code a value rounds to, in a context that says ``error`` nowhere."""
    if context != context.total:
        raise ValueError("a Round node takes a total context")
    node = _fold(n.Round(fmt, context, nan, inf, negative, real))
    return _intern(node, "round", id(fmt), context, *_ids(nan, inf, negative, real))


def unary(op: n.UnaryOp, x: n.Num) -> n.Num:
    """A unary operation of the core."""
    if op == "neg" and isinstance(x, n.Unary) and x.op == "neg":
        return x.x
    return _intern(_fold(n.Unary(op, x)), op, *_ids(x))


def binary(op: n.BinaryOp, x: n.Num, y: n.Num) -> n.Num:
    """A binary operation of the core."""
    if op == "add" and x is ZERO:
        return y
    if op in ("add", "sub") and y is ZERO:
        return x
    if op == "mul" and (x is ZERO or y is ZERO):
        return ZERO
    if op == "mul" and x is ONE:
        return y
    if op in ("mul", "div") and y is ONE:
        return x
    return _intern(_fold(n.Binary(op, x, y)), op, *_ids(x, y))


def function(name: str, *arguments: n.Num) -> n.Num:
    """An elementary function, 0 where it has no value."""
    return _intern(_fold(n.Function(name, arguments)), name, *_ids(*arguments))


def add(x: n.Num, y: n.Num) -> n.Num:
    """``x + y``"""
    return binary("add", x, y)


def sub(x: n.Num, y: n.Num) -> n.Num:
    """``x - y``"""
    return binary("sub", x, y)


def mul(x: n.Num, y: n.Num) -> n.Num:
    """``x * y``"""
    return binary("mul", x, y)


def div(x: n.Num, y: n.Num) -> n.Num:
    """``x / y``, 0 where ``y`` is 0"""
    return binary("div", x, y)


def neg(x: n.Num) -> n.Num:
    """``-x``"""
    return unary("neg", x)


def absolute(x: n.Num) -> n.Num:
    """``|x|``"""
    return unary("abs", x)


def floor(x: n.Num) -> n.Num:
    """The largest integer not above ``x``."""
    return unary("floor", x)


def pow2(x: n.Num) -> n.Num:
    """``2**x`` for an integer ``x``."""
    return unary("pow2", x)


def if_num(condition: n.Bool, yes: n.Num, no: n.Num) -> n.Num:
    """``yes`` if the condition holds, else ``no``."""
    if isinstance(condition, n.Truth):
        return yes if condition.value else no
    if yes is no:
        return yes
    return _intern(n.IfNum(condition, yes, no), "if", *_ids(condition, yes, no))


def fold(op: n.FoldOp, binders: tuple[n.Var, ...], where: n.Bool, body: n.Num) -> n.Num:
    """``op`` of ``body`` over the values of ``binders`` where ``where`` holds; 0 over nothing."""
    if where is FALSE:
        return ZERO
    return _intern(n.Fold(op, binders, where, body), op, *_ids(*binders, where, body))


# --- truth values -----------------------------------------------------------------------------


TRUE = n.Truth(True)
FALSE = n.Truth(False)


def truth(value: bool) -> n.Truth:
    """True or false."""
    return TRUE if value else FALSE


def test(op: n.TestOp, fmt: Format, code: n.Num) -> n.Bool:
    """Whether a code is NaN, is infinite or has a negative sign."""
    if (op == "nan" and not fmt.has_nan) or (op == "inf" and not fmt.has_inf):
        return FALSE
    if op == "negative" and not fmt.has_signs:
        return FALSE
    node = n.Test(op, fmt, code)
    if isinstance(code, n.Const):
        return truth(bool(apply(node, [code.value])))
    return _intern(node, "test", op, id(fmt), *_ids(code))


def compare(op: n.CompareOp, x: n.Num, y: n.Num) -> n.Bool:
    """``x < y``, ``x <= y`` or ``x == y``."""
    if x is y:
        return truth(op != "lt")
    if isinstance(x, n.Const) and isinstance(y, n.Const):
        return truth(bool(apply(n.Compare(op, x, y), [x.value, y.value])))
    low, high = _range(x)
    other_low, other_high = _range(y)
    if high is not None and other_low is not None and high < other_low:
        return truth(op != "eq")
    if low is not None and other_high is not None and low > other_high:
        return FALSE
    if op == "le" and high is not None and other_low is not None and high <= other_low:
        return TRUE
    return _intern(n.Compare(op, x, y), op, *_ids(x, y))


def _range(x: n.Num) -> tuple[Fraction | int | None, Fraction | int | None]:
    if isinstance(x, n.Const):
        return x.value, x.value
    if isinstance(x, n.Var):
        return x.low, x.high
    return None, None


def lt(x: n.Num, y: n.Num) -> n.Bool:
    """``x < y``"""
    return compare("lt", x, y)


def le(x: n.Num, y: n.Num) -> n.Bool:
    """``x <= y``"""
    return compare("le", x, y)


def eq(x: n.Num, y: n.Num) -> n.Bool:
    """``x == y``"""
    return compare("eq", x, y)


def not_(x: n.Bool) -> n.Bool:
    """Negation."""
    if isinstance(x, n.Truth):
        return truth(not x.value)
    if isinstance(x, n.Not):
        return x.x
    return _intern(n.Not(x), "not", *_ids(x))


def and_(*terms: n.Bool) -> n.Bool:
    """Conjunction; true of nothing."""
    return _junction(terms, True)


def or_(*terms: n.Bool) -> n.Bool:
    """Disjunction; false of nothing."""
    return _junction(terms, False)


def _junction(terms: Iterable[n.Bool], conjunction: bool) -> n.Bool:
    kept: dict[int, n.Bool] = {}
    for term in terms:
        inner = term.terms if isinstance(term, n.And if conjunction else n.Or) else (term,)
        for t in inner:
            if isinstance(t, n.Truth):
                if t.value != conjunction:
                    return t
            else:
                kept[id(t)] = t
    parts = tuple(kept.values())
    if len(parts) < 2:
        return parts[0] if parts else truth(conjunction)
    for t in parts:
        if isinstance(t, n.Not) and id(t.x) in kept:
            return truth(not conjunction)
    node = n.And(parts) if conjunction else n.Or(parts)
    return _intern(node, conjunction, *_ids(*parts))


def implies(x: n.Bool, y: n.Bool) -> n.Bool:
    """``not x or y``"""
    return or_(not_(x), y)


def if_bool(condition: n.Bool, yes: n.Bool, no: n.Bool) -> n.Bool:
    """``yes`` if the condition holds, else ``no``."""
    if isinstance(condition, n.Truth):
        return yes if condition.value else no
    if yes is no:
        return yes
    if isinstance(yes, n.Truth):
        return or_(condition, no) if yes.value else and_(not_(condition), no)
    if isinstance(no, n.Truth):
        return implies(condition, yes) if no.value else and_(condition, yes)
    return _intern(n.IfBool(condition, yes, no), "if", *_ids(condition, yes, no))


def forall(binders: tuple[n.Var, ...], body: n.Bool) -> n.Bool:
    """Whether ``body`` holds for all values of ``binders``."""
    if any(b.low > b.high for b in binders):
        return TRUE
    if isinstance(body, n.Truth) or not binders:
        return body
    return _intern(n.ForAll(binders, body), "forall", *_ids(*binders, body))
