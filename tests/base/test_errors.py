"""Diagnostics as a person reads them, and the source behind them."""

from __future__ import annotations

from verif.base.errors import Diagnostic, SpecError, did_you_mean, render
from verif.base.source import Source, Span

SOURCE = Source("a.arith", "arith 1;\n\tlet x = ;\nlast")


def test_a_diagnostic_shows_its_place() -> None:
    d = Diagnostic(
        "E001", "an expression is missing", Span("a.arith", 2, 10, 2, 11), "write a number"
    )
    assert render(d, SOURCE) == (
        "a.arith:2:10: E001 an expression is missing\n"
        "    \tlet x = ;\n"
        "    \t        ^\n"
        "    hint: write a number"
    )
    assert render(d, None).splitlines() == [str(d), "    hint: write a number"]


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "x" * 500 + "HERE" + "y" * 500
    d = Diagnostic("E001", "here", Span("b", 1, 501, 1, 505))
    lines = render(d, Source("b", text)).splitlines()
    assert len(lines[1]) == 124
    caret = lines[2].index("^")
    assert lines[1][caret : caret + 4] == "HERE"
    assert lines[2].count("^") == 4


def test_a_place_beyond_the_text_shows_no_line() -> None:
    d = Diagnostic("E001", "unexpected end", Span("a.arith", 9, 1, 9, 1))
    assert render(d, SOURCE) == "a.arith:9:1: E001 unexpected end"


def test_a_spec_error_holds_each_diagnostic_once_in_order() -> None:
    early = Diagnostic("E101", "early", Span("a.arith", 1, 1, 1, 2))
    late = Diagnostic("E001", "late", Span("a.arith", 3, 1, 3, 5))
    error = SpecError([late, early, late], {"a.arith": SOURCE})
    assert error.diagnostics == (early, late)
    assert str(error) == "a.arith:1:1: E101 early\na.arith:3:1: E001 late"
    assert error.render().endswith("    last\n    ^^^^")


def test_hints_for_misspelt_names() -> None:
    names = ["E4M3", "E5M2", "round", "encode"]
    assert did_you_mean("e4m3", names) == "did you mean 'E4M3'?"
    assert did_you_mean("ronud", names) == "did you mean 'round'?"
    assert did_you_mean("E4M2", names).startswith("did you mean 'E")
    assert did_you_mean("zzz", names) == ""


def test_spans_join_and_excerpts_cover() -> None:
    first, last = Span("a.arith", 1, 1, 1, 6), Span("a.arith", 2, 2, 2, 5)
    assert first.to(last) == Span("a.arith", 1, 1, 2, 5)
    assert SOURCE.excerpt(first) == "arith"
    assert SOURCE.excerpt(last) == "let"
    assert SOURCE.excerpt(first.to(last)) == "arith 1;\n\tlet"
    assert SOURCE.line(4) == ""
    assert SOURCE.excerpt(Span("a.arith", 7, 1, 7, 2)) == ""
