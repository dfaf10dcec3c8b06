"""Which template says what an obligation says, and the theorem that it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verif.formats.context import Mode
from verif.formats.format import Format
from verif.language.problem import NeedsConstant, Obstacle, Problem
from verif.lean.export.floats import LeanFloat, lean_float
from verif.lean.export.holes import Contents, contents, fillings
from verif.lean.export.names import format_name
from verif.lean.export.same import same_meaning
from verif.lean.export.template import OVERFLOW, Filling, Template
from verif.properties.obligation import Obligation


@dataclass(frozen=True, slots=True)
class Covered:
    """What a template gives for an obligation: a theorem's text, once its name is known.

    ``floats`` are the formats that the text speaks of by their Lean names.
    """

    template: Template
    words: Mapping[str, str]
    floats: tuple[LeanFloat, ...]

    @property
    def imports(self) -> tuple[str, ...]:
        """The modules that the theorem needs."""
        return self.template.imports

    def text(self, name: str) -> str:
        """The theorem called ``name``."""
        return self.template.text(name, self.words)


def cover(obligation: Obligation, templates: Sequence[Template]) -> Covered | None:
    """The first template that says the same as an obligation; ``None`` where there is none."""
    if obligation.obstacle or not obligation.cases:
        return None
    found = contents(obligation)
    for template in templates:
        if _shape(template.example) != _shape(obligation):
            continue
        for filled in fillings(template, obligation, found):
            if _says(template, filled, obligation):
                words = _words(template, filled, found)
                if words is not None:
                    return Covered(template, words, _floats(filled))
    return None


def _shape(obligation: Obligation) -> object:
    """What must be alike before anything is filled in."""
    if not obligation.cases:
        return None
    case = obligation.cases[0]
    lanes = case.lanes
    return (
        obligation.kind,
        [v.kind for v in case.variables],
        None if lanes is None else [v.kind for v in lanes.variables],
    )


def _says(template: Template, filled: Mapping[str, Filling], obligation: Obligation) -> bool:
    try:
        asked = template.obligation(filled)
    except (Problem, NeedsConstant, Obstacle):
        return False  # the pattern makes no sense with these
    return same_meaning(obligation, asked)


def _floats(filled: Mapping[str, Filling]) -> tuple[LeanFloat, ...]:
    formats = [f for f in filled.values() if isinstance(f, Format)]
    return tuple(x for x in map(lean_float, formats) if x is not None)


def _words(
    template: Template, filled: Mapping[str, Filling], found: Contents
) -> dict[str, str] | None:
    """What stands for the placeholders; ``None`` where a rounding does what Lean's encoder does
    not."""
    if any(c.flush for c in found.contexts):
        return None
    own_ties = next(iter(found.own_ties)) if len(found.own_ties) == 1 else None
    if own_ties is None and Mode.RN in filled.values():
        return None
    words = {
        hole: _word(own_ties if filling is Mode.RN and own_ties else filling)
        for hole, filling in filled.items()
    }
    for word, policies in (
        ("overflow", {c.overflow for c in found.contexts}),
        ("on_inf", {c.on_inf for c in found.contexts}),
    ):
        if len(policies) == 1:
            (policy,) = policies
            if policy in OVERFLOW:
                words[word] = OVERFLOW[policy]
    if template.policies:
        overflow = words.get("overflow")
        if overflow not in template.policies or words.get("on_inf") != overflow:
            return None
    return words


def _word(filling: Filling) -> str:
    match filling:
        case Mode():
            return filling.name
        case Format():
            return format_name(filling)
    return str(filling)
