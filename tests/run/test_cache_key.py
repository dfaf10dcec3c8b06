"""The key of a kept verdict changes with all that the verdict depends on, and with nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from verif.base.source import Span
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.text import canonical
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.properties.obligation import Case, Hazard, Property, Variable
from verif.run.cache_key import key
from verif.run.check import load

BASE = """
op half(x : E4M3) -> real { requires is_normal(x); return x / 2; }
property p {
  given x : E4M3 where not is_nan(x);
  given k : int(4) where k > -3;
  assume x < 4;
  let h = half(x);
  prove x > 0 implies h / k <= x;
}
"""

OTHERS = {
    "a format": ("x : E4M3 where", "x : E5M2 where"),
    "a format of another name": ("x : E4M3 where", "x : Twin where"),
    "an operator's body": ("return x / 2", "return x / 3"),
    "an operator's condition": ("requires is_normal(x)", "requires is_finite(x)"),
    "a condition of a variable": ("k > -3", "k > -2"),
    "an assumption": ("x < 4", "x < 5"),
    "the claim": ("h / k <= x", "h / k < x"),
    "the left side of the claim": ("x > 0 implies", "x >= 0 implies"),
    "a claim without a left side": ("x > 0 implies", "x <= 0 or"),
    "what is undefined": ("h / k", "h"),
    "a range": ("int(4)", "int(5)"),
    "the name of a variable": ("k", "q"),
    "the order of variables": (
        "given x : E4M3 where not is_nan(x);\n  given k : int(4) where k > -3;",
        "given k : int(4) where k > -3;\n  given x : E4M3 where not is_nan(x);",
    ),
    "a cover": ("prove", "cover"),
    "the name of a let": ("let h = half(x);", "let g = half(x); let h = g;"),
    "the property's engine": ("property p {", "property p { engine reference;"),
    "the property's budget": ("property p {", "property p { budget 2;"),
    "that it is long": ("property p {", "property p { budget long;"),
}

SAME = {
    "another place": ("\nop half", "\n\n# a comment\n\n\nop half"),
    "another name": ("property p", "property another_name"),
    "an expected verdict": ("property p {", "property p { expect refuted;"),
    "a second obligation": ("assume x < 4;", "assume x < 4; cover x == 1;"),
    "spaces": ("x < 4", "x   <   4"),
}

SETTINGS: dict[str, str | int | float | bool | None] = {"engine": None, "rlimit": 1}


def properties(folder: Path, text: str) -> list[Property]:
    twin = 'format Twin : float { layout = "s eeee mmm"; bias = 7; subnormals = true; '
    twin += 'inf = none; nan = "s 1111 111"; source = "a test"; }\n'
    path = folder / "spec.arith"
    path.write_text(twin + text)
    return Declarations(Library(load([path]))).properties


def key_of(prop: Property, kind: str = "prove") -> str:
    (obligation,) = (o for o in prop.obligations if o.kind == kind)
    return key(prop, obligation, SETTINGS, "f")


@pytest.mark.parametrize("what", OTHERS)
def test_other_obligations_have_other_keys(what: str, tmp_path: Path) -> None:
    old, new = OTHERS[what]
    changed = BASE.replace(old, new)
    assert changed != BASE
    (before,) = properties(tmp_path, BASE)
    (after,) = properties(tmp_path, changed)
    assert key_of(before) != key_of(after, "cover" if what == "a cover" else "prove")


@pytest.mark.parametrize("what", SAME)
def test_place_and_name_do_not_count(what: str, tmp_path: Path) -> None:
    old, new = SAME[what]
    (before,) = properties(tmp_path, BASE)
    (after,) = properties(tmp_path, BASE.replace(old, new))
    assert after.id != before.id or after.text != before.text or after.span != before.span
    assert key_of(before) == key_of(after)


@pytest.mark.parametrize("settings", [{"engine": "z3", "rlimit": 1}, {"engine": None, "rlimit": 2}])
def test_settings_count(settings: dict[str, str | int], tmp_path: Path) -> None:
    (p,) = properties(tmp_path, BASE)
    assert key(p, p.obligations[0], {**settings}, "f") != key_of(p)


def test_the_fingerprint_counts(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, BASE)
    assert key(p, p.obligations[0], SETTINGS, "g") != key_of(p)


def test_the_satisfiable_assumptions_count(tmp_path: Path) -> None:
    """They decide about vacuity, and an ``assume`` below the obligation is only among them."""
    text = "property p { given x : E4M3; prove x == x; assume x < %d; }"
    (before,) = properties(tmp_path, text % 4)
    (after,) = properties(tmp_path, text % 5)
    assert before.obligations[0].cases[0].assumption is after.obligations[0].cases[0].assumption
    assert key_of(before) != key_of(after)


def replacements(case: Case) -> Iterator[tuple[str, object]]:
    """Another value for every field of a case, found by what the field holds now."""
    for field in dataclasses.fields(case):
        value = getattr(case, field.name)
        match value:
            case None | n.Bool():
                yield field.name, b.lt(b.var("other", 0, 3), b.ONE)
            case tuple() if field.name == "facts":
                yield field.name, (b.lt(b.var("other", 0, 3), b.ONE),)
            case tuple():
                yield field.name, value[1:] if value else None
            case _:
                pytest.fail(f"no replacement for {field.name}")


def test_every_field_of_a_case_counts(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, BASE)
    (obligation,) = p.obligations
    (case,) = obligation.cases
    found = {key_of(p)}
    changed = list(replacements(case))
    for name, value in changed:
        other = dataclasses.replace(case, **{name: value})
        found.add(key(p, dataclasses.replace(obligation, cases=(other,)), SETTINGS, "f"))
    assert len(changed) == len(dataclasses.fields(Case))
    assert len(found) == 1 + len(changed)


def test_every_field_of_a_variable_counts(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, BASE)
    (obligation,) = p.obligations
    (case,) = obligation.cases
    changes: dict[str, object] = {
        "name": "other",
        "kind": "code",
        "var": b.var("other", 0, 255),
        "format": None,
        "lane": True,
    }
    found = {key_of(p)}
    for name, value in changes.items():
        first = dataclasses.replace(case.variables[0], **{name: value})
        other = dataclasses.replace(case, variables=(first, *case.variables[1:]))
        found.add(key(p, dataclasses.replace(obligation, cases=(other,)), SETTINGS, "f"))
    assert {f.name for f in dataclasses.fields(Variable)} == changes.keys()
    assert len(found) == 1 + len(changes)


def test_of_a_hazard_only_the_condition_counts(tmp_path: Path) -> None:
    (p,) = properties(tmp_path, BASE)
    (obligation,) = p.obligations
    (case,) = obligation.cases

    def with_hazard(change: dict[str, object]) -> str:
        first = dataclasses.replace(case.hazards[0], **change)
        other = dataclasses.replace(case, hazards=(first, *case.hazards[1:]))
        return key(p, dataclasses.replace(obligation, cases=(other,)), SETTINGS, "f")

    assert {f.name for f in dataclasses.fields(Hazard)} == {"violated", "reason", "span"}
    assert with_hazard({"violated": b.lt(b.var("other", 0, 3), b.ONE)}) != key_of(p)
    assert with_hazard({"reason": "another"}) == key_of(p)
    assert with_hazard({"span": Span("b.arith", 9, 9, 9, 9)}) == key_of(p)


def leaves(node: n.Node) -> Iterator[str]:
    """The fields of a node that are no subterms."""
    subterms = {id(c) for c in node.children()}
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        parts = value if isinstance(value, tuple) else (value,)
        if not all(id(part) in subterms for part in parts):
            yield field.name


def test_the_canonical_text_holds_every_field_of_every_node(tmp_path: Path) -> None:
    """A new node or field that the text forgets would let two meanings share a key."""
    text = """property p {
      given x : E4M3 where is_finite(x);
      given k : int(4);
      given c : code(E4M3);
      given t : bits(1);
      let y = round(E5M2, sqrt(abs(x)) / 3 + k, RNE);
      let z = if t == 0 then min(x, y) else floor(x) + ordinal(c);
      prove (forall i in 0..<100 : sum(j * x for j in 0..<100) + i > z or next_up(x) == x)
        and unsigned(bit_and(bits(c), bits(8, 3))) == 1 and not (x == 1);
    }"""
    (p,) = properties(tmp_path, text)
    (case,) = p.obligations[0].cases
    roots = [case.claim, case.assumption, case.undefined]
    seen: set[tuple[str, str]] = set()
    for node in n.postorder(*roots):
        for name in leaves(node):
            value = getattr(node, name)
            shown = {
                "format": lambda f: f.key,
                "context": lambda c: c.text,
                "value": lambda v: str(v).lower(),
            }.get(name, str)(value)
            line = canonical([node]).splitlines()[-2]
            assert shown in line, (node, name)
            seen.add((type(node).__name__, name))
    assert {("Var", "name"), ("Var", "low"), ("AtOrdinal", "format"), ("Fold", "op")} <= seen
