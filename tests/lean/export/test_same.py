"""Obligations that are the same but for names, and those that are nearly so."""

from __future__ import annotations

import re

import pytest

from tests.lean.export.specs import obligation, properties
from verif.lean.export.same import same_meaning

BASE = (
    "given x, y : E4M3 where x <= y; "
    "prove round(E5M2, x, RNE, overflow = saturate) <= round(E5M2, y, RNE, overflow = saturate);"
)


def named(text: str, names: dict[str, str]) -> str:
    """The text with names exchanged, all at once."""
    pattern = "|".join(names)
    return re.sub(rf"\b({pattern})\b", lambda m: names[m[1]], text)


ALIKE = {
    "itself": BASE,
    "other names": named(BASE, {"x": "left", "y": "right"}),
    "names exchanged": named(BASE, {"x": "y", "y": "x"}),
    "an assumption": BASE.replace(" where x <= y;", "; assume x <= y;"),
    "lets": (
        "given x, y : E4M3 where x <= y; let a = round(E5M2, x, RNE, overflow = saturate); "
        "let b = round(E5M2, y, RNE, overflow = saturate); prove a <= b;"
    ),
    "a cover more": BASE + " cover x < y;",
}


@pytest.mark.parametrize("body", ALIKE.values(), ids=ALIKE)
def test_the_same(body: str) -> None:
    assert same_meaning(obligation(BASE), obligation(body))
    assert same_meaning(obligation(body), obligation(BASE))


DIFFERENT = {
    "the order of variables": BASE.replace("given x, y", "given y, x"),
    "no assumption": BASE.replace(" where x <= y", ""),
    "another assumption": BASE.replace("where x <= y", "where x < y"),
    "more assumed": BASE.replace("where x <= y", "where x <= y and x > 0"),
    "the other direction": named(BASE, {"x": "y", "y": "x"})
    .replace("y, x :", "x, y :")
    .replace("y <= x", "x <= y"),
    "strict": BASE.replace("saturate) <= ", "saturate) < "),
    "another source": BASE.replace("E4M3", "E4M3FNUZ"),
    "another format": BASE.replace("E5M2", "E3M2"),
    "another mode": BASE.replace("RNE", "RNA"),
    "one other mode": BASE.replace("x, RNE", "x, RNA"),
    "another policy": BASE.replace("saturate", "nan"),
    "codes": BASE.replace("given x, y : E4M3 where x <= y", "given x, y : code(E4M3)")
    .replace("E5M2, x", "E5M2, decode(x)")
    .replace("E5M2, y", "E5M2, decode(y)"),
    "a variable more": BASE.replace("x, y : E4M3", "x, y, z : E4M3"),
    "one variable": BASE.replace("round(E5M2, y", "round(E5M2, x"),
    "a cover": BASE.replace("prove", "cover"),
}


@pytest.mark.parametrize("body", DIFFERENT.values(), ids=DIFFERENT)
def test_not_the_same(body: str) -> None:
    assert not same_meaning(obligation(BASE), obligation(body))
    assert not same_meaning(obligation(body), obligation(BASE))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("given n : uint(4); prove n <= 15;", "given n : uint(5); prove n <= 15;"),
        ("given n : uint(4); prove n <= 15;", "given n : int(4); prove n <= 15;"),
        ("given n : uint(4); prove n <= 15;", "given n : uint(4); prove n <= 16;"),
        ("given n : bits(4); prove unsigned(n) <= 15;", "given n : uint(4); prove n <= 15;"),
        ("given n : uint(4); prove n >= 0;", "given n : real; prove n >= 0;"),
    ],
)
def test_ranges_and_kinds(one: str, other: str) -> None:
    assert same_meaning(obligation(one), obligation(one))
    assert not same_meaning(obligation(one), obligation(other))


def test_what_is_not_defined_counts() -> None:
    guarded = "given n : uint(4) where n != 0; prove 60 div n <= 60;"
    bare = "given n : uint(4); prove 60 div n <= 60;"
    assert same_meaning(obligation(guarded), obligation(named(guarded, {"n": "m"})))
    assert not same_meaning(obligation(guarded), obligation(bare))
    square = "op half(x : int) -> int { requires x mod 2 == 0; return x div 2; }"
    free = square.replace("requires x mod 2 == 0;", "")
    body = "given n : uint(4); prove half(2 * n) == n;"
    assert not same_meaning(obligation(body, square), obligation(body, free))


def test_bound_variables_may_have_other_names() -> None:
    one = "given x, y : uint(3); prove count(k < x for k in 0..<8) == x or y > 9;"
    renamed = "given a, b : uint(3); prove count(j < a for j in 0..<8) == a or b > 9;"
    swapped = "given y, x : uint(3); prove count(k < x for k in 0..<8) == x or y > 9;"
    other = "given x, y : uint(3); prove count(k < x for k in 0..<7) == x or y > 9;"
    captured = "given x, y : uint(3); prove count(k < y for k in 0..<8) == x or y > 9;"
    assert same_meaning(obligation(one), obligation(renamed))
    for text in (swapped, other, captured):
        assert not same_meaning(obligation(one), obligation(text))


SUMS = (
    "given K : nat where 1 <= K; given x : uint(4)[K]; given w : int(4)[K]; "
    "assume sum(abs(w[i]) for i in 0..<K) * 15 <= 127; "
    "let p = prefix_sums(x[i] * w[i] for i in 0..<K); prove forall j in 0..<K : fits(p[j], int(8));"
)


def test_sums_over_arrays() -> None:
    base = obligation(SUMS)
    assert base.cases[0].lanes is not None
    renamed = named(SUMS, {"K": "N", "w": "v", "x": "u", "j": "last"})
    assert same_meaning(base, obligation(renamed))
    for old, new in (
        ("15 <=", "14 <="),
        ("uint(4)[K]", "uint(5)[K]"),
        ("1 <= K", "2 <= K"),
        ("forall j in 0..<K : fits(p[j], int(8))", "fits(sum(x[i] * w[i] for i in 0..<K), int(8))"),
        ("x[i] * w[i]", "x[i] * abs(w[i])"),
        ("abs(w[i])", "max(w[i], 0)"),
        ("int(8)", "int(9)"),
    ):
        assert old in SUMS
        assert not same_meaning(base, obligation(SUMS.replace(old, new))), (old, new)


def test_sums_of_other_goals_do_not_count() -> None:
    head = "given K : nat where 0 <= K; given x, w : int(4)[K]; "
    one = "prove sum(min(x[i], 0) for i in 0..<K) <= sum(x[i] for i in 0..<K);"
    two = "prove sum(x[i] for i in 0..<K) <= sum(max(x[i], 0) for i in 0..<K);"
    (both,) = properties(f"property p {{ {head}{one}{two} }}")
    assert len(both.obligations[1].cases[0].lanes.sums) == 3
    assert same_meaning(both.obligations[0], obligation(head + one))
    assert same_meaning(both.obligations[1], obligation(head + two))
    assert not same_meaning(both.obligations[1], obligation(head + one))
    swapped = named(head + two, {"x": "w", "w": "x"})
    assert not same_meaning(both.obligations[1], obligation(head + named(two, {"x": "w"})))
    assert not same_meaning(both.obligations[1], obligation(swapped.replace("w, x :", "x, w :")))
    assert same_meaning(both.obligations[1], obligation(swapped))


def test_cases_of_widths() -> None:
    text = "given N : nat where 2 <= N and N <= 4; given x : uint(N); prove x <= 2**N - 1;"
    assert same_meaning(obligation(text), obligation(named(text, {"x": "y", "N": "W"})))
    assert not same_meaning(obligation(text), obligation(text.replace("N <= 4", "N <= 5")))
    assert not same_meaning(obligation(text), obligation(text.replace("2 <= N", "3 <= N")))


def test_obstacles_and_lemmas_are_never_the_same() -> None:
    endless = obligation("given m, n : nat; prove m + n >= 0;")
    assert endless.obstacle and not same_meaning(endless, endless)
    helped = properties(
        "lemma small { given n : uint(3); prove n <= 7; }\n"
        "property p { given n : uint(3); using small(n); prove n <= 7; }"
    )[-1].obligations[0]
    assert helped.cases[0].facts and not same_meaning(helped, helped)
