"""Verdicts from every combination of known and open answers: none says more than they do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.run.solvers import properties
from verif.engines.engine import NOWHERE, Found
from verif.properties.obligation import Obligation
from verif.run import decide
from verif.run.ask import Answer
from verif.run.settle import Part

SPEC = """property p {
  given x : uint(4);
  assume x < 12;
  prove 30 div x < 20;
  cover 30 div x > 20;
}"""

KNOWN = ("none", "some", "open")
Parts = tuple[str, str, str]
"""What is known of undefined, hit and satisfiable."""


def answers(obligation: Obligation, parts: tuple[Parts, ...], enumerated: bool) -> list[Answer]:
    """Answers to as many cases as there are parts."""
    (case,) = obligation.cases
    (x,) = (v.var for v in case.variables)

    def part(known: str, value: int) -> Part:
        if known == "open":
            return Part(None, ())
        return Part(NOWHERE if known == "none" else Found(None, {x: value}, False), ())

    return [
        Answer(
            case,
            16,
            enumerated,
            0,
            part(undefined, 0),
            part(hit, 1),
            part(satisfiable, 1),
            part(satisfiable, 1),
            None,
        )
        for undefined, hit, satisfiable in parts
    ]


def allowed(kind: str, parts: tuple[Parts, ...]) -> set[str]:
    """The verdicts that the answers carry."""
    undefined, hit, satisfiable = ([p[i] for p in parts] for i in range(3))
    defined = all(u == "none" for u in undefined)
    missed, met = all(h == "none" for h in hit), "some" in hit
    found = {"unknown", "unsupported"}
    if defined and all(s == "none" for s in satisfiable):
        found.add("vacuous")
    if "some" in undefined or (kind == "prove" and met):
        found.add("refuted")
    if kind == "cover" and defined and missed and "some" in satisfiable:
        found.add("refuted")  # never reached
    if defined and (met if kind == "cover" else missed and "some" in satisfiable):
        found.add("proved")
    return found


def every(cases: int) -> list[tuple[Parts, ...]]:
    each = list(product(KNOWN, KNOWN, KNOWN))
    return list(product(each, repeat=cases))


def audit(folder: Path) -> dict[str, int]:
    """How often each verdict was given; no verdict without what it needs."""
    (p,) = properties(folder, SPEC)
    given: dict[str, int] = {}
    for obligation, cases in product(p.obligations, (1, 2)):
        for parts in every(cases):
            for enumerated in (False, True)[: 3 - cases]:
                made = answers(obligation, parts, enumerated)
                verdict = str(decide._judge(obligation, made)["verdict"])
                assert verdict in allowed(obligation.kind, parts), (obligation.kind, parts, verdict)
                given[verdict] = given.get(verdict, 0) + 1
    return given


def test_no_verdict_without_its_reasons(tmp_path: Path) -> None:
    given = audit(tmp_path)
    assert set(given) >= {"proved", "refuted", "vacuous"}
    assert min(given[v] for v in ("proved", "refuted", "vacuous")) >= 10


def test_what_is_known_is_said(tmp_path: Path) -> None:
    """Where every answer is known, so is the verdict."""
    (p,) = properties(tmp_path, SPEC)
    for obligation in p.obligations:
        for parts in every(2):
            if any("open" in part for part in parts):
                continue
            found = decide._judge(obligation, answers(obligation, parts, False))
            possible = allowed(obligation.kind, parts) - {"unknown", "unsupported"}
            assert not possible or found["verdict"] in possible


def _none_or_open(part: Part) -> bool:
    return part.found is None or not part.found.some


def _known_or_open(part: Part) -> bool:
    return part.found is None or part.found.some


@pytest.mark.parametrize(
    ("name", "change"),
    [("none", _none_or_open), ("some", _known_or_open)],
    ids=["none", "some"],
)
def test_taking_what_is_open_for_known_shows(
    name: str, change: Callable[[Part], bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Part, name, property(change))
    with pytest.raises(AssertionError):
        audit(tmp_path)
