"""What is called from Python: load, formats, check, gate."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import verif
from verif.formats.context import PolicyError


@pytest.fixture(scope="module")
def library() -> verif.Library:
    return verif.load()


@pytest.fixture(scope="module")
def e4m3(library: verif.Library) -> verif.NumberFormat:
    return library.format("E4M3")


def test_names() -> None:
    assert set(verif.__all__) <= set(dir(verif))
    for name in verif.__all__:
        assert getattr(verif, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = verif.nothing  # type: ignore[attr-defined]


def test_format(library: verif.Library, e4m3: verif.NumberFormat) -> None:
    assert (e4m3.name, e4m3.bits) == ("E4M3", 8)
    assert repr(e4m3) == "<format E4M3, 8 bits>"
    assert library.format("posit(8, 2)").bits == 8
    assert "E5M2" in library.format_names()
    with pytest.raises(verif.SpecError, match="unknown format 'E4M4'"):
        library.format("E4M4")


def test_decode(e4m3: verif.NumberFormat) -> None:
    largest = e4m3.decode(0x7E)
    assert (largest.kind, largest.sign, largest.exact) == ("finite", 1, 448)
    assert largest.symbolic == (1, Fraction(448), Fraction(1))
    assert e4m3.decode(0x7F).kind == "nan"
    assert e4m3.decode(0x80).sign == -1
    assert e4m3.decode(int(np.uint8(1))).exact == Fraction(1, 512)


@pytest.mark.parametrize("code", [-1, 256])
def test_codes_out_of_range(code: int, e4m3: verif.NumberFormat) -> None:
    with pytest.raises(ValueError, match="E4M3 has codes 0 to 0xFF"):
        e4m3.decode(code)


@pytest.mark.parametrize("code", [1.0, "1", None, True])
def test_what_is_no_code(code: object, e4m3: verif.NumberFormat) -> None:
    with pytest.raises(TypeError, match="a code is an integer"):
        e4m3.decode(code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Fraction(7, 3), 0x41),
        ("7/3", 0x41),
        (12, 0x54),
        (0.1, 0x1D),
        (np.float32(0.1), 0x1D),
        (np.int8(-12), 0xD4),
        (-0.0, 0x80),
        ("-0.0", 0x80),
        (0, 0x00),
        (float("nan"), 0x7F),
        (float("inf"), 0x7F),
        ("-431.99999999999994", 0xFD),
        (1000, 0x7F),
    ],
)
def test_encode(value: object, code: int, e4m3: verif.NumberFormat) -> None:
    assert e4m3.encode(value) == code  # type: ignore[arg-type]


def test_modes_and_policies(e4m3: verif.NumberFormat) -> None:
    assert e4m3.encode(Fraction(7, 3), rounding="RTP") == 0x42
    assert e4m3.encode(1000, rounding="RNE", overflow="saturate") == 0x7E
    assert e4m3.encode("2**-9", flush=True) == 0x00
    with pytest.raises(PolicyError, match="overflow of E4M3"):
        e4m3.encode(1000, overflow="error")
    with pytest.raises(ValueError, match="unknown rounding mode"):
        e4m3.encode(1, rounding="RNX")
    with pytest.raises(ValueError, match="'overflow' is one of"):
        e4m3.encode(1, overflow="wrap")
    with pytest.raises(ValueError, match="E4M3 has no inf"):
        e4m3.encode(1, overflow="inf")
    with pytest.raises(TypeError, match="unknown policy 'overfow'"):
        e4m3.encode(1, overfow="nan")


@pytest.mark.parametrize("value", [True, None, 1j, [1]])
def test_what_is_no_number(value: object, e4m3: verif.NumberFormat) -> None:
    with pytest.raises(TypeError):
        e4m3.encode(value)  # type: ignore[arg-type]


def test_the_default_rounding_is_the_formats_own(library: verif.Library) -> None:
    hif8 = library.format("HiF8")  # ties away
    midpoint = (hif8.decode(0x08).exact or 0) + Fraction(1, 16)
    assert hif8.encode(midpoint) == hif8.encode(midpoint, rounding="RNA")
    posit = library.format("posit(8, 2)")
    assert posit.encode(Fraction(1, 3)) == posit.encode(Fraction(1, 3), rounding="RNE")
    assert hif8.encode(midpoint) == hif8.encode(midpoint, rounding="RN")


def test_arrays(e4m3: verif.NumberFormat) -> None:
    x = np.array([[1.0, -0.0], [1000.0, np.nan]], np.float32)
    codes = e4m3.encode_array(x, rounding="RNE", overflow="saturate")
    assert codes.dtype == np.uint8
    assert codes.tolist() == [[0x38, 0x80], [0x7E, 0x7F]]
    values = e4m3.decode_array(codes)
    assert values.dtype == np.float64
    assert np.array_equal(values, [[1, 0], [448, np.nan]], equal_nan=True)
    assert np.signbit(values[0, 1])


def test_arrays_and_numbers_agree(e4m3: verif.NumberFormat) -> None:
    x = np.linspace(-500, 500, 999)
    assert e4m3.encode_array(x).tolist() == [e4m3.encode(float(v)) for v in x]


SPEC = """
property holds { given x : E2M1; prove x <= 6; }
property fails { given x : E2M1; prove x <= 5; }
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    file = tmp_path / "a.arith"
    file.write_text(SPEC)
    return file


def test_check(spec: Path) -> None:
    run = verif.check([spec], jobs=1)
    assert isinstance(run, verif.RunRecord)
    holds, fails = run.verdicts
    assert holds.property.endswith("a.arith::holds")
    assert (holds.verdict, holds.engine) == ("proved", "exhaustive")
    assert holds.evidence is not None and holds.evidence.inputs == 16
    assert fails.counterexample is not None
    assert fails.counterexample.variables[0].code == "0x7"
    assert run.exit_code == 1


def test_check_of_one_path_and_of_some_properties(spec: Path) -> None:
    assert [p.name for p in verif.check(str(spec), "holds").verdicts] == ["holds"]


def test_spec_errors_are_raised(tmp_path: Path) -> None:
    file = tmp_path / "a.arith"
    file.write_text("property p { prove ; }")
    for call in (verif.load, verif.check, verif.gate):
        with pytest.raises(verif.SpecError) as caught:
            call([file])
        assert caught.value.diagnostics[0].code == "E002"


@pytest.mark.parametrize("call", [verif.check, verif.gate])
def test_limits_that_make_no_sense(call: Callable[..., verif.RunRecord], spec: Path) -> None:
    for timeout in (0, -1.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="'timeout' is a positive number of seconds"):
            call([spec], timeout=timeout)
    with pytest.raises(ValueError, match="'jobs' is at least 1, not 0"):
        call([spec], jobs=0)


def test_no_memory_is_refused(spec: Path) -> None:
    with pytest.raises(ValueError, match="'memory' is at least 1 megabyte"):
        verif.gate([spec], memory=0)


def test_requests_that_make_no_sense(spec: Path) -> None:
    with pytest.raises(verif.UsageError, match="no property matches 'nothing'"):
        verif.check([spec], "nothing")
    with pytest.raises(verif.UsageError, match="unknown engine 'magic'"):
        verif.check([spec], engine="magic")
    with pytest.raises(verif.UsageError, match="these files bind no kernel"):
        verif.gate([spec])
    with pytest.raises(verif.SelectionError, match="a word to look for is missing"):
        verif.check([spec], "holds and")


def test_a_kernel_that_is_not_there_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here.py").write_text("def negate(x):\n    return x ^ 8\n")
    (tmp_path / "a.arith").write_text(
        'kernel lost implements neg(E2M1, RNE) { python = "not_there_at_all:negate"; }\n'
        'kernel kept implements neg(E2M1, RNE) { python = "here:negate"; }\n'
    )
    monkeypatch.chdir(tmp_path)
    run = verif.gate("a.arith", jobs=1)
    assert [(k.name, k.verdict) for k in run.kernels] == [("kept", "proved")]
    assert [p.code for p in run.problems] == ["E502"]
    assert run.exit_code == 2


def test_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.py").write_text("def negate(x):\n    return x ^ 8\n")
    (tmp_path / "a.arith").write_text(
        'kernel k implements neg(E2M1, RNE) { python = "mine:negate"; }'
    )
    monkeypatch.chdir(tmp_path)
    run = verif.gate("a.arith", jobs=1)
    assert [k.verdict for k in run.kernels] == ["proved"]
