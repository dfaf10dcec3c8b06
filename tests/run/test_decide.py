"""Verdicts from engines' answers: engines that lie are caught, gaps never become proofs."""

from __future__ import annotations

from pathlib import Path

import pytest

from verif.engines.clock import Clock, OutOfTime
from verif.engines.engine import CannotAnswer, Found, Query
from verif.engines.exhaustive import Exhaustive
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.properties.obligation import Property
from verif.run.check import Options, load, panel_for
from verif.run.decide import decide_property
from verif.run.panel import Panel


def properties(tmp_path: Path, text: str) -> list[Property]:
    path = tmp_path / "spec.arith"
    path.write_text(text)
    return Declarations(Library(load([path]))).properties


class Stub:
    """An engine that answers what a function makes of the true answers."""

    name = "stub"

    def __init__(self, change) -> None:
        self.change = change

    def run(self, query: Query, clock: Clock) -> tuple[Found, ...]:
        return self.change(query, Exhaustive().run(query, clock))


FALSE = "property p { given x : uint(4); prove x < 15; }"
MOSTLY_FALSE = "property p { given x : uint(4); prove x < 3; }"


def test_a_count_without_a_witness_is_a_disagreement(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, FALSE)
    found = decide_property(p, Panel((Stub(lambda q, a: tuple(Found(5, None) for _ in a)),)))
    assert found.verdict == "error"
    assert "names none of them" in found.reason


def test_a_witness_that_is_none_is_caught_by_replay(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, "property p { given x : uint(4); prove x <= 15; }")

    def lie(query: Query, answers: tuple[Found, ...]) -> tuple[Found, ...]:
        return (answers[0], Found(1, {query.variables[0]: 3}), *answers[2:])

    found = decide_property(p, Panel((Stub(lie),)))
    assert (found.verdict, found.exit_code) == ("error", 4)
    assert "disagree on x=3" in found.reason


@pytest.mark.parametrize("value", [16, -1])
def test_a_witness_outside_the_question_is_caught(tmp_path: Path, value: int) -> None:
    (p,) = properties(tmp_path, FALSE)

    def lie(query: Query, answers: tuple[Found, ...]) -> tuple[Found, ...]:
        return (answers[0], Found(1, {query.variables[0]: value}), *answers[2:])

    assert "outside the question" in decide_property(p, Panel((Stub(lie),))).reason


def test_a_lying_no_is_caught_where_the_sample_meets_it(tmp_path: Path) -> None:
    """A proof is looked at again on a sample; here three quarters of the inputs refute it."""
    (p,) = properties(tmp_path, MOSTLY_FALSE)
    found = decide_property(p, Panel((Stub(lambda q, a: (a[0], Found(0, None), *a[2:])),)))
    assert found.verdict == "error"
    assert "disagree" in found.reason


def test_a_proof_says_how_much_the_reference_saw_again(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, "property p { given x : uint(4); prove x * x >= x; }")
    found = decide_property(p, Panel((Exhaustive(),)))
    assert found.verdict == "proved"
    assert found.evidence is not None
    assert found.evidence.replayed == 12


def test_answers_to_only_some_questions_are_a_disagreement(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, FALSE)
    assert decide_property(p, Panel((Stub(lambda q, a: a[:2]),))).verdict == "error"


def test_a_refutation_stands_though_another_case_is_too_wide(tmp_path: Path) -> None:
    """A ``prove`` is a conjunction over widths; one false case is enough."""
    text = "given n : nat where 1 <= n and n <= 30; given x : uint(n);"
    (p,) = properties(tmp_path, f"property p {{ {text} prove x <= 3; }}")
    found = decide_property(p, Panel((Exhaustive(),)))
    assert found.verdict == "refuted"
    assert found.counterexample is not None
    assert [v.exact for v in found.counterexample.variables] == ["3", "4"]
    (q,) = properties(tmp_path, f"property q {{ {text} prove x >= 0; }}")
    found = decide_property(q, Panel((Exhaustive(),)))
    assert found.verdict == "unsupported"
    assert "at most 2^24" in found.reason


def test_a_cover_is_not_reached_while_a_case_is_missing(tmp_path: Path) -> None:
    text = "given n : nat where 1 <= n and n <= 30; given x : uint(n);"
    (p,) = properties(tmp_path, f"property p {{ {text} cover x == 3; }}")
    assert decide_property(p, Panel((Exhaustive(),))).verdict == "unsupported"


@pytest.mark.parametrize(
    ("error", "verdict", "reason"),
    [
        (OutOfTime("time limit of 1 s reached"), "unknown", "time limit of 1 s reached"),
        (MemoryError(), "unknown", "out of memory"),
        (CannotAnswer("too hard"), "unsupported", "stub: too hard"),
        (RuntimeError("broken"), "error", "RuntimeError: broken"),
    ],
)
def test_an_engine_that_fails(tmp_path: Path, error: Exception, verdict: str, reason: str) -> None:
    (p,) = properties(tmp_path, FALSE)

    def fail(query: Query, answers: tuple[Found, ...]) -> tuple[Found, ...]:
        raise error

    found = decide_property(p, Panel((Stub(fail),)))
    assert found.verdict == verdict
    assert found.reason.startswith(reason)


def test_a_term_without_meaning_is_named_beside_one_that_stays_open(tmp_path: Path) -> None:
    """The root of a difference that is 0, which no enclosure tells, and a division by zero."""
    text = """property p {
      given x : real where -1 <= x and x <= 1;
      prove sqrt(exp(x + 1) - exp(x + 1)) + 1 / x >= 0;
    }"""
    (p,) = properties(tmp_path, text)
    found = decide_property(p, panel_for(Options(jobs=1), p), 30)
    assert (found.verdict, found.obligations[0].undefined) == ("refuted", True)
    assert found.reason.startswith("undefined: division by zero at ")


def test_the_time_limit_is_for_the_whole_obligation(tmp_path: Path) -> None:
    text = "given n : nat where 1 <= n and n <= 16; given x, y : uint(n);"
    (p,) = properties(tmp_path, f"property p {{ {text} prove x * y >= 0; }}")
    found = decide_property(p, Panel((Exhaustive(limit=1 << 40),)), timeout=0.2)
    assert found.verdict == "unknown"
    assert found.seconds < 5


def test_counts_are_those_of_the_obligations_own_assumptions(tmp_path: Path) -> None:
    text = "property p { given x : uint(4); prove x < 14; assume x == 3; prove x == 3; }"
    (p,) = properties(tmp_path, text)
    first = decide_property(p, Panel((Exhaustive(),))).obligations[0]
    assert first.reason == "false on 2 of 16 inputs"


def test_an_engine_clause_and_an_engine_option_that_differ_leave_no_engine(tmp_path: Path) -> None:
    from verif.run.check import Options, engines

    none = engines(Options(engine="exhaustive"), "reference")
    assert (none.engines, none.solvers) == ((), ())
    assert [e.name for e in engines(Options(), "reference").engines] == ["reference"]
    (p,) = properties(tmp_path, FALSE)
    assert decide_property(p, Panel(())).verdict == "unsupported"
