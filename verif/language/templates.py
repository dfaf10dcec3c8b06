"""Instances of a template: each choice of its names, for a property, a lemma or a kernel."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.library import Library
from verif.language.problem import fail
from verif.language.scope import Local
from verif.language.terms import FormatTerm, NumTerm, RoundingTerm, Term

MAX_INSTANCES = 4096


def instances(
    library: Library, file: str, templates: tuple[ast.Template, ...]
) -> Iterator[tuple[str, dict[str, Local]]]:
    """Each choice of a template's names, as ``[E4M3, 3]`` and as local names."""
    if not templates:
        yield "", {}
        return
    choices: list[list[tuple[str, Term]]] = []
    total = 1
    for i, template in enumerate(templates):
        if template.name in (t.name for t in templates[:i]):
            fail("E102", f"'{template.name}' is already defined", template.span)
        e = Elaborator(library, file)
        found = list(_choices(e, template))
        e.no_hazards()
        if not found:
            fail("E204", f"there is no choice for '{template.name}'", template.span)
        total *= len(found)
        if total > MAX_INSTANCES:
            fail("E204", f"over {MAX_INSTANCES} instances", template.span)
        choices.append(found)
    labels: set[str] = set()
    for combination in product(*choices):
        label = ", ".join(text for text, _ in combination)
        if label in labels:
            fail("E102", f"the instance [{label}] is there twice", templates[0].span)
        labels.add(label)
        names = {t.name: Local(term) for t, (_, term) in zip(templates, combination, strict=True)}
        yield f"[{label}]", names


def _choices(e: Elaborator, template: ast.Template) -> Iterator[tuple[str, Term]]:
    if isinstance(template.choices, ast.Range):
        low = e.constant_int(template.choices.low, "the start of a range", -(1 << 16), 1 << 16)
        high = e.constant_int(template.choices.high, "the end of a range", -(1 << 16), 1 << 16)
        for i in range(low, high):
            yield str(i), NumTerm(b.const(i), True)
        return
    for choice in template.choices:
        term = e.expr(choice)
        match term:
            case FormatTerm(format=fmt):
                label = choice.name if isinstance(choice, ast.Name) else fmt.name
            case RoundingTerm(mode=mode):
                label = choice.name if isinstance(choice, ast.Name) else mode.name
            case NumTerm(node=n.Const(value=value)):
                label = str(value)
            case _:
                hint = "formats, rounding modes and constants"
                fail("E201", "a template goes over " + hint, choice.span)
        yield label, term
