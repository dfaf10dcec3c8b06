"""Random properties: every engine against an interpreter of the syntax tree that shares nothing.

``random_specs`` writes properties with partial terms, folds, lets, operators and tiny formats;
``interpreter`` goes through all their inputs with a three-valued logic of its own. Verdict,
definedness, counts and the least witness must agree.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.interpreter import Interpreter, Outcome
from tests.random_specs import COMMON, write_property
from verif.base.errors import SpecError
from verif.language.declare_property import declare_property
from verif.language.library import Library
from verif.language.problem import Problem
from verif.properties.obligation import Property
from verif.results.record import Counterexample
from verif.run.check import Options, engines, load
from verif.run.decide import decide_property


def inputs(example: Counterexample | None) -> dict[str, int] | None:
    """The raw inputs of a witness."""
    if example is None:
        return None
    return {
        v.name: int(v.code, 16)
        if v.code
        else int(v.exact == "true")
        if v.kind == "bool"
        else int(v.exact)
        for v in example.variables
    }


def expected(kind: str, satisfying: int, o: Outcome) -> tuple[Any, ...]:
    """Verdict, whether undefined, count and least witness, from the interpreter."""
    undefined = min(o.undefined, key=lambda p: p[0], default=None)
    hit = min(o.hits, key=lambda p: p[0], default=None)
    if undefined:
        return "refuted", True, len(o.undefined), undefined[1]
    if not satisfying:
        return "vacuous", False, None, None
    if hit:
        return "proved" if kind == "cover" else "refuted", False, len(o.hits), hit[1]
    return "refuted" if kind == "cover" else "proved", False, None, None


def compare(prop: Property, outcomes: tuple[int, list[tuple[str, Outcome]]], seen: Counter) -> None:
    satisfying, goals = outcomes
    for name in ("exhaustive", "reference"):
        record = decide_property(prop, engines(Options(engine=name, jobs=1), None))
        for (kind, outcome), found in zip(goals, record.obligations, strict=True):
            if found.verdict == "unsupported":
                seen["unsupported"] += 1
                continue
            example = found.counterexample or found.witness
            got = (
                found.verdict,
                found.undefined,
                example.count if example else None,
                inputs(example),
            )
            assert got == expected(kind, satisfying, outcome), (name, found.reason, prop.text)
            seen[f"{kind} {found.verdict}{' undefined' if found.undefined else ''}"] += 1


def run(folder: Path, seeds: range) -> Counter:
    """Compare the properties of some seeds; texts that are no spec are only counted."""
    path = folder / "random.arith"
    seen: Counter = Counter()
    for seed in seeds:
        path.write_text(COMMON + write_property(random.Random(seed), "p"))
        try:
            loaded = load([path])
            library = Library(loaded)
            file = loaded.roots[0]
            item = loaded.files[file].tree.items[-1]
            prop = declare_property(library, loaded.sources[file], item, "", {})
        except (SpecError, Problem):
            seen["no spec"] += 1
            continue
        if prop.obligations[0].obstacle:
            seen["obstacle"] += 1
            continue
        compare(prop, Interpreter(library, file).judge(item), seen)
    return seen


KINDS = (
    "prove proved", "prove refuted", "prove refuted undefined", "prove vacuous",
    "cover proved", "cover refuted",
)  # fmt: skip


def enough(seen: Counter, count: int) -> None:
    """Most texts were specs that engines decide, and every kind of verdict occurred."""
    assert seen["no spec"] + seen["obstacle"] + seen["unsupported"] < count / 4, seen
    assert all(seen[kind] for kind in KINDS), seen


@pytest.mark.parametrize("part", range(3))
def test_random_properties(tmp_path: Path, part: int) -> None:
    enough(run(tmp_path, range(70 * part, 70 * part + 70)), 70)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_many_random_properties(tmp_path: Path, part: int) -> None:
    enough(run(tmp_path, range(1000 + 500 * part, 1500 + 500 * part)), 500)
