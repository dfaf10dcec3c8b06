"""Gating: verdicts, counts, examples and exit codes of kernels that are right, wrong or broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from verif.kernels.compare import Difference
from verif.kernels.runner import Limits
from verif.kernels.trial import Trial
from verif.results.record import KernelRecord, RunRecord
from verif.run.check import UsageError
from verif.run.gate import GateOptions, gate

OPERATORS = """
op copy(F : format, x : F) -> F { return x; }
op whole(x : E2M1) -> E2M1 { requires not is_zero(x); return x; }
op half(x : real) -> real { return x / 2; }
op pair(x : E4M3) -> (a : E4M3, b : E4M3) { return (x, round(E4M3, 0, RNE)); }
op pair_of_same(x : E4M3) -> (a : E4M3, b : E4M3) { return (x, x); }
op never(x : E2M1) -> E2M1 { requires is_nan(x); return x; }
"""


def run(tmp_path: Path, text: str, **options: Any) -> RunRecord:
    """The record of gating a spec."""
    file = tmp_path / "k.arith"
    file.write_text(OPERATORS + text)
    return gate([file], GateOptions(**options))


def kernel(
    tmp_path: Path, name: str, operator: str = "copy(E4M3)", fields: str = "", **options: Any
) -> KernelRecord:
    """The record of one kernel of ``bad_kernels``."""
    python = f"tests.kernels.bad_kernels:{name}"
    text = f'kernel k implements {operator} {{ python = "{python}"; {fields} }}'
    record = run(tmp_path, text, **options)
    assert record.problems == ()
    (found,) = record.kernels
    return found


def test_a_right_kernel_is_proved(tmp_path: Path) -> None:
    k = kernel(tmp_path, "identity")
    assert (k.verdict, k.as_expected, k.exit_code, k.reason) == ("proved", True, 0, "")
    assert (k.compared, k.excluded, k.mismatches, k.nans_folded) == (256, 0, 0, 0)
    assert k.evidence is not None
    assert (k.evidence.rung, k.evidence.kind, k.evidence.inputs) == (2, "exhaustive", 256)
    assert dict(k.versions).keys() >= {"numpy"}


def test_one_wrong_code_is_found(tmp_path: Path) -> None:
    k = kernel(tmp_path, "off_by_one")
    assert (k.verdict, k.mismatches, k.exit_code) == ("refuted", 1, 1)
    assert k.reason == "differs on 1 of 256 inputs"
    (found,) = k.smallest
    assert [i.code for i in found.inputs] == ["0x29"]
    assert (found.expected.code, found.got.code) == ("0x29", "0x2A")
    assert found.expected.exact == "9 * 2^-5" and found.inputs[0].bits == "00101001"
    assert k.largest == k.smallest == k.examples


def test_nan_codes_are_folded_and_counted(tmp_path: Path) -> None:
    k = kernel(tmp_path, "quiet_nan", "copy(E5M2)")
    assert (k.verdict, k.nans_folded, k.mismatches) == ("proved", 5, 0)
    strict = kernel(tmp_path, "quiet_nan", "copy(E5M2)", "compare = codes;")
    assert (strict.verdict, strict.nans_folded, strict.mismatches) == ("refuted", 0, 5)


def test_values_take_the_zeros_for_equal(tmp_path: Path) -> None:
    assert kernel(tmp_path, "positive_zero").mismatches == 1
    assert kernel(tmp_path, "positive_zero", fields="compare = values;").verdict == "proved"


def test_inputs_without_meaning_are_left_out(tmp_path: Path) -> None:
    k = kernel(tmp_path, "identity", "whole")
    assert (k.verdict, k.compared, k.excluded) == ("proved", 14, 2)
    ((reason, count),) = k.exclusions
    assert "'requires' of whole" in reason and count == 2


def test_nothing_to_compare_is_vacuous(tmp_path: Path) -> None:
    k = kernel(tmp_path, "identity", "never")
    assert (k.verdict, k.reason, k.exit_code) == (
        "vacuous",
        "the operator is defined on no input",
        3,
    )


def test_a_number_that_is_no_code(tmp_path: Path) -> None:
    k = kernel(tmp_path, "beyond", "copy(E2M1)")
    assert (k.verdict, k.mismatches) == ("refuted", 1)
    assert (k.smallest[0].got.code, k.smallest[0].got.exact) == ("0x1f", "no code of E2M1")


def test_several_results(tmp_path: Path) -> None:
    assert kernel(tmp_path, "pair", "pair").verdict == "proved"
    k = kernel(tmp_path, "pair", "pair_of_same")
    assert k.mismatches == 255
    assert (k.smallest[0].expected.name, k.smallest[0].inputs[0].code) == ("b", "0x80")


def test_floats_in_and_out(tmp_path: Path) -> None:
    # A real number has no sign of zero, and -0 halves to -0: hence values.
    k = kernel(tmp_path, "halves", "half", "input = float16; output = float32; compare = values;")
    assert (k.verdict, k.compared, k.excluded) == ("proved", 63488, 2048)


FLOATS = "input = float32; output = float32; compare = values; "


def test_too_many_inputs_are_tested(tmp_path: Path) -> None:
    fields = FLOATS + "samples = 500; seed = 3; expect tested;"
    k = kernel(tmp_path, "halves", "half", fields)
    # Halves of odd subnormals are no float32, and are left out like NaN.
    assert k.verdict == "tested" and k.as_expected and k.excluded > 0
    assert k.evidence is not None
    assert (k.evidence.rung, k.evidence.kind, k.evidence.seed) == (1, "tested", 3)
    assert k.evidence.inputs == k.compared + k.excluded > 500


def test_tested_is_not_proved(tmp_path: Path) -> None:
    k = kernel(tmp_path, "halves", "half", FLOATS + "samples = 10;")
    assert (k.verdict, k.as_expected, k.exit_code) == ("tested", False, 3)


DOUBLE = """
kernel twice implements encode(E4M3, RNE) {
  python = "verif.kernels.library:ml_dtypes_encode_e4m3";
  input  = float64;
  expect refuted;
}
"""


def test_double_rounding_through_float32_is_found(tmp_path: Path) -> None:
    (k,) = run(tmp_path, DOUBLE).kernels
    assert (k.verdict, k.as_expected) == ("refuted", True)
    first = k.smallest[0]
    assert float(first.inputs[0].decimal.lstrip("~")) == 2.0**-10 * (1 + 2.0**-52)
    assert (first.expected.exact, first.got.exact) == ("2^-9", "0")
    shown = {(m.expected.exact, m.got.exact, m.inputs[0].decimal) for m in k.largest}
    assert ("-416", "-448", "~-431.99999999999994") in shown
    assert len(k.smallest) == len(k.largest) == 8
    assert len({(m.expected.code, m.got.code) for m in k.examples}) == len(k.examples) == 32
    assert dict(k.versions).keys() == {"ml_dtypes", "numpy"}


def test_the_same_seed_gives_the_same_record(tmp_path: Path) -> None:
    one, two = (run(tmp_path, DOUBLE).kernels[0] for _ in range(2))
    assert msgspec.structs.replace(one, seconds=0.0) == msgspec.structs.replace(two, seconds=0.0)


def test_the_products_of_ml_dtypes(tmp_path: Path) -> None:
    text = """
    kernel products implements mul(E4M3, RNE) {
      python  = "verif.kernels.library:ml_dtypes_mul_e4m3";
      input   = codes;
      compare = codes modulo nan;
    }
    """
    (k,) = run(tmp_path, text).kernels
    assert (k.verdict, k.compared, k.nans_folded) == ("proved", 65536, 5570)


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("name", "verdict", "reason"),
    [
        ("raises", "refuted", "raised ValueError: 256 are too many"),
        ("exits_at_once", "refuted", "ends its process with status 0"),
        ("mutates", "refuted", "changes its input"),
        ("wrong_type", "refuted", "returned an array of int64, not of uint8"),
        ("hangs", "unknown", "out of time: 2 s"),
        ("crashes", "refuted", "crashes: SIGSEGV"),
        ("aborts", "unknown", "killed by SIGABRT"),
        ("eats_memory", "unknown", "out of memory: 256 MB"),
    ],
)
def test_a_broken_kernel_gets_its_verdict(
    tmp_path: Path, name: str, verdict: str, reason: str
) -> None:
    k = kernel(tmp_path, name, timeout=2.0 if name == "hangs" else 60.0, memory=256)
    assert (k.verdict, k.reason, k.as_expected) == (verdict, reason, False)
    assert k.compared == 0 and k.evidence is None


def test_misbehaviour_does_not_meet_expect_refuted(tmp_path: Path) -> None:
    k = kernel(tmp_path, "raises", fields="expect refuted;")
    assert (k.verdict, k.as_expected, k.exit_code) == ("refuted", False, 1)


def test_an_absent_kernel_is_a_spec_error_and_the_others_run(tmp_path: Path) -> None:
    text = """
    kernel gone implements copy(E4M3) { python = "tests.kernels.bad_kernels:identty"; }
    kernel nowhere implements copy(E4M3) { python = "no_such_module:f"; }
    kernel here implements copy(E4M3) { python = "tests.kernels.bad_kernels:identity"; }
    """
    record = run(tmp_path, text)
    assert [k.name for k in record.kernels] == ["here"]
    gone, nowhere = record.problems
    line = OPERATORS.count("\n") + 2
    assert (gone.code, gone.line, gone.column) == ("E502", line, 50)
    assert gone.hint == "did you mean 'identity'?"
    assert (nowhere.code, nowhere.line) == ("E502", line + 1)
    assert nowhere.message == "there is no module 'no_such_module'"
    assert record.exit_code == 2 and record.run_state == "complete"


def test_spec_errors_stop_the_gate(tmp_path: Path) -> None:
    record = run(tmp_path, 'kernel k implements mull(E4M3, RNE) { python = "m:f"; }')
    assert [p.code for p in record.problems] == ["E101"]
    assert record.exit_code == 2


TWO = """
kernel good implements copy(E4M3) { python = "tests.kernels.bad_kernels:identity"; }
kernel bad implements copy(E4M3) { python = "tests.kernels.bad_kernels:off_by_one"; }
"""


def test_kernels_are_chosen_by_name(tmp_path: Path) -> None:
    assert [k.name for k in run(tmp_path, TWO, select="good").kernels] == ["good"]
    with pytest.raises(UsageError, match="no kernel matches 'other'"):
        run(tmp_path, TWO, select="other")
    with pytest.raises(UsageError, match="bind no kernel"):
        run(tmp_path, "")


def test_ids_and_order(tmp_path: Path) -> None:
    record = run(tmp_path, TWO, jobs=2)
    assert [k.id.rpartition("/")[2] for k in record.kernels] == ["k.arith::good", "k.arith::bad"]
    assert [k.line for k in record.kernels] == sorted(k.line for k in record.kernels)
    assert record.exit_code == 1 and record.command == "verif gate"


def test_progress_is_told(tmp_path: Path) -> None:
    file = tmp_path / "k.arith"
    file.write_text(OPERATORS + TWO)
    seen: list[tuple[int, int, str]] = []
    gate([file], progress=lambda done, total, k: seen.append((done, total, k.name)))
    assert [x[:2] for x in seen] == [(1, 2), (2, 2)]
    assert {x[2] for x in seen} == {"good", "bad"}


def test_an_interruption_keeps_what_is_done(tmp_path: Path) -> None:
    file = tmp_path / "k.arith"
    python = "tests.kernels.bad_kernels"
    file.write_text(
        OPERATORS
        + f'kernel a implements copy(E4M3) {{ python = "{python}:identity"; }}\n'
        + f'kernel b implements copy(E4M3) {{ python = "{python}:hangs"; }}\n'
    )

    def interrupt(done: int, total: int, kernel: KernelRecord) -> None:
        raise KeyboardInterrupt

    record = gate([file], GateOptions(jobs=1), progress=interrupt)
    assert [k.name for k in record.kernels] == ["a"]
    assert (record.run_state, record.exit_code) == ("partial", 130)


def test_a_mismatch_that_the_reference_denies_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Difference((0, 1), (1,), 0, 2, 3)
    monkeypatch.setattr("verif.kernels.compare.Tally.largest", [wrong])
    k = kernel(tmp_path, "off_by_one")
    assert k.verdict == "error" and k.exit_code == 4
    assert "the array engine and the reference disagree on x=0x1" in k.reason


def test_a_defect_of_ours_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Trial:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("verif.kernels.trial.choose", broken)
    k = kernel(tmp_path, "identity")
    assert (k.verdict, k.exit_code) == ("error", 4)
    assert k.reason.startswith("ZeroDivisionError: oops (broken at test_gate.py")


def test_limits_have_defaults() -> None:
    assert GateOptions().limits == Limits()
    assert GateOptions(timeout=3.0, memory=7).limits == Limits(3.0, 7)
