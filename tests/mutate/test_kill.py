"""What becomes of mutants: killed by whom, survived, equivalent, invalid, unknown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.mutate.samples import judged
from verif.language import ast
from verif.mutate.effect import Original, changed
from verif.mutate.kill import _digest
from verif.mutate.run import mutants
from verif.run.check import declare
from verif.run.prelude import shipped_specs

ERROR = """
op off(x : E2M1) -> real { return x - round(INT4, x, RNE); }
property small { given x : E2M1; prove abs(off(x)) <= 1/2; cover off(x) == 1/2; }
"""


def test_killed_by_a_property(tmp_path: Path) -> None:
    found = judged(tmp_path, ERROR)
    truncated = found["off: RNE -> RTP"]
    assert truncated.outcome == "killed"
    assert truncated.by.endswith("it.arith::small")
    assert truncated.reason.startswith("refuted where proved was expected; never reached")
    assert found["off: - -> +"].outcome == "killed"
    assert found["off: - -> +"].reason.startswith("refuted where proved was expected; false on ")
    assert truncated.before == "op off(x : E2M1) -> real { return x - round(INT4, x, RNE); }"
    assert truncated.after == "op off(x : E2M1) -> real { return x - round(INT4, x, RTP); }"


def test_killed_by_an_expected_refutation(tmp_path: Path) -> None:
    text = """
op half(x : E2M1) -> real { return x / 2; }
property whole { expect refuted; given x : E2M1; prove half(x) * 2 != x or x != 6; }
"""
    found = judged(tmp_path, text)["half: / -> *"]
    assert found.outcome == "killed"
    assert found.reason == "proved where refuted was expected"


def test_survivors(tmp_path: Path) -> None:
    text = """
op tie(x : E2M1) -> real { return round(INT4, x, RNE); }
property near { given x : E2M1; prove abs(x - tie(x)) <= 1/2; }
"""
    found = judged(tmp_path, text)
    assert found["tie: RNE -> RNA"].outcome == "survived"
    assert [name.rpartition("::")[2] for name in found["tie: RNE -> RNA"].decided] == ["near"]
    assert found["tie: RNE -> RTZ"].outcome == "survived"  # E2M1 has halves only
    assert found["near: <= -> <"].outcome == "killed"


def test_what_no_property_depends_on(tmp_path: Path) -> None:
    found = judged(tmp_path, "op f(x : E2M1) -> real { return x + 1; }")
    assert {m.outcome for m in found.values()} == {"survived"}
    assert found["f: + -> -"].reason == "no property depends on f"


def test_equivalent_operators(tmp_path: Path) -> None:
    text = """
op exact(x : E2M1) -> E4M3 { return round(E4M3, x, RNE); }
op positive(F : format, x : F) -> real { requires x > 0; return abs(x); }
property p { given x : E2M1; prove exact(x) == x; }
property q for F in {E2M1, E4M3} { given x : F where x > 0; prove positive(F, x) == x; }
"""
    found = judged(tmp_path, text)
    assert found["exact: RNE -> RTZ"].outcome == "equivalent"
    assert found["exact: RNE -> RTZ"].reason == "its value is the same for all inputs"
    dropped = found["positive: abs(x) -> x"]
    assert dropped.outcome == "equivalent"
    assert (
        dropped.reason
        == "at every call in a property that holds its value is the same for all inputs"
    )


def test_equivalent_values_in_claims(tmp_path: Path) -> None:
    text = """
property p {
  given x : E2M1;
  let y = round(INT8, 2 * x, RNE);
  prove y == 2 * x;
  prove x > 0 implies abs(x) >= x;
}
property r { given x : E2M1; prove forall y in E2M1 : round(INT8, x + x, RNE) * y == 2 * x * y; }
"""
    found = judged(tmp_path, text)
    reason = "its value is the same for all inputs within the assumptions"
    for edit in ("p: RNE -> RTZ", "p: abs(x) -> x", "r: RNE -> RTZ"):
        assert (found[edit].outcome, found[edit].reason) == ("equivalent", reason)


def test_an_identical_core(tmp_path: Path) -> None:
    text = """
op nearest(x : real) -> E2M1 { return round(E2M1, x, RN); }
rounding R { mode = RNE; }
property p { given x : E2M1; prove x * 1 == x; }
"""
    found = judged(tmp_path, text)
    assert found["p: x * 1 -> x"].outcome == "equivalent"
    assert found["p: x * 1 -> x"].reason == "the core is identical"


def test_formats(tmp_path: Path) -> None:
    text = """
format F : float { layout = "s ee m"; bias = 1; inf = none; nan = none; check max == 6; }
format G : table { bits = 1; values = [round(F32, 0, RNE), 1]; }
property p { given x : F; prove x <= 6; }
"""
    found = judged(tmp_path, text)
    assert found["F: 1 -> 2"].outcome == "killed"
    assert found["F: 1 -> 2"].by.startswith("check at ")
    assert found["G: RNE -> RTZ"].outcome == "equivalent"
    assert found["G: RNE -> RTZ"].reason == "the format is identical"
    assert found["G: 1 -> 2"].outcome == "survived"


def test_formats_of_one_behaviour(tmp_path: Path) -> None:
    text = 'format F : float { layout = "s ee m"; bias = 1; inf = "s 11 0"; nan = "s 11 m"; }'
    found = judged(tmp_path, text)['F: "s 11 m" -> "s 11 1"']
    assert found.outcome == "equivalent"
    assert found.reason == "every code and every rounding is the same"


def test_invalid(tmp_path: Path) -> None:
    text = """
format F : float { layout = "s ee m"; bias = 1; inf = none; nan = "s 11 1"; overflow = nan; }
property p { given x : F; prove true; }
"""
    found = judged(tmp_path, text)['F: "s 11 1" -> none']
    assert found.outcome == "invalid"
    assert found.reason.startswith("E301 ")


def test_unknown_where_nothing_can_be_decided(tmp_path: Path) -> None:
    text = """
op f(x, y : E4M3) -> real { return x + y; }
property p { engine reference; given x, y, z : E4M3; prove f(x, y) == f(y, x) or z == 0; }
"""
    found = judged(tmp_path, text)["f: + -> -"]
    assert found.outcome == "unknown"
    assert "p: unsupported" in found.reason


def test_a_property_that_fails_anyway_kills_nothing(tmp_path: Path) -> None:
    text = """
op f(x : E2M1) -> real { return x + 1; }
property wrong { given x : E2M1; prove f(x) == 0; }
"""
    found = judged(tmp_path, text)["f: + -> -"]
    assert found.outcome == "unknown"
    assert "not as expected without the edit either" in found.reason


def test_a_lemma_reaches_what_uses_it(tmp_path: Path) -> None:
    text = """
op f(x : E2M1) -> real { return x * x; }
lemma squares { given x : E2M1; prove f(x) >= 0; }
property p { given x : E2M1; using squares(x); prove f(x) + 1 >= 1; }
"""
    found = judged(tmp_path, text)
    assert found["f: * -> +"].outcome == "killed"
    assert found["p: 1 -> 2"].outcome in ("killed", "survived")


def test_a_format_of_the_prelude_changes_in_memory_only() -> None:
    declared = declare([shipped_specs()])
    loaded = declared.library.loaded
    original = Original(declared.library)
    mutant = next(m for m in mutants(loaded) if m.item == "E4M3" and m.kind == "bias")
    after = changed(original, [mutant.apply(loaded.sources[mutant.file])], "E4M3")
    assert after.format("E4M3").max != declared.library.format("E4M3").max
    assert after.format("E5M2") is declared.library.format("E5M2")
    assert declare([shipped_specs()]).library.format("E4M3").max == 448


def test_only_what_an_edit_reaches_is_kept() -> None:
    declared = declare([shipped_specs()])
    source = next(s for f, s in declared.library.loaded.sources.items() if f.endswith("nf4.arith"))
    after = changed(Original(declared.library), [source], "NF4").loaded
    kept = {
        item.name: item
        for unit in after.files.values()
        for item in unit.tree.items
        if isinstance(item, ast.Property)
    }
    (template,) = kept["codes_round_trip"].templates
    assert isinstance(template.choices, tuple)
    assert [c.name for c in template.choices if isinstance(c, ast.Name)] == ["NF4"]
    assert not [name for name in kept if "lmul" in name]


def test_the_digest_has_what_sums_are_of(tmp_path: Path) -> None:
    (tmp_path / "it.arith").write_text(
        "arith 1;\nproperty p { given K : nat; given x : uint(8)[K];"
        " prove sum(x[i] for i in 0..<K) <= 255 * K; }",
        encoding="utf-8",
    )
    (prop,) = declare([tmp_path / "it.arith"]).properties
    (obligation,) = (o for o in prop.obligations if o.kind == "prove")
    (case,) = obligation.cases
    assert case.lanes is not None
    (total,) = case.lanes.sums

    def digest(**changes: object) -> str:
        lanes = replace(case.lanes, **changes)  # type: ignore[type-var]
        changed = replace(obligation, cases=(replace(case, lanes=lanes),))
        return _digest(replace(prop, obligations=(changed,)))

    known = [
        digest(),
        digest(position="i"),
        digest(sums=(replace(total, integer=False),)),
        digest(sums=(replace(total, prefix=True),)),
    ]
    assert len(set(known)) == 4
