"""One mutant: its spec elaborated, and decided property by property until one is not as before."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod

from verif.base.errors import Diagnostic, SpecError
from verif.ir import nodes as n
from verif.ir.text import digest
from verif.language import ast
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.language.loader import Loaded
from verif.mutate.effect import Original, changed
from verif.mutate.equivalent import same_formats, same_operator, same_value
from verif.mutate.mutant import Mutant
from verif.mutate.record import MutantRecord, Outcome
from verif.properties.obligation import Property
from verif.results.record import PropertyRecord
from verif.run.check import Options, panel_for
from verif.run.decide import decide_property

OPEN = ("unknown", "unsupported", "error", "tested")
"""Verdicts that show nothing about a mutant."""

CHEAP = 1 << 24
"""Inputs up to which a property is decided by going through them."""


@dataclass
class Baseline:
    """The spec as it is: its properties, their digests, and their verdicts once asked for."""

    declared: Declarations
    options: Options
    properties: dict[str, Property] = field(init=False)
    digests: dict[str, str] = field(init=False)
    original: Original = field(init=False)
    _as_expected: dict[str, bool] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.original = Original(self.declared.library)
        self.properties = {p.id: p for p in self.declared.properties}
        self.digests = {p.id: _digest(p) for p in self.declared.properties}

    @property
    def library(self) -> Library:
        """The files and what they define."""
        return self.declared.library

    def as_expected(self, name: str) -> bool:
        """Whether a property of the unchanged spec is as expected; decided at the first call."""
        if name not in self._as_expected:
            self._as_expected[name] = self.decide(self.properties[name]).as_expected
        return self._as_expected[name]

    def decide(self, prop: Property) -> PropertyRecord:
        """The record of a property, of this spec or of a mutant."""
        return decide_property(prop, panel_for(self.options, prop), self.options.timeout)


def judge(baseline: Baseline, mutant: Mutant) -> MutantRecord:
    """What becomes of a mutant."""
    started = time.perf_counter()
    source = baseline.library.loaded.sources[mutant.file]
    after = mutant.apply(source)
    try:
        declared = Declarations(changed(baseline.original, [after], mutant.item))
    except SpecError as error:
        verdict = _by_language(baseline.library.loaded, error)
    else:
        verdict = _decide(baseline, mutant, declared)
    return _record(source.text, mutant, verdict, time.perf_counter() - started)


@dataclass(frozen=True, slots=True)
class _Verdict:
    outcome: Outcome
    by: str = ""
    reason: str = ""
    decided: tuple[str, ...] = ()


def _record(text: str, mutant: Mutant, verdict: _Verdict, seconds: float) -> MutantRecord:
    """The record of a mutant of the file with this ``text``."""
    return MutantRecord(
        file=mutant.file,
        line=mutant.line,
        column=mutant.column,
        item=mutant.item,
        where=mutant.where,
        kind=mutant.kind,
        old=mutant.old,
        new=mutant.new,
        before=_lines(text, mutant, mutant.old),
        after=_lines(text, mutant, mutant.new),
        outcome=verdict.outcome,
        by=verdict.by,
        reason=verdict.reason,
        decided=verdict.decided,
        seconds=seconds,
    )


def _lines(text: str, mutant: Mutant, instead: str) -> str:
    """The lines of an edit, with ``instead`` in its place."""
    start = text.rfind("\n", 0, mutant.start) + 1
    end = text.find("\n", mutant.end)
    end = len(text) if end < 0 else end
    return text[start : mutant.start] + instead + text[mutant.end : end]


def _by_language(loaded: Loaded, error: SpecError) -> _Verdict:
    """A ``check`` that fails kills; another error says that the edit makes no spec."""
    for problem in error.diagnostics:
        if problem.code == "E401" or (problem.code == "E402" and _in_check(loaded, problem)):
            return _Verdict("killed", f"check at {problem.span}", problem.message)
    first = error.diagnostics[0]
    return _Verdict("invalid", reason=f"{first.code} {first.message}")


def _in_check(loaded: Loaded, problem: Diagnostic) -> bool:
    """Whether a problem is inside a ``check``: a fact that has lost its meaning."""
    line = problem.span.line
    return any(
        check.span.line <= line <= check.span.end_line
        for item in loaded.files[problem.span.file].tree.items
        if isinstance(item, ast.Format | ast.Alias)
        for check in item.checks
    )


def _decide(baseline: Baseline, mutant: Mutant, declared: Declarations) -> _Verdict:
    reached = [p for p in declared.properties if p.id in baseline.digests]
    different = [p for p in reached if _digest(p) != baseline.digests[p.id]]
    if not different and mutant.where == "property":
        return _Verdict("equivalent", reason="the core is identical")
    asked = sorted((p for p in different if not p.long), key=_cost)
    cheap = [p for p in asked if _cost(p)[0] <= CHEAP]
    decided: list[str] = []
    open_: list[str] = []
    if (killed := _kill(baseline, cheap, decided, open_)) is not None:
        return killed
    # Before the properties that only solvers decide: that may take longer than to show this.
    reason = _equivalent(baseline, mutant, declared, bool(reached), bool(different))
    if reason:
        return _Verdict("equivalent", reason=reason)
    if (killed := _kill(baseline, asked[len(cheap) :], decided, open_)) is not None:
        return killed
    if open_:
        return _Verdict("unknown", reason="; ".join(open_), decided=tuple(decided))
    if not reached:
        return _Verdict("survived", reason=f"no property depends on {mutant.item}")
    if not different:
        return _Verdict("survived", reason="it changes no property")
    return _Verdict("survived", decided=tuple(decided))


def _kill(
    baseline: Baseline, properties: Sequence[Property], decided: list[str], open_: list[str]
) -> _Verdict | None:
    """The first property that kills; those before it are noted as decided or as open."""
    for prop in properties:
        record = baseline.decide(prop)
        if record.as_expected:
            decided.append(prop.id)
        elif record.verdict in OPEN:
            open_.append(f"{prop.id}: {record.verdict}, {record.reason}")
        elif baseline.as_expected(prop.id):
            how = f"{record.verdict} where {record.expected} was expected"
            if record.verdict == record.expected:
                how = "refuted, but not as expected"
            return _Verdict("killed", prop.id, f"{how}; {record.reason}".rstrip("; "))
        else:
            open_.append(f"{prop.id}: not as expected without the edit either")
    return None


def _equivalent(
    baseline: Baseline,
    mutant: Mutant,
    declared: Declarations,
    reached: bool,
    different: bool,
) -> str:
    """Why a mutant that nothing killed means the same as the original, if that can be shown."""
    if mutant.where == "format":
        return same_formats(baseline.library, declared.library, mutant)
    if mutant.where in ("operator", "constant", "rounding") and reached and not different:
        return "the core of every property is identical"
    if mutant.where == "operator":
        return same_operator(baseline.original, mutant, baseline.decide)
    if mutant.where == "property":
        return same_value(baseline.original, mutant, baseline.decide)
    return ""


def _digest(prop: Property) -> str:
    """A hash of everything that a property's verdict depends on."""
    roots: list[n.Node] = [assumption for _, assumption in prop.satisfiable]
    lanes: list[object] = []
    for obligation in prop.obligations:
        for case in obligation.cases:
            roots += [case.assumption, case.undefined, case.claim]
            roots += case.facts
            if case.lanes is not None:
                sums = case.lanes.sums
                roots += [*(s.symbol for s in sums), *(s.term for s in sums)]
                roots += [v.var for v in case.lanes.variables]
                lanes.append((case.lanes.position, [(s.prefix, s.integer) for s in sums]))
    goals = [(o.kind, len(o.cases), o.obstacle) for o in prop.obligations]
    variables = [v.var for variables, _ in prop.satisfiable for v in variables]
    return f"{digest([*variables, *roots])} {goals} {lanes} {prop.expected}"


def _cost(prop: Property) -> tuple[int, str]:
    """How many inputs a property has, over all its goals."""
    total = sum(
        prod(max(1, _width(v.var)) for v in case.variables)
        for obligation in prop.obligations
        for case in obligation.cases
    )
    return total, prop.id


def _width(variable: n.Node) -> int:
    return variable.high - variable.low + 1 if isinstance(variable, n.Var) else 1 << 64


def unknown(baseline_text: str, mutant: Mutant, reason: str, seconds: float) -> MutantRecord:
    """The record of a mutant whose process did not finish."""
    return _record(baseline_text, mutant, _Verdict("unknown", reason=reason), seconds)
