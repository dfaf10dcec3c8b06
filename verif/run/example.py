"""Counterexamples and witnesses as records show them, every value from the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from msgspec.structs import replace as change

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.engine import Found
from verif.ir import nodes as n
from verif.ir.evaluate import Environment, evaluate, evaluate_all
from verif.properties.obligation import Case, Part, Variable
from verif.properties.obligation import Shown as Intermediate
from verif.results.record import ClaimPart, Counterexample, Shown
from verif.results.show import show_code, show_scalar
from verif.run.replay import Disagreement

Witness = Environment


def least(found: Sequence[tuple[Case, Found | None]]) -> tuple[Case, Found] | None:
    """The case with the smallest witness: that of the shortest arrays, then in the order in which
    engines search one case.

    It is minimal only if the witness of every case is, and no case stays open.
    """
    some = [(case, f) for case, f in found if f is not None and f.some]
    if not some:
        return None
    minimal = all(f is not None and f.minimal for _, f in found)

    def place(item: tuple[Case, Found]) -> tuple[object, ...]:
        variables, witness = item[0].variables, item[1].witness
        assert witness is not None, "it was chosen for its witness"
        lanes = [v for v in variables if v.lane]
        filled = sum(1 for v in lanes if witness[v.var])
        magnitudes = evaluate_all([v.magnitude for v in variables], witness)
        return len(lanes), filled, magnitudes, evaluate_all([v.rank for v in variables], witness)

    case, best = min(some, key=place) if len(some) > 1 else some[0]
    return case, replace(best, minimal=minimal)


def hazard(case: Case, witness: Witness) -> str:
    """The first partial term that is known to have no meaning at ``witness``, in the order of the
    text."""
    for h in case.hazards:
        try:
            violated = evaluate(h.violated, witness) is True
        except (NotExact, TooLarge):  # whether it has one stays open; another one has none
            continue
        if violated:
            return f"{h.reason} at {h.span}"
    raise Disagreement("no partial term is undefined at the witness")


def example(
    case: Case, found: Found, count: int | None, goal: n.Bool, *, defined: bool = True
) -> Counterexample:
    """The inputs and intermediate values at a witness of ``goal``; ``count`` inputs do the same.

    Where a term has no meaning, what the total core makes of it would only mislead, so there are
    no intermediate values unless all is ``defined``.
    """
    shown, parts = (case.shown, case.parts) if defined else ((), ())
    witness = found.witness
    assert witness is not None, "an example needs inputs"
    from verif.engines.free import free_bits  # loads NumPy, which showing a kept example does not

    free = free_bits(case, goal, witness, count)
    return Counterexample(
        variables=tuple(
            _marked(show_variable(v, witness[v.var]), free.get(v.var, 0)) for v in case.variables
        ),
        values=_values(shown, witness),
        minimal=found.minimal,
        count=count,
        parts=tuple(part for p in parts if (part := _part(p, witness)) is not None),
    )


def _part(part: Part, witness: Witness) -> ClaimPart | None:
    """A part of the claim at a witness; ``None`` where it is not reached, or has no exact form."""
    try:
        if not evaluate(part.reached, witness):
            return None
        holds = bool(evaluate(part.holds, witness))
    except (NotExact, TooLarge):
        return None
    return ClaimPart(
        text=part.text,
        holds=holds,
        relation=part.relation,
        left=_values(part.left, witness),
        right=_values(part.right, witness),
    )


def _values(shown: Sequence[Intermediate], witness: Witness) -> tuple[Shown, ...]:
    """Intermediate values at a witness, those that have an exact form."""
    return tuple(text for s in shown if (text := _value(s, witness)) is not None)


def _marked(shown: Shown, free: int) -> Shown:
    """A variable with its bits that may be anything."""
    if not free:
        return shown
    bits = format(free, f"0{len(shown.bits) or 1}b")
    return change(shown, free=bits.replace("0", "-").replace("1", "x"))


def _value(shown: Intermediate, witness: Witness) -> Shown | None:
    """An intermediate value at a witness; ``None`` where it has no exact form."""
    try:
        value = evaluate(shown.node, witness)
        if shown.record is not None:
            r = shown.record
            nan, inf, negative = (bool(evaluate(x, witness)) for x in (r.nan, r.inf, r.negative))
            if nan or inf or (negative and not value):
                text = "nan" if nan else f"{'-' if negative else ''}{'inf' if inf else '0'}"
                return Shown(name=shown.name, kind="value", exact=text)
    except (NotExact, TooLarge):
        return None
    if shown.format is not None and isinstance(value, Fraction):
        return show_code(shown.name, shown.kind, shown.format, int(value))
    return show_scalar(shown.name, shown.kind, value)


def show_variable(variable: Variable, value: int | Fraction) -> Shown:
    """An input of a property."""
    if variable.format is not None:
        return show_code(variable.name, variable.kind, variable.format, int(value))
    if variable.kind == "bool":
        return show_scalar(variable.name, "bool", bool(value))
    width = variable.var.high.bit_length() if isinstance(variable.var, n.Var) else None
    return show_scalar(variable.name, variable.kind, Fraction(value), width)
