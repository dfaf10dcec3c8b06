"""``--report html`` and ``verif report build``: where pages go, and what is refused."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from verif.cli.main import main

Output = pytest.CaptureFixture[str]

SPEC = "arith 1;\nproperty p { given x : E2M1; prove x <= 4; }\n"
KERNEL = 'kernel k implements neg(E2M1, RNE) { python = "operator:invert"; }\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.arith").write_text(SPEC)
    return tmp_path


def pages(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*.html")}


def test_the_path_is_printed_before_the_last_line(here: Path, capsys: Output) -> None:
    assert main(["check", "a.arith", "--report", "html"]) == 1
    out = capsys.readouterr().out
    assert "WRONG refuted  a.arith::p" in out
    assert out.splitlines()[-2:] == ["report: reports/latest/index.html", "exit 1: 1 refuted"]
    assert (here / "reports/latest/index.html").is_file()
    assert (here / "reports/latest/formats/E4M3.html").is_file()


def test_the_path_is_on_stderr_where_stdout_carries_json(capsys: Output) -> None:
    main(["check", "a.arith", "--report", "html:out", "--report", "json"])
    captured = capsys.readouterr()
    assert json.loads(captured.out)["summary"]["exit_code"] == 1
    assert captured.err.splitlines()[-2:] == ["report: out/index.html", "exit 1: 1 refuted"]


def test_a_record_makes_the_same_pages(here: Path, capsys: Output) -> None:
    main(["check", "a.arith", "--report", "html:one", "--report", "json:run.json"])
    capsys.readouterr()
    assert main(["report", "build", "run.json", "--to", "two"]) == 0
    assert capsys.readouterr().out == "report: two/index.html\n"
    assert pages(here / "one") == pages(here / "two")
    assert (here / "one/record.json").read_bytes() == (here / "run.json").read_bytes()
    assert main(["report", "build", "one/record.json", "--to", "one"]) == 0
    assert pages(here / "one") == pages(here / "two")


def test_kernels_have_pages(here: Path) -> None:
    (here / "k.arith").write_text(KERNEL)
    main(["gate", "k.arith", "--report", "html:out"])
    (page,) = (here / "out/kernels").iterdir()
    assert "operator:invert" in page.read_text()


def test_spec_errors_have_a_page(here: Path, capsys: Output) -> None:
    (here / "bad.arith").write_text("arith 1; property p { given x : E4M4; prove x == x; }")
    assert main(["check", "bad.arith", "--report", "html:out"]) == 2
    assert "report: out/index.html" in capsys.readouterr().out
    assert "E103" in (here / "out/index.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "a.arith", "--report", "html:mine"], "'mine' is no report: it holds 'notes'"),
        (["check", "a.arith", "--report", "html:a.arith"], "is a file, not a folder"),
        (["check", "a.arith", "--report", "html:."], "holds the folder you are in"),
        (["check", "a.arith", "--report", "html:-"], "an HTML report is a folder of pages"),
        (
            ["check", "a.arith", "--report", "html:x", "--report", "html:./x"],
            "two reports cannot both go to",
        ),
        (["gate", "a.arith", "--report", "html:mine"], "'mine' is no report"),
        (["report", "build", "none.json"], "cannot read 'none.json': No such file"),
        (["report", "build", "a.arith"], "'a.arith' is no record of a run: JSON is malformed"),
        (["report", "build", "other.json"], "missing required field"),
        (["report", "build", "newer.json"], "schema_version is 99, and this version knows"),
        (["report", "build", "deep.json"], "'deep.json' is no record of a run"),
        (["report", "build", "run.json", "--to", "mine"], "'mine' is no report"),
        (["report"], "Usage:"),
        (["report", "nothing"], "No such command 'nothing'"),
    ],
)
def test_refused(arguments: list[str], message: str, here: Path, capsys: Output) -> None:
    (here / "mine").mkdir()
    (here / "mine/notes").write_text("mine")
    main(["check", "a.arith", "--report", "json:run.json"])
    record = json.loads((here / "run.json").read_text())
    (here / "newer.json").write_text(json.dumps(record | {"schema_version": 99}))
    (here / "other.json").write_text("{}")
    (here / "deep.json").write_text("[" * 100_000)
    capsys.readouterr()
    assert main(arguments) == 2
    assert message in capsys.readouterr().err
    assert [f.name for f in (here / "mine").iterdir()] == ["notes"]
    assert not (here / "reports").exists()


def test_ids_that_are_there_twice_and_lemmas_without_end_are_refused(
    here: Path, capsys: Output
) -> None:
    main(["check", "a.arith", "--report", "json:run.json"])
    record = json.loads((here / "run.json").read_text())
    twice = record | {"properties": record["properties"] * 2}
    (here / "twice.json").write_text(json.dumps(twice))
    step = {"question": "q", "answer": "none", "engine": "e"}
    for _ in range(60):
        step = step | {"steps": [step]}
    record["properties"][0]["obligations"][0]["evidence"]["steps"] = [step]
    (here / "deep.json").write_text(json.dumps(record))
    capsys.readouterr()
    assert main(["report", "build", "twice.json"]) == 2
    assert "the id 'a.arith::p' is there twice" in capsys.readouterr().err
    assert main(["report", "build", "deep.json"]) == 2
    assert "lemmas are nested more than 50 deep" in capsys.readouterr().err


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may be longer than 8 KiB."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_says_so(here: Path, capsys: Output) -> None:
    assert main(["check", "a.arith", "--no-cache", "--report", "html:out"]) == 2
    err = capsys.readouterr().err
    assert "cannot write the report 'out': File too large" in err
    assert [f.name for f in here.iterdir()] == ["a.arith"]


@pytest.fixture
def widths(here: Path) -> Path:
    """``widths.json``: the record of accumulator widths of a layer."""
    np.save(here / "fc.npy", np.array([[3, -1], [0, 7]], np.int8))
    main(["accumulate", "fc.npy", "--input", "uint8", "--report", "json:widths.json"])
    return here / "widths.json"


def test_a_record_of_accumulators_makes_the_same_pages(
    here: Path, widths: Path, capsys: Output
) -> None:
    command = ["accumulate", "fc.npy", "--input", "uint8"]
    main([*command, "--report", "html:one", "--report", "json:again.json"])
    capsys.readouterr()
    assert main(["report", "build", "again.json", "--to", "two"]) == 0
    assert capsys.readouterr().out == "report: two/index.html\n"
    assert pages(here / "one") == pages(here / "two")
    assert len(pages(here / "one")) == 2


def test_accumulators_beside_a_run(here: Path, widths: Path, capsys: Output) -> None:
    main(["check", "a.arith", "--report", "json:run.json"])
    assert main(["report", "build", "widths.json", "run.json", "--to", "out"]) == 0
    found = pages(here / "out")
    assert b'href="accumulators.html"' in found["index.html"]
    assert b'href="accumulators/fc-' in found["accumulators.html"]
    assert (here / "out/accumulators-1.json").read_bytes() == widths.read_bytes()
    assert (here / "out/record.json").read_bytes() == (here / "run.json").read_bytes()


def test_several_records(here: Path, widths: Path, capsys: Output) -> None:
    main(["accumulate", "fc.npy", "--input", "int4", "--report", "json:other.json"])
    assert main(["report", "build", "widths.json", "other.json", "--to", "out"]) == 0
    assert len(pages(here / "out")) == 3
    main(["check", "a.arith", "--report", "json:run.json"])
    capsys.readouterr()
    assert main(["report", "build", "run.json", "run.json", "--to", "out"]) == 2
    assert "a report is of one run of 'check' or 'gate'" in capsys.readouterr().err
    assert main(["report", "build", "-", "-", "--to", "out"]) == 2
    assert "stdin, '-', can be read only once" in capsys.readouterr().err
    assert len(pages(here / "out")) == 3


def test_a_record_of_accumulators_that_contradicts_itself(
    here: Path, widths: Path, capsys: Output
) -> None:
    record = json.loads(widths.read_text())
    record["layers"][0]["widest"] = 7
    widths.write_text(json.dumps(record))
    capsys.readouterr()
    assert main(["report", "build", "widths.json"]) == 2
    assert "layer 'fc': it names a channel that it does not have" in capsys.readouterr().err
    assert not (here / "reports").exists()


def test_a_full_disk_leaves_no_accumulator_pages(
    here: Path, widths: Path, capsys: Output, full_disk: None
) -> None:
    capsys.readouterr()
    assert main(["report", "build", "widths.json", "--to", "out"]) == 2
    assert "cannot write the report 'out': File too large" in capsys.readouterr().err
    assert not (here / "out").exists()
    assert not [f for f in here.iterdir() if f.name.startswith(".out")]
