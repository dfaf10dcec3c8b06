"""Kernels that misbehave are reported, and do not end the run."""

from __future__ import annotations

import pytest

from tests.measure.run import one
from verif.run.check import UsageError
from verif.run.measure_targets import Formats


@pytest.mark.parametrize(
    ("kernel", "state", "reason"),
    [
        ("raises", "wrong", "raised ValueError: not today"),
        ("wrong_type", "wrong", "returned an array of float64, not of float16"),
        ("hangs", "lost", "out of time: 0.5 s"),
    ],
)
def test_misbehaviour(kernel: str, state: str, reason: str) -> None:
    found = one(kernel, "exp", timeout=0.5 if kernel == "hangs" else None)
    assert (found.state, found.reason) == (state, reason)


def test_a_failure_in_a_sweep() -> None:
    found = one("raises_late", "exp", "F32", all_inputs=True)
    assert (found.state, found.reason) == ("wrong", "raised ValueError: not this one")


def test_what_is_no_code_in_a_sweep() -> None:
    formats = Formats(("F32",), "E2M1:codes")
    found = one("late_code", "exp", formats=formats, all_inputs=True)
    assert (found.state, found.reason) == ("wrong", "returned 0xc8, which is no code of E2M1")


def test_nothing_to_call() -> None:
    for name, why in (
        ("kernels_under_test:no", "has no function 'no'"),
        ("kernels_under_test:not_a_function", "is not a function"),
        ("no_such_module:f", "there is no module 'no_such_module'"),
    ):
        with pytest.raises(UsageError, match=why):
            one(name, "exp")


@pytest.mark.parametrize("kernel", ["by_position", "by_call"])
def test_not_a_function_of_its_input(kernel: str) -> None:
    found = one(kernel, "exp").repeated
    assert found is not None and found.differing and found.examples
    ways = {how for _, _, _, how in found.examples}
    assert ("asked a second time" in ways) == (kernel == "by_call")


def test_a_function_of_its_input() -> None:
    found = one("exp", "exp").repeated
    assert found is not None and found.differing == 0 and found.asked > 4 * found.inputs
