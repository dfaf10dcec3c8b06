"""Special and exact values: the tables of IEEE 754-2019, 9.2.1, and where results are rational."""

from __future__ import annotations

from fractions import Fraction
from math import inf, nan

import gmpy2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.checks import F32, NAMES, POW, UNARY, inside, pattern
from verif.base.exact import pow2
from verif.formats.context import Mode, Policies, PolicyError
from verif.formats.value import Input
from verif.oracle import mpfr
from verif.oracle.correct import correctly_rounded
from verif.oracle.enclose import enclose
from verif.oracle.functions import BY_NAME, function

F = Fraction
RNE = F32.context(Mode.RNE)

TABLE = {  # at +0, -0, +inf, -inf
    "exp": (1, 1, inf, 0.0),
    "exp2": (1, 1, inf, 0.0),
    "expm1": (0.0, -0.0, inf, -1),
    "log": (-inf, -inf, inf, nan),
    "log2": (-inf, -inf, inf, nan),
    "log1p": (0.0, -0.0, inf, nan),
    "sin": (0.0, -0.0, nan, nan),
    "cos": (1, 1, nan, nan),
    "tanh": (0.0, -0.0, 1, -1),
    "erf": (0.0, -0.0, 1, -1),
    "sigmoid": (0.5, 0.5, 1, 0.0),
    "gelu": (0.0, -0.0, inf, -0.0),
    "gelu_tanh": (0.0, -0.0, inf, -0.0),
    "silu": (0.0, -0.0, inf, -0.0),
    "softplus": (np.float32(0.6931472), np.float32(0.6931472), inf, 0.0),
    "sqrt": (0.0, -0.0, inf, nan),
    "rsqrt": (inf, -inf, 0.0, nan),
    "reciprocal": (inf, -inf, 0.0, -0.0),
}


def code(x: float) -> int:
    return 0x7FC00000 if x != x else int(np.float32(x).view(np.uint32))


@pytest.mark.parametrize("name", NAMES)
def test_zeros_infinities_and_nan(name: str) -> None:
    for x, wanted in zip((0.0, -0.0, inf, -inf, nan), (*TABLE[name], nan), strict=True):
        got = correctly_rounded(BY_NAME[name], F32, pattern(x), RNE)
        assert got == code(wanted), f"{name}({x}) gave {got:#x}, not {wanted}"


@pytest.mark.parametrize(("name", "x", "wanted"), [
    ("log", -1, nan), ("log2", -0.5, nan), ("log1p", -1, -inf), ("log1p", -1.5, nan),
    ("sqrt", -4, nan), ("rsqrt", -4, nan), ("log", 1, 0.0), ("log2", 1, 0.0),
])  # fmt: skip
def test_poles_and_outside_the_domain(name: str, x: float, wanted: float) -> None:
    assert correctly_rounded(function(name), F32, F(x), RNE) == code(wanted)


SPECIAL = (0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, 1.5, -1.5, inf, -inf, nan)


@pytest.mark.parametrize("x", SPECIAL)
def test_pow_is_that_of_c(x: float) -> None:
    for y in (*SPECIAL, 4.0, -4.0, 1e30, -1e30):
        got = correctly_rounded(POW, F32, (pattern(x), pattern(y)), RNE)
        assert got == code(float(gmpy2.mpfr(x) ** gmpy2.mpfr(y))), f"pow({x}, {y})"
        assert mpfr.direct("pow", F32, (pattern(x), pattern(y)), RNE) == got


def test_policies_decide_what_has_no_code() -> None:
    e4m3 = next(f for f in __import__("tests.oracle.checks", fromlist=["x"]).NARROW)
    context = e4m3.context(Mode.RNE, Policies(overflow="saturate", on_inf="nan", on_nan="zero"))
    assert correctly_rounded(function("exp"), e4m3, F(100), context) == 0x7E
    assert correctly_rounded(function("exp"), e4m3, pattern(inf), context) == 0x7F
    assert correctly_rounded(function("log"), e4m3, F(-1), context) == 0
    refusing = F32.context(Mode.RNE, Policies(on_nan="error"))
    with pytest.raises(PolicyError, match="NaN into F32"):
        correctly_rounded(function("log"), F32, F(-1), refusing)


EXACT = [
    ("exp", 0, 1), ("expm1", 0, 0), ("log", 1, 0), ("log1p", 0, 0), ("sin", 0, 0), ("cos", 0, 1),
    ("tanh", 0, 0), ("erf", 0, 0), ("sigmoid", 0, F(1, 2)), ("gelu", 0, 0), ("gelu_tanh", 0, 0),
    ("silu", 0, 0), ("exp2", 5, 32), ("exp2", -7, F(1, 128)), ("log2", F(1, 8), -3),
    ("log2", 1024, 10), ("sqrt", F(9, 4), F(3, 2)), ("rsqrt", F(4, 9), F(3, 2)),
    ("rsqrt", 16, F(1, 4)), ("reciprocal", F(-3, 7), F(-7, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "x", "value"), EXACT)
def test_exact_cases(name: str, x: Fraction, value: Fraction) -> None:
    f = function(name)
    assert f.exact(F(x)) == value
    low, high = enclose(f, F(x), 60)
    assert low <= value <= high and (low == high) == (value.denominator in (1, 2, 4, 128))
    for mode in Mode:  # directed modes would not end without the exact case
        assert correctly_rounded(f, F32, F(x), F32.context(mode)) >= 0


@pytest.mark.parametrize(("x", "y", "value"), [
    (F(8), F(1, 3), F(2)), (F(9, 4), F(3, 2), F(27, 8)), (F(9, 4), F(-1, 2), F(2, 3)),
    (F(2), F(100), pow2(100)), (F(-3), F(3), F(-27)), (F(-2), F(-4), F(1, 16)),
    (F(1, 4), F(-3, 2), F(8)), (F(16), F(3, 4), F(8)), (F(7), F(0), F(1)),
])  # fmt: skip
def test_rational_powers(x: Fraction, y: Fraction, value: Fraction) -> None:
    assert POW.exact(x, y) == value
    for mode in Mode:
        correctly_rounded(POW, F32, (x, y), F32.context(mode))


@pytest.mark.parametrize(("x", "y"), [
    (F(2), F(1, 2)), (F(8), F(1, 2)), (F(3), F(1, 3)), (F(9, 5), F(1, 2)), (F(2), F(1, 1 << 30)),
])  # fmt: skip
def test_irrational_powers(x: Fraction, y: Fraction) -> None:
    assert POW.exact(x, y) is None


@settings(max_examples=25, deadline=None)
@given(st.fractions(F(1, 64), 64, max_denominator=64), st.fractions(-6, 6, max_denominator=4))
def test_pow_knows_every_rational_power(x: Fraction, y: Fraction) -> None:
    """Of 200 bits of the enclosure nothing short fits, unless the exact case says so."""
    low, high = enclose(POW, (x, y), 400)
    middle = ((low + high) / 2).limit_denominator(10**25)
    assert (POW.exact(x, y) is not None) == (low <= middle <= high)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None)
@given(x=st.fractions(-12, 12, max_denominator=64))
def test_no_rational_value_is_left_out(name: str, x: Fraction) -> None:
    f = BY_NAME[name]
    if not inside(f, x):
        return
    low, high = enclose(f, x, 400)
    middle = ((low + high) / 2).limit_denominator(10**25)
    assert (f.exact(x) is not None) == (low <= middle <= high)


@pytest.mark.parametrize("f", UNARY, ids=lambda f: f.name)
@settings(max_examples=25, deadline=None)
@given(n=st.integers(1, 1000), e=st.integers(-60, 4), negative=st.booleans())
def test_strict_bounds_are_strict(f: object, n: int, e: int, negative: bool) -> None:
    function = BY_NAME[f.name]  # type: ignore[attr-defined]
    x = n * pow2(e) * (-1 if negative else 1)
    if not inside(function, x) or function.exact(x) is not None:
        return
    low, high = enclose(function, x, 3000)
    below, above = function.strict(x)
    assert below is None or below < low or (below <= low and low < high)
    assert above is None or above > high or (above >= high and low < high)
    for line in function.lines:
        if line.applies(x):
            assert line.at(x) < high if line.above else line.at(x) > low


@settings(max_examples=100, deadline=None)
@given(st.fractions(F(1, 9), 9), st.fractions(-9, 9), st.booleans())
def test_strict_bounds_of_powers(x: Fraction, y: Fraction, negative: bool) -> None:
    y = F(y.__floor__()) if negative else y
    x = -x if negative else x
    low, high = enclose(POW, (x, y), 200)
    below, above = POW.strict(x, y)
    assert below is None or below < low
    assert above is None or above > high


@pytest.mark.parametrize("f", [f for f in UNARY if f.symmetry != "none"], ids=lambda f: f.name)
@settings(max_examples=40, deadline=None)
@given(x=st.fractions(F(1, 99), 99))
def test_symmetries(f: object, x: Fraction) -> None:
    function = BY_NAME[f.name]  # type: ignore[attr-defined]
    right, left = enclose(function, x, 100), enclose(function, -x, 100)
    assert left == right if function.symmetry == "even" else left == (-right.high, -right.low)


def test_surds_are_refused() -> None:
    from verif.base.surd import sqrt

    with pytest.raises(TypeError, match="no rational number"):
        correctly_rounded(function("exp"), F32, Input(sqrt(F(2))), RNE)
    with pytest.raises(TypeError, match="takes 2 arguments, not 1"):
        correctly_rounded(POW, F32, F(2), RNE)
