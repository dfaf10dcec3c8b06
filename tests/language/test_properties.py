"""What declared properties say of themselves."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.formats import shipped as s
from verif.engines.engine import CannotAnswer
from verif.engines.exhaustive import Exhaustive
from verif.engines.reference import Reference
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate, evaluate_all
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
    at: dict[n.AnyVar, int | Fraction] = {x.var: Fraction(-7, 2), y.var: 3, z.var: 0}
    assert evaluate_all([case.claim, x.magnitude, x.rank, y.rank], at) == [True, 3.5, 1, 0]
    shown = show_variable(x, Fraction(-7, 2))
    assert (shown.kind, shown.exact, shown.code) == ("real", "-7 * 2^-1", "")


LEMMA = """
lemma l for F in {E4M3, E2M1} {
  given x : F where x >= 1;
  given n : nat where n <= 5;
  let y = x + n;
  assume x != 2;
  prove y >= 1;
  assume n != 3;
  prove y != n;
}
"""


def test_facts(tmp_path: Path) -> None:
    """A fact is the lemma at the terms: false exactly where the lemma is false of them."""
    text = "property p { given a : E4M3; given k : int where -2 <= k and k < 9; prove true; "
    prop = properties(tmp_path, LEMMA + text + "using l(E4M3, a, k); using l(E4M3, a, k); }")["p"]
    assert [i.rpartition("::")[2] for i in prop.uses] == ["l[E4M3]"] and not prop.lemma
    case = prop.obligations[0].cases[0]
    (fact,) = case.facts
    a, k = (v.var for v in case.variables)
    for code in range(256):
        assert all(evaluate(fact, {a: code, k: i}) for i in range(-2, 9))
    wrong = LEMMA.replace("y != n", "y != 4").replace("y >= 1", "y >= 3 / 2")
    prop = properties(tmp_path, wrong + text + "using l(E4M3, a, k); }")["p"]
    (fact,) = prop.obligations[0].cases[0].facts
    for code in range(256):
        x = s.E4M3.decode(code).exact
        for i in range(-2, 9):
            if x is None or x < 1 or x == 2 or not 0 <= i <= 5:
                holds = True
            else:
                holds = x + i >= Fraction(3, 2) and (i == 3 or x + i != 4)
            assert evaluate(fact, {a: code, k: i}) is holds


def test_facts_know_nothing_of_assumptions(tmp_path: Path) -> None:
    """Facts are in every case of every goal; assumption, hazards and claim are as without them."""
    body = "given x : E2M1 where x > 0; prove x > 1; {} cover x == 2;"
    found = properties(
        tmp_path,
        "lemma bound { given y : real; prove y < 5; }"
        f"property p {{ {body.format('')} }}"
        f"property q {{ {body.format('using bound(x + 1);')} }}"
        "property r { given n : nat where 1 <= n and n < 4; given x : int(n); using bound(n); "
        "prove x < 4; }",
    )
    assert found["bound"].lemma and found["bound"].uses == ()
    p, q = found["p"], found["q"]
    assert (p.uses, len(q.uses)) == ((), 1)
    for one, other in zip(p.obligations, q.obligations, strict=True):
        (without,), (with_,) = one.cases, other.cases
        assert (without.assumption, without.claim) == (with_.assumption, with_.claim)
        assert not without.facts and len(with_.facts) == 1
        assert without.counterexample is with_.counterexample or with_.hazards
    assert p.satisfiable[0][1] is q.satisfiable[0][1]
    # The fact is true of constants, and then it is none.
    assert [c.facts for c in found["r"].obligations[0].cases] == [()] * 3


def test_lemmas_of_other_files_come_once(tmp_path: Path) -> None:
    found = properties(
        tmp_path,
        'use "one.arith"; use "two.arith" as t;'
        "property p { given x : E2M1; using a(x); using t.b(x); prove true; }"
        "property q { given x : E2M1; using a(x); prove true; }",
        one="lemma a { given x : E2M1; prove true; } lemma unused { prove true; }"
        "property other { prove true; }",
        two='use "one.arith"; lemma b { given x : E2M1; using a(x); prove true; }',
    )
    assert list(found) == ["p", "q", "a", "b"]
    assert [i.rpartition("/")[2] for i in found["p"].uses] == ["one.arith::a", "two.arith::b"]
    assert found["b"].uses == found["q"].uses == (found["a"].id,)


def test_a_lemma_without_an_engine_can_be_used(tmp_path: Path) -> None:
    found = properties(
        tmp_path,
        "lemma wide { given n : int; prove n * n >= 0; }"
        "property p { given x : E2M1 where x == 3; using wide(x); prove x > 0; }",
    )
    assert found["wide"].obligations[0].obstacle
    (fact,) = found["p"].obligations[0].cases[0].facts
    (x,) = (v.var for v in found["p"].obligations[0].cases[0].variables)
    assert all(evaluate(fact, {x: code}) for code in range(16))
