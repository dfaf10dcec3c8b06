"""The process of a kernel that is called many times: ``python -m verif.kernels.server``.

Its arguments are a folder and the descriptors of two pipes. ``request.json`` in the folder says
what to import and how large the arrays are that both sides share. Orders come through the one pipe,
and for each a byte goes back through the other when it is done: for which signs, bit by bit, all
results are what was expected. Other results lie in the shared arrays by then. What goes wrong is
written into ``report.json``, and ends the process; nothing the kernel prints or returns is
interpreted.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

import numpy as np

from verif.kernels.child import (
    Reporter,
    Stop,
    call,
    import_kernel,
    limit_memory,
    packages_of,
    wrong,
)
from verif.kernels.one_code import OneCode

Array = np.ndarray[Any, Any]

ORDER = struct.Struct("<cBQQBQQ")
"""What to do (``CALL`` or ``SWEEP``), the bank for the results, and numbers."""

CALL, SWEEP = b"c", b"s"
"""``CALL``: the offset and the length of the arguments in the shared arrays. ``SWEEP``: the first
pattern and the number of chunks, of patterns from there on and of the same with the sign set; and
for which signs, bit by bit, all results are expected to be one code, and the codes."""

CHUNK = 1 << 16
"""Inputs of one call in a sweep."""

BANKS = 2
"""So many orders may be under way: one is computed while the results of the other are read."""

SIGN = 1 << 31
"""The sign bit of a swept pattern, which has 32 bits."""


class Server:
    """The kernel and the arrays that are shared with its caller."""

    def __init__(self, folder: Path, request: dict[str, Any], kernel: Callable[..., Any]) -> None:
        self.kernel = kernel
        self.outputs = list(request["outputs"])
        capacity = request["capacity"]
        self.arguments = [
            shared(folder / f"in{i}.bin", name, (capacity,))
            for i, name in enumerate(request["inputs"])
        ]
        self.results = [
            shared(folder / f"out{i}.bin", name, (BANKS, capacity))
            for i, name in enumerate(self.outputs)
        ]
        self.offsets = np.arange(CHUNK, dtype=np.uint32)
        self.patterns = np.empty_like(self.offsets)
        self.scratch = np.empty(CHUNK, self.outputs[0])
        codes = f"u{self.scratch.itemsize}"
        self.codes = self.scratch.view(codes)
        self.one_code = OneCode(CHUNK, np.dtype(codes))
        self.writes = self._writes()

    def _writes(self) -> bool:
        """Whether the kernel is a function of NumPy that can write its results where they belong,
        by the same loop that would make a new array of them."""
        kernel, types = self.kernel, [*self.arguments, *self.results]
        if type(kernel) is not np.ufunc or (kernel.nin, kernel.nout) != (1, 1) or len(types) != 2:
            return False
        try:
            found = kernel.resolve_dtypes((types[0].dtype, None), casting="no")
        except TypeError:
            return False
        return found == (types[0].dtype, types[1].dtype)

    def obey(self, reporter: Reporter, order: bytes) -> int:
        """Do what an order says; for which signs all results are what was expected."""
        what, bank, first, count, known, *codes = ORDER.unpack(order)
        if what == CALL:
            arrays = [a[first : first + count] for a in self.arguments]
            targets = [r[bank, :count] for r in self.results]
            self._put(reporter, call(reporter, self.kernel, arrays), targets)
            return 0
        size = count * CHUNK
        alike = 0
        for i, (sign, code) in enumerate(zip((0, SIGN), codes, strict=True)):
            results = self.results[0][bank, i * size : (i + 1) * size]
            expected = code if known >> i & 1 else None
            alike |= self._sweep(reporter, first + sign, results, expected) << i
        return alike

    def _sweep(self, reporter: Reporter, first: int, results: Array, expected: int | None) -> bool:
        """Call the kernel on the patterns from ``first`` on. Whether all results are the
        expected code: as long as they are they stay in the processor's cache, and are not kept."""
        x = self.patterns.view(self.arguments[0].dtype)
        for place in range(0, len(results), CHUNK):
            np.add(self.offsets, np.uint32(first + place), out=self.patterns)
            chunk = results[place : place + CHUNK]
            target = chunk if expected is None else self.scratch
            if self.writes:
                call(reporter, partial(self.kernel, out=target, casting="no"), [x])
            else:
                self._put(reporter, call(reporter, self.kernel, [x]), [target])
            if expected is not None and not self.one_code(self.codes, expected):
                results[:place].view(self.codes.dtype)[:] = expected
                chunk[:] = self.scratch
                expected = None
        return expected is not None

    def _put(self, reporter: Reporter, returned: Any, targets: list[Array]) -> None:
        """The returned arrays into others."""
        if reason := wrong(returned, self.outputs, len(targets[0])):
            reporter.phase("wrong", reason=reason)
            raise Stop
        results = returned if isinstance(returned, tuple) else (returned,)
        for target, array in zip(targets, results, strict=True):
            target[:] = array


def main(folder: Path, orders: BinaryIO, answers: BinaryIO) -> None:
    """Import the kernel, then obey orders until there are no more."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    reporter = Reporter(folder)
    limit_memory(request["memory"])
    reporter.phase("import")
    try:
        kernel, module = import_kernel(reporter, request["module"], request["function"])
        server = Server(folder, request, kernel)
        reporter.phase("call", packages=packages_of(module), source=source_of(module))
        answers.write(bytes(1))
        answers.flush()
        while len(order := orders.read(ORDER.size)) == ORDER.size:
            answers.write(bytes([server.obey(reporter, order)]))
            answers.flush()
    except Stop:
        pass
    except MemoryError:
        reporter.phase("memory")
    except BrokenPipeError:  # the caller has gone
        pass


def shared(file: Path, name: str, shape: tuple[int, ...]) -> Array:
    """An array in a file that both sides see."""
    return np.memmap(file, np.dtype(name), "r+", shape=shape).view(np.ndarray)


def source_of(module: ModuleType) -> str:
    """The SHA-256 of the file of a module, an empty text where it has none."""
    try:
        return sha256(Path(str(module.__file__)).read_bytes()).hexdigest()
    except (AttributeError, OSError):
        return ""


if __name__ == "__main__":
    with open(int(sys.argv[2]), "rb") as read, open(int(sys.argv[3]), "wb") as write:
        main(Path(sys.argv[1]), read, write)
        os._exit(0)  # threads and handlers that the kernel left behind do not matter any more
