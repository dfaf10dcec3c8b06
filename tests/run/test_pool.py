"""Worker processes: a task that hangs, dies or fails costs itself alone."""

from __future__ import annotations

import os
import threading
import time

from verif.run.pool import Lost, Pool


def work(task: str) -> str:
    if task == "hang":
        time.sleep(60)
    if task == "die":
        os._exit(1)
    if task == "fail":
        raise ValueError("no")
    if task == "die later":
        threading.Timer(0.1, os._exit, [1]).start()
    return task.upper()


def test_results() -> None:
    tasks = ["a", "hang", "b", "die", "c", "fail", "d"]
    pool: Pool[str, str] = Pool(work, 2, 0.5)
    found = dict(pool.run(tasks))
    assert [found[i] for i in (0, 2, 4, 6)] == ["A", "B", "C", "D"]
    reasons = [r.reason for i in (1, 3, 5) if isinstance(r := found[i], Lost)]
    assert reasons == ["not done within 0.5 s", "its process died", "ValueError: no"]


def test_nothing_to_do() -> None:
    pool: Pool[str, str] = Pool(work, 2, 1.0)
    assert list(pool.run([])) == []


def test_an_end_before_the_last_result_leaves_no_process() -> None:
    pool: Pool[str, str] = Pool(work, 2, 60.0)
    results = pool.run(["a", "hang", "hang"])
    assert next(results) == (0, "A")
    pids = [w.process.pid for w in pool._workers]
    results.close()
    for pid in pids:
        assert pid is not None
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            continue
        raise AssertionError(f"process {pid} is still there")


def test_a_worker_that_dies_between_tasks_costs_the_next_one() -> None:
    pool: Pool[str, str] = Pool(work, 1, 60.0)
    results = pool.run(["die later", "a", "b"])
    assert next(results) == (0, "DIE LATER")
    time.sleep(0.5)
    _, lost = next(results)
    assert isinstance(lost, Lost) and lost.reason == "its process died"
    assert list(results) == [(2, "B")]
