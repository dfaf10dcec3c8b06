"""Floats whose NaN codes leave the two signs ranges of different lengths, on every engine."""

from __future__ import annotations

import random

import pytest

from tests.engines import samples
from tests.engines.smt.encoded import agree
from verif.base.bits import Pattern
from verif.engines.engine import Query
from verif.engines.exhaustive import Exhaustive
from verif.formats.context import Policies
from verif.formats.float_ import Float
from verif.ir import build as b


def uneven(e: int, m: int, sign: int, cut: int) -> Float:
    """NaN are the codes of one sign whose exponent field is at least ``2**cut``."""
    patterns = [
        Pattern(f"{sign} {'0' * (e - 1 - i)}1{'x' * i} {'m' * m}".strip()) for i in range(cut, e)
    ]
    layout = Pattern(f"s {'e' * e} {'m' * m}".strip())
    bias = (1 << (e - 1)) - 1
    return Float(f"uneven{e}{m}{sign}{cut}", 1 + e + m, layout, bias, nan=tuple(patterns))


@pytest.mark.share(6)
@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize(("e", "m"), [(2, 0), (3, 0), (3, 1)])
def test_circuits(e: int, m: int, sign: int) -> None:
    rng = random.Random(e + m)
    for cut in range(e):
        fmt = uneven(e, m, sign, cut)
        x = b.var("x", 0, (1 << fmt.bits) - 1)
        value = b.decode(fmt, x)
        for context in samples.contexts(fmt, rng, 9):
            for real in (value, b.neg(value), b.mul(value, value), b.mul(b.const(3), value)):
                negative = b.test("negative", fmt, x)
                agree([b.round_(fmt, context, b.FALSE, b.FALSE, negative, real)], [x])
        agree([b.ordinal(fmt, x), b.at_ordinal(fmt, b.sub(x, b.const(1 << (fmt.bits - 1))))], [x])


@pytest.mark.parametrize("sign", [0, 1])
def test_wide_formats_by_enumeration(sign: int) -> None:
    """Too wide for tables: every number rounds to itself."""
    fmt = uneven(5, 11, sign, 2)
    x = b.var("x", 0, (1 << fmt.bits) - 1)
    context = fmt.context("RNE", Policies(overflow="nan")).total
    same = b.round_(fmt, context, b.FALSE, b.FALSE, b.test("negative", fmt, x), b.decode(fmt, x))
    lost = b.and_(b.not_(b.test("nan", fmt, x)), b.not_(b.eq(same, x)))
    assert Exhaustive(jobs=1).run(Query((x,), (lost,), ()))[0].count == 0
