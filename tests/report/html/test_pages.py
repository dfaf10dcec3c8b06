"""All pages of several reports: well formed, linked, on their own, and nothing gets through."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from msgspec.structs import replace

from tests.report.html.checker import Checker, broken_links
from tests.report.html.records import (
    HOSTILE,
    VERDICTS,
    everything,
    lemmas,
    page,
    report,
    small,
    some,
    with_steps,
)
from tests.report.samples import kernel, run_of
from verif.report.html.page import TEMPLATES
from verif.report.html.site import pages
from verif.report.html.verdicts import MEANINGS, sign_of
from verif.results.record import RunRecord, Step

REPORTS = ("small", "lemmas", "everything", "hostile", "empty")


def html(name: str) -> dict[str, str]:
    return {path: text for path, text in report(name).items() if path.endswith(".html")}


@pytest.mark.parametrize("name", REPORTS)
def test_well_formed(name: str) -> None:
    for path, text in html(name).items():
        assert Checker(text).problems == [], path


@pytest.mark.parametrize("name", REPORTS)
def test_every_link_leads_somewhere(name: str) -> None:
    read = {path: Checker(text) for path, text in html(name).items()}
    assert broken_links(read, report(name)) == []


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_from_elsewhere(name: str) -> None:
    for path, text in html(name).items():
        found = Checker(text)
        inside = "".join([*found.styles, *found.scripts])
        assert not re.search(r"https?:|@import|url\(|fetch\(|XMLHttpRequest|import\(", inside), path
        assert not [link for link in found.links if "//" in link or ":" in link], path
        assert not set(found.tags) & {"link", "img", "iframe", "object", "embed", "base"}, path


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_may_run_its_own_script_only(name: str) -> None:
    for path, text in html(name).items():
        found = Checker(text)
        (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', text)
        allowed = re.findall(r"sha256-([\w+/=]+)", policy)
        hashes = [b64encode(sha256(s.encode()).digest()).decode() for s in found.scripts]
        assert allowed == hashes, path
        assert "default-src &#39;none&#39;" in policy


@pytest.mark.parametrize("make", [small, everything])
def test_the_same_record_makes_the_same_bytes(make: object) -> None:
    assert callable(make)
    record: RunRecord = make()
    first = {p.path: p.text for p in pages(record, some())}
    assert first == {p.path: p.text for p in pages(record, some())}


def test_markup_in_a_record_is_text() -> None:
    for path, text in html("hostile").items():
        found = Checker(text)
        assert set(found.tags) <= ALLOWED, path
        assert len(found.scripts) == found.tags.count("script") <= 1, path
        assert "{{" not in text.replace("{{ 7*7 }}", ""), path
    assert any(HOSTILE in text for text in Checker(page("hostile", "index")).texts)


ALLOWED = {
    tag
    for file in TEMPLATES.glob("*.html")
    for tag in re.findall(r"<([a-z]\w*)", file.read_text(encoding="utf-8"))
} | {"h3", "h4"}
"""What the templates write themselves."""


def test_every_verdict_is_shown_by_a_sign_and_a_word() -> None:
    first = page("everything", "index")
    for verdict in VERDICTS:
        text = page("everything", f"properties/{verdict}_proved")
        badge = f'<span aria-hidden="true">{sign_of(verdict)}</span> {verdict}</span>'
        assert badge in text
        assert badge in first
        assert MEANINGS[verdict] in first


def test_what_is_not_as_expected_says_so() -> None:
    text = page("everything", "properties/proved_refuted")
    assert "not as expected: refuted was expected" in text
    assert "as expected: refuted" in page("everything", "properties/refuted_refuted")
    assert "not as expected" not in page("everything", "properties/refuted_refuted")


def test_first_page_counts_and_lists_everything() -> None:
    record, text = everything(), page("everything", "index")
    for item in (*record.properties, *record.kernels):
        assert f">{item.name}</a>" in text
    assert "<h1>1 spec error</h1>" in text
    assert "unknown name" in text
    assert "The run was interrupted" in text
    for verdict, count in record.summary.verdicts.items():
        assert re.search(rf'tile {verdict}"><span class="big">{count}</span>', text)


def test_first_page_of_nothing() -> None:
    text = page("empty", "index")
    assert "<h1>Nothing was decided</h1>" in text
    assert "<table" not in text


def test_counterexample_bit_by_bit() -> None:
    text = page("small", "properties/adds_exactly")
    assert "The smallest of 92." in text
    field = re.escape('<span class="field exponent"><span class="cells">0<u>0</u></span>')
    assert re.search(field + '<span class="word">exponent</span>', text)
    assert '<code>0x4</code> <a class="fmt" href="../formats/E2M1.html">E2M1</a>' in text
    assert '<span class="exact">5 * 2^-1</span> <span class="decimal">= 2.5</span>' in text
    assert "✗ does not hold" in text
    assert "verif explain &#39;small.arith::adds_exactly&#39;" in text
    assert "Any value of the bits marked x, dotted above, would do" in text


def test_an_undefined_claim_shows_its_inputs_only() -> None:
    text = page("small", "properties/reciprocal")
    assert "undefined: division by zero" in text
    assert "The claim at these inputs" not in text.partition("What the verdict rests on")[0]


def test_values_that_are_no_side_come_apart() -> None:
    text = page("lemmas", "properties/in_order")
    between = text.partition("Intermediate values")[2].partition("The claim at these inputs")[0]
    assert re.findall(r"<dt><code>(\w)</code>", between) == ["a", "c"]  # b and d are compared


def test_lemmas_can_be_walked() -> None:
    names = ["both_squares", "sums_of_squares", "adds_up", "squares_are_not_negative"]
    links = {}
    for name in names:
        graph = page("lemmas", f"properties/{name}").partition('<svg class="graph"')[2]
        links[name] = re.findall(r'<a href="\.\./properties/(\w+)-\w+\.html">', graph)
    assert links == {
        "both_squares": ["sums_of_squares", "adds_up", "squares_are_not_negative"],
        "sums_of_squares": ["both_squares", "adds_up", "squares_are_not_negative"],
        "adds_up": ["sums_of_squares"],
        "squares_are_not_negative": ["sums_of_squares"],
    }


@pytest.mark.parametrize(("count", "folded"), [(3, False), (40, True)])
def test_many_lemmas_are_folded(count: int, folded: bool) -> None:
    record = lemmas()
    changed = RunRecord(
        tool=record.tool,
        command="",
        run_state="complete",
        properties=(with_steps(count),),
        kernels=(),
        problems=(),
        seconds=0.0,
        summary=record.summary,
    )
    (text,) = [p.text for p in pages(changed, some()) if p.path.startswith("properties/")]
    assert text.count("a lemma") == count
    assert ("<details><summary>" in text) == folded
    assert "by the rule ‘a rule’" in text


def test_kernel_pages() -> None:
    text = page("everything", "kernels/other")
    assert "differs on 6 of 250 inputs" in text
    assert "<td>6 inputs, where the operator has no meaning<br>6: y is zero</td>" in text
    assert "2 inputs: both give NaN" in text
    assert text.count('<th scope="row">0x') == 12
    assert "Mismatches" not in page("everything", "kernels/adder")


def test_comment_of_the_spec() -> None:
    text = page("lemmas", "properties/adds_up")
    assert "Adding what is not negative\nmakes no sum smaller." in text


def pages_of(record: RunRecord) -> dict[str, str]:
    return {page.path: page.text for page in pages(record, some())}


def test_kernel_pages_say_how_many_mismatches_they_show() -> None:
    found = run_of(replace(kernel(6), mismatches=1234))
    (text,) = [t for path, t in pages_of(found).items() if path.startswith("kernels/")]
    assert "<p>6 of 1,234 are kept in the record, and only these are shown.</p>" in text
    assert '<p class="hint">6 of 1,234 mismatches, in order of magnitude.</p>' in text
    assert "<p>All 6 are shown.</p>" in page("everything", "kernels/other")


def test_commands_have_the_options_that_the_verdict_depends_on() -> None:
    given = {"select": "x", "engine": "z3", "jobs": "2", "rlimit": "7", "timeout": "5.0"}
    given |= {"confirm": "true", "memory": "64", "cache": "on"}
    found = pages_of(replace(everything(), settings=tuple(given.items())))
    for path, text in found.items():
        command = re.search(r'<p class="command"><code>verif explain (.*)</code>', text)
        if path.startswith("properties/"):
            assert command is not None
            assert command[1].endswith("&#39; --engine=z3 --rlimit=7 --timeout=5.0 --confirm")
        if path.startswith("kernels/"):
            assert command is not None
            assert command[1].endswith("&#39; --timeout=5.0 --memory=64")


def test_options_from_a_record_are_quoted_for_a_shell() -> None:
    record = replace(small(), settings=(("engine", "z3; rm -r '.'"),))
    text = next(t for path, t in pages_of(record).items() if path.startswith("properties/"))
    assert (
        "&#39;--engine=z3; rm -r &#39;&#34;&#39;&#34;&#39;.&#39;&#34;&#39;&#34;&#39;&#39;" in text
    )


def with_cases(count: int) -> RunRecord:
    """A property of ``count`` cases, each with the questions of a proof by sums over lanes."""
    record = small()
    first = record.properties[0]
    (o,) = first.obligations
    assert o.evidence is not None
    facet = Step(question="on every lane 0 <= 3 * (a)", answer="none", engine="exhaustive")
    sums = Step(question="the sums", answer="none", engine="z3", logic="linear arithmetic")
    undefined = Step(question="undefined", answer="open", engine="z3")
    claim = Step(
        question="claim", answer="none", engine="z3", logic="sums over lanes", steps=(facet, sums)
    )
    case = (undefined, replace(undefined, answer="none", engine="real"), claim)
    changed = replace(o, evidence=replace(o.evidence, steps=case * count))
    return replace(record, properties=(replace(first, obligations=(changed,)),))


@pytest.mark.parametrize(("count", "folded"), [(1, 0), (2, 0), (3, 1), (175, 173)])
def test_cases_come_apart_and_many_are_folded(count: int, folded: int) -> None:
    files = pages_of(with_cases(count))
    (text,) = [t for path, t in files.items() if path.startswith("properties/")]
    cases = re.findall(r'<p class="case">Case (\d+) of (\d+)</p>', text)
    assert cases == [(str(i + 1), str(count)) for i in range(count)][: count if count > 1 else 0]
    said = re.findall(r"<summary>(\d+) more cases?</summary>", text)
    assert said == ([str(folded)] if folded else [])
    assert Checker(text).problems == []


def test_lemmas_about_lanes_say_what_their_answer_is_about() -> None:
    files = pages_of(with_cases(1))
    (text,) = [t for path, t in files.items() if path.startswith("properties/")]
    assert "a lane for which this fails: 0 &lt;= 3 * (a)" in text
    assert "sums that the lemmas allow, and that do this" in text
