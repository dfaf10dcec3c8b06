"""Closed forms of sums over an index, against adding up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.language import closed_form
from verif.language.closed_form import at, polynomial, summed

INDEX, K = b.real_var("index"), b.real_var("length")
coefficients = st.lists(
    st.fractions(min_value=-9, max_value=9, max_denominator=6), min_size=1, max_size=6
)


def term(p: list[Fraction]) -> n.Num:
    """A polynomial of the index as a term."""
    total: n.Num = b.ZERO
    for c in reversed(p):
        total = b.add(b.mul(total, INDEX), b.const(c))
    return total


@given(coefficients)
@settings(max_examples=40, deadline=None)
def test_sums(p: list[Fraction]) -> None:
    found = summed(term(p), INDEX, K)
    assert found is not None
    for k in range(12):
        assert evaluate(found, {K: Fraction(k)}) == sum((at(p, i) for i in range(k)), Fraction(0))


def test_terms_as_polynomials() -> None:
    square = b.mul(b.sub(INDEX, b.ONE), b.add(INDEX, b.ONE))
    assert polynomial(square, INDEX) == (-1, 0, 1)
    assert polynomial(b.div(b.neg(square), b.const(4)), INDEX) == (
        Fraction(1, 4),
        0,
        Fraction(-1, 4),
    )
    for other in (
        b.absolute(INDEX),
        b.div(b.ONE, INDEX),
        b.add(INDEX, K),
        b.function("exp", INDEX),
        b.floor(INDEX),
    ):
        assert polynomial(other, INDEX) is None
        assert summed(other, INDEX, K) is None
    power = INDEX
    for _ in range(closed_form.MOST):
        power = b.mul(power, INDEX)
    assert polynomial(power, INDEX) is None


def test_a_wrong_sum_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    right = closed_form._sum
    for wrong in (
        lambda p: (*right(p)[:-1], right(p)[-1] + 1),
        lambda p: (right(p)[0] + 1, *right(p)[1:]),
    ):
        monkeypatch.setattr(closed_form, "_sum", wrong)
        with pytest.raises(ArithmeticError, match="is not its sum"):
            summed(b.mul(INDEX, INDEX), INDEX, K)
