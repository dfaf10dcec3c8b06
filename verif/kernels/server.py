"""The process of a kernel that is called many times: ``python -m verif.kernels.server``.

Its arguments are a folder and the descriptors of two pipes. ``request.json`` in the folder says
what to import and how large the arrays are that both sides share. Orders come through the one pipe,
and for each a byte goes back through the other when its results lie in the shared arrays. What goes
wrong is written into ``report.json``, and ends the process; nothing the kernel prints or returns is
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

ORDER = struct.Struct("<cBQQ")
"""What to do (``CALL`` or ``SWEEP``), the bank for the results, and two numbers."""

CALL, SWEEP = b"c", b"s"
"""``CALL``: the offset and the length of the arguments in the shared arrays. ``SWEEP``: the first
pattern and the number of chunks, of patterns from there on and of the same with the sign set."""

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

    def obey(self, reporter: Reporter, order: bytes) -> None:
        """Do what an order says."""
        what, bank, first, count = ORDER.unpack(order)
        if what == CALL:
            arrays = [a[first : first + count] for a in self.arguments]
            self._put(reporter, call(reporter, self.kernel, arrays), bank, 0, count)
            return
        x = self.patterns.view(self.arguments[0].dtype)
        place = 0
        for sign in (0, SIGN):
            for i in range(count):
                np.add(self.offsets, np.uint32(first + i * CHUNK + sign), out=self.patterns)
                if self.writes:
                    target = self.results[0][bank, place : place + CHUNK]
                    call(reporter, partial(self.kernel, out=target, casting="no"), [x])
                else:
                    self._put(reporter, call(reporter, self.kernel, [x]), bank, place, CHUNK)
                place += CHUNK

    def _put(self, reporter: Reporter, returned: Any, bank: int, place: int, size: int) -> None:
        """The returned arrays into the shared ones."""
        if reason := wrong(returned, self.outputs, size):
            reporter.phase("wrong", reason=reason)
            raise Stop
        results = returned if isinstance(returned, tuple) else (returned,)
        for target, array in zip(self.results, results, strict=True):
            target[bank, place : place + size] = array


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
        answers.write(b".")
        answers.flush()
        while len(order := orders.read(ORDER.size)) == ORDER.size:
            server.obey(reporter, order)
            answers.write(b".")
            answers.flush()
    except Stop:
        pass
    except MemoryError:
        reporter.phase("memory")
    except BrokenPipeError:  # the caller has gone
        pass


def shared(file: Path, name: str, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
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
