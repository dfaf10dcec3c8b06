"""The time that is left, for an engine and for one question."""

from __future__ import annotations

import time

import pytest

from verif.engines.clock import NO_LIMIT, Clock, OutOfTime
from verif.engines.solver import Budget


def test_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    clock = Clock(10)
    now = 104.0
    assert clock.left == 6
    clock.check()
    now = 110.0
    with pytest.raises(OutOfTime, match="time limit of 10 s reached"):
        clock.check()
    assert NO_LIMIT.left == float("inf")


def test_a_budget_is_cut_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    budget, clock = Budget(7, 60.0, 3), Clock(30)
    assert budget.within(NO_LIMIT) == budget
    assert budget.within(clock, 20.0) == Budget(7, 20.0, 3)
    now = 25.0
    assert budget.within(clock, 20.0) == Budget(7, 5.0, 3)
    now = 30.0
    with pytest.raises(OutOfTime):
        budget.within(clock)
