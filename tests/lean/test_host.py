"""Processes that run Lean many times: kept, ended with what they cannot do, and never left over."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from verif.lean import child
from verif.lean.child import ASLEEP, Ended, Limits
from verif.lean.host import Hosts, Run

FAKE = Path(__file__).with_name("fake_host.py")
LIMITS = Limits(60, 4096)


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    with Hosts([sys.executable, "-I", str(FAKE)], ["--json"]) as found:
        yield found


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    return tmp_path


def wait(run: Run) -> Ended:
    last = time.monotonic() + 60
    while (ended := run.poll()) is None:
        assert time.monotonic() < last, "it does not end"
        time.sleep(0.02)
    assert run.ended == ended == run.poll()
    return ended


def said(ended: Ended) -> tuple[int, int, str]:
    """The number of the run in its process, that of the process, and the rest."""
    number, pid, rest = ended.stdout.split(" ", 2)
    return int(number), int(pid), rest


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_process_is_kept(hosts: Hosts, work: Path) -> None:
    first = wait(hosts.start(["end", "0"], work, LIMITS))
    assert (first.status, first.exceeded, first.stderr) == (0, "", "")
    number, pid, rest = said(first)
    assert (number, rest) == (1, f"{work / 'src'} ['--json', 'end', '0']\n")
    second = wait(hosts.start(["end", "1"], work, LIMITS))
    assert second.status == 1 and said(second)[:2] == (2, pid)


def test_runs_side_by_side_have_a_process_each(hosts: Hosts, work: Path) -> None:
    runs = [hosts.start(["end", "0"], work, LIMITS) for _ in range(2)]
    assert {said(wait(r))[0] for r in runs} == {1}
    pids = {said(r.ended)[1] for r in runs if r.ended is not None}
    assert len(pids) == 2


def test_all_processes_end(work: Path) -> None:
    with Hosts([sys.executable, "-I", str(FAKE)], []) as hosts:
        runs = [hosts.start(["x", "end", "0"], work, LIMITS) for _ in range(2)]
        pids = [said(wait(r))[1] for r in runs]
        assert not any(map(gone, pids))
    assert all(map(gone, pids))


def test_a_run_that_crashes(hosts: Hosts, work: Path) -> None:
    crashed = wait(hosts.start(["crash"], work, LIMITS))
    assert (crashed.status, crashed.last_words) == (70, "RuntimeError: unreachable")
    after = wait(hosts.start(["end", "0"], work, LIMITS))
    assert after.status == 0 and after.stderr == "" and said(after)[0] == 2


def test_errors_of_another_run_are_not_shown(hosts: Hosts, work: Path) -> None:
    """The process itself said something before."""
    complained = wait(hosts.start(["complain"], work, LIMITS))
    assert complained.stderr == "Error: of the process\n"
    assert wait(hosts.start(["end", "0"], work, LIMITS)).stderr == ""


def test_a_process_that_ends_well_but_has_not_answered(hosts: Hosts, work: Path) -> None:
    ended = wait(hosts.start(["leave"], work, LIMITS))
    assert (ended.status, ended.exceeded) == (70, "")


def test_what_still_runs_ends_with_the_context(work: Path) -> None:
    with Hosts([sys.executable, "-I", str(FAKE)], []) as hosts:
        pid = said(wait(hosts.start(["x", "end", "0"], work, LIMITS)))[1]
        hosts.start(["x", "sleep"], work, LIMITS)
        assert not gone(pid)
    assert gone(pid)


def test_a_process_that_ends(hosts: Hosts, work: Path) -> None:
    died = wait(hosts.start(["die"], work, LIMITS))
    assert (died.status, died.exceeded) == (1, "")
    assert died.last_words == "Error: there is no memory"
    assert said(wait(hosts.start(["end", "0"], work, LIMITS)))[0] == 1


def test_a_process_that_has_ended_while_it_was_idle(hosts: Hosts, work: Path) -> None:
    pid = said(wait(hosts.start(["end", "0"], work, LIMITS)))[1]
    os.kill(pid, 9)
    time.sleep(0.2)
    assert said(wait(hosts.start(["end", "0"], work, LIMITS)))[0] == 1


@pytest.mark.parametrize(
    ("arguments", "limits", "reason"),
    [
        (["sleep"], Limits(1, 4096), "time limit of 1 s reached"),
        (["grow", "60"], Limits(60, 100), "memory limit of 100 MB reached"),
        (["sleep"], LIMITS, ASLEEP),
    ],
)
def test_limits(
    hosts: Hosts,
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    limits: Limits,
    reason: str,
) -> None:
    with monkeypatch.context() as patch:
        if reason == ASLEEP:
            patch.setattr(child, "PATIENCE", 1.0)
        ended = wait(hosts.start(arguments, work, limits))
    assert ended.how == reason and ended.status == -9
    assert said(wait(hosts.start(["end", "0"], work, LIMITS)))[0] == 1


def test_a_run_is_killed_with_its_process(hosts: Hosts, work: Path) -> None:
    run = hosts.start(["sleep"], work, LIMITS)
    assert run.kill("enough").how == "enough" and run.kill("again").how == "enough"
    assert said(wait(hosts.start(["end", "0"], work, LIMITS)))[0] == 1


def test_a_process_that_has_grown_is_not_kept(hosts: Hosts, work: Path) -> None:
    pid = said(wait(hosts.start(["grow", "0"], work, Limits(60, 300))))[1]
    assert gone(pid)
    assert said(wait(hosts.start(["end", "0"], work, Limits(60, 300))))[0] == 1
