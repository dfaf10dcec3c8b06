"""The small blocks of pages: bits, verdicts, evidence, numbers, links, lemmas."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from tests.report.html.records import lemmas, small
from verif.report.html import links, verdicts
from verif.report.html.bits import Run, field, fields
from verif.report.html.evidence import LADDER, lowest, rung, words
from verif.report.html.lemmas import graph, used_by, uses
from verif.report.html.numbers import count, counted, seconds
from verif.report.html.property_page import mentioned
from verif.report.html.run_page import engine_times
from verif.results.record import Evidence, Shown, Step
from verif.results.verdict import Verdict


def test_bits_by_field() -> None:
    shown = Shown(
        name="x",
        kind="datum",
        exact="1",
        bits="00111000",
        fields=(("s", "0"), ("e", "0111"), ("m", "000")),
        free="x---xx--",
    )
    found = fields(shown)
    assert [(f.word, f.style, f.bits) for f in found] == [
        ("sign", "sign", "0"),
        ("exponent", "exponent", "0111"),
        ("significand", "significand", "000"),
    ]
    assert found[0].runs == (Run("0", True),)
    assert found[1].runs == (Run("011", False), Run("1", True))
    assert found[2].runs == (Run("0", True), Run("00", False))


def test_bits_without_fields_are_one() -> None:
    (found,) = fields(Shown(name="k", kind="bits", exact="5", bits="101"))
    assert (found.word, found.style, found.bits) == ("code", "plain", "101")
    assert fields(Shown(name="n", kind="num", exact="5")) == ()


def test_a_field_of_another_name_keeps_it() -> None:
    assert (field("q", "01").word, field("q", "01").style) == ("q", "plain")
    assert field("m", "0" * 52).long


@dataclass
class Item:
    verdict: Verdict
    expected: str
    as_expected: bool
    exit_code: int


@pytest.mark.parametrize(
    ("item", "kind", "state"),
    [
        (Item("proved", "proved", True, 0), "ok", "as expected"),
        (Item("refuted", "refuted", True, 0), "ok", "as expected: refuted"),
        (Item("refuted", "proved", False, 1), "wrong", "not as expected: proved was expected"),
        (Item("refuted", "refuted", False, 1), "wrong", "refuted, but not as expected"),
        (Item("unknown", "proved", False, 3), "open", "not as expected: proved was expected"),
        (Item("error", "proved", False, 4), "error", "not as expected: proved was expected"),
    ],
)
def test_verdicts_in_words(item: Item, kind: str, state: str) -> None:
    assert (verdicts.kind(item), verdicts.state(item)) == (kind, state)


def test_signs_differ() -> None:
    assert len({verdicts.sign_of(v) for v in verdicts.ORDER}) == len(verdicts.ORDER) == 7


BASE = Evidence(rung=2, kind="exhaustive", inputs=65536, satisfying=64516, text="all")


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        (BASE, "All 65,536 inputs were gone through; 64,516 lie within the assumptions."),
        (
            replace(BASE, replayed=12, text="all; not confirmed: too many inputs"),
            "All 65,536 inputs were gone through; 64,516 lie within the assumptions. Not confirmed:"
            " too many inputs. The reference looked again at 12 of them.",
        ),
        (
            replace(BASE, rung=5, kind="two engines"),
            "All 65,536 inputs were gone through, and a second engine agrees. There are 65,536"
            " inputs.",
        ),
        (
            Evidence(rung=4, kind="smt", inputs=1 << 64, text="Z3 5.4.0.0"),
            "Decided by Z3 5.4.0.0. There are 2^64 inputs.",
        ),
        (
            Evidence(rung=3, kind="interval", inputs=None, text="interval bounds"),
            "Decided by bounds of the terms: interval bounds. There is no end of inputs.",
        ),
        (
            Evidence(rung=1, kind="tested", inputs=9, text="100 random ones, seed 0", seed=0),
            "Tried, not gone through: 100 random ones, seed 0.",
        ),
        (
            Evidence(rung=1, kind="tested", inputs=9, seed=7, text="100 random ones"),
            "Tried, not gone through: 100 random ones. Random inputs come from the seed 7.",
        ),
        (
            Evidence(
                rung=1,
                kind="tested",
                inputs=9,
                steps=(Step(question="claim", answer="some", engine="probe"),),
            ),
            "Found among special values, which were tried before any solver was asked.",
        ),
    ],
)
def test_evidence_in_words(evidence: Evidence, text: str) -> None:
    assert words(evidence) == text


def test_the_ladder_has_seven_rungs() -> None:
    assert [r.number for r in LADDER] == [1, 2, 3, 4, 5, 6, 7]
    assert rung(6).name == "certificate"
    assert rung(99) is LADDER[0]


def test_a_property_stands_on_its_lowest_rung() -> None:
    first = small().properties[0]
    (o,) = first.obligations
    assert lowest((o, replace(o, evidence=replace(BASE, rung=4)))) is LADDER[1]
    assert lowest((replace(o, evidence=None),)) is None


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (65536, "65,536"), (1 << 64, "2^64"), ((1 << 64) + 1, None)]
)
def test_count(number: int, text: str | None) -> None:
    assert count(number) == (text or "18,446,744,073,709,551,617")


def test_counted() -> None:
    assert [counted(n, "property") for n in (0, 1, 2)] == [
        "0 properties",
        "1 property",
        "2 properties",
    ]
    assert counted(2, "index", "indices") == "2 indices"


@pytest.mark.parametrize(
    ("duration", "text"),
    [(0.0, "0.000 s"), (0.5, "0.50 s"), (12.34, "12.3 s"), (185.0, "3 min 05 s")],
)
def test_seconds(duration: float, text: str) -> None:
    assert seconds(duration).replace("\xa0", " ") == text


def test_file_names_are_plain_and_differ() -> None:
    names = [
        "a.arith::p[E4M3, RNE]",
        "a.arith::p[E4M3,RNE]",
        "A.arith::p",
        "a.arith::P",
        "a.arith::p",
    ]
    found = [links.property_page(name) for name in names]
    assert len({f.lower() for f in found}) == len(names)
    assert all(
        f.removeprefix("properties/").replace("-", "").replace(".", "").isalnum() for f in found
    )
    assert links.property_page("../../etc::..").startswith("properties/page-")
    assert len(links.property_page("x" * 10_000)) < 120
    assert links.property_page(names[0]) == links.property_page(names[0])


def test_lemmas_that_are_used_directly() -> None:
    direct = uses(lemmas().properties)
    found = {k.rpartition("::")[2]: [v.rpartition("::")[2] for v in vs] for k, vs in direct.items()}
    assert found["both_squares"] == ["sums_of_squares"]
    assert found["sums_of_squares"] == ["adds_up", "squares_are_not_negative"]
    assert found["adds_up"] == []


def test_a_graph_of_lemmas_has_users_to_the_left() -> None:
    records = {p.id: p for p in lemmas().properties}
    direct = uses(records.values())
    middle = next(p for p in records.values() if p.name == "sums_of_squares")
    found = graph(middle, records, direct, used_by(direct))
    assert found is not None
    columns = {n.id.rpartition("::")[2]: n.x for n in found.nodes}
    assert columns["both_squares"] < columns["sums_of_squares"] < columns["adds_up"]
    assert len(found.edges) == 3
    assert [n.here for n in found.nodes if n.id == middle.id] == [True]
    assert all(0 <= n.x < found.width and 0 <= n.y < found.height for n in found.nodes)


def test_lemmas_in_a_circle_and_lemmas_that_are_not_there() -> None:
    a, b, *_ = small().properties
    a = replace(a, rests_on=(b.id, "gone::lemma"))
    b = replace(b, rests_on=(a.id,))
    records = {a.id: a, b.id: b}
    direct = uses(records.values())
    found = graph(a, records, direct, used_by(direct))
    assert found is not None
    assert {n.id: n.known for n in found.nodes} == {a.id: True, b.id: True, "gone::lemma": False}


def test_a_property_without_lemmas_has_no_graph() -> None:
    a = small().properties[0]
    assert graph(a, {a.id: a}, uses([a]), {}) is None


def test_formats_that_a_property_mentions() -> None:
    from tests.report.html.records import shipped

    found = {p.name: [d.name for d in mentioned(p, shipped())] for p in small().properties}
    assert found["round_trip[E2M1]"] == ["E2M1"]
    assert found["round_trip[E2M3]"] == ["E2M3"]
    assert found["too_wide"] == ["F64"]


def test_time_by_engine() -> None:
    p = small().properties[0]
    slow = replace(p, obligations=(replace(p.obligations[0], seconds=3.0, cached=True),))
    other = replace(p, obligations=(replace(p.obligations[0], seconds=1.0, engine="z3"),))
    found = engine_times(replace(small(), properties=(slow, other)))
    assert [(t.name, t.obligations, t.cached, t.seconds, t.share) for t in found] == [
        ("exhaustive", 1, 1, 3.0, "75.0"),
        ("z3", 1, 0, 1.0, "25.0"),
    ]
