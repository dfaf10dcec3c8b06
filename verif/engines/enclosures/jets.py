"""Terms over a box of inputs: enclosures of their values, at the middle and all over the box.

Each number is enclosed twice over the box: by the operations on balls, and by its value at the
middle and its slopes. Where slopes exist all over the box, or the term is made of pieces that meet,
the second holds by the mean value theorem; the two are intersected. On small boxes the second is
far narrower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from verif.engines.enclosures.ball_functions import FUNCTIONS
from verif.ir import nodes as n


@dataclass(frozen=True, slots=True)
class Jet:
    """A number over a box: ``value`` encloses it everywhere, ``middle`` in the middle, ``slopes``
    its derivatives by each variable everywhere, or are ``None`` where it may jump."""

    value: arb
    middle: arb
    slopes: tuple[arb, ...] | None


Box = Mapping[n.AnyVar, tuple[Fraction, Fraction]]


def ball(low: Fraction, high: Fraction) -> arb:
    """The smallest ball that contains an interval, up to rounding."""
    a, b = arb(fmpq(low.numerator, low.denominator)), arb(fmpq(high.numerator, high.denominator))
    return a if low == high else a.union(b)


class Enclosures:
    """The terms below a truth value, over one box after the other."""

    def __init__(self, root: n.Bool, variables: Sequence[n.AnyVar]) -> None:
        self.variables = tuple(variables)
        self.order = list(n.postorder(root))
        self.root = root
        zero, one = arb(0), arb(1)
        self._units = [
            tuple(one if i == k else zero for k in range(len(variables)))
            for i in range(len(variables))
        ]
        flat = (zero,) * len(variables)
        self._constants: dict[int, Jet] = {}
        for node in self.order:
            if isinstance(node, n.Const):
                x = ball(node.value, node.value)
                self._constants[id(node)] = Jet(x, x, flat)

    def truth(self, box: Box) -> bool | None:
        """Whether the truth value holds all over the box or nowhere in it; ``None`` if neither is
        shown."""
        sides = [ball(*box[v]) for v in self.variables]
        middles = [ball(m, m) for m in ((box[v][0] + box[v][1]) / 2 for v in self.variables)]
        offsets = [s - m for s, m in zip(sides, middles, strict=True)]
        numbers: dict[int, Jet | None] = {}
        for i, v in enumerate(self.variables):
            numbers[id(v)] = Jet(sides[i], middles[i], self._units[i])
        truths: dict[int, bool | None] = {}
        for node in self.order:
            if isinstance(node, n.Num):
                if id(node) not in numbers:
                    found = self._number(node, numbers, truths)
                    numbers[id(node)] = None if found is None else _narrowed(found, offsets)
            else:
                assert isinstance(node, n.Bool), "there are two sorts"
                truths[id(node)] = _truth(node, numbers, truths, offsets)
        return truths[id(self.root)]

    def _number(
        self, node: n.Num, numbers: Mapping[int, Jet | None], truths: Mapping[int, bool | None]
    ) -> Jet | None:
        """A number from what is known of its parts; ``None`` where nothing is known."""
        match node:
            case n.Const():
                return self._constants[id(node)]
            case n.IfNum(condition, yes, no):
                holds = truths[id(condition)]
                if holds is not None:
                    return numbers[id(yes if holds else no)]
                a, b = numbers[id(yes)], numbers[id(no)]
                if a is None or b is None:
                    return None
                return Jet(a.value.union(b.value), a.middle.union(b.middle), None)
            case n.Function(name, (x,)) if name in FUNCTIONS:
                return _function(name, numbers[id(x)])
            case n.Function("pow", (x, y)):
                log = _function("log", numbers[id(x)])
                b = numbers[id(y)]
                return (
                    None if log is None or b is None else _function("exp", _binary("mul", b, log))
                )
            case n.Unary(op, x):
                return _unary(op, numbers[id(x)])
            case n.Binary(op, x, y):
                a, b = numbers[id(x)], numbers[id(y)]
                return None if a is None or b is None else _binary(op, a, b)
        return None


def _known(jet: Jet) -> Jet | None:
    return jet if jet.value.is_finite() and jet.middle.is_finite() else None


def _narrowed(jet: Jet, offsets: Sequence[arb]) -> Jet | None:
    """The jet with its value intersected with what the slopes allow."""
    if _known(jet) is None:
        return None
    if jet.slopes is None:
        return jet
    reach = jet.middle
    for slope, offset in zip(jet.slopes, offsets, strict=True):
        reach += slope * offset
    if not reach.is_finite():
        return Jet(jet.value, jet.middle, None)
    return Jet(jet.value.intersection(reach), jet.middle, jet.slopes)


def _scaled(slopes: tuple[arb, ...] | None, by: arb) -> tuple[arb, ...] | None:
    return None if slopes is None else tuple(by * s for s in slopes)


def _function(name: str, x: Jet | None) -> Jet | None:
    if x is None:
        return None
    of, slope = FUNCTIONS[name]
    value = of(x.value)
    # The slope is asked for the natural enclosure: where that is finite, all of the box is inside
    # the domain, and the function is smooth there.
    slopes = _scaled(x.slopes, slope(x.value, value)) if value.is_finite() else None
    return _known(Jet(value, of(x.middle), slopes))


def _unary(op: str, x: Jet | None) -> Jet | None:
    if x is None:
        return None
    match op:
        case "neg":
            return Jet(-x.value, -x.middle, _scaled(x.slopes, arb(-1)))
        case "abs":
            sign = _sign(x.value)
            by = arb(0, 1) if sign is None else arb(sign)
            return Jet(_magnitude(x.value), _magnitude(x.middle), _scaled(x.slopes, by))
        case "sqrt" if x.value > 0:
            root = x.value.sqrt()
            return _known(Jet(root, x.middle.sqrt(), _scaled(x.slopes, 1 / (2 * root))))
        case "floor":
            return _floor(x)
        case "pow2":
            return _function("exp2", x)
    return None


def _floor(x: Jet) -> Jet | None:
    whole = x.value.floor()
    if whole.is_exact():
        flat = None if x.slopes is None else tuple(arb(0) for _ in x.slopes)
        return Jet(whole, whole, flat)
    return _known(Jet(whole, x.middle.floor(), None))


def _binary(op: str, x: Jet, y: Jet) -> Jet | None:
    both = x.slopes is not None and y.slopes is not None
    pairs = list(zip(x.slopes or (), y.slopes or (), strict=True)) if both else []
    slopes: tuple[arb, ...] | None = None
    match op:
        case "add":
            value, middle = x.value + y.value, x.middle + y.middle
            slopes = tuple(s + t for s, t in pairs)
        case "sub":
            value, middle = x.value - y.value, x.middle - y.middle
            slopes = tuple(s - t for s, t in pairs)
        case "mul":
            value, middle = x.value * y.value, x.middle * y.middle
            slopes = tuple(s * y.value + x.value * t for s, t in pairs)
        case "div" if _sign(y.value):
            value, middle = x.value / y.value, x.middle / y.middle
            slopes = tuple((s - value * t) / y.value for s, t in pairs)
        case "min" | "max":
            value, middle = _extreme(op, x.value, y.value), _extreme(op, x.middle, y.middle)
            slopes = tuple(s.union(t) for s, t in pairs)
        case _:
            return None
    return _known(Jet(value, middle, slopes if both else None))


def _extreme(op: str, x: arb, y: arb) -> arb:
    return x.min(y) if op == "min" else x.max(y)


def _magnitude(x: arb) -> arb:
    return abs(x) if _sign(x) else abs(x).upper().union(arb(0))


def _sign(x: arb) -> int | None:
    """1 or -1 where all of a ball has that sign."""
    return 1 if x > 0 else -1 if x < 0 else None


# --- truth values -----------------------------------------------------------------------------


def _truth(
    node: n.Bool,
    numbers: Mapping[int, Jet | None],
    truths: Mapping[int, bool | None],
    offsets: Sequence[arb],
) -> bool | None:
    match node:
        case n.Truth(value):
            return value
        case n.Compare(op, x, y):
            a, b = numbers[id(x)], numbers[id(y)]
            return None if a is None or b is None else _compare(op, a, b, offsets)
        case n.Not(x):
            inner = truths[id(x)]
            return None if inner is None else not inner
        case n.And(terms) | n.Or(terms):
            deciding = isinstance(node, n.Or)
            values = [truths[id(t)] for t in terms]
            if deciding in values:
                return deciding
            return None if None in values else not deciding
        case n.IfBool(condition, yes, no):
            holds = truths[id(condition)]
            if holds is not None:
                return truths[id(yes if holds else no)]
            a_, b_ = truths[id(yes)], truths[id(no)]
            return a_ if a_ is not None and a_ == b_ else None
    return None


def _compare(op: str, x: Jet, y: Jet, offsets: Sequence[arb]) -> bool | None:
    """By the difference, whose slopes may cancel where those of the sides do not."""
    found = _binary("sub", x, y)
    difference = None if found is None else _narrowed(found, offsets)
    if difference is None:
        return None
    d = difference.value
    if d > 0:
        return False
    if d < 0:
        return op != "eq"
    if op == "le" and d <= 0:
        return True
    if op == "lt" and d >= 0:
        return False
    return None
