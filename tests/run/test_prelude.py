"""Which files are the prelude."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from verif.run import prelude as module
from verif.run.check import check
from verif.run.prelude import prelude, shipped_specs

SPEC = "property p { given x : E4M3 where is_finite(x); prove x <= 448; }"


def test_the_shipped_formats_are_the_prelude() -> None:
    assert [f.parent for f in prelude()] == [shipped_specs() / "formats"] * len(prelude())
    assert "ocp_fp8.arith" in [f.name for f in prelude(["elsewhere"])]


def test_a_copy_that_is_checked_is_the_prelude_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with an installed package that checks the ``specs`` of a checkout."""
    copy = tmp_path / "specs"
    shutil.copytree(shipped_specs() / "formats", copy / "formats")
    (copy / "claim.arith").write_text(SPEC)
    for asked in (copy, copy / "formats", copy / "formats" / "ocp_fp8.arith"):
        assert {f.parent for f in prelude([asked])} == {copy / "formats"}
        assert check([asked]).exit_code == 0
    assert prelude([copy / "claim.arith"]) == prelude()
    assert check([copy / "claim.arith"]).exit_code == 0


def test_a_copy_that_differs_is_not_the_prelude(tmp_path: Path) -> None:
    """Else a folder could quietly change what every name means."""
    copy = tmp_path / "specs"
    shutil.copytree(shipped_specs() / "formats", copy / "formats")
    changed = copy / "formats" / "ocp_fp8.arith"
    changed.write_text(changed.read_text() + "\n# one more line\n")
    assert prelude([copy]) == prelude()
    record = check([copy])
    assert record.exit_code == 2
    assert {p.code for p in record.problems} == {"E102"}


def test_another_folder_named_formats_is_not_the_prelude(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "mine.arith").write_text("format MINE = int(3);")
    assert prelude([tmp_path]) == prelude()
    assert check([tmp_path]).exit_code == 0


def test_specs_inside_the_package_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "verif" / "_specs").mkdir(parents=True)
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "verif")
    assert shipped_specs() == tmp_path / "verif" / "_specs"
