"""Clauses that say how a property is to be decided: ``expect``, ``engine`` and ``budget``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

from verif.base.errors import did_you_mean
from verif.base.source import Source
from verif.language import ast
from verif.language.builtins import ENGINES
from verif.language.problem import fail
from verif.properties.obligation import Expected, Property

MAX_BUDGET = 1000


@dataclass
class Settings:
    """What a property says of itself, not of its inputs."""

    expect: Expected | None = None
    engine: str | None = None
    long: bool = False
    budget: int = 1

    def property(self, item: ast.Property, label: str, source: Source) -> Property:
        """The property, without what it asks."""
        return Property(
            name=item.name + label,
            span=item.span,
            text=source.excerpt(item.span),
            obligations=(),
            expect=self.expect,
            engine=self.engine,
            lemma=item.lemma,
            long=self.long,
            budget=self.budget,
            comment=_comment(source, item.span.line),
        )


def _comment(source: Source, line: int) -> str:
    """The lines of comment right above a line, without their marks."""
    lines: list[str] = []
    while (text := source.line(line - 1 - len(lines)).strip()).startswith("#"):
        lines.append(text.lstrip("#").strip())
    return "\n".join(reversed(lines))


def settings_of(item: ast.Property) -> Settings:
    """What the clauses of a property say of it; raises ``Problem`` where one is there twice."""
    found = Settings()
    if item.lemma:
        _check_lemma(item)
    said: set[str] = set()
    for clause in item.body:
        match clause:
            case ast.Expect():
                what = "an 'expect'"
                found.expect = expected(clause)
            case ast.Engine(name=name):
                what = "an 'engine'"
                if name not in ENGINES:
                    hint = did_you_mean(name, ENGINES) or f"there are {', '.join(ENGINES)}"
                    fail("E601", f"there is no engine '{name}'", clause.span, hint)
                found.engine = name
            case ast.Budget(amount="long"):
                what = "a 'budget long'"
                found.long = True
            case ast.Budget():
                what = "a budget that is a number"
                found.budget = _factor(clause)
            case _:
                continue
        if what in said:
            fail("E601", f"there is already {what}", clause.span)
        said.add(what)
    return found


def _check_lemma(item: ast.Property) -> None:
    """A lemma claims something for all its inputs, and nothing else."""
    for clause in item.body:
        if isinstance(clause, ast.Cover | ast.Expect):
            word = type(clause).__name__.lower()
            hint = f"write a property with the '{word}' beside it"
            fail("E601", f"a lemma has no '{word}'", clause.span, hint)
    if not any(isinstance(clause, ast.Prove) for clause in item.body):
        fail("E601", f"the lemma '{item.name}' has nothing to prove", item.span)


def _factor(clause: ast.Budget) -> int:
    """The number that a ``budget`` names."""
    digits = clause.amount.lstrip("0")
    if not digits.isdecimal() or len(digits) > 4 or int(digits) > MAX_BUDGET:
        hint = "budget long; runs only when asked for, budget 4; has four times the limits"
        fail("E601", f"a budget is 'long' or a number from 1 to {MAX_BUDGET}", clause.span, hint)
    return int(digits)


def expected(clause: ast.Expect) -> Expected:
    """The verdict that an ``expect`` clause names."""
    choices = get_args(Expected)
    if clause.verdict not in choices:
        hint = did_you_mean(clause.verdict, choices)
        fail("E601", f"expect one of {', '.join(choices)}", clause.span, hint)
    return cast(Expected, clause.verdict)
