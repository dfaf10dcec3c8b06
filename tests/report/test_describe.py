"""Formats as data: facts, counts and codes."""

from __future__ import annotations

import json

import pytest

import verif
from verif.formats.format import Format
from verif.report.describe import class_of, counts, describe, family, layout, ties
from verif.report.format_text import show

NAMES = verif.load().format_names()


def fmt(name: str) -> Format:
    return verif.load().format(name).definition


@pytest.mark.parametrize("name", NAMES)
def test_counts_add_up(name: str) -> None:
    f = fmt(name)
    assert sum(counts(f).values()) == 1 << f.bits


@pytest.mark.parametrize("name", NAMES)
def test_every_format_can_be_shown(name: str) -> None:
    f = fmt(name)
    assert show(f)[0] == f"{f.name}: {family(f)}, {f.bits} bits"
    json.dumps(describe(f, f.bits <= 8))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("E4M3", "float"),
        ("INT8", "integer"),
        ("MXINT8", "fixed"),
        ("posit8_2", "posit"),
        ("NF4", "table"),
        ("HiF8", "cases"),
    ],
)
def test_family(name: str, expected: str) -> None:
    assert family(fmt(name)) == expected


def test_codes_of_e4m3() -> None:
    f = fmt("E4M3")
    assert counts(f) == {"normal": 238, "subnormal": 14, "zero": 2, "inf": 0, "nan": 2}
    last = describe(f, True)["codes"][0x7E]
    assert last == {
        "code": "0x7E",
        "integer": 126,
        "bits": "01111110",
        "fields": [["s", "0"], ["e", "1111"], ["m", "110"]],
        "class": "normal",
        "kind": "finite",
        "sign": 1,
        "exact": "448",
        "decimal": "448",
        "fraction": "448",
    }


def test_nar_is_counted_as_nan() -> None:
    f = fmt("posit8_2")
    assert class_of(f, f.decode(0x80)) == "nar"
    assert counts(f)["nan"] == 1


def test_layouts_and_ties() -> None:
    assert layout(fmt("E5M2")) == ["s eeeee mm"]
    assert layout(fmt("HiF8"))[0] == "0 0000 000"
    assert ties(fmt("HiF8")) == "nearest, ties away from zero"
    assert ties(fmt("E4M3")) == "nearest, ties to even"
