"""From productions to syntax tree: types and expressions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from verif.base.errors import Diagnostic
from verif.base.source import Span
from verif.language import ast
from verif.language.literals import NumberTooLarge, exact, unquote
from verif.language.tokens import Token

_UPWARD = frozenset({"<", "<="})
_DOWNWARD = frozenset({">", ">="})

Child = Any  # a Token, a Node or a Group: what stands on the automaton's stack


@dataclass(slots=True)
class Group:
    """Several things read together, such as names, arguments or binders."""

    span: Span
    items: list[Any]


class ExpressionBuilder:
    """Builds types and expressions, and notes what the grammar alone cannot refuse."""

    def __init__(self, file: str) -> None:
        self.source = file
        self.problems: list[Diagnostic] = []

    def problem(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Note a diagnostic and go on."""
        self.problems.append(Diagnostic(code, message, span, hint))

    def over(self, first: Child, last: Child) -> Span:
        """The span from the start of one child to the end of another."""
        a = first if type(first) is Token else first.span
        b = last if type(last) is Token else last.span
        return Span(self.source, a.line, a.column, b.end_line, b.end_column)

    def group_of(self, c: list[Child]) -> Group:
        """The children without brackets, commas and keywords."""
        items = [x for x in c if type(x) is not Token or x.type == "NAME"]
        return Group(self.over(c[0], c[-1]), items)

    # --- types --------------------------------------------------------------------------------

    def type_name(self, c: list[Child]) -> ast.TypeName:
        """``NAME``, ``m.NAME`` or either with arguments."""
        arguments = tuple(c[-1].items) if isinstance(c[-1], Group) else ()
        name = "".join(x.text for x in c if type(x) is Token)
        return ast.TypeName(self.over(c[0], c[-1]), name, arguments)

    def array_type(self, c: list[Child]) -> ast.ArrayType:
        """``T[length]``"""
        return ast.ArrayType(self.over(c[0], c[-1]), c[0], c[2])

    def tuple_type(self, c: list[Child]) -> ast.TupleType:
        """``(hi : F, lo : F)``"""
        fields = tuple((x.items[0], x.items[1]) for x in c if isinstance(x, Group))
        return ast.TupleType(self.over(c[0], c[-1]), fields)

    def tuple_field(self, c: list[Child]) -> Group:
        """``hi : F``"""
        return Group(self.over(c[0], c[-1]), [c[0].text, c[2]])

    # --- expressions --------------------------------------------------------------------------

    def conditional(self, c: list[Child]) -> ast.Conditional:
        """``if c then a else b``"""
        return ast.Conditional(self.over(c[0], c[-1]), c[1], c[3], c[5])

    def quantified(self, c: list[Child]) -> ast.Quantified:
        """``forall binders : body``"""
        return ast.Quantified(self.over(c[0], c[-1]), c[0].text, tuple(c[1].items), c[3])

    binders = group_of

    def binder(self, c: list[Child]) -> ast.Binder:
        """``i in lo..<hi`` or ``x in T``, perhaps with ``where``"""
        domain = c[2] if isinstance(c[2], ast.Range) else self._as_type(c[2])
        where = c[3].items[0] if len(c) > 3 else None
        return ast.Binder(self.over(c[0], c[-1]), c[0].text, domain, where)

    def _as_type(self, expr: ast.Expr) -> ast.Type:
        """The type that was read as an expression, since only what follows tells them apart."""
        lengths: list[ast.Index] = []
        while isinstance(expr, ast.Index):
            lengths.append(expr)
            expr = expr.object
        head = expr
        arguments: tuple[ast.Expr, ...] = ()
        if isinstance(expr, ast.Call) and not expr.named:
            head, arguments = expr.function, expr.arguments
        if isinstance(head, ast.Name):
            name = head.name
        elif isinstance(head, ast.Member) and isinstance(head.object, ast.Name):
            name = f"{head.object.name}.{head.name}"
        else:
            message = "expected a type or a range after 'in'"
            hint = "such as: x in E4M3, or i in 0..<K"
            self.problem("E002", message, expr.span, hint)
            name = ""
        kind: ast.Type = ast.TypeName(expr.span, name, arguments)
        for index in reversed(lengths):
            kind = ast.ArrayType(index.span, kind, index.index)
        return kind

    def range(self, c: list[Child]) -> ast.Range:
        """``lo..<hi``"""
        return ast.Range(self.over(c[0], c[-1]), c[0], c[2])

    def binary(self, c: list[Child]) -> ast.Binary:
        """``a + b``"""
        return ast.Binary(self.over(c[0], c[2]), c[1].text, c[0], c[2])

    def unary(self, c: list[Child]) -> ast.Unary:
        """``-a``"""
        return ast.Unary(self.over(c[0], c[1]), c[0].text, c[1])

    def chain(self, c: list[Child]) -> ast.Comparison:
        """``a < b`` or ``a < b <= c``"""
        span = self.over(c[0], c[-1])
        operators = tuple(x.text for x in c[1::2])
        if len(operators) > 2:
            message = "a chain has at most two comparisons"
            self.problem("E003", message, span, "join comparisons with 'and'")
        elif len(operators) == 2 and not (
            _UPWARD.issuperset(operators) or _DOWNWARD.issuperset(operators)
        ):
            message = "the two comparisons of a chain must point the same way"
            hint = "write a < b <= c or a > b >= c; otherwise join comparisons with 'and'"
            self.problem("E003", message, span, hint)
        return ast.Comparison(span, operators, tuple(c[::2]))

    def call(self, c: list[Child]) -> ast.Call:
        """``f(a, name = b)``"""
        self._check_callable(c[0])
        arguments: list[ast.Expr] = []
        named: list[ast.Named] = []
        for x in c[2:]:
            if isinstance(x, ast.Named):
                named.append(x)
            elif isinstance(x, ast.Expr):
                if named:
                    message = "a named argument can't be followed by one without a name"
                    self.problem("E002", message, x.span)
                arguments.append(x)
        return ast.Call(self.over(c[0], c[-1]), c[0], tuple(arguments), tuple(named))

    def division_call(self, c: list[Child]) -> ast.Call:
        """``div(F, x, y, M)``: the operator whose name is also a keyword"""
        return self.call([ast.Name(self.over(c[0], c[0]), "div"), *c[1:]])

    def _check_callable(self, function: ast.Expr) -> None:
        """Only names are called; a number before a bracket is a forgotten ``*``."""
        if not isinstance(function, ast.Name | ast.Member):
            hint = "a product needs its sign: a * (b + c)"
            self.problem("E002", "only a name can be called", function.span, hint)

    def named(self, c: list[Child]) -> ast.Named:
        """``name = value`` as an argument"""
        return ast.Named(self.over(c[0], c[2]), c[0].text, c[2])

    def fold(self, c: list[Child]) -> ast.Fold:
        """``sum(body for i in 0..<K)``"""
        name = ""
        if isinstance(c[0], ast.Name):
            name = c[0].name
        else:
            message = "only a named function can be applied with 'for'"
            self.problem("E002", message, c[0].span, "such as: sum(x[i] for i in 0..<K)")
        return ast.Fold(self.over(c[0], c[-1]), name, c[2], tuple(c[4].items))

    def index(self, c: list[Child]) -> ast.Index:
        """``a[i]``"""
        return ast.Index(self.over(c[0], c[-1]), c[0], c[2])

    def slice(self, c: list[Child]) -> ast.Slice:
        """``b[7:0]``"""
        return ast.Slice(self.over(c[0], c[-1]), c[0], c[2], c[4])

    def member(self, c: list[Child]) -> ast.Member:
        """``a.b``"""
        return ast.Member(self.over(c[0], c[-1]), c[0], c[2].text)

    def name(self, c: list[Child]) -> ast.Name:
        """``x``"""
        return ast.Name(c[0].span(self.source), c[0].text)

    def number(self, c: list[Child]) -> ast.Number:
        """``12``, ``12.5e-3``, ``0x7F`` or ``0b1010``"""
        text = c[0].text
        span = c[0].span(self.source)
        try:
            value = exact(text)
        except NumberTooLarge as error:
            self.problem("E006", str(error), span)
            value = Fraction(0)
        return ast.Number(span, value, text)

    def text(self, c: list[Child]) -> ast.Text:
        """``"s eeee mmm"``"""
        return ast.Text(c[0].span(self.source), unquote(c[0].text))

    def truth(self, c: list[Child]) -> ast.Truth:
        """``true`` or ``false``"""
        return ast.Truth(c[0].span(self.source), c[0].text == "true")

    def parentheses(self, c: list[Child]) -> ast.Expr:
        """``(e)``: the same node, with the brackets in its span."""
        node: ast.Expr = replace(c[1], span=self.over(c[0], c[2]))
        return node

    def tuple_expr(self, c: list[Child]) -> ast.TupleExpr:
        """``(a, b)``"""
        return ast.TupleExpr(self.over(c[0], c[-1]), _items(c))

    def list_expr(self, c: list[Child]) -> ast.ListExpr:
        """``[a, b]``"""
        return ast.ListExpr(self.over(c[0], c[-1]), _items(c))

    expressions = group_of


def _items(c: list[Child]) -> tuple[ast.Expr, ...]:
    """The expressions between brackets and commas."""
    return tuple(x for x in c if isinstance(x, ast.Expr))
