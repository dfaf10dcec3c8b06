"""Work in a process of its own, which can be killed without harm to anything else."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

MEMORY = 6 << 30
"""Bytes of address space that a worker may take beyond what it starts with."""

GRACE = 5
"""Seconds of processor time beyond the limit after which an orphan ends by itself."""


class Worker:
    """A call in a child process: running, or ended with a value or with a reason.

    ``seconds`` bounds its wall time. The child shares nothing with the parent but a pipe, so that
    a crash, a hang or a lack of memory there is only an answer that never came.
    """

    def __init__(self, call: Callable[[], Any], seconds: float, memory: int = MEMORY) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, end = context.Pipe(duplex=False)
        self._process = context.Process(target=_child, args=(call, end, seconds, memory))
        self.started = time.monotonic()
        self.deadline = self.started + seconds
        self.limit = seconds
        sys.stdout.flush()
        sys.stderr.flush()
        self._process.start()
        end.close()
        self.value: Any = None
        self.reason = ""
        self.done = False

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return self._process.pid

    def poll(self) -> bool:
        """Whether it has ended; then ``value`` or ``reason`` is there."""
        if self.done:
            return True
        if self._pipe.poll():
            try:
                kind, value = self._pipe.recv()
            except (EOFError, OSError):
                self._process.join(1)
                self._end(f"the worker ended without an answer ({_how(self._process.exitcode)})")
            except Exception as error:  # what came through the pipe is not what was sent
                self._end(f"the worker's answer cannot be read ({type(error).__name__})")
            else:
                if kind == "value":
                    self.value = value
                self._end("" if kind == "value" else str(value))
        elif time.monotonic() > self.deadline:
            self._end(f"time limit of {self.limit:g} s reached")
        return self.done

    def _end(self, reason: str) -> None:
        self.reason, self.done = reason, True
        self.kill()

    def kill(self) -> None:
        """End the child now."""
        self.done = True
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._pipe.close()

    @property
    def connection(self) -> Connection:
        """What becomes ready when there is an answer."""
        return self._pipe


def wait_any(workers: list[Worker], seconds: float) -> None:
    """Wait until one of the workers may have ended."""
    now = time.monotonic()
    left = min([seconds, *(w.deadline - now for w in workers)])
    wait([w.connection for w in workers], max(0.0, left) + 0.001)


def supported() -> bool:
    """Whether this system can start workers."""
    return "fork" in multiprocessing.get_all_start_methods()


def _child(call: Callable[[], Any], pipe: Connection, seconds: float, memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption means
    die_with_parent()
    used = _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    cpu = int(time.process_time() + seconds * (os.cpu_count() or 1)) + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    try:
        answer = ("value", call())
    except MemoryError:
        answer = ("reason", "memory limit reached")
    except BaseException as error:  # whatever it is, the parent must hear of it
        answer = ("reason", f"{type(error).__name__}: {error}")
    try:
        pipe.send(answer)
        pipe.close()
    finally:
        # Neither the parent's exit handlers nor the solver's clean-up: both take time.
        os._exit(0)


def die_with_parent() -> None:
    """On Linux, ask to be killed when the parent dies; elsewhere the limits must do."""
    if sys.platform == "linux":
        death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(death_signal, signal.SIGKILL)


def _address_space() -> int:
    """Bytes of address space in use; where the system does not tell, none."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _how(code: int | None) -> str:
    if code is None:
        return "still there"
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"
