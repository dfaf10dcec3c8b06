"""The operators against arithmetic that others wrote: NumPy's float16 and MPFR."""

from __future__ import annotations

from fractions import Fraction

import gmpy2
import numpy as np
import pytest

from tests.formats.shipped import SHIPPED
from verif.formats.context import Mode
from verif.ir import build as b
from verif.ir.evaluate import evaluate
from verif.operators.arithmetic import OPERATORS
from verif.operators.record import of_code, round_to

F16 = SHIPPED["F16"]
SPECIAL16 = [
    0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x0400, 0x3C00, 0xBC00, 0x3C01, 0x7BFF, 0xFBFF,
    0x7C00, 0xFC00, 0x7E00, 0x5640, 0xD640, 0x3555,
]  # fmt: skip


def result(name: str, fmt, mode: Mode, *codes: int) -> int:
    """The code that an operator gives, by the reference."""
    records = tuple(of_code(fmt, b.const(c)) for c in codes)
    exact = OPERATORS[name].exact(records, mode)
    return int(evaluate(round_to(fmt, fmt.context(mode), exact), {}))


def pairs(seed: int, count: int) -> list[tuple[int, int]]:
    rng = np.random.default_rng(seed)
    random = rng.integers(0, 1 << 16, size=(count, 2))
    return [(x, y) for x in SPECIAL16 for y in SPECIAL16] + [tuple(map(int, p)) for p in random]


@pytest.mark.parametrize("name", ["add", "sub", "mul", "div"])
def test_binary_operators_agree_with_numpy_float16(name: str) -> None:
    ufunc = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide}[name]
    cases = pairs(7, 1500)
    x, y = (np.array(side, dtype=np.uint16).view(np.float16) for side in zip(*cases, strict=True))
    with np.errstate(all="ignore"):
        want = ufunc(x, y).view(np.uint16)
    for (i, j), code in zip(cases, want, strict=True):
        got = result(name, F16, Mode.RNE, i, j)
        if F16.decode(int(code)).is_nan:
            assert got == F16.canonical_nan
        else:
            assert got == code, f"{name}({i:#x}, {j:#x})"


def test_sqrt_agrees_with_numpy_float16() -> None:
    codes = np.arange(1 << 16, dtype=np.uint16)[::37]
    with np.errstate(all="ignore"):
        want = np.sqrt(codes.view(np.float16)).view(np.uint16)
    for i, code in zip(codes, want, strict=True):
        got = result("sqrt", F16, Mode.RNE, int(i))
        if F16.decode(int(code)).is_nan:
            assert got == F16.canonical_nan
        else:
            assert got == code, f"sqrt({i:#x})"


MPFR_MODES = {
    Mode.RNE: gmpy2.RoundToNearest,
    Mode.RTZ: gmpy2.RoundToZero,
    Mode.RTP: gmpy2.RoundUp,
    Mode.RTN: gmpy2.RoundDown,
}


def to_mpfr(fmt, code: int) -> gmpy2.mpfr:
    value = fmt.decode(code)
    if value.is_nan:
        return gmpy2.nan()
    if value.exact is None:
        return gmpy2.inf(value.sign)
    if value.exact == 0:
        return gmpy2.mpfr("-0.0" if value.sign < 0 else "0.0")
    return gmpy2.mpfr(gmpy2.mpq(value.exact.numerator, value.exact.denominator))


def to_code(fmt, x: gmpy2.mpfr, finite: dict[Fraction, int]) -> int:
    """The code of an MPFR result that is already rounded to the format."""
    if gmpy2.is_nan(x):
        return fmt.canonical_nan
    if gmpy2.is_infinite(x):
        return fmt.inf_code(x < 0)
    if x == 0:
        return fmt.negative_zero if gmpy2.is_signed(x) else fmt.zero
    return finite[Fraction(*map(int, x.as_integer_ratio()))]


@pytest.mark.share(3)
@pytest.mark.parametrize("mode", MPFR_MODES, ids=lambda m: m.name)
@pytest.mark.parametrize("name", ["add", "sub", "mul", "div", "fma", "sqrt"])
def test_operators_agree_with_mpfr_on_e5m2(name: str, mode: Mode) -> None:
    """MPFR with E5M2's precision, exponent range and subnormals, in every IEEE mode it has."""
    fmt = SHIPPED["E5M2"]
    operation = {
        "add": lambda c, x, y: c.add(x, y),
        "sub": lambda c, x, y: c.sub(x, y),
        "mul": lambda c, x, y: c.mul(x, y),
        "div": lambda c, x, y: c.div(x, y),
        "fma": lambda c, x, y, z: c.fma(x, y, z),
        "sqrt": lambda c, x: c.sqrt(x),
    }[name]
    # MPFR counts exponents with the significand in [1/2, 1): one more than IEEE.
    context = gmpy2.context(
        precision=3, emin=-15, emax=16, subnormalize=True, round=MPFR_MODES[mode]
    )
    wide = gmpy2.context(precision=64)
    arity = OPERATORS[name].arity
    rng = np.random.default_rng(3)
    cases = [tuple(map(int, row)) for row in rng.integers(0, 256, size=(800, arity))]
    if arity == 1:
        cases = [(c,) for c in range(256)]
    with gmpy2.context(wide):
        operands = {c: to_mpfr(fmt, c) for c in range(256)}
    finite = {v.exact: c for c in fmt.codes() if (v := fmt.decode(c)).exact}
    for codes in cases:
        with gmpy2.context(context):
            want = operation(context, *(operands[c] for c in codes))
        assert result(name, fmt, mode, *codes) == to_code(fmt, want, finite), (codes, want)


def test_extrema_propagate_nan_and_order_zeros() -> None:
    nan, zero, minus = F16.canonical_nan, 0x0000, 0x8000
    assert result("min", F16, Mode.RNE, nan, 0x3C00) == nan
    assert result("minnum", F16, Mode.RNE, nan, 0x3C00) == 0x3C00
    assert result("maxnum", F16, Mode.RNE, 0x3C00, nan) == 0x3C00
    assert result("maxnum", F16, Mode.RNE, nan, nan) == nan
    for x, y in ((zero, minus), (minus, zero)):
        assert result("min", F16, Mode.RNE, x, y) == minus
        assert result("max", F16, Mode.RNE, x, y) == zero
    assert result("max", F16, Mode.RNE, 0x7C00, 0xFC00) == 0x7C00
    assert result("min", F16, Mode.RNE, 0x7C00, 0xFC00) == 0xFC00


def test_an_exact_zero_sum_is_negative_only_toward_minus_infinity() -> None:
    for mode in Mode:
        assert result("add", F16, mode, 0x3C00, 0xBC00) == (0x8000 if mode is Mode.RTN else 0)
        assert result("add", F16, mode, 0x8000, 0x8000) == 0x8000
        assert result("sub", F16, mode, 0x8000, 0x0000) == 0x8000


def test_formats_without_minus_zero_or_infinity() -> None:
    fnuz = SHIPPED["E4M3FNUZ"]
    assert result("neg", fnuz, Mode.RNE, 0) == 0
    assert result("mul", fnuz, Mode.RNE, 0x80, 0x40) == 0x80
    e4m3 = SHIPPED["E4M3"]
    assert result("div", e4m3, Mode.RNE, 0x38, 0x00) == 0x7F
    assert result("abs", e4m3, Mode.RNE, 0xC0) == 0x40
