"""Worker processes, one task at a time: one that hangs or dies costs its own task alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

from verif.engines.process import die_with_parent

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without a result, and why."""

    reason: str
    seconds: float


@dataclass
class _Worker:
    process: ForkProcess
    pipe: Connection
    task: int = -1
    started: float = 0.0


class Pool(Generic[T, R]):
    """Applies a function to tasks in forked processes, which see what this one has in memory.

    ``limit`` is how many seconds a task may take.
    """

    def __init__(self, function: Callable[[T], R], jobs: int, limit: float = inf) -> None:
        self._function = function
        self._jobs = jobs
        self._limit = limit
        self._fork = multiprocessing.get_context("fork")
        self._workers: list[_Worker] = []

    def run(self, tasks: Sequence[T]) -> Generator[tuple[int, R | Lost], None, None]:
        """The tasks' numbers and results, as they come in."""
        todo = iter(range(len(tasks)))
        left = len(tasks)
        try:
            while left:
                while len(self._workers) < min(self._jobs, left):
                    self._workers.append(self._start())
                for worker in self._workers:
                    if worker.task < 0 and (task := next(todo, -1)) >= 0:
                        worker.task, worker.started = task, time.monotonic()
                        with suppress(BrokenPipeError):  # it has died, which '_results' sees
                            worker.pipe.send(tasks[task])
                for worker, result in self._results():
                    left -= 1
                    task, worker.task = worker.task, -1
                    yield task, result
        finally:
            for worker in self._workers:
                self._stop(worker)
            self._workers.clear()

    def _start(self) -> _Worker:
        here, there = self._fork.Pipe()
        ours = [here, *(w.pipe for w in self._workers)]
        process = self._fork.Process(target=_serve, args=(self._function, there, ours))
        process.start()
        there.close()
        return _Worker(process, here)

    def _results(self) -> Iterator[tuple[_Worker, R | Lost]]:
        """What has come in, after waiting for the next result or the next time limit."""
        busy = [w for w in self._workers if w.task >= 0]
        now = time.monotonic()
        first = min(w.started for w in busy) + self._limit
        left = None if first == inf else max(0.0, first - now)
        ready = wait([w.pipe for w in busy], left)
        for worker in busy:
            seconds = time.monotonic() - worker.started
            if worker.pipe in ready:
                try:
                    yield worker, worker.pipe.recv()
                    continue
                except (EOFError, OSError):
                    reason = "its process died"
            elif seconds >= self._limit:
                reason = f"not done within {self._limit:g} s"
            else:
                continue
            self._workers.remove(worker)
            self._stop(worker)
            yield worker, Lost(reason, seconds)

    def _stop(self, worker: _Worker) -> None:
        """End a worker and whatever it started, which share a process group."""
        worker.pipe.close()
        pid = worker.process.pid
        if pid is not None and worker.process.is_alive():
            try:
                os.killpg(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):  # it has not made its group yet
                worker.process.kill()
        worker.process.join()


def _serve(function: Callable[[T], R], pipe: Connection, others: Sequence[Connection]) -> None:
    """Answer tasks until the pipe is closed, be it because the parent has died."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption means
    die_with_parent()
    for other in others:
        other.close()
    while True:
        try:
            task = pipe.recv()
            started = time.monotonic()
            try:
                result: R | Lost = function(task)
            except Exception as error:  # a defect of ours must cost this task only, and be seen
                reason = f"{type(error).__name__}: {error}"
                result = Lost(reason, time.monotonic() - started)
            pipe.send(result)
        except (EOFError, OSError):
            return
