"""Statements about bounded integers, written out for Lean, and closed by its arithmetic.

What is translated: inputs that are integers, fixed-point numbers or bits; sums, differences,
products with constants, quotients by constants, floor, remainder, minimum, maximum, magnitude,
``if``, comparisons and logic. Such a claim is linear arithmetic over integers. Everything else has
no translation: products of inputs, powers, decoded floats, roundings, sums over arrays.

A fixed-point input is the integer that it is a multiple of; fractions are multiplied out. Nothing
is lost: floor of ``n / d`` is Lean's ``n / d`` for integers and ``d > 0``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

from verif.ir import nodes as n
from verif.lean.export.floats import LeanFloat
from verif.lean.export.linear import Terms, Unsupported
from verif.lean.export.texts import AND, FALSE, IMPLIES
from verif.properties.obligation import Case, Obligation

MAX_SPLITS = 16
"""What makes Lean distinguish cases may occur so often; each may double the work."""

SPLITTING = ("abs", "min", "max")

DOC = """/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
"""


@dataclass(frozen=True, slots=True)
class Linear:
    """An obligation that is linear arithmetic over integers. It needs no template."""

    case: Case

    @property
    def imports(self) -> tuple[str, ...]:
        """The modules that its theorem needs: none."""
        return ()

    @property
    def floats(self) -> tuple[LeanFloat, ...]:
        """The formats that its theorem speaks of: none."""
        return ()

    def text(self, name: str) -> str:
        """The theorem called ``name``."""
        theorem = integer_theorem(self.case, name)
        assert theorem is not None, "it was translated before"
        return DOC + theorem


def linear(obligation: Obligation) -> Linear | None:
    """The obligation as linear arithmetic; ``None`` where it is none, or too much of it."""
    if obligation.kind != "prove" or len(obligation.cases) != 1:
        return None
    (case,) = obligation.cases
    if integer_theorem(case, "claim") is None:
        return None
    met = n.postorder(case.undefined, case.assumption, case.claim)
    return Linear(case) if sum(map(_splits, met)) <= MAX_SPLITS else None


def _splits(node: n.Node) -> bool:
    """Whether Lean distinguishes cases for a term."""
    if isinstance(node, n.Unary | n.Binary):
        return node.op in SPLITTING
    return isinstance(node, n.IfNum | n.IfBool | n.Or)


def integer_theorem(case: Case, name: str) -> str | None:
    """The theorem ``name`` that says what ``case`` claims, without a docstring, or ``None``.

    It quantifies over the inputs that the claim depends on, in their order, with their ranges; what
    the spec names or uses more than once is a ``let``; then come the assumptions and the claim.
    Where terms are partial it says first that they are defined for all inputs.
    """
    if case.lanes is not None:
        return None
    try:
        return _theorem(case, name)
    except Unsupported:
        return None


def _theorem(case: Case, name: str) -> str:
    roots = (case.undefined, case.assumption, case.claim)
    met = list(n.postorder(*roots))
    terms = Terms()
    lines = _binders(case, terms, met)
    if not lines:
        raise Unsupported("a claim that depends on no input")
    lines += _lets(case, terms, met)
    undefined, assumption, claim = map(terms.boolean, roots)
    if undefined != FALSE:
        lines.append(f"{undefined.negated.at(AND + 1)} ∧ (")
    lines += [f"{p.at(IMPLIES + 1)} →" for p in assumption.conjuncts]
    lines.append(claim.at(IMPLIES))
    body = "".join(f"\n{_wrapped(line)}" for text in lines for line in text.splitlines())
    close = ")" if undefined != FALSE else ""
    return f"theorem {name} :{body}{close} := by\n  intros\n  first | omega | lia\n"


def _binders(case: Case, terms: Terms, met: Sequence[n.Node]) -> list[str]:
    lines = []
    for v in case.variables:
        if isinstance(v.var, n.Var) and v.var in met:
            x = terms.bind(v.name, v.var, met)
            unit = f"-- '{x.name}' is multiplied by {x.per}\n" if x.per > 1 else ""
            lines.append(f"{unit}∀ {x.name} : Int, {x.low} ≤ {x.name} → {x.name} ≤ {x.high} →")
    return lines


def _lets(case: Case, terms: Terms, met: Sequence[n.Node]) -> list[str]:
    """Names for what the spec names and for what is used more than once."""
    named = {s.node: s.name for s in case.shown if s.kind == "num" and s.name.isidentifier()}
    uses = Counter(child for node in met for child in node.children())
    found = [
        terms.let(node, named.get(node, "t"))
        for node in met
        if isinstance(node, n.Num) and (node in named or uses[node] > 1)
    ]
    return [line for line in found if line]


def _wrapped(line: str) -> str:
    """A line of the statement, in as many as it takes."""
    return fill(
        line,
        108,
        initial_indent=" " * 4,
        subsequent_indent=" " * 8,
        break_long_words=False,
        break_on_hyphens=False,
    )
