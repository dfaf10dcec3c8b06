"""All inputs of small formats, against a measurement done slowly and plainly."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from tests.measure import kernels_under_test as kernels
from tests.measure.run import one
from tests.measure.slow import Slow, slow
from verif.formats.float_ import Float
from verif.language.library import Library
from verif.measure.record import Measurement
from verif.oracle.functions import function
from verif.run.check import load
from verif.run.measure_targets import Formats

LIBRARY = Library(load(()))


def fmt(name: str) -> Float:
    found = LIBRARY.format(name)
    assert isinstance(found, Float)
    return found


def agree(m: Measurement, s: Slow) -> None:
    assert m.state == "complete" and m.evidence is not None and m.evidence.kind == "exhaustive"
    assert (m.nan.inputs, m.outside.inputs) == (s.nan, s.outside)
    assert m.nan.wrong + m.outside.wrong == s.not_nan
    counts = (m.misrounded, m.unfaithful, m.unbounded, m.faithful)
    assert counts == (s.misrounded, s.unfaithful, s.unbounded, s.unfaithful == 0)
    assert sum(b.count for b in m.histogram) == len(s.ulps)
    assert m.ulp.max is not None
    if not s.ulps:
        assert m.ulp.cases == ()
        return
    low, high, _ = s.ulps[0]
    right = Fraction(1, 2) if m.misrounded < m.measured else Fraction(0)
    assert Fraction(m.ulp.max[0]) <= low and max(high, right) <= Fraction(m.ulp.max[1])
    assert Fraction(m.ulp.max[1]) <= max(high * Fraction(1000001, 1000000), right)
    worst = [int(c.inputs[0].code, 16) for c in m.ulp.cases]
    sizes = {code: low for low, _, code in s.ulps}
    assert [sizes[c] for c in worst] == sorted((sizes[c] for c in worst), reverse=True)
    assert [sizes[c] for c in worst] == [low for low, _, _ in s.ulps[: len(worst)]]
    assert len(worst) == min(8, len(s.ulps))
    for name, values in (("absolute", s.absolute), ("relative", s.relative)):
        found = getattr(m, name)
        if values:
            assert Fraction(found.max[0]) <= max(values) <= Fraction(found.max[1])
            assert Fraction(found.max[1]) <= max(values) * Fraction(1000001, 1000000)


@pytest.mark.long
@pytest.mark.parametrize("kernel", ["exp", "one_wrong_code", "drops", "overflows_early"])
def test_exp_in_float16(kernel: str) -> None:
    codes = np.arange(1 << 16, dtype=np.uint16)
    got = getattr(kernels, kernel)(codes.view(np.float16)).view(np.uint16)
    f16 = fmt("F16")
    agree(one(kernel, "exp"), slow(function("exp"), f16, f16, "RNE", got))


@pytest.mark.long
@pytest.mark.parametrize(("kernel", "against"), [("sin", "sin"), ("swapped_sign", "sin"),
                                                 ("zero_for_nan", "log")])  # fmt: skip
def test_other_functions_in_float16(kernel: str, against: str) -> None:
    codes = np.arange(1 << 16, dtype=np.uint16)
    got = getattr(kernels, kernel)(codes.view(np.float16)).view(np.uint16)
    f16 = fmt("F16")
    agree(one(kernel, against), slow(function(against), f16, f16, "RNE", got))


@pytest.mark.parametrize("mode", ["RNE", "RTZ", "RTP", "RTN", "RNA"])
def test_codes_of_an_8_bit_format(mode: str) -> None:
    e4m3 = fmt("E4M3")
    got = kernels.exp_e4m3(np.arange(256, dtype=np.uint8))
    found = one("exp_e4m3", "exp", "E4M3", rounding=mode)
    s = slow(function("exp"), e4m3, e4m3, mode, got)
    assert (found.misrounded, found.unfaithful) == (s.misrounded, s.unfaithful)
    if mode == "RNE":
        agree(found, s)


def test_results_of_another_format() -> None:
    """E4M3 held in float32, with results in float32."""
    e4m3, f32 = fmt("E4M3"), fmt("F32")
    values = np.arange(256, dtype=np.uint8)
    import ml_dtypes

    got = kernels.exp(values.view(ml_dtypes.float8_e4m3fn).astype(np.float32)).view(np.uint32)
    found = one("exp", "exp", formats=Formats(("E4M3:float32",), "F32"))
    agree(found, slow(function("exp"), e4m3, f32, "RNE", got))


def test_two_arguments() -> None:
    found = one("power", "pow", "E4M3")
    assert found.inputs == 1 << 16 and found.monotone is None and found.special == ()
    assert found.misrounded < 100 and found.nan.wrong == found.outside.wrong == 0


def test_order_and_symmetry() -> None:
    found = one("drops", "exp").monotone
    assert found is not None and (found.wanted, found.wrong) == ("rising", 1)
    (pair,) = found.examples
    assert [v.exact for v in pair.inputs] == ["1535 * 2^-9", "3"]
    assert (m := one("exp", "exp").monotone) is not None and m.wrong == 0 and m.pairs == 63486
    m = one("swapped_sign", "sin").symmetry
    assert m is not None and (m.wanted, m.wrong) == ("odd", 1)
    assert {v.exact for v in m.examples[0].inputs} == {"2", "-2"}
    assert (m := one("sin", "sin").symmetry) is not None and (m.wrong, m.pairs) == (0, 31743)


def test_special_values() -> None:
    found = one("zero_for_nan", "log")
    rows = {s.name: s for s in found.special}
    assert rows["0"].right.exact == "-inf" and rows["0"].ok
    assert rows["-inf"].right.exact == "nan" and not rows["-inf"].ok
    assert rows["below the edge of the domain" if "below the edge of the domain" in rows
                else "minus smallest positive"].right.exact == "nan"  # fmt: skip
    assert found.outside.wrong == found.outside.inputs == 31744
    assert found.outside.examples[0].right.exact == "nan"
