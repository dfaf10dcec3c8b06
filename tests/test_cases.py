"""Conformance: every file of ``tests/cases`` behaves as its comment header says.

A header is made of these lines; each kind may stand several times:

    # rule: S-cmp-3                       the sentences of docs/reference/language.md it is about
    # expect: NAME VERDICT [REASON]       NAME is a property, ``p[E4M3]``, or ``p/prove.1``;
                                          VERDICT may be a choice, ``proved|unknown``; the reason
                                          shown contains REASON
    # witness: NAME x=0x7E n=3            the smallest counterexample, or a cover's witness
    # expect-error: E2xx [line N] [TEXT]  a spec error; x is any digit; TEXT is in its message
    # exit: 0                             the exit code of checking the file, or a choice, ``0|3``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import verif

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
REFERENCE = ROOT / "docs" / "reference" / "language.md"
FILES = sorted(CASES.glob("*.arith"))

_LINE = re.compile(r"# (rule|expect|witness|expect-error|exit): +(.*?) *$")
_NAME = re.compile(r"(\w+(?:\[[^\]]*\])?(?:/(?:prove|cover)\.\d+)?)\s+(.*)")
_ERROR = re.compile(r"(E[\dx]{3})(?: line (\d+))?(?: (.+))?$")
_ANCHOR = re.compile(r"\[(S-[a-z]+-\d+)\]")


@dataclass(frozen=True)
class Expectation:
    """One ``expect`` line."""

    name: str
    verdicts: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class ExpectedError:
    """One ``expect-error`` line; ``code`` is a regular expression."""

    code: str
    line: int | None
    text: str


@dataclass
class Header:
    """What a case says about itself."""

    rules: list[str] = field(default_factory=list)
    expected: list[Expectation] = field(default_factory=list)
    witnesses: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    errors: list[ExpectedError] = field(default_factory=list)
    exits: tuple[int, ...] = ()


def header_of(path: Path) -> Header:
    """The header of a case file."""
    header = Header()
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        kind, text = match.groups()
        if kind == "rule":
            header.rules += text.split()
        elif kind == "exit":
            header.exits = tuple(map(int, text.split("|")))
        elif kind == "expect-error":
            error = _ERROR.match(text)
            assert error is not None, f"{path.name}: {line}"
            code, number, message = error.groups()
            pattern = code.replace("x", r"\d")
            header.errors.append(
                ExpectedError(pattern, int(number) if number else None, message or "")
            )
        else:
            named = _NAME.match(text)
            assert named is not None, f"{path.name}: {line}"
            name, rest = named.groups()
            if kind == "expect":
                verdict, _, reason = rest.partition(" ")
                header.expected.append(Expectation(name, tuple(verdict.split("|")), reason))
            else:
                values = dict(pair.split("=", 1) for pair in rest.split())
                header.witnesses.append((name, values))
    return header


# --- the only part that knows the shape of a run record ------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """A verdict with its reason and, where there is one, its counterexample or witness."""

    verdict: str
    reason: str
    inputs: dict[str, Any] | None


@dataclass(frozen=True)
class Run:
    """A checked file: outcomes by property and obligation name without blanks."""

    outcomes: dict[str, Outcome]
    properties: set[str]
    exit_code: int


def run_case(path: Path) -> Run:
    """Check one file; raises ``verif.SpecError``."""
    verif.load([path])
    record = verif.check([path])
    outcomes: dict[str, Outcome] = {}
    properties: set[str] = set()
    for found in record.verdicts:
        name = found.property.rpartition("::")[2].replace(" ", "")
        properties.add(name)
        obligations = [
            Outcome(o.verdict, o.reason, _inputs(o.counterexample or o.witness))
            for o in found.obligations
        ]
        for obligation, outcome in zip(found.obligations, obligations, strict=True):
            outcomes[obligation.id.rpartition("::")[2].replace(" ", "")] = outcome
        deciding = [o.inputs for o in obligations if o.verdict == found.verdict and o.inputs]
        outcomes[name] = Outcome(found.verdict, found.reason, deciding[0] if deciding else None)
    return Run(outcomes, properties, record.exit_code)


def _inputs(example: Any) -> dict[str, Any] | None:
    return None if example is None else {v.name: v for v in example.variables}


def _shows(variable: Any, written: str) -> bool:
    """Whether an input has the value that a ``witness`` line writes."""
    if written.startswith("0x"):
        code = variable.code
        return (int(code, 0) if isinstance(code, str) else code) == int(written, 0)
    if written in ("true", "false"):
        return str(variable.exact).lower() == written
    return Fraction(variable.exact) == Fraction(written)


# --- the tests -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    """The file is refused, or judged, as its header says."""
    header = header_of(path)
    assert header.rules, "a case names the rule it is about"
    if header.errors:
        with pytest.raises(verif.SpecError) as caught:
            run_case(path)
        assert_errors(header.errors, caught.value.diagnostics)
        return
    run = run_case(path)
    expected_names = {e.name.split("/")[0].replace(" ", "") for e in header.expected}
    assert run.properties == expected_names, "every property of the file has its expectation"
    for expectation in header.expected:
        outcome = run.outcomes[expectation.name.replace(" ", "")]
        assert outcome.verdict in expectation.verdicts, f"{expectation.name}: {outcome}"
        assert expectation.reason in outcome.reason, f"{expectation.name}: {outcome}"
    for name, values in header.witnesses:
        inputs = witness_of(run, name.replace(" ", ""))
        for variable, written in values.items():
            assert _shows(inputs[variable], written), (
                f"{name}: {variable} is not {written}: {inputs}"
            )
    assert run.exit_code in header.exits


def assert_errors(expected: list[ExpectedError], found: Any) -> None:
    """Each expected error is found, and no other one."""
    for error in expected:
        assert any(_fits(d, error) for d in found), f"{error} is not among {found}"
    others = [d for d in found if not any(re.fullmatch(e.code, d.code) for e in expected)]
    assert not others, f"unexpected: {others}"


def _fits(diagnostic: Any, error: ExpectedError) -> bool:
    return (
        re.fullmatch(error.code, diagnostic.code) is not None
        and error.line in (None, diagnostic.span.line)
        and error.text in f"{diagnostic.message} {getattr(diagnostic, 'hint', '')}"
    )


def witness_of(run: Run, name: str) -> dict[str, Any]:
    """The inputs shown for a property or an obligation."""
    inputs = run.outcomes[name].inputs
    assert inputs is not None, f"{name} shows no inputs"
    return inputs


def test_every_rule_has_a_case() -> None:
    """The anchors of the language reference and the rules of the cases are the same set."""
    written = _ANCHOR.findall(REFERENCE.read_text(encoding="utf-8"))
    assert len(written) == len(set(written)), "each anchor stands once"
    named = {rule for path in FILES for rule in header_of(path).rules}
    assert sorted(set(written) - named) == [], "sentences without a case"
    assert sorted(named - set(written)) == [], "cases without a sentence"


def test_headers_are_complete() -> None:
    """A case expects errors or verdicts, and verdicts come with an exit code."""
    for path, header in _headers():
        if header.errors:
            assert not header.expected and not header.witnesses, path.name
        else:
            assert header.expected and header.exits, path.name


def _headers() -> Iterator[tuple[Path, Header]]:
    return ((path, header_of(path)) for path in FILES)
