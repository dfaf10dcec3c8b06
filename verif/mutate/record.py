"""The record of a mutation run: what ``verif mutate --json`` writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec

from verif.mutate.mutant import describe
from verif.results.record import Tool

SCHEMA_VERSION = 1

Outcome = Literal["killed", "survived", "equivalent", "invalid", "unknown"]
OUTCOMES: tuple[Outcome, ...] = ("killed", "survived", "equivalent", "invalid", "unknown")


class MutantRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One mutant and what became of it.

    ``by`` is the property or the ``check`` that killed it; ``reason`` says how, or why the mutant
    is equivalent, invalid or unknown. ``decided`` are the properties that were asked in vain.
    """

    file: str
    line: int
    column: int
    item: str
    where: str
    kind: str
    old: str
    new: str
    before: str
    after: str
    outcome: Outcome
    by: str = ""
    reason: str = ""
    decided: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def id(self) -> str:
        """Place, item, kind and edit."""
        edit = describe(self.old, self.new)
        return f"{self.file}:{self.line}:{self.column} {self.item} {self.kind}: {edit}"

    @property
    def verdict(self) -> str:
        """The outcome, as progress shows it."""
        return self.outcome


class MutationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A mutation run; ``found`` is how many mutants there were to choose from.

    ``outcomes`` counts all mutants, ``kinds`` those of each kind by outcome.
    """

    schema_version: int = SCHEMA_VERSION
    tool: Tool
    command: str
    run_state: Literal["complete", "partial"]
    found: int
    seed: int | None
    mutants: tuple[MutantRecord, ...]
    outcomes: dict[str, int]
    kinds: dict[str, dict[str, int]]
    exit_code: int
    reason: str
    seconds: float


def summarise(
    tool: Tool,
    command: str,
    found: int,
    seed: int | None,
    mutants: Sequence[MutantRecord],
    interrupted: bool,
    seconds: float,
) -> MutationRecord:
    """The record of a run, with its counts and what it exits with."""
    outcomes = Counter(m.outcome for m in mutants)
    kinds: dict[str, dict[str, int]] = {}
    for mutant in mutants:
        row = kinds.setdefault(mutant.kind, {})
        row[mutant.outcome] = row.get(mutant.outcome, 0) + 1
    code, reason = _exit(outcomes, interrupted)
    return MutationRecord(
        tool=tool,
        command=command,
        run_state="partial" if interrupted else "complete",
        found=found,
        seed=seed,
        mutants=tuple(mutants),
        outcomes={o: outcomes[o] for o in OUTCOMES if outcomes[o]},
        kinds=dict(sorted(kinds.items())),
        exit_code=code,
        reason=reason,
        seconds=seconds,
    )


def _exit(outcomes: Counter[Outcome], interrupted: bool) -> tuple[int, str]:
    if interrupted:
        return 130, "interrupted"
    if outcomes["survived"]:
        n = outcomes["survived"]
        return 1, f"{n} mutant{'s' if n != 1 else ''} survived"
    if outcomes["unknown"]:
        return 3, f"{outcomes['unknown']} unknown"
    if not outcomes:
        return 0, "there is nothing to mutate"
    return 0, "no mutant survived"
