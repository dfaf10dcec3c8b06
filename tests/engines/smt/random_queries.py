"""Solvers against enumeration on random small properties, in this process."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.random_specs import COMMON, write_property
from verif.algebra.backend import Unsupported
from verif.engines.engine import CannotAnswer, Found, Query
from verif.engines.exhaustive import Exhaustive
from verif.engines.solver import Budget, Solver
from verif.ir import nodes as n
from verif.language import ast
from verif.language.declare_property import declare_property
from verif.language.library import Library
from verif.language.problem import Obstacle, Problem
from verif.properties.obligation import Property
from verif.run.ask import query_of
from verif.run.check import load
from verif.run.replay import replay

BUDGET = Budget(20_000_000, 10.0)


def random_properties(path: Path, seed: int, count: int) -> Iterator[tuple[str, Property]]:
    """The text and the meaning of random properties."""
    rng = random.Random(seed)
    texts = [write_property(rng, f"p{i}") for i in range(count)]
    path.write_text(COMMON + "".join(texts), encoding="utf-8")
    library = Library(load([path]))
    file = library.loaded.roots[0]
    items = [i for i in library.loaded.files[file].tree.items if isinstance(i, ast.Property)]
    for item, text in zip(items, texts, strict=True):
        try:
            prop = declare_property(library, library.loaded.sources[file], item, "", {})
        except (Problem, Obstacle):
            continue
        if not prop.obligations[0].obstacle:
            yield text, prop


def questions(prop: Property) -> Iterator[tuple[Query, n.Bool, Found]]:
    """Each unlike predicate of a property that is no constant, and what enumeration finds."""
    seen: dict[int, n.Bool] = {}  # kept alive, so that no identity is reused
    for obligation in prop.obligations:
        for case, (_, assumption) in zip(obligation.cases, prop.satisfiable, strict=True):
            query = query_of(obligation, case, assumption)
            try:
                answers = Exhaustive(jobs=1).run(query)
            except CannotAnswer:
                continue
            for predicate, found in zip(query.predicates, answers, strict=True):
                if id(predicate) not in seen and not isinstance(predicate, n.Truth):
                    seen[id(predicate)] = predicate
                    yield query, predicate, found


def compare(
    text: str,
    prop: Property,
    solvers: Sequence[Solver],
    tally: Counter[str] | None = None,
    budget: Budget = BUDGET,
) -> Counter[str]:
    """Ask solvers every question of a property; none may contradict enumeration, every witness
    must replay, and one that is called minimal must be the least. Counts what they said."""
    tally = Counter() if tally is None else tally
    for query, predicate, true in questions(prop):
        for solver in solvers:
            try:
                reply = solver.decide(query, predicate, budget)
            except (CannotAnswer, Unsupported):
                tally[f"{solver.name}: not encoded"] += 1
                continue
            where = f"{solver.name} on {prop.name}: {reply}\n{text}"
            assert not reply.wrong, where
            found = reply.found
            if found is None:
                tally[f"{solver.name}: open"] += 1
                continue
            assert found.some == true.some, where
            replay(solver.name, query, predicate, found)
            tally[f"{solver.name}: {found.answer}"] += 1
            if found.some and found.minimal:
                assert found.witness == true.witness, f"not {true.witness}: {where}"
                tally[f"{solver.name}: least"] += 1
    return tally
