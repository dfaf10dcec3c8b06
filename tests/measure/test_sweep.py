"""Sweeps: the fast judgement is the exact one, and resumed sweeps are those that ran through."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.measure.run import HERE
from verif.ir import build as b
from verif.kernels.runner import Limits
from verif.measure.axes import BINS, Axes
from verif.measure.fast import Fast
from verif.measure.oracle import Oracle
from verif.measure.part import Bins, Part
from verif.measure.scale import Scale
from verif.measure.subject import subject_of_code
from verif.measure.sweep import SweepJudge
from verif.measure.tally import Tally
from verif.oracle.filter import BINARY32
from verif.oracle.functions import function
from verif.properties.binding import Operand, Result
from verif.run.measure_state import State, StateError

CONTEXT = BINARY32.context("RNE")
SIZE = 1 << 16
COUNTS = ("inputs", "nan", "nan_wrong", "outside", "misrounded", "unfaithful", "unbounded", "pairs",
          "disorder", "mirrored", "asymmetry")  # fmt: skip


def part() -> Part:
    return Part(ordinal=Bins.empty(BINS), linear=Bins.empty(BINS))


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("name", "start"),
    [("exp", 0x3F000000), ("exp", 0xC2780000), ("exp", 0xB3800000), ("tanh", 0x3F800000),
     ("log", 0x42000000), ("erf", 0x33000000), ("sigmoid", 0xBF000000), ("exp", 0xC2CE0000),
     ("sin", 0x43820000), ("sin", 0x43850000), ("cos", 0x3FC90000)],
)  # fmt: skip
@pytest.mark.parametrize("steps", [0, 1, 2])
def test_fast_is_exact(name: str, start: int, steps: int) -> None:
    """Results up to some units from the right ones, judged in float64 and by the oracle."""
    f = function(name)
    oracle = Oracle(f, (BINARY32,), BINARY32, CONTEXT)
    scale = Scale(BINARY32, CONTEXT.mode)
    patterns = (np.arange(SIZE, dtype=np.uint64) + start).astype(np.uint32)
    right = oracle.right((patterns,))
    rng = np.random.default_rng(start + steps)
    got = right + rng.integers(-steps, steps, SIZE, endpoint=True).astype(np.uint32)
    one, other = part(), part()
    axes = Axes(name, BINARY32)
    fast = Fast(oracle, one, Tally(oracle, scale, one), axes)
    fast.add(patterns, got)
    fast.finish()
    Tally(oracle, scale, other).add((patterns,), got)
    for field in ("inputs", "misrounded", "unfaithful", "unbounded", "nan"):
        assert getattr(one, field) == getattr(other, field), field
    counts = np.array([one.histogram, other.histogram])
    assert (
        np.abs(counts[0] - counts[1]).sum() <= 2**-8 * one.misrounded
    )  # the tally goes by upper bounds
    assert sum(one.linear.wrong) <= one.misrounded == sum(one.ordinal.wrong)
    for field in ("ulp", "absolute", "relative"):
        a, b_ = getattr(one, field), getattr(other, field)
        largest = max((c.bound for c in a.kept), default=0.0)
        if one.largest is not None and field != "ulp":
            unit = scale.ulp(BINARY32.value_of(one.largest)) / 2
            largest = max(largest, float(unit) if field == "absolute" else 2.0**-24)
        if b_.kept and (field == "ulp" or one.misrounded):
            assert largest == pytest.approx(b_.kept[0].bound, rel=2.0**-10)
        if b_.kept:
            assert b_.kept[0].bound <= largest * (1 + 2.0**-10)


def test_a_zero_of_the_other_sign_is_wrong() -> None:
    """exp where it vanishes: -0 is next to the value, but not the right code."""
    patterns = (np.arange(SIZE) + 0xC2CF0000).astype(np.uint32)
    oracle = Oracle(function("exp"), (BINARY32,), BINARY32, CONTEXT)
    got = oracle.right((patterns,))
    zeros = int(np.count_nonzero(got == 0))
    got[got == 0] = 1 << 31
    one, other = part(), part()
    fast = Fast(
        oracle, one, Tally(oracle, Scale(BINARY32, CONTEXT.mode), one), Axes("exp", BINARY32)
    )
    fast.add(patterns, got)
    fast.finish()
    Tally(oracle, Scale(BINARY32, CONTEXT.mode), other).add((patterns,), got)
    assert one.misrounded == other.misrounded == zeros > 0
    assert one.unfaithful == other.unfaithful and one.inputs == other.inputs == SIZE


@pytest.mark.parametrize("against", ["exp", "tanh"])
def test_pruning_changes_nothing(against: str) -> None:
    """A task of each kind, with and without constant blocks."""
    operand = Operand("x", "datum", b.var("x", 0, (1 << 32) - 1), BINARY32, BINARY32)
    subject = subject_of_code(
        "k", ("numpy", against), (operand,), Result("", BINARY32, b.ZERO, True)
    )
    oracle = Oracle(function(against), (BINARY32,), BINARY32, CONTEXT)
    found = []
    for prune in (True, False):
        judge = SweepJudge(subject, oracle, Limits(), lambda: False, prune)
        try:
            parts = [judge.task(index) for index in (0, 130, 255)]
        finally:
            judge.close()
        found.append([[getattr(p, name) for name in COUNTS] for p in parts])
    assert found[0] == found[1]


def test_state(tmp_path: Path) -> None:
    warnings: list[str] = []
    path = tmp_path / "deep" / "state.json"
    about = {"kernel": "a:b", "function": "exp"}
    state = State(path, about, warnings.append, given=True)
    state.read()
    kept = part()
    kept.misrounded = 7
    state.add(3, kept)
    state.write()
    again = State(path, about, warnings.append, given=True)
    again.read()
    assert again.done == {3: kept}
    other = State(path, about | {"function": "sin"}, warnings.append, given=True)
    with pytest.raises(StateError, match="with another function"):
        other.read()
    path.write_bytes(path.read_bytes().replace(b'"misrounded":7', b'"misrounded":8'))
    with pytest.raises(StateError, match="damaged"):
        State(path, about, warnings.append, given=True).read()
    damaged = State(path, about, warnings.append, given=False)
    damaged.read()
    assert damaged.done == {} and "damaged" in warnings[0]
    state.remove()
    assert not path.exists()


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state is not written, which is said once; nothing half-written stays."""
    warnings: list[str] = []
    state = State(tmp_path / "state.json", {}, warnings.append, given=True)
    state.done[0] = part()
    state.write()
    before = state.path.read_bytes()

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    state.done[1] = part()
    state.write()
    state.write()
    assert len(warnings) == 1 and "No space left on device" in warnings[0]
    assert [p.name for p in tmp_path.iterdir()] == ["state.json"]
    assert state.path.read_bytes() == before


def sweep(folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "verif", "measure", "numpy:exp", "--against", "exp", "--all", *more],
        cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([os.getcwd(), HERE])},
    )  # fmt: skip


@pytest.mark.long
def test_an_interrupted_sweep_goes_on(tmp_path: Path) -> None:
    """Interrupted twice, then finished: the record is that of a sweep that ran through."""
    through = sweep(tmp_path, "--json")
    whole, _ = through.communicate(timeout=120)
    assert through.returncode == 0
    state = tmp_path / "state.json"
    for _ in range(2):
        written = state.stat().st_mtime_ns if state.exists() else 0
        run = sweep(tmp_path, "--json", "--resume", str(state))
        while not state.exists() or state.stat().st_mtime_ns == written:  # till a task is done
            assert run.poll() is None
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
        assert run.returncode == 130 and "exit 130: interrupted" in err
        record = msgspec.json.decode(out)
        assert record["run_state"] == "partial"
        (m,) = record["measurements"]
        assert m["state"] == "partial" and 0 < m["inputs"] < 1 << 32
        assert m["evidence"]["kind"] == "tested" and state.exists()
    run = sweep(tmp_path, "--json", "--resume", str(state))
    out, _ = run.communicate(timeout=120)
    assert run.returncode == 0 and not state.exists()
    records = [msgspec.json.decode(text) for text in (whole, out)]
    for record in records:
        (m,) = record["measurements"]
        for name in ("seconds", "cpu_seconds"):
            del m[name]
    assert records[0]["measurements"] == records[1]["measurements"]
    (m,) = records[0]["measurements"]
    assert m["evidence"]["kind"] == "exhaustive" and m["inputs"] == 1 << 32
