"""The shipped templates: their patterns are true wherever they apply.

A template's theorem is accepted by Lean or not; that it says what the pattern says is for people to
read. What can be tested is this: where a template covers an obligation, that one is true. A
template that is applied to what is false has a theorem that says less than its pattern.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from tests.lean.export.specs import properties
from verif.formats.context import Mode
from verif.formats.format import Format
from verif.language.problem import NeedsConstant, Obstacle, Problem
from verif.language.terms import FormatTerm, RoundingTerm
from verif.lean.check import CheckOptions, shipped_root
from verif.lean.export.cover import cover
from verif.lean.export.module import Exported, LeanModule, write_module
from verif.lean.export.template import Filling, Template
from verif.lean.toolchain import Toolchain, find_toolchain
from verif.properties.obligation import Property
from verif.run.check import Options, decide_each
from verif.run.lean_export import templates
from verif.run.lean_proofs import check_modules

ASKED = 12
"""How many ways to fill the holes of each template engines are asked about."""

SAMPLE = 1
"""How many of those that are false Lean is asked about."""

TEMPLATES = {t.name: t for t in templates()}

FORMATS = """
format Flushing : float { layout = "s eee mm"; bias = 3; flush = true; }
format Saturating : float { layout = "s eee mm"; bias = 3; inf = "s 111 00"; nan = "s 111 mm"; overflow = saturate; }
format NanOnInf : float { layout = "s eee mm"; bias = 3; inf = "s 111 00"; nan = "s 111 mm"; on_inf = nan; }
format InfSaturates : float { layout = "s eee mm"; bias = 3; nan = "s 111 11"; on_inf = saturate; }
format Unsigned : float { layout = "eee mm"; bias = 3; inf = "111 00"; nan = "111 mm"; }
format NoZeros : float { layout = "s eee mm"; bias = 3; subnormals = false; zero = none; nan = "s 111 11"; }
format NanOnZero : float { layout = "s eee mm"; bias = 3; subnormals = false; zero = none; nan = "s 111 11"; on_zero = nan; }
format Flat : float { layout = "s eee mm"; bias = 3; subnormals = false; nan = "s 111 11"; }
format OneZero : float { layout = "s eee mm"; bias = 3; nan = "1 000 00"; }
format NoFraction : float { layout = "s eeee"; bias = 7; nan = "s 1111"; }
format Tiny : float { layout = "s e m"; bias = 0; }
format ManyNans : float { layout = "s eee mm"; bias = 3; nan = "s 111 mm"; }
format Odd : float { layout = "s eee mm"; bias = 3; nan = "s 111 1m"; }
"""  # noqa: E501
NAMES = (
    "E4M3", "E5M2", "E2M1", "E3M2", "E8M0", "E4M3FNUZ", "E3M4", "HiF8", "posit8_2", "posit8_0",
    "INT4", "UINT4", "NF4", "Flushing", "Saturating", "NanOnInf", "InfSaturates", "Unsigned",
    "NoZeros", "NanOnZero", "Flat", "OneZero", "NoFraction", "Tiny", "ManyNans", "Odd",
)  # fmt: skip


@pytest.fixture(scope="module")
def formats() -> tuple[Format, ...]:
    uses = "".join(f"property p_{name} {{ given x : {name}; prove same(x, x); }}" for name in NAMES)
    found = [p.obligations[0].cases[0].variables[0].format for p in properties(FORMATS + uses)]
    return tuple(f for f in found if f is not None)


@pytest.fixture(scope="module")
def lean() -> Toolchain:
    return find_toolchain(shipped_root(), None, False, lambda text: None)


def choices(template: Template, formats: tuple[Format, ...]) -> Iterator[dict[str, Filling]]:
    """The ways to fill a template's holes with small formats, all modes, and small integers."""
    kinds: list[tuple[Filling, ...]] = []
    for hole, term in template.examples.items():
        match term:
            case FormatTerm():
                kinds.append(formats)
            case RoundingTerm():
                kinds.append(tuple(Mode))
            case _:
                example = template.own[hole]
                assert isinstance(example, int)
                kinds.append((example - 1, example, example + 1))
    for combination in product(*kinds):
        yield dict(zip(template.examples, combination, strict=True))


def filled(template: Template, fillings: dict[str, Filling]) -> Property | None:
    """The property of a pattern, where it makes sense and the template covers it."""
    if not template.fits(fillings):
        return None
    try:
        made = template.filled(fillings)
    except (Problem, NeedsConstant, Obstacle):
        return None
    return made if cover(made.obligations[0], [template]) is not None else None


def verdict(prop: Property) -> str:
    """What engines say of a property."""
    return dict(decide_each([prop], Options(timeout=120)))[prop.id].verdict


def module(template: Template, prop: Property, number: int) -> LeanModule:
    """The file of a property, under a name of its own."""
    found = cover(prop.obligations[0], [template])
    assert found is not None
    made = write_module([Exported(prop, "prove.1", found)])
    name = f"{made.module}{number}"
    return LeanModule(name, made.text.replace(made.module, name), made.theorems)


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_covers_its_example(name: str) -> None:
    template = TEMPLATES[name]
    found = cover(template.example, [template])
    assert found is not None
    text = found.text("given_name")
    assert text.startswith("/--") and "theorem given_name" in text and "$" not in text


@pytest.mark.long
def test_what_is_false_is_not_accepted(formats: tuple[Format, ...], lean: Toolchain) -> None:
    """The examples are true; and of what the templates also cover, Lean accepts nothing false.

    That it accepts what is true is seen where the exports of the shipped specs are checked.
    """
    modules = []
    for name, template in TEMPLATES.items():
        own = filled(template, template.own)
        assert own is not None and verdict(own) == "proved", name
        others = [p for f in choices(template, formats) if (p := filled(template, f)) is not None]
        random.Random(name).shuffle(others)
        found = [(p, verdict(p)) for p in others[:ASKED]]
        assert {v for _, v in found} <= {"proved", "refuted", "vacuous"}, name
        sample = [p for p, v in found if v == "refuted"][:SAMPLE]
        modules += [module(template, p, len(modules) + i) for i, p in enumerate(sample)]
    assert modules
    done = check_modules(modules, lean, CheckOptions(), lambda *note: None)
    states = {f.module: f.state for f in done.files}
    assert {m.module: states[m.module] for m in modules} == {m.module: "rejected" for m in modules}
