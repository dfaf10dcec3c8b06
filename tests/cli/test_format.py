"""``verif format``: list, show, decode, encode, diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verif.cli.main import main

Output = pytest.CaptureFixture[str]


def run(capsys: Output, *arguments: str) -> str:
    code = main(["format", *arguments])
    captured = capsys.readouterr()
    assert code == 0, captured.err
    return captured.out


def data(capsys: Output, *arguments: str) -> Any:
    return json.loads(run(capsys, *arguments, "--json"))


def refused(capsys: Output, *arguments: str) -> str:
    assert main(["format", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


# --- list and show ------------------------------------------------------------------------------


def test_list(capsys: Output) -> None:
    lines = run(capsys, "list").splitlines()
    assert "E4M3         8 bits   float    max 448" in lines
    names = [f["name"] for f in data(capsys, "list")]
    assert {"E4M3", "E5M2", "E8M0", "NF4", "HiF8", "posit16_1", "F64", "INT8"} <= set(names)
    assert len(names) == len(lines)


def test_show(capsys: Output) -> None:
    out = run(capsys, "show", "E4M3")
    for line in (
        "E4M3: float, 8 bits",
        "  layout         s eeee mmm",
        "  max            448",
        "  min_normal     2^-6 = 0.015625",
        "  overflow       nan",
        "  codes          256 = 238 normal, 14 subnormal, 2 zero, 2 nan",
    ):
        assert line in out.splitlines()


def test_show_codes(capsys: Output) -> None:
    out = run(capsys, "show", "E2M1", "--codes")
    assert "0x7  s=0 e=11 m=1  normal     6" in out.splitlines()
    assert len(data(capsys, "show", "E4M3", "--codes")["codes"]) == 256
    assert "codes" not in data(capsys, "show", "E4M3")
    assert "--codes lists up to 8" in refused(capsys, "show", "F16", "--codes")


def test_show_instance_of_a_parametrised_format(capsys: Output) -> None:
    assert run(capsys, "show", "posit(6, 1)").startswith("posit(6, 1): posit, 6 bits")
    assert "3 to 64 bits" in refused(capsys, "show", "posit(80, 2)")


def test_format_of_a_file(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "mine.arith"
    file.write_text('format MINE : float { layout = "s ee m"; bias = 1; check max == 6; }')
    assert "MINE: float, 4 bits" in run(capsys, "show", "MINE", "--path", str(file))
    file.write_text('format MINE : float { layout = "s ee m"; bias = 1; check max == 7; }')
    assert main(["format", "show", "MINE", "--path", str(file)]) == 2
    assert "E4" in capsys.readouterr().err


def test_unknown_format(capsys: Output) -> None:
    err = refused(capsys, "show", "E4M4")
    assert "unknown format 'E4M4'; did you mean 'E4M3'" in err


@pytest.mark.parametrize("name", ["", "1", "E4M3 +", "posit(8", "E4M3(", "RNE", "x" * 5000])
def test_what_is_no_format(name: str, capsys: Output) -> None:
    assert "Error:" in refused(capsys, "show", name)


# --- decode and encode --------------------------------------------------------------------------


def test_decode(capsys: Output) -> None:
    lines = run(capsys, "decode", "E4M3", "0x7E", "0b0000_0011", "255").splitlines()
    assert lines == [
        "0x7E  s=0 e=1111 m=110  normal     448",
        "0x03  s=0 e=0000 m=011  subnormal  3 * 2^-9 = 0.005859375",
        "0xFF  s=1 e=1111 m=111  nan        nan",
    ]
    (found,) = data(capsys, "decode", "E8M0", "0")
    assert found["fraction"] == f"1/{2**127}"


@pytest.mark.parametrize("code", ["256", "0x100", "-1", "x", "1.5", "", "0x", "0b2"])
def test_what_is_no_code(code: str, capsys: Output) -> None:
    assert "no code" in refused(capsys, "decode", "E4M3", code)


def test_encode(capsys: Output) -> None:
    values = ["-431.99999999999994", "7/3", "0x1.8p3", "2**-9", "-inf", "nan", "-0.0", "-2**-9"]
    found = data(capsys, "encode", "E4M3", *values)
    assert [f["code"] for f in found] == [
        "0xFD", "0x41", "0x54", "0x01", "0x7F", "0x7F", "0x80", "0x81",
    ]  # fmt: skip
    assert [f["inexact"] for f in found] == [True, True] + [False] * 2 + [True] + [False] * 3
    assert [f["value"] for f in found] == values


def test_encode_as_text(capsys: Output) -> None:
    line = run(capsys, "encode", "E4M3", "-431.99999999999994", "--rounding", "RNE")
    assert line == "-431.99999999999994  ->  0xFD  s=1 e=1111 m=101  normal  -416  inexact\n"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], "0x7F"),
        (["--overflow", "saturate"], "0x7E"),
        (["--rounding", "RTZ"], "0x7E"),
        (["--rounding", "RTZ", "--overflow", "nan"], "0x7E"),
    ],
)
def test_encode_beyond_the_largest(options: list[str], code: str, capsys: Output) -> None:
    (found,) = data(capsys, "encode", "E4M3", "1000", *options)
    assert found["code"] == code


def test_every_policy_is_an_option(capsys: Output) -> None:
    options = ["--on-nan", "zero", "--on-inf", "saturate", "--flush", "true"]
    found = data(capsys, "encode", "E4M3", "nan", "inf", "2**-9", *options)
    assert [f["code"] for f in found] == ["0x00", "0x7E", "0x00"]
    (found,) = data(capsys, "encode", "E8M0", "0", "--on-zero", "nan")
    assert found["class"] == "nan"
    (found,) = data(capsys, "encode", "E8M0", "-1", "--on-negative", "saturate")
    assert found["code"] == "0x00"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["1", "--rounding", "RNX"], "unknown rounding mode 'RNX'"),
        (["1", "--overflow", "wrap"], "--overflow is one of saturate, inf, nan, error"),
        (["1", "--overflow", "inf"], "E4M3 has no inf"),
        (["1000", "--overflow", "error"], "overflow of E4M3, which the policies forbid"),
        (["1", "--roundin", "RNE"], "No such option '--roundin'"),
        (["one"], "'one' is not a number"),
        (["1e9999999999"], "too large to write out"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_encoded(arguments: list[str], message: str, capsys: Output) -> None:
    assert message in refused(capsys, "encode", "E4M3", *arguments)


def test_what_show_prints_can_be_encoded(capsys: Output) -> None:
    codes = data(capsys, "show", "E3M2", "--codes")["codes"]
    values = [c["exact"] for c in codes]
    found = data(capsys, "encode", "E3M2", *values)
    assert [f["integer"] for f in found] == list(range(64))


# --- diff -------------------------------------------------------------------------------------


def test_diff(capsys: Output) -> None:
    out = run(capsys, "diff", "E4M3", "E4M3FNUZ")
    assert "codes: 255 of 256 differ" in out
    assert "E4M3FNUZ  3 * 2^-12 = 0.000732421875  ->  0x01" in out


def test_diff_of_a_format_with_itself(capsys: Output) -> None:
    found = data(capsys, "diff", "E4M3", "E4M3")
    assert found["codes"]["different"] == found["rounding"]["different"] == 0
    assert found["rounding"]["least"] is None
    assert found["rounding"]["specials"] == []


def test_diff_of_unlike_widths(capsys: Output) -> None:
    found = data(capsys, "diff", "E2M1", "E2M3")
    assert found["codes"] is None
    assert found["rounding"]["least"]["fraction"] == "3/32"
    assert "not compared, as 4 and 6 bits" in run(capsys, "diff", "E2M1", "E2M3")


def test_diff_of_infinities(capsys: Output) -> None:
    found = data(capsys, "diff", "E5M2", "E4M3")
    assert [s["input"] for s in found["rounding"]["specials"]] == ["inf", "-inf"]


def test_diff_of_wide_formats(capsys: Output) -> None:
    assert "up to 16 can be compared" in refused(capsys, "diff", "F32", "E4M3")


def test_diff_with_a_mode(capsys: Output) -> None:
    found = data(capsys, "diff", "E3M2", "E2M1", "--rounding", "RTZ")
    assert found["rounding"]["least"]["a"]["class"] == "subnormal"
    err = refused(capsys, "diff", "E3M2", "E2M1", "--rounding", "rne")
    assert "unknown rounding mode 'rne'; there are RNE, RNA, RTZ, RTP, RTN, RTO, RN" in err
