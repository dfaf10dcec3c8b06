"""``encode_array`` against the reference: every family, mode and policy."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.arrays import cases
from tests.arrays.cases import MODES, SMALL, SOURCES, WIDE, same_as_reference
from verif.arrays import encode_array
from verif.arrays.source import FLOAT32, FLOAT64, Array, Source
from verif.formats.context import Mode, Policies, PolicyError
from verif.formats.fixed import Fixed
from verif.formats.format import Format, FormatError
from verif.formats.posit import Posit

FORMATS = SMALL + WIDE
NAMES = {f.name: f for f in FORMATS}
E4M3, E2M1, INT8 = NAMES["E4M3"], NAMES["E2M1"], NAMES["int8"]


def name(x: Format | Mode | Source) -> str:
    return x.name


@pytest.mark.share(10)
@pytest.mark.parametrize("source", SOURCES, ids=name)
@pytest.mark.parametrize("mode", MODES, ids=name)
@pytest.mark.parametrize("fmt", FORMATS, ids=name)
def test_thresholds_and_their_neighbours(fmt: Format, mode: Mode, source: Source) -> None:
    rng = np.random.default_rng(7)
    patterns = [*cases.near_thresholds(fmt, mode, source, rng), *cases.specials(source)]
    same_as_reference(fmt, fmt.context(mode).total, source, patterns)


@pytest.mark.share(6)
@pytest.mark.parametrize("mode", MODES, ids=name)
@pytest.mark.parametrize("fmt", FORMATS, ids=name)
def test_policies(fmt: Format, mode: Mode) -> None:
    # Of the usual mode a third, of others fewer; others for the next format and mode.
    policies_as_reference(fmt, mode, 3 if mode is Mode.RNE else 8)


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES, ids=name)
@pytest.mark.parametrize("fmt", FORMATS, ids=name)
def test_all_policies(fmt: Format, mode: Mode) -> None:
    policies_as_reference(fmt, mode, 1)


def policies_as_reference(fmt: Format, mode: Mode, every: int) -> None:
    rng = np.random.default_rng(8)
    edges = {fmt.kmin - 1, fmt.kmin, fmt.kmax - 1, fmt.kmax, -2, -1, 0, 1}
    if fmt.min_normal is not None:
        normal = next(k for k in _powers(fmt) if fmt.value_of(k) == fmt.min_normal)
        edges |= {normal - 2, normal - 1, normal, -normal - 1, -normal, 1 - normal}
    turn = MODES.index(mode) + FORMATS.index(fmt)
    for source in SOURCES if every == 1 else SOURCES[turn % 2 :][:1]:
        patterns = cases.specials(source)
        for k in edges:
            if fmt.kmin - 1 <= k <= fmt.kmax and (t := fmt.threshold(k, mode)):
                at = source.least(abs(t.at), True) | (source.sign if t.at < 0 else 0)
                patterns += [at - 1, at, at + 1]
        for context in cases.policies(fmt, mode)[turn % every :: every]:
            rng.shuffle(patterns)
            same_as_reference(fmt, context, source, patterns)


def _powers(fmt: Format) -> list[int]:
    return [1 << i for i in range(fmt.bits)]


@pytest.mark.share(4)
@pytest.mark.parametrize("source", SOURCES, ids=name)
@pytest.mark.parametrize("fmt", WIDE, ids=name)
def test_both_ends_of_every_binade(fmt: Format, source: Source) -> None:
    step = 4 * source.hidden if source is FLOAT32 else 64 * source.hidden
    starts = range(step, source.inf, step)
    patterns = [p for s in starts for p in (s - 1, s, s | source.hidden >> 1, s | source.sign)]
    patterns += [1 << i for i in range(source.fraction_bits)]
    for mode in (Mode.RNE, Mode.RTP):
        same_as_reference(fmt, fmt.context(mode).total, source, patterns[:: len(mode.name) - 2])


@pytest.mark.share(3)
@pytest.mark.parametrize("fmt", [E4M3, NAMES["posit8_2"], INT8], ids=name)
def test_every_float16(fmt: Format) -> None:
    x = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    context = fmt.context("RNE").total
    wide = x.astype(np.float32)
    wanted = cases.reference(fmt, context, FLOAT32, wide.view(np.uint32))
    assert encode_array(fmt, x, context).tolist() == wanted
    assert encode_array(fmt, wide, context).tolist() == wanted
    assert encode_array(fmt, x.astype(np.float64), context).tolist() == wanted


@pytest.mark.parametrize("mode", MODES, ids=name)
def test_float16_keeps_its_codes(mode: Mode) -> None:
    codes = np.arange(1 << 16, dtype=np.uint16)
    x = codes.view(np.float16)
    fmt = NAMES["F16"]
    wanted = np.where(np.isnan(x), 0x7E00, codes).tolist()
    for dtype in (np.float16, np.float32, np.float64):
        assert encode_array(fmt, x.astype(dtype), fmt.context(mode)).tolist() == wanted


@pytest.mark.share(4)
@pytest.mark.parametrize("mode", MODES, ids=name)
@pytest.mark.parametrize("fmt", SMALL, ids=name)
def test_some_float16_in_every_mode(fmt: Format, mode: Mode) -> None:
    x = np.arange(0, 1 << 16, 211, dtype=np.uint16).view(np.float16).astype(np.float32)
    same_as_reference(fmt, fmt.context(mode).total, FLOAT32, x.view(np.uint32))


# --- random formats and inputs ------------------------------------------------------------------


@st.composite
def floats(draw: st.DrawFn) -> Format:
    e, m = draw(st.integers(1, 9)), draw(st.integers(0, 12))
    signed = draw(st.booleans())
    subnormals, zero = draw(st.sampled_from([(True, True), (False, True), (False, False)]))
    s = "s" if signed else ""
    nan = f"{s}{'1' * (e + m)}" if draw(st.booleans()) and e + m > 2 else ""
    bias = draw(st.integers(-20, 20)) + (1 << e) // 2
    return cases.ieee_like(
        "random", f"{s}{'e' * e}{'m' * m}", bias, nan, subnormals=subnormals, has_zero=zero
    )


@st.composite
def tables(draw: st.DrawFn) -> Format:
    bits = draw(st.integers(1, 5))
    values = st.fractions(-50, 50, max_denominator=draw(st.sampled_from([1, 8, 30])))
    found = draw(st.lists(values, min_size=1, max_size=1 << bits, unique=True))
    ties = draw(st.sampled_from(["even", "away", "zero", "up", "down"]))
    end = draw(st.sampled_from([None, max(map(abs, found)) + Fraction(1, 7)]))
    return cases.table("random", bits, found, ties=ties, overflow_at=end)


posits = st.builds(Posit, st.just("random"), st.integers(3, 64), es=st.integers(0, 8))
fixeds = st.builds(
    Fixed, st.just("random"), st.integers(1, 64), st.integers(-80, 80), st.booleans()
)
random_formats = st.one_of(floats(), tables(), posits, fixeds)


@settings(max_examples=150, deadline=None)
@given(random_formats, st.sampled_from(MODES), st.sampled_from(SOURCES), st.data())
def test_random_formats(fmt: Format, mode: Mode, source: Source, data: st.DataObject) -> None:
    context = data.draw(st.sampled_from(cases.policies(fmt, mode)))
    ks = st.integers(fmt.kmin - 1, fmt.kmax)
    patterns = data.draw(st.lists(st.integers(0, 2 * source.sign - 1), max_size=20))
    for k in data.draw(st.lists(ks, max_size=20)):
        if t := fmt.threshold(k, mode):
            at = source.least(abs(t.at), True) | (source.sign if t.at < 0 else 0)
            patterns += [at - 1, at, at + 1]
    same_as_reference(fmt, context, source, patterns)


# --- arrays ---------------------------------------------------------------------------------

X = np.array([[0.0, -0.0, 1.03], [-500.0, 2.0**-10, 300.0]], np.float32)
CODES = np.array([[0x00, 0x80, 0x38], [0xFF, 0x00, 0x79]], np.uint8)
RNE = E4M3.context("RNE").total


def nan_folded(codes: Array) -> Array:
    return np.where(codes & 0x7F == 0x7F, 0x7F, codes)


@pytest.mark.parametrize(
    "x",
    [
        X,
        X.astype(np.float64),
        X.astype(">f4"),
        X.astype(">f8"),
        np.asfortranarray(X),
        np.repeat(X, 2, axis=1)[:, ::2],
        X[::-1, ::-1].copy()[::-1, ::-1],
        np.broadcast_to(X, (4, 2, 3))[2],
    ],
)
def test_layouts(x: Array) -> None:
    before = x.tobytes()
    found = encode_array(E4M3, x, RNE)
    assert found.dtype == np.uint8
    assert nan_folded(found).tolist() == nan_folded(CODES).tolist()
    assert x.tobytes() == before


def test_read_only_input() -> None:
    x = X.copy()
    x.flags.writeable = False
    assert encode_array(E4M3, x, RNE).shape == (2, 3)


@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1, 1)])
@pytest.mark.parametrize("fmt", [E4M3, NAMES["posit32_2"], NAMES["F16"]], ids=name)
def test_shapes(fmt: Format, shape: tuple[int, ...]) -> None:
    found = encode_array(fmt, np.ones(shape, np.float32), fmt.context("RNE"))
    assert isinstance(found, np.ndarray)
    assert found.shape == shape


@pytest.mark.parametrize(
    ("bits", "dtype"),
    [(1, "uint8"), (8, "uint8"), (9, "uint16"), (16, "uint16"), (17, "uint32"), (32, "uint32"),
     (33, "uint64"), (64, "uint64")],
)  # fmt: skip
def test_smallest_code_type(bits: int, dtype: str) -> None:
    fmt = Fixed("u", bits, 0, False)
    assert encode_array(fmt, np.ones(2), fmt.context("RNE")).dtype == dtype


def test_wider_codes_are_refused() -> None:
    fmt = Fixed("int65", 65)
    with pytest.raises(ValueError, match="int65 has 65 bits; arrays hold codes of up to 64"):
        encode_array(fmt, np.ones(2), fmt.context("RNE"))


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "uint32", "int64", "uint64", ">i8"])
def test_integers(dtype: str) -> None:
    fmt = NAMES["F64"]
    x = np.array([0, 1, 77, 120], dtype)
    wanted = x.astype(np.float64).view(np.uint64)
    assert encode_array(fmt, x, fmt.context("RNE")).tolist() == wanted.tolist()


@pytest.mark.parametrize(
    ("value", "dtype", "exact"),
    [(2**53, "int64", True), (2**53 + 1, "int64", False), (-(2**63), "int64", True),
     (-(2**63) + 1, "int64", False), (2**64 - 1, "uint64", False), (2**64 - 2**11, "uint64", True),
     (2**54 + 2, "int64", False), (2**54 + 4, "int64", True)],
)  # fmt: skip
def test_integers_must_be_exact_in_float64(value: int, dtype: str, exact: bool) -> None:
    x = np.array([3, value], dtype)
    fmt = NAMES["F64"]
    if exact:
        assert encode_array(fmt, x, fmt.context("RNE"))[1] == np.float64(value).view(np.uint64)
    else:
        with pytest.raises(TypeError, match="integers that float64 does not hold exactly"):
            encode_array(fmt, x, fmt.context("RNE"))


@pytest.mark.parametrize("dtype", ["bool", "complex64", "longdouble", "object", "U3"])
def test_other_types_are_refused(dtype: str) -> None:
    with pytest.raises(TypeError, match="convert it to float32 or float64 first"):
        encode_array(E4M3, np.zeros(2).astype(dtype), RNE)


def test_first_refused_element_is_named() -> None:
    x = np.zeros((300, 400), np.float32)
    x[299, 7], x[299, 9], x[250, 1] = np.nan, 7.0, -np.inf
    strict = E2M1.context("RNE", Policies(overflow="error"))
    with pytest.raises(PolicyError, match="an infinity into E2M1: element 100001 is -inf"):
        encode_array(E2M1, x, strict)
    x[250, 1] = 6
    with pytest.raises(PolicyError, match="NaN into E2M1: element 119607 is nan"):
        encode_array(E2M1, x.astype(np.float64), strict)
    x[299, 7] = 0
    with pytest.raises(PolicyError, match=r"overflow of E2M1: element 119609 is 7\.0"):
        encode_array(E2M1, np.asfortranarray(x), strict)


def test_refusals_of_a_wide_format() -> None:
    fmt = NAMES["int32"]
    x = np.arange(100_000, dtype=np.float64)
    x[[70_001, 70_000, 99_999]] = [np.nan, 2.0**31, np.inf]
    with pytest.raises(PolicyError, match=r"overflow of int32: element 70000 is 2147483648\.0"):
        encode_array(fmt, x, fmt.context("RNE", Policies(overflow="error")))


def test_large_arrays_use_the_index_and_stay_exact() -> None:
    rng = np.random.default_rng(3)
    patterns = rng.integers(0, 1 << 32, 200_000, dtype=np.uint64).astype(np.uint32)
    for fmt in (E4M3, cases.THIRDS, INT8):
        context = fmt.context("RNE").total
        found = encode_array(fmt, patterns.view(np.float32), context)
        places = rng.integers(0, patterns.size, 2000)
        wanted = cases.reference(fmt, context, FLOAT32, patterns[places])
        assert found[places].tolist() == wanted


def test_flush_needs_subnormals() -> None:
    with pytest.raises(FormatError):
        INT8.context("RNE", Policies(flush=True))


def test_float64_is_not_rounded_twice() -> None:
    x = np.array([-431.99999999999994, 1 + 2.0**-4 + 2.0**-40, 464.00001])
    assert encode_array(E4M3, x, RNE).tolist() == [0xFD, 0x39, 0x7F]
    assert encode_array(NAMES["BF16"], x[1:2], NAMES["BF16"].context()).tolist() == [0x3F88]
    assert FLOAT64.value(int(x.view(np.uint64)[1])).real == 1 + Fraction(1, 16) + Fraction(1, 2**40)
