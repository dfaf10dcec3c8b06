"""Substitution: a term whose parts are replaced by their equals keeps its value."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tests.engines import samples
from tests.engines.terms import Maker
from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir import substitute as module
from verif.ir.evaluate import evaluate
from verif.ir.substitute import rebuilt, substitute, substitute_all

F = samples.E2M3
X, Y = b.var("x", 0, 63), b.var("y", 0, 63)


def equal(node: n.Node, at: dict[n.Var, int]) -> n.Node | None:
    """A constant that is worth the same at a point."""
    try:
        value = evaluate(node, at)
    except (NotExact, TooLarge, KeyError):  # a bound variable has no value out here
        return None
    if isinstance(value, bool):
        return b.truth(value)
    return b.const(value) if isinstance(value, Fraction) else None


def audit(seeds: range) -> int:
    """How many terms took another form by equals of some of their parts; none another value."""
    changed = 0
    for seed in seeds:
        rng = random.Random(seed)
        formats: list[Format] = []
        while len(formats) < 2:
            fmt = samples.random_format(rng)
            if fmt.bits <= 5:
                formats.append(fmt)
        codes = {f: [b.var(f"v{i}", 0, (1 << f.bits) - 1)] for i, f in enumerate(formats)}
        point = {v: rng.randint(v.low, v.high) for vs in codes.values() for v in vs}
        maker = Maker(rng, {f: list(vs) for f, vs in codes.items()})
        roots: list[n.Node] = [maker.number(3), maker.truth(3)]
        inner = [x for x in n.postorder(*roots) if not isinstance(x, n.Const | n.Truth)]
        by: dict[n.Node, n.Node] = {}
        for node in rng.sample(inner, min(3, len(inner))):
            if (constant := equal(node, point)) is not None:
                by[node] = constant
        for root in roots:
            new = substitute(root, by)
            changed += new is not root
            wanted = equal(root, point)
            if wanted is not None:
                assert evaluate(new, point) == evaluate(wanted, {}), (seed, root, by)
    return changed


def test_equals_for_equals() -> None:
    assert audit(range(400)) >= 200


@pytest.mark.long
def test_many_equals_for_equals() -> None:
    assert audit(range(1000, 8000)) >= 3000


def test_every_kind_of_node_is_rebuilt_as_itself() -> None:
    """With the children of another node of its kind it is that node; with its own, itself."""
    x, y = b.decode(F, X), b.decode(F, Y)
    near, far = b.test("negative", F, X), b.test("negative", F, Y)
    context = F.context("RNA").total

    def nodes(c: n.Var, u: n.Num, t: n.Bool) -> list[n.Node]:
        three = (t, b.not_(t), b.eq(u, b.ONE))
        return [
            b.decode(F, c),
            b.ordinal(F, c),
            b.at_ordinal(F, c),
            b.round_(F, context, *three, u),
            *(b.unary(op, u) for op in ("neg", "abs", "floor", "exponent", "significand", "sqrt")),
            b.pow2(c),
            *(b.binary(op, u, c) for op in ("add", "sub", "mul", "div", "min", "max")),
            *(b.binary(op, c, b.const(5)) for op in ("and", "or", "xor")),
            b.if_num(t, u, c),
            b.test("negative", F, c),
            *(b.compare(op, u, c) for op in ("lt", "le", "eq")),
            b.not_(t),
            b.and_(t, three[2]),
            b.or_(t, three[2]),
            b.if_bool(t, three[2], b.lt(u, c)),
        ]

    kinds = set()  # every one with children but the binders
    for first, second in zip(nodes(X, x, near), nodes(Y, y, far), strict=True):
        kinds.add(type(first))
        assert first is not second
        assert rebuilt(first, second.children()) is second
        assert rebuilt(first, first.children()) is first
        assert substitute(first, {X: Y}) is second
    assert len(kinds) == 13
    assert rebuilt(X, ()) is X
    with pytest.raises(TypeError):
        rebuilt(b.forall((X,), near), (Y, far))


def test_binders_are_left_alone() -> None:
    total = b.fold("sum", (X,), b.TRUE, b.decode(F, X))
    every = b.forall((X,), b.le(b.decode(F, X), b.decode(F, Y)))
    for node in (total, every):
        assert substitute(node, {X: b.ZERO, Y: b.ONE}) is node
    assert substitute(b.add(total, b.decode(F, X)), {X: b.ZERO}) is total
    assert substitute(total, {total: b.ONE}) is b.ONE


def test_replaced_terms_are_not_looked_into() -> None:
    """What comes in is not replaced again, and parts of what goes out do not matter."""
    x, y = b.decode(F, X), b.decode(F, Y)
    assert substitute(b.sub(x, y), {x: y, y: x}) is b.sub(y, x)
    assert substitute(b.add(x, y), {b.add(x, y): x, x: b.ZERO}) is x


def test_several_at_once() -> None:
    x, y = b.decode(F, X), b.decode(F, Y)
    assert substitute_all([x, y, b.lt(x, y)], {X: Y}) == [y, y, b.FALSE]


def _swapped(node: n.Node, children: object) -> n.Node:
    found = REBUILT(node, children)  # type: ignore[arg-type]
    match found:
        case n.Compare("le", x, y):
            return b.lt(x, y)
        case n.IfNum(c, x, y):
            return b.if_num(c, y, x)
    return found


def _no_context(node: n.Node, children: object) -> n.Node:
    found = REBUILT(node, children)  # type: ignore[arg-type]
    if isinstance(found, n.Round):
        return b.round_(found.format, found.context, b.FALSE, b.FALSE, b.FALSE, found.real)
    return found


REBUILT = rebuilt


@pytest.mark.parametrize("mutant", [_swapped, _no_context], ids=["order", "flags"])
def test_mutants_show(mutant: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "rebuilt", mutant)
    with pytest.raises(AssertionError):
        audit(range(400))
