"""A mutation run: the mutants of some specs, chosen, judged side by side, and recorded."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from verif.language.declare import Declarations
from verif.language.library import Library
from verif.language.loader import Loaded
from verif.mutate.find import find
from verif.mutate.kill import Baseline, judge, unknown
from verif.mutate.mutant import Mutant
from verif.mutate.record import MutantRecord, MutationRecord, summarise
from verif.run.check import Options, UsageError, load
from verif.run.pool import Lost, Pool
from verif.run.select import matches
from verif.run.versions import tool

TIMEOUT = 60.0
"""Seconds for one mutant."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which mutants: those whose id matches ``select``; of these ``sample`` at random, or the
    first ``limit``."""

    select: str | None = None
    limit: int | None = None
    sample: int | None = None
    seed: int = 0


Progress = Callable[[int, int, MutantRecord], None]


def mutate(
    paths: Sequence[str | Path],
    choice: Choice | None = None,
    jobs: int = 2,
    timeout: float = TIMEOUT,
    command: str = "verif mutate",
    progress: Progress | None = None,
) -> MutationRecord:
    """Judge the mutants of the files; raises ``SpecError`` where these are no specs themselves."""
    started = time.perf_counter()
    choice = choice or Choice()
    loaded = load(paths)
    declared = Declarations(Library(loaded))
    every = mutants(loaded)
    chosen = choose(every, choice)
    baseline = Baseline(declared, Options(jobs=1, timeout=timeout))
    found: dict[int, MutantRecord] = {}
    interrupted = False
    pool: Pool[Mutant, MutantRecord] = Pool(lambda mutant: judge(baseline, mutant), jobs, timeout)
    try:
        for i, result in pool.run(chosen):
            if isinstance(result, Lost):
                text = loaded.sources[chosen[i].file].text
                result = unknown(text, chosen[i], result.reason, result.seconds)
            found[i] = result
            if progress is not None:
                progress(len(found), len(chosen), result)
    except KeyboardInterrupt:
        interrupted = True
    return summarise(
        tool(),
        command,
        len(every),
        choice.seed if choice.sample is not None else None,
        [found[i] for i in sorted(found)],
        interrupted,
        time.perf_counter() - started,
    )


def mutants(loaded: Loaded) -> list[Mutant]:
    """The mutants of the files that were asked for, in their order."""
    return [
        mutant
        for file in loaded.roots
        for mutant in find(loaded.files[file].source, loaded.files[file].tree)
    ]


def choose(every: Sequence[Mutant], choice: Choice) -> list[Mutant]:
    """The mutants that a choice takes, in their order."""
    chosen = list(every)
    if choice.select is not None:
        chosen = [m for m in chosen if matches(choice.select, m.id)]
        if not chosen:
            raise UsageError(f"no mutant matches '{choice.select}'")
    if choice.sample is not None and choice.sample < len(chosen):
        kept = sorted(Random(choice.seed).sample(range(len(chosen)), choice.sample))
        chosen = [chosen[i] for i in kept]
    return chosen if choice.limit is None else chosen[: choice.limit]
