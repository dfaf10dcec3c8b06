"""Measuring: kernels and operators against a function, and the record of it."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from threading import Event

from msgspec.structs import replace

from verif.formats.context import Context
from verif.formats.format import FormatError
from verif.kernels.runner import Limits, Stopped
from verif.kernels.session import Failed
from verif.kernels.trial import versions
from verif.measure.collect import collect
from verif.measure.finish import measured
from verif.measure.inputs import LIMIT, SAMPLES, SLOW_SAMPLES, Inputs, everything, sample
from verif.measure.oracle import Oracle
from verif.measure.part import Part
from verif.measure.record import Measurement, MeasureRecord, Repeated
from verif.measure.repeat import repeated
from verif.measure.scale import NoScale, Scale
from verif.measure.special import table
from verif.measure.subject import Caller, CodeCaller, Subject, caller
from verif.measure.worst import Judge
from verif.oracle.function import Function
from verif.oracle.functions import function
from verif.results.record import Evidence
from verif.run.check import UsageError
from verif.run.measure_state import State, StateError, Warn, default_path
from verif.run.measure_sweep import Interrupted, Progress, sweep, total
from verif.run.measure_targets import Formats, Targets
from verif.run.trusted import fingerprint
from verif.run.versions import tool

ALL_INPUTS = 1 << 32


@dataclass(frozen=True)
class MeasureOptions:
    """How to measure: formats of Python functions, mode, inputs, limits, and what is gated."""

    formats: Formats = field(default_factory=Formats)
    rounding: str = "RNE"
    all_inputs: bool = False
    samples: int | None = None
    seed: int = 0
    prune: bool = True
    resume: Path | None = None
    jobs: int = 2
    timeout: float | None = None
    memory: int | None = None
    max_ulp: Fraction | None = None
    max_ulp_text: str | None = None
    worst: int = 8

    @property
    def limits(self) -> Limits:
        """The limits of one kernel: of each call, and of its process."""
        usual = Limits()
        return Limits(
            usual.timeout if self.timeout is None else self.timeout,
            usual.memory if self.memory is None else self.memory,
        )


def measure(
    names: Sequence[str],
    against: str,
    paths: Sequence[str | Path],
    options: MeasureOptions,
    command: str,
    progress: Callable[[str], Progress],
    warn: Warn,
) -> MeasureRecord:
    """The record of all subjects; raises ``UsageError`` and ``SpecError``."""
    started = time.perf_counter()
    try:
        wanted = function(against)
    except KeyError as error:
        raise UsageError(str(error.args[0])) from None
    targets = Targets(paths, options.formats, wanted)
    runs = [_Run(targets.find(name), wanted, options) for name in names]
    done: list[Measurement] = []
    interrupted = False
    for run in runs:
        try:
            found = run.measure(progress(run.subject.name), warn)
        except KeyboardInterrupt:
            interrupted = True
            break
        done.append(found)
        if found.state == "partial":
            interrupted = True
            break
    code, reason = outcome(done, options, interrupted)
    return MeasureRecord(
        tool=tool(),
        command=command,
        run_state="partial" if interrupted else "complete",
        function=wanted.name,
        formula=wanted.formula,
        rounding=options.rounding,
        max_ulp=options.max_ulp_text,
        measurements=tuple(done),
        settings=_settings(options),
        seconds=time.perf_counter() - started,
        exit_code=code,
        reason=reason,
    )


class _Run:
    """One subject, its oracle, and what is known about it before it is called."""

    def __init__(self, subject: Subject, wanted: Function, options: MeasureOptions) -> None:
        self.subject = subject
        self.options = options
        self.context = _context(subject, options.rounding)
        fmt = subject.result.format
        try:
            self.scale = Scale(fmt, self.context.mode)
        except NoScale as error:
            raise UsageError(f"'{subject.name}': {error}") from None
        self.oracle = Oracle(wanted, subject.inputs, fmt, self.context)
        names = tuple(o.name for o in subject.operands)
        self.judge = Judge(self.oracle, self.scale, names)
        if options.all_inputs and subject.count > LIMIT and not subject.sweeps:
            raise UsageError(
                f"'{subject.name}' has {subject.count} inputs; all are tried up to {LIMIT}, and of "
                "kernels of one argument in F32: leave --all out, for a sample"
            )
        self.sweeps = options.all_inputs and subject.count > LIMIT

    def measure(self, progress: Progress, warn: Warn) -> Measurement:
        """Measure; what the kernel does wrong is reported."""
        started, used = time.perf_counter(), _cpu()
        subject, options = self.subject, self.options
        base = Measurement(
            name=subject.name,
            kind=subject.kind,
            callable=f"{subject.code.module}:{subject.code.function}" if subject.code else "",
            takes=subject.takes,
            gives=subject.gives,
            state="complete",
        )
        stop = Event()
        call = caller(subject, options.limits, stop.is_set)
        try:
            found = self._measure(base, call, progress, warn)
        except Failed as failed:
            if failed.outcome.kind == "absent":
                raise UsageError(f"'{subject.name}': {failed.outcome.reason}") from None
            kind = failed.outcome.kind
            state = "wrong" if kind == "wrong" else "lost"
            found = replace(base, state=state, reason=failed.outcome.reason)
        except Stopped:
            raise KeyboardInterrupt from None
        finally:
            call.close()
        cpu = _cpu() - used
        return replace(found, seconds=time.perf_counter() - started, cpu_seconds=cpu)

    def _measure(
        self, base: Measurement, call: Caller, progress: Progress, warn: Warn
    ) -> Measurement:
        options = self.options
        again: Repeated | None = None
        source = ""
        if isinstance(call, CodeCaller):
            some = sample(self.oracle, 1 << 13, options.seed)
            again = repeated(call, self.scale, some.codes, options.seed)
            report = call.session.report
            base = replace(base, versions=versions(report.get("packages", ())))
            source = report.get("source", "")
        special = table(call, self.judge)
        base = replace(base, repeated=again, special=special)
        if self.sweeps:
            call.close()
            return self._sweep(base, source, progress, warn)
        inputs = self._inputs()
        part = collect(call, self.oracle, self.scale, inputs, progress)
        count = part.inputs
        evidence = Evidence(
            rung=2 if inputs.exhaustive else 1,
            kind="exhaustive" if inputs.exhaustive else "tested",
            inputs=count,
            satisfying=part.measured,
            seed=None if inputs.exhaustive else options.seed,
            text=inputs.text,
        )
        return self._finish(base, part, evidence)

    def _inputs(self) -> Inputs:
        if self.subject.count <= LIMIT and self.options.samples is None:
            return everything(self.subject.inputs)
        count = self.options.samples
        if count is None:
            count = SAMPLES if self.oracle.arrays else SLOW_SAMPLES
        return sample(self.oracle, count, self.options.seed)

    def _sweep(self, base: Measurement, source: str, progress: Progress, warn: Warn) -> Measurement:
        options = self.options
        about = {
            "kernel": base.callable,
            "source of the kernel": source,
            "versions of its packages": repr(base.versions),
            "function": self.oracle.function.name,
            "formats": f"{base.takes} -> {base.gives}",
            "rounding": self.context.text,
            "pruning": str(options.prune),
            "version of verif": fingerprint(),
        }
        path = options.resume or default_path(about)
        state = State(path, about, warn, options.resume is not None)
        try:
            state.read()
        except StateError as error:
            raise UsageError(str(error)) from None
        complete = True
        try:
            part = sweep(
                self.subject, self.oracle, options.limits, state, options.jobs, options.prune,
                progress,
            )  # fmt: skip
            state.remove()
        except Interrupted:
            complete = False
            part = total(state)
        if complete:
            evidence = Evidence(
                rung=2, kind="exhaustive", inputs=part.inputs, satisfying=part.measured,
                text=f"all {ALL_INPUTS} inputs",
            )  # fmt: skip
            return self._finish(base, part, evidence)
        evidence = Evidence(
            rung=1, kind="tested", inputs=part.inputs, satisfying=part.measured,
            text=f"{part.inputs} of {ALL_INPUTS} inputs; the rest can be done from '{path}' on",
        )  # fmt: skip
        return replace(self._finish(base, part, evidence), state="partial", reason="interrupted")

    def _finish(self, base: Measurement, part: Part, evidence: Evidence) -> Measurement:
        found = measured(base, part, self.judge, self.options.max_ulp, self.options.worst)
        return replace(found, evidence=evidence)


def outcome(
    done: Sequence[Measurement], options: MeasureOptions, interrupted: bool
) -> tuple[int, str]:
    """The exit code, and why."""
    wrong = [m for m in done if m.state == "wrong"]
    over = [m for m in done if m.within is False]
    lost = [m for m in done if m.state == "lost"]
    limit = f"{options.max_ulp_text} ulp"
    if interrupted:
        return 130, "interrupted"
    if wrong:
        return 1, "; ".join(f"{m.name} {m.reason}" for m in wrong)
    if over:
        return 1, "; ".join(f"{m.name} {_why(m, limit)}" for m in over)
    if lost:
        return 3, "; ".join(f"{m.name}: {m.reason}" for m in lost)
    if options.max_ulp is None:
        return 0, "measured"
    open_ = [m for m in done if m.within is None]
    if open_:
        return 3, "; ".join(f"{m.name}: too close to {limit} to tell" for m in open_)
    tested = [m for m in done if m.evidence is not None and m.evidence.kind != "exhaustive"]
    if tested:
        names = ", ".join(m.name for m in tested)
        return 3, f"within {limit} where tested, not on all inputs: {names}"
    return 0, f"within {limit} on all inputs"


def _why(m: Measurement, limit: str) -> str:
    if m.repeated is not None and m.repeated.differing:
        return "is not a function of its input alone"
    if m.unbounded:
        return f"gives {m.unbounded} results whose error has no bound"
    return f"exceeds {limit}"


def _context(subject: Subject, rounding: str) -> Context:
    """The rounding that results are held against; raises ``UsageError``."""
    fmt = subject.result.format
    try:
        context = fmt.context(rounding)
    except FormatError as error:
        raise UsageError(str(error)) from None
    names = ("overflow", "on_inf", "on_negative", "on_zero")
    refused = [name for name in names if getattr(context, name) == "error"]
    if refused:
        said = ", ".join(f"{name} = error" for name in refused)
        raise UsageError(f"{fmt.name} says {said}, so there is no right result to compare with")
    return context


def _settings(options: MeasureOptions) -> tuple[tuple[str, str], ...]:
    formats = options.formats
    said: list[tuple[str, object]] = [
        ("input", ", ".join(formats.inputs)),
        ("output", formats.output),
        ("rounding", options.rounding),
        ("all", options.all_inputs),
        ("samples", options.samples),
        ("seed", options.seed),
        ("prune", options.prune),
        ("jobs", options.jobs),
        ("timeout", options.timeout),
        ("memory", options.memory),
        ("max_ulp", options.max_ulp_text),
    ]
    kept = [(name, x) for name, x in said if x not in (None, "", False)]
    return tuple((name, "true" if x is True else str(x)) for name, x in kept)


def _cpu() -> float:
    """Seconds of processor time of this process and of those that have ended below it."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
