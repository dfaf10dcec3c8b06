"""Solvers that lie, hang, crash or eat memory: each costs its own obligation, and nothing else."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest

from tests.run.solvers import Stub, none, open_, properties, some
from verif.engines.clock import Clock
from verif.engines.engine import NOWHERE, Found, Query
from verif.engines.process import Worker
from verif.engines.smt.solvers import Z3
from verif.engines.solver import Budget, Reply
from verif.ir import build as b
from verif.ir import nodes as n
from verif.results.record import ObligationRecord
from verif.run import race as race_module
from verif.run.decide import decide_property
from verif.run.panel import Panel

SHORT = Budget(50_000_000, 0.3)
LONG = Budget(50_000_000, 20.0)

SPEC = """
property first { given x : F16; assume is_finite(x); prove round(BF16, x, RNE) * x >= 0; }
property middle {
  given bad : F16;
  assume is_finite(bad);
  prove bad * bad >= 0;
  cover bad == 1;
}
property last { given x : BF16; assume is_finite(x); prove round(E4M3, x, RTZ) * x >= 0; }
"""
TRUE = "property p { given x : F16; assume is_finite(x); prove (x + 1) * (x + 1) >= 0; }"
FALSE = "property p { given x : F16; prove bits(x) != bits(16, 0x2B67); }"


def children() -> set[int]:
    """The process ids of this process's children."""
    found: set[int] = set()
    for file in Path("/proc/self/task").glob("*/children"):
        found |= {int(pid) for pid in file.read_text().split()}
    return found | {p.pid or 0 for p in multiprocessing.active_children()}


@pytest.fixture(autouse=True)
def nobody_is_left_behind() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


def hang() -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(10)


def spin() -> NoReturn:
    while True:
        pass


def die(number: signal.Signals) -> Any:
    faulthandler.disable()
    os.kill(os.getpid(), number)
    time.sleep(10)


def fail(error: BaseException) -> NoReturn:
    raise error


def eat() -> Any:
    kept = []
    while True:
        kept.append(np.empty(1 << 28, dtype=np.uint8))  # taken, but never touched


def unreadable() -> Reply:
    return Reply(None, reason=lambda: "functions do not go through a pipe")  # type: ignore[arg-type]


def half_a_witness() -> Reply:
    return Reply(Found(None, {}))


FAULTS: dict[str, tuple[Callable[[], Any], str]] = {
    "hangs": (hang, "time limit of"),
    "spins": (spin, "time limit of"),
    "leaves": (partial(os._exit, 3), "exit status 3"),
    "leaves quietly": (partial(os._exit, 0), "ended without an answer"),
    "is killed": (partial(die, signal.SIGKILL), "SIGKILL"),
    "crashes": (partial(die, signal.SIGSEGV), "SIGSEGV"),
    "raises": (partial(fail, ValueError("broken inside")), "ValueError: broken inside"),
    "exits": (partial(fail, SystemExit(2)), "SystemExit: 2"),
    "is interrupted": (partial(fail, KeyboardInterrupt()), "KeyboardInterrupt"),
    "eats memory": (eat, "memory limit reached"),
    "recurses": (partial(fail, RecursionError("too deep")), "RecursionError"),
    "says what cannot be sent": (unreadable, "ended without an answer"),
    "says nothing": (lambda: None, "AttributeError"),
    "forgets the witness": (half_a_witness, "KeyError"),
}


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race_module, "Worker", partial(Worker, memory=2 << 30))


def faulty(fault: Callable[[], Any]) -> Stub:
    """A solver that answers as Z3 does, but where a variable is called ``bad``."""

    def say(query: Query, predicate: n.Bool) -> Reply:
        if any(v.name == "bad" for v in query.variables):
            reply: Reply = fault()
            return reply
        return Z3().decide(query, predicate, Budget(50_000_000, 20.0))

    return Stub("faulty", say)


def decided(
    folder: Path, text: str, panel: Panel, middle: Panel | None = None
) -> list[ObligationRecord]:
    """All obligations of a spec; the property called ``middle`` by another panel, if one is
    given."""
    records = [
        decide_property(p, middle if middle is not None and p.name == "middle" else panel)
        for p in properties(folder, text)
    ]
    return [o for record in records for o in record.obligations]


@pytest.mark.share(3)
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_its_own_obligation(tmp_path: Path, name: str) -> None:
    fault, reason = FAULTS[name]
    panel = Panel((), (faulty(fault),), LONG)
    first, prove, cover, last = decided(tmp_path, SPEC, panel, replace(panel, budget=SHORT))
    assert (first.verdict, last.verdict) == ("proved", "proved")
    for lost in (prove, cover):
        assert lost.verdict == "unknown"
        assert "faulty: " in lost.reason and reason in lost.reason


@pytest.mark.share(2)
@pytest.mark.parametrize("name", ["hangs", "leaves", "crashes", "raises", "eats memory"])
def test_another_solver_answers_in_its_place(tmp_path: Path, name: str) -> None:
    fault, _ = FAULTS[name]
    panel = Panel((), (faulty(fault), Z3()), Budget(50_000_000, 10.0))
    started = time.monotonic()
    found = decided(tmp_path, SPEC, panel)
    assert [o.verdict for o in found] == ["proved"] * 4
    assert time.monotonic() - started < 9, "nobody waited for the one that hangs"


def test_a_hanging_solver_alone_in_the_only_place(tmp_path: Path) -> None:
    """Its time is up before the next one is asked."""
    panel = Panel((), (faulty(hang), Z3()), SHORT, jobs=1)
    found = decided(tmp_path, SPEC, panel)
    assert [o.verdict for o in found] == ["proved"] * 4


def test_killed_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by the system when memory runs short."""

    class Killed(Worker):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            assert self.pid is not None
            os.kill(self.pid, signal.SIGKILL)

    monkeypatch.setattr(race_module, "Worker", Killed)
    (found,) = decided(tmp_path, TRUE, Panel((), (Stub("slow", lambda q, p: hang()),), SHORT))
    assert found.verdict == "unknown"
    assert "SIGKILL" in found.reason


def test_an_interruption_leaves_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(workers: list[Worker], seconds: float) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(race_module, "wait_any", interrupted)
    (p,) = properties(tmp_path, TRUE)
    slow = Stub("slow", lambda query, predicate: hang())
    with pytest.raises(KeyboardInterrupt):
        decide_property(p, Panel((), (slow, slow), SHORT))


def test_the_time_of_the_obligation(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, TRUE)
    slow = Stub("slow", lambda query, predicate: hang())
    started = time.monotonic()
    record = decide_property(p, Panel((), (slow,), Budget(1, 60.0)), timeout=0.5)
    assert record.verdict == "unknown"
    assert "time limit of 0.5 s" in record.reason
    assert time.monotonic() - started < 5


# --- lies -------------------------------------------------------------------------------------


def wrong_encoding(query: Query, predicate: n.Bool) -> Reply:
    return Reply(None, wrong="the encoded term and the reference disagree on x=3")


@pytest.mark.parametrize("value", [0, 7, 0x7C00 - 1])
def test_a_lying_sat_is_caught_by_replay(tmp_path: Path, value: int) -> None:
    (found,) = decided(tmp_path, TRUE, Panel((), (Stub("liar", some(value)),), SHORT))
    assert found.verdict == "error"
    assert f"liar and the reference disagree on x={value}" in found.reason


@pytest.mark.parametrize("value", [-1, 1 << 16, 1 << 90])
def test_a_witness_outside_the_question(tmp_path: Path, value: int) -> None:
    (found,) = decided(tmp_path, TRUE, Panel((), (Stub("liar", some(value)),), SHORT))
    assert found.verdict == "error"
    assert "outside the question" in found.reason


def test_a_wrong_encoding_is_an_error(tmp_path: Path) -> None:
    (found,) = decided(tmp_path, TRUE, Panel((), (Stub("liar", wrong_encoding),), SHORT))
    assert found.verdict == "error"
    assert "liar: the encoded term and the reference disagree" in found.reason


def test_a_lying_unsat_is_caught_under_confirm(tmp_path: Path) -> None:
    """The second solver's witness replays, so the first one's "none" is a disagreement."""
    panel = Panel((), (Stub("liar", none), Z3()), Budget(50_000_000, 20.0), confirm=True)
    (found,) = decided(tmp_path, FALSE, panel)
    assert found.verdict == "error"
    assert "liar" in found.reason and "z3" in found.reason
    alone = Panel((), (Stub("liar", none),), SHORT, confirm=True)
    (found,) = decided(tmp_path, FALSE, alone)
    assert found.evidence is None or found.evidence.rung < 5, "nobody confirmed the lie"


def test_a_late_answer_changes_nothing(tmp_path: Path) -> None:
    """The winner's verdict stands, whatever the others would have said."""

    def late(query: Query, predicate: n.Bool) -> Reply:
        time.sleep(5)
        return Reply(NOWHERE)

    panel = Panel((), (Stub("late", late), Z3(), Stub("open", open_)), Budget(50_000_000, 20.0))
    (found,) = decided(tmp_path, FALSE, panel)
    assert found.verdict == "refuted"


# --- the head start of the first solver ---------------------------------------------------------


def seen(mark: Path, seconds: float = 0.0) -> Callable[[Query, n.Bool], Reply]:
    """A solver that leaves a mark when it is asked, and says none after some seconds."""

    def say(query: Query, predicate: n.Bool) -> Reply:
        mark.touch()
        time.sleep(seconds)
        return Reply(NOWHERE)

    return say


def asked(tmp_path: Path, *, takes: float, head_start: float, confirm: bool = False) -> list[str]:
    """Which of two solvers were asked, where the first one takes some seconds."""
    solvers = (Stub("a", seen(tmp_path / "a", takes)), Stub("b", seen(tmp_path / "b")))
    panel = Panel(solvers=solvers, budget=LONG, head_start=head_start, confirm=confirm)
    query = Query((n.Var("x", 0, 7),), (b.TRUE,), ())
    question = race_module.Question(query, b.TRUE, solvers)
    race_module.race([question], panel, Clock(None), stop_at_some=False)
    assert question.settled(confirm)
    return [name for name in ("a", "b") if (tmp_path / name).exists()]


def test_the_first_solver_has_a_head_start(tmp_path: Path) -> None:
    assert asked(tmp_path, takes=0.7, head_start=20.0) == ["a"]


def test_then_a_second_one_is_asked_as_well(tmp_path: Path) -> None:
    started = time.monotonic()
    assert asked(tmp_path, takes=15.0, head_start=0.2) == ["a", "b"]
    assert 0.2 <= time.monotonic() - started < 15.0


def test_who_is_to_confirm_is_asked_at_once(tmp_path: Path) -> None:
    assert asked(tmp_path, takes=3.0, head_start=3600.0, confirm=True) == ["a", "b"]
    first, second = ((tmp_path / name).stat().st_mtime for name in ("a", "b"))
    assert abs(second - first) < 3.0
