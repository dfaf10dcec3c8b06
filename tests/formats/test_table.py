"""Code tables: NF4 against its quantiser, HiF8 against its library, ties, bad tables."""

from __future__ import annotations

from fractions import Fraction

import en_dtypes
import numpy as np
import pytest

from tests.formats import shipped as s
from verif.formats.context import Mode
from verif.formats.encode import encode
from verif.formats.format import FormatError
from verif.formats.table import TIES, Table, Ties
from verif.formats.value import NAN, Input, Value, finite, infinity

# The thresholds of the quantiser in bitsandbytes, csrc/kernels.cu, as float32 literals.
NF4_THRESHOLDS = [
    "-0.8480964004993439",
    "-0.6106329262256622",
    "-0.4599952697753906",
    "-0.33967943489551544",
    "-0.23460740596055984",
    "-0.13791173323988914",
    "-0.045525018125772476",
    "0.03979014977812767",
    "0.1202552504837513",
    "0.2035212516784668",
    "0.2920137718319893",
    "0.3893125355243683",
    "0.5016634166240692",
    "0.6427869200706482",
    "0.8614784181118011",
]
ABOVE_THE_MIDDLE = {1, 3, 4, 8}


def float32(text: str) -> Fraction:
    """A float32 literal: the decimal rounded once."""
    f = s.F32
    exact = f.decode(encode(f, Input.of(Fraction(text)), f.context(Mode.RNE))).exact
    assert exact is not None
    return exact


def float32_beside(x: Fraction, step: int) -> Fraction:
    f = s.F32
    code = encode(f, Input.of(x), f.context(Mode.RNE))
    exact = f.decode(f.code_of(f.ordinal(code) + step)).exact
    assert exact is not None
    return exact


def test_nf4_is_its_quantiser_but_for_four_float32() -> None:
    """Between two thresholds the tree is constant, so its ends decide for all float32 numbers."""
    context = s.NF4.context(Mode.RN)
    thresholds = [float32(t) for t in NF4_THRESHOLDS]
    exact_middles = 0
    for i, t in enumerate(thresholds):
        middle = s.NF4.midpoint(i - 7)
        exact_middles += t == middle
        below, above = float32_beside(t, -1), float32_beside(t, 1)
        assert encode(s.NF4, Input.of(below), context) == i
        assert encode(s.NF4, Input.of(above), context) == i + 1
        at = encode(s.NF4, Input.of(t), context)
        assert at == (i + 1 if i in ABOVE_THE_MIDDLE else i)
    assert exact_middles == 6
    assert thresholds == sorted(thresholds)


def test_nf4_ends_saturate() -> None:
    context = s.NF4.context(Mode.RN)
    assert encode(s.NF4, Input.of(5), context) == 15
    assert encode(s.NF4, Input.of(infinity(-1)), context) == 0
    assert encode(s.NF4, Input(negative=True), context) == 7


def test_hif8_decodes_as_in_en_dtypes() -> None:
    others = np.arange(256, dtype=np.uint8).view(en_dtypes.hifloat8).astype(np.float32)
    for code in s.HIF8.codes():
        value, other = s.HIF8.decode(code), float(others[code])
        if value.exact is None:
            assert (value.kind == "nan" and np.isnan(other)) or value.sign * np.inf == other
        else:
            assert value.exact == Fraction(other)


def test_hif8_counts() -> None:
    values = [s.HIF8.decode(c) for c in s.HIF8.codes()]
    magnitudes = {abs(v.exact) for v in values if v.exact is not None}
    assert len(magnitudes) == 127
    assert max(magnitudes) == 32768
    assert min(m for m in magnitudes if m) == Fraction(1, 1 << 22)
    assert (s.HIF8.inf_code(False), s.HIF8.inf_code(True)) == (0x6F, 0xEF)
    assert s.HIF8.canonical_nan == 0x80
    assert s.HIF8.negative_zero is None


def test_hif8_rounds_as_in_en_dtypes_at_every_boundary() -> None:
    context = s.HIF8.context(Mode.RN)
    wrong = []
    for k in range(s.HIF8.kmin - 1, s.HIF8.kmax + 1):
        t = s.HIF8.threshold(k, Mode.RN)
        assert t is not None
        for x in (t.at, float32_beside(t.at, -1), float32_beside(t.at, 1)):
            assert x == Fraction(float(x))
            other = np.float32(float(x)).astype(en_dtypes.hifloat8).view(np.uint8)
            if encode(s.HIF8, Input.of(x), context) != int(other):
                wrong.append(x)
    assert wrong == []


@pytest.mark.parametrize(
    ("x", "code"),
    [
        (Fraction(17, 16), 0x09),
        (Fraction(-17, 16), 0x89),
        (Fraction(3, 1 << 23), 0x02),
        (Fraction(1, 1 << 23), 0x01),
        (Fraction(1, 1 << 23) - Fraction(1, 1 << 90), 0x00),
        (Fraction(40960), 0x6F),
        (Fraction(40960) - Fraction(1, 1 << 90), 0x6E),
        (Fraction(-40960), 0xEF),
    ],
)
def test_hif8_examples(x: Fraction, code: int) -> None:
    assert encode(s.HIF8, Input.of(x), s.HIF8.context(Mode.RN)) == code


def table(*values: Value | int | str, ties: Ties = "even", overflow_at: int | None = None) -> Table:
    """A table from numbers and values; its width follows from how many there are."""
    listed = tuple(v if isinstance(v, Value) else finite(Fraction(v)) for v in values)
    at = None if overflow_at is None else Fraction(overflow_at)
    return Table("t", (len(listed) - 1).bit_length() or 1, listed, ties, at)


TIED = [Fraction(-3), Fraction(-1), Fraction(1), Fraction(3)]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("even", [-4, 0, 0, 4]),
        ("away", [-4, -2, 2, 4]),
        ("zero", [-2, 0, 0, 2]),
        ("up", [-2, 0, 2, 4]),
        ("down", [-4, -2, 0, 2]),
    ],
)
def test_ties(ties: Ties, expected: list[int]) -> None:
    """Values rise by 2 with the code, so that an even code is one of -4, 0, 4, 8."""
    t = table(-4, -2, 0, 2, 4, 6, 8, 10, ties=ties)
    context = t.context(Mode.RN)
    assert [t.decode(encode(t, Input.of(x), context)).exact for x in TIED] == expected
    for mode, fixed in ((Mode.RNE, [-4, 0, 0, 4]), (Mode.RNA, [-4, -2, 2, 4])):
        context = t.context(mode)
        assert [t.decode(encode(t, Input.of(x), context)).exact for x in TIED] == fixed
    assert ties in TIES


def test_without_alternating_codes_the_rank_decides_a_tie() -> None:
    t = table(0, 2, 6, 4)  # in order of value the codes are 0, 1, 3, 2
    context = t.context(Mode.RNE)
    assert [encode(t, Input.of(x), context) for x in (1, 3, 5)] == [0, 3, 3]


def test_a_table_in_any_order() -> None:
    t = table(5, NAN, -3, 0)
    assert (t.kmin, t.kmax, t.zero, t.canonical_nan) == (-1, 1, 3, 1)
    assert [t.code_of(k) for k in (-1, 0, 1)] == [2, 3, 0]
    assert t.ordinal(2) == -1
    assert t.value_of(2) == 10 and t.value_of(-2) == -6


def test_bad_tables() -> None:
    with pytest.raises(FormatError, match="4 values are needed, one for each code, not 3"):
        Table("t", 2, tuple(finite(Fraction(i)) for i in range(3)))
    with pytest.raises(FormatError, match="1 to 16 bits"):
        Table("t", 17, ())
    with pytest.raises(FormatError, match="no code has a finite value"):
        table(NAN, infinity(1))
    with pytest.raises(FormatError, match="codes 0x1 and 0x3 both mean 2"):
        table(1, 2, 3, 2)
    with pytest.raises(FormatError, match="there is a -0 but no \\+0"):
        table(1, finite(Fraction(0), True))
    with pytest.raises(FormatError, match="beyond the largest value") as caught:
        table(0, 1, 2, 3, overflow_at=3)
    assert caught.value.field == "overflow_at"


def test_keys_depend_on_values_ties_and_the_bound() -> None:
    keys = {
        table(0, 1).key,
        table(1, 0).key,
        table(0, 1, ties="up").key,
        table(0, 1, overflow_at=2).key,
        table(0, NAN).key,
        table(0, infinity(1)).key,
        table(0, 2**5000 + 1).key,
        table(0, 2**5000 + 3).key,
    }
    assert len(keys) == 8
