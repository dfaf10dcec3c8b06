"""``verif lean export --format``: what is written, printed, and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from verif.cli.main import main
from verif.lean.check import shipped_root

Output = pytest.CaptureFixture[str]

OWN = """arith 1;
format Own : float { layout = "s eee m"; bias = 2; inf = "s 111 0"; nan = "s 111 1"; }
property unknown { given x : Own; prove same(x, x); }
"""


def export(root: Path, *arguments: str) -> int:
    return main(["lean", "export", "--root", str(root), *arguments])


def test_formats(tmp_path: Path, capsys: Output) -> None:
    assert export(tmp_path, "--format", "E2M1", "--format", "posit8_0") == 0
    folder = Path("Export", "Formats")
    for name in ("E2M1", "posit_8_0"):
        made = (tmp_path / folder / f"{name}.lean").read_text(encoding="utf-8")
        assert made == (shipped_root() / folder / f"{name}.lean").read_text(encoding="utf-8")
    assert (tmp_path / "Verif" / "Quarters.lean").is_file()  # the library that they import
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[1:] for line in out] == [["18", "theorems"], ["3", "theorems"]]


def test_a_format_of_a_spec_and_its_properties(tmp_path: Path, capsys: Output) -> None:
    spec = tmp_path / "own.arith"
    spec.write_text(OWN, encoding="utf-8")
    root = tmp_path / "lean"
    assert export(root, str(spec), "--format", "Own", "--path", str(spec)) == 0
    assert "def Own : Format" in (root / "Export/Formats/Own.lean").read_text(encoding="utf-8")
    assert "0 of 1 properties exported" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("NF4", "the Lean library does not describe NF4: it has binary floats"),
        ("posit16_2", "posits of up to 8 bits"),
        ("E4M4", "unknown format 'E4M4'"),
    ],
)
def test_refused(tmp_path: Path, capsys: Output, name: str, message: str) -> None:
    assert export(tmp_path, "--format", "E2M1", "--format", name) == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "Export").write_text("a file", encoding="utf-8")
    assert export(tmp_path, "--format", "E2M1") == 2
    assert "Export" in capsys.readouterr().err
