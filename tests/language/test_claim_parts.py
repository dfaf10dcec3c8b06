"""The parts of a claim as a counterexample shows them: which are reached, and what they are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from verif.results.record import ClaimPart, Counterexample, PropertyRecord
from verif.run.check import Options, check


def decided(tmp_path: Path, body: str) -> PropertyRecord:
    file = tmp_path / "a.arith"
    file.write_text(f"arith 1;\nproperty p {{ {body} }}\n", encoding="utf-8")
    (found,) = check([file], Options(jobs=1)).properties
    return found


def example(tmp_path: Path, body: str) -> Counterexample:
    found = decided(tmp_path, body).counterexample
    assert found is not None
    return found


def brief(part: ClaimPart) -> tuple[str, bool, tuple[str, ...], str, tuple[str, ...]]:
    left, right = (tuple(s.exact for s in side) for side in (part.left, part.right))
    return part.text, part.holds, left, part.relation, right


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        ("x < 1", [("x < 1", False, ("1",), "<", ("1",))]),
        ("not (x == 1)", [("(x == 1)", True, ("1",), "==", ("1",))]),
        (
            "x == 1 implies x > 2",
            [("x == 1", True, ("1",), "==", ("1",)), ("x > 2", False, ("1",), ">", ("2",))],
        ),
        # The right side of 'and' is not looked at where the left one fails.
        ("x != 1 and 1 / (x - 1) > 0", [("x != 1", False, ("1",), "!=", ("1",))]),
        (
            "x == 2 or 2 * x == 3",
            [("x == 2", False, ("1",), "==", ("2",)), ("2 * x == 3", False, ("2",), "==", ("3",))],
        ),
        (
            "0 <= x < 1",
            [("0 <= x", True, ("0",), "<=", ("1",)), ("x < 1", False, ("1",), "<", ("1",))],
        ),
        ("2 <= x <= 1 / (x - 1)", [("2 <= x", False, ("2",), "<=", ("1",))]),
        ("same(x, -x)", [("same(x, -x)", False, ("1",), "same", ("-1",))]),
        ("is_zero(x)", [("is_zero(x)", False, ("1",), "", ())]),
        ("forall y in E2M1 : x < y", [("forall y in E2M1 : x < y", False, (), "", ())]),
        ("fits(x / 3, int(8))", [("fits(x / 3, int(8))", False, ("1/3",), "", ())]),
    ],
)
def test_parts(
    claim: str, parts: list[tuple[str, bool, tuple[str, ...], str, tuple[str, ...]]], tmp_path: Path
) -> None:
    found = example(tmp_path, f"given x : E2M1 where x == 1; prove {claim};")
    assert [brief(p) for p in found.parts] == parts


def test_every_element_of_a_side_is_shown(tmp_path: Path) -> None:
    found = example(tmp_path, "given x : E2M1 where x == 1; let v = [x, 2 * x]; prove v == [x, x];")
    (part,) = found.parts
    assert [(s.name, s.exact) for s in part.left] == [("v[0]", "1"), ("v[1]", "2")]


def test_without_meaning_there_are_no_parts(tmp_path: Path) -> None:
    found = example(tmp_path, "given x : E2M1 where x == 0; prove 1 / x > 2;")
    assert found.parts == ()


def test_what_reaches_a_cover_has_parts_that_hold(tmp_path: Path) -> None:
    (cover,) = decided(tmp_path, "given x : E2M1; cover x == 6 and x > 5;").obligations
    assert cover.witness is not None
    assert [p.holds for p in cover.witness.parts] == [True, True]
