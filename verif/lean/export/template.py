"""Templates: a pattern in the spec language, and the Lean theorem that says the same.

A template is two files. ``NAME.arith`` has one property, ``pattern``, whose ``for`` names are its
holes, each with one choice as an example: a format, a rounding mode or an integer, which stands for
any of its kind. ``NAME.lean`` is the theorem, with ``$name`` for its name, ``$HOLE`` for what fills
a hole, and ``$overflow`` and ``$on_inf`` for what the roundings do with what is too large. Above
it stand lines that are not copied: ``-- import: MODULE``, ``-- needs: HOLE condition, ...``, and,
where an infinity or an overflow may come in, ``-- policies: NAME, ...``: what the roundings may do
with either, the same with both, as Lean's encoder does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from string import Template as Text

from verif.base.source import Source
from verif.formats.context import Mode, Policies
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir.nodes import Const
from verif.language import ast
from verif.language.declare_property import declare_property
from verif.language.library import Library
from verif.language.loader import load_files
from verif.language.scope import Local
from verif.language.templates import instances
from verif.language.terms import FormatTerm, NumTerm, RoundingTerm, Term
from verif.lean.export.floats import lean_float
from verif.properties.obligation import Obligation, Property

FOLDER = Path(__file__).with_name("templates")

PATTERN = "pattern"
HEADER = re.compile(r"^-- (import|needs|policies): *(.*?) *$")

OVERFLOW = {"saturate": "saturate", "inf": "infinity", "nan": "nan"}
"""Policies by the names of Lean's ``Verif.Overflow``."""

Filling = Format | Mode | int
"""What fills a hole."""


class TemplateError(Exception):
    """A template that is not what one must be; the message names it."""


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on what fills a hole."""

    hole: str
    condition: str

    def met(self, filling: Filling) -> bool:
        """Whether it holds; raises ``TemplateError`` for a condition that there is not."""
        if isinstance(filling, Mode):
            if self.condition == "nearest":
                return filling.nearest
        elif isinstance(filling, Format):
            found = lean_float(filling)
            conditions = {
                "float": found is not None,
                "signed": filling.signed,
                "zero": filling.zero is not None,
                "subnormals": found is not None and found.subnormals,
                "infinity": filling.has_inf,
                "finite": not filling.has_inf and not filling.has_nan,
                "odd_top": found is not None and found.top % 2 == 1,
            }
            if self.condition in conditions:
                return conditions[self.condition]
        raise TemplateError(f"there is no condition '{self.condition}' for the hole {self.hole}")


@dataclass(frozen=True)
class Template:
    """A template; ``examples`` are its holes with the example that the pattern gives."""

    name: str
    library: Library
    source: Source
    item: ast.Property
    examples: Mapping[str, Term]
    imports: tuple[str, ...]
    needs: tuple[Need, ...]
    policies: tuple[str, ...]
    lean: str
    _known: dict[tuple[Filling, ...], Obligation] = field(default_factory=dict, repr=False)

    @property
    def own(self) -> dict[str, Filling]:
        """The examples as what fills the holes."""
        return {hole: _filling(term) for hole, term in self.examples.items()}

    @cached_property
    def example(self) -> Obligation:
        """The obligation of the pattern with its own examples."""
        return self.obligation(self.own)

    def fits(self, fillings: Mapping[str, Filling]) -> bool:
        """Whether the needs are met, and formats in Lean's sense where the theorem needs them."""
        return all(need.met(fillings[need.hole]) for need in self.needs)

    def obligation(self, fillings: Mapping[str, Filling]) -> Obligation:
        """The obligation of the pattern with its holes filled; raises what elaboration raises."""
        key = tuple(fillings[h] for h in self.examples)
        if key not in self._known:
            (self._known[key],) = self.filled(fillings).obligations
        return self._known[key]

    def filled(self, fillings: Mapping[str, Filling]) -> Property:
        """The pattern with its holes filled.

        Raises what elaboration raises where it makes no sense with these.
        """
        names = {hole: Local(_term(filling)) for hole, filling in fillings.items()}
        return declare_property(self.library, self.source, self.item, "", names)

    def text(self, name: str, words: Mapping[str, str]) -> str:
        """The theorem's text; ``words`` are what stands for the placeholders."""
        try:
            return Text(self.lean).substitute(words, name=name)
        except (KeyError, ValueError) as error:
            raise TemplateError(f"the template {self.name}.lean: {error!r}") from None


def load_templates(prelude: tuple[Path, ...], folder: Path = FOLDER) -> tuple[Template, ...]:
    """All templates of a folder, by name; ``prelude`` are the files that every spec sees."""
    specs = sorted(folder.glob("*.arith"))
    if not specs:
        return ()
    loaded = load_files(specs, prelude)
    library = Library(loaded)
    return tuple(
        _template(library, file, spec) for file, spec in zip(loaded.roots, specs, strict=True)
    )


def _template(library: Library, file: str, spec: Path) -> Template:
    items = library.loaded.files[file].tree.items
    found = [i for i in items if isinstance(i, ast.Property)]
    if [i.name for i in found] != [PATTERN]:
        raise TemplateError(f"{spec.name} must have one property, called '{PATTERN}'")
    if len([c for c in found[0].body if isinstance(c, ast.Prove | ast.Cover)]) != 1:
        raise TemplateError(f"{spec.name} must have one 'prove'")
    choices = [names for _, names in instances(library, file, found[0].templates)]
    if len(choices) != 1:
        raise TemplateError(f"{spec.name} must have one example for each hole")
    examples = {name: local.term for name, local in choices[0].items()}
    imports, needs, policies, lean = _read(spec.with_suffix(".lean"))
    for need in needs:
        if need.hole not in examples:
            raise TemplateError(
                f"{spec.stem}.lean needs something, but there is no hole {need.hole}"
            )
    return Template(
        name=spec.stem,
        library=library,
        source=library.loaded.sources[file],
        item=found[0],
        examples=examples,
        imports=imports,
        needs=needs,
        policies=policies,
        lean=lean,
    )


def _read(path: Path) -> tuple[tuple[str, ...], tuple[Need, ...], tuple[str, ...], str]:
    """The imports, the needs, the policies and the text of a theorem's file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    imports: list[str] = []
    needs: list[Need] = []
    policies: list[str] = []
    while lines and (match := HEADER.match(lines[0])):
        lines.pop(0)
        parts = [p.strip() for p in match[2].split(",")]
        if match[1] == "import":
            imports += parts
            continue
        if match[1] == "policies":
            if unknown := set(parts) - set(OVERFLOW.values()):
                raise TemplateError(f"{path.name}: there is no policy '{min(unknown)}'")
            policies += parts
            continue
        for part in parts:
            words = part.split()
            if len(words) != 2:
                raise TemplateError(f"{path.name}: '{part}' is not HOLE CONDITION")
            needs.append(Need(*words))
    return tuple(imports), tuple(needs), tuple(policies), "\n".join(lines).strip() + "\n"


def _term(filling: Filling) -> Term:
    match filling:
        case Format():
            return FormatTerm(filling)
        case Mode():
            return RoundingTerm(filling, Policies())
    return NumTerm(b.const(filling), True)


def _filling(term: Term) -> Filling:
    match term:
        case FormatTerm(format=fmt):
            return fmt
        case RoundingTerm(mode=mode):
            return mode
        case NumTerm(node=Const(value=value)) if value.denominator == 1:
            return int(value)
    raise TemplateError("a hole is a format, a rounding mode or an integer")
