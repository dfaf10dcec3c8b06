"""What measuring costs beside the kernel alone: processor time of a sweep, pruned and not.

    OMP_NUM_THREADS=1 python benchmarks/measure.py [--kernel numpy:exp] [--against exp] [--every N]

All are in one run: the kernel alone, called on chunks of all patterns in this process; the sweep
with the blocks of one right code known; and the sweep with every right result computed. Times are
those of the judge and of the kernel's process together. ``--every`` takes each N-th exponent only.
Use the ratios on a machine without other load: that, and two threads of one core, change times.
"""

from __future__ import annotations

import argparse
import resource
import time
from importlib import import_module

import numpy as np

from verif.ir import build as b
from verif.kernels.runner import Limits
from verif.kernels.server import CHUNK, SIGN
from verif.measure.axes import BINS
from verif.measure.neighbours import MAGNITUDES
from verif.measure.oracle import Oracle
from verif.measure.part import Bins, Part
from verif.measure.subject import subject_of_code
from verif.measure.sweep import TASKS, SweepJudge
from verif.oracle.filter import BINARY32
from verif.oracle.functions import function
from verif.properties.binding import Operand, Result


def alone(module: str, name: str, tasks: range) -> float:
    """Seconds of the kernel on all patterns of the tasks."""
    kernel = getattr(import_module(module), name)
    offsets = np.arange(CHUNK, dtype=np.uint32)
    patterns = np.empty_like(offsets)
    begun = time.process_time()
    with np.errstate(all="ignore"):
        for index in tasks:
            for sign in (0, SIGN):
                first = index * MAGNITUDES + sign
                for start in range(first, first + MAGNITUDES, CHUNK):
                    np.add(offsets, np.uint32(start), out=patterns)
                    kernel(patterns.view(np.float32))
    return time.process_time() - begun


def sweep(module: str, name: str, against: str, tasks: range, prune: bool) -> tuple[float, Part]:
    """Seconds of the judge, with its plan, and of the kernel's process; and the counts."""
    operand = Operand("x", "datum", b.var("x", 0, (1 << 32) - 1), BINARY32, BINARY32)
    result = Result("", BINARY32, b.ZERO, True)
    subject = subject_of_code("kernel", (module, name), (operand,), result)
    oracle = Oracle(function(against), (BINARY32,), BINARY32, BINARY32.context("RNE"))
    begun = time.process_time()
    judge = SweepJudge(subject, oracle, Limits(), lambda: False, prune)
    total = Part(ordinal=Bins.empty(BINS), linear=Bins.empty(BINS))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for index in tasks:
        total.merge(judge.task(index))
    seconds = time.process_time() - begun
    judge.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, total


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kernel", default="numpy:exp")
    parser.add_argument("--against", default="exp")
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    module, _, name = given.kernel.partition(":")
    tasks = range(0, TASKS, given.every)
    one = alone(module, name, tasks)
    print(f"{given.kernel} alone, {len(tasks)} of {TASKS} exponents: {one:.2f} s")
    for prune in (True, False):
        seconds, part = sweep(module, name, given.against, tasks, prune)
        how = "pruned" if prune else "every result"
        print(
            f"{how}: {seconds:.2f} s, {seconds / one:.2f}x; {part.misrounded} misrounded, "
            f"{part.unfaithful} unfaithful, worst about {part.ulp.kept[0].bound:.4f} ulp"
        )


if __name__ == "__main__":
    main()
