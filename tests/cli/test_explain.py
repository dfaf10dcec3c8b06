"""``verif explain``: names, and what is shown."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from verif.cli.explain_command import pick
from verif.cli.main import main

Output = pytest.CaptureFixture[str]

SPEC = """
property sums for F in {E2M1, E3M2} {
  given x, y : F;
  let total = x + y;
  prove add(F, x, y, RNE) == total;
}
property bounded { given x : E2M1; prove x <= 6; cover x == 6; }
property fails { given x : E2M1; prove 1 / x <= 2; }
kernel adder implements add(E2M1, RNE) {
  python = "under_test:add";
  input = codes;
}
"""


KERNEL = """
import numpy as np

VALUES = np.array([0, 0.5, 1, 1.5, 2, 3, 4, 6])


def add(x, y):
    total = sum(np.where(c >= 8, -1, 1) * VALUES[c % 8] for c in (x, y))
    size = np.searchsorted(VALUES, abs(total), side="right") - 1  # cut off, not rounded
    minus = (total < 0) | ((x == 8) & (y == 8))
    return (size + 8 * minus).astype(np.uint8)
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.arith").write_text(SPEC)
    (tmp_path / "under_test.py").write_text(KERNEL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_counterexample_with_bits_and_both_sides(capsys: Output) -> None:
    assert main(["explain", "a.arith::sums[E2M1]"]) == 0
    out = capsys.readouterr().out
    for part in (
        "a.arith:2: refuted: sums[E2M1]",
        "false on 92 of 256 inputs",
        "x = 2^-1 = 0.5  E2M1  0x1  s=0 e=00 m=1",
        "total = 5 * 2^-1 = 2.5",
        "  E2M1  0x4  s=0 e=10 m=0\n    evidence: exhaustive, all 256 inputs",
        "property sums for F in {E2M1, E3M2}",
    ):
        assert part in out
    assert "again:" not in out  # it was just done


def test_proof_shows_evidence_and_witness(capsys: Output) -> None:
    assert main(["explain", "bounded", "--path", "a.arith"]) == 0
    out = capsys.readouterr().out
    assert "proved: bounded" in out
    assert "cover.1 at line 7: proved" in out
    assert "x = 6  E2M1  0x7  s=0 e=11 m=1" in out


def test_undefined_shows_inputs_and_reason(capsys: Output) -> None:
    assert main(["explain", "a.arith::fails/prove.1"]) == 0
    out = capsys.readouterr().out
    assert "undefined: division by zero" in out
    assert "x = 0  E2M1  0x0" in out


def test_kernel(capsys: Output) -> None:
    assert main(["explain", "adder", "--path", "a.arith"]) == 0
    out = capsys.readouterr().out
    assert "a.arith:9: refuted: adder" in out
    assert "under_test:add against add(E2M1, RNE)" in out
    assert "the smallest mismatch:" in out
    assert "again:" not in out


def test_kernel_has_the_time_that_was_given(here: Path, capsys: Output) -> None:
    (here / "under_test.py").write_text("import time\n\ndef add(x, y):\n    time.sleep(60)\n")
    assert main(["explain", "adder", "--path", "a.arith", "--timeout", "0.5"]) == 0
    assert "out of time: 0.5 s" in capsys.readouterr().out


def test_kernel_has_the_memory_that_was_given(here: Path, capsys: Output) -> None:
    text = "import numpy as np\n\ndef add(x, y):\n    return np.ones(1 << 24), x\n"
    (here / "under_test.py").write_text(text)
    assert main(["explain", "adder", "--path", "a.arith", "--memory", "50"]) == 0
    assert "out of memory: 50 MB" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "option", "message"),
    [
        ("adder", ["--engine", "z3"], "--engine: not for a kernel"),
        ("adder", ["--rlimit", "9"], "--rlimit: not for a kernel"),
        ("adder", ["--confirm"], "--confirm: not for a kernel"),
        ("bounded", ["--memory", "9"], "--memory: not for a property"),
        ("bounded", ["--confirm", "--engine", "z3"], "'--confirm' wants a second engine"),
    ],
)
def test_options_that_mean_nothing_are_refused(
    name: str, option: list[str], message: str, capsys: Output
) -> None:
    assert main(["explain", name, "--path", "a.arith", *option]) == 2
    assert message in capsys.readouterr().err


def test_only_the_kernel_that_is_asked_for_runs(here: Path, capsys: Output) -> None:
    (here / "b.arith").write_text(
        'kernel add implements add(E2M1, RNE) { python = "under_test:add"; }\n'
        'kernel add_too implements add(E2M1, RNE) { python = "ran:add"; }\n'
    )
    (here / "ran.py").write_text("open('ran', 'w').close()\nfrom under_test import add\n")
    assert main(["explain", "b.arith::add"]) == 0
    assert "b.arith:1: refuted: add\n" in capsys.readouterr().out
    assert not (here / "ran").exists()


def test_kernel_that_cannot_be_run(here: Path, capsys: Output) -> None:
    (here / "under_test.py").unlink()
    assert main(["explain", "adder", "--path", "a.arith"]) == 2
    assert "a.arith:10:" in capsys.readouterr().err


def test_the_command_that_a_report_prints_works(here: Path, capsys: Output) -> None:
    import shlex

    main(["check", "a.arith"])
    lines = capsys.readouterr().out.splitlines()
    again = [line.partition("again: ")[2] for line in lines if "again: " in line]
    assert len(again) == 3
    for command in again:
        assert main(shlex.split(command)[1:]) == 0


def test_the_command_that_a_report_prints_has_the_options_of_the_run(
    here: Path, capsys: Output
) -> None:
    options = ["--engine", "exhaustive", "--rlimit", "5", "--timeout", "9"]
    main(["check", "a.arith", "-k", "sums[E2M1]", *options])
    given = "--engine=exhaustive --rlimit=5 --timeout=9.0"
    assert f"  again: verif explain 'a.arith::sums[E2M1]' {given}\n" in capsys.readouterr().out
    main(["check", "a.arith", "-k", "sums[E2M1]", "--confirm", "--no-cache", "--jobs", "1"])
    again = "  again: verif explain 'a.arith::sums[E2M1]' --confirm\n"
    assert again in capsys.readouterr().out
    main(["gate", "a.arith", "--timeout", "9", "--memory", "500"])
    again = "  again: verif explain 'a.arith::adder' --timeout=9.0 --memory=500\n"
    assert again in capsys.readouterr().out


def test_unknown_name(capsys: Output) -> None:
    assert main(["explain", "bonded", "--path", "a.arith"]) == 2
    assert "did you mean 'bounded'?" in capsys.readouterr().err


def test_name_of_several(capsys: Output) -> None:
    assert main(["explain", "sums", "--path", "a.arith"]) == 2
    err = capsys.readouterr().err
    assert "'sums' stands for 2 ids:" in err
    assert "a.arith::sums[E3M2]" in err


def test_a_part_of_a_name_is_not_taken_for_it(here: Path, capsys: Output) -> None:
    (here / "b.arith").write_text("property lmul { given x : E2M1; prove x == x; }")
    assert main(["explain", "mul", "--path", "b.arith"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "is called 'mul'; did you mean 'lmul'?" in captured.err


def test_a_path_from_another_folder(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the file is spelt, from wherever."""
    assert main(["explain", f"{here}/a.arith::bounded"]) == 0
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    for name in ("../a.arith::bounded", f"{here}/a.arith::bounded"):
        assert main(["explain", name]) == 0
        assert "proved: bounded" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_named(capsys: Output) -> None:
    assert main(["explain", "nosuch.arith::bounded", "--path", "a.arith"]) == 2
    assert "there is no file 'nosuch.arith'" in capsys.readouterr().err


def test_spec_error(here: Path, capsys: Output) -> None:
    (here / "b.arith").write_text("property p { prove ; }")
    assert main(["explain", "p", "--path", "b.arith"]) == 2
    err = capsys.readouterr().err
    assert "b.arith:1:20: E002" in err
    assert err.endswith("\nexit 2: 1 spec error\n")


def test_unknown_engine(capsys: Output) -> None:
    assert main(["explain", "bounded", "--path", "a.arith", "--engine", "magic"]) == 2
    assert "unknown engine 'magic'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("d/a.arith::p", "d/a.arith::p"),
        ("p", "d/a.arith::p"),
        ("a.arith::p", "d/a.arith::p"),
        ("p/prove.1", "d/a.arith::p"),
        ("::pq", "d/a.arith::pq[E2M1]"),
        ("pq", "d/a.arith::pq[E2M1]"),
        ("a.arith::pq/prove.1", "d/a.arith::pq[E2M1]"),
        ("[E2M1]", "d/a.arith::pq[E2M1]"),
    ],
)
def test_pick(name: str, expected: str) -> None:
    assert pick(name, ["d/a.arith::p", "d/a.arith::pq[E2M1]", "d/b.arith::x"]) == expected


@pytest.mark.parametrize("name", ["a.arith", "nothing", "", "q", "q[E2M1]", "h::p", ".arith::p"])
def test_pick_nothing(name: str) -> None:
    with pytest.raises(click.UsageError):
        pick(name, ["d/a.arith::p", "d/a.arith::pq[E2M1]", "d/b.arith::x"])


def test_pick_lists_instances_before_longer_names() -> None:
    ids = ["a.arith::sum[E2M1]", "a.arith::sum[E3M2]", "a.arith::two_sum", "a.arith::sum_of"]
    with pytest.raises(click.UsageError, match="stands for 2 ids"):
        pick("sum", ids)
    assert pick("two_sum", ids) == "a.arith::two_sum"
