"""Templates: read, filled, matched with obligations; and the file of what they give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.lean.export.specs import obligation, properties
from verif.lean.export.cover import Covered, cover
from verif.lean.export.module import Exported, write_module
from verif.lean.export.template import Template, TemplateError, load_templates
from verif.lean.modules import read_project
from verif.run.prelude import prelude

ROUND_TRIP = """
property pattern for F in {E4M3}, M in {RNE} {
  given c : code(F) where not is_nan(c);
  prove encode(F, decode(c), M) == c;
}
"""
ROUND_TRIP_LEAN = """-- import: Verif.Encode, Verif.Grid
-- needs: F float, M nearest
/-- In $F: ${M}, $overflow, $on_inf. -/
theorem $name : $F = $F := rfl
"""
WIDTH = """
property pattern for N in {4} {
  given x : uint(N);
  prove x <= 2**N - 1;
}
"""
WIDTH_LEAN = "theorem $name : ∀ x, x < 2 ^ $N → x ≤ 2 ^ $N - 1 := by omega\n"

Make = Callable[[str, str], tuple[Template, ...]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(pattern: str, lean: str) -> tuple[Template, ...]:
        (tmp_path / "it.arith").write_text(f"arith 1;\n{pattern}", encoding="utf-8")
        (tmp_path / "it.lean").write_text(lean, encoding="utf-8")
        return load_templates(tuple(prelude()), tmp_path)

    return made


def filled(found: Covered | None) -> dict[str, str]:
    """What stands for the placeholders."""
    assert found is not None
    return dict(found.words)


def code_property(fmt: str, mode: str, more: str = "") -> str:
    return (
        f"given k : code({fmt}) where not is_nan(k); "
        f"prove encode({fmt}, decode(k), {mode}{more}) == k;"
    )


def test_holes_are_filled_with_what_the_obligation_has(make: Make) -> None:
    templates = make(ROUND_TRIP, ROUND_TRIP_LEAN)
    found = cover(obligation(code_property("E5M2", "RNA")), templates)
    assert filled(found) == {"F": "E5M2", "M": "RNA", "overflow": "infinity", "on_inf": "infinity"}
    assert found is not None and [f.name for f in found.floats] == ["E5M2"]
    assert found.text("t") == (
        "/-- In E5M2: RNA, infinity, infinity. -/\ntheorem t : E5M2 = E5M2 := rfl\n"
    )
    assert filled(cover(obligation(code_property("E4M3FNUZ", "RNE")), templates)) == {
        "F": "E4M3FNUZ", "M": "RNE", "overflow": "nan", "on_inf": "nan",
    }  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        code_property("E5M2", "RTZ"),  # a need is not met
        code_property("HiF8", "RN"),
        code_property("posit8_2", "RNE"),
        code_property("E5M2", "RNE", ", overflow = saturate"),  # the pattern has the format's own
        code_property("E5M2", "RNE", ", flush = true"),
        code_property("E5M2", "RNE").replace("== k", "!= k"),
        code_property("E5M2", "RNE").replace("where not", "where"),
        code_property("E5M2", "RNE").replace("prove", "cover"),
        "given x : E5M2; prove same(x, x);",
        "given m, n : nat; prove m + n >= 0;",
    ],
)
def test_other_obligations_are_not_covered(make: Make, body: str) -> None:
    assert cover(obligation(body), make(ROUND_TRIP, ROUND_TRIP_LEAN)) is None


def test_a_format_that_flushes_is_not_covered(make: Make) -> None:
    flushing = (
        'format Flushing : float { layout = "s eee mm"; bias = 3; flush = true; check bits == 6; }'
    )
    body = code_property("Flushing", "RNE")
    templates = make(ROUND_TRIP, ROUND_TRIP_LEAN)
    assert cover(obligation(body, flushing), templates) is None
    kept = flushing.replace("flush = true", "flush = false")
    assert cover(obligation(body, kept), templates) is not None


OWN_POLICIES = """
format Kept : float {{
  layout = "s eee mm"; bias = 3; inf = "s 111 00"; nan = "s 111 mm";
  overflow = saturate; on_inf = {}; check bits == 6;
}}
"""


def test_policies_are_the_ones_that_a_template_names(make: Make) -> None:
    body = code_property("Kept", "RNE")
    saturating, kept = OWN_POLICIES.format("saturate"), OWN_POLICIES.format("inf")
    any_policy = make(ROUND_TRIP, ROUND_TRIP_LEAN)
    assert cover(obligation(body, kept), any_policy) is not None
    named = make(ROUND_TRIP, f"-- policies: saturate, nan\n{ROUND_TRIP_LEAN}")
    assert cover(obligation(body, saturating), named) is not None
    assert cover(obligation(body, kept), named) is None  # an infinity is not treated as an overflow
    assert cover(obligation(code_property("E4M3", "RNE")), named) is not None
    assert cover(obligation(code_property("E5M2", "RNE")), named) is None


@pytest.mark.parametrize(
    ("fmt", "mode"), [("E4M3", "RNE"), ("posit8_2", "RNE"), ("HiF8", "RNA"), ("NF4", None)]
)
def test_ties_of_a_format_are_those_of_a_mode(make: Make, fmt: str, mode: str | None) -> None:
    pattern = f"""
property pattern for M in {{RTZ}} {{
  given c : code({fmt}) where not is_nan(c);
  prove encode({fmt}, decode(c), M) == c;
}}
"""
    templates = make(pattern, "theorem $name : $M = $M := rfl\n")
    found = cover(obligation(code_property(fmt, "RN")), templates)
    assert (None if found is None else found.words["M"]) == mode


def test_integers_fill_holes(make: Make) -> None:
    templates = make(WIDTH, WIDTH_LEAN)
    for n in (1, 4, 8, 16):
        found = cover(obligation(f"given x : uint({n}); prove x <= 2**{n} - 1;"), templates)
        assert filled(found) == {"N": str(n)}
    assert cover(obligation("given x : uint(4); prove x <= 16;"), templates) is None


@pytest.mark.parametrize(
    ("pattern", "lean", "said"),
    [
        (WIDTH.replace("pattern", "other"), WIDTH_LEAN, "called 'pattern'"),
        (WIDTH + WIDTH.replace("pattern", "another"), WIDTH_LEAN, "one property"),
        (WIDTH, "-- needs: M nearest\n" + WIDTH_LEAN, "no hole M"),
        (WIDTH, "-- needs: N\n" + WIDTH_LEAN, "HOLE CONDITION"),
        (WIDTH, "-- policies: inf\n" + WIDTH_LEAN, "no policy 'inf'"),
        (WIDTH.replace("{4}", "{4, 5}"), WIDTH_LEAN, "one example"),
        (WIDTH.replace("prove", "prove x >= 0; prove"), WIDTH_LEAN, "one 'prove'"),
    ],
)
def test_templates_that_are_none(make: Make, pattern: str, lean: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        make(pattern, lean)


@pytest.mark.parametrize(
    ("needs", "placeholder", "said"),
    [("N round", "$N", "no condition 'round'"), ("N even", "$N", "no condition"), ("", "$Q", "Q")],
)
def test_mistakes_that_show_in_use(make: Make, needs: str, placeholder: str, said: str) -> None:
    header = f"-- needs: {needs}\n" if needs else ""
    templates = make(WIDTH, f"{header}theorem $name : {placeholder} = 1 := x\n")
    with pytest.raises(TemplateError, match=said):
        found = cover(obligation("given x : uint(4); prove x <= 2**4 - 1;"), templates)
        assert found is not None
        found.text("t")


SPEC = """
# Two of them.
property shown for n in {-2, 2}, F in {E5M2, E4M3} {
  given k : code(F) where not is_nan(k);   # -/ ends\tno comment here, nor does /-/ \x7f
  prove n != 0;
  prove encode(F, decode(k), RNE) == k;
  cover k == code(F, 1);
}
"""


def test_a_file(make: Make, tmp_path: Path, gold: Callable[[str, str], None]) -> None:
    templates = make(ROUND_TRIP, ROUND_TRIP_LEAN)
    exported = [
        Exported(p, o.name, found)
        for p in properties(SPEC)
        for o in p.obligations
        if (found := cover(o, templates)) is not None
    ]
    module = write_module(exported)
    folder = str(exported[0].about.span.file).removesuffix("given.arith")
    gold("lean_export.txt", module.text.replace(folder, ""))
    assert module.module == "Export.Given.Shown"
    assert [t.name.removeprefix(f"{module.module}.") for t in module.theorems] == [
        "shown_2_E5M2_prove_2", "shown_2_E4M3_prove_2", "shown_2_E5M2_prove_2_2",
        "shown_2_E4M3_prove_2_2",
    ]  # fmt: skip
    assert all(t.text in module.text for t in module.theorems)
    # The file, read again: nothing is refused, and each theorem is about its obligation.
    root = tmp_path / "lean"
    for name, text in (
        (module.path, module.text), ("Verif/Formats.lean", "module\n"),
        ("Verif/Encode.lean", "module\n"), ("Verif/Grid.lean", "module\n"),
    ):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    file = read_project(root, [module.module])[-1]
    assert file.problems == ()
    assert {n: (a.property, a.obligation) for n, a in file.about.items()} == {
        t.name.rpartition(".")[2]: (t.property, t.obligation) for t in module.theorems
    }
