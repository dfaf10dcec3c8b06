"""The core over boxes of inputs: what a truth value is all over a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import arb

from verif.base.exact import TooLarge
from verif.engines.enclosures.ball_functions import FUNCTIONS
from verif.engines.enclosures.codes import Codes, between, error, rounded
from verif.engines.enclosures.jets import Form, Jet, ball, binary, function, jet, unary
from verif.ir import nodes as n
from verif.oracle.balls import ends

Box = Mapping[n.AnyVar, tuple[Fraction, Fraction]]


class Terms:
    """The terms below a truth value, over one box after the other.

    Centred forms are by the real variables, by integers, and by the values of data: where a
    variable is decoded, by that value and not by the code.
    """

    def __init__(self, root: n.Bool, variables: Sequence[n.AnyVar]) -> None:
        self.root, self.variables = root, tuple(variables)
        self.order = list(n.postorder(root))
        zero, one = arb(0), arb(1)
        count = range(len(variables))
        self._units = [tuple(one if i == k else zero for k in count) for i in count]
        flat = tuple(zero for _ in count)
        self._constants: dict[int, Jet] = {}
        self._decoded: dict[n.AnyVar, n.Decode] = {}
        for node in self.order:
            match node:
                case n.Const(value):
                    point = ball(value, value)
                    self._constants[id(node)] = Jet(point, Form(point, flat))
                case n.Decode(_, n.Var() as v):
                    self._decoded.setdefault(v, node)

    def truth(self, box: Box) -> bool | None:
        """Whether the truth value holds all over the box or nowhere in it; ``None`` if neither is
        shown."""
        return _OnBox(self, box).truth(self.root)


class _OnBox:
    """The terms over one box: numbers and truth values by the identity of their nodes."""

    def __init__(self, terms: Terms, box: Box) -> None:
        self.terms, self.box = terms, box
        self.numbers: dict[int, Jet | None] = dict(terms._constants)
        self.truths: dict[int, bool | None] = {}
        self.codes: dict[int, Codes | None] = {}
        self.offsets: list[arb] = []
        for i, v in enumerate(terms.variables):
            low, high = box[v]
            decoded = terms._decoded.get(v)
            if decoded is not None:
                codes = between(decoded.format, int(low), int(high))
                self.codes[id(decoded)] = codes
                self.numbers[id(v)] = Jet(ball(low, high), None)
                low, high = codes.low, codes.high
            side, middle = ball(low, high), ball((low + high) / 2, (low + high) / 2)
            self.offsets.append(side - middle)
            named = v if decoded is None else decoded
            self.numbers[id(named)] = Jet(side, Form(middle, terms._units[i]))

    def truth(self, root: n.Bool) -> bool | None:
        """What is known of a truth value."""
        for node in self.terms.order:
            if isinstance(node, n.Bool):
                self.truths[id(node)] = self._truth(node)
            elif id(node) not in self.numbers:
                assert isinstance(node, n.Num), "there are two sorts"
                self.numbers[id(node)] = self._number(node)
        return self.truths[id(root)]

    # --- numbers ------------------------------------------------------------------------------

    def _number(self, node: n.Num) -> Jet | None:
        """A number from what is known of its parts; ``None`` where nothing is known."""
        found: tuple[arb, Form | None] | None = None
        match node:
            case n.IfNum(condition, yes, no):
                return self._chosen(self.truths[id(condition)], yes, no)
            case n.Decode(_, code):
                return self._decode(node, code)
            case n.Function("pow", (x, y)):  # of a positive x
                a, b = self.numbers[id(x)], self.numbers[id(y)]
                log = None if a is None else jet(*function("log", a), self.offsets)
                product = None if log is None or b is None else binary("mul", b, log)
                power = None if product is None else jet(*product, self.offsets)
                found = None if power is None else function("exp", power)
            case n.Function(name, (x,)) if name in FUNCTIONS:
                a = self.numbers[id(x)]
                found = None if a is None else function(name, a)
            case n.Unary(op, x):
                a = self.numbers[id(x)]
                found = None if a is None else unary(op, a)
            case n.Binary(op, x, y):
                a, b = self.numbers[id(x)], self.numbers[id(y)]
                found = None if a is None or b is None else binary(op, a, b)
        return None if found is None else jet(*found, self.offsets)

    def _chosen(self, holds: bool | None, yes: n.Num, no: n.Num) -> Jet | None:
        a, b = self.numbers[id(yes)], self.numbers[id(no)]
        if holds is not None:
            return a if holds else b
        return None if a is None or b is None else Jet(a.value.union(b.value), None)

    # --- codes --------------------------------------------------------------------------------

    def _decode(self, node: n.Decode, code: n.Num) -> Jet | None:
        codes = self._codes(node, code)
        if codes is None:
            return None
        form: Form | None = None
        if isinstance(code, n.Round) and (real := self.numbers[id(code.real)]) is not None:
            reach = ends(real.value)
            off = None if reach is None else error(code.format, code.context, *reach)
            if off is not None and real.form is not None:
                form = Form(real.form.centre + ball(-off, off), real.form.slopes)
        return jet(ball(codes.low, codes.high), form, self.offsets)

    def _codes(self, node: n.Decode | n.Test, code: n.Num) -> Codes | None:
        """What a code can be in a format; ``None`` where nothing is known."""
        if isinstance(code, n.Var):
            low, high = self.box.get(code, (Fraction(code.low), Fraction(code.high)))
            return between(node.format, int(low), int(high))
        if not isinstance(code, n.Round) or code.format is not node.format:
            return None
        if id(code) not in self.codes:
            self.codes[id(code)] = self._rounded(code)
        return self.codes[id(code)]

    def _rounded(self, node: n.Round) -> Codes | None:
        real = self.numbers[id(node.real)]
        if real is None or self.truths[id(node.nan)] is not False:
            return None
        if self.truths[id(node.inf)] is not False:
            return None
        try:
            reach = ends(real.value)
        except TooLarge:
            return None
        return None if reach is None else rounded(node.format, node.context, *reach)

    # --- truth values -------------------------------------------------------------------------

    def _truth(self, node: n.Bool) -> bool | None:
        match node:
            case n.Truth(value):
                return value
            case n.Test(op, _, code):
                codes = self._codes(node, code)
                if codes is None:
                    return None
                return {"nan": codes.nan, "inf": codes.inf, "negative": codes.negative}[op]
            case n.Compare(op, x, y):
                a, b = self.numbers[id(x)], self.numbers[id(y)]
                return None if a is None or b is None else self._compare(op, a, b)
            case n.Not(x):
                inner = self.truths[id(x)]
                return None if inner is None else not inner
            case n.And(terms) | n.Or(terms):
                deciding = isinstance(node, n.Or)
                values = [self.truths[id(t)] for t in terms]
                if deciding in values:
                    return deciding
                return None if None in values else not deciding
            case n.IfBool(condition, yes, no):
                holds = self.truths[id(condition)]
                s, t = self.truths[id(yes)], self.truths[id(no)]
                if holds is not None:
                    return s if holds else t
                return s if s == t else None
        return None

    def _compare(self, op: str, x: Jet, y: Jet) -> bool | None:
        """By the difference, whose slopes may cancel where those of the sides do not."""
        found = binary("sub", x, y)
        difference = None if found is None else jet(*found, self.offsets)
        if difference is None:
            return None
        d = difference.value
        if op == "eq" and d.is_zero():
            return True
        if d > 0:
            return False
        if d < 0:
            return op != "eq"
        if op == "le" and d <= 0:
            return True
        return False if op == "lt" and d >= 0 else None
