"""``using`` clauses: what a lemma says of the terms it is given, and lemmas that go in a circle.

A lemma that is proved holds for all values of its variables, so what it says of any terms is a
fact: its ``where`` and ``assume`` at these terms imply its claims. Its own partial terms need no
guard, as a lemma with a term that may lack a meaning is not proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verif.base.errors import Diagnostic, did_you_mean
from verif.base.source import Span
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.inlining import let
from verif.language.problem import Problem, fail
from verif.language.scope import Global, Local
from verif.language.templates import instances
from verif.language.terms import NumTerm, Term
from verif.language.types import NumberType, Type
from verif.language.typing_ import fit, resolve
from verif.properties.obligation import Property

SHOWN = 8
"""How many instances a hint names."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A lemma with a choice for each name of its template."""

    file: str
    item: ast.Property
    label: str
    names: Mapping[str, Local]

    @property
    def id(self) -> str:
        """The id of the property that it is."""
        return f"{self.file}::{self.item.name}{self.label}"


@dataclass(frozen=True, slots=True)
class Use:
    """A ``using`` clause: the lemma and what it says."""

    lemma: Instance
    fact: n.Bool
    span: Span


def use(e: Elaborator, clause: ast.Using) -> Use:
    """The meaning of a ``using`` clause; partial terms among its arguments are hazards of ``e``."""
    found = _find(e, clause.lemma)
    item = found.item
    assert isinstance(item, ast.Property)
    givens = [name for c in item.body if isinstance(c, ast.Given) for name in c.names]
    parameters = [t.name for t in item.templates] + givens
    usage = f"using {item.name}({', '.join(parameters)});" if parameters else f"using {item.name};"
    if clause.named:
        fail("E203", f"'{item.name}' takes no named arguments", clause.named[0].span, usage)
    if len(clause.arguments) != len(parameters):
        message = f"'{item.name}' takes {len(parameters)} arguments, not {len(clause.arguments)}"
        fail("E203", message, clause.span, usage)
    chosen, rest = (
        clause.arguments[: len(item.templates)],
        clause.arguments[len(item.templates) :],
    )
    lemma = _instance(e, found.file, item, chosen, clause.span)
    terms = [(e.expr(a), a.span) for a in rest]
    try:
        fact = _fact(e, lemma, terms)
    except Problem as problem:
        d = problem.diagnostic
        if d.code != "E204":
            raise
        # What is constant in the lemma need not be so for these terms.
        fail("E204", f"{d.message}, in {item.name} at {d.span}", clause.span, d.hint)
    return Use(lemma, fact, clause.span)


def _find(e: Elaborator, node: ast.Name | ast.Member) -> Global:
    """The lemma that a name means."""
    if isinstance(node, ast.Member):
        module = None
        if isinstance(node.object, ast.Name):
            module = e.library.module(e, node.object.name)
        if module is None:
            fail("E101", "unknown lemma", node.span, "name it as NAME, or as m.NAME after 'use'")
        names: Mapping[str, Global] = module
        found = module.get(node.name)
    else:
        names = e.library.names.files[e.file].names
        found = e.library.names.find(e.file, node.name)
    if found is None:
        lemmas = [name for name, g in names.items() if isinstance(g.item, ast.Property)]
        hint = did_you_mean(node.name, lemmas)
        items = e.library.loaded.files[e.file].tree.items
        if any(isinstance(i, ast.Property) and i.name == node.name for i in items):
            hint = f"only a lemma can be used: write 'lemma {node.name}', not 'property'"
        fail("E101", f"unknown lemma '{node.name}'", node.span, hint)
    if not isinstance(found.item, ast.Property):
        fail("E202", f"'{node.name}' is not a lemma", node.span)
    return found


def _instance(
    e: Elaborator, file: str, item: ast.Property, arguments: Sequence[ast.Expr], at: Span
) -> Instance:
    """The instance of a lemma for its template's arguments, which are among its choices."""
    terms = [_static(e, a) for a in arguments]
    labels: list[str] = []
    for label, names in instances(e.library, file, item.templates):
        choice = [names[t.name].term for t in item.templates]
        if all(map(_equal, choice, terms)):
            return Instance(file, item, label, names)
        labels.append(label)
    shown = ", ".join(labels[:SHOWN]) + (", ..." if len(labels) > SHOWN else "")
    span = arguments[0].span.to(arguments[-1].span) if arguments else at
    fail("E203", f"'{item.name}' has no such instance", span, f"there are {shown}")


def _equal(choice: Term, term: Term) -> bool:
    if isinstance(choice, NumTerm) and isinstance(term, NumTerm):
        return choice.node is term.node
    return choice == term


def _static(e: Elaborator, node: ast.Expr) -> Term:
    """A template's argument: numbers are constants."""
    term = e.expr(node)
    if isinstance(term, NumTerm):
        return NumTerm(b.const(e.known(term.node, node.span, "a template's argument")), True)
    return term


def _fact(e: Elaborator, lemma: Instance, terms: Sequence[tuple[Term, Span]]) -> n.Bool:
    """What a lemma says of terms, in the order of its givens."""
    inner = Elaborator(e.library, lemma.file, lemma.names)
    inner.splittable = e.splittable
    inner.fresh = e.fresh
    left = iter(terms)
    claims: list[n.Bool] = []
    for clause in lemma.item.body:
        match clause:
            case ast.Given(names=names, type=written, where=where):
                type_ = resolve(inner, written)
                for name in names:
                    term, span = next(left)
                    inner.local[name] = Local(_given(e, inner, term, type_, span))
                if where is not None:
                    inner.assumption = b.and_(inner.assumption, inner.boolean(where))
            case ast.Assume(condition=condition):
                inner.assumption = b.and_(inner.assumption, inner.boolean(condition))
            case ast.Let():
                let(inner, clause)
            case ast.Prove(claim=claim):
                claims.append(b.implies(inner.assumption, inner.boolean(claim)))
            case _:
                pass
        if inner.assumption is b.FALSE:
            break  # terms that the lemma says nothing of, and to which its types may not apply
    e.fresh = inner.fresh
    return b.and_(*claims)


def _given(e: Elaborator, inner: Elaborator, term: Term, type_: Type, span: Span) -> Term:
    """A term for a given variable. It fits as an argument of an operator does, but of a number
    below the naturals the lemma just says nothing."""
    if isinstance(type_, NumberType) and type_.kind != "real":
        whole = e.as_integer(term, span)
        if type_.kind == "nat":
            inner.assumption = b.and_(inner.assumption, b.le(b.ZERO, whole))
        return NumTerm(whole, True)
    return fit(e, term, type_, span)


def circles(
    properties: Iterable[Property], spans: Mapping[tuple[str, str], Span]
) -> list[Diagnostic]:
    """An error for each lemma that is used, directly or through others, to show itself."""
    uses = {p.id: p.uses for p in properties}
    names = {p.id: p.name for p in properties}
    done: set[str] = set()
    found: list[Diagnostic] = []
    for start in uses:
        path: list[str] = []
        pending: list[tuple[str, int]] = [] if start in done else [(start, 0)]
        while pending:
            at, position = pending.pop()
            if position == 0:
                path.append(at)
            if position == len(uses.get(at, ())):
                done.add(path.pop())
                continue
            pending.append((at, position + 1))
            target = uses[at][position]
            if target in path:
                circle = " -> ".join(names[i] for i in [*path[path.index(target) :], target])
                message = f"lemmas use each other in a circle: {circle}"
                found.append(Diagnostic("E602", message, spans[at, target]))
            elif target not in done:
                pending.append((target, 0))
    return found
