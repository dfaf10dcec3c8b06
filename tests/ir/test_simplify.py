"""Simplified truth values: the same for all inputs."""

from __future__ import annotations

import random

import pytest

from tests.engines.samples import ieee
from tests.engines.terms import Maker
from verif.engines.engine import Query
from verif.engines.exhaustive import Exhaustive
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir import simplify
from verif.ir.evaluate import assignments, evaluate
from verif.ir.simplify import conjuncts, known_truths, simplified
from verif.ir.substitute import substitute

F = ieee("F", 2, 1)
X, Y = b.var("x", 0, 15), b.var("y", 0, 15)
A, B, C = b.var("i", 0, 3), b.var("j", 3, 6), b.var("k", 2, 4)  # they meet and overlap
VARIABLES = (X, Y, A, B, C)


def differ(x: n.Bool, y: n.Bool) -> bool:
    """Whether some assignment tells two truth values apart."""
    both = b.if_bool(x, b.not_(y), y)
    used = tuple(v for v in n.postorder(both) if isinstance(v, n.Var) and v in VARIABLES)
    return Exhaustive(jobs=1).run(Query(used, (both,), ()))[0].some


class Draw:
    """Truth values that share their parts, so that much follows from other parts."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = random.Random(seed)
        maker = Maker(rng, {F: [X, Y]})
        numbers = [b.decode(F, X), b.decode(F, Y), maker.number(1), b.ZERO]
        whole: list[n.Num] = [A, B, C, b.const(3)]
        self.atoms: list[n.Bool] = [maker.truth(1) for _ in range(2)]
        self.atoms += [b.test(op, F, v) for op in ("nan", "inf", "negative") for v in (X, Y)]
        for pool in (numbers, whole):
            for _ in range(5):
                compare = rng.choice([b.lt, b.le, b.eq])
                self.atoms.append(compare(rng.choice(pool), rng.choice(pool)))
        self.atoms = rng.sample(self.atoms, 7)

    def truth(self, depth: int) -> n.Bool:
        rng = self.rng
        if depth == 0:
            return rng.choice(self.atoms)
        kind = rng.randrange(8)
        if kind == 0:
            return b.not_(self.truth(depth - 1))
        if kind == 1:
            return b.if_bool(*(self.truth(depth - 1) for _ in range(3)))
        if kind == 2:
            nan, inf = self.truth(depth - 1), self.truth(depth - 1)
            real = b.if_num(self.truth(0), b.decode(F, X), b.ONE)
            code = b.round_(F, F.context("RNE").total, nan, inf, self.truth(0), real)
            return b.test(rng.choice(["nan", "inf", "negative"]), F, code)
        join = b.and_ if kind < 6 else b.or_
        return join(*(self.truth(depth - 1) for _ in range(rng.choice([2, 3]))))


def audit(seeds: range) -> int:
    """How many truth values of many got another form; all must keep their meaning."""
    changed = 0
    for seed in seeds:
        root = Draw(seed).truth(3)
        small = simplified(root)
        changed += small is not root
        assert small is root or not differ(root, small), (seed, root)
    return changed


def test_random_truths_keep_their_meaning() -> None:
    assert audit(range(2000)) >= 350


@pytest.mark.long
def test_many_random_truths_keep_their_meaning() -> None:
    assert audit(range(2000, 30000)) >= 5000


def test_what_follows_is_true_where_it_holds() -> None:
    """``known_truths`` on every input."""
    learned = 0
    for seed in range(400):
        root = Draw(seed).truth(2)
        known = known_truths(root)
        learned += len(known)
        for what, truth in known.items():
            assert isinstance(what, n.Bool) and isinstance(truth, n.Truth)
            same = what if truth.value else b.not_(what)
            assert not differ(b.and_(root, b.not_(same)), b.FALSE)
    assert learned > 300


def test_a_conjunct_simplifies_the_others() -> None:
    nan = b.test("nan", F, X)
    less = b.lt(b.decode(F, X), b.decode(F, Y))
    assert simplified(b.and_(b.not_(nan), b.or_(nan, less))) is b.and_(b.not_(nan), less)
    assert simplified(b.and_(nan, b.or_(nan, less))) is nan
    assert simplified(b.and_(less, b.lt(b.decode(F, Y), b.decode(F, X)))) is b.FALSE
    assert simplified(b.or_(b.and_(nan, less), b.and_(nan, b.not_(less)))) is nan


def test_what_no_conjunct_says_stays() -> None:
    """``x <= y`` says nothing of ``y <= x``, and its denial nothing of equality that is new."""
    x, y = b.decode(F, X), b.decode(F, Y)
    for root in (b.and_(b.le(x, y), b.le(y, x)), b.and_(b.le(x, y), b.not_(b.lt(x, y)))):
        assert simplified(root) is root
    assert conjuncts(b.TRUE) == (b.TRUE,)


def test_below_binders_nothing_is_replaced() -> None:
    """A variable there may be bound and only look the same."""
    less = b.lt(A, b.const(2))
    for_all = b.forall((A,), b.or_(less, b.test("nan", F, X)))
    root = b.and_(b.not_(less), for_all)
    small = simplified(root)
    for a in assignments((A, X)):
        assert evaluate(small, a) == evaluate(root, a)


def _too_much(term: n.Bool, holds: bool, known: dict[n.Node, n.Node]) -> None:
    LEARN(term, holds, known)
    match term:
        case n.Compare("le", x, y) if holds:
            known[b.lt(y, x)] = b.FALSE
            known[b.le(y, x)] = b.FALSE  # not where they are equal


def _or_as_and(term: n.Bool, holds: bool, known: dict[n.Node, n.Node]) -> None:
    LEARN(term, holds, known)
    if isinstance(term, n.Or) and holds:
        for t in term.terms:
            known[t] = b.TRUE


def _itself(root: n.And) -> n.Bool:
    known = known_truths(root)
    return b.and_(*(substitute(t, known) for t in root.terms))


LEARN = simplify._learn
MUTANTS = {
    "le both ways": ("_learn", _too_much),
    "or as and": ("_learn", _or_as_and),
    "a term from itself": ("_one_pass", _itself),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_mutants_show(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplify, *MUTANTS[name])
    with pytest.raises(AssertionError):
        audit(range(2000))
