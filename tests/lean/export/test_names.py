"""Names of a spec as names of Lean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.lean.export.specs import properties
from tests.lean.export.test_floats import shipped
from verif.lean.export.cover import cover
from verif.lean.export.module import Exported, LeanModule, write_module
from verif.lean.export.names import format_name, joined, lean_name
from verif.run.lean_export import Coverage, LeanExportError, coverage, templates


@pytest.mark.parametrize(
    ("name", "found"),
    [("x", "x"), ("end", "end_"), ("Format", "Format_"), ("sorry", "sorry_"), ("Int", "Int_")],
)
def test_reserved_words_are_no_names(name: str, found: str) -> None:
    assert lean_name(name) == found


def test_names_that_are_taken() -> None:
    assert lean_name("x", {"x", "x_"}) == "x__"


@pytest.mark.parametrize("name", ["", "a b", "é", "1x", "a.b"])
def test_no_identifier(name: str) -> None:
    with pytest.raises(ValueError, match="is no identifier"):
        lean_name(name)


def test_joined() -> None:
    assert joined("rounds[E4M3, RN]", "prove.2") == "rounds_E4M3_RN_prove_2"
    assert joined("theorem") == "theorem_"
    assert joined("A__B") != joined("A_B")
    assert format_name(shipped("posit8_2")) == "posit_8_2"


def module(text: str) -> LeanModule:
    found = [
        Exported(p, o.name, covered)
        for p in properties(text)
        for o in p.obligations
        if (covered := cover(o, templates())) is not None
    ]
    return write_module(found)


ROUND_TRIP = "given c : code({0}) where not is_nan(c); prove encode({0}, decode(c), RNE) == c;"


@pytest.mark.parametrize(
    ("name", "called"),
    [("theorem_", "theorem_"), ("end", "end_"), ("E2M1_wellFormed", "E2M1_wellFormed_2")],
)
def test_a_theorem_is_not_called_as_a_word_or_a_format(name: str, called: str) -> None:
    found = module(f"property {name} {{ {ROUND_TRIP.format('E2M1')} }}")
    assert [t.name.rpartition(".")[2] for t in found.theorems] == [called]
    assert f"theorem {called} :" in found.text


def test_two_formats_of_one_name_are_refused() -> None:
    def text(bias: int) -> str:
        return (
            f'format Own : float {{ layout = "s ee m"; bias = {bias}; }}\n'
            f"property trip{bias} {{ {ROUND_TRIP.format('Own')} }}"
        )

    found = [coverage(properties(text(bias))) for bias in (0, 1)]
    of = found[0].of | found[1].of
    about = found[0].exported[0].about
    exported = tuple(replace(e, about=about) for f in found for e in f.exported)
    with pytest.raises(LeanExportError, match=r"trip0 speaks of two .* would both define Own"):
        Coverage(exported, of).modules(of)
    (alone,) = Coverage(exported[:1], of).modules(of)
    assert "def Own : Format" in alone.text
