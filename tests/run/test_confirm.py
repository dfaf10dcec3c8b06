"""``--confirm``: a second engine of another family, or the record says that there is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.run.solvers import Stub, none, open_, properties, some
from verif.engines.clock import Clock, OutOfTime
from verif.engines.engine import CannotAnswer, Found, Query
from verif.engines.exhaustive import Exhaustive
from verif.engines.interval import IntervalEngine
from verif.engines.reference import Reference
from verif.engines.smt.solvers import Z3, Reals
from verif.engines.solver import Reply, Solver
from verif.ir import nodes as n
from verif.oracle import reals
from verif.proof.plan import Goal, Plan
from verif.results.record import ObligationRecord
from verif.run import settle as settle_module
from verif.run.check import Options, check
from verif.run.decide import decide_property
from verif.run.panel import Panel

TRUE = "property p { given x : uint(4); prove x * x <= 15 * x; }"
FALSE = "property p { given x : uint(4); prove x < 9; }"
VACUOUS = "property p { given x : uint(4) where x * x == 3; prove x == 1; }"
UNDEFINED = "property p { given x : uint(4); prove 1 / x <= 1; }"
WIDE = "property p { given x : uint(40); prove x * x != 3; }"


def decided(
    folder: Path, text: str, engines: Sequence[object] = (), solvers: Sequence[Solver] = ()
) -> ObligationRecord:
    """The one obligation of a property, decided with a second opinion."""
    (p,) = properties(folder, text)
    panel = Panel(tuple(engines), tuple(solvers), jobs=2, confirm=True)  # type: ignore[arg-type]
    (record,) = decide_property(p, panel).obligations
    return record


def rung(record: ObligationRecord) -> tuple[str, int, str]:
    assert record.evidence is not None
    return record.verdict, record.evidence.rung, record.evidence.kind


class Other:
    """A second engine that goes through all inputs, with its own view of the answers."""

    name = "other"

    def __init__(self, change) -> None:
        self.change = change

    def run(self, query: Query, clock: Clock) -> tuple[Found, ...]:
        return self.change(query, Exhaustive().run(query, clock))


# --- inputs that were gone through ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict"),
    [(TRUE, "proved"), (FALSE, "refuted"), (VACUOUS, "vacuous"), (UNDEFINED, "refuted")],
)
def test_the_reference_confirms(tmp_path: Path, text: str, verdict: str) -> None:
    record = decided(tmp_path, text, [Exhaustive(), Reference()])
    assert rung(record) == (verdict, 5, "two engines")
    assert record.engine == "exhaustive, reference"
    assert record.evidence is not None and record.evidence.text.startswith("all 16 inputs, ")
    assert {s.engine for s in record.evidence.steps} == {"exhaustive", "reference"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [(TRUE, "proved"), (FALSE, "refuted"), (VACUOUS, "vacuous"), (UNDEFINED, "refuted")],
)
def test_a_solver_confirms(tmp_path: Path, text: str, verdict: str) -> None:
    record = decided(tmp_path, text, [Exhaustive()], [Z3()])
    assert rung(record) == (verdict, 5, "two engines")
    assert record.engine == "exhaustive, z3"


def test_above_a_few_thousand_inputs_solvers_come_first(tmp_path: Path) -> None:
    text = "property p { given x : uint(13); prove x * x <= 8191 * x; }"
    assert decided(tmp_path, text, [Exhaustive(), Reference()], [Z3()]).engine == "exhaustive, z3"
    late = Stub("late", open_)
    record = decided(tmp_path, text, [Exhaustive(), Reference()], [late])
    assert (record.engine, rung(record)[1]) == ("exhaustive, reference", 5)


def test_without_a_second_opinion_the_proof_stands_and_says_so(tmp_path: Path) -> None:
    record = decided(tmp_path, TRUE, [Exhaustive()])
    assert rung(record) == ("proved", 2, "exhaustive")
    assert record.evidence is not None
    assert record.evidence.text.endswith("; not confirmed: no other engine was asked")
    record = decided(tmp_path, TRUE, [Exhaustive(), Reference(limit=9)], [Stub("s", open_)])
    assert rung(record) == ("proved", 2, "exhaustive")
    assert record.evidence is not None
    missing = "not confirmed: reference: 16 inputs, at most 9; s: too hard"
    assert record.evidence.text.endswith(missing)


@pytest.mark.parametrize("error", [OutOfTime("time limit of 1 s reached"), CannotAnswer("no")])
def test_a_second_engine_that_gives_up_costs_no_verdict(tmp_path: Path, error: Exception) -> None:
    def fail(query: Query, found: tuple[Found, ...]) -> tuple[Found, ...]:
        raise error

    record = decided(tmp_path, TRUE, [Exhaustive(), Other(fail)])
    assert rung(record) == ("proved", 2, "exhaustive")
    assert record.evidence is not None and str(error) in record.evidence.text


@pytest.mark.parametrize(
    "second",
    [
        Other(lambda q, f: (f[0], Found(3, f[0].witness or {q.variables[0]: 1}), *f[2:])),
        Other(lambda q, f: (*f[:2], Found(f[2].count, {q.variables[0]: 9}), *f[3:])),
    ],
    ids=["another count", "another least input"],
)
def test_another_count_or_another_input_is_a_disagreement(tmp_path: Path, second: Other) -> None:
    record = decided(tmp_path, TRUE, [Exhaustive(), second])
    assert record.verdict == "error"
    assert "exhaustive and other differ on" in record.reason


def test_a_lying_enumeration_is_caught_by_a_solver(tmp_path: Path) -> None:
    text = "property p { given x : uint(12); prove x != 4093; }"
    liar = Other(lambda q, f: (f[0], Found(0, None), *f[2:]))
    record = decided(tmp_path, text, [liar], [Z3()])
    assert record.verdict == "error"
    assert "whether an input exists (other: none, z3: some)" in record.reason


def test_a_lying_solver_is_caught_by_enumeration(tmp_path: Path) -> None:
    record = decided(tmp_path, FALSE, [Exhaustive()], [Stub("liar", none)])
    assert record.verdict == "error"
    assert "engines disagree on whether an input exists" in record.reason


def test_a_solver_with_another_least_input_is_caught(tmp_path: Path) -> None:
    def larger(query: Query, predicate: object) -> Reply:
        return Reply(Found(None, {query.variables[0]: 11}, minimal=True))

    text = "property p { given x : uint(4); prove x <= 15 implies x < 9; }"
    record = decided(tmp_path, text, [Exhaustive()], [Stub("s", larger)])
    assert "exhaustive and s name different least inputs" in record.reason


# --- solvers ------------------------------------------------------------------------------------


def test_two_solvers_of_one_family_confirm_nothing(tmp_path: Path) -> None:
    record = decided(tmp_path, WIDE, (), [Stub("a", none), Stub("b", open_)])
    assert record.verdict == "unknown"
    assert "a: none, and no second engine says so" in record.reason
    assert "b: too hard, after" in record.reason  # who comes first is a matter of time
    record = decided(tmp_path, WIDE, (), [Stub("a", none), Stub("b", none)])
    assert rung(record) == ("proved", 5, "two engines")
    assert record.engine == "a, b"


def test_bounds_count_as_one_of_two_engines(tmp_path: Path) -> None:
    text = "property p { given x : uint(40); prove x * x >= 0; }"
    record = decided(tmp_path, text, (), [Stub("a", none), IntervalEngine()])
    assert rung(record) == ("proved", 5, "two engines")
    record = decided(tmp_path, text, (), [IntervalEngine()])
    assert record.verdict == "unknown"


def test_a_lying_unsat_is_caught_by_the_second_solver(tmp_path: Path) -> None:
    text = "property p { given x : uint(40); prove x != 77; }"
    record = decided(tmp_path, text, (), [Stub("liar", none), Stub("b", some(77))])
    assert record.verdict == "error"
    assert "engines disagree on whether an input exists (" in record.reason


def test_a_replayed_counterexample_stands_alone(tmp_path: Path) -> None:
    text = "property p { given x : uint(40); prove x != 77; }"
    record = decided(tmp_path, text, (), [Stub("a", some(77)), Stub("b", open_)])
    assert rung(record) == ("refuted", 4, "smt")


def test_two_cases_by_two_solvers_are_not_two_engines(tmp_path: Path) -> None:
    """Each case is settled by one solver, which is no second opinion on either."""
    text = (
        "property p { given n : nat where 38 <= n and n <= 39; given x : uint(n); prove x != 3; }"
    )
    (p,) = properties(tmp_path, text.replace("prove x != 3", "prove x * x != 3"))

    def if_high(bits: int):
        def say(query: Query, predicate: object) -> Reply:
            fits = any(v.high == (1 << bits) - 1 for v in query.variables)
            return none(query, predicate) if fits else Reply(None, "no")

        return say

    solvers = (Stub("a", if_high(38)), Stub("b", if_high(39)))
    (record,) = decide_property(p, Panel(solvers=solvers)).obligations
    assert rung(record) == ("proved", 4, "smt")


# --- plans --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("engines", "solvers", "expected"),
    [
        ((Exhaustive(), Reference()), (Stub("a", open_),), ("proved", "exhaustive, reference")),
        ((Exhaustive(),), (Z3(),), ("proved", "exhaustive, z3")),
        ((Exhaustive(),), (Stub("a", open_),), ("unknown", None)),
        ((), (Stub("a", none), Stub("b", none)), ("proved", "a, b")),
    ],
)
def test_every_lemma_of_a_plan_needs_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engines, solvers, expected
) -> None:
    (small,) = properties(tmp_path, TRUE)
    (case,) = small.obligations[0].cases
    goal = Goal("small", Query(tuple(v.var for v in case.variables), (case.counterexample,), ()))
    plan = Plan("a rule", (), lambda held: (goal,))
    monkeypatch.setattr(settle_module, "plans", lambda query, predicate: iter([plan]))
    (p,) = properties(tmp_path, WIDE)
    panel = Panel(engines, solvers, confirm=True, decompose=True)
    (record,) = decide_property(p, panel).obligations
    assert (record.verdict, record.engine) == expected
    if record.evidence is not None:
        assert record.evidence.rung == 5


# --- the option ---------------------------------------------------------------------------------


def test_the_option(tmp_path: Path) -> None:
    path = tmp_path / "a.arith"
    path.write_text(TRUE + "\nproperty q { given x : F32; prove x == x or is_nan(x); }\n")
    for confirm, kinds in ((True, ["two engines", "two engines"]), (False, ["exhaustive", "smt"])):
        record = check([path], Options(confirm=confirm))
        assert [p.verdict for p in record.properties] == ["proved", "proved"]
        assert [p.evidence.kind for p in record.properties if p.evidence] == kinds


def test_a_probe_is_no_solver_and_no_second_engine(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, "property p { given x : uint(40); prove x * x != 0; }")
    panel = Panel(solvers=(Stub("a", open_),), decompose=True)
    (record,) = decide_property(p, panel).obligations
    assert (rung(record), record.engine) == (("refuted", 1, "tested"), "probe")
    assert record.evidence is not None
    assert record.evidence.text == "found among special values, replayed on the reference"


def test_a_plan_that_failed_is_no_part_of_the_evidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small,) = properties(tmp_path, FALSE)
    (case,) = small.obligations[0].cases
    variables = tuple(v.var for v in case.variables if isinstance(v.var, n.Var))
    goal = Goal("small", Query(variables, (case.counterexample,), ()))
    plan = Plan("a rule", (), lambda held: (goal,))
    monkeypatch.setattr(settle_module, "plans", lambda query, predicate: iter([plan]))
    (p,) = properties(tmp_path, WIDE)
    panel = Panel((Exhaustive(),), (Stub("a", none),), decompose=True)
    (record,) = decide_property(p, panel).obligations
    assert (rung(record), record.engine) == (("proved", 4, "smt"), "a")
    assert record.evidence is not None and record.evidence.text == "stub 1"


# --- elementary functions -------------------------------------------------------------------------


def test_bounds_of_functions_are_one_opinion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they are wrong, Z3 over the reals and the bounds agree on what is false."""
    true = reals.over
    monkeypatch.setattr(reals, "over", lambda f, x: (e := true(f, x)) and (e[0], e[1] / 4))
    text = """property p {
      given x : int(21);
      prove x <= 300000 or x >= 300100 or tanh(x * (1 / 1048576)) <= 0.2;
    }"""
    record = decided(tmp_path, text, (), (Reals(), IntervalEngine()))
    assert record.verdict == "unknown" and "no second engine says so" in record.reason


def test_enumeration_with_functions_has_no_second_opinion(tmp_path: Path) -> None:
    text = "property p { given x : uint(3); prove exp(x) > 1 / 2; }"
    record = decided(tmp_path, text, (Reference(),), (Reals(), IntervalEngine()))
    assert rung(record) == ("proved", 2, "exhaustive") and record.evidence is not None
    assert "not confirmed: all engines have elementary functions from arb" in record.evidence.text
