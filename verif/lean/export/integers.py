"""Statements about bounded integers, written out for Lean, and closed by its arithmetic or, for
few inputs, by its kernel, which goes through all of them.

What is translated: inputs that are integers, fixed-point numbers or bits; sums, differences,
products with constants, quotients by constants, floor, remainder, minimum, maximum, magnitude,
``if``, comparisons and logic. Such a claim is linear arithmetic over integers. For few inputs
products and bitwise operations are, too. Everything else has no translation: powers, decoded
floats, roundings, sums over arrays.

A fixed-point input is the integer that it is a multiple of; fractions are multiplied out. Nothing
is lost: floor of ``n / d`` is Lean's ``n / d`` for integers and ``d > 0``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from textwrap import fill

from verif.ir import build as b
from verif.ir import nodes as n
from verif.lean.export.floats import LeanFloat
from verif.lean.export.linear import Terms, Unsupported
from verif.lean.export.texts import AND, IMPLIES, TRUE
from verif.properties.obligation import Case, Obligation

MAX_SPLITS = 16
"""What makes Lean distinguish cases may occur so often; each may double the work."""

MAX_FLOORS = 6
"""So many quotients may be rounded down: each is an unknown more, of which omega eliminates all,
and with 9 of them it has run out of memory."""

SPLITTING = ("abs", "min", "max")

MAX_SIZE = 2000
"""Terms of a statement that has no ``let``, where what is used more than once is written again."""

MAX_WORK = 1 << 18
"""Inputs times operations that Lean's kernel goes through, in some 20 s; it keeps what it has seen,
and has no memory for three times as much."""

DOC = """/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. {} -/
"""
LETS = "A `let` is what the spec names, or uses more than once."
FINITE = "Lean's kernel goes through all inputs."


@dataclass(frozen=True, slots=True)
class Integers:
    """An obligation about integers that needs no template: linear arithmetic, or ``finite``."""

    case: Case
    finite: bool = False

    @property
    def imports(self) -> tuple[str, ...]:
        """The modules that its theorem needs."""
        return ("Verif.Between",) if self.finite else ()

    @property
    def floats(self) -> tuple[LeanFloat, ...]:
        """The formats that its theorem speaks of: none."""
        return ()

    def text(self, name: str) -> str:
        """The theorem called ``name``."""
        theorem = integer_theorem(self.case, name, self.finite)
        assert theorem is not None, "it was translated before"
        return DOC.format(FINITE if self.finite else LETS) + theorem


def about_integers(obligation: Obligation) -> Integers | None:
    """The obligation as linear arithmetic, or as one about few integers; ``None`` where it is
    neither, or too much of it."""
    if obligation.kind != "prove" or len(obligation.cases) != 1:
        return None
    (case,) = obligation.cases
    met = list(n.postorder(case.undefined, case.assumption, case.claim))
    few = sum(map(_splits, met)) <= MAX_SPLITS and sum(map(_floor, met)) <= MAX_FLOORS
    if few and integer_theorem(case, "claim") is not None:
        return Integers(case)
    inputs = [x.high - x.low + 1 for x in met if isinstance(x, n.Var)]
    size = _written(met, (case.undefined, case.assumption, case.claim))
    if size > MAX_SIZE or prod(inputs) * size > MAX_WORK:
        return None
    return Integers(case, finite=True) if integer_theorem(case, "claim", True) else None


def _written(met: Sequence[n.Node], roots: Sequence[n.Node]) -> int:
    """How many terms are written where each is as often as it is used; ``met`` has all that the
    roots are made of, parts first."""
    sizes: dict[n.Node, int] = {}
    for node in met:
        sizes[node] = 1 + sum(sizes[c] for c in node.children())
    return sum(sizes[r] for r in roots)


def _floor(node: n.Node) -> bool:
    """Whether a term is a quotient rounded down, as remainders are, too."""
    return isinstance(node, n.Unary) and node.op == "floor"


def _splits(node: n.Node) -> bool:
    """Whether Lean distinguishes cases for a term."""
    if isinstance(node, n.Unary | n.Binary):
        return node.op in SPLITTING
    return isinstance(node, n.IfNum | n.IfBool | n.Or)


def integer_theorem(case: Case, name: str, finite: bool = False) -> str | None:
    """The theorem ``name`` that says what ``case`` claims, without a docstring, or ``None``.

    It quantifies over the inputs that the claim depends on, in their order, with their ranges; what
    the spec names or uses more than once is a ``let``; then come the assumptions and the claim.
    Where terms are partial it says first that they are defined for all inputs. ``finite``: it is
    written without ``let`` and with all operations, for the kernel to go through.
    """
    if case.lanes is not None:
        return None
    try:
        return _theorem(case, name, finite)
    except Unsupported:
        return None


def _theorem(case: Case, name: str, finite: bool) -> str:
    roots = (case.undefined, case.assumption, case.claim)
    met = list(n.postorder(*roots))
    terms = Terms(finite)
    lines = _binders(case, terms, met)
    if not lines:
        raise Unsupported("a claim that depends on no input")
    if not finite:
        lines += _lets(case, terms, met)
    defined, assumption, claim = map(terms.boolean, (b.not_(case.undefined), *roots[1:]))
    if defined != TRUE:
        lines.append(f"{defined.at(AND + 1)} ∧ (")
    lines += [f"{p.at(IMPLIES + 1)} →" for p in assumption.conjuncts]
    lines.append(claim.at(IMPLIES))
    body = "".join(f"\n{_wrapped(line)}" for text in lines for line in text.splitlines())
    close = ")" if defined != TRUE else ""
    proof = "decide +kernel" if finite else "intros\n  first | omega | lia"
    return f"theorem {name} :{body}{close} := by\n  {proof}\n"


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
