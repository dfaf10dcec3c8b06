"""``verif accumulate``: what it prints, exits with, and refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

from verif.cli.main import main

Output = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
HOW_TO = ROOT / "docs" / "how-to" / "accumulators.md"


@pytest.fixture(autouse=True)
def layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``layers.npz`` in the current folder: the one of the how-to guide."""
    arrays: dict[str, Any] = {
        "fc1.weight": np.array([[127, -128, 5, 0], [1, 1, 1, 1], [-3, 7, 0, 2]], np.int8),
        "fc1.bias": np.array([1000, -1000, 0], np.int32),
        "fc2.weight": np.array([[3, -1, 0], [0, 0, 0]], np.float32),
    }
    np.savez(tmp_path / "layers.npz", **arrays)
    monkeypatch.chdir(tmp_path)


GATED = """\
input uint8: x in [0, 255]
max at x = 255 where w > 0, x = 0 where w < 0; min at x = 0 where w > 0, x = 255 where w < 0

layer       type     shape  channels  K  max L1  min     max    bits  at  data type  L1  A2Q  A2Q+
fc1.weight  int8     3x4    3         4  260     -32640  33660  17    0   19         18  18   17    WRONG 1 over
fc2.weight  float32  2x3    2         3  4       -255    765    11    0   13         11  12   10!
! A2Q+ is for weights whose sum is 0 before rounding, and too small for these

fc1.weight: channels by bits: 1 of 11, 1 of 13, 1 of 17
  channel  L1   min     max    bits  signs of w
  0        260  -32640  33660  17    +-+0        WRONG
  2        12   -765    2295   13    -+0+
  1        4    0       1020   11    ++++

fc2.weight: channels by bits: 1 of 1, 1 of 11
  channel  L1  min   max  bits  signs of w
  0        4   -255  765  11    +-0
  1        0   0     0    1     000

note: fc2.weight: held as float32, every element an integer
skipped: fc1.bias: 1 axis, beside tensors of more

exit 1: 1 channel needs more than 16 bits: fc1.weight 0
"""  # noqa: E501


def test_text(capsys: Output) -> None:
    assert main(["accumulate", "layers.npz", "--input", "uint8", "--acc-bits", "16"]) == 1
    assert capsys.readouterr() == (GATED, "")


TILED = """\
input int4: x in [-8, 7]
max at x = 7 where w > 0, x = -8 where w < 0; min at x = -8 where w > 0, x = 7 where w < 0

layer       type  shape  channels  K  max L1  min    max   bits  at  inner  outer  data type  L1  A2Q  A2Q+
fc1.weight  int8  3x4    3         4  260     -1952  2948  13    0   12     13     14         13  13   12!
! A2Q+ is for weights whose sum is 0 before rounding, and too small for these

fc1.weight: channels by bits: 1 of 8, 1 of 12, 1 of 13
  channel  L1   min    max   bits  inner  outer  signs of w
  0        260  -1952  2948  13    12     13     +-+0
  1        4    -1032  28    12    5      12     ++++
  2        12   -93    87    8     8      8      -+0+

note: fc1.weight: with the bias fc1.bias, which the published bounds leave out

fc1.weight[2], w = [-3, 7, 0, 2]
  max 87 at x = [-8, 7, 0, 7]
  min -93 at x = [7, -8, 0, -8]

exit 0: every channel fits 12 bits within tiles and 13 bits for their sum
"""  # noqa: E501


def test_tiles_bias_and_a_worst_case(capsys: Output) -> None:
    options = ["--input", "int4", "--bias", "auto", "--tensor", "fc1.weight", "--worst", "2", "-v"]
    tiles = ["--tile", "2", "--acc-bits", "12", "--outer-bits", "13"]
    assert main(["accumulate", "layers.npz", *options, *tiles]) == 0
    assert capsys.readouterr() == (TILED, "")


def test_inputs_without_zero(capsys: Output) -> None:
    options = ["--input", "[3,9]", "--tensor", "fc2.weight", "--worst", "fc2.weight:0"]
    assert main(["accumulate", "layers.npz", *options]) == 0
    out = capsys.readouterr().out
    assert "max at x = 9 where w > 0, before any w < 0 is added; min at x = 9 where w < 0" in out
    assert "  max 27 at x = [9, later, 3]\n  min -9 at x = [later, 9, 3]\n" in out


def test_many_channels_are_cut_unless_asked_for(capsys: Output) -> None:
    np.save("w.npy", np.arange(40, dtype=np.int8).reshape(20, 2))
    assert main(["accumulate", "w.npy", "--input", "uint8"]) == 0
    short = capsys.readouterr().out
    assert "; 17 more with --verbose" in short
    assert [line.split()[0] for line in short.splitlines() if line.startswith("  ")][1:] == [
        "19",
        "18",
        "17",
    ]
    assert main(["accumulate", "w.npy", "--input", "uint8", "--verbose"]) == 0
    long = capsys.readouterr().out
    assert "more with" not in long
    assert len(long.splitlines()) == len(short.splitlines()) + 17


def test_many_skipped_tensors_are_counted(capsys: Output) -> None:
    arrays: dict[str, Any] = {f"s{i}": np.ones(2) for i in range(12)}
    np.savez("w.npz", w=np.ones((2, 2), np.int8), **arrays)
    assert main(["accumulate", "w.npz", "--input", "uint8"]) == 0
    line = "skipped: s0, s1, s2, s3, s4, s5, s6, s7 and 4 more: 1 axis, beside tensors of more\n"
    assert line in capsys.readouterr().out


def test_several_files_are_told_apart(capsys: Output) -> None:
    np.save("w.npy", np.ones((2, 2), np.int8))
    assert main(["accumulate", "layers.npz", "w.npy", "--input", "uint8"]) == 0
    out = capsys.readouterr().out
    assert "\nlayers.npz: fc1.weight  int8" in out
    assert "\nw.npy: w " in out


def as_json(capsys: Output, *options: str) -> Any:
    code = main(["accumulate", "layers.npz", "--json", *options])
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert found["exit_code"] == code
    assert captured.err == f"exit {code}: {found['reason']}\n"
    return found


def test_json(capsys: Output) -> None:
    options = ["--input", "uint8", "--acc-bits", "16", "--worst", "fc2.weight:0"]
    found = as_json(capsys, *options)
    del found["seconds"], found["tool"]
    fc1, fc2 = found.pop("layers")
    assert found == {
        "schema_version": 1,
        "command": "verif accumulate layers.npz --json " + " ".join(options),
        "file": "layers.npz",
        "files": ["layers.npz"],
        "input": {
            "text": "uint8",
            "low": 0,
            "high": 255,
            "zero_point": 0,
            "bits": 8,
            "signed": False,
        },
        "worst_inputs": {
            "max": {"positive": 255, "negative": 0, "zero": 0},
            "min": {"positive": 0, "negative": 255, "zero": 0},
        },
        "axis": 0,
        "tile": None,
        "acc_bits": 16,
        "outer_bits": None,
        "skipped": [
            {
                "file": "layers.npz",
                "name": "fc1.bias",
                "reason": "1 axis, beside tensors of more",
            }
        ],
        "worst_cases": [
            {
                "file": "layers.npz",
                "name": "fc2.weight",
                "index": 0,
                "weights": [3, -1, 0],
                "max": 765,
                "max_input": [255, 0, 0],
                "min": -255,
                "min_input": [0, 255, 0],
            }
        ],
        "min_bits": 17,
        "exit_code": 1,
        "reason": "1 channel needs more than 16 bits: fc1.weight 0",
    }
    assert fc2 == {
        "file": "layers.npz",
        "name": "fc2.weight",
        "dtype": "float32",
        "shape": [2, 3],
        "axis": 0,
        "length": 3,
        "weight_min": -1,
        "weight_max": 3,
        "weight_bits": 3,
        "max_l1": 4,
        "min": -255,
        "max": 765,
        "min_bits": 11,
        "widest": 0,
        "widest_signs": {"count": 3, "runs": [["+", 1], ["-", 1], ["0", 1]]},
        "widths": [[1, 1], [11, 1]],
        "bounds": {
            "data_type": 13,
            "l1": 11,
            "l1_published": 12,
            "a2q_plus": 10,
            "a2q_plus_holds": False,
        },
        "channels": [
            {
                "index": 0,
                "l1": 4,
                "positive": 3,
                "negative": 1,
                "min": -255,
                "max": 765,
                "min_bits": 11,
                "signs": "+-0",
            },
            {
                "index": 1,
                "l1": 0,
                "positive": 0,
                "negative": 0,
                "min": 0,
                "max": 0,
                "min_bits": 1,
                "signs": "000",
            },
        ],
        "over": [],
        "notes": ["held as float32, every element an integer"],
    }
    assert (fc1["name"], fc1["over"], len(fc1["channels"])) == ("fc1.weight", [0], 3)


@pytest.mark.parametrize(
    "options",
    [
        ["--input", "uint8"],
        ["--input", "[3,9]", "--bias", "auto", "--tile", "2", "--worst", "fc1.weight:1"],
        ["--input", "uint32", "--acc-bits", "9", "--axis", "-1"],
    ],
)
def test_json_is_what_the_schema_says(capsys: Output, options: list[str]) -> None:
    assert main(["schema", "accumulate"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["title"] == "verif accumulate record, schema_version 1"
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(as_json(capsys, *options), schema)


def test_the_schema_of_the_run_record_is_the_default(capsys: Output) -> None:
    assert main(["schema"]) == main(["schema", "run"]) == 0
    first, second = capsys.readouterr().out.split("\n}\n")[:2]
    assert first == second
    assert main(["schema", "nothing"]) == 2
    assert "'run', 'accumulate'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["layers.npz"], "Missing option '--input'"),
        (["--input", "uint8"], "Missing argument 'FILE...'"),
        (["layers.npz", "--input", "float8"], "'float8' is no integer type or range"),
        (["layers.npz", "--input", "uint8", "--acc-bits", "0"], "'--acc-bits'"),
        (["layers.npz", "--input", "uint8", "--acc-bits", "x"], "'--acc-bits'"),
        (["layers.npz", "--input", "uint8", "--tile", "0"], "'--tile'"),
        (["layers.npz", "--input", "uint8", "--outer-bits", "8"], "give --tile"),
        (["layers.npz", "--input", "uint8", "--axis", "2"], "has 2 axes"),
        (["layers.npz", "--input", "uint8", "--tensor", "x"], "no tensor is called so"),
        (["layers.npz", "--input", "uint8", "--bias", "x"], "there is no such tensor"),
        (["layers.npz", "--input", "uint8", "--worst", "fc1.weight:3"], "has no channel 3"),
        (["layers.npz", "--input", "uint8", "--jobs", "2"], "No such option"),
    ],
)
def test_usage_errors(capsys: Output, arguments: list[str], reason: str) -> None:
    assert main(["accumulate", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert reason in captured.err
    assert captured.err.endswith("exit 2: usage error\n")


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_files_that_cannot_be_taken(capsys: Output, form: list[str]) -> None:
    np.save("nan.npy", np.array([[1.0, np.nan]]))
    for name, what in [
        ("none.npy", "there is no such file"),
        ("nan.npy", "the element [0, 1] is nan, and only integers of 64 bits have exact sums"),
    ]:
        assert main(["accumulate", "layers.npz", name, "--input", "uint8", *form]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith(f"{name}: {what}\n    hint: ")
        assert captured.err.endswith("exit 2: the weights cannot be taken\n")


def test_the_how_to_shows_what_is_printed(capsys: Output) -> None:
    """Every example of the guide, with its output."""
    text = HOW_TO.read_text(encoding="utf-8")
    examples = re.findall(r"```\n\$ verif (accumulate [^\n]*)\n(.*?)```", text, re.DOTALL)
    assert len(examples) >= 3
    for command, wanted in examples:
        main(command.replace("'", "").split())
        assert capsys.readouterr().out == wanted, command


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from verif.cli.main import main; main(['accumulate', '--help']); "
        "sys.exit('numpy' in sys.modules or 'msgspec' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*.*")}


def test_pages(tmp_path: Path, capsys: Output) -> None:
    options = ["layers.npz", "--input", "uint8", "--acc-bits", "16"]
    assert main(["accumulate", *options, "--report", "html:out"]) == 1
    first = "report: out/index.html\nexit 1: 1 channel needs more than 16 bits: fc1.weight 0\n"
    text = GATED.rpartition("exit")[0] + first
    assert capsys.readouterr() == (text, "")
    names = [name.partition("-")[0] for name in files(tmp_path / "out")]
    assert sorted(names) == [
        ".verif",
        "accumulators",
        "accumulators/fc1",
        "accumulators/fc2",
        "index.html",
    ]


def test_pages_beside_json(tmp_path: Path, capsys: Output) -> None:
    options = ["layers.npz", "--input", "uint8", "--report", "html"]
    assert main(["accumulate", *options, "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["min_bits"] == 17
    assert err == "report: reports/latest/index.html\nexit 0: 17 bits hold every sum\n"
    assert (tmp_path / "reports/latest/accumulators-1.json").read_text() == out


def test_reports_in_files(tmp_path: Path, capsys: Output) -> None:
    options = ["layers.npz", "--input", "uint8", "--acc-bits", "16"]
    reports = ["--report", "text:a.txt", "--report", "json:a.json"]
    assert main(["accumulate", *options, *reports]) == 1
    last = "exit 1: 1 channel needs more than 16 bits: fc1.weight 0\n"
    assert capsys.readouterr() == (last, "")
    assert (tmp_path / "a.txt").read_text() == GATED
    assert json.loads((tmp_path / "a.json").read_text())["exit_code"] == 1


@pytest.mark.parametrize(
    ("reports", "message"),
    [
        (["--report", "pdf"], "unknown report format 'pdf'; there are text, json, html"),
        (["--report", "json", "--json"], "two reports cannot both go to stdout"),
        (["--report", "html:layers.npz"], "is a file, not a folder"),
        (["--report", "html:."], "holds the folder you are in"),
    ],
)
def test_reports_that_are_refused(reports: list[str], message: str, capsys: Output) -> None:
    assert main(["accumulate", "layers.npz", "--input", "uint8", *reports]) == 2
    assert message in capsys.readouterr().err


def test_weights_that_cannot_be_taken_leave_no_report(tmp_path: Path, capsys: Output) -> None:
    np.save("bad.npy", np.array([[0.5]]))
    assert main(["accumulate", "bad.npy", "--input", "uint8", "--report", "html:out"]) == 2
    assert not (tmp_path / "out").exists()
    assert "[0, 0] is 0.5" in capsys.readouterr().err


def test_a_theorem_of_one_channel(capsys: Output) -> None:
    arguments = ["accumulate", "layers.npz", "--input", "uint8"]
    assert main([*arguments, "--worst", "fc1.weight:2", "--lean", "Third"]) == 0
    assert capsys.readouterr().out.endswith("exit 0: 17 bits hold every sum\n")
    text = Path("lean/Export/Third.lean").read_text(encoding="utf-8")
    assert "For 4 weights and inputs from 0 to 255, an accumulator of 13 bits" in text
    assert "Sums reach from -765 to 2295." in text
    assert Path("lean/Verif/Packed.lean").is_file()  # the library that it imports
    zero = [*arguments, "--zero-point", "128", "--worst", "fc1.weight:2", "--lean", "Shifted"]
    assert main(zero) == 0
    assert "inputs from -128 to 127" in Path("lean/Export/Shifted.lean").read_text(encoding="utf-8")
    capsys.readouterr()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (["--lean", "A"], "the channel of '--worst'"),
        (["--lean", "A", "--worst", "fc1.weight:0", "--tile", "2"], "without bias and tiles"),
        (["--lean", "A", "--worst", "fc1.weight:0", "--bias", "auto"], "without bias and tiles"),
        (["--lean", "a/b", "--worst", "fc1.weight:0"], "no name for a Lean module"),
        (["--lean", "A", "--worst", "fc1.weight:0", "--input", "[1,5]"], "leave out 0"),
    ],
)
def test_theorems_that_are_refused(more: list[str], reason: str, capsys: Output) -> None:
    given = [] if "--input" in more else ["--input", "uint8"]
    assert main(["accumulate", "layers.npz", *given, *more]) == 2
    assert reason in capsys.readouterr().err and not Path("lean").exists()
