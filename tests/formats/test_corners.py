"""Formats no standard has, where the general rules must still hold."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.formats.shipped import DEFAULT, make_float
from verif.base.bits import Pattern
from verif.formats.context import Policies
from verif.formats.encode import encode
from verif.formats.float_ import Float
from verif.formats.format import FormatError
from verif.formats.table import Table
from verif.formats.value import NAN, Input, Value, finite, infinity
from verif.ir import build as b
from verif.ir.evaluate import evaluate


def table(*values: Value | int, policies: Policies = DEFAULT) -> Table:
    listed = tuple(v if isinstance(v, Value) else finite(Fraction(v)) for v in values)
    return Table("t", (len(listed) - 1).bit_length(), listed, policies=policies)


def test_nan_codes_between_two_infinities_are_found() -> None:
    inf = (Pattern("s1111000"), Pattern("s1111100"), Pattern("s1111111"))
    f = Float("f", 8, Pattern("seeeemmm"), 7, inf=inf, nan=(Pattern("s1111mmm"),))
    assert f.canonical_nan == 0x79
    assert f.has_nan


def test_one_infinity_alone_is_not_what_overflow_gives() -> None:
    f = make_float("f", (1, 4, 3), 7, inf="01111111")
    assert f.context().overflow == "saturate"
    assert encode(f, Input.of(-1000), f.context()) == 0xFF  # an ordinary number, the smallest
    assert f.decode(0xFF).exact == -480
    with pytest.raises(FormatError, match="f has no inf for 'overflow = inf'"):
        f.context("RNE", Policies(overflow="inf"))
    with_nan = make_float("g", (1, 4, 3), 7, inf="01111111", nan="11111111")
    assert encode(with_nan, Input.of(1000), with_nan.context()) == 0x7F
    assert encode(with_nan, Input.of(-1000), with_nan.context()) == 0xFF  # NaN


def test_the_two_ends_of_a_float_may_differ() -> None:
    f = make_float("f", (1, 4, 3), 7, nan="01111mmm")
    assert (f.min, f.max) == (-480, 240)
    context = f.context("RNE", Policies(overflow="saturate"))
    assert encode(f, Input.of(-1000), context) == 0xFF
    assert encode(f, Input.of(1000), context) == 0x77


def test_a_negative_zero_is_negative_though_nothing_else_is() -> None:
    t = table(0, finite(Fraction(0), True), 1, 2)
    assert not t.signed
    x = b.var("x", 0, 3)
    test = b.test("negative", t, x)
    assert [evaluate(test, {x: c}) for c in range(4)] == [False, True, False, False]


def test_a_table_of_positive_numbers_ends_at_zero() -> None:
    t = table(1, 4)
    assert t.zero is None
    codes = {"RTZ": 0, "RTN": 0, "RTP": 0, "RNE": 0}
    for mode, code in codes.items():
        assert encode(t, Input.of(Fraction(1, 4)), t.context(mode)) == code
    strict = Policies(on_zero="error")
    with pytest.raises(ArithmeticError, match="zero into t"):
        encode(t, Input.of(Fraction(1, 4)), t.context("RTZ", strict))
    with pytest.raises(ArithmeticError, match="zero into t"):
        encode(t, Input.of(Fraction(1, 4)), t.context("RNE", strict))
    assert encode(t, Input.of(Fraction(3, 4)), t.context("RNE", strict)) == 0


def test_a_table_of_negative_numbers_has_a_nearest_to_zero() -> None:
    t = table(-1, -4)
    assert encode(t, Input.of(0), t.context()) == 0
    assert encode(t, Input(negative=True), t.context()) == 0
    both = table(-1, 1)
    assert encode(both, Input.of(0), both.context()) == 1
    assert encode(both, Input(negative=True), both.context()) == 0


def test_the_sign_of_a_nan_code_is_part_of_the_meaning() -> None:
    one, two = table(0, 1, 2, NAN), table(0, 1, 2, Value("nan", -1, None))
    assert one.key != two.key
    x = b.var("x", 0, 3)
    assert evaluate(b.test("negative", two, x), {x: 3}) is True
    assert b.test("negative", one, x) is b.FALSE


def test_one_value_alone() -> None:
    t = table(3, infinity(1))
    assert (t.kmin, t.kmax) == (0, 0)
    assert encode(t, Input.of(3), t.context()) == 0
    assert encode(t, Input.of(100), t.context()) == 1


def test_smallest_floats() -> None:
    f = make_float("f", (0, 1, 0), 0)
    assert [f.decode(c).exact for c in f.codes()] == [0, 2]
    g = make_float("g", (1, 1, 1), 0)
    assert [str(g.decode(c)) for c in g.codes()] == ["0", "1", "2", "3", "-0", "-1", "-2", "-3"]


def test_the_widest_exponents_stay_exact() -> None:
    f = make_float("f", (1, 16, 0), 1 << 16)
    assert f.max == Fraction(1, 2)
    assert f.value_of(1) == Fraction(1, 1 << 65535)
    g = make_float("g", (1, 16, 3), -(1 << 16))
    assert g.max.numerator.bit_length() == 131072
    assert encode(g, Input.of(g.max), g.context()) == g.code_of(g.kmax)
