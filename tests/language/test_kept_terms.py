"""The terms of a claim that are kept for its parts are the ones that reading it anew gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from verif.ir.text import canonical
from verif.language.elaborator import Elaborator
from verif.properties.obligation import Case, Part
from verif.run.check import declare

SPECS = Path(__file__).resolve().parents[2] / "specs"

TEXT = """arith 1;
op half(x : E4M3) -> real { requires is_normal(x); return x / 2; }
property parts {
  given x, y : E4M3 where not is_nan(x);
  given k : int(4);
  let h = 2 * k;
  prove (x < y and half(x) < 1) or not (k / h == 1) or h < k <= 3;
  cover x > 0 implies half(x) == 1 and same(x, y);
}
property quantified {
  given k : int(4);
  prove (forall i in 0..<4 : i + k < 9) and (exists i in 0..<4 : i * i == k) or k < 0;
}
property of_lanes {
  given K : nat where 1 <= K;
  given w : int(8)[K];
  assume sum(abs(w[i]) for i in 0..<K) <= 100;
  let partial = prefix_sums(w[i] for i in 0..<K);
  prove sum(w[i] for i in 0..<K) <= 100 and -100 <= sum(w[i] for i in 0..<K);
  prove forall j in 0..<K : fits(partial[j], int(8)) and partial[j] <= 100;
  prove forall i in 0..<K : w[i] / w[i] == 1;
}
"""


@contextmanager
def anew(e: Elaborator) -> Iterator[None]:
    """Instead of the kept terms."""
    yield


def said(part: Part) -> tuple[object, ...]:
    sides = [(s.name, s.kind, canonical([s.node])) for s in (*part.left, *part.right)]
    return part.text, part.relation, canonical([part.holds, part.reached]), sides


def meaning(case: Case) -> tuple[object, ...]:
    hazards = [(canonical([h.violated]), h.reason, str(h.span)) for h in case.hazards]
    claims = canonical(
        [case.assumption, case.claim, *([case.antecedent] if case.antecedent else [])]
    )
    return claims, hazards, [said(p) for p in case.parts]


def meanings(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {
        f"{p.id}/{o.name}": [meaning(c) for c in o.cases]
        for p in declare([path]).properties
        for o in p.obligations
    }


FILES = ("operators/two_sum.arith", "operators/lmul.arith", "accumulators/wrapping.arith")


@pytest.mark.parametrize("name", FILES)
def test_shipped_specs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = meanings(SPECS / name)
    monkeypatch.setattr(Elaborator, "with_kept_terms", anew)
    assert meanings(SPECS / name) == kept


def test_every_kind_of_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.arith"
    path.write_text(TEXT)
    kept = meanings(path)
    hazards = {name: [len(found) for _, found, _ in cases] for name, cases in kept.items()}
    of = {name.rpartition("::")[2]: counts for name, counts in hazards.items()}
    assert of["parts/prove.1"] == [2]
    assert of["of_lanes/prove.3"] == [1]
    monkeypatch.setattr(Elaborator, "with_kept_terms", anew)
    assert meanings(path) == kept
