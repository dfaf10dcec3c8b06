"""What a library's files define, elaborated: formats with checks, operators, properties."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from verif.base.errors import Diagnostic, SpecError
from verif.base.source import Span
from verif.formats.format import Format
from verif.language import ast
from verif.language.checking import check_operator, run_check
from verif.language.declare_kernel import declare_kernel
from verif.language.declare_property import declare_property
from verif.language.elaborator import Elaborator
from verif.language.lemmas import circles
from verif.language.library import Library, constant_problem
from verif.language.problem import NeedsConstant, Obstacle, Problem
from verif.language.scope import Global
from verif.language.templates import instances
from verif.properties.binding import KernelBinding
from verif.properties.obligation import Property

RECURSION = 6_000  # elaboration recurses a few frames for each level of a syntax tree
MAX_PROBLEMS = 50

T = TypeVar("T")


class Declarations:
    """What the files that were asked for define; raises ``SpecError`` with all that is wrong."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.problems: list[Diagnostic] = []
        self.properties: list[Property] = []
        self.kernels: list[KernelBinding] = []
        self.checks = 0
        asked = set(library.loaded.roots)
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, RECURSION))
        try:
            for file in library.loaded.files:
                if file in asked or file not in library.loaded.prelude:
                    self._file(file, file in asked)
            self._used_lemmas()
        finally:
            sys.setrecursionlimit(limit)
        self.problems += circles(self.properties, library.uses)
        if self.problems:
            self.problems = list(dict.fromkeys(self.problems))
            raise SpecError(self.problems[:MAX_PROBLEMS], library.loaded.sources)

    def _try(self, item: ast.Node, action: Callable[[], T]) -> T | None:
        """The result of ``action``, or ``None`` and its diagnostic noted."""
        try:
            return action()
        except Problem as problem:
            self.problems.append(problem.diagnostic)
        except NeedsConstant as needed:
            self.problems.append(constant_problem(needed))
        except Obstacle as obstacle:
            self.problems.append(Diagnostic("E205", str(obstacle), item.span))
        return None

    def _file(self, file: str, asked: bool) -> None:
        """Elaborate a file; one that is only used gives its definitions, not its properties."""
        if asked and not self.library.loaded.files[file].tree.items:
            start = Span(file, 1, 1, 1, 1)
            self.problems.append(Diagnostic("E001", "the file defines nothing", start))
        for item in self.library.loaded.files[file].tree.items:
            match item:
                case ast.Format() | ast.Alias():
                    self._try(item, partial(self._format, file, item))
                case ast.Constant() | ast.Rounding():
                    self._try(item, partial(self._definition, file, item))
                case ast.Operator():
                    self._try(item, partial(check_operator, self.library, file, item))
                case ast.Property() if asked:
                    self._try(item, partial(self._property, file, item))
                case ast.Kernel() if asked:
                    self._try(item, partial(self._kernel, file, item))
                case _:
                    pass

    def _definition(self, file: str, item: ast.Constant | ast.Rounding) -> None:
        e = Elaborator(self.library, file)
        span = item.value.span if isinstance(item, ast.Constant) else item.span
        self.library.definition(e, Global(file, item), span)

    def _format(self, file: str, item: ast.Format | ast.Alias) -> None:
        if isinstance(item, ast.Format) and item.parameters:
            if item.checks:
                message = "a parametrised format has its checks on an alias of an instance"
                self.problems.append(Diagnostic("E601", message, item.checks[0].span))
            return
        e = Elaborator(self.library, file)
        fmt: Format = self.library.instance(e, Global(file, item), (), item.span)
        for check in item.checks:
            self.checks += 1
            self._try(check, partial(run_check, self.library, file, fmt, check))

    def _property(self, file: str, item: ast.Property) -> None:
        source = self.library.loaded.sources[file]
        for label, names in instances(self.library, file, item.templates):
            make = partial(declare_property, self.library, source, item, label, names)
            found = self._try(item, make)
            if found is not None:
                self.properties.append(found)

    def _used_lemmas(self) -> None:
        """Declare the lemmas of other files that are used here, and those that these use."""
        known = {p.id for p in self.properties}
        pending = [lemma for p in self.properties for lemma in p.uses]
        for name in pending:
            if name in known:
                continue
            known.add(name)
            lemma = self.library.lemmas[name]
            source = self.library.loaded.sources[lemma.file]
            make = partial(
                declare_property, self.library, source, lemma.item, lemma.label, lemma.names
            )
            found = self._try(lemma.item, make)
            if found is not None:
                self.properties.append(found)
                pending += found.uses

    def _kernel(self, file: str, item: ast.Kernel) -> None:
        source = self.library.loaded.sources[file]
        for label, names in instances(self.library, file, item.templates):
            make = partial(declare_kernel, self.library, source, item, label, names)
            found = self._try(item, make)
            if found is not None:
                self.kernels.append(found)
