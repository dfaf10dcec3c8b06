"""Gating: run the kernels that specs bind, and write the run record."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from verif.base.errors import Diagnostic, SpecError
from verif.kernels.runner import Limits
from verif.kernels.trial import Trial, attempt
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.properties.binding import KernelBinding
from verif.results.record import KernelRecord, RunRecord
from verif.run.check import UsageError, load, record, settings
from verif.run.formats import met
from verif.run.select import matches

Progress = Callable[[int, int, KernelRecord], None]


@dataclass(frozen=True, slots=True)
class GateOptions:
    """How to gate: which kernels, how many at once, and for each its seconds and megabytes."""

    select: str | None = None
    jobs: int = 2
    timeout: float | None = None
    memory: int | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """The limits that are not the usual ones, as options of ``verif explain``."""
        said = {"timeout": self.timeout, "memory": self.memory}
        return tuple(f"--{name}={value}" for name, value in said.items() if value is not None)

    @property
    def limits(self) -> Limits:
        """The limits of one kernel."""
        usual = Limits()
        return Limits(
            usual.timeout if self.timeout is None else self.timeout,
            usual.memory if self.memory is None else self.memory,
        )


def gate(
    paths: Sequence[str | Path],
    options: GateOptions | None = None,
    command: str = "verif gate",
    progress: Progress | None = None,
) -> RunRecord:
    """Gate every kernel of the files; spec errors become problems of the record."""
    options = options or GateOptions()
    started = time.perf_counter()
    try:
        declared = Declarations(Library(load(paths)))
    except SpecError as error:
        return record((), (), error.diagnostics, command, started, False)
    chosen = select(declared.kernels, options)
    done, problems, interrupted = run_kernels(chosen, options, progress)
    return record(
        (),
        done,
        problems,
        command,
        started,
        interrupted,
        formats=met(declared.library),
        chosen=settings(options),
    )


def select(kernels: Sequence[KernelBinding], options: GateOptions) -> list[KernelBinding]:
    """The kernels that the options choose, in order of file and line."""
    chosen = sorted(kernels, key=lambda k: (k.span.file, k.span.line))
    if not chosen:
        raise UsageError("these files bind no kernel")
    if options.select is not None:
        chosen = [k for k in chosen if matches(options.select, k.id)]
        if not chosen:
            raise UsageError(f"no kernel matches '{options.select}'")
    return chosen


def run_kernels(
    kernels: Sequence[KernelBinding], options: GateOptions, progress: Progress | None
) -> tuple[tuple[KernelRecord, ...], tuple[Diagnostic, ...], bool]:
    """Gate kernels side by side; an interruption ends the running ones and keeps the others."""
    stop = Event()
    done: dict[int, KernelRecord] = {}
    problems: dict[int, Diagnostic] = {}
    interrupted = False
    pool = ThreadPoolExecutor(max(1, options.jobs))
    try:
        waiting: dict[Future[tuple[Trial, float]], int] = {
            pool.submit(_timed, kernel, options.limits, stop): i for i, kernel in enumerate(kernels)
        }
        while waiting:
            ended, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in sorted(ended, key=waiting.__getitem__):
                i = waiting.pop(future)
                trial, seconds = future.result()
                if trial.problem is not None:
                    problems[i] = trial.problem
                    continue
                done[i] = _record(kernels[i], trial, seconds)
                if progress is not None:
                    progress(len(done) + len(problems), len(kernels), done[i])
    except KeyboardInterrupt:
        interrupted = True
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
    found = dict.fromkeys(problems[i] for i in sorted(problems))
    return tuple(done[i] for i in sorted(done)), tuple(found), interrupted


def _timed(kernel: KernelBinding, limits: Limits, stop: Event) -> tuple[Trial, float]:
    started = time.perf_counter()
    trial = attempt(kernel, limits, stop)
    return trial, time.perf_counter() - started


def _record(kernel: KernelBinding, trial: Trial, seconds: float) -> KernelRecord:
    """The record of a kernel. ``expect refuted`` is met by a differing result, not by a kernel that
    raises or returns something else than codes."""
    fields: dict[str, object] = {"verdict": "error", "reason": "", **trial.changes}
    as_expected = fields["verdict"] == kernel.expected
    if kernel.expected == "refuted":
        as_expected = as_expected and bool(fields.get("mismatches"))
    return KernelRecord(
        id=kernel.id,
        file=kernel.span.file,
        line=kernel.span.line,
        name=kernel.name,
        operator=kernel.operator,
        callable=kernel.callable,
        expected=kernel.expected,
        as_expected=as_expected,
        seconds=seconds,
        **fields,  # type: ignore[arg-type]
    )
