"""Sums of two floats so far apart that the smaller one does not reach the larger.

There every rounding of a sum gives the larger number, the smaller one or zero; each is a lemma
about one rounding, and what is left of the claim has no rounding in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verif.engines.engine import Query
from verif.formats.context import Context
from verif.formats.float_ import Float
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.simplify import simplified
from verif.ir.substitute import substitute
from verif.proof.plan import Goal

Form = tuple[int, int]
"""``a * upper + b * lower``"""


class Distant:
    """The predicate where the last place of ``upper`` is at least ``reach`` above that of
    ``lower``."""

    def __init__(
        self, query: Query, predicate: n.Bool, fmt: Float, codes: tuple[n.Var, n.Var], reach: int
    ) -> None:
        self.query, self.predicate, self.format = query, predicate, fmt
        self.upper, self.lower = codes
        apart = b.le(b.const(reach), b.sub(self._place(codes[0]), self._place(codes[1])))
        special = (b.test(op, fmt, v) for v in codes for op in ("nan", "inf"))
        self.region = b.and_(apart, b.not_(b.or_(*special)))
        self.lemmas: dict[tuple[Context, Form], n.Bool] = {}

    def _place(self, code: n.Var) -> n.Num:
        """The exponent field of a code, that of a subnormal being 1."""
        fmt = self.format
        magnitude = b.binary("and", code, b.const((1 << fmt.magnitude_bits) - 1))
        field = b.floor(b.div(magnitude, b.const(1 << fmt.significand_bits)))
        return b.binary("max", field, b.ONE)

    def goals(self) -> Iterator[Goal] | None:
        """The lemmas and what is left; ``None`` where some rounding has another form."""
        left = self.predicate
        while True:
            found = self._innermost(left)
            if found is None:
                break
            before, left = left, simplified(substitute(left, found))
            if left is before:  # what is left of the roundings is of another form
                return None
        return self._made(left)

    def _made(self, left: n.Bool) -> Iterator[Goal]:
        far = f"{self.upper.name} far above {self.lower.name}"
        flag = b.var("sign of zero", 0, 1)
        for (context, form), claim in self.lemmas.items():
            a, c = form
            name = f"{far}: {context.mode.name}({a} {self.upper.name} + {c} {self.lower.name})"
            query = replace(self.query, variables=(*self.query.variables, flag), order=(), facts=())
            yield Goal(name, query.about(b.and_(self.region, b.not_(claim))))
        query = replace(self.query, order=(), facts=())
        yield Goal(f"{far}: the claim", query.about(b.and_(self.region, left)))

    def _innermost(self, root: n.Bool) -> dict[n.Node, n.Node] | None:
        """What the roundings of plain sums give; empty where none has such a form, ``None`` where
        there is no rounding left whose value is asked for."""
        forms: dict[int, Form] = {}
        known: dict[n.Node, n.Node] = {}
        asked = False
        for node in n.postorder(root):
            form = self._form(node, forms)
            if form is not None:
                forms[id(node)] = form
                if isinstance(node, n.Binary):
                    known[node] = self._term(form)
            match node:
                case n.Decode(_, n.Round() as r):
                    asked = True
                    value = self._rounded(r, forms)
                    if value is not None:
                        known |= self._facts(r, value)
        return known if asked else None

    def _form(self, node: n.Node, forms: dict[int, Form]) -> Form | None:
        match node:
            case n.Const() if node.value == 0:
                return 0, 0
            case n.Decode(_, code) if code is self.upper:
                return 1, 0
            case n.Decode(_, code) if code is self.lower:
                return 0, 1
            case n.Unary("neg", x) if id(x) in forms:
                a, c = forms[id(x)]
                return -a, -c
            case n.Binary("add" | "sub" as op, x, y) if id(x) in forms and id(y) in forms:
                (a, c), (d, e) = forms[id(x)], forms[id(y)]
                return (a + d, c + e) if op == "add" else (a - d, c - e)
        return None

    def _rounded(self, r: n.Round, forms: dict[int, Form]) -> Form | None:
        """What a rounding gives, as the form of a lemma."""
        form = forms.get(id(r.real))
        if form is None or r.nan is not b.FALSE or r.inf is not b.FALSE:
            return None
        a, c = form
        if abs(a) > 1 or abs(c) > 1:
            return None
        value = (a, 0) if a else (0, c)
        flag = b.eq(b.var("sign of zero", 0, 1), b.ONE)
        code = b.round_(self.format, r.context, b.FALSE, b.FALSE, flag, self._term(form))
        self.lemmas[(r.context, form)] = b.and_(
            b.eq(b.decode(self.format, code), self._term(value)),
            b.not_(b.test("nan", self.format, code)),
            b.not_(b.test("inf", self.format, code)),
        )
        return value

    def _facts(self, r: n.Round, value: Form) -> dict[n.Node, n.Node]:
        fmt = self.format
        found: dict[n.Node, n.Node] = {b.decode(fmt, r): self._term(value)}
        for op in ("nan", "inf"):
            test = b.test(op, fmt, r)
            if not isinstance(test, n.Truth):
                found[test] = b.FALSE
        return found

    def _term(self, form: Form) -> n.Num:
        """A form as one and the same term wherever it occurs."""
        parts = [
            b.decode(self.format, code) if k > 0 else b.neg(b.decode(self.format, code))
            for k, code in zip(form, (self.upper, self.lower), strict=True)
            for _ in range(abs(k))
        ]
        total: n.Num = b.ZERO
        for part in parts:
            total = b.add(total, part)
        return total
