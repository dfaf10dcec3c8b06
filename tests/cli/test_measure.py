"""``verif measure``: what it prints, writes, exits with, and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.report.html.checker import Checker, broken_links
from verif.cli.main import main

Output = pytest.CaptureFixture[str]

KERNELS = """
import numpy as np

def exp(x):
    with np.errstate(all="ignore"):
        return np.exp(x.astype(np.float64)).astype(x.dtype)

def off(x):
    y = exp(x)
    y[x == 1] *= np.float16(1.5)
    return y

def stop(x):
    raise ValueError("not <today>")

def counts(x, n=[0]):
    n[0] += 1
    return exp(x) * x.dtype.type(n[0])
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mine.py").write_text(KERNELS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


FORMATS = ("--input", "E4M3:float16", "--output", "F16")


def run(*arguments: str) -> int:
    return main(["measure", *arguments, "--against", "exp", *FORMATS])


def test_text(capsys: Output) -> None:
    assert run("mine:off") == 0
    out = capsys.readouterr().out
    for line in (
        "mine:off against exp(x) = e**x, rounded RNE",
        "  subject             mine:off: E4M3 as float16 -> F16 as float16",
        "  evidence            exhaustive: all 256 inputs",
        "  misrounded          1 (0.394 %)",
        "  faithful            no: 1 result is not",
        "  max ulp error       ~696.2397",
        "    0x38   1  0x4414  0x4170  ~2.7182818284590452  ~696.2397 ulp",
        "    256 ulp  1024 ulp  1",
        "  again: verif measure mine:off --against exp --input E4M3:float16 --output F16",
        "exit 0: measured",
    ):
        assert line in out.splitlines(), line


@pytest.mark.parametrize(
    ("arguments", "code", "last"),
    [
        (["mine:exp", "--max-ulp", "0.5"], 0, "exit 0: within 0.5 ulp on all inputs"),
        (["mine:exp", "--max-ulp", "0.4"], 3, "exit 3: mine:exp: too close to 0.4 ulp to tell"),
        (["mine:off", "--max-ulp", "600"], 1, "exit 1: mine:off exceeds 600 ulp"),
        (["mine:off", "--max-ulp", "1393/2"], 0, "exit 0: within 1393/2 ulp on all inputs"),
        (["mine:stop"], 1, "exit 1: mine:stop raised ValueError: not <today>"),
        (
            ["mine:counts", "--max-ulp", "1e9"],
            1,
            "exit 1: mine:counts is not a function of its input alone",
        ),
        (
            ["mine:exp", "--max-ulp", "1", "--samples", "1000"],
            3,
            "exit 3: within 1 ulp where tested, not on all inputs: mine:exp",
        ),
        (
            ["mine:exp", "--max-ulp", "1", "--samples", "1000", "--allow-unknown"],
            0,
            "exit 0: within 1 ulp where tested, not on all inputs: mine:exp, which "
            "--allow-unknown allows",
        ),
    ],
)
def test_exit_codes(capsys: Output, arguments: list[str], code: int, last: str) -> None:
    assert run(*arguments) == code
    assert capsys.readouterr().out.splitlines()[-1] == last


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mine:exp", "--max-ulp", "x"], "'x' is no number, such as 2.5 or 5/2"),
        (["mine:exp", "--max-ulp", "-1"], "-1 is negative"),
        (["mine:exp", "--all", "--samples", "3"], "give one of them"),
        (["mine:no"], "'mine' has no function 'no'"),
        (["nope"], "no kernel or operator of the specs"),
        (["mine:exp", "--timeout", "0"], "a positive number of seconds"),
        (["mine:exp", "--report", "html:mine.py"], "is a file, not a folder"),
        (["mine:exp", "mine:off", "--resume", "f"], "measure one kernel at a time"),
    ],
)
def test_usage_errors(capsys: Output, arguments: list[str], message: str) -> None:
    more = () if arguments == ["nope"] else FORMATS
    assert main(["measure", *arguments, "--against", "exp", *more]) == 2
    out, err = capsys.readouterr()
    assert out == "" and message in err


def test_json_follows_its_schema(capsys: Output) -> None:
    assert run("mine:off", "mine:stop", "--json") == 1
    out, err = capsys.readouterr()
    record = json.loads(out)
    assert err.splitlines()[-1].startswith("exit 1: mine:stop raised")
    assert main(["schema", "measure"]) == 0
    jsonschema.validate(record, json.loads(capsys.readouterr().out))
    first, second = record["measurements"]
    assert first["faithful"] is False and first["evidence"]["rung"] == 2
    assert [c["inputs"][0]["code"] for c in first["ulp"]["cases"]] == ["0x38"]
    assert second["state"] == "wrong" and second["evidence"] is None
    assert record["function"] == "exp" and record["schema_version"] == 1


def test_page(here: Path, capsys: Output) -> None:
    """Well formed, of its own files only, and the same bytes again."""
    assert run("mine:off", "mine:exp", "mine:stop", "--report", "html:pages") == 1
    assert "report: pages/index.html" in capsys.readouterr().out
    text = (here / "pages" / "index.html").read_text(encoding="utf-8")
    page = Checker(text)
    assert page.problems == []
    assert broken_links({"index.html": page}, ["record.json"]) == []
    assert "http" not in text.replace("http-equiv", "")
    assert "not <today>" not in text and "not &lt;today&gt;" in text
    assert page.scripts == [] and text.count('class="plot"') == 2 * 2 + 1
    assert run("mine:off", "mine:exp", "mine:stop", "--report", "html:pages") == 1
    assert (here / "pages" / "index.html").read_text(encoding="utf-8") == text


def test_a_full_disk_leaves_the_old_page(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("mine:exp", "--report", "html:pages") == 0
    before = sorted(p.name for p in here.rglob("*"))

    def full(*arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("verif.report.html.folder._fill", full)
    capsys.readouterr()
    assert run("mine:exp", "--report", "html:pages") == 2
    assert "No space left on device" in capsys.readouterr().err
    assert sorted(p.name for p in here.rglob("*")) == before
