"""Lean text of integers and propositions, with the parentheses that it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

IF, IFF, IMPLIES, OR, AND, NOT, COMPARE, ADD, NEG, MUL, APPLY, ATOM = (
    0, 20, 25, 30, 35, 40, 50, 65, 67, 70, 1023, 1024,
)  # fmt: skip
"""How tightly Lean's operators bind; negation binds more tightly than here, for plain reading."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lean text, and how tightly its outermost operator binds."""

    text: str
    level: int

    def at(self, level: int) -> str:
        """The text where something of this level is wanted."""
        return self.text if self.level >= level else f"({self.text})"


@dataclass(frozen=True, slots=True)
class Scaled(Text):
    """A number: ``text`` is an integer, and the number is that by ``per``."""

    per: int = 1


@dataclass(frozen=True, slots=True)
class Prop(Text):
    """A proposition, with its conjuncts where it is a conjunction."""

    parts: tuple[Prop, ...] = ()

    @property
    def conjuncts(self) -> tuple[Prop, ...]:
        """What it says, one by one; nothing where it is true."""
        return () if self == TRUE else self.parts or (self,)

    @property
    def negated(self) -> Prop:
        """Its negation."""
        if self in (TRUE, FALSE):
            return FALSE if self == TRUE else TRUE
        return Prop(f"¬{self.at(ATOM)}", NOT)


TRUE = Prop("True", ATOM)
FALSE = Prop("False", ATOM)


def constant(value: Fraction) -> Scaled:
    return Scaled(str(value.numerator), NEG if value < 0 else ATOM, value.denominator)


def _literal(x: Scaled) -> int | None:
    return int(x.text) if x.text.lstrip("-").isdecimal() else None


def typed(x: Scaled) -> Scaled:
    """An integer that Lean takes for one wherever it stands. Literals alone would be natural
    numbers, of which no difference is below 0."""
    return x if _literal(x) is None else Scaled(f"({x.text} : Int)", ATOM, x.per)


def natural(x: Scaled) -> str:
    """An integer that is not negative as a natural number."""
    value = _literal(x)
    return x.text if value is not None and value >= 0 else f"{x.at(ATOM)}.toNat"


def _multiple(k: int, x: Scaled) -> Scaled:
    """``k`` times the integer of ``x``, as a number of its own scale."""
    value = _literal(x)
    if value is not None:
        return constant(Fraction(k * value))
    if k == -1:
        return Scaled(f"-{x.at(ATOM)}", NEG)
    return x if k == 1 else Scaled(f"{k} * {x.at(MUL + 1)}", MUL)


def times(c: Fraction, x: Scaled) -> Scaled:
    if not c:
        return Scaled("0", ATOM)
    shared = gcd(c.numerator, x.per)
    scaled = _multiple(c.numerator // shared, x)
    return Scaled(scaled.text, scaled.level, x.per // shared * c.denominator)


def common(x: Scaled, y: Scaled) -> tuple[Scaled, Scaled, int]:
    """Both numbers by the same denominator."""
    per = lcm(x.per, y.per)
    return _multiple(per // x.per, x), _multiple(per // y.per, y), per


def all_of(terms: Iterable[Prop]) -> Prop:
    parts = [part for term in terms for part in term.conjuncts]
    if FALSE in parts or len(parts) < 2:
        return FALSE if FALSE in parts else parts[0] if parts else TRUE
    return Prop(" ∧ ".join(p.at(AND + 1) for p in parts), AND, tuple(parts))


def implies(x: Prop, y: Prop) -> Prop:
    if x == FALSE or y == TRUE:
        return TRUE
    if y == FALSE:
        return x.negated
    return y if x == TRUE else Prop(f"{x.at(IMPLIES + 1)} → {y.at(IMPLIES)}", IMPLIES)
