"""Verdicts of earlier runs, used again where nothing they depend on has changed.

Only what is settled is kept: ``proved``, ``refuted`` and ``vacuous`` with their evidence. A verdict
that comes with inputs, a counterexample or what reaches a cover, is used only after these inputs
have been replayed on the reference.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec.structs import replace

from verif.base.collector import no_cycles
from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.formats.typed import typed
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.properties.lanes import read_out
from verif.properties.obligation import Case, Obligation, Property, Variable
from verif.results.record import Counterexample, ObligationRecord
from verif.run.cache_key import Setting, key
from verif.run.example import hazard, show_variable
from verif.run.store import Row, Store, default_path
from verif.run.trusted import fingerprint
from verif.run.warnings import Warn, Warnings

KEPT = ("proved", "refuted", "vacuous")

NOT_THERE = "not in the cache"


class Memory(Protocol):
    """What remembers the verdicts of obligations."""

    def recall(self, prop: Property, obligation: Obligation) -> ObligationRecord | None:
        """The record of an obligation as it stands now; ``None`` where it has to be decided."""

    def remember(self, prop: Property, obligation: Obligation, record: ObligationRecord) -> None:
        """Keep a record that was just made."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is kept of a verdict: its record and, where it names inputs, their numbers.

    ``case`` is the case of the obligation that the inputs belong to.
    """

    record: ObligationRecord
    case: int | None = None
    inputs: dict[str, str] = {}


class Cache:
    """Verdicts in a file, for runs with the same ``settings``.

    With ``only``, what is not there is ``unknown`` and nothing is written.
    """

    def __init__(
        self,
        settings: dict[str, Setting],
        warn: Warn,
        *,
        path: Path | None = None,
        only: bool = False,
    ) -> None:
        self.warnings = Warnings(warn)
        self._store = Store(path or default_path(), self.warnings)
        self._settings = settings
        self._fingerprint = fingerprint()
        self._only = only
        self._said: set[str] = set()
        self._keys: dict[int, tuple[Property, Obligation, str | None]] = {}
        self._rows: dict[str, Row] = {}

    def look_up(self, properties: Iterable[Property]) -> None:
        """Read at once what is kept of properties, which is much faster than one by one.

        Their verdicts are still recalled, and their inputs replayed, one by one.
        """
        with no_cycles():
            keys = [self._key(prop, o) for prop in properties for o in prop.obligations]
        self._rows = self._store.get_all(key for key in keys if key is not None)

    def recall(self, prop: Property, obligation: Obligation) -> ObligationRecord | None:
        """The verdict of an earlier run, under this run's names and places."""
        started = time.perf_counter()
        if obligation.obstacle:
            return None
        place = self._key(prop, obligation)
        row = self._row(place) if place is not None else None
        found = self._read(prop, obligation, row) if row is not None else None
        seconds = time.perf_counter() - started
        if found is not None:
            return replace(found, cached=True, seconds=seconds)
        if not self._only:
            return None
        return ObligationRecord(
            id=f"{prop.id}/{obligation.name}",
            kind=obligation.kind,
            line=obligation.span.line,
            text=obligation.text,
            verdict="unknown",
            reason=NOT_THERE,
            seconds=seconds,
        )

    def remember(self, prop: Property, obligation: Obligation, record: ObligationRecord) -> None:
        """Keep a settled verdict; others are forgotten."""
        if self._only or record.cached or record.verdict not in KEPT or record.engine is None:
            return
        place = self._key(prop, obligation)
        entry = _entry(obligation, record)
        if place is None or entry is None or record.evidence is None:
            return
        value = msgspec.json.encode(entry).decode()
        self._store.put(Row(place, self._fingerprint, record.verdict, record.engine, value))

    def _complain(self, text: str) -> None:
        """Warn of a verdict that is not used, once however often it is asked for."""
        if text not in self._said:
            self._said.add(text)
            self.warnings(text)

    def _row(self, place: str) -> Row | None:
        """The row of a key: as it was looked up, else as it is now, as another obligation of this
        run may have been decided meanwhile that asks the same."""
        return self._rows.get(place) or self._store.get(place)

    def _key(self, prop: Property, obligation: Obligation) -> str | None:
        """The key of an obligation, made once: neither it nor its property can change."""
        known = self._keys.get(id(obligation))
        if known is not None and known[0] is prop and known[1] is obligation:
            return known[2]
        place: str | None
        try:
            place = key(prop, obligation, self._settings, self._fingerprint)
        except ValueError:  # a number of more digits than Python writes
            place = None
        self._keys[id(obligation)] = prop, obligation, place
        return place

    def _read(self, prop: Property, obligation: Obligation, row: Row) -> ObligationRecord | None:
        """The record of a row, if it is one and its inputs do what it says they do."""
        name = f"{prop.id}/{obligation.name}"
        try:
            entry = msgspec.json.decode(row.value, type=Entry)
        except (msgspec.DecodeError, RecursionError):
            self._complain(f"the cached verdict of {name} cannot be read and is not used")
            return None
        record = entry.record
        agrees = (record.verdict, record.kind) == (row.verdict, obligation.kind)
        if not agrees or record.verdict not in KEPT:
            self._complain(f"the cached verdict of {name} contradicts itself and is not used")
            return None
        reason = record.reason
        if _names_inputs(record):
            replayed = _replay(obligation, entry)
            if replayed is None:
                self._complain(f"the cached verdict of {name} does not replay and is not used")
                return None
            reason = replayed or reason
        return replace(
            record,
            id=name,
            line=obligation.span.line,
            text=obligation.text,
            reason=reason,
        )


def _names_inputs(record: ObligationRecord) -> bool:
    """Whether the verdict has to come with inputs that show it."""
    return record.undefined or (record.verdict, record.kind) in (
        ("refuted", "prove"),
        ("proved", "cover"),
    )


def _shown(record: ObligationRecord) -> Counterexample | None:
    return record.counterexample if record.verdict == "refuted" else record.witness


def _entry(obligation: Obligation, record: ObligationRecord) -> Entry | None:
    """What to keep of a record; ``None`` where its inputs cannot be had back from it."""
    if not _names_inputs(record):
        return Entry(record=record)
    shown = _shown(record)
    if shown is None:
        return None
    for number in range(len(obligation.cases)):
        values = {s.name: s.code or s.exact for s in shown.variables}
        entry = Entry(record=record, case=number, inputs=values)
        if _replay(obligation, entry) is not None:
            return entry
    return None


def _replay(obligation: Obligation, entry: Entry) -> str | None:
    """Whether kept inputs still do on the reference what the verdict says: ``None`` if not.

    Otherwise the reason of an undefined obligation, which names a place in the text as it is now,
    or an empty text.
    """
    record, shown = entry.record, _shown(entry.record)
    if shown is None or entry.case is None or not 0 <= entry.case < len(obligation.cases):
        return None
    case = obligation.cases[entry.case]
    try:
        if case.lanes is not None:
            written = read_out(case, entry.inputs)
            if written is None:
                return None
            case = written
        inputs = _inputs(case, entry.inputs)
        if inputs is None or not _is_shown(case, inputs, shown):
            return None
        environment = {v.var: inputs[v.name] for v in case.variables}
        goal = case.counterexample if obligation.kind == "prove" else case.reached
        if evaluate(case.undefined if record.undefined else goal, environment) is not True:
            return None
        return f"undefined: {hazard(case, environment)}" if record.undefined else ""
    except (NotExact, TooLarge, ValueError):
        return None


def _inputs(case: Case, kept: Mapping[str, str]) -> dict[str, int | Fraction] | None:
    """The number of each variable; ``None`` unless all are there. Raises ``ValueError``."""
    if kept.keys() != {v.name for v in case.variables}:
        return None
    return {v.name: _number(v, kept[v.name]) for v in case.variables}


def _number(variable: Variable, text: str) -> int | Fraction:
    """A variable's number from its code or its exact value; ``ValueError`` if it is none of its."""
    if variable.kind == "bool":
        return ("false", "true").index(text)
    number = typed(text).real
    if not isinstance(number, Fraction):
        raise ValueError("no rational number")
    var = variable.var
    if isinstance(var, n.RealVar):
        return number
    if number.denominator != 1 or not var.low <= number <= var.high:
        raise ValueError("not in its range")
    return number.numerator


def _is_shown(case: Case, inputs: Mapping[str, int | Fraction], shown: Counterexample) -> bool:
    """Whether what a record shows of its inputs is what they are."""
    present = [show_variable(v, inputs[v.name]) for v in case.variables]
    return [(s.name, s.exact, s.code, s.format) for s in present] == [
        (s.name, s.exact, s.code, s.format) for s in shown.variables
    ]
