"""Sequences of any length: what a property asks of sums over lanes.

A lane is one element of each array of a property. A property over arrays of length K is lowered to
a claim over its other variables and over numbers that stand for sums: of a term over all lanes, or
over the lanes up to a position. Which values such sums can take together is all that the arrays
matter for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from typing import TYPE_CHECKING

from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.substitute import substitute_all

if TYPE_CHECKING:
    from verif.properties.obligation import Case, Shown, Variable


@dataclass(frozen=True, slots=True)
class LaneSum:
    """``symbol`` stands for the sum of ``term`` over all lanes, or with ``prefix`` over those up to
    the position and with it. ``integer``: the term is an integer on every lane. ``text`` is the
    term as the spec writes it."""

    symbol: n.RealVar
    term: n.Num
    prefix: bool
    integer: bool
    text: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of a property: ``variables`` are those of one lane, in the order of ``given``.

    Their names have ``[]`` where the lane's index goes: ``x[].a``.
    ``length`` is the number of lanes. ``position`` is the name of the index that a claim about
    prefixes is made for; without one there are no prefixes. ``given`` are the names of the
    property's inputs, in their order.
    """

    length: n.RealVar
    variables: tuple[Variable, ...]
    sums: tuple[LaneSum, ...]
    position: str = ""
    given: tuple[str, ...] = ()

    def place_of(self, name: str) -> int:
        """Where an input stands among those that are given; a position, which is not, is last."""
        name = re.split(r"[.\[]", name)[0]
        return self.given.index(name) if name in self.given else len(self.given)


@dataclass(frozen=True, slots=True)
class Run:
    """``count`` lanes next to each other that are all alike."""

    start: int
    count: int

    @property
    def place(self) -> str:
        """How the run is indexed: ``[3]`` or ``[3..<8]``."""
        if self.count == 1:
            return f"[{self.start}]"
        return f"[{self.start}..<{self.start + self.count}]"

    def of(self, name: str) -> str:
        """The name of a lane's variable in this run."""
        return name.replace("[]", self.place)


def runs_of(counts: Iterable[int]) -> tuple[Run, ...]:
    """Runs one after the other."""
    found: list[Run] = []
    for count in counts:
        found.append(Run(found[-1].start + found[-1].count if found else 0, count))
    return tuple(found)


def written_out(case: Case, runs: Sequence[Run], prefix: int) -> Case:
    """The case for lanes in such runs, without lanes: an ordinary claim about finitely many
    variables. ``prefix`` is the number of lanes up to the position and with it."""
    from verif.properties.obligation import Variable

    lanes = case.lanes
    assert lanes is not None, "only a case with lanes can be written out"
    length = sum(r.count for r in runs)
    fixed = _fixed(lanes.length.name, length)
    inputs = [Variable(fixed.name, "int", fixed)]
    if lanes.position and prefix:
        inputs.append(Variable(lanes.position, "int", _fixed(lanes.position, prefix - 1)))
    copies: list[dict[n.Node, n.Node]] = [{} for _ in runs]
    for _, of_array in groupby(lanes.variables, lambda v: v.name.partition("[]")[0]):
        parts = tuple(of_array)
        for (run, copy), v in product(zip(runs, copies, strict=True), parts):
            copy[v.var] = twin = _named(v.var, run.of(v.name))
            inputs.append(replace(v, name=run.of(v.name), var=twin))
    totals: dict[n.Node, n.Node] = {lanes.length: b.const(length)}
    terms = [substitute_all([s.term for s in lanes.sums], copy) for copy in copies]
    for i, s in enumerate(lanes.sums):
        total: n.Num = b.ZERO
        for run, of_run in zip(runs, terms, strict=True):
            count = run.count
            if s.prefix:
                count = max(0, min(run.start + run.count, prefix) - run.start)
            total = b.add(total, b.mul(b.const(count), of_run[i]))
        totals[s.symbol] = total
    ordered = sorted((*case.variables, *inputs), key=lambda v: lanes.place_of(v.name))
    return replace(_substituted(case, totals, tuple(ordered)), length=fixed)


def _substituted(case: Case, by: dict[n.Node, n.Node], variables: tuple[Variable, ...]) -> Case:
    def of(node: n.Bool) -> n.Bool:
        return substitute_all([node], by)[0]

    return replace(
        case,
        variables=variables,
        assumption=of(case.assumption),
        hazards=tuple(replace(h, violated=of(h.violated)) for h in case.hazards),
        claim=of(case.claim),
        antecedent=None if case.antecedent is None else of(case.antecedent),
        shown=_shown(case.shown, by),
        parts=tuple(
            replace(
                p,
                holds=of(p.holds),
                reached=of(p.reached),
                left=_shown(p.left, by),
                right=_shown(p.right, by),
            )
            for p in case.parts
        ),
        facts=(),
        lanes=None,
    )


def _shown(values: Sequence[Shown], by: dict[n.Node, n.Node]) -> tuple[Shown, ...]:
    """Values that are shown; those with special values are data of lanes and are left out."""
    numbers = [s for s in values if s.record is None]
    nodes = substitute_all([s.node for s in numbers], by)
    return tuple(replace(s, node=node) for s, node in zip(numbers, nodes, strict=True))


def _fixed(name: str, value: int) -> n.Var:
    return b.var(name, value, value)


def _named(v: n.AnyVar, name: str) -> n.AnyVar:
    return b.real_var(name) if isinstance(v, n.RealVar) else b.var(name, v.low, v.high)


_PLACE = r"\[(\d+)(?:\.\.<(\d+))?\]"


def read_out(case: Case, inputs: Mapping[str, str]) -> Case | None:
    """The case written out for lanes that inputs of a record name; ``None`` where they do not fit.
    Raises ``ValueError`` where the position is no number."""
    assert case.lanes is not None
    runs = _runs_in(inputs, case.lanes)
    position = inputs.get(case.lanes.position)
    prefix = 0 if position is None else int(position) + 1
    return None if runs is None else written_out(case, runs, prefix)


def _runs_in(names: Iterable[str], lanes: Lanes) -> tuple[Run, ...] | None:
    """The runs that the names of written-out variables speak of; ``None`` where they do not fit."""
    if not lanes.variables:
        return ()
    first = re.compile(_PLACE.join(map(re.escape, lanes.variables[0].name.split("[]"))))
    found: list[Run] = []
    for name in names:
        place = first.fullmatch(name)
        if place is not None:
            start = int(place[1])
            found.append(Run(start, int(place[2]) - start if place[2] else 1))
    found.sort(key=lambda r: r.start)
    return tuple(found) if tuple(found) == runs_of(r.count for r in found) else None
