"""The grammar itself: no conflicts, no ambiguity, and keywords that agree with the names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lark import Lark

from verif.base.errors import SpecError
from verif.base.source import Source
from verif.language.build import Builder
from verif.language.grammar import Rule, grammar, load_lark
from verif.language.parser import parse

ROOT = Path(__file__).parents[2]
SPECS = sorted(ROOT.glob("specs/**/*.arith"))
CASES = sorted(ROOT.glob("tests/cases/**/*.arith"))

KEYWORDS = [
    "arith",
    "use",
    "as",
    "const",
    "format",
    "rounding",
    "op",
    "property",
    "lemma",
    "kernel",
    "implements",
    "for",
    "in",
    "where",
    "given",
    "assume",
    "let",
    "prove",
    "cover",
    "expect",
    "engine",
    "budget",
    "using",
    "requires",
    "return",
    "check",
    "if",
    "then",
    "else",
    "forall",
    "exists",
    "and",
    "or",
    "not",
    "implies",
    "div",
    "mod",
    "tdiv",
    "true",
    "false",
]

# What comes closest to two readings: loose operators, brackets, binders, commas and colons.
TRICKY = """
const A = if a then b else if c then d else e;
const B = forall x in A where exists y in B where p : q, z in C : r;
const C = f(forall i in 0..<n : a, b, c = exists j in T : d, e = if a then b else c);
const D = sum(forall i in 0..<n : a for j in m.T(3)[4] where if a then b else c, k in x + 1..<y);
const E = -2 ** -3 ** +4 * -a div b mod c tdiv d - - e << f >> g < h <= i;
const F = not not a and not b or c implies d or e implies f;
const G = a[7:0][if a then b else c : d].x.y(z)[(1, 2)][[3, 4,]];
format F(n : nat, a, b : format) : cases(n) { a = b; "0" = 1; check c; }
op f(a, b : T[3][K], c : rounding) -> (x : F, y : (u : A, v : B)) { let (a, b) = c; return a; }
property p for F in {A, B(2), m.C}, n in 1 + 1..<9 { given x, y : T[n] where a; prove b; }
kernel k for F in {A} implements f(F, m = RNE) { a = b c d; e = f; expect proved; }
"""


@pytest.fixture(scope="module")
def earley() -> Lark:
    """The grammar read by an algorithm that finds every reading of a text."""
    return load_lark(parser="earley", lexer="basic", ambiguity="explicit")


def test_no_conflict_between_rules_or_terminals() -> None:
    load_lark(parser="lalr", lexer="basic", strict=True)
    load_lark(parser="lalr", lexer="contextual", strict=True)


def test_tricky_text_has_one_reading(earley: Lark) -> None:
    parse(Source("tricky.arith", TRICKY))
    assert not list(earley.parse(TRICKY).find_data("_ambig"))


@pytest.mark.share(12)
@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_spec_has_one_reading(path: Path, earley: Lark) -> None:
    has_one_reading(path, earley)


@pytest.mark.long
@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_every_case_has_one_reading(path: Path, earley: Lark) -> None:
    has_one_reading(path, earley)


def has_one_reading(path: Path, earley: Lark) -> None:
    text = path.read_text(encoding="utf-8")
    try:
        parse(Source(path.name, text))
    except SpecError as error:
        assert "cases" in path.parts, error.render()
        return
    assert not list(earley.parse(text).find_data("_ambig"))


def test_keywords_are_excluded_from_names_and_have_terminals() -> None:
    literals = {text for text in grammar().words.values() if text.isalpha()}
    assert literals == set(KEYWORDS)
    name = next(t for t in load_lark(parser="lalr").terminals if t.name == "NAME")
    pattern = re.compile(name.pattern.to_regexp())
    assert not [word for word in KEYWORDS if pattern.fullmatch(word)]
    for word in KEYWORDS:
        assert pattern.fullmatch(word + "x") and pattern.fullmatch(word + "_")
        assert pattern.fullmatch("x" + word) and pattern.fullmatch(word.capitalize())


def test_keywords_lex_as_themselves_everywhere() -> None:
    scanner = grammar().scanner
    for word in KEYWORDS:
        match = scanner.match(word)
        assert match and match.lastgroup == word.upper()
        match = scanner.match(word + "1")
        assert match and match.lastgroup == "NAME"


def test_builder_has_a_method_for_every_production() -> None:
    rules = {r for row in grammar().actions.values() for r in row.values() if isinstance(r, Rule)}
    missing = {rule.action for rule in rules if rule.action and not hasattr(Builder, rule.action)}
    assert not missing
