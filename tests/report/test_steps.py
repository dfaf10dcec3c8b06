"""The questions behind a verdict, as lines."""

from __future__ import annotations

from msgspec.structs import replace

from tests.report.samples import small
from verif.report.explain import explain_property
from verif.report.steps import steps_lines
from verif.report.text import render
from verif.results.record import Evidence, PropertyRecord, Step

Z3 = Step(
    question="claim",
    answer="none",
    engine="z3",
    version="Z3 4.15",
    logic="QF_BV",
    rlimit=1200,
    seconds=0.314,
    checked=8,
    facts=True,
)
TREE = Step(
    question="claim",
    answer="none",
    engine="exhaustive, z3",
    logic="sign by sign",
    seconds=0.5,
    steps=(
        Step(question="small gaps", answer="none", engine="exhaustive", inputs=256, seconds=0.01),
        replace(Z3, question="large gaps", facts=False),
    ),
)


def test_a_question() -> None:
    assert steps_lines((Z3,), "prove", "  ") == [
        "  a counterexample: none (engine z3, Z3 4.15 on QF_BV, 1200 units, 0.31 s, "
        "term checked at 8 inputs, with the facts of lemmas)"
    ]
    assert steps_lines((Z3,), "cover", "")[0].startswith("an input that reaches it: none (")


def test_the_tree_of_lemmas() -> None:
    assert steps_lines((TREE,), "prove", "") == [
        "a counterexample: none by the rule 'sign by sign' (exhaustive, z3, 0.50 s)",
        "  small gaps: none (engine exhaustive, 256 inputs, 0.01 s)",
        "  large gaps: none (engine z3, Z3 4.15 on QF_BV, 1200 units, 0.31 s, "
        "term checked at 8 inputs)",
    ]


def test_an_open_question_says_why() -> None:
    step = Step(question="claim", answer="open", engine="z3", reason="no answer within 9 units")
    assert steps_lines((step,), "prove", "") == [
        "a counterexample: open (engine z3, no answer within 9 units)"
    ]


def proved() -> PropertyRecord:
    """A property that is proved by lemmas."""
    first = small().properties[0]
    evidence = Evidence(rung=4, kind="smt", inputs=16, text="Z3 4.15", steps=(TREE,))
    obligations = (replace(first.obligations[0], evidence=evidence, engine="exhaustive, z3"),)
    return replace(first, obligations=obligations, rests_on=("a.arith::l", "a.arith::m"))


def test_a_property_in_full_shows_them() -> None:
    lines = explain_property(proved(), everything=True)
    assert "    evidence: smt, Z3 4.15 (engine exhaustive, z3)" in lines
    assert "        small gaps: none (engine exhaustive, 256 inputs, 0.01 s)" in lines
    assert lines[-2:] == ["  rests on the lemma a.arith::l", "  rests on the lemma a.arith::m"]
    assert not any("small gaps" in line for line in explain_property(proved()))


def test_the_line_of_a_property_counts_its_lemmas() -> None:
    text = render(replace(small(), properties=(proved(),)))
    assert text.startswith("ok    proved   small.arith::round_trip[E2M1]: Z3 4.15, by 2 lemmas\n")
