"""Float formats as Lean describes them: the codes mean the same, and what is another kind is not
described."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from tests.lean.export.specs import properties
from verif.base.exact import pow2
from verif.formats.format import Format
from verif.formats.value import Value
from verif.lean.export.floats import LeanFloat, lean_float

FLOATS = (
    "E4M3", "E5M2", "E3M2", "E2M3", "E2M1", "E8M0", "E4M3FNUZ", "E5M2FNUZ", "E4M3B11FNUZ",
    "E4M3IEEE", "E3M4", "F16", "BF16",
)  # fmt: skip


def shipped(name: str) -> Format:
    """A format of the shipped specs."""
    return format_of(name)


def format_of(name: str, before: str = "") -> Format:
    """The format that a name stands for."""
    (prop,) = properties(f"{before}\nproperty p {{ given x : {name}; prove same(x, x); }}")
    fmt = prop.obligations[0].cases[0].variables[0].format
    assert fmt is not None
    return fmt


def meaning(f: LeanFloat, code: int) -> tuple[str, bool, Fraction]:
    """``Format.decode`` of ``lean/Verif/Format.lean``, written a second time: kind, sign, value."""
    half = 1 << (f.exponent_bits + f.fraction_bits)
    negative, c = f.signed and code >= half, code % half
    if c > f.top:
        infinite = f.infinity and c == f.top + 1
        return ("inf", negative, Fraction(0)) if infinite else ("nan", False, Fraction(0))
    if negative and not f.negative_zero and c == 0:
        return "nan", False, Fraction(0)
    if not f.subnormals:
        c = 0 if f.has_zero and c == 0 else c + (1 << f.fraction_bits)
    e, rest = c >> f.fraction_bits, c % (1 << f.fraction_bits)
    quanta = rest if e == 0 else (rest + (1 << f.fraction_bits)) << (e - 1)
    quantum = (1 if f.subnormals else 0) - f.bias - f.fraction_bits
    return "finite", negative, quanta * pow2(quantum)


def told(value: Value) -> tuple[str, bool, Fraction]:
    """The same of the reference's value."""
    if value.exact is None:
        return ("nan", False, Fraction(0)) if value.is_nan else ("inf", value.sign < 0, Fraction(0))
    return "finite", value.sign < 0, abs(value.exact)


@pytest.mark.parametrize("name", FLOATS)
def test_every_code_means_the_same(name: str) -> None:
    fmt = shipped(name)
    found = lean_float(fmt)
    assert found is not None and found.name == name
    for code in fmt.codes():
        assert meaning(found, code) == told(fmt.decode(code)), hex(code)
    if fmt.has_nan:
        assert meaning(found, found.nan_code)[0] == "nan"


OTHERS = """
format WithTwoNans : float { layout = "s eee mm"; bias = 3; nan = "s 111 11"; }
format Lopsided : float { layout = "s eee mm"; bias = 3; nan = "1 111 11"; }
format InfAtTheEnd : float { layout = "s eee mm"; bias = 3; inf = "s 111 11"; }
format InfAboveNan : float {
  layout = "s eee mm"; bias = 3; inf = "s 111 11"; nan = "s 111 10"; }
format OneInf : float { layout = "s eee mm"; bias = 3; inf = "0 111 11"; nan = "1 111 11"; }
format Unsigned : float { layout = "eee mm"; bias = 3; inf = "111 00"; nan = "111 mm"; }
format NoZeros : float {
  layout = "s eee mm"; bias = 3; subnormals = false; zero = none; nan = "s 111 11"; }
format Flat : float { layout = "s eee mm"; bias = 3; subnormals = false; }
"""


def made(name: str) -> Format:
    """A format of those above."""
    return format_of(name, OTHERS)


@pytest.mark.parametrize("name", ["WithTwoNans", "InfAtTheEnd", "Unsigned", "NoZeros", "Flat"])
def test_other_floats_mean_the_same_too(name: str) -> None:
    fmt = made(name)
    found = lean_float(fmt)
    assert found is not None
    for code in fmt.codes():
        assert meaning(found, code) == told(fmt.decode(code)), hex(code)


@pytest.mark.parametrize("name", ["Lopsided", "InfAboveNan", "OneInf"])
def test_what_lean_has_no_way_to_say_is_not_said(name: str) -> None:
    assert lean_float(made(name)) is None


@pytest.mark.parametrize("name", ["HiF8", "posit8_2", "INT8", "NF4", "MXINT8"])
def test_other_families_are_no_floats(name: str) -> None:
    assert lean_float(shipped(name)) is None


def test_text() -> None:
    found = lean_float(shipped("E4M3FNUZ"))
    assert found is not None
    assert found.definition == (
        "/-- The format E4M3FNUZ as the spec defines it. -/\n"
        "def E4M3FNUZ : Format :=\n"
        "  { exponentBits := 4, fractionBits := 3, bias := 8,\n"
        "    signed := true, subnormals := true, hasZero := true,\n"
        "    negativeZero := false, top := 0x7f, infinity := false,\n"
        "    nanCode := 0x80 }\n\n"
        "/-- E4M3FNUZ is well formed. -/\n"
        "theorem E4M3FNUZ_wellFormed : E4M3FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩\n"
    )
    assert found.names == ("E4M3FNUZ", "E4M3FNUZ_wellFormed")


FORMATS_LEAN = Path(__file__).resolve().parents[3] / "lean" / "Verif" / "Formats.lean"
DEFAULTS = {
    "signed": "true", "subnormals": "true", "hasZero": "true", "negativeZero": "true",
    "infinity": "false", "nanCode": "0",
}  # fmt: skip


def fields(body: str) -> dict[str, str]:
    """The fields of a structure that is written out, with the defaults of ``Verif.Format``."""
    found = (part.split(":=") for part in " ".join(body.split()).split(","))
    return DEFAULTS | {name.strip(): value.strip() for name, value in found}


@pytest.mark.parametrize("name", ["E4M3", "E5M2", "E2M1", "E3M2", "E2M3", "E8M0", "E4M3FNUZ"])
def test_the_librarys_formats_are_the_suites(name: str) -> None:
    text = FORMATS_LEAN.read_text(encoding="utf-8")
    theirs = re.search(rf"^def {name} : Format :=\s*\{{(.*?)\}}", text, re.MULTILINE | re.DOTALL)
    found = lean_float(shipped(name))
    assert theirs is not None and found is not None
    ours = re.search(r"\{(.*?)\}", found.definition, re.DOTALL)
    assert ours is not None
    one, other = fields(theirs[1]), fields(ours[1])
    for number in ("top", "nanCode"):
        one[number], other[number] = str(int(one[number], 0)), str(int(other[number], 0))
    assert one == other
