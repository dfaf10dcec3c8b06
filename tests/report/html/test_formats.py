"""Pages of formats: every shipped one, its number line, its precision, its codes."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from tests.report.html.checker import Checker
from tests.report.html.records import empty, shipped
from verif.formats.format import Format
from verif.report.html import codes
from verif.report.html.binades import binades, first_at_least, spread
from verif.report.html.definitions import definitions
from verif.report.html.format_page import format_pages, patterns, precision
from verif.report.html.number_line import number_line, ordinal_axis
from verif.report.html.page import Frame
from verif.run.check import Options, check

PAGES = {p.path: p.text for p in format_pages(shipped(), {}, Frame())}
NAMES = [d.name for d in shipped().formats]


def fmt(name: str) -> Format:
    found = shipped().find(name)
    assert found is not None
    return found.format


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str) -> None:
    text = PAGES[f"formats/{name}.html"]
    assert Checker(text).problems == []
    rows = re.findall(r'<th scope="row">(0x[0-9A-F]+)</th>', text)
    bits = fmt(name).bits
    assert rows == ([fmt(name).hex(c) for c in range(1 << bits)] if bits <= 8 else [])
    assert ("Binades</h2>" in text) == (bits > 8)


@pytest.mark.parametrize("name", NAMES)
def test_binades_hold_all_positive_values(name: str) -> None:
    f = fmt(name)
    found = binades(f)
    if all(b.span == 1 for b in found):
        assert sum(b.count for b in found) == f.kmax - f.min_positive + 1
    for b in found:
        assert Fraction(2) ** b.exponent <= f.value_of(b.first) < Fraction(2) ** (b.exponent + 1)


@pytest.mark.parametrize("name", ["E2M3", "HiF8", "posit8_1", "NF4", "E8M0", "INT4"])
def test_first_at_least(name: str) -> None:
    f = fmt(name)
    values = [f.value_of(k) for k in range(f.kmin, f.kmax + 1)]
    for x in [*values, *((a + b) / 2 for a, b in pairwise(values))]:
        expected = next(k for k in range(f.kmin, f.kmax + 1) if f.value_of(k) >= x)
        assert first_at_least(f, x) == expected
    assert first_at_least(f, f.max + 1) == f.kmax + 1


def test_precision_of_a_float_falls_off_below_the_normal_numbers() -> None:
    found = binades(fmt("E4M3"))
    assert [b.precision for b in found[:4]] == [1, 2, 3, 4]
    assert found[-1].count == 7  # 480 is a NaN
    chart = precision(fmt("F64"))
    assert chart is not None
    assert len(chart.marks[0].places) < 20  # alike neighbours are joined


def test_precision_of_a_posit_is_a_roof() -> None:
    found = [b.count for b in binades(fmt("posit16_1"))]
    top = found.index(max(found))
    assert found[: top + 1] == sorted(found[: top + 1])
    assert found[top:] == sorted(found[top:], reverse=True)


@pytest.mark.parametrize("name", NAMES)
def test_number_line_is_in_order(name: str) -> None:
    f = fmt(name)
    line = number_line(f)
    places = [(float(a[:-1]), float(b[:-1])) for a, b in line.pairs]
    assert places == sorted(places)
    assert places[0] == (0.0, 0.0)
    assert places[-1] == (100.0, 100.0)
    assert line.shown == len(line.pairs) <= min(256, line.all)
    assert [t.place for t in line.ordinals] == sorted(t.place for t in line.ordinals)


@pytest.mark.parametrize("name", ["E4M3", "F32", "posit8_2", "INT8"])
def test_labels_are_the_same_on_both_sides(name: str) -> None:
    labels = [t.label for t in ordinal_axis(fmt(name)).ticks]
    assert "0" in labels
    inner = [x for x in labels[1:-1] if x != "0"]
    assert {x.lstrip("-") for x in inner if x[0] == "-"} == {x for x in inner if x[0] != "-"}


def test_landmarks() -> None:
    found = {r.name: r.shown.code for r in codes.landmarks(fmt("E4M3"))}
    assert found == {
        "+0": "0x00",
        "-0": "0x80",
        "smallest positive": "0x01",
        "smallest normal": "0x08",
        "one": "0x38",
        "largest": "0x7E",
        "least": "0xFE",
        "NaN of results": "0x7F",
    }
    assert "one" not in {r.name for r in codes.landmarks(fmt("UQ0_8"))}


def test_samples_of_a_wide_format_have_the_ends() -> None:
    found = codes.sampled(fmt("F32"))
    assert (found[0].exponent, found[-1].exponent) == (-149, 127)
    assert found[-1].step == "2^104 ~ 2.028240960365167e31"


def test_patterns() -> None:
    (fields,) = patterns(fmt("E4M3"))
    assert [(f.word, f.bits) for f in fields] == [
        ("sign", "s"),
        ("exponent", "eeee"),
        ("significand", "mmm"),
    ]
    assert len(patterns(fmt("HiF8"))) == 10
    assert patterns(fmt("posit8_0")) == []


@pytest.mark.parametrize(
    ("low", "high", "count", "expected"),
    [(0, 3, 9, [0, 1, 2, 3]), (0, 100, 3, [0, 50, 100]), (5, 5, 4, [5])],
)
def test_spread(low: int, high: int, count: int, expected: list[int]) -> None:
    assert list(spread(low, high, count)) == expected


def test_formats_that_changed_since_the_run_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    spec = Path("a.arith")
    text = (
        'arith 1; format small : float {{ layout = "s ee m"; bias = {bias}; inf = none;'
        " nan = none; }} property p {{ given x : small; prove x == x; }}"
    )
    spec.write_text(text.format(bias=1), encoding="utf-8")
    record = check([spec], Options(jobs=1))
    assert definitions(record).find("small", "a.arith") is not None
    assert definitions(record).changed == ()
    spec.write_text(text.format(bias=2), encoding="utf-8")
    assert definitions(record).find("small") is None
    assert definitions(record).changed == ("small",)
    spec.write_text("this is no spec", encoding="utf-8")
    assert definitions(record).find("small") is None
    assert definitions(record).find("E4M3") is not None
    spec.unlink()
    assert [d.name for d in definitions(record).formats] == NAMES


def test_a_name_that_another_file_has_too_gets_a_page_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, bias in (("a", 1), ("b", 2)):
        Path(f"{name}.arith").write_text(
            f'arith 1; format tiny : float {{ layout = "s ee m"; bias = {bias}; inf = none;'
            " nan = none; } property p { given x : tiny; prove x == x; }",
            encoding="utf-8",
        )
    found = definitions(check(["a.arith", "b.arith"], Options(jobs=1)))
    pages = [found.find("tiny", f"{name}.arith") for name in "ab"]
    assert pages[0] is not None and pages[1] is not None
    assert pages[0].page == "formats/tiny.html"
    assert re.fullmatch(r"formats/tiny-[0-9a-f]{8}\.html", pages[1].page)


def test_an_instance_goes_by_its_first_name() -> None:
    found = shipped().find("posit(8, 2)")
    assert found is not None and found.name == "posit8_2"
    assert shipped().find("nothing") is None
    assert definitions(empty()).formats == shipped().formats
