"""Which mutants a spec has: edits of its text, and none that only weaken a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutate.samples import edits, mutants_of
from verif.language.parser import parse

FORMAT = """
format F : float {
  layout = "s ee m"; bias = 1; subnormals = true; inf = none; nan = "s 11 1"; overflow = nan;
  check max == 4;
}
"""


def test_formats(tmp_path: Path) -> None:
    assert edits(tmp_path, FORMAT) == {
        '"s ee m" -> "s ee e"': "off by one",
        '"s ee m" -> "s em m"': "off by one",
        "1 -> 2": "bias",
        "1 -> 0": "bias",
        "true -> false": "clamp",
        'none -> "s 11 1"': "nan",
        '"s 11 1" -> none': "nan",
        '"s 11 1" -> "s 11 0"': "nan",
        '"s 11 1" -> "0 11 1"': "nan",
        "nan -> saturate": "saturation",
    }


def test_tables(tmp_path: Path) -> None:
    text = "format T : table { bits = 1; values = [0, 0.123456789]; ties = down; }"
    found = edits(tmp_path, text)
    assert found["0 -> 0.123456789"] == found["0.123456789 -> 0"] == "off by one"
    assert found["0.123456789 -> 0.123466789"] == "off by one"
    assert found["down -> away"] == "rounding"


def test_operators(tmp_path: Path) -> None:
    text = """
op f(x, y : E4M3, k : uint(3)) -> real {
  requires abs(x) >= 1;
  let s = sub(E4M3, x, y, RNE, overflow = saturate);
  let big = if s < 0 then -s else s;
  return max(big, sign(x) * 2**-3) + 2**-4 + (k << 1) * 2**k;
}
"""
    found = edits(tmp_path, text)
    assert found["RNE -> RTZ"] == "rounding"
    assert found["RNE -> RTO"] == "sticky"
    assert found["saturate -> nan"] == "saturation"
    assert found["sub -> add"] == "arithmetic"
    assert found["x, y -> y, x"] == "arithmetic"
    assert found["if s < 0 then -s else s -> s"] == "clamp"
    assert found["-s -> s"] == "sign"
    assert found["max -> min"] == "clamp"
    assert found["sign(x) -> 1"] == "sign"
    assert found["<< -> >>"] == "shift"
    assert found["4 -> 5"] == "shift"
    assert found["k -> (k + 1)"] == "shift"
    assert found[">= -> >"] == "comparison"
    assert ">= -> ==" not in found
    sum_ = "max(big, sign(x) * 2**-3) + 2**-4"
    assert found[f"{sum_} -> max(big, sign(x) * 2**-3)"] == "sticky"


def test_roundings_and_constants(tmp_path: Path) -> None:
    text = "rounding R { mode = RTZ; on_inf = saturate; } const C = 3 + 1;"
    found = edits(tmp_path, text)
    assert found["RTZ -> RNE"] == "rounding"
    assert found["saturate -> nan"] == "saturation"
    assert found["3 -> 4"] == "off by one"
    assert found["+ -> -"] == "arithmetic"


def claims(tmp_path: Path, clauses: str) -> set[str]:
    return set(edits(tmp_path, f"property p {{ given x, y : E2M1; {clauses} }}"))


def test_claims_are_not_weakened(tmp_path: Path) -> None:
    found = claims(tmp_path, "prove abs(x) <= 7 and x < 8 implies x * y <= 36;")
    assert "< -> <=" in found  # on the left of `implies` this makes the claim stronger
    assert "36 -> 35" in found and "36 -> 37" not in found
    assert "7 -> 8" in found and "7 -> 6" not in found
    assert "and -> or" in found
    assert "and -> or" not in claims(tmp_path, "prove x < 7 and y < 7;")
    assert "or -> and" in claims(tmp_path, "prove x < 7 or y < 7;")
    assert {"<= -> <", "<= -> >=", "* -> +"} <= found
    assert "abs(x) -> x" not in claims(tmp_path, "prove abs(x) <= 7;")
    assert "abs(x) -> x" in claims(tmp_path, "prove abs(x) >= 0;")


def test_bounds_with_a_sign(tmp_path: Path) -> None:
    found = claims(tmp_path, "prove -7/2 <= x * 0 and x * 0 == 0;")
    assert {"7 -> 6", "2 -> 3"} <= found
    assert not {"7 -> 8", "2 -> 1"} & found


def test_what_fits_less(tmp_path: Path) -> None:
    assert "8 -> 7" in claims(tmp_path, "prove fits(x * 2, int(8));")
    assert "8 -> 9" in claims(tmp_path, "prove x > 9 or not fits(x, int(8));")


def test_covers_change_only_in_their_values(tmp_path: Path) -> None:
    assert claims(tmp_path, "prove true; cover not x * y == 36;") == {
        "* -> +",
        "x * y -> x",
        "x * y -> y",
    }


@pytest.mark.parametrize("clause", ["expect refuted;", "budget long;"])
def test_properties_that_are_left_alone(clause: str, tmp_path: Path) -> None:
    assert not claims(tmp_path, f"prove x < y; {clause}")


def test_every_mutant_of_the_shipped_specs_is_an_edit_of_its_file() -> None:
    from verif.mutate.run import mutants
    from verif.run.check import load
    from verif.run.prelude import shipped_specs

    loaded = load([shipped_specs()])
    found = mutants(loaded)
    assert len(found) >= 1500
    assert len({m.id for m in found}) == len(found)
    assert {m.kind for m in found} == {
        "rounding", "bias", "sticky", "comparison", "clamp", "sign", "shift", "saturation", "nan",
        "off by one", "arithmetic",
    }  # fmt: skip
    for mutant in found[::25]:
        source = loaded.sources[mutant.file]
        assert mutant.old != mutant.new
        parse(mutant.apply(source))  # whatever it means, it is still a spec's syntax


def test_a_mutant_of_another_text(tmp_path: Path) -> None:
    baseline, (mutant, *_) = mutants_of(tmp_path, "const C = 3;")
    source = baseline.library.loaded.sources[mutant.file]
    with pytest.raises(ValueError, match="not an edit of this text"):
        mutant.apply(mutant.apply(source))
