"""Random specs judged by the package and by a second interpreter of the language.

Verdict, number of inputs, smallest counterexample or witness, and whether something was undefined
have to agree for every obligation.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.interpreter import Interpreter, Outcome
from tests.random_specs import COMMON, write_property
from verif.engines.engine import Engine
from verif.engines.exhaustive import Exhaustive
from verif.engines.reference import Reference
from verif.language import ast
from verif.language.declare_property import declare_property
from verif.language.library import Library
from verif.language.problem import Obstacle, Problem
from verif.results.record import ObligationRecord, Shown
from verif.run.check import load
from verif.run.decide import decide_property
from verif.run.panel import Panel

BATCH = 25
SKIPPED = 0.05
"""So many of the properties may be refused: a range whose end has no bounds, for one."""


def check_batch(path: Path, seed: int, engines: list[Engine]) -> tuple[int, int]:
    """How many properties of a batch were compared, and how many not."""
    rng = random.Random(seed)
    texts = [write_property(rng, f"p{i}") for i in range(BATCH)]
    path.write_text(COMMON + "".join(texts), encoding="utf-8")
    library = Library(load([path]))
    file = library.loaded.roots[0]
    interpreter = Interpreter(library, file)
    items = [i for i in library.loaded.files[file].tree.items if isinstance(i, ast.Property)]
    compared = 0
    for item, text in zip(items, texts, strict=True):
        try:
            prop = declare_property(library, library.loaded.sources[file], item, "", {})
        except (Problem, Obstacle):
            continue
        if prop.obligations[0].obstacle:
            continue
        satisfying, outcomes = interpreter.judge(item)
        for engine in engines:
            record = decide_property(prop, Panel((engine,)))
            for (kind, outcome), found in zip(outcomes, record.obligations, strict=True):
                if found.verdict == "unsupported":
                    continue
                message = f"seed {seed}, {engine.name}: {found.id} {found.reason}\n{text}"
                assert seen(found) == expected(kind, outcome, satisfying), message
        compared += 1
    return compared, BATCH - compared


def expected(kind: str, outcome: Outcome, satisfying: int) -> tuple[Any, ...]:
    """Verdict, undefined or not, and the count and the least of the inputs that show it."""
    found = outcome.undefined or outcome.hits
    shown = (len(found), min(found, key=lambda at: at[0])[1]) if found else (None, None)
    if outcome.undefined:
        return "refuted", True, *shown
    if not satisfying:
        return "vacuous", False, None, None
    reached = kind == "cover"
    return "proved" if bool(found) == reached else "refuted", False, *shown


def seen(found: ObligationRecord) -> tuple[Any, ...]:
    """The same of a record."""
    example = found.counterexample or found.witness
    if example is None:
        return found.verdict, found.undefined, None, None
    inputs = {v.name: number(v) for v in example.variables}
    return found.verdict, found.undefined, example.count, inputs


def number(shown: Shown) -> int:
    """An input's code or value."""
    if shown.code:
        return int(shown.code, 16)
    return int(shown.exact) if shown.kind != "bool" else int(shown.exact == "true")


def compare(path: Path, seeds: range, engines: list[Engine]) -> None:
    """Compare batches; nearly all properties must have been judged."""
    results = [check_batch(path, seed, engines) for seed in seeds]
    assert sum(skipped for _, skipped in results) <= SKIPPED * BATCH * len(seeds)


def test_random_specs(tmp_path: Path) -> None:
    """A few hundred properties, on arrays."""
    compare(tmp_path / "spec.arith", range(4), [Exhaustive(jobs=1)])


def test_random_specs_one_input_at_a_time(tmp_path: Path) -> None:
    """A few more, on both engines; small chunks cut the inputs into many boxes."""
    engines = [Exhaustive(jobs=2, chunk=7), Reference()]
    compare(tmp_path / "spec.arith", range(100, 102), engines)


@pytest.mark.long
def test_many_random_specs(tmp_path: Path) -> None:
    """Five thousand properties."""
    compare(tmp_path / "spec.arith", range(1000, 1200), [Exhaustive(jobs=1)])
