"""What an edit can reach: the files of a run without the items whose meaning it cannot change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from verif.base.source import Source, Span
from verif.formats.format import Format
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.library import Library
from verif.language.loader import FileUnit, Loaded, parse
from verif.language.scope import Global


class Original:
    """A library that mutants are made of, and the names that each of its items mentions."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._names = {
            (file, _name(item)): mentions(item)
            for file, unit in library.loaded.files.items()
            for item in unit.tree.items
        }

    def names(self, file: str, item: ast.Item, edited: str) -> frozenset[str]:
        """The names that an item mentions; looked up unless it is the one that was edited."""
        known = self._names.get((file, _name(item)))
        return mentions(item) if known is None or _name(item) == edited else known


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


def changed(original: Original, sources: Sequence[Source], item: str) -> Changed:
    """The library with ``sources`` in place of the files of these names, without what an edit of
    ``item`` cannot change: other properties, checks of other formats, and kernels.

    Names are followed without regard to scopes, so that rather too much is kept. Raises
    ``SpecError`` where the text is no spec.
    """
    loaded = original.library.loaded
    files = dict(loaded.files)
    for source in sources:
        tree = parse(source)
        uses = [i for i in tree.items if isinstance(i, ast.Use)]
        targets = [target for _, target in files[source.file].uses]
        files[source.file] = FileUnit(source, tree, tuple(zip(uses, targets, strict=True)))
    named = [
        _Named(file, i, _name(i), original.names(file, i, item))
        for file, u in files.items()
        for i in u.tree.items
        if not isinstance(i, ast.Use | ast.Kernel)
    ]
    affected = _dependents(named, item)
    return Changed(original.library, _reached(files, loaded, named, affected), affected)


@dataclass(frozen=True, slots=True)
class _Named:
    """An item, its name, and the names that it mentions."""

    file: str
    item: ast.Item
    name: str
    names: frozenset[str]


def _name(item: ast.Item) -> str:
    return "" if isinstance(item, ast.Use) else str(getattr(item, "name", ""))


def _reached(
    files: dict[str, FileUnit], loaded: Loaded, named: Sequence[_Named], affected: set[str]
) -> Loaded:
    """The files with only the properties that an edit can change and the lemmas these use."""
    lemmas = _lemmas(named, affected)
    units = {}
    for file, unit in files.items():
        items = tuple(
            kept for item in unit.tree.items if (kept := _kept(item, affected, lemmas)) is not None
        )
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


def _dependents(named: Sequence[_Named], item: str) -> set[str]:
    """The names of all definitions and properties whose meaning can depend on ``item``."""
    found = {item}
    grown = True
    while grown:
        more = {i.name for i in named if i.name not in found and i.names & found}
        found |= more
        grown = bool(more)
    return found


def _kept(item: ast.Item, affected: set[str], lemmas: set[str]) -> ast.Item | None:
    """What is left of an item."""
    match item:
        case ast.Kernel():
            return None
        case ast.Property() if item.name in affected:
            return _fewer_instances(item, affected)
        case ast.Property():
            return item if item.name in lemmas else None
        case ast.Format() | ast.Alias() if item.name not in affected:
            return replace(item, checks=())
        case _:
            return item


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


def _lemmas(named: Sequence[_Named], affected: set[str]) -> set[str]:
    """The properties that affected ones name, and those that these name."""
    every = {i.name: i.names for i in named if isinstance(i.item, ast.Property)}
    found: set[str] = set()
    todo = [name for name in every if name in affected]
    while todo:
        for name in every[todo.pop()] & every.keys():
            if name not in found:
                found.add(name)
                todo.append(name)
    return found
