"""A sweep over all float32 inputs on several processes, each with a kernel process of its own."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing.synchronize import Event
from multiprocessing.util import Finalize
from typing import Any

from verif.kernels.runner import Limits, Stopped
from verif.kernels.session import Failed
from verif.measure.axes import BINS
from verif.measure.oracle import Oracle
from verif.measure.part import Bins, Part
from verif.measure.subject import Subject
from verif.measure.sweep import TASKS, SweepJudge
from verif.run.measure_state import State

Progress = Callable[[int, int], None]

_judge: SweepJudge | None = None


class Interrupted(Exception):
    """The user has stopped the sweep; what was done is in the state."""


def sweep(
    subject: Subject,
    oracle: Oracle,
    limits: Limits,
    state: State,
    jobs: int,
    prune: bool,
    progress: Progress,
) -> Part:
    """The counts over all inputs. Raises ``Failed``, and ``Interrupted``."""
    context = multiprocessing.get_context("fork")
    stop = context.Event()
    left = [i for i in range(TASKS) if i not in state.done]
    pool = ProcessPoolExecutor(
        min(jobs, len(left) or 1), context, _begin, (subject, oracle, limits, stop, prune)
    )
    try:
        waiting: set[Future[tuple[int, Any]]] = {pool.submit(_work, i) for i in left}
        while waiting:
            ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ended:
                index, part = future.result()
                if isinstance(part, Failed):
                    raise part
                if part is not None:
                    state.add(index, part)
                    progress(len(state.done), TASKS)
    except KeyboardInterrupt:
        raise Interrupted from None
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
        if len(state.done) < TASKS:
            state.write()
    return total(state)


def total(state: State) -> Part:
    """The parts that are done, added up in order."""
    found = Part(ordinal=Bins.empty(BINS), linear=Bins.empty(BINS))
    for index in sorted(state.done):
        found.merge(state.done[index])
    return found


def _begin(subject: Subject, oracle: Oracle, limits: Limits, stop: Event, prune: bool) -> None:
    """Make this process one that works on tasks; Ctrl-C is for the one that gives them out."""
    global _judge
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _judge = SweepJudge(subject, oracle, limits, stop.is_set, prune)
    Finalize(None, _judge.close, exitpriority=10)


def _work(index: int) -> tuple[int, Any]:
    assert _judge is not None, "the process was begun"
    try:
        return index, _judge.task(index)
    except Failed as failed:
        return index, failed
    except Stopped:
        return index, None
