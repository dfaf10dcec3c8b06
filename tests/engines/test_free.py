"""Bits that do not matter: every setting of all of them does what the input does."""

from __future__ import annotations

import time
from itertools import product
from pathlib import Path

import pytest

from tests.run.solvers import properties
from verif.cli.main import main
from verif.engines import free as free_module
from verif.ir.evaluate import evaluate
from verif.results.record import Counterexample, ObligationRecord
from verif.run.check import Options, panel_for
from verif.run.decide import decide_property


def decided(folder: Path, text: str) -> ObligationRecord:
    (p,) = properties(folder, f"property p {{ {text} }}")
    (record,) = decide_property(p, panel_for(Options(), p)).obligations
    return record


def example(record: ObligationRecord) -> Counterexample:
    found = record.counterexample or record.witness
    assert found is not None
    return found


def masks(record: ObligationRecord) -> dict[str, str]:
    return {v.name: v.free for v in example(record).variables}


CASES = {
    "low bits": ("given x : uint(8); prove x < 64;", {"x": "x-xxxxxx"}),
    "the other one": ("given x, y : uint(4); prove x < 8;", {"x": "-xxx", "y": "xxxx"}),
    "one bit of two": ("given x, y : uint(2); prove x != y;", {"x": "--", "y": "--"}),
    "signs": ("given x : E4M3; prove abs(x) < 448 or is_nan(x);", {"x": "x-------"}),
    "a bool": ("given x : E2M1; given t : bool; cover x == 6;", {"x": "----", "t": "x"}),
    "bits": ("given b : bits(3); given x : E2M1; cover unsigned(b) == 5;", {"b": "", "x": "xxxx"}),
    "a code": ("given c : code(E2M1); cover is_zero(c);", {"c": "x---"}),
    "undefined": ("given x, y : E2M1; prove x / y < 99;", {"x": "xxxx", "y": "x---"}),
    "integers": ("given k : int(4); given x : E2M1; prove k != 0;", {"k": "", "x": "xxxx"}),
    "a fold": (
        "given x : E2M1[2]; prove sum(x[i] for i in 0..<2) < 12;",
        {"x[0]": "----", "x[1]": "----"},
    ),
    "a posit": ("given x, y : posit8_2; cover x == 1;", {"x": "-" * 8, "y": "x" * 8}),
    "a root": ("given x, y : E2M1; cover sqrt(abs(x)) == 2;", {"x": "x---", "y": "xxxx"}),
}


@pytest.mark.parametrize("name", CASES)
def test_masks(tmp_path: Path, name: str) -> None:
    text, expected = CASES[name]
    found = masks(decided(tmp_path, text))
    assert found == {k: "" if "x" not in m else m for k, m in expected.items()}


@pytest.mark.parametrize("seed", range(12))
def test_every_setting_does_the_same(tmp_path: Path, seed: int) -> None:
    """Against the reference, one setting at a time, with claims of many shapes."""
    a, b = 3 + 7 * seed % 23, 1 + 5 * seed % 11
    claims = [
        f"(x * {a} + y) mod 16 != {b} mod 16",
        f"xor(x, y) < {a + 8} or x >= {b}",
        f"bit_and(x, {a}) != {b} or y < {a}",
    ]
    text = f"property p {{ given x, y : uint(5); prove {claims[seed % 3]}; }}"
    text = text.replace("xor(x, y)", "(x + 3 * y) mod 32").replace(f"bit_and(x, {a})", "x div 2")
    (p,) = properties(tmp_path, text)
    record = decide_property(p, panel_for(Options(), p)).obligations[0]
    (case,) = p.obligations[0].cases
    found = example(record)
    choices = []
    for shown in found.variables:
        value, mask = int(shown.exact), shown.free or "-----"
        pairs = zip(f"{value:05b}", mask, strict=True)
        settings = product(*("01" if m == "x" else c for c, m in pairs))
        choices.append([int("".join(s), 2) for s in settings])
    for values in product(*choices):
        assignment = {v.var: x for v, x in zip(case.variables, values, strict=True)}
        assert evaluate(case.counterexample, assignment) is True


def test_reals_have_no_bits(tmp_path: Path) -> None:
    record = decided(tmp_path, "given r : real; prove r != 4;")
    assert (record.verdict, masks(record)) == ("refuted", {"r": ""})


def test_the_reference_serves_where_arrays_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise free_module.Unsupported("not here")

    monkeypatch.setattr(free_module, "evaluate_arrays", refuse)
    found = masks(decided(tmp_path, "given x, y : uint(8); prove x < 128;"))
    assert "".join(found.values()).count("x") == free_module.MOST_BITS_REFERENCE


def test_it_is_cheap_or_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "given x : E4M3[6]; given y : F64; prove sum(x[i] for i in 0..<6) < 9 or y < 1;"
    (p,) = properties(tmp_path, f"property p {{ {text} }}")
    (case,) = p.obligations[0].cases
    goal = case.counterexample
    witness = {v.var: 0x7E if v.name != "y" else 0x4008 << 48 for v in case.variables}
    assert evaluate(goal, witness) is True
    started = time.perf_counter()
    first = free_module.free_bits(case, goal, witness, None)
    assert time.perf_counter() - started < 10, "it goes through all of some bits"
    assert sum(m.bit_count() for m in first.values()) == free_module.MOST_BITS
    assert free_module.free_bits(case, goal, witness, None) == first
    monkeypatch.setattr(free_module, "WORK", 10)
    assert free_module.free_bits(case, goal, witness, None) == {}


def test_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.arith").write_text("property p { given x, y : E2M1; prove abs(x) < 6; }")
    main(["explain", "a.arith::p"])
    out = capsys.readouterr().out
    assert "      any other value of y would do\n" in out
    assert "      and any value of the bits marked x would do: x s=x e=-- m=-\n" in out
