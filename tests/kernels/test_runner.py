"""The process that runs a kernel: every way to misbehave is seen, and ends within its limits."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event, Timer

import numpy as np
import pytest

from verif.kernels.runner import Array, Limits, Outcome, Stopped, run

BAD = "tests.kernels.bad_kernels"
CODES = np.arange(256, dtype=np.uint8)
LIMITS = Limits(timeout=60.0, memory=1024)


def call(name: str, limits: Limits = LIMITS, module: str = BAD, results: int = 1) -> Outcome:
    """The outcome of one kernel on all 8-bit codes."""
    outputs = [np.dtype(np.uint8)] * results
    return run(module, name, [CODES], outputs, limits, Event())


def test_a_kernel_returns_its_codes() -> None:
    outcome = call("identity")
    assert outcome.kind == "returned"
    assert len(outcome.results) == 1
    np.testing.assert_array_equal(outcome.results[0], CODES)
    assert outcome.results[0].dtype == np.uint8


def test_a_kernel_may_return_several_arrays() -> None:
    outcome = call("pair", results=2)
    assert outcome.kind == "returned"
    np.testing.assert_array_equal(outcome.results[0], CODES)
    np.testing.assert_array_equal(outcome.results[1], np.zeros(256))


def test_a_kernel_gets_flat_writable_arrays() -> None:
    arguments: list[Array] = [CODES, CODES[::-1].astype(np.float32)]
    outcome = run(BAD, "counts_arguments", arguments, [np.dtype(np.uint8)], LIMITS, Event())
    assert outcome.kind == "returned"


def test_what_a_kernel_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    outcome = call("prints")
    assert outcome.kind == "returned"
    np.testing.assert_array_equal(outcome.results[0], CODES)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("raises", "raised ValueError: 256 are too many"),
        ("interrupts", "raised KeyboardInterrupt: "),
        ("exits", "exits: sys.exit(3)"),
        ("exits_at_once", "ends its process with status 0"),
        ("wrong_shape", "returned an array of shape (255,), not (256,)"),
        ("two_axes", "returned an array of shape (256, 1), not (256,)"),
        ("wrong_type", "returned an array of int64, not of uint8"),
        ("objects", "returned an array of object, not of uint8"),
        ("a_list", "returned list, not an array"),
        ("pair", "returned 2 results, not 1"),
        ("mutates", "changes its input"),
    ],
)
def test_misbehaviour_is_named(name: str, reason: str) -> None:
    outcome = call(name)
    assert (outcome.kind, outcome.reason) == ("wrong", reason)


def test_a_hanging_kernel_is_stopped() -> None:
    started = time.monotonic()
    outcome = call("hangs", Limits(timeout=1.0))
    assert (outcome.kind, outcome.reason[:16]) == ("lost", "out of time: 1 s")
    assert time.monotonic() - started < 10


def test_what_a_kernel_started_is_stopped_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "child"
    monkeypatch.setenv("NOTE", str(note))
    assert call("leaves_a_child", Limits(timeout=3.0)).kind == "lost"
    deadline = time.monotonic() + 5
    while _is_running(int(note.read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(int(note.read_text()))


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL"])
def test_a_kernel_that_crashes_is_wrong(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNAL", name)
    outcome = call("signals_itself")
    assert (outcome.kind, outcome.reason) == ("wrong", f"crashes: {name}")


@pytest.mark.parametrize("name", ["SIGABRT", "SIGKILL", "SIGXCPU", "SIGTERM"])
def test_a_killed_kernel_is_lost(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNAL", name)
    outcome = call("signals_itself")
    assert (outcome.kind, outcome.reason) == ("lost", f"killed by {name}")


def test_a_crash_before_the_call_is_lost() -> None:
    outcome = call("f", module="tests.kernels.crashes_on_import")
    assert (outcome.kind, outcome.reason) == ("lost", "killed by SIGABRT before it was called")


def test_a_kernel_that_eats_memory_is_lost() -> None:
    outcome = call("eats_memory", Limits(memory=300))
    assert (outcome.kind, outcome.reason) == ("lost", "out of memory: 300 MB")


@pytest.mark.parametrize(
    ("module", "name", "reason"),
    [
        ("no_such_module", "f", "there is no module 'no_such_module'"),
        ("tests.kernels.nowhere", "f", "there is no module 'tests.kernels.nowhere'"),
        (BAD, "identty", f"'{BAD}' has no function 'identty'"),
        (BAD, "not_a_function", f"'not_a_function' of '{BAD}' is not a function"),
        (
            "tests.kernels.fails_on_import",
            "f",
            "'tests.kernels.fails_on_import' cannot be imported: RuntimeError: no licence",
        ),
        (
            "tests.kernels.exits_on_import",
            "f",
            "ends its process with status 5 before it was called",
        ),
    ],
)
def test_nothing_to_call(module: str, name: str, reason: str) -> None:
    outcome = call(name, module=module)
    assert (outcome.kind, outcome.reason) == ("absent", reason)


def test_an_unknown_function_comes_with_those_there_are() -> None:
    assert "identity" in call("identty").names


def test_a_stopped_run_ends_its_kernel() -> None:
    stop = Event()
    Timer(0.5, stop.set).start()
    started = time.monotonic()
    with pytest.raises(Stopped):
        run(BAD, "hangs", [CODES], [np.dtype(np.uint8)], LIMITS, stop)
    assert time.monotonic() - started < 10


def test_the_packages_of_a_kernel_are_reported() -> None:
    assert "numpy" in call("identity").packages
