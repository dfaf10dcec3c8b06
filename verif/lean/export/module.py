"""A Lean file of the theorems that a property's instances give."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from verif.lean.export.cover import Covered
from verif.lean.export.integers import Integers
from verif.lean.export.names import joined
from verif.lean.modules import EXPORTS
from verif.lean.source import OBLIGATION, PROPERTY
from verif.properties.obligation import Property

USUAL = ("Verif.Formats",)


@dataclass(frozen=True, slots=True)
class Exported:
    """An obligation of a property, by its name, with the theorem that says the same."""

    about: Property
    obligation: str
    covered: Covered | Integers

    @property
    def words(self) -> str:
        """A name for its theorem: the property's with what its instance is of, and the number of
        the ``prove`` where there are others."""
        proves = [o for o in self.about.obligations if o.kind == "prove"]
        return joined(self.about.name, *([self.obligation] if len(proves) > 1 else ()))


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem of a file: its full name, its text, and the obligation that it is about."""

    name: str
    text: str
    property: str
    obligation: str


@dataclass(frozen=True, slots=True)
class LeanModule:
    """A file to be written: its module, its text, and its theorems in order.

    ``searched``: some proof is looked for by Lean, which may not find it in its limits.
    """

    module: str
    text: str
    theorems: tuple[Theorem, ...]
    searched: bool = False

    @property
    def path(self) -> PurePosixPath:
        """Where the file belongs, below the project's folder."""
        return PurePosixPath(*self.module.split(".")).with_suffix(".lean")


def module_of(prop: Property) -> str:
    """The module for a property and its other instances: ``Export.RoundTrip.CodesRoundTrip``."""
    stem = PurePosixPath(prop.span.file).stem
    return f"{EXPORTS}.{_camel(stem)}.{_camel(prop.name.partition('[')[0])}"


def write_module(exported: Sequence[Exported]) -> LeanModule:
    """The file of some obligations, all of instances of one property, in order; their formats have
    different names."""
    module = module_of(exported[0].about)
    imports = dict.fromkeys(USUAL)
    for e in exported:
        imports |= dict.fromkeys(e.covered.imports)
    floats = dict.fromkeys(f for e in exported for f in e.covered.floats)
    taken = {name for f in floats for name in f.names}
    theorems: dict[str, Theorem] = {}
    for e in exported:
        name = _fresh(e.words, taken)
        taken.add(name)
        text = e.covered.text(name)
        theorems[name] = Theorem(f"{module}.{name}", text, e.about.id, e.obligation)
    parts = [
        "module\n",
        "".join(f"public import {name}\n" for name in imports),
        _about(exported[0].about),
        f"@[expose] public section\nnoncomputable section\nnamespace {module}\nopen Verif\n",
        *(f.definition for f in floats),
        *map(_marked, theorems.values()),
        f"end {module}\n",
    ]
    searched = any(isinstance(e.covered, Integers) for e in exported)
    return LeanModule(module, "\n".join(parts), tuple(theorems.values()), searched)


def _fresh(words: str, taken: Container[str]) -> str:
    """A name that is not taken: instances may differ in what a name cannot have, such as a sign."""
    return next(
        name for i in count(1) if (name := words if i == 1 else f"{words}_{i}") not in taken
    )


def _marked(theorem: Theorem) -> str:
    """A theorem under the lines that say what it is about."""
    return f"{PROPERTY} {theorem.property}\n{OBLIGATION} {theorem.obligation}\n{theorem.text}"


def _about(prop: Property) -> str:
    """The property as the spec has it, in comments: a line of a spec cannot end those."""
    place = f"-- Exported of {prop.span.file}, line {prop.span.line}, which says:\n--\n"
    lines = [f"--   {_plain(line)}".rstrip() for line in prop.text.strip().splitlines()]
    return place + "\n".join(lines) + "\n"


def _plain(line: str) -> str:
    """A line that no reading of Lean stumbles over, not even within a comment."""
    shown = "".join(c if c.isprintable() else "?" for c in line.expandtabs(4))
    return shown.replace("/-", "/ -")


def _camel(name: str) -> str:
    parts = re.findall(r"[A-Za-z0-9]+", name)
    camel = "".join(p[0].upper() + p[1:] for p in parts)
    return camel if camel[:1].isalpha() else f"X{camel}"
