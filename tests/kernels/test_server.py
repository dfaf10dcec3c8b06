"""Functions of NumPy write their results in place: they are those of the function in a wrapper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.measure import planted
from verif.ir import build as b
from verif.kernels.child import Reporter
from verif.kernels.runner import Limits
from verif.kernels.server import CHUNK, ORDER, SIGN, SWEEP, Server
from verif.kernels.session import Code, Session
from verif.measure.neighbours import MAGNITUDES
from verif.measure.oracle import Oracle
from verif.measure.subject import subject_of_code
from verif.measure.sweep import SweepJudge
from verif.oracle.filter import BINARY32
from verif.oracle.functions import function
from verif.properties.binding import Operand, Result

WRAPPER = "tests.measure.planted"


def server(folder: Path, kernel: Any, inputs: str = "float32", outputs: str = "float32") -> Server:
    for name, dtype, banks in (("in0", inputs, 1), ("out0", outputs, 2)):
        (folder / f"{name}.bin").write_bytes(bytes(64 * banks * np.dtype(dtype).itemsize))
    return Server(folder, {"inputs": [inputs], "outputs": [outputs], "capacity": 64}, kernel)


def test_what_writes_in_place(tmp_path: Path) -> None:
    """A function of NumPy with a loop of just these types does; nothing else."""
    assert server(tmp_path, np.exp).writes
    assert not server(tmp_path, planted.exp).writes
    assert not server(tmp_path, np.add).writes
    assert not server(tmp_path, np.isnan).writes
    assert not server(tmp_path, np.exp, "float32", "float64").writes


def swept(module: str, name: str, first: int, chunks: int) -> bytes:
    with Session(Code(module, name, ("float32",), ("float32",)), Limits()) as session:
        session.begin(1, first, chunks)
        session.wait()
        (results,) = session.results(1)
        return results[: 2 * chunks * CHUNK].tobytes()


@pytest.mark.share(3)
@pytest.mark.parametrize("name", ["exp", "expm1", "log", "tanh"])
@pytest.mark.parametrize("first", [0, 110 * MAGNITUDES, 131 * MAGNITUDES, 255 * MAGNITUDES])
def test_results_in_place_are_those_of_the_wrapper(name: str, first: int) -> None:
    direct, wrapped = (swept(module, name, first, 2) for module in ("numpy", WRAPPER))
    assert direct == wrapped
    x = (np.arange(2 * CHUNK) + first).astype(np.uint32)
    with np.errstate(all="ignore"):
        found = [getattr(np, name)((x + np.uint32(s)).view(np.float32)) for s in (0, SIGN)]
    same = np.frombuffer(direct, np.float32)
    assert np.array_equal(same, np.concatenate(found), equal_nan=True)


ONE, INFINITE = 0x3F800000, 0x7F800000


@pytest.mark.parametrize("module", ["numpy", WRAPPER])
@pytest.mark.parametrize(
    ("exponent", "expected", "alike"),
    [(0, (ONE, ONE), (True, True)), (0, (ONE, None), (True, False)),
     (0, (None, ONE), (False, True)), (0, (ONE + 1, ONE), (False, True)),
     (240, (INFINITE, 0), (True, True)), (240, (0, 0), (False, True)),
     (240, (INFINITE, SIGN), (True, False)), (110, (ONE, ONE), (False, False))],
)  # fmt: skip
def test_expected_results_are_not_kept(
    module: str,
    exponent: int,
    expected: tuple[int | None, int | None],
    alike: tuple[bool, bool],
) -> None:
    """Those of either sign; where not all are expected, all are kept."""
    first, chunks = exponent * MAGNITUDES, 3
    with Session(Code(module, "exp", ("float32",), ("float32",)), Limits()) as session:
        session.begin(0, first, chunks)
        assert session.wait() == (False, False)
        (right,) = (r[: 2 * chunks * CHUNK].copy() for r in session.results(0))
        session.begin(1, first, chunks, expected)
        assert session.wait() == alike
        (found,) = (r[: 2 * chunks * CHUNK] for r in session.results(1))
        for kept, same, is_expected in zip(found.reshape(2, -1), right.reshape(2, -1), alike,
                                           strict=True):  # fmt: skip
            assert kept.tobytes() == (bytes(kept.nbytes) if is_expected else same.tobytes())


@pytest.mark.parametrize("place", [0, 1, CHUNK - 1, CHUNK, 2 * CHUNK + 77, 3 * CHUNK - 1])
def test_one_other_result_is_seen_anywhere(tmp_path: Path, place: int) -> None:
    """And all are kept as they are, the expected ones before it, too."""

    def kernel(x: Any) -> Any:
        found = np.ones_like(x)
        found.view(np.uint32)[x.view(np.uint32) == place] += 1
        return found

    size = 3 * CHUNK
    for name, banks in (("in0", 1), ("out0", 2)):
        (tmp_path / f"{name}.bin").write_bytes(bytes(2 * size * banks * 4))
    request = {"inputs": ["float32"], "outputs": ["float32"], "capacity": 2 * size}
    made = Server(tmp_path, request, kernel)
    order = ORDER.pack(SWEEP, 1, 0, 3, 0b11, ONE, ONE)
    assert made.obey(Reporter(tmp_path), order) == 0b10
    expected = np.full(size, ONE, np.uint32)
    expected[place] += 1
    assert np.array_equal(made.results[0][1, :size].view(np.uint32), expected)
    assert not made.results[0][0].any()


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("name", "against", "tasks"),
    [("exp", "exp", (0, 110, 127)), ("expm1", "exp", (120, 131)), ("tanh", "erf", (127,)),
     ("log", "log", (130,))],
)  # fmt: skip
def test_measured_alike(name: str, against: str, tasks: tuple[int, ...]) -> None:
    """All that is counted, also where the kernel is another function, wrong in many ways."""
    operand = Operand("x", "datum", b.var("x", 0, (1 << 32) - 1), BINARY32, BINARY32)
    result = Result("", BINARY32, b.ZERO, True)
    oracle = Oracle(function(against), (BINARY32,), BINARY32, BINARY32.context("RNE"))
    found = []
    for module in ("numpy", WRAPPER):
        subject = subject_of_code("k", (module, name), (operand,), result)
        judge = SweepJudge(subject, oracle, Limits(), lambda: False)
        try:
            found.append([judge.task(index) for index in tasks])
        finally:
            judge.close()
    assert found[0] == found[1]
    assert all(part.inputs == 1 << 24 for part in found[0])
    assert name == against or found[0][0].misrounded > 1 << 20
