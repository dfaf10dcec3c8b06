"""Lean itself, the one that ``verif lean check`` would take: what each layer rejects by itself.

Files that the rules refuse are given to Lean and to the audit all the same.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from verif.lean.check import CheckOptions, check
from verif.lean.child import Limits
from verif.lean.folders import cache_folder
from verif.lean.modules import read_project
from verif.lean.record import FileRecord, LeanRecord
from verif.lean.release import WASM
from verif.lean.toolchain import Toolchain, find_toolchain
from verif.run.versions import tool

pytestmark = pytest.mark.long

FILES = {
    "Base": "@[expose] public section\nnamespace Verif\n"
    "def double (n : Nat) : Nat := n + n\n"
    "/-- Twice a number. -/\n"
    "theorem double_eq (n : Nat) : double n = 2 * n := by unfold double; omega\n"
    "structure Pair where\n  low : Nat\n  high : Nat\n  deriving DecidableEq\n"
    "end Verif",
    "Uses": "public import Verif.Base\npublic section\nnamespace Verif\n"
    "theorem double_double (n : Nat) : double (double n) = 4 * n := by simp [double_eq]; omega\n"
    "theorem table : ∀ a < 64, (a * a) % 4 < 2 := by decide +kernel\n"
    "theorem chosen (h : Nonempty Nat) : Classical.choice h = Classical.choice h := rfl\n"
    "private theorem inner : double 21 = 42 := by decide +kernel\n"
    "end Verif",
    "Wrong": "theorem wrong : 2 + 2 = 5 := by decide",
    "Off": "public import Verif.Base\ntheorem off (n : Nat) : Verif.double n < 2 * n := by\n"
    "  unfold Verif.double; omega",
    "Warning": "theorem warned (n : Nat) (h : n = n) : True := trivial",
    "Sorry": "theorem unproved : 1 = 2 := by sorry",
    "Hidden": "set_option warn.sorry false in\ntheorem hidden : 1 = 2 := by sorry",
    "Axiom": "axiom assumed : 1 = 2\ntheorem rests : 1 = 2 := assumed",
    "Syntax": "theorem broken : 1 = := by decide",
    "Forged": "meta import Lean.AddDecl\nmeta import Lean.CoreM\nopen Lean\n"
    "meta def forge : CoreM Unit := do\n"
    "  let value := { name := `forged, levelParams := [], type := mkConst ``False,\n"
    "                 value := mkConst ``True.intro : TheoremVal }\n"
    "  match (← getEnv).addDeclCore 0 (.thmDecl value) none (doCheck := false) with\n"
    "  | .ok env => setEnv env\n"
    '  | .error _ => throw (.error .missing "rejected")\n'
    "#eval forge",
}


@pytest.fixture(scope="module")
def lean(tmp_path_factory: pytest.TempPathFactory) -> Toolchain:
    return find_toolchain(tmp_path_factory.mktemp("root"), None, False, lambda text: None)


@pytest.fixture
def project(tmp_path: Path, lean: Toolchain, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files, and a cache that has the toolchain and nothing else."""
    cache = tmp_path / "cache"
    cache.mkdir()
    if lean.kind == "wasm":
        (cache / WASM.folder).symlink_to(cache_folder() / WASM.folder)
    monkeypatch.setenv("VERIF_LEAN_CACHE", str(cache))
    root = tmp_path / "lean"
    (root / "Verif").mkdir(parents=True)
    for name, text in FILES.items():
        (root / "Verif" / f"{name}.lean").write_text(f"module\n{text}\n", encoding="utf-8")
    return root


def run(root: Path, lean: Toolchain, names: list[str], recheck: bool) -> LeanRecord:
    """A check that goes past the rules."""
    files = [replace(f, problems=()) for f in read_project(root, [f"Verif.{n}" for n in names])]
    options = CheckOptions(Limits(300, 4096), 2, recheck)
    return check(files, lean, options, tool(), "", lambda *note: None)


def of(record: LeanRecord, name: str) -> FileRecord:
    (found,) = (f for f in record.files if f.module == f"Verif.{name}")
    return found


def test_every_layer(project: Path, lean: Toolchain) -> None:
    record = run(project, lean, list(FILES), recheck=True)
    states = {f.module.partition(".")[2]: f.state for f in record.files}
    assert states == {
        name: "accepted" if name in ("Base", "Uses") else "rejected" for name in FILES
    }
    said = {name: "\n".join(m.text for m in of(record, name).messages) for name in FILES}
    assert "Tactic `decide` proved that the proposition" in said["Wrong"]
    assert "omega could not prove the goal" in said["Off"]
    assert "unused variable `h`" in said["Warning"]
    assert "declaration uses `sorry`" in said["Sorry"]
    assert "'hidden' rests on sorryAx" in said["Hidden"]
    assert "'rests' rests on _private.Verif.Axiom.0.assumed" in said["Axiom"]
    assert "unexpected token" in said["Syntax"]
    assert "the kernel rejects forged" in said["Forged"]
    theorems = {t.name: t for t in record.theorems}
    # Not what Lean made: of the structure, of 'decide', of equations.
    assert set(theorems) == {
        "Verif.double_eq",
        "Verif.double_double",
        "Verif.table",
        "Verif.chosen",
        "Verif.inner",
    }
    assert theorems["Verif.chosen"].axioms == ("Classical.choice",)
    assert all(t.rechecked for t in record.theorems) and record.exit_code == 1


def test_cached_and_used_again(project: Path, lean: Toolchain) -> None:
    """A file on top of compiled ones, and names that two files use."""
    first = run(project, lean, ["Uses"], recheck=False)
    assert first.exit_code == 0 and not of(first, "Base").cached
    text = "module\npublic import Verif.Base\ntheorem Verif.table : Verif.double 1 = 2 := by\n"
    (project / "Verif" / "Twin.lean").write_text(text + "  decide +kernel\n", encoding="utf-8")
    second = run(project, lean, ["Uses", "Twin"], recheck=False)
    assert second.exit_code == 0
    assert of(second, "Base").cached and of(second, "Uses").cached
    assert [t.file.endswith("Twin.lean") for t in second.theorems if t.name == "Verif.table"] == [
        False,
        True,
    ]
