"""Obligations: what a property asks of its inputs, over the core IR.

Lowering turns each ``prove`` and each ``cover`` into one obligation. A natural number that a type's
width depends on splits an obligation into cases: a ``prove`` holds if it holds in all of them, a
``cover`` is reached if it is reached in one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from verif.base.source import Span
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.operators.record import Record
from verif.properties.lanes import Lanes

Expected = Literal["proved", "refuted", "vacuous", "tested", "unknown"]


@dataclass(frozen=True, slots=True)
class Variable:
    """An input of a property: the core variable behind a name, and how to show it.

    ``kind`` is ``datum``, ``code``, ``bits``, ``int``, ``bool`` or ``real``; the first two have a
    ``format``, and the last one ranges over all reals.
    """

    name: str
    kind: Literal["datum", "code", "bits", "int", "bool", "real"]
    var: n.AnyVar
    format: Format | None = None
    lane: bool = False

    @property
    def magnitude(self) -> n.Num:
        """What smallest counterexamples minimise: |value|; infinities and NaN come last."""
        fmt = self.format
        if fmt is None:
            return b.absolute(self.var) if self.kind in ("int", "real") else self.var
        beyond = b.const(max(abs(fmt.max), abs(fmt.min)) + 1)
        finite = b.absolute(b.decode(fmt, self.var))
        inf, nan = b.test("inf", fmt, self.var), b.test("nan", fmt, self.var)
        return b.if_num(nan, b.add(beyond, b.ONE), b.if_num(inf, beyond, finite))

    @property
    def rank(self) -> n.Num:
        """What decides between equal magnitudes: the code; of numbers the positive one first."""
        if isinstance(self.var, n.RealVar) or (self.kind == "int" and self.var.low < 0):
            return b.if_num(b.lt(self.var, b.ZERO), b.ONE, b.ZERO)
        return self.var


def search_order(variables: Sequence[Variable]) -> tuple[n.Num, ...]:
    """What the smallest inputs minimise, one after the other: lanes that are not 0, magnitudes, and
    codes where those do not follow the variables."""
    order: list[n.Num] = []
    if any(v.lane for v in variables):
        total: n.Num = b.ZERO
        for v in variables:
            if v.lane:
                total = b.add(total, b.if_num(b.eq(v.var, b.ZERO), b.ZERO, b.ONE))
        order.append(total)
    order += [v.magnitude for v in variables]
    if any(v.rank is not v.var for v in variables):
        order += [v.rank for v in variables]
    return tuple(order)


@dataclass(frozen=True, slots=True)
class Shown:
    """A named intermediate value, for explanations: a ``let`` or a side of a comparison."""

    name: str
    kind: Literal["datum", "code", "bits", "num", "bool", "value"]
    node: n.Node
    format: Format | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A comparison or a predicate of a claim, for explanations: ``reached`` where the connectives
    before it leave it to decide. ``relation`` is empty for a predicate, whose arguments are
    ``left``."""

    text: str
    holds: n.Bool
    reached: n.Bool
    relation: str = ""
    left: tuple[Shown, ...] = ()
    right: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Hazard:
    """A partial term: ``violated`` where the inputs reach it and it has no meaning."""

    violated: n.Bool
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Case:
    """An obligation for one choice of the numbers that widths depend on.

    ``facts`` are what the lemmas used say at the terms given to them. They hold for all inputs if
    the lemmas do, and are no assumptions: engines may use them or leave them. With ``lanes`` its
    terms speak of sums over arrays of any length; written out for one length, it has that one as
    ``length``.
    """

    variables: tuple[Variable, ...]
    assumption: n.Bool
    hazards: tuple[Hazard, ...]
    claim: n.Bool
    antecedent: n.Bool | None
    shown: tuple[Shown, ...] = ()
    facts: tuple[n.Bool, ...] = ()
    parts: tuple[Part, ...] = ()
    lanes: Lanes | None = None
    length: n.Var | None = None

    @property
    def undefined(self) -> n.Bool:
        """Where some partial term has no meaning."""
        return b.or_(*(h.violated for h in self.hazards))

    @property
    def counterexample(self) -> n.Bool:
        """Where everything is defined, the assumptions hold and the claim does not."""
        return b.and_(self.assumption, b.not_(self.undefined), b.not_(self.claim))

    @property
    def reached(self) -> n.Bool:
        """Where everything is defined and assumptions and claim hold: what a ``cover`` asks for."""
        return b.and_(self.assumption, b.not_(self.undefined), self.claim)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One ``prove`` or ``cover``; ``name`` is ``prove.1``. ``obstacle`` says why no engine can
    be asked (an unbounded variable, say); then there are no cases."""

    kind: Literal["prove", "cover"]
    name: str
    span: Span
    text: str
    cases: tuple[Case, ...] = ()
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """A property instance; ``satisfiable`` holds the assumptions of each case.

    A ``lemma`` may be used by others; ``uses`` are the ids of the lemmas that this one uses. One
    that is ``long`` runs only when asked for; ``budget`` multiplies the usual limits. ``comment``
    is what the spec says in the lines right above.
    """

    name: str
    span: Span
    text: str
    obligations: tuple[Obligation, ...]
    expect: Expected | None = None
    engine: str | None = None
    satisfiable: tuple[tuple[tuple[Variable, ...], n.Bool], ...] = field(default=())
    lemma: bool = False
    uses: tuple[str, ...] = ()
    long: bool = False
    budget: int = 1
    comment: str = ""

    @property
    def id(self) -> str:
        """``path.arith::name[instance]``"""
        return f"{self.span.file}::{self.name}"

    @property
    def expected(self) -> Expected:
        """The verdict that the spec's author expects."""
        return self.expect or "proved"
