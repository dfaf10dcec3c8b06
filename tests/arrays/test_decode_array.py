"""``decode_array`` against the reference, and round trips through ``encode_array``."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.arrays import cases
from tests.arrays.cases import SMALL, WIDE
from tests.arrays.test_encode_array import random_formats
from verif.arrays import decode_array, encode_array
from verif.arrays.source import FLOAT32, FLOAT64
from verif.formats.fixed import Fixed
from verif.formats.format import Format

NAMES = {f.name: f for f in SMALL + WIDE}
E4M3, POSIT64 = NAMES["E4M3"], NAMES["posit64_2"]


def name(fmt: Format) -> str:
    return fmt.name


def held(fmt: Format, code: int) -> float | None:
    """The value of ``code`` as a float, ``None`` where there is none."""
    v = fmt.decode(code)
    if v.is_nan:
        return float("nan")
    if v.exact is None:
        return v.sign * float("inf")
    try:
        found = float(v.exact)
    except OverflowError:
        return None
    if abs(found) == float("inf") or Fraction(found) != v.exact:
        return None
    return -0.0 if v.exact == 0 and v.sign < 0 else found


def same_as_reference(fmt: Format, codes: list[int]) -> None:
    wanted = [held(fmt, c) for c in codes]
    exact = [c for c, v in zip(codes, wanted, strict=True) if v is not None]
    values = np.array([v for v in wanted if v is not None], np.float64)
    found = decode_array(fmt, np.array(exact, np.uint64))
    np.testing.assert_array_equal(found, values)
    assert np.signbit(found)[values == 0].tolist() == np.signbit(values)[values == 0].tolist()
    if len(exact) < len(codes):
        first = wanted.index(None)
        with pytest.raises(ValueError, match=f"element {first}, is .*, which float64 does not"):
            decode_array(fmt, np.array(codes, np.uint64))


@pytest.mark.parametrize("fmt", SMALL, ids=name)
def test_every_code_of_a_small_format(fmt: Format) -> None:
    same_as_reference(fmt, list(fmt.codes()))


@pytest.mark.share(6)
@pytest.mark.parametrize("fmt", WIDE, ids=name)
def test_codes_of_a_wide_format(fmt: Format) -> None:
    rng = np.random.default_rng(5)
    top = (1 << fmt.bits) - 1
    codes = [int(c) & top for c in rng.integers(0, 2**64 - 1, 300, dtype=np.uint64)]
    for i in range(fmt.bits):
        for c in (1 << i, (1 << i) - 1, top ^ (1 << i), top >> i, top ^ (top >> i), -1 << i):
            codes += [c & top, (c + 1) & top]
    same_as_reference(fmt, codes)


@settings(max_examples=60, deadline=None)
@given(random_formats, st.data())
def test_random_formats(fmt: Format, data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.integers(0, (1 << fmt.bits) - 1), max_size=30))
    same_as_reference(fmt, codes)


@pytest.mark.share(4)
@pytest.mark.parametrize("fmt", SMALL + WIDE, ids=name)
def test_encode_after_decode_is_the_code(fmt: Format) -> None:
    rng = np.random.default_rng(6)
    top = np.uint64((1 << fmt.bits) - 1)
    codes = np.arange(1 << fmt.bits, dtype=np.uint64) if fmt.bits <= 16 else (
        rng.integers(0, 2**64 - 1, 20_000, dtype=np.uint64) & top
    )  # fmt: skip
    kept = np.array([held(fmt, int(c)) is not None for c in codes])
    codes = codes[kept]
    values = decode_array(fmt, codes)
    finite = np.isfinite(values)
    found = encode_array(fmt, values[finite], fmt.context("RNE"))
    np.testing.assert_array_equal(found, codes[finite])


def test_nar_is_nan() -> None:
    for name in ("posit8_2", "posit16_2", "posit32_2", "posit64_2"):
        fmt = NAMES[name]
        found = decode_array(fmt, np.array([0, 1 << (fmt.bits - 1)], np.uint64))
        assert found[0] == 0
        assert not np.signbit(found[0])
        assert np.isnan(found[1])


def test_inexact_values_are_named() -> None:
    with pytest.raises(ValueError, match=r"code 0x2 of thirds, element 1, is -5/3, which"):
        decode_array(cases.THIRDS, np.array([7, 2, 3]))
    code = 0x4000000000000001
    with pytest.raises(ValueError, match=r"of posit64_2, element 0, is .*, which float64 does not"):
        decode_array(POSIT64, np.array([code], np.uint64))
    assert decode_array(POSIT64, np.array([code - 1])).tolist() == [1.0]


@pytest.mark.parametrize("dtype", ["int8", "uint8", ">i2", "uint16", "int64", "uint64"])
def test_code_types(dtype: str) -> None:
    codes = np.array([[0x38, 0x7E], [0x01, 0x08]], dtype)[:, ::-1]
    assert decode_array(E4M3, codes).tolist() == [[448, 1], [2**-6, 2**-9]]


def test_codes_out_of_range_are_named() -> None:
    with pytest.raises(ValueError, match="element 2 is -1, not a code of E4M3: they are 0 to 0xFF"):
        decode_array(E4M3, np.array([[3, 4], [-1, 900]]))
    with pytest.raises(ValueError, match="element 1 is 256, not a code of E4M3"):
        decode_array(E4M3, np.array([3, 256], np.uint16))
    with pytest.raises(ValueError, match="element 0 is 16, not a code of E2M1"):
        decode_array(NAMES["E2M1"], np.array([16], np.uint8))


def test_codes_are_integers() -> None:
    with pytest.raises(TypeError, match="codes are integers, not float64"):
        decode_array(E4M3, np.array([1.0]))


@pytest.mark.parametrize("shape", [(), (0,), (2, 0), (1, 3)])
@pytest.mark.parametrize("fmt", [E4M3, NAMES["F32"]], ids=name)
def test_shapes(fmt: Format, shape: tuple[int, ...]) -> None:
    found = decode_array(fmt, np.zeros(shape, np.uint8))
    assert found.shape == shape
    assert found.dtype == np.float64


def test_wider_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="arrays hold codes of up to 64"):
        decode_array(Fixed("int65", 65), np.array([1]))


def test_float32_and_float64_decode_to_themselves() -> None:
    rng = np.random.default_rng(9)
    wide = rng.integers(0, 2**64 - 1, 50_000, dtype=np.uint64)
    wide = wide[(wide & np.uint64(FLOAT64.sign - 1)) <= FLOAT64.inf]
    assert (decode_array(NAMES["F64"], wide).view(np.uint64) == wide).all()
    narrow = rng.integers(0, 2**32, 50_000, dtype=np.uint64).astype(np.uint32)
    narrow = narrow[(narrow & np.uint32(FLOAT32.sign - 1)) <= FLOAT32.inf]
    np.testing.assert_array_equal(
        decode_array(NAMES["F32"], narrow), narrow.view(np.float32).astype(np.float64)
    )
