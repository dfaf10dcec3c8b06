"""A kernel that is called many times in one process of its own, within limits of time and memory.

The process is started with the first call, and again after it has failed. Arguments and results
lie in memory that both processes see, so a call costs little more than the kernel itself.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from verif.kernels.runner import POLL, Limits, Outcome, Stopped, ending, read_report, start
from verif.kernels.server import BANKS, CALL, CHUNK, ORDER, SWEEP, shared

Array = np.ndarray[Any, Any]

CAPACITY = 16 * CHUNK
"""Inputs of one order: results of so many stay in the processor's cache until they are read."""

SHARED = Path("/dev/shm")
"""Files here lie in memory; elsewhere the system may write them to a disk now and then."""


Expected = tuple[int | None, int | None]
"""One code for all results without the sign, and one for those with it; ``None`` where there is no
such code."""


class Failed(Exception):
    """The kernel did not return; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome

    def __str__(self) -> str:
        return self.outcome.reason


@dataclass(frozen=True, slots=True)
class Code:
    """A kernel and the NumPy types of what it takes and gives."""

    module: str
    function: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


class Session:
    """Calls of one kernel; ``stopped`` is asked now and then whether to give up."""

    def __init__(
        self, code: Code, limits: Limits, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self.code = code
        self.limits = limits
        self._stopped = stopped
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._pipes: tuple[int, int] = (-1, -1)
        self._arguments: list[Array] = []
        self._results: list[Array] = []

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, arrays: Sequence[Array], offset: int = 0) -> tuple[Array, ...]:
        """What the kernel returns for flat arrays of one length, which begin ``offset`` elements
        after an aligned place. Raises ``Failed``, and ``Stopped``."""
        self.start()
        size = len(arrays[0])
        if offset + size > CAPACITY:
            raise ValueError(f"{size} inputs from {offset} on; {CAPACITY} is the most")
        places = [a[offset : offset + size] for a in self._arguments]
        for place, array in zip(places, arrays, strict=True):
            place[:] = array
        self._order(CALL, 0, offset, size)
        self.wait()
        for place, array in zip(places, arrays, strict=True):
            if not np.array_equal(place.view(np.uint8), array.view(np.uint8)):
                self._end()
                raise Failed(Outcome("wrong", reason="changes its input"))
        return tuple(r[0, :size].copy() for r in self._results)

    def begin(self, bank: int, first: int, chunks: int, expected: Expected = (None, None)) -> None:
        """Have the kernel called on ``chunks`` chunks of patterns from ``first`` on, and on the
        same with the sign set; ``wait`` waits for the results, and says whether all of either sign
        are the ``expected`` code: then these are not stored."""
        self.start()
        self._order(SWEEP, bank, first, chunks, expected)

    def results(self, bank: int) -> tuple[Array, ...]:
        """The results of a bank, after ``wait``: those of positive patterns, then of negative."""
        return tuple(r[bank] for r in self._results)

    @property
    def report(self) -> dict[str, Any]:
        """What the process said of the kernel: ``packages`` and ``source``."""
        return read_report(self._folder) if self._folder is not None else {}

    def start(self) -> None:
        """Start the process, unless it runs. Raises ``Failed`` where there is nothing to call."""
        if self._process is not None:
            return
        base = str(SHARED) if os.access(SHARED, os.W_OK) else None
        self._folder = Path(tempfile.mkdtemp(prefix="verif-kernel-", dir=base))
        self._arguments = [
            self._shared(f"in{i}.bin", name, (CAPACITY,)) for i, name in enumerate(self.code.inputs)
        ]
        self._results = [
            self._shared(f"out{i}.bin", name, (BANKS, CAPACITY))
            for i, name in enumerate(self.code.outputs)
        ]
        request = {
            "module": self.code.module,
            "function": self.code.function,
            "inputs": self.code.inputs,
            "outputs": self.code.outputs,
            "capacity": CAPACITY,
            "memory": self.limits.memory,
        }
        (self._folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        orders, write = os.pipe()
        read, answers = os.pipe()
        self._pipes = (read, write)
        try:
            self._process = start("verif.kernels.server", self._folder, (orders, answers))
        finally:
            os.close(orders)
            os.close(answers)
        self.wait()

    def wait(self) -> tuple[bool, bool]:
        """Wait until the oldest order is done. Whether all results without and with the sign are
        the code that was expected. Raises ``Failed``, and ``Stopped``."""
        deadline = time.monotonic() + self.limits.timeout
        while not select.select([self._pipes[0]], [], [], POLL)[0]:
            if self._stopped():
                self.close()
                raise Stopped
            if time.monotonic() >= deadline:
                self._fail(None)
        if answer := os.read(self._pipes[0], 1):
            return bool(answer[0] & 1), bool(answer[0] & 2)
        assert self._process is not None
        try:  # a child that closed its pipe is ending
            self._fail(self._process.wait(self.limits.timeout))
        except subprocess.TimeoutExpired:
            self._fail(None)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._end()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _order(
        self, what: bytes, bank: int, first: int, count: int, expected: Expected = (None, None)
    ) -> None:
        with suppress(BrokenPipeError):  # ``wait`` finds out why
            known = sum((code is not None) << i for i, code in enumerate(expected))
            codes = [code or 0 for code in expected]
            os.write(self._pipes[1], ORDER.pack(what, bank, first, count, known, *codes))

    def _fail(self, status: int | None) -> NoReturn:
        outcome = ending(self.report, status, self.limits)
        self.close()
        raise Failed(outcome)

    def _end(self) -> None:
        if self._process is None:
            return
        # The child leads a group of its own; until it is waited for, its number is its own.
        if self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        for pipe in self._pipes:
            os.close(pipe)
        self._process = None

    def _shared(self, name: str, dtype: str, shape: tuple[int, ...]) -> Array:
        assert self._folder is not None
        file = self._folder / name
        size = int(np.prod(shape)) * np.dtype(dtype).itemsize
        with file.open("wb") as stream:
            stream.truncate(size)
        return shared(file, dtype, shape)
