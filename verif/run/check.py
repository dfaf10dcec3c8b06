"""Checking specs: load, decide every property, and write the run record."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from verif.base.collector import no_cycles
from verif.base.errors import Diagnostic, SpecError
from verif.language.builtins import ENGINES
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.language.loader import Loaded, load_files
from verif.properties.obligation import Property
from verif.results.record import (
    FormatUsed,
    KernelRecord,
    NotRun,
    Problem,
    PropertyRecord,
    RunRecord,
)
from verif.results.summary import summarise
from verif.run.formats import met
from verif.run.lemmas import lemmas_first, resting, with_lemmas
from verif.run.prelude import prelude
from verif.run.recall import recalled
from verif.run.select import matches
from verif.run.versions import tool
from verif.run.warnings import Warn, Warnings

if TYPE_CHECKING:
    from verif.run.cache import Cache
    from verif.run.panel import Panel


class UsageError(Exception):
    """A request that makes no sense, such as an unknown engine."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: which properties, which engine, how many jobs, how long for each obligation.

    ``rlimit`` is the solvers' own measure of work that each obligation may cost. ``confirm`` wants
    a second engine to agree. ``long`` runs what says ``budget long`` too. ``cache``: whether
    verdicts of earlier runs are used and new ones kept, or nothing but earlier ones used.
    """

    select: str | None = None
    engine: str | None = None
    jobs: int = 2
    timeout: float | None = None
    rlimit: int | None = None
    confirm: bool = False
    long: bool = False
    cache: Literal["on", "off", "only"] = "off"

    @property
    def given(self) -> tuple[str, ...]:
        """What a verdict depends on and is not as usual, as options of ``verif explain``."""
        said = {"engine": self.engine, "rlimit": self.rlimit, "timeout": self.timeout}
        limits = [f"--{name}={value}" for name, value in said.items() if value is not None]
        return (*limits, *(["--confirm"] if self.confirm else []))


Progress = Callable[[int, int, PropertyRecord], None]

LONG = "budget long"
"""Why a property was not run."""


def load(paths: Sequence[str | Path]) -> Loaded:
    """Read files and directories with the prelude; raises ``SpecError``."""
    return load_files(paths, prelude(paths))


def refuse_unknown(options: Options, asked: str | None = None) -> None:
    """Raise ``UsageError`` where engines are named that there are not, or that rule each other out;
    ``asked`` is a property's own wish."""
    for name in (options.engine, asked):
        if name is not None and name not in ENGINES:
            raise UsageError(f"unknown engine '{name}'; there are {', '.join(ENGINES)}")
    if options.engine is not None and options.confirm:
        raise UsageError("'--confirm' wants a second engine, which '--engine' leaves out")


def engines(options: Options, asked: str | None) -> Panel:
    """Who is asked; ``asked`` is a property's own wish. Raises ``UsageError``."""
    from verif.run.panels import panel  # loads NumPy

    refuse_unknown(options, asked)

    def wanted(name: str) -> bool:
        return options.engine in (None, name) and asked in (None, name)

    return panel(wanted, options.jobs, options.rlimit, options.confirm)


def panel_for(options: Options, prop: Property) -> Panel:
    """Who is asked about a property, with what its ``budget`` allows."""
    from verif.run.panel import LONG as LONG_FACTOR

    factor = prop.budget * (LONG_FACTOR if prop.long else 1)
    return engines(options, prop.engine).scaled(factor)


def again(options: Options, prop: Property) -> str:
    """The command that decides a property anew in the same way."""
    return shlex.join(["verif", "explain", *options.given, prop.id])


def check(
    paths: Sequence[str | Path],
    options: Options | None = None,
    command: str = "verif check",
    progress: Progress | None = None,
) -> RunRecord:
    """Check every property of the files; spec errors become problems of the record."""
    started = time.perf_counter()
    try:
        declared = declare(paths)
    except SpecError as error:
        return record((), (), error.diagnostics, command, started, False)
    return decide(declared, options or Options(), command, started, progress)


def declare(paths: Sequence[str | Path]) -> Declarations:
    """What the files define, elaborated and with their facts checked; raises ``SpecError``."""
    with no_cycles():
        return Declarations(Library(load(paths)))


def select(properties: Sequence[Property], options: Options) -> list[Property]:
    """The properties that the options choose and the lemmas these use, by file and line."""
    chosen = sorted(properties, key=lambda p: (p.span.file, p.span.line))
    if options.select is not None:
        chosen = [p for p in chosen if matches(options.select, p.id)]
        if not chosen:
            raise UsageError(f"no property matches '{options.select}'")
    return sorted(with_lemmas(chosen, properties), key=lambda p: (p.span.file, p.span.line))


def decide(
    declared: Declarations,
    options: Options,
    command: str,
    started: float,
    progress: Progress | None,
    warn: Warn = lambda text: None,
) -> RunRecord:
    """Decide the chosen properties; an interruption keeps the verdicts reached."""
    refuse_unknown(options)
    chosen = select(declared.properties, options)
    properties = [p for p in chosen if options.long or not p.long]
    left_out = () if options.long else tuple(_not_run(p) for p in chosen if p.long)
    memory = cache(options, warn)
    done: dict[str, PropertyRecord] = {}
    interrupted = False
    try:
        with closing(decide_each(properties, options, memory)) as reached:
            for name, found in reached:
                done[name] = found
                if progress is not None:
                    progress(len(done), len(properties), found)
    except KeyboardInterrupt:
        interrupted = True
    return record(
        tuple(done[p.id] for p in properties if p.id in done),
        (),
        (),
        command,
        started,
        interrupted,
        declared.checks,
        left_out,
        met(declared.library),
        settings(options),
        bound=len(declared.kernels),
    )


def decide_each(
    properties: Sequence[Property], options: Options, memory: Cache | None = None
) -> Generator[tuple[str, PropertyRecord], None, None]:
    """The records of properties by id, as they are reached: lemmas before what uses them.

    Where this takes longer, ``options.jobs`` of them are decided side by side. Raises
    ``UsageError``.
    """
    from verif.run.crew import decided

    order = tuple(lemmas_first(properties))
    for prop in order:
        refuse_unknown(options, prop.engine)
    if memory is not None:
        memory.look_up(order)
    done: dict[str, PropertyRecord] = {}
    found = decided(
        order,
        lambda prop: recalled(prop, memory),
        lambda prop, jobs: _decided(prop, replace(options, jobs=jobs), memory),
        options.jobs,
        Warnings(lambda text: None) if memory is None else memory.warnings,
    )
    with closing(found):
        for prop, its in zip(order, found, strict=True):
            done[prop.id] = resting(its, prop, done)
            yield prop.id, done[prop.id]


def _decided(prop: Property, options: Options, memory: Cache | None) -> PropertyRecord:
    """The record of a property that engines are asked about."""
    from verif.run.decide import decide_property

    asked, command = panel_for(options, prop), again(options, prop)
    return decide_property(prop, asked, options.timeout, memory, command)


def settings(options: Any) -> tuple[tuple[str, str], ...]:
    """The options of a run by name, a dataclass, those that have a value."""
    values = ((f.name, getattr(options, f.name)) for f in fields(options))
    given = ((name, x) for name, x in values if x is not None and x is not False)
    return tuple((name, "true" if x is True else str(x)) for name, x in given)


def cache(options: Options, warn: Warn) -> Cache | None:
    """The verdicts of earlier runs, if they are to be used."""
    if options.cache == "off":
        return None
    from verif.run.cache import Cache

    settings = {
        "engine": options.engine,
        "timeout": options.timeout,
        "rlimit": options.rlimit,
        "confirm": options.confirm,
    }
    return Cache(settings, warn, only=options.cache == "only")


def _not_run(prop: Property) -> NotRun:
    return NotRun(id=prop.id, file=prop.span.file, line=prop.span.line, name=prop.name, reason=LONG)


def record(
    properties: tuple[PropertyRecord, ...],
    kernels: tuple[KernelRecord, ...],
    diagnostics: tuple[Diagnostic, ...],
    command: str,
    started: float,
    interrupted: bool,
    checks: int = 0,
    not_run: tuple[NotRun, ...] = (),
    formats: tuple[FormatUsed, ...] = (),
    chosen: tuple[tuple[str, str], ...] = (),
    bound: int = 0,
) -> RunRecord:
    """The record of a run; ``checks`` is how many facts of formats were checked and hold,
    ``chosen`` are the settings, and ``bound`` counts the kernels that it does not run."""
    problems = tuple(
        Problem(
            code=d.code,
            message=d.message,
            file=d.span.file,
            line=d.span.line,
            column=d.span.column,
            hint=d.hint,
        )
        for d in diagnostics
    )
    return RunRecord(
        tool=tool(),
        command=command,
        run_state="partial" if interrupted else "complete",
        properties=properties,
        kernels=kernels,
        problems=problems,
        not_run=not_run,
        formats=formats,
        settings=chosen,
        checks=checks,
        seconds=time.perf_counter() - started,
        summary=summarise(properties, kernels, problems, interrupted, checks, len(not_run), bound),
    )
