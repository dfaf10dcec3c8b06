"""What an edit can reach: the files of a run without the items whose meaning it cannot change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace

from verif.base.source import Source, Span
from verif.formats.format import Format
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.library import Library
from verif.language.loader import FileUnit, Loaded, parse
from verif.language.scope import Global

Named = ast.Format | ast.Alias | ast.Rounding | ast.Constant | ast.Operator | ast.Property


class Changed(Library):
    """A library after an edit; formats that the edit cannot reach are those of the library before,
    with all that engines have derived from them."""

    def __init__(self, before: Library, loaded: Loaded, affected: set[str]) -> None:
        self._before = before
        self._affected = affected
        super().__init__(loaded)

    def instance(
        self, e: Elaborator, found: Global, arguments: Sequence[ast.Expr], span: Span
    ) -> Format:
        """The format of an item for its arguments."""
        if found.item.name in self._affected:
            return super().instance(e, found, arguments, span)
        return self._before.instance(e, found, arguments, span)


def changed(before: Library, source: Source, item: str) -> Changed:
    """The library with ``source`` in place of the file of that name, without what an edit of
    ``item`` cannot change: other properties, checks of other formats, and kernels.

    Names are followed without regard to scopes, so that rather too much is kept. Raises
    ``SpecError`` where the text is no spec.
    """
    loaded = before.loaded
    tree = parse(source)
    uses = [i for i in tree.items if isinstance(i, ast.Use)]
    targets = [target for _, target in loaded.files[source.file].uses]
    unit = FileUnit(source, tree, tuple(zip(uses, targets, strict=True)))
    files = {**loaded.files, source.file: unit}
    affected = _dependents(files, item)
    return Changed(before, _reached(files, loaded, affected), affected)


def _reached(files: dict[str, FileUnit], loaded: Loaded, affected: set[str]) -> Loaded:
    """The files with only the properties that an edit can change and the lemmas these use."""
    kept = {file: _prune(unit, affected) for file, unit in files.items()}
    wanted = _lemmas(files, kept)
    units = {}
    for file, unit in files.items():
        lemmas = [i for i in unit.tree.items if isinstance(i, ast.Property) and i.name in wanted]
        items = (*kept[file], *lemmas)
        units[file] = replace(unit, tree=replace(unit.tree, items=items))
    roots = tuple(file for file in loaded.roots if units[file].tree.items)
    sources = {**loaded.sources, **{file: unit.source for file, unit in units.items()}}
    return Loaded(units, sources, roots, loaded.prelude)


def mentions(node: object) -> frozenset[str]:
    """Every name that occurs in a part of a tree."""
    return frozenset(_names(node))


def _names(node: object) -> Iterator[str]:
    stack = [node]
    while stack:
        match stack.pop():
            case str(text):
                yield text
                yield text.rpartition(".")[2]
            case tuple(items):
                stack += items
            case Span():
                pass
            case part if is_dataclass(part):
                stack += [getattr(part, f.name) for f in fields(part)]
            case _:
                pass


def _dependents(files: dict[str, FileUnit], item: str) -> set[str]:
    """The names of all definitions and properties whose meaning can depend on ``item``."""
    named = [
        (i.name, mentions(i)) for unit in files.values() for i in unit.tree.items
        if isinstance(i, Named)
    ]  # fmt: skip
    found = {item}
    grown = True
    while grown:
        more = {name for name, names in named if name not in found and names & found}
        found |= more
        grown = bool(more)
    return found


def _prune(unit: FileUnit, affected: set[str]) -> list[ast.Item]:
    kept: list[ast.Item] = []
    for item in unit.tree.items:
        match item:
            case ast.Kernel():
                continue
            case ast.Property():
                if item.name in affected:
                    kept.append(_fewer_instances(item, affected))
            case ast.Format() | ast.Alias() if item.name not in affected:
                kept.append(replace(item, checks=()))
            case _:
                kept.append(item)
    return kept


def _fewer_instances(item: ast.Property, affected: set[str]) -> ast.Property:
    """Without the instances that an edit cannot reach, where only the choices name what it can."""
    others = affected - {item.name}
    if not others or mentions(item.body) & others:
        return item
    reached_by = [t for t in item.templates if mentions(t) & others]
    if len(reached_by) != 1 or isinstance(reached_by[0].choices, ast.Range):
        return item
    template = reached_by[0]
    assert not isinstance(template.choices, ast.Range)
    choices = tuple(c for c in template.choices if mentions(c) & others)
    if not choices:
        return item
    templates = tuple(replace(t, choices=choices) if t is template else t for t in item.templates)
    return replace(item, templates=templates)


def _lemmas(files: dict[str, FileUnit], kept: dict[str, list[ast.Item]]) -> set[str]:
    """The properties that kept ones name, and those that these name."""
    every = {
        i.name: mentions(i.body)
        for unit in files.values()
        for i in unit.tree.items
        if isinstance(i, ast.Property)
    }
    found = {i.name for items in kept.values() for i in items if isinstance(i, ast.Property)}
    wanted: set[str] = set()
    todo = list(found)
    while todo:
        for name in every[todo.pop()] & every.keys():
            if name not in wanted | found:
                wanted.add(name)
                todo.append(name)
    return wanted
