"""Pages about accumulators: well formed, complete, and readable with thousands of channels."""

from __future__ import annotations

import re
import shlex
from html import unescape

import msgspec
import pytest
from msgspec.structs import replace

from tests.report.html.checker import Checker, broken_links
from tests.report.html.records import HOSTILE, small, some
from tests.report.html.widths import ALL, SMALL, gated, made, many, odd, tiled
from verif.accumulate.record import AccumulateRecord, Bounds, SignRuns
from verif.report.accumulate_json import render
from verif.report.html import width_charts
from verif.report.html.accumulators import Accumulator, accumulators, ranges_text
from verif.report.html.bins import MOST, bins, sizes
from verif.report.html.charts import Chart
from verif.report.html.input_runs import Inputs, inputs
from verif.report.html.site import pages, width_pages
from verif.report.html.width_bounds import saving, width_bounds
from verif.report.html.width_page import command, view


def site(*records: AccumulateRecord) -> dict[str, str]:
    return {page.path: page.text for page in width_pages(records)}


def layer_page(record: AccumulateRecord, name: str = "") -> str:
    (text,) = [t for p, t in site(record).items() if p.startswith(f"accumulators/{name}")]
    return text


def drawn(chart: Chart, shape: str, number: int = 0) -> tuple[tuple[str, ...], ...]:
    return [m for m in chart.marks if m.shape == shape][number].places


@pytest.mark.parametrize("name", ALL)
def test_well_formed_and_on_their_own(name: str) -> None:
    files = site(ALL[name]())
    read = {p: Checker(text) for p, text in files.items() if p.endswith(".html")}
    assert {p: c.problems for p, c in read.items() if c.problems} == {}
    assert broken_links(read, files) == []
    for path, page in read.items():
        inside = "".join([*page.styles, *page.scripts])
        assert not re.search(r"https?:|@import|url\(|fetch\(", inside), path
        assert not set(page.tags) & {"link", "img", "iframe", "object", "embed", "base"}, path
        assert not [link for link in page.links if "//" in link], path


@pytest.mark.parametrize("name", ALL)
def test_the_same_record_makes_the_same_bytes(name: str) -> None:
    record = ALL[name]()
    again = msgspec.json.decode(render(record), type=AccumulateRecord)
    assert again == record
    assert site(record) == site(again)


def test_texts_stay_texts() -> None:
    for path, text in site(ALL["hostile"]()).items():
        if path.endswith(".html"):
            assert "<script>alert" not in text, path
            assert HOSTILE in unescape(text), path


def test_the_list_of_layers() -> None:
    text = site(gated())["index.html"]
    assert "<h1>1 channel needs more than 16 bits</h1>" in text
    rows = re.findall(
        r'<tr><th scope="row"><a href="(accumulators/[^"]+)">([^<]+)</a>(.*?)</tr>', text
    )
    assert [name for _, name, _ in rows] == ["fc1.weight", "fc2.weight"]
    first, second = (re.findall(r'<td class="num">(.*?)</td>', cells) for _, _, cells in rows)
    assert first == ["<b>17</b>", "0", "19", "2", "4", "260"]
    assert second == ["<b>11</b>", "0", "13", "2", "3", "4"]
    assert "too narrow" in rows[0][2]
    assert "1 of 3 channels too wide" in rows[0][2]
    assert "fits" in rows[1][2]
    assert "<code>fc1.bias</code>: 1 axis, beside tensors of more" in text


def test_what_fails_and_why() -> None:
    text = layer_page(gated(), "fc1")
    assert "1 of 3 channels needs more than the 16 bits of the accumulator: 0." in text
    assert "reaches <b>33,660</b>, which is 893 beyond 32,767, the end of int(16)" in text
    assert "33,660 = 132 × 255 from weights above 0." in text
    assert "What does not fit" not in layer_page(gated(), "fc2")


def test_why_with_a_bias_and_signed_inputs() -> None:
    weights = {"w": SMALL["fc1.weight"], "b": -SMALL["fc1.bias"]}
    record = made(weights, text="int4", bias="b", patterns=("w",), acc_bits=4)
    (failure, *_) = view(record, record.layers[0]).failures
    assert failure.channel == 0
    assert failure.value == -1000 - 8 * 132 - 7 * 128
    assert failure.sums == (
        "132 × (-8) from weights above 0 + -128 × 7 from weights below 0 + (-1,000) from the bias"
    )


def test_tiles_have_two_accumulators_each_with_its_limit() -> None:
    record = tiled()
    inner, outer = accumulators(record, record.layers[0])
    assert (inner.limit, inner.widest, inner.over) == (11, 12, [0])
    assert (outer.limit, outer.widest, outer.over) == (13, 13, [])
    text = layer_page(record)
    assert "inner accumulator: 12 bits needed, 11 allowed" in text
    assert "<h3>Inner accumulator</h3>" in text
    assert "<h3>Outer accumulator</h3>" in text
    assert "Channel 2 in full" in text
    assert '<p class="runs">-8, 7, 0, 7</p>' in text


def test_the_worst_input_in_runs() -> None:
    text = layer_page(many())
    assert "Widest channel: 777" in text
    assert '<p class="runs">255<span class="n"> ×64</span></p>' in text
    first = layer_page(gated(), "fc1")
    assert '<p class="runs">255, 0, 255, 0</p>' in first


def test_inputs_that_come_later() -> None:
    text = layer_page(odd(), "large")
    assert "before any w &lt; 0 is added" in text
    assert '<p class="runs">later<span class="n"> ×3</span></p>' in text


def test_neighbouring_inputs_that_are_equal_are_one_run() -> None:
    found = inputs([(0, 2), (0, 3), (None, 1), (0, 1)], 9)
    assert [(r.value, r.count) for r in found.runs] == [("0", 5), ("later", 1), ("0", 1)]
    assert (found.shown, found.length) == (7, 9)
    cut = inputs([(i % 2, 2) for i in range(10)], 20, most=3)
    assert cut == Inputs(cut.runs, 6, 20)


def test_thousands_of_channels_keep_their_extremes() -> None:
    record = many()
    (found,) = accumulators(record, record.layers[0])
    chart = width_charts.by_channel(found)
    bars = drawn(chart, "bars")
    assert len(bars) <= MOST
    tops, bottoms = (
        [*map(float, column)] for column in zip(*((y, h) for _, y, _, h in bars), strict=True)
    )
    highest = min(range(len(bars)), key=lambda i: tops[i])
    lowest = max(range(len(bars)), key=lambda i: tops[i] + bottoms[i])
    assert highest == 777 * MOST // 4096
    assert lowest == 3001 * MOST // 4096
    assert len(drawn(chart, "dots")) == 1  # the one that is too wide
    assert "4,096 channels, 20 or 21 to a bar" in chart.caption
    assert len(layer_page(record)) < 120_000


def test_bins() -> None:
    found = bins([5, 1, 4, 2, 3], [6, 9, 4, 2, 8], most=2)
    assert [(b.first, b.last, b.low, b.high) for b in found] == [(0, 1, 1, 9), (2, 4, 2, 8)]
    assert [b.low for b in bins([3, 1], [3, 1])] == [3, 1]
    for count in (1, MOST, MOST + 1, 2 * MOST, 12_345):
        some_bins = bins(range(count), range(count))
        assert len(some_bins) <= MOST
        assert [b.first for b in some_bins[1:]] == [b.last + 1 for b in some_bins[:-1]]
        assert (some_bins[0].first, some_bins[-1].last) == (0, count - 1)
        assert len({b.last - b.first for b in some_bins}) <= 2
    assert bins([], []) == []
    assert (sizes(4096), sizes(400)) == ("20 or 21", "2")


def accumulator(highs: list[int], limit: int | None = None) -> Accumulator:
    bits = [h.bit_length() + 1 for h in highs]
    return Accumulator("accumulator", [0] * len(highs), highs, bits, limit)


def test_limits_are_drawn_where_they_are_near() -> None:
    near = width_charts.ranges(accumulator([100, 200], 8))
    assert len([m for m in near.marks if m.shape == "line"]) == 2
    assert [m.label for m in near.legend] == [
        "ends of int(8), -128 and 127, the width allowed",
        "beyond int(8)",
    ]
    far = width_charts.ranges(accumulator([100, 200], 32))
    assert [m.shape for m in far.marks] == ["bars"]
    assert "int(32), the width allowed, reaches over 2^23 times as far." in far.caption
    needed = width_charts.ranges(accumulator([100, 200]))
    assert needed.legend[0].label == "ends of int(9), -256 and 255, the width needed"


def test_histogram() -> None:
    chart = width_charts.histogram(accumulator([1, 1, 200], 4))
    assert "Channels by bits: 2 of 2, 1 of 9." in chart.caption
    assert len(drawn(chart, "bars")) == 2
    assert len(drawn(chart, "line")) == 1


def test_ticks_are_whole_numbers() -> None:
    for count in (1, 2, 3, 7, 199, 4096, 1_000_000):
        labels = [t.label for t in width_charts.indices("channel", count).ticks]
        assert labels[0] == "0"
        assert 1 <= len(labels) <= 6
        assert all(label.isdecimal() for label in labels)
    assert [t.label for t in width_charts.integers("bits", 16, 25).ticks] == [
        "16",
        "18",
        "20",
        "22",
        "24",
    ]


def test_signs_of_weights() -> None:
    chart = width_charts.signs(SignRuns(count=3, runs=(("+", 2), ("0", 1), ("-", 1))), 4, 0)
    assert [len(m.places) for m in chart.marks] == [2, 1]
    cut = width_charts.signs(SignRuns(count=9, runs=(("+", 300), ("-", 100))), 1000, 0)
    assert "the first 400 of 1,000 weights in order, as shares of 2 in a row" in cut.caption
    assert [len(m.places) for m in cut.marks] == [150, 50]


def test_what_knowing_the_weights_saves() -> None:
    first, second = gated().layers
    assert saving(first) == (
        "By the types and K = 4 alone the accumulator needs 19 bits; the L1 norm of the weights "
        "saves 1 bit, their exact range 2 bits."
    )
    rows = [(b.name, b.bits, b.more) for b in width_bounds(second)]
    assert rows == [
        ("exact", 11, 0),
        ("L1", 11, 0),
        ("A2Q, as published", 12, 1),
        ("A2Q+", 10, -1),
        ("data type", 13, 2),
    ]
    assert width_bounds(second)[3].note.startswith("too small")
    bounds = Bounds(data_type=9, l1=9, l1_published=9, a2q_plus=None, a2q_plus_holds=None)
    assert saving(replace(first, bounds=bounds, min_bits=9)).endswith("no fewer by its weights.")
    assert "which leaves out the bias" in saving(replace(first, bounds=bounds, min_bits=10))
    assert [b.name for b in width_bounds(replace(first, bounds=bounds))][-1] == "data type"


def test_the_command_that_shows_a_layer_again() -> None:
    record = tiled()
    words = "--acc-bits 11 --bias fc1.bias --tile 2 --outer-bits 13 --tensor fc1.weight --worst 0"
    expected = f"verif accumulate model.npz --input int4 {words}"
    assert command(record, record.layers[0]) == expected
    assert expected in layer_page(record)
    strange = replace(record.layers[0], name="a b'; rm")
    assert shlex.split(command(record, strange))[-3] == "a b'; rm"


def test_indices_in_short() -> None:
    assert ranges_text([0]) == "0"
    assert ranges_text([0, 1, 2, 5, 7, 8]) == "0 to 2, 5, 7 to 8"
    assert ranges_text(range(0, 20, 2), most=3) == "0, 2, 4 and 7 more"


def test_beside_a_run() -> None:
    files = {page.path: page.text for page in pages(small(), some(), [gated(), tiled()])}
    read = {p: Checker(text) for p, text in files.items() if p.endswith(".html")}
    assert broken_links(read, files) == []
    assert {p: c.problems for p, c in read.items() if c.problems} == {}
    text = files["accumulators.html"]
    assert "<h1>Accumulators</h1>" in text
    assert len(re.findall(r'<a href="accumulators/fc1-weight-\w+\.html">', text)) == 2
    assert 'href="accumulators.html">Accumulators</a>' in files["index.html"]
    assert {"record.json", "accumulators-1.json", "accumulators-2.json"} <= files.keys()


def test_a_layer_that_is_there_twice_has_two_pages() -> None:
    files = site(gated(), gated())
    assert len([p for p in files if p.startswith("accumulators/fc1")]) == 2
