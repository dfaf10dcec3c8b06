"""Names: what a file defines, what it sees, and the local names of a clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from verif.base.errors import Diagnostic, did_you_mean
from verif.base.source import Span
from verif.language import ast
from verif.language.builtins import BUILTIN_NAMES
from verif.language.loader import Loaded
from verif.language.terms import Term

Definition = ast.Format | ast.Alias | ast.Rounding | ast.Constant | ast.Operator | ast.Property
"""What other items can name; of properties only lemmas."""


@dataclass(frozen=True, slots=True)
class Global:
    """A definition and the file whose names its body sees."""

    file: str
    item: Definition


@dataclass(frozen=True, slots=True)
class Local:
    """A variable, a parameter or a ``let``, by its term."""

    term: Term


@dataclass(slots=True)
class FileNames:
    """The names of one file: flat ones, and modules behind ``use ... as``."""

    names: dict[str, Global] = field(default_factory=dict)
    modules: dict[str, dict[str, Global]] = field(default_factory=dict)


class Names:
    """The global names of all loaded files."""

    def __init__(self, loaded: Loaded) -> None:
        self.problems: list[Diagnostic] = []
        own = {file: self._own(unit.tree) for file, unit in loaded.files.items()}
        prelude: dict[str, Global] = {}
        for file in loaded.prelude:
            self._add(prelude, file, own[file], None)
        self.files: dict[str, FileNames] = {}
        for file, unit in loaded.files.items():
            table = FileNames(dict(prelude))
            for use, target in unit.uses:
                if use.alias:
                    if use.alias in table.modules:
                        self._duplicate(use.alias, use.span, None)
                    table.modules[use.alias] = self._globals(target, own[target])
                elif target not in loaded.prelude:
                    self._add(table.names, target, own[target], use.span)
            if file not in loaded.prelude:
                self._add(table.names, file, own[file], None)
            self.files[file] = table

    def _own(self, tree: ast.File) -> dict[str, Definition]:
        found: dict[str, Definition] = {}
        taken: dict[str, Span] = {}
        for item in tree.items:
            if isinstance(item, ast.Use):
                continue
            assert isinstance(item, Definition | ast.Kernel)
            if item.name in taken:
                self._duplicate(item.name, item.span, taken[item.name])
                continue
            taken[item.name] = item.span
            if isinstance(item, ast.Kernel) or (isinstance(item, ast.Property) and not item.lemma):
                continue
            parametrised = isinstance(item, ast.Format) and item.parameters
            if item.name in BUILTIN_NAMES and not (parametrised and item.name == "int"):
                message = f"'{item.name}' is built in and cannot be defined again"
                self.problems.append(Diagnostic("E102", message, item.span))
                continue
            found[item.name] = item
        return found

    def _globals(self, file: str, own: Mapping[str, Definition]) -> dict[str, Global]:
        return {name: Global(file, item) for name, item in own.items()}

    def _add(
        self,
        table: dict[str, Global],
        file: str,
        own: Mapping[str, Definition],
        use: Span | None,
    ) -> None:
        for name, new in self._globals(file, own).items():
            old = table.get(name)
            if old is not None:
                self._duplicate(name, use or new.item.span, old.item.span)
            else:
                table[name] = new

    def _duplicate(self, name: str, span: Span, first: Span | None) -> None:
        where = f" (first at {first})" if first else ""
        hint = "rename one of them, or import with 'use \"...\" as m;'"
        self.problems.append(Diagnostic("E102", f"'{name}' is defined twice{where}", span, hint))

    def find(self, file: str, name: str) -> Global | None:
        """The definition of ``name`` that ``file`` sees."""
        return self.files[file].names.get(name)

    def visible(self, file: str) -> Iterator[str]:
        """Every global name that ``file`` sees."""
        table = self.files[file]
        yield from table.names
        yield from table.modules

    def suggest(self, file: str, name: str, local: Mapping[str, object]) -> str:
        """A hint for an unknown name."""
        return did_you_mean(name, [*self.visible(file), *local, *BUILTIN_NAMES])
