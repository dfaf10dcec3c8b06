"""Canonical text: stable, complete, and independent of how a term was made."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from tests.formats import shipped as s
from verif.formats.context import Mode, Policies
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.text import canonical, digest

GOLDEN = """\
$0 = var x 0..255
$1 = test nan [float(seeeemmm bias=7 subnormals=True zero=True /s1111111 nan=127)] $0
$2 = not $1
$3 = truth false
$4 = decode [float(seeeemmm bias=7 subnormals=True zero=True /s1111111 nan=127)] $0
$5 = const 1/3
$6 = mul $4 $5
$7 = round [float(seem bias=1 subnormals=True zero=True / nan=None)] [RTZ overflow=saturate \
nan=zero inf=saturate negative=saturate zero=min flush=false] $3 $3 $3 $6
$8 = const 7
$9 = lt $7 $8
$10 = and $2 $9
$11 = var i 0..3
$12 = truth true
$13 = add $11 $6
$14 = fold sum 1 $11 $12 $13
roots $10 $14 $10"""


def make() -> list[n.Node]:
    x, i = b.var("x", 0, 255), b.var("i", 0, 3)
    third = b.mul(b.decode(s.E4M3, x), b.const(Fraction(1, 3)))
    context = s.E2M1.context(Mode.RTZ).total
    rounded = b.round_(s.E2M1, context, b.FALSE, b.FALSE, b.FALSE, third)
    claim = b.and_(b.not_(b.test("nan", s.E4M3, x)), b.lt(rounded, b.const(7)))
    return [claim, b.fold("sum", (i,), b.TRUE, b.add(i, third)), claim]


def test_golden() -> None:
    assert canonical(make()) == GOLDEN


def test_the_text_does_not_depend_on_what_else_exists() -> None:
    first = digest(make())
    others = [b.add(b.var("z", 0, k), b.const(k)) for k in range(100)]
    assert digest(make()) == first
    assert others


def test_the_digest_is_that_of_the_text() -> None:
    assert digest(make()) == "50d913717f82cb9f8fb7ee2f9e907d28926cbe37f7e4ed78bee7a3f79b26df0d"


def test_different_terms_have_different_texts() -> None:
    x, y, wide = b.var("x", 0, 255), b.var("y", 0, 255), b.var("x", 0, 256)
    p, q = b.lt(x, y), b.eq(x, y)
    e4m3 = s.E4M3
    saturating = e4m3.context(Mode.RNE, Policies(overflow="saturate"))
    terms: list[n.Node] = [
        x,
        y,
        wide,
        b.real_var("x"),
        b.real_var("y"),
        b.const(1),
        b.TRUE,
        b.FALSE,
        b.add(x, y),
        b.add(y, x),
        b.add(x, x),
        b.sub(x, y),
        b.neg(x),
        b.absolute(x),
        b.decode(e4m3, x),
        b.decode(s.E4M3FNUZ, x),
        b.ordinal(e4m3, x),
        b.at_ordinal(e4m3, x),
        b.at_ordinal(s.E4M3FNUZ, x),
        b.test("nan", e4m3, x),
        b.test("negative", e4m3, x),
        p,
        b.le(x, y),
        q,
        b.not_(p),
        b.and_(p, q),
        b.or_(p, q),
        b.if_bool(p, q, b.not_(q)),
        b.if_num(p, x, y),
        b.fold("sum", (x,), b.TRUE, x),
        b.fold("max", (x,), b.TRUE, x),
        b.fold("sum", (x, y), b.TRUE, x),
        b.fold("sum", (x,), p, x),
        b.forall((x,), p),
        b.forall((x, y), p),
        b.forall((y,), p),
    ]
    for context in (e4m3.context(Mode.RNE), e4m3.context(Mode.RTZ), saturating):
        terms.append(b.round_(e4m3, context, b.FALSE, b.FALSE, b.FALSE, x))
        terms.append(b.round_(e4m3, context, b.FALSE, b.FALSE, b.TRUE, x))
    texts = [canonical([t]) for t in terms]
    for (i, left), (j, right) in combinations(enumerate(texts), 2):
        assert left != right, (i, j)


def test_the_order_of_roots_counts() -> None:
    x, y = b.var("x", 0, 1), b.var("y", 0, 1)
    assert canonical([x, y]) != canonical([y, x])
    assert canonical([x]) != canonical([x, x])


def test_every_shipped_format_has_a_key_of_its_own() -> None:
    keys = [f.key for f in s.SHIPPED.values()]
    assert len(set(keys)) == len(keys)
