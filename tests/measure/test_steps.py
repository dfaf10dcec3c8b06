"""Results judged a stretch at a time are those judged one by one, wherever they are wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from verif.ir import build as b
from verif.kernels.runner import Limits
from verif.measure.axes import BINS, Axes
from verif.measure.fast import Fast
from verif.measure.oracle import Oracle
from verif.measure.part import Bins, Part
from verif.measure.scale import Scale
from verif.measure.steps import Steps
from verif.measure.subject import subject_of_code
from verif.measure.sweep import SweepJudge
from verif.measure.tally import Tally
from verif.measure.worst import Judge
from verif.oracle.filter import BINARY32
from verif.oracle.functions import function
from verif.properties.binding import Operand, Result

Array = np.ndarray[Any, Any]

CONTEXT = BINARY32.context("RNE")
SCALE = Scale(BINARY32, CONTEXT.mode)
SIZE = 1 << 16

PLACES = {
    "exp above 1": ("exp", 0x36000000),
    "exp below 1": ("exp", 0xB7400000),
    "exp, many short ones": ("exp", 0x3C7F8000),
    "exp, half a unit in all": ("exp", 0x33000000),
    "exp, across a bin of the axis": ("exp", 0x37010000 - SIZE // 2),
    "tanh below 1": ("tanh", 0x40F00000),
    "erf below 1": ("erf", 0x40600000),
    "sigmoid above a half": ("sigmoid", 0x39000000),
    "expm1 above -1": ("expm1", 0xC1700000),
    "softplus above log 2": ("softplus", 0x38000000),
    "log of large numbers": ("log", 0x7E800000),
}


def changes(codes: Array) -> Array:
    return np.flatnonzero(codes[1:] != codes[:-1]) + 1


def by_one(codes: Array, places: Array) -> Array:
    got = codes.copy()
    got[places] += np.uint32(1)
    return got


def _late(codes: Array) -> Array:
    """All steps a few inputs late."""
    return np.concatenate([codes[:3], codes[:-3]])


def _falls(codes: Array) -> Array:
    """A stretch in the middle far too small, so that results fall and rise again."""
    got = codes.copy()
    got[SIZE // 2 : SIZE // 2 + 700] -= np.uint32(9)
    return got


ERRORS: dict[str, Callable[[Array], Array]] = {
    "none": lambda c: c.copy(),
    "the first of a stretch": lambda c: by_one(c, changes(c)[:1]),
    "the last of a stretch": lambda c: by_one(c, changes(c)[-1:] - 1),
    "one in the middle": lambda c: by_one(c, np.array([SIZE // 3])),
    "both ends of the block": lambda c: by_one(c, np.array([0, SIZE - 1])),
    "late": _late,
    "falls": _falls,
    "all by one": lambda c: c + np.uint32(1),
    "all by three the other way": lambda c: c - np.uint32(3),
    "all by many": lambda c: c + np.uint32(70_000),
    "one result": lambda c: np.full_like(c, c[SIZE // 2]),
}


def parts(name: str, start: int, got: Array) -> tuple[Part, Part] | None:
    """What stretches count, and what the oracle does for each input; ``None`` where results change
    too often."""
    oracle = Oracle(function(name), (BINARY32,), BINARY32, CONTEXT)
    axes = Axes(name, BINARY32)
    one, other = (Part(ordinal=Bins.empty(BINS), linear=Bins.empty(BINS)) for _ in range(2))
    fast = Fast(oracle, one, Tally(oracle, SCALE, one), axes)
    found = Steps(fast, one, axes).add(start, got)
    if found is None:
        assert one == Part(ordinal=Bins.empty(BINS), linear=Bins.empty(BINS))
        return None
    assert np.array_equal(found, changes(got))
    fast.finish()
    patterns = (np.arange(len(got)) + start).astype(np.uint32)
    wrong, errors = Tally(oracle, SCALE, other).add((patterns,), got)
    axes.wrong(other.ordinal, other.linear, patterns[wrong], errors[wrong])
    return one, other


def right(name: str, start: int) -> Array:
    oracle = Oracle(function(name), (BINARY32,), BINARY32, CONTEXT)
    return oracle.right(((np.arange(SIZE) + start).astype(np.uint32),))


@pytest.mark.share(4)
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("place", PLACES)
def test_stretches_are_exact(place: str, error: str) -> None:
    name, start = PLACES[place]
    codes = right(name, start)
    if not changes(codes).size and "stretch" in error:
        codes[SIZE // 2 :] += np.uint32(1)
    found = parts(name, start, ERRORS[error](codes))
    assert found is not None
    one, other = found
    for field in ("inputs", "misrounded", "unfaithful", "unbounded", "nan", "outside"):
        assert getattr(one, field) == getattr(other, field), field
    differ = np.abs(np.array(one.histogram) - np.array(other.histogram)).sum()
    assert differ <= 2 + 2**-10 * one.misrounded  # the tally goes by upper bounds
    assert (one.ordinal.wrong, one.linear.wrong) == (other.ordinal.wrong, other.linear.wrong)
    for a, b_ in ((one.ordinal, other.ordinal), (one.linear, other.linear)):
        assert a.worst == pytest.approx(b_.worst, rel=2**-10)
    same_worst(name, one, other)


def same_worst(name: str, one: Part, other: Part) -> None:
    """The worst cases are the same inputs, and what bounds all the others is as low."""
    oracle = Oracle(function(name), (BINARY32,), BINARY32, CONTEXT)
    judge = Judge(oracle, SCALE, ("x",))
    for field in ("ulp", "absolute", "relative"):
        a, b_ = getattr(one, field), getattr(other, field)
        if not b_.kept or (field != "ulp" and not one.misrounded):
            continue
        exact = [
            [getattr(judge.error(c.codes, c.got), "ulps" if field == "ulp" else field).low
             for c in top.kept] for top in (a, b_)
        ]  # fmt: skip
        assert max(exact[0]) == max(exact[1])
        worst = [sorted(low, reverse=True) for low in exact]
        count = min(map(len, worst))
        assert [float(x) for x in worst[0][:count]] == pytest.approx(
            [float(x) for x in worst[1][:count]], rel=2**-10
        )
        assert a.rest <= max(c.bound for c in a.kept)


def test_what_is_below_a_power_of_two() -> None:
    """The number below 1 is no neighbour of a value above 1, however near."""
    start = 0x33000001
    found = parts("exp", start, np.full(SIZE, 0x3F7FFFFF, np.uint32))
    assert found is not None
    one, other = found
    assert one.unfaithful == other.unfaithful == SIZE == one.misrounded


@pytest.mark.parametrize("code", [0x7FC00000, 0x7F800000, 0xFF800000, 0, 1 << 31])
def test_what_has_no_size_is_left_to_others(code: int) -> None:
    codes = right("exp", 0x36000000)
    codes[900:1100] = code
    assert parts("exp", 0x36000000, codes) is None


def test_results_that_change_often_are_left_to_others() -> None:
    codes = right("exp", 0x36000000)
    codes[::2] += np.uint32(1)
    assert parts("exp", 0x36000000, codes) is None
    assert parts("exp", 0x3F400000, right("exp", 0x3F400000)) is None


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("module", "name", "against", "task"),
    [
        ("tests.measure.planted", "exp_with_errors", "exp", 110),
        ("tests.measure.planted", "exp_with_errors", "exp", 103),
        ("tests.measure.planted", "tanh_with_errors", "tanh", 130),
        ("numpy", "exp", "exp", 111),
    ],
)
def test_a_sweep_by_stretches_is_one_without(
    module: str, name: str, against: str, task: int
) -> None:
    """Errors at borders, in the middle, NaN and what falls: counted alike with pruning and not."""
    operand = Operand("x", "datum", b.var("x", 0, (1 << 32) - 1), BINARY32, BINARY32)
    result = Result("", BINARY32, b.ZERO, True)
    subject = subject_of_code("k", (module, name), (operand,), result)
    oracle = Oracle(function(against), (BINARY32,), BINARY32, CONTEXT)
    found = []
    for prune in (True, False):
        judge = SweepJudge(subject, oracle, Limits(), lambda: False, prune)
        try:
            found.append(judge.task(task))
        finally:
            judge.close()
    one, other = found
    for field in ("inputs", "nan", "nan_wrong", "outside", "misrounded", "unfaithful", "unbounded",
                  "pairs", "disorder", "mirrored", "asymmetry"):  # fmt: skip
        assert getattr(one, field) == getattr(other, field), field
    assert one.ordinal.wrong == other.ordinal.wrong and one.linear.wrong == other.linear.wrong
    assert one.misrounded
    assert module == "numpy" or (one.disorder.count and one.unbounded.count)
    same_worst(against, one, other)
