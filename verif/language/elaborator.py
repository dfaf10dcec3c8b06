"""Elaboration: an expression and its place to a typed term over the core, with its hazards.

One elaborator serves one clause list (a property instance, an operator's body, a ``check``). It
keeps what guards the place it is at - the assumptions before it in the text and the left sides of
``and``, ``or``, ``implies`` and ``if`` - so that each partial term yields a hazard that is
violated exactly where evaluation reaches it and it has no meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from verif.base.exact import TooLarge
from verif.base.source import Span
from verif.base.surd import NotExact
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.language import ast
from verif.language.problem import NeedsConstant, Obstacle, fail
from verif.language.scope import Local
from verif.language.terms import (
    ArrayTerm,
    BitsTerm,
    BoolTerm,
    CodeTerm,
    DatumTerm,
    FormatTerm,
    LaneIndexTerm,
    NumTerm,
    RoundingTerm,
    Term,
    TextTerm,
    TupleTerm,
    ValueTerm,
    describe,
)
from verif.operators.record import Record, of_code, of_real
from verif.properties.obligation import Hazard

if TYPE_CHECKING:
    from verif.language.library import Library
    from verif.language.sequences import Sequences


class Elaborator:
    """Elaborates expressions of ``file`` with the local names ``local``."""

    def __init__(
        self, library: Library, file: str, local: Mapping[str, Local] | None = None
    ) -> None:
        self.library = library
        self.file = file
        self.local: dict[str, Local] = dict(local or {})
        self.facts: Format | None = None
        self.assumption: n.Bool = b.TRUE
        self.guards: list[n.Bool] = []
        self.hazards: list[Hazard] = []
        self.splittable: set[n.Var] = set()
        self.sequences: Sequences | None = None
        self.depth = 0
        self.fresh = 0
        self._keeping = self._again = False
        self._terms: dict[int, tuple[ast.Expr, Mapping[str, Local], Term]] = {}

    # --- hazards and guards -------------------------------------------------------------------

    def require(self, condition: n.Bool, reason: str, span: Span) -> None:
        """Record that the term at ``span`` means something only where ``condition`` holds."""
        violated = b.and_(self.assumption, *self.guards, b.not_(condition))
        if violated is not b.FALSE:
            self.hazards.append(Hazard(violated, reason, span))

    @contextmanager
    def guarded(self, condition: n.Bool) -> Iterator[None]:
        """What is elaborated inside is only reached where ``condition`` holds."""
        self.guards.append(condition)
        try:
            yield
        finally:
            self.guards.pop()

    @contextmanager
    def collecting(self) -> Iterator[list[Hazard]]:
        """Collect the hazards found inside apart from the others."""
        outer, self.hazards = self.hazards, []
        try:
            yield self.hazards
        finally:
            self.hazards = outer

    @contextmanager
    def naming(self, names: Mapping[str, Local]) -> Iterator[None]:
        """Local names for a binder's body."""
        outer, self.local = self.local, {**self.local, **names}
        try:
            yield
        finally:
            self.local = outer

    def no_hazards(self) -> None:
        """Raise ``Problem`` where this is a constant place and a term in it has no meaning."""
        for hazard in self.hazards:
            try:
                violated = evaluate(hazard.violated, {}) is True
            except (NotExact, TooLarge):
                violated = True
            if violated:
                policy = hazard.reason.endswith("where the policy is error")
                fail("E403" if policy else "E402", f"undefined: {hazard.reason}", hazard.span)

    # --- expressions --------------------------------------------------------------------------

    def expr(self, node: ast.Expr) -> Term:
        """The term of any expression; raises ``Problem`` where it is ill typed."""
        if self._again:
            known = self._terms.get(id(node))
            if known is not None and known[0] is node and known[1] is self.local:
                return known[2]
        term = _readers()[type(node)](self, node)
        if self._keeping:
            self._terms[id(node)] = node, self.local, term
        return term

    @contextmanager
    def keeping_terms(self) -> Iterator[None]:
        """Inside, the terms of expressions are kept for ``with_kept_terms``."""
        self._keeping = True
        try:
            yield
        finally:
            self._keeping, self._terms = False, {}

    @contextmanager
    def with_kept_terms(self) -> Iterator[None]:
        """Inside, an expression that was elaborated under the same names has the term it had then.

        Its hazards are not found again, so this is for places where they do not count.
        """
        self._again = True
        try:
            yield
        finally:
            self._again = False

    # --- what an expression must be -----------------------------------------------------------

    def boolean(self, node: ast.Expr) -> n.Bool:
        """A truth value."""
        term = self.expr(node)
        if not isinstance(term, BoolTerm):
            fail("E201", f"a truth value is needed here, not {describe(term)}", node.span)
        return term.node

    def number(self, node: ast.Expr) -> NumTerm:
        """A real number; data and values count where they are finite."""
        return self.as_number(self.expr(node), node.span)

    def as_number(self, term: Term, span: Span) -> NumTerm:
        """``term`` as a real; NaN and infinities are hazards."""
        match term:
            case NumTerm():
                return term
            case DatumTerm(format=fmt):
                record = of_code(fmt, term.code)
                self._finite(record, span)
                return NumTerm(record.real, bool(getattr(fmt, "is_integer", False)))
            case ValueTerm(record=record):
                self._finite(record, span)
                return NumTerm(record.real, False)
            case CodeTerm():
                hint = "its value is decode(c), its bits as a number unsigned(bits(c))"
                fail("E202", f"{describe(term)} is not a number", span, hint)
            case BitsTerm():
                hint = "as a number it is unsigned(b) or signed(b)"
                fail("E202", f"{describe(term)} is not a number", span, hint)
            case LaneIndexTerm(position):
                assert self.sequences is not None
                return NumTerm(self.sequences.index_number(position), True)
            case _:
                fail("E201", f"a number is needed here, not {describe(term)}", span)

    def _finite(self, record: Record, span: Span) -> None:
        self.require(b.not_(record.nan), "NaN used as a real number", span)
        self.require(b.not_(record.inf), "an infinity used as a real number", span)

    def integer(self, node: ast.Expr) -> n.Num:
        """An integer; a real that may not be one is a hazard."""
        return self.as_integer(self.expr(node), node.span)

    def as_integer(self, term: Term, span: Span) -> n.Num:
        """``term`` as an integer."""
        number = self.as_number(term, span)
        if number.integer:
            return number.node
        # The floor is an integer also where the hazard is violated, as the core must be total.
        whole = b.floor(number.node)
        self.require(b.eq(whole, number.node), "an integer is needed and this is not one", span)
        return whole

    def as_record(self, term: Term, span: Span) -> Record:
        """``term`` as a value: a real, a value or a datum."""
        match term:
            case ValueTerm(record=record):
                return record
            case DatumTerm():
                return of_code(term.format, term.code)
            case NumTerm():
                return of_real(term.node)
            case LaneIndexTerm():
                return of_real(self.as_number(term, span).node)
            case CodeTerm():
                hint = "decode(c) gives the datum of a code"
                fail(
                    "E201", f"a number, value or datum is needed, not {describe(term)}", span, hint
                )
            case _:
                fail("E201", f"a number, value or datum is needed, not {describe(term)}", span)

    def record(self, node: ast.Expr) -> Record:
        """A real, a value or a datum as a value."""
        return self.as_record(self.expr(node), node.span)

    def format(self, node: ast.Expr) -> Format:
        """A format."""
        term = self.expr(node)
        if not isinstance(term, FormatTerm):
            fail("E201", f"a format is needed here, not {describe(term)}", node.span)
        return term.format

    def rounding(self, node: ast.Expr) -> RoundingTerm:
        """A rounding mode or context."""
        term = self.expr(node)
        if not isinstance(term, RoundingTerm):
            hint = "a mode (RNE, RNA, RTZ, RTP, RTN, RTO, RN) or the name of a 'rounding'"
            fail("E201", f"a rounding is needed here, not {describe(term)}", node.span, hint)
        return term

    def constant(self, node: ast.Expr, what: str) -> Fraction:
        """The value of an expression that must be constant, for ``what``."""
        term = self.number(node)
        return self.known(term.node, node.span, what)

    def known(self, node: n.Num, span: Span, what: str) -> Fraction:
        """The value of a constant term; asks for a split where it hangs on given variables."""
        if isinstance(node, n.Const):
            return node.value
        for variable in n.postorder(node):
            if isinstance(variable, n.Var) and variable in self.splittable:
                raise NeedsConstant(variable, what, span)
            if self.sequences is not None and variable is self.sequences.length:
                raise Obstacle(f"{what} that depends on {variable.name}, which may be any number")
        fail("E204", f"{what} must be constant", span)

    def constant_int(self, node: ast.Expr, what: str, low: int, high: int) -> int:
        """A constant integer in ``low..high``."""
        value = self.constant(node, what)
        if value.denominator != 1 or not low <= value <= high:
            fail("E204", f"{what} must be an integer from {low} to {high}, not {value}", node.span)
        return value.numerator

    # --- binders ------------------------------------------------------------------------------

    def new_name(self, name: str) -> str:
        """A variable name that no other binder of this elaboration has."""
        self.fresh += 1
        return f"{name}'{self.fresh}"

    @contextmanager
    def binding(self, variables: Sequence[n.Var]) -> Iterator[None]:
        """Inside, ``variables`` are bound: hazards found there are hazards for some value."""
        with self.collecting() as inner:
            yield
        for hazard in inner:
            self.hazards.append(_for_some(variables, hazard))


def _for_some(variables: Sequence[n.Var], hazard: Hazard) -> Hazard:
    """The hazard outside the binder: violated for some value of the bound variables."""
    free = set(n.postorder(hazard.violated))
    bound = tuple(v for v in variables if v in free)
    violated = b.not_(b.forall(bound, b.not_(hazard.violated)))
    return Hazard(violated, hazard.reason, hazard.span)


Handler = Callable[[Elaborator, ast.Call], Term]


@cache
def _readers() -> Mapping[type[ast.Expr], Callable[[Elaborator, Any], Term]]:
    """What elaborates each kind of expression."""
    # These modules elaborate subexpressions through the class above, hence the late import.
    from verif.language import operations
    from verif.language.calls import call
    from verif.language.comparing import comparison
    from verif.language.folds import fold, quantified

    return {
        ast.Number: lambda e, x: NumTerm(b.const(x.value), x.value.denominator == 1),
        ast.Truth: lambda e, x: BoolTerm(b.truth(x.value)),
        ast.Text: lambda e, x: TextTerm(x.value),
        ast.Name: lambda e, x: e.library.name(e, x),
        ast.Member: lambda e, x: e.library.member(e, x),
        ast.Call: call,
        ast.Fold: fold,
        ast.Quantified: quantified,
        ast.Index: operations.index,
        ast.Slice: operations.slice_,
        ast.Unary: operations.unary,
        ast.Binary: operations.binary,
        ast.Comparison: comparison,
        ast.Conditional: operations.conditional,
        ast.TupleExpr: lambda e, x: TupleTerm(("",) * len(x.items), tuple(map(e.expr, x.items))),
        ast.ListExpr: lambda e, x: ArrayTerm(tuple(map(e.expr, x.items))),
    }
