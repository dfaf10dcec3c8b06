"""The text report, against kept files and by its rules."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from tests.report.samples import kernel, run_of, small
from verif.report.explain import explain_kernel, explain_property
from verif.report.text import Style, render
from verif.results.record import Problem
from verif.results.summary import summarise

Gold = Callable[[str, str], None]


def test_report(gold: Gold) -> None:
    gold("small.txt", render(small()))


def test_verbose_report(gold: Gold) -> None:
    gold("small_verbose.txt", render(small(), Style(verbose=True)))


def test_kernel_reports(gold: Gold) -> None:
    run = run_of(kernel(0), kernel(6), kernel(6, expected="refuted"))
    gold("kernels.txt", render(run))


def test_expected_refutation_is_not_explained_at_length() -> None:
    text = render(small())
    line = next(t for t in text.splitlines() if "::saturates" in t)
    assert line.startswith("ok    refuted")
    assert "as expected" in line and "x = 0x" in line
    assert "verif explain 'small.arith::saturates'" not in text


def test_unexpected_verdicts_name_the_command_that_shows_them_again() -> None:
    text = render(small())
    assert "  again: verif explain 'small.arith::adds_exactly'" in text
    assert "s=0 e=" in text


def test_values_beyond_an_undefined_term_are_not_shown() -> None:
    reciprocal = next(p for p in small().properties if p.name == "reciprocal")
    assert reciprocal.obligations[0].undefined
    lines = explain_property(reciprocal)
    assert any(line.strip().startswith("x = 0 ") for line in lines)
    assert not any("1 / x =" in line for line in lines)


def test_a_counterexample_is_called_the_smallest_only_where_it_is() -> None:
    found = next(p for p in small().properties if p.name == "adds_exactly")
    (o,) = found.obligations
    assert o.counterexample is not None

    def title(minimal: bool, count: int | None) -> str:
        example = replace(o.counterexample, minimal=minimal, count=count)
        changed = replace(found, obligations=(replace(o, counterexample=example),))
        return next(t.strip() for t in explain_property(changed) if t.endswith(":") and "    " in t)

    assert title(True, 92) == "the smallest of 92:"
    assert title(True, None) == "the smallest:"
    assert title(False, None) == "one (not known to be the smallest):"
    assert title(False, 92) == "one of 92 (not known to be the smallest):"
    assert title(False, 1) == "the only one:"


def test_seconds_only_where_asked() -> None:
    assert " s)" not in render(small())
    assert " s)" in render(small(), Style(seconds=True))


def test_colour_only_where_asked() -> None:
    assert "\x1b" not in render(small())
    assert "\x1b[1;31mWRONG\x1b[0m" in render(small(), Style(colour=True))


def test_problems_with_and_without_source_lines() -> None:
    problem = Problem(
        code="E001", message="no such file", file="a.arith", line=1, column=2, hint="make it"
    )
    run = run_of(problems=(problem,))
    text = render(run)
    assert text == "a.arith:1:2: E001 no such file\n    hint: make it\n\n1 spec error\n"
    assert render(run, None, "in full").startswith("in full\n")


def test_interrupted_run_says_so() -> None:
    run = replace(small(), run_state="partial", summary=summarise((), (), (), True))
    assert "the run was interrupted" in render(run).splitlines()[-1]


def test_error_is_marked() -> None:
    broken = replace(kernel(0), verdict="error", as_expected=False, reason="it crashed")
    text = render(run_of(broken))
    assert text.startswith("ERROR error    k.arith::adder: it crashed")


def test_a_quote_in_an_id_is_escaped_for_the_shell() -> None:
    odd = replace(kernel(1), id="it's.arith::adder")
    assert "  again: verif explain 'it'\\''s.arith::adder'" in render(run_of(odd))


def test_the_command_has_the_options_of_the_run() -> None:
    text = render(small(), Style(given=("--engine=z3", "--rlimit=7")))
    assert "  again: verif explain 'small.arith::adds_exactly' --engine=z3 --rlimit=7\n" in text


def test_kernel_in_full_lists_all_that_the_record_holds() -> None:
    short, full = explain_kernel(kernel(6)), explain_kernel(kernel(6), everything=True)
    assert len(full) > len(short)
    assert "  excluded: 6 where y is zero" in full
