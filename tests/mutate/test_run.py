"""Mutation runs: choice, record, report and command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verif.cli.main import main
from verif.mutate.record import MutationRecord
from verif.mutate.run import Choice, choose, mutants, mutate
from verif.run.check import UsageError, load
from verif.run.prelude import shipped_specs

Output = pytest.CaptureFixture[str]

GAP = """arith 1;
op tie(x : E2M1) -> real { return round(INT4, x, RNE); }
property near { given x : E2M1; prove abs(x - tie(x)) <= 1/2; }
"""

TIGHT = """arith 1;
op twice(x : E2M1) -> real { return x + x; }
property p { given x : E2M1; prove twice(x) == 2 * x; }
"""


@pytest.fixture
def gap(tmp_path: Path) -> str:
    file = tmp_path / "gap.arith"
    file.write_text(GAP, encoding="utf-8")
    return str(file)


@pytest.fixture
def tight(tmp_path: Path) -> str:
    file = tmp_path / "tight.arith"
    file.write_text(TIGHT, encoding="utf-8")
    return str(file)


def ids(record: MutationRecord) -> list[str]:
    return [m.id for m in record.mutants]


def test_choice(gap: str) -> None:
    every = mutants(load([gap]))
    assert choose(every, Choice(limit=3)) == every[:3]
    assert [m.kind for m in choose(every, Choice("sticky"))] == ["sticky", "sticky"]
    one, same, other = (choose(every, Choice(sample=4, seed=s)) for s in (1, 1, 2))
    assert one == same != other
    assert [m.start for m in one] == sorted(m.start for m in one)
    assert choose(every, Choice(sample=1000)) == every
    with pytest.raises(UsageError, match="no mutant matches 'xyz'"):
        choose(every, Choice("xyz"))


def test_the_record_does_not_depend_on_the_jobs(gap: str) -> None:
    one, two = (mutate([gap], jobs=jobs) for jobs in (1, 2))
    assert ids(one) == ids(two)
    assert one.outcomes == two.outcomes
    assert one.found == len(one.mutants)
    assert one.run_state == "complete"
    assert sum(one.outcomes.values()) == sum(sum(k.values()) for k in one.kinds.values())


def test_survivors_are_exit_1(gap: str, capsys: Output) -> None:
    assert main(["mutate", gap, "-k", "RNA"]) == 1
    out = capsys.readouterr().out
    assert "survived " in out and "tie sticky: RNE -> RNA" in out
    assert "  - op tie(x : E2M1) -> real { return round(INT4, x, RNE); }" in out
    assert "  + op tie(x : E2M1) -> real { return round(INT4, x, RNA); }" in out
    assert "as expected all the same: " in out
    assert out.endswith("mutants: 1 survived\nexit 1: 1 mutant survived\n")


def test_no_survivor_is_exit_0(tight: str, capsys: Output) -> None:
    assert main(["mutate", tight, "--verbose"]) == 0
    out = capsys.readouterr().out
    assert "killed " in out
    assert out.endswith("exit 0: no mutant survived\n")


def test_json(gap: str, capsys: Output) -> None:
    assert main(["mutate", gap, "--sample", "3", "--seed", "7", "--json"]) in (0, 1)
    captured = capsys.readouterr()
    record = json.loads(captured.out)
    assert record["seed"] == 7
    assert len(record["mutants"]) == 3
    assert captured.err.endswith(f"exit {record['exit_code']}: {record['reason']}\n")


def test_a_hanging_mutant_is_unknown(gap: str, capsys: Output) -> None:
    assert main(["mutate", gap, "--limit", "1", "--timeout", "0.001"]) == 3
    assert "not done within 0.001 s" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "code"), [("arith 1; const C = ;", 2), ("arith 1; property p { prove true; }", 0)]
)
def test_what_cannot_be_mutated(text: str, code: int, tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "it.arith"
    file.write_text(text, encoding="utf-8")
    assert main(["mutate", str(file)]) == code
    captured = capsys.readouterr()
    assert f"exit {code}: " in captured.out + captured.err


def test_usage(gap: str, capsys: Output) -> None:
    assert main(["mutate", gap, "-k", "xyz"]) == 2
    assert main(["mutate", gap, "-k", "("]) == 2
    assert main(["mutate", gap, "--sample", "0"]) == 2
    assert "no mutant matches 'xyz'" in capsys.readouterr().err


ENUMERATED = (
    "formats/ or kernels/ or facts.arith or round_trip.arith or rounding.arith and not wide "
    "or lmul.arith or two_sum.arith"
)
"""The specs that enumeration decides; wider formats take a solver for each mutant."""


@pytest.mark.long
def test_a_slice_of_the_shipped_specs() -> None:
    record = mutate([shipped_specs()], Choice(ENUMERATED, sample=60, seed=1))
    assert [m.id for m in record.mutants if m.outcome == "survived"] == []
    assert record.outcomes["killed"] >= 30
