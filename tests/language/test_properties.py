"""What declared properties say of themselves."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from verif.engines.engine import CannotAnswer
from verif.engines.exhaustive import Exhaustive
from verif.engines.reference import Reference
from verif.ir import build as b
from verif.ir.evaluate import evaluate_all
from verif.properties.obligation import Property
from verif.run.ask import query_of
from verif.run.check import declare
from verif.run.example import show_variable


def properties(tmp_path: Path, text: str, **others: str) -> dict[str, Property]:
    """The properties of a file, by their names."""
    for name, content in others.items():
        (tmp_path / f"{name}.arith").write_text(content, encoding="utf-8")
    file = tmp_path / "p.arith"
    file.write_text(text, encoding="utf-8")
    found = declare([file]).properties
    assert len({p.id for p in found}) == len(found)
    return {p.name: p for p in found}


def test_budgets(tmp_path: Path) -> None:
    found = properties(
        tmp_path,
        "property a { prove true; }"
        "property b { prove true; budget long; }"
        "property c for n in 0..<1 { budget 8; prove true; }"
        "property d { given n : int; prove n == n; budget long; budget 2; }",
    )
    said = {name: (p.long, p.budget) for name, p in found.items()}
    assert said == {"a": (False, 1), "b": (True, 1), "c[0]": (False, 8), "d": (True, 2)}


def test_real_variables(tmp_path: Path) -> None:
    prop = properties(
        tmp_path, "property p { given x, y : real where x < y; given z : E4M3; prove x != y; }"
    )["p"]
    case = prop.obligations[0].cases[0]
    x, y, z = case.variables
    assert (x.kind, y.kind, z.kind) == ("real", "real", "datum")
    assert x.var is b.real_var("x") and not prop.obligations[0].obstacle
    assert case.assumption is b.lt(x.var, y.var)
    query = query_of(prop.obligations[0], case, case.assumption)
    assert (query.reals, query.variables, query.inputs) == ((x.var, y.var), (z.var,), 256)
    assert not query.finite
    for engine in (Exhaustive(), Reference()):
        with pytest.raises(CannotAnswer, match="x, y range over all reals"):
            engine.run(query)
    at = {x.var: Fraction(-7, 2), y.var: 3, z.var: 0}
    assert evaluate_all([case.claim, x.magnitude, x.rank, y.rank], at) == [True, 3.5, 1, 0]
    shown = show_variable(x, Fraction(-7, 2))
    assert (shown.kind, shown.exact, shown.code) == ("real", "-7 * 2^-1", "")
