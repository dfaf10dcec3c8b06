"""The index of leading bits: exact where it says so, in doubt elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from tests.arrays import cases
from tests.arrays.cases import MODES, SOURCES
from verif.arrays.encode import INDEX_BITS
from verif.arrays.index import Index, exact_shift, index
from verif.arrays.rule import Rule, exact_rule
from verif.arrays.source import FLOAT32, FLOAT64, Source
from verif.formats.context import Mode
from verif.formats.format import Format

DYADIC = [f for f in cases.SMALL if f.name not in cases.THIRDS.name and "thirds" not in f.name]
NAMES = {f.name: f for f in cases.SMALL + cases.WIDE}


def name(x: Format | Mode | Source) -> str:
    return x.name


def make(fmt: Format, mode: Mode, source: Source, coarser: int = 0) -> tuple[Rule, Index]:
    rule = exact_rule(fmt, fmt.context(mode).total, source)
    return rule, index(rule, fmt.bits, source, exact_shift(rule) + coarser)


def test_an_odd_index_stands_for_all_between_its_even_neighbours() -> None:
    _, ix = make(NAMES["E4M3"], Mode.RNE, FLOAT32)
    one = 1 << ix.shift
    p = np.array([0, 1, one - 1, one, 2 * one - 1, 2 * one, 2 * one + 1], np.uint32)
    assert ix.find(p, np.empty_like(p)).tolist() == [0, 1, 1, 1, 1, 2, 3]


@pytest.mark.parametrize("mode", MODES, ids=name)
@pytest.mark.parametrize(
    "fmt", [NAMES[n] for n in ("E4M3", "E5M2", "E8M0", "E2M1", "posit8_2", "MXINT8")], ids=name
)
def test_no_doubt_at_the_exact_shift(fmt: Format, mode: Mode) -> None:
    for source in SOURCES:
        _, ix = make(fmt, mode, source)
        assert ix.doubt is None
        assert source.bits - ix.shift <= 21


@pytest.mark.parametrize("mode", MODES, ids=name)
@pytest.mark.parametrize("fmt", ["E4M3", "int8", "posit8_2", "BF16", "posit12_8"])
def test_coarser_indices_doubt_and_never_err(fmt: str, mode: Mode) -> None:
    rng = np.random.default_rng(1)
    p = rng.integers(0, 1 << 32, 100_000, dtype=np.uint64).astype(np.uint32)
    p[:50_000] &= np.uint32(0xFFFF8001)  # many beside the entries' ends
    for coarser in (2, 3, 5):
        rule, ix = make(NAMES[fmt], mode, FLOAT32, coarser)
        assert ix.doubt is not None
        found = ix.table[ix.find(p, np.empty_like(p))]
        codes, _ = rule.lookup(p)
        assert ((found == codes) | (found == ix.doubt)).all()
        assert (found == codes).any()


def test_arithmetic_and_list_make_the_same_table() -> None:
    for fmt in (NAMES["E4M3"], NAMES["int8"], NAMES["posit8_2"]):
        context = fmt.context("RTO").total
        for source in (FLOAT32, FLOAT64):
            listed = exact_rule(fmt, context, source, True)
            shift = exact_shift(listed)
            other = exact_rule(fmt, context, source, False)
            a, b = (index(r, fmt.bits, source, shift) for r in (listed, other))
            assert (a.table == b.table).all()


@pytest.mark.parametrize("fmt", ["F16", "BF16", "posit16_1", "posit16_2"])
def test_sixteen_bit_formats_have_an_index_of_float32(fmt: str) -> None:
    f = NAMES[fmt]
    rule = exact_rule(f, f.context("RNE"), FLOAT32)
    shift = exact_shift(rule)
    if fmt == "posit16_1":
        assert FLOAT32.bits - shift == INDEX_BITS + 1  # one fraction bit too many
        return
    ix = index(rule, f.bits, FLOAT32, shift)
    assert ix.doubt is None
    assert FLOAT32.bits - shift <= INDEX_BITS
    rng = np.random.default_rng(2)
    p = rng.integers(0, 1 << 32, 200_000, dtype=np.uint64).astype(np.uint32)
    p[:100_000] &= np.uint32(-1 << shift & 0xFFFFFFFF | 1)
    assert (ix.table[ix.find(p, np.empty_like(p))] == rule.lookup(p)[0]).all()
