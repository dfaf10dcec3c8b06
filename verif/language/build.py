"""From productions to syntax tree: one method for each production of ``spec.lark``."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from verif.base.source import Span
from verif.language import ast
from verif.language.expressions import Child, ExpressionBuilder, Group
from verif.language.literals import unquote
from verif.language.tokens import Token

EDITIONS = (1,)


class Builder(ExpressionBuilder):
    """Builds the file, its items and their clauses; expressions are built by its base."""

    # --- file and items -----------------------------------------------------------------------

    def file(self, c: list[Child]) -> ast.File:
        """``edition? item*``"""
        edition, items = 1, c
        if c and isinstance(c[0], int):
            edition, items = c[0], c[1:]
        start = Span(self.source, 1, 1, 1, 1)
        span = self.over(items[0], items[-1]) if items else start
        return ast.File(span, edition, tuple(items))

    def edition(self, c: list[Child]) -> int:
        """``arith 1;``"""
        text = c[1].text.replace("_", "")
        if text.lstrip("0") not in {str(e) for e in EDITIONS}:
            message = f"edition {_short(text)} of the language is not supported"
            known = ", ".join(f"arith {e};" for e in EDITIONS)
            self.problem("E004", message, self.over(c[1], c[1]), f"known editions: {known}")
        return EDITIONS[0]

    def use(self, c: list[Child]) -> ast.Use:
        """``use "path" as m;``"""
        alias = c[3].text if len(c) > 3 else ""
        return ast.Use(self.over(c[0], c[-1]), unquote(c[1].text), alias)

    def const(self, c: list[Child]) -> ast.Constant:
        """``const NAME = expr;``"""
        return ast.Constant(self.over(c[0], c[-1]), c[1].text, c[3])

    def format(self, c: list[Child]) -> ast.Format:
        """``format NAME(parameters) : family(arguments) { entries }``"""
        colon = next(i for i, x in enumerate(c) if type(x) is Token and x.type == "COLON")
        parameters = tuple(c[2].items) if colon == 3 else ()
        family, after = c[colon + 1], c[colon + 2]
        return ast.Format(
            self.over(c[0], c[-1]),
            c[1].text,
            parameters,
            family.text,
            tuple(after.items) if isinstance(after, Group) else (),
            tuple(x for x in c if isinstance(x, ast.Field)),
            tuple(x for x in c if isinstance(x, ast.Case)),
            tuple(x for x in c if isinstance(x, ast.Check)),
        )

    def alias(self, c: list[Child]) -> ast.Alias:
        """``format NAME = posit(8, 2) { checks }``"""
        checks = tuple(x for x in c if isinstance(x, ast.Check))
        return ast.Alias(self.over(c[0], c[-1]), c[1].text, c[3], checks)

    def rounding(self, c: list[Child]) -> ast.Rounding:
        """``rounding NAME { fields }``"""
        return ast.Rounding(self.over(c[0], c[-1]), c[1].text, tuple(c[3:-1]))

    def op(self, c: list[Child]) -> ast.Operator:
        """``op NAME(parameters) -> type { clauses }``"""
        arrow = next(i for i, x in enumerate(c) if type(x) is Token and x.type == "ARROW")
        parameters = tuple(c[2].items) if isinstance(c[2], Group) else ()
        body: tuple[ast.Clause, ...] = tuple(c[arrow + 3 : -1])
        self._check_returns(c[1], body)
        return ast.Operator(self.over(c[0], c[-1]), c[1].text, parameters, c[arrow + 1], body)

    def _check_returns(self, name: Token, body: tuple[ast.Clause, ...]) -> None:
        """An operator has one ``return``, and it is the last clause."""
        if not any(isinstance(clause, ast.Return) for clause in body):
            message = f"operator '{name.text}' has no 'return'"
            self.problem("E002", message, name.span(self.source), "end it with: return value;")
        for clause, following in pairwise(body):
            if isinstance(clause, ast.Return):
                message = "nothing may follow 'return': it is the last clause of an operator"
                self.problem("E002", message, following.span)
                return

    def property(self, c: list[Child]) -> ast.Property:
        """``property NAME templates? { clauses }``"""
        templates, start = (tuple(c[2].items), 4) if isinstance(c[2], Group) else ((), 3)
        return ast.Property(self.over(c[0], c[-1]), c[1].text, templates, tuple(c[start:-1]))

    def lemma(self, c: list[Child]) -> ast.Property:
        """``lemma NAME templates? { clauses }``"""
        return replace(self.property(c), lemma=True)

    def kernel(self, c: list[Child]) -> ast.Kernel:
        """``kernel NAME templates? implements operator { entries }``"""
        templates, start = (tuple(c[2].items), 4) if isinstance(c[2], Group) else ((), 3)
        entries = c[start + 2 : -1]
        expects = [x for x in entries if isinstance(x, ast.Expect)]
        for extra in expects[1:]:
            self.problem("E601", "a kernel has one 'expect'", extra.span)
        if not isinstance(c[start], ast.Name | ast.Member | ast.Call):
            hint = "such as: mul(E4M3, RNE)"
            self.problem("E002", "expected an operator after 'implements'", c[start].span, hint)
        return ast.Kernel(
            self.over(c[0], c[-1]),
            c[1].text,
            templates,
            c[start],
            tuple(x for x in entries if isinstance(x, ast.Field)),
            expects[0] if expects else None,
        )

    def field(self, c: list[Child]) -> ast.Field:
        """``NAME = value;``"""
        return ast.Field(self.over(c[0], c[-1]), c[0].text, c[2])

    kernel_field = field

    def phrase(self, c: list[Child]) -> ast.Name:
        """``codes modulo nan``: words that belong together, kept as one name."""
        return ast.Name(self.over(c[0], c[-1]), " ".join(word.text for word in c))

    def case(self, c: list[Child]) -> ast.Case:
        """``"pattern" = value;``"""
        return ast.Case(self.over(c[0], c[-1]), self.text(c[:1]), c[2])

    def check(self, c: list[Child]) -> ast.Check:
        """``check condition;``"""
        return ast.Check(self.over(c[0], c[-1]), c[1])

    def parameters(self, c: list[Child]) -> Group:
        """``(x, y : T, m : rounding)``"""
        items = [parameter for x in c if isinstance(x, Group) for parameter in x.items]
        return Group(self.over(c[0], c[-1]), items)

    def group(self, c: list[Child]) -> Group:
        """``x, y : T``: the place of each parameter is its name."""
        names, kind = c[0].items, c[2]
        items = [ast.Parameter(x.span(self.source), x.text, kind) for x in names]
        return Group(self.over(c[0], c[-1]), items)

    def keyword_type(self, c: list[Child]) -> ast.TypeName:
        """``format`` or ``rounding`` as the type of a parameter."""
        return ast.TypeName(self.over(c[0], c[0]), c[0].text, ())

    templates = ExpressionBuilder.group_of
    names = ExpressionBuilder.group_of

    def template(self, c: list[Child]) -> ast.Template:
        """``F in {A, B}`` or ``n in 2..<9``"""
        choices: tuple[ast.Expr, ...] | ast.Range
        if isinstance(c[2], ast.Range):
            choices = c[2]
        else:
            choices = tuple(x for x in c[3:] if isinstance(x, ast.Expr))
        return ast.Template(self.over(c[0], c[-1]), c[0].text, choices)

    # --- clauses ------------------------------------------------------------------------------

    def requires(self, c: list[Child]) -> ast.Requires:
        """``requires condition;``"""
        return ast.Requires(self.over(c[0], c[-1]), c[1])

    def return_clause(self, c: list[Child]) -> ast.Return:
        """``return value;``"""
        return ast.Return(self.over(c[0], c[-1]), c[1])

    def given(self, c: list[Child]) -> ast.Given:
        """``given x, y : T where condition;``"""
        names = tuple(x.text for x in c[1].items)
        where = c[4].items[0] if isinstance(c[4], Group) else None
        return ast.Given(self.over(c[0], c[-1]), names, c[3], where)

    def guard(self, c: list[Child]) -> Group:
        """``where condition``"""
        return Group(self.over(c[0], c[1]), [c[1]])

    def assume(self, c: list[Child]) -> ast.Assume:
        """``assume condition;``"""
        return ast.Assume(self.over(c[0], c[-1]), c[1])

    def let(self, c: list[Child]) -> ast.Let:
        """``let x = e;``"""
        return ast.Let(self.over(c[0], c[-1]), (c[1].text,), None, c[3])

    def typed_let(self, c: list[Child]) -> ast.Let:
        """``let x : T = e;``"""
        return ast.Let(self.over(c[0], c[-1]), (c[1].text,), c[3], c[5])

    def tuple_let(self, c: list[Child]) -> ast.Let:
        """``let (a, b) = e;``"""
        names = tuple(x.text for x in c if type(x) is Token and x.type == "NAME")
        return ast.Let(self.over(c[0], c[-1]), names, None, c[-2])

    def prove(self, c: list[Child]) -> ast.Prove:
        """``prove claim;``"""
        return ast.Prove(self.over(c[0], c[-1]), c[1])

    def cover(self, c: list[Child]) -> ast.Cover:
        """``cover condition;``"""
        return ast.Cover(self.over(c[0], c[-1]), c[1])

    def expect(self, c: list[Child]) -> ast.Expect:
        """``expect refuted;``"""
        return ast.Expect(self.over(c[0], c[-1]), c[1].text)

    def engine(self, c: list[Child]) -> ast.Engine:
        """``engine z3;``"""
        return ast.Engine(self.over(c[0], c[-1]), c[1].text)

    def budget(self, c: list[Child]) -> ast.Budget:
        """``budget long;`` or ``budget 4;``"""
        return ast.Budget(self.over(c[0], c[-1]), c[1].text.replace("_", ""))

    def using(self, c: list[Child]) -> ast.Using:
        """``using NAME(arguments);``"""
        span, target = self.over(c[0], c[-1]), c[1]
        if isinstance(target, ast.Call) and isinstance(target.function, ast.Name | ast.Member):
            return ast.Using(span, target.function, target.arguments, target.named)
        if not isinstance(target, ast.Name | ast.Member):
            hint = "such as: using monotone(E4M3, x, y);"
            self.problem("E002", "expected a lemma after 'using'", target.span, hint)
            target = ast.Name(target.span, "")
        return ast.Using(span, target, (), ())


def _short(text: str) -> str:
    """At most twenty characters of a text."""
    return text if len(text) <= 20 else f"{text[:17]}..."
