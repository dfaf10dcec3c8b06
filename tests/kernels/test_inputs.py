"""The inputs of a gate: all of them where they are few, else the same ones for the same seed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from verif.arrays import encode_array
from verif.formats.encode import encode
from verif.formats.value import Input
from verif.kernels.boundary import boundary_codes, code_array, interesting, nearest, specials
from verif.kernels.inputs import choose
from verif.kernels.order import ascending, ranks
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.properties.binding import KernelBinding
from verif.run.check import load

PRELUDE = Library(load([]))


def binding(tmp_path: Path, text: str) -> KernelBinding:
    """The kernel that a spec defines."""
    file = tmp_path / "k.arith"
    file.write_text(text)
    return Declarations(Library(load([file]))).kernels[0]


def cast(tmp_path: Path, kind: str, more: str = "") -> KernelBinding:
    """A kernel from floats to E4M3."""
    fields = f'python = "m:f"; input = {kind}; {more}'
    return binding(tmp_path, f"kernel k implements encode(E4M3, RNE) {{ {fields} }}")


def test_few_inputs_are_all_there(tmp_path: Path) -> None:
    k = binding(tmp_path, 'kernel k implements mul(E2M1, RNE) { python = "m:f"; }')
    inputs = choose(k)
    assert inputs.exhaustive
    pairs = list(zip(*(a.tolist() for a in inputs.arrays), strict=True))
    assert pairs == [(x, y) for x in range(16) for y in range(16)]


def test_pieces_of_a_grid_are_the_flat_inputs_in_order(tmp_path: Path) -> None:
    k = binding(tmp_path, 'kernel k implements fma(E3M2, RNE) { python = "m:f"; }')
    inputs = choose(k)
    assert len(inputs) == 1 << 18 and len(inputs.boxes) > 1
    for place, axes in inputs.chunks():
        for flat, grid in zip(inputs.arrays, np.broadcast_arrays(*axes), strict=True):
            np.testing.assert_array_equal(flat[place], grid.reshape(-1))
    assert place.stop == len(inputs)


def test_all_float16_inputs_are_tried(tmp_path: Path) -> None:
    inputs = choose(cast(tmp_path, "float16"))
    assert inputs.exhaustive and len(inputs) == 1 << 16


def test_the_seed_decides(tmp_path: Path) -> None:
    first, again = (choose(cast(tmp_path, "float32")) for _ in range(2))
    other = choose(cast(tmp_path, "float32", "seed = 1;"))
    assert not first.exhaustive
    np.testing.assert_array_equal(first.arrays[0], again.arrays[0])
    assert not np.array_equal(first.arrays[0], other.arrays[0])


def test_as_many_random_inputs_as_asked_for(tmp_path: Path) -> None:
    few = choose(cast(tmp_path, "float32", "samples = 10;"))
    none = choose(cast(tmp_path, "float32", "samples = 0;"))
    assert len(few) == len(none) + 10
    assert few.text.endswith("boundary inputs and 10 random ones, seed 0")


@pytest.mark.parametrize(("source", "bits"), [("F32", 23), ("F64", 52)])
def test_boundaries_and_their_neighbours_are_there(source: str, bits: int) -> None:
    fmt, target = PRELUDE.format(source), PRELUDE.format("E4M3")
    found = set(boundary_codes(fmt, [target], np.random.default_rng(0)).tolist())
    context = fmt.context("RNE")
    for k in range(target.kmin - 1, target.kmax + 1):
        middle = target.midpoint(k)
        code = encode(fmt, Input.of(middle), context)
        assert {code, code - 1, code + 1, code + (1 << (bits - 1))} <= found
    assert set(specials(fmt)) <= found
    assert {fmt.code_of(k) for k in (fmt.kmin, fmt.kmax, 1, -1)} <= found


def test_a_boundary_that_double_rounding_misses_is_tried() -> None:
    source, target = PRELUDE.format("F64"), PRELUDE.format("E4M3")
    found = boundary_codes(source, [target], np.random.default_rng(0))
    x = np.array([-431.99999999999994, 2.0**-10 * (1 + 2.0**-52)])
    assert np.isin(x.view(np.uint64), found).all()


@pytest.mark.parametrize("name", ["F16", "F32", "F64", "E4M3", "E8M0", "posit16_2", "INT8", "NF4"])
def test_nearest_is_rounding_toward_zero(name: str) -> None:
    fmt = PRELUDE.format(name)
    rng = np.random.default_rng(1)
    for x in rng.standard_normal(200).tolist():
        real = Fraction(x) * Fraction(2) ** int(rng.integers(-40, 40))
        k = nearest(fmt, real)
        assert fmt.kmin <= k <= fmt.kmax
        if fmt.min <= real <= fmt.max and fmt.value_of(k) != 0:
            assert abs(fmt.value_of(k)) <= abs(real)
            beyond = k + 1 if real > 0 else k - 1
            assert not (fmt.kmin <= beyond <= fmt.kmax and abs(fmt.value_of(beyond)) <= abs(real))


@pytest.mark.parametrize("name", ["F16", "F64", "E4M3FNUZ", "E8M0", "posit8_2", "INT4", "UINT8"])
def test_codes_of_ordinals(name: str) -> None:
    fmt = PRELUDE.format(name)
    ordinals = np.unique(
        np.linspace(fmt.kmin, fmt.kmax, 50).astype(np.int64).clip(-(1 << 62), 1 << 62)
    )
    ordinals = ordinals[(ordinals >= fmt.kmin) & (ordinals <= fmt.kmax)]
    assert code_array(fmt, ordinals).tolist() == [fmt.code_of(k) for k in ordinals.tolist()]


@pytest.mark.parametrize("name", ["F16", "F32", "posit16_2", "INT32", "E8M0"])
def test_interesting_codes_are_codes(name: str) -> None:
    fmt = PRELUDE.format(name)
    codes = interesting(fmt, 40, np.random.default_rng(0))
    assert 0 < len(codes) <= 40 and len(set(codes.tolist())) == len(codes)
    assert max(codes.tolist()) < 1 << fmt.bits


@pytest.mark.parametrize("name", ["E4M3", "F16", "posit8_2", "NF4", "HiF8", "E8M0", "INT8"])
def test_inputs_are_in_order_of_magnitude_then_code(name: str) -> None:
    fmt = PRELUDE.format(name)
    codes = np.arange(1 << fmt.bits)
    rank, finite = ranks(fmt, codes)
    values = [fmt.decode(int(c)) for c in codes]
    assert finite.tolist() == [v.exact is not None for v in values]
    top = max(abs(fmt.max), abs(fmt.min))
    sizes = [top + 1 + v.is_nan if v.exact is None else abs(v.exact) for v in values]
    wanted = sorted(codes.tolist(), key=lambda c: (sizes[c], c))
    assert codes[ascending([rank], [codes])].tolist() == wanted


def test_encode_array_and_the_boundaries_agree_on_what_float32_is() -> None:
    codes = boundary_codes(
        PRELUDE.format("F32"), [PRELUDE.format("E4M3")], np.random.default_rng(0)
    )
    x = codes.astype(np.uint32).view(np.float32)
    back = encode_array(PRELUDE.format("F32"), x, PRELUDE.format("F32").context("RNE"))
    numbers = ~np.isnan(x)
    np.testing.assert_array_equal(back[numbers], codes[numbers])
