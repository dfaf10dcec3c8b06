"""Core terms over bounded integers as Lean terms over ``Int``, fractions multiplied out.

Products of terms and bitwise operations are translated where they are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from verif.formats.fixed import Fixed
from verif.ir import nodes as n
from verif.lean.export import texts as t
from verif.lean.export.names import joined, lean_name
from verif.lean.export.texts import (
    FALSE,
    TRUE,
    Prop,
    Scaled,
    all_of,
    common,
    constant,
    natural,
    times,
    typed,
)

BITWISE = {"and": "&&&", "or": "|||", "xor": "^^^"}
"""Lean's bitwise operations on natural numbers."""


class Unsupported(Exception):
    """A term without a translation."""


@dataclass(frozen=True, slots=True)
class Binder:
    """An input as Lean's integer ``name``, from ``low`` to ``high``; the number is that by ``per``.

    ``format``: where it is the ordinal of a number of this format, and not its code.
    """

    name: str
    low: int
    high: int
    per: int = 1
    format: Fixed | None = None


@dataclass(slots=True)
class Terms:
    """Translations so far. Every name is used once. With ``beyond`` terms may go beyond linear
    arithmetic."""

    beyond: bool = False
    binders: dict[n.Num, Binder] = field(default_factory=dict)
    names: dict[n.Num, Scaled] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def bind(self, name: str, var: n.Var, met: Iterable[n.Node]) -> Binder:
        """The binder of an input, given all terms: an integer where its code is only decoded."""
        users = [m for m in met if any(c is var for c in m.children())]
        formats = {u.format for u in users if isinstance(u, n.Decode | n.Test)}
        decoded = len(formats) == 1 and all(isinstance(u, n.Decode | n.Test) for u in users)
        fmt = formats.pop() if decoded else None
        low, high, per = var.low, var.high, 1
        if isinstance(fmt, Fixed) and fmt.fraction_bits >= 0 and (low, high) == (0, _mask(fmt)):
            low, high, per = fmt.kmin, fmt.kmax, 1 << fmt.fraction_bits
        else:
            fmt = None
        binder = Binder(self._fresh(joined(name)), low, high, per, fmt)
        self.binders[var] = binder
        return binder

    def let(self, node: n.Num, name: str) -> str:
        """``let x := ...`` for a term that gets a name; nothing where it is an atom already."""
        value = self.number(node)
        if (value.level == t.ATOM and value.text[0] != "(") or isinstance(node, n.Const):
            return ""
        name = self._fresh(name)
        self.names[node] = Scaled(name, t.ATOM, value.per)
        scale = f"-- '{name}' is multiplied by {value.per}\n" if value.per > 1 else ""
        return f"{scale}let {name} : Int := {value.text};"

    def _fresh(self, name: str) -> str:
        base, count = name, 1
        while lean_name(name) in self.taken:
            count += 1
            name = f"{base}{count}"
        name = lean_name(name)
        self.taken.add(name)
        return name

    # --- numbers ------------------------------------------------------------------------------

    def number(self, node: n.Num) -> Scaled:
        """The translation of a number; raises ``Unsupported``."""
        if node in self.names:
            return self.names[node]
        match node:
            case n.Const():
                return constant(node.value)
            case n.Var():
                return self._variable(node)
            case n.Decode():
                return self._decoded(node)
            case n.IfNum():
                yes, no, per = common(self.number(node.yes), self.number(node.no))
                yes = typed(yes)
                condition = self.boolean(node.condition)
                text = f"if {condition.text} then {yes.at(t.IF + 1)} else {no.at(t.IF + 1)}"
                return Scaled(text, t.IF, per)
            case n.Unary():
                return self._unary(node)
            case n.Binary():
                return self._binary(node)
        raise Unsupported(type(node).__name__)

    def _binder(self, var: n.Var) -> Binder:
        if var not in self.binders:
            raise Unsupported("a variable of a quantifier or a fold")
        return self.binders[var]

    def _variable(self, node: n.Var) -> Scaled:
        binder = self._binder(node)
        if binder.format is not None:
            raise Unsupported("a code where its number is what is bound")
        return Scaled(binder.name, t.ATOM)

    def _decoded(self, node: n.Decode) -> Scaled:
        """A number of a fixed-point format: of a bound input, or of a code found as a remainder."""
        fmt, code = node.format, node.code
        if not isinstance(fmt, Fixed) or fmt.fraction_bits < 0:
            raise Unsupported("a decoded number")
        per = 1 << fmt.fraction_bits
        if isinstance(code, n.Var):
            binder = self._binder(code)
            if binder.format is not None:
                return Scaled(binder.name, t.ATOM, binder.per)
            within = code.low >= 0 and code.high <= _mask(fmt)
        else:
            remainder = _remainder(code)
            within = remainder is not None and remainder[1] <= _mask(fmt) + 1
        inner = self.number(code)
        if not within or inner.per != 1:
            raise Unsupported("a code that may be beyond its format")
        if fmt.kmin == 0:
            return Scaled(inner.text, inner.level, per)
        span = _mask(fmt) + 1
        text = f"if {inner.at(t.COMPARE + 1)} ≤ {fmt.kmax} then {inner.at(t.IF + 1)}"
        return Scaled(f"{text} else {inner.at(t.ADD)} - {span}", t.IF, per)

    def _unary(self, node: n.Unary) -> Scaled:
        x = self.number(node.x)
        match node.op:
            case "neg":
                return times(Fraction(-1), x)
            case "abs":
                return Scaled(f"({x.at(t.ATOM)}.natAbs : Int)", t.ATOM, x.per)
            case "floor":
                return Scaled(f"{x.at(t.MUL)} / {x.per}", t.MUL) if x.per > 1 else x
        raise Unsupported(node.op)

    def _binary(self, node: n.Binary) -> Scaled:
        remainder = _remainder(node)
        if remainder is not None:
            x = self.number(remainder[0])
            if x.per == 1:
                return Scaled(f"{x.at(t.MUL)} % {remainder[1]}", t.MUL)
        match node.op, node.x, node.y:
            case ("mul", n.Const(value=c), z) | ("mul", z, n.Const(value=c)):
                return times(c, self.number(z))
            case "div", z, n.Const(value=c) if c:
                return times(1 / c, self.number(z))
        if self.beyond and node.op in ("mul", *BITWISE):
            return self._beyond(node)
        a, b, per = common(self.number(node.x), self.number(node.y))
        match node.op:
            case "add":
                return Scaled(f"{a.at(t.ADD)} + {b.at(t.ADD + 1)}", t.ADD, per)
            case "sub":
                return Scaled(f"{a.at(t.ADD)} - {b.at(t.ADD + 1)}", t.ADD, per)
            case "min" | "max":
                return Scaled(f"{node.op} {a.at(t.ATOM)} {b.at(t.ATOM)}", t.APPLY, per)
        raise Unsupported(node.op)

    def _beyond(self, node: n.Binary) -> Scaled:
        """A product, or a bitwise operation on integers: their arguments are not negative."""
        x, y = self.number(node.x), self.number(node.y)
        if node.op == "mul":
            return Scaled(f"{x.at(t.MUL)} * {y.at(t.MUL + 1)}", t.MUL, x.per * y.per)
        if x.per > 1 or y.per > 1:
            raise Unsupported("bits of a fraction")
        text = f"{natural(x)} {BITWISE[node.op]} {natural(y)}"
        return Scaled(f"(({text} : Nat) : Int)", t.ATOM)

    # --- truth values -------------------------------------------------------------------------

    def boolean(self, node: n.Bool) -> Prop:
        """The translation of a truth value; raises ``Unsupported``."""
        match node:
            case n.Truth():
                return TRUE if node.value else FALSE
            case n.Compare():
                return self._compare(node)
            case n.Test():
                return self._test(node)
            case n.Not(x=n.Compare(op="eq") as equal):
                return self._compare(equal, "≠")
            case n.Not():
                return self.boolean(node.x).negated
            case n.And():
                return FALSE if _never(node) else all_of([self.boolean(x) for x in node.terms])
            case n.Or():
                return self._any(node)
            case n.IfBool():
                condition = self.boolean(node.condition)
                yes, no = self.boolean(node.yes), self.boolean(node.no)
                if _opposite(node.yes, node.no) and TRUE not in (yes, no):
                    return Prop(f"{condition.at(t.IFF + 1)} ↔ {yes.at(t.IFF + 1)}", t.IFF)
                return all_of([t.implies(condition, yes), t.implies(condition.negated, no)])
        raise Unsupported(type(node).__name__)

    def _compare(self, node: n.Compare, sign: str = "") -> Prop:
        """A comparison; with the sign ``≠`` the negation of an equation."""
        x, y, _ = common(self.number(node.x), self.number(node.y))
        sign = sign or {"lt": "<", "le": "≤", "eq": "="}[node.op]
        if x.text == y.text:
            return TRUE if sign in ("≤", "=") else FALSE
        return Prop(f"{x.at(t.COMPARE + 1)} {sign} {y.at(t.COMPARE + 1)}", t.COMPARE)

    def _test(self, node: n.Test) -> Prop:
        """A fixed-point number is negative where it is below 0, and never NaN or infinite."""
        if not isinstance(node.format, Fixed):
            raise Unsupported("a test")
        if node.op != "negative":
            return FALSE
        value = self._decoded(n.Decode(node.format, node.code))
        return Prop(f"{value.at(t.COMPARE + 1)} < 0", t.COMPARE)

    def _any(self, node: n.Or) -> Prop:
        """A disjunction; where it begins with a negation, as ``implies`` does, an implication."""
        first, *rest = node.terms
        if isinstance(first, n.Not) and len(rest) == 1:
            return t.implies(self.boolean(first.x), self.boolean(rest[0]))
        terms = [x for x in map(self.boolean, node.terms) if x != FALSE]
        if TRUE in terms or len(terms) < 2:
            return TRUE if TRUE in terms else terms[0] if terms else FALSE
        return Prop(" ∨ ".join(x.at(t.OR + 1) for x in terms), t.OR)


def _mask(fmt: Fixed) -> int:
    return (1 << fmt.bits) - 1


def _remainder(node: n.Num) -> tuple[n.Num, int] | None:
    """``(x, c)`` where the term is ``x - c * floor(x / c)``, for an integer ``c`` above 0."""
    match node:
        case n.Binary(
            op="sub",
            x=x,
            y=n.Binary(
                op="mul",
                x=n.Const(value=c),
                y=n.Unary(op="floor", x=n.Binary(op="div", x=z, y=n.Const(value=d))),
            ),
        ) if x is z and c == d and c.denominator == 1 and c > 0:
            return x, c.numerator
    return None


def _never(node: n.And) -> bool:
    """Whether a number is said to be 0 and negative: -0, which no integer is."""
    zeros = [x.x for x in node.terms if isinstance(x, n.Compare) and _is_zero(x, "eq")]
    for term in node.terms:
        for x in zeros:
            if isinstance(term, n.Compare) and _is_zero(term, "lt") and term.x is x:
                return True
            if isinstance(term, n.Test) and isinstance(x, n.Decode) and term.op == "negative":
                same = term.format is x.format and term.code is x.code
                if same and isinstance(term.format, Fixed):
                    return True
    return False


def _opposite(x: n.Bool, y: n.Bool) -> bool:
    return (isinstance(x, n.Not) and x.x is y) or (isinstance(y, n.Not) and y.x is x)


def _is_zero(node: n.Compare, op: n.CompareOp) -> bool:
    return node.op == op and isinstance(node.y, n.Const) and node.y.value == 0
