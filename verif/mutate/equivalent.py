"""Mutants that mean the same: formats of one behaviour, and values that are equal everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import zip_longest

from verif.base.errors import SpecError
from verif.base.source import Source, Span
from verif.formats.context import Mode
from verif.formats.format import Format, FormatError
from verif.language import ast
from verif.language.declare import Declarations
from verif.language.elaborator import Elaborator
from verif.language.library import Library
from verif.language.loader import Loaded
from verif.language.scope import Global
from verif.mutate.effect import Original, changed
from verif.mutate.find import holds
from verif.mutate.mutant import Mutant, Places
from verif.properties.obligation import Property
from verif.results.record import PropertyRecord

Decide = Callable[[Property], PropertyRecord]

MAX_BITS = 16
BEFORE = "_before"
"""What the name of the unchanged operator ends with where both are compared."""


def same_formats(before: Library, after: Library, mutant: Mutant) -> str:
    """Whether a format without parameters decodes and rounds as it did."""
    old, new = _format(before, mutant), _format(after, mutant)
    if old is None or new is None:
        return ""
    if old == new:
        return "the format is identical"
    if old.bits != new.bits or old.bits > MAX_BITS:
        return ""
    if any(x != y for x, y in zip_longest(_behaviour(old), _behaviour(new))):
        return ""
    return "every code and every rounding is the same"


def _format(library: Library, mutant: Mutant) -> Format | None:
    item = _item(library.loaded, mutant.file, mutant.item)
    if isinstance(item, ast.Format | ast.Alias) and not getattr(item, "parameters", ()):
        e = Elaborator(library, mutant.file)
        return library.instance(e, Global(mutant.file, item), (), item.span)
    return None


def _behaviour(fmt: Format) -> Iterator[object]:
    """All that rounding and decoding go by, what differs most often first."""
    yield fmt.kmin, fmt.kmax, fmt.zero, fmt.negative_zero, fmt.canonical_nan, fmt.min_normal
    yield fmt.inf_code(False), fmt.inf_code(True), fmt.policies
    for mode in Mode:
        try:
            yield fmt.context(mode)
        except FormatError as error:
            yield str(error)
    for code in fmt.codes():
        yield fmt.decode(code)
    for k in range(fmt.kmin, fmt.kmax + 1):
        yield fmt.code_of(k)
    for mode in Mode:
        for k in range(fmt.kmin - 1, fmt.kmax + 1):
            yield fmt.threshold(k, mode)


def same_value(before: Original, mutant: Mutant, decide: Decide) -> str:
    """Whether the value around an edit is the same for all inputs within the assumptions."""
    source = before.library.loaded.sources[mutant.file]
    item = _item(before.library.loaded, mutant.file, mutant.item)
    around = mutant.around
    if around is None or not isinstance(item, ast.Property):
        return ""
    text = source.text
    old = text[around.start : around.end]
    new = text[around.start : mutant.start] + mutant.new + text[mutant.end : around.end]
    guard = "".join(around.before)
    for claim in (f"same({old}, {new})", f"({old}) == ({new})"):
        edited = _instead(text, item, around.start, guard + claim)
        if _proved(before, [Source(source.file, edited)], item.name, decide):
            return "its value is the same for all inputs within the assumptions"
    return ""


def same_operator(before: Original, mutant: Mutant, decide: Decide) -> str:
    """Whether an operator gives what it gave: on all its inputs, or at every call in a property
    that holds; the unchanged operator stands beside it under another name."""
    source = before.library.loaded.sources[mutant.file]
    item = _item(before.library.loaded, mutant.file, mutant.item)
    if not isinstance(item, ast.Operator):
        return ""
    places = Places(source.text)
    copy = places.of(item.span).replace(item.name, item.name + BEFORE, 1)
    text = f"{mutant.apply(source).text}\n{copy}\n"
    name = f"{item.name}{BEFORE}_same"
    whole = f"{text}property {name} {{ {_all_inputs(places, item)} }}\n"
    if _proved(before, [Source(source.file, whole)], name, decide):
        return "its value is the same for all inputs"
    return _same_calls(before, mutant, item, text, decide)


def _all_inputs(places: Places, item: ast.Operator) -> str:
    """The clauses that compare an operator with its copy; none work for static parameters."""
    arguments = ", ".join(p.name for p in item.parameters)
    given = [f"given {p.name} : {places.of(p.type.span)};" for p in item.parameters]
    assume = [
        f"assume {places.of(c.condition.span)};" for c in item.body if isinstance(c, ast.Requires)
    ]
    claim = f"prove same({item.name}({arguments}), {item.name}{BEFORE}({arguments}));"
    return " ".join([*given, *assume, claim])


def _same_calls(
    before: Original, mutant: Mutant, item: ast.Operator, text: str, decide: Decide
) -> str:
    """Each call of the operator compared with the same call of its copy, where it stands; ``text``
    is the operator's file with both."""
    loaded = before.library.loaded
    calls = [
        (file, other, call)
        for file, unit in loaded.files.items()
        for other in unit.tree.items
        if isinstance(other, ast.Operator) or (isinstance(other, ast.Property) and holds(other))
        for call in _called(other.body).get(item.name, ())
    ]
    for file, other, call in calls:
        if isinstance(other, ast.Operator):
            return ""  # inside an operator the inputs of a call are not known
        original = text if file == mutant.file else loaded.sources[file].text
        shift = mutant.shift if file == mutant.file and other.span.line > mutant.line else 0
        places = Places(loaded.sources[file].text)
        at = places.range(call.span)[0]
        old = places.of(call.span)
        claim = f"same({old}, {old.replace(item.name, item.name + BEFORE, 1)})"
        edited = _instead(loaded.sources[file].text, other, at, claim)
        start, end = places.range(other.span)
        length = len(edited) - len(places.text) + end - start
        item_text = edited[start : start + length]
        whole = original[: start + shift] + item_text + original[end + shift :]
        sources = [Source(mutant.file, text)] if file != mutant.file else []
        if not _proved(before, [*sources, Source(file, whole)], other.name, decide):
            return ""
    return (
        "at every call in a property that holds its value is the same for all inputs"
        if calls
        else ""
    )


def _called(body: object) -> dict[str, list[ast.Call]]:
    """The calls in some clauses, by the name of what they call."""
    found: dict[str, list[ast.Call]] = {}
    stack = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Call) and isinstance(node.function, ast.Name):
            found.setdefault(node.function.name, []).append(node)
        if isinstance(node, tuple):
            stack += node
        elif is_dataclass(node) and not isinstance(node, Span):
            stack += [getattr(node, f.name) for f in fields(node)]
    return found


def _instead(text: str, item: ast.Property, at: int, claim: str) -> str:
    """The file with ``prove claim;`` in place of a property's goals: at the first goal from the
    clause at ``at`` on, so that the same assumptions are above it."""
    places = Places(text)
    start, end = places.range(item.span)
    pieces, done, put = [text[:start]], start, False
    for clause in item.body:
        first, last = places.range(clause.span)
        if not isinstance(clause, ast.Prove | ast.Cover | ast.Expect):
            continue
        pieces.append(text[done:first])
        done = last
        if not put and last > at and not isinstance(clause, ast.Expect):
            pieces.append(f"prove {claim};")
            put = True
    return "".join([*pieces, text[done:end], text[end:]])


def _item(loaded: Loaded, file: str, name: str) -> ast.Item | None:
    items: Iterator[ast.Item] = iter(loaded.files[file].tree.items)
    return next((i for i in items if getattr(i, "name", None) == name), None)


def _proved(before: Original, sources: Sequence[Source], item: str, decide: Decide) -> bool:
    """Whether every instance of the property ``item`` of the last changed file is proved."""
    try:
        declared = Declarations(changed(before, sources, item))
    except SpecError:
        return False
    prefix = f"{sources[-1].file}::{item}"
    asked = [p for p in declared.properties if p.id == prefix or p.id.startswith(f"{prefix}[")]
    return bool(asked) and all(decide(p).verdict == "proved" for p in asked)
