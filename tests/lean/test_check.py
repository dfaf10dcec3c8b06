"""A project checked, with a program that stands for Lean: what is run, kept, and concluded."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.lean.fakes import FakeLean
from verif.lean import child
from verif.lean.check import CheckOptions, Step, check
from verif.lean.child import Limits
from verif.lean.errors import LeanUnavailable
from verif.lean.modules import ProjectError, read_project
from verif.lean.record import FileRecord, LeanRecord
from verif.results.record import Tool

Check = Callable[..., LeanRecord]


class Project:
    """Files in a folder, checked again and again."""

    def __init__(self, root: Path, temporary: Path) -> None:
        self.root = root
        self.temporary = temporary
        self._log = temporary / "log"

    def write(self, files: Mapping[str, str]) -> None:
        for module, text in files.items():
            path = self.root.joinpath(*module.split(".")).with_suffix(".lean")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"module\n{text}\n", encoding="utf-8")

    def check(
        self, *names: str, lean: FakeLean | None = None, seconds: float = 60, recheck: bool = False
    ) -> LeanRecord:
        notes: list[tuple[int, int, Step]] = []
        files = read_project(self.root, names)
        tool = Tool(name="verif", version="0", semantics=1, python="", packages=())
        options = CheckOptions(Limits(seconds, 4096), 2, recheck)
        record = check(files, lean or FakeLean(), options, tool, "", lambda *n: notes.append(n))
        assert [(d, t) for d, t, _ in notes] == [(i + 1, len(files)) for i in range(len(files))]
        assert {n.id for _, _, n in notes} == {f.file for f in record.files}
        return record

    def ran(self) -> list[str]:
        """What Lean was asked for since the last time."""
        if not self._log.exists():
            return []
        text = self._log.read_text(encoding="utf-8")
        self._log.unlink()
        return sorted(text.split())


@pytest.fixture
def project(tmp_path: Path, lean_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    import tempfile

    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return Project(tmp_path / "lean", temporary)


def states(record: LeanRecord) -> dict[str, str]:
    return {f.module: f.state for f in record.files}


def only(record: LeanRecord) -> FileRecord:
    (file,) = record.files
    return file


def test_accepted(project: Project) -> None:
    project.write(
        {
            "Verif.B": "import Verif.A\ntheorem b : x\n-- axioms b: propext, Quot.sound",
            "Verif.A": "theorem a : x",
            "Export.C": "import Verif.B\n-- property: specs/a.arith::p[E4M3]\ntheorem c : x",
        }
    )
    record = project.check()
    assert [f.module for f in record.files] == ["Verif.A", "Verif.B", "Export.C"]
    assert (record.exit_code, record.reason) == (0, "every file is accepted")
    assert [(t.name, t.axioms, t.property, t.rung) for t in record.theorems] == [
        ("a", (), None, 7),
        ("b", ("propext", "Quot.sound"), None, 7),
        ("c", (), "specs/a.arith::p[E4M3]", 7),
    ]
    assert all(t.seconds > 0 and len(t.sha256) == 64 for t in record.theorems)
    assert not any(f.cached for f in record.files)
    assert project.ran() == ["Audit.lean", "Export/C.lean", "Verif/A.lean", "Verif/B.lean"]


def test_only_what_changed_is_run(project: Project) -> None:
    project.write({"Verif.A": "theorem a : x", "Verif.B": "import Verif.A\ntheorem b : x"})
    project.write({"Verif.C": "theorem c : x"})
    first = project.check()
    project.ran()
    again = project.check()
    assert project.ran() == [] and all(f.cached for f in again.files)
    assert again.theorems == first.theorems
    project.write({"Verif.B": "import Verif.A\ntheorem b2 : x"})
    project.check()
    assert project.ran() == ["Audit.lean", "Verif/B.lean"]
    project.write({"Verif.A": "theorem a : x\n"})
    project.check()
    assert project.ran() == ["Audit.lean", "Verif/A.lean", "Verif/B.lean"]
    project.check(lean=FakeLean("fake 2"))
    assert project.ran() == ["Audit.lean", "Verif/A.lean", "Verif/B.lean", "Verif/C.lean"]


def test_only_what_is_named_and_its_imports(project: Project) -> None:
    project.write({"Verif.A": "theorem a : x", "Verif.B": "import Verif.A\ntheorem b : x"})
    project.write({"Verif.C": "-- error"})
    for name in ("Verif.B", str(project.root / "Verif" / "B.lean"), "Verif/B.lean"):
        assert states(project.check(name)) == {"Verif.A": "accepted", "Verif.B": "accepted"}
    assert project.check("Verif").exit_code == 1


def test_lean_rejects(project: Project) -> None:
    """Nothing of it is kept, and what imports it is not accepted either."""
    project.write({"Verif.A": "-- error", "Verif.B": "import Verif.A\ntheorem b : x"})
    for _ in range(2):
        record = project.check()
        assert states(record) == {"Verif.A": "rejected", "Verif.B": "blocked"}
        first, second = record.files
        assert [(m.line, m.text) for m in first.messages] == [(3, "type mismatch\n  more")]
        assert second.reason == "it imports Verif.A, which is not accepted"
        assert record.theorems == () and record.exit_code == 1
        assert record.reason == "1 rejected, 1 blocked"
        assert project.ran() == ["Verif/A.lean"]


def test_rules_reject_before_anything_runs(project: Project) -> None:
    project.write({"Verif.A": "theorem a : x := sorry", "Verif.B": "import Verif.A"})
    record = project.check()
    assert states(record) == {"Verif.A": "rejected", "Verif.B": "blocked"}
    assert "'sorry' is not allowed" in record.files[0].messages[0].text
    assert project.ran() == []


@pytest.mark.parametrize(
    ("axioms", "wrong"),
    [
        ("sorryAx", "'a' rests on sorryAx"),
        ("propext, Verif.mine", "'a' rests on Verif.mine"),
        ("Lean.ofReduceBool, Lean.trustCompiler", "'a' rests on Lean.ofReduceBool, Lean.trust"),
        ("propext, Quot.sound, Classical.choice", None),
    ],
)
def test_axioms(project: Project, axioms: str, wrong: str | None) -> None:
    text = f"theorem a : x\n-- axioms a: {axioms}"
    project.write({"Verif.A": text, "Verif.B": "import Verif.A\ntheorem b : x"})
    for _ in range(2):  # a rejection is not kept
        record = project.check()
        if wrong is None:
            assert record.exit_code == 0
            continue
        assert states(record) == {"Verif.A": "rejected", "Verif.B": "blocked"}
        assert wrong in record.files[0].messages[0].text and record.theorems == ()


def test_theorems_that_lean_made_are_audited(project: Project) -> None:
    project.write({"Verif.A": "theorem a : x\n-- axioms hidden: sorryAx"})
    record = project.check()
    assert only(record).state == "rejected"
    assert "'hidden' rests on sorryAx" in only(record).messages[0].text


def test_a_limit_is_no_verdict(project: Project) -> None:
    project.write({"Verif.A": "-- slow", "Verif.B": "import Verif.A", "Verif.C": "theorem c : x"})
    record = project.check(seconds=2)
    assert states(record) == {"Verif.A": "open", "Verif.B": "blocked", "Verif.C": "accepted"}
    assert record.files[0].reason == "time limit of 2 s reached"
    assert record.exit_code == 1 and [t.name for t in record.theorems] == ["c"]
    (project.root / "Verif" / "B.lean").unlink()
    assert project.check(seconds=2).exit_code == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-- crash", "without a word on the file (exit status 1): RuntimeError: memory access"),
        ("-- silent", "Lean wrote no compiled module"),
        ("-- warn", "without a word"),
        ("-- audit error", "the audit ended with exit status 1, and says: cannot be evaluated"),
        ("-- audit lost", "the audit does not report what it was asked for: Verif.A"),
        ("-- audit twice", "the audit reports Verif.A twice"),
    ],
)
def test_lean_does_not_do_its_work(project: Project, text: str, reason: str) -> None:
    project.write({"Verif.A": f"theorem a : x\n{text}"})
    record = project.check()
    assert only(record).state == "failed" and record.exit_code == 4
    assert reason in only(record).reason and record.theorems == ()


def test_recheck(project: Project) -> None:
    """It is another audit, of what is compiled already."""
    project.write({"Verif.A": "theorem a : x"})
    assert not project.check().theorems[0].rechecked
    project.ran()
    assert project.check(recheck=True).theorems[0].rechecked
    assert project.ran() == ["Audit.lean"]
    assert project.check(recheck=True).files[0].cached


def test_audits_are_shared_out(project: Project) -> None:
    """An audit that fails takes only those with it that share its process."""
    project.write({f"Verif.{name}": f"theorem {name} : x" for name in "ABCDEFGHI"})
    assert [t.name for t in project.check().theorems] == list("ABCDEFGHI")
    assert project.ran().count("Audit.lean") == 2
    project.write({"Verif.I": "theorem I : x\n-- audit error"})
    record = project.check(recheck=True)
    assert [t.name for t in record.theorems] == list("ABCDEFGH") and record.exit_code == 4
    assert project.ran().count("Audit.lean") == 3


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("-- audit rejects", "the kernel rejects it"),
        ("-- audit forgets", "its declarations were not checked a second time"),
    ],
)
def test_recheck_rejects(project: Project, text: str, wrong: str) -> None:
    project.write({"Verif.A": f"theorem a : x\n{text}"})
    record = project.check(recheck=True)
    assert only(record).state == "rejected" and only(record).messages[0].text == wrong


def test_a_damaged_cache_is_not_believed(project: Project, lean_cache: Path) -> None:
    project.write({"Verif.A": "theorem a : x\n-- axioms a: propext"})
    project.check()
    (entry,) = (lean_cache / "build").iterdir()
    project.ran()
    (audit,) = entry.glob("audit-*.json")
    kept = json.loads(audit.read_text())
    kept["report"][0][0][2] = []
    audit.write_text(json.dumps(kept))
    assert project.check().theorems[0].axioms == ("propext",)
    assert project.ran() == ["Audit.lean"]
    (entry / "module.olean").write_text("theorem a : x")
    assert project.check().theorems[0].axioms == ("propext",)
    assert project.ran() == ["Audit.lean", "Verif/A.lean"]
    (entry / "entry.json").write_text("{")
    assert project.check().exit_code == 0
    assert project.ran() == ["Audit.lean", "Verif/A.lean"]


def test_a_cache_that_takes_nothing(project: Project, lean_cache: Path) -> None:
    project.write({"Verif.A": "theorem a : x"})
    lean_cache.mkdir()
    (lean_cache / "build").write_text("in the way")
    with pytest.raises(LeanUnavailable, match="cannot write to the Lean cache"):
        project.check()
    assert project.ran() == []


def test_nothing_is_left_behind(project: Project, lean_cache: Path) -> None:
    project.write({"Verif.A": "theorem a : x", "Verif.B": "-- error", "Verif.C": "-- slow"})
    project.check(seconds=2)
    project.ran()
    assert os.listdir(project.root.parent / "tmp") == []
    assert not list(lean_cache.rglob(".new-*"))


@pytest.mark.parametrize(
    ("files", "names", "message"),
    [
        ({}, (), "there is no Lean file"),
        ({"Verif.A": ""}, ("Verif.B",), "'Verif.B' is no Lean file, no folder, and no module"),
        ({"Verif.A": ""}, ("",), "a name is empty"),
        ({"Verif.A": "", "Other.B": ""}, (), "is no module of the project"),
        ({"Verif.A": "", "Verif.a-b": ""}, (), "is no module of the project"),
        (
            {"Verif.A": "import Verif.B", "Verif.B": "import Verif.A"},
            (),
            "in a circle: Verif.A imports Verif.B imports Verif.A",
        ),
    ],
)
def test_projects(
    project: Project, files: Mapping[str, str], names: tuple[str, ...], message: str
) -> None:
    project.root.mkdir()
    project.write(files)
    with pytest.raises(ProjectError, match=message):
        project.check(*names)


def test_what_is_not_in_the_project(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="there is no folder"):
        project.check()
    project.write({"Verif.A": "theorem a : x"})
    other = tmp_path / "B.lean"
    other.write_text("module\n")
    with pytest.raises(ProjectError, match="is not in the Lean project"):
        project.check(str(other))
    (project.root / "lakefile.lean").write_text("import Lake")
    hidden = project.root / ".lake" / "X.lean"
    hidden.parent.mkdir()
    hidden.write_text("")
    assert states(project.check()) == {"Verif.A": "accepted"}


def test_files_that_cannot_be_read_as_text(project: Project) -> None:
    project.write({"Verif.A": "import Verif.None"})
    (project.root / "Verif" / "B.lean").write_bytes(b"module\n\xff")
    record = project.check()
    texts = [f.messages[0].text for f in record.files]
    assert "there is no" in texts[0] and texts[1] == "the file is not UTF-8"
    assert record.exit_code == 1


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "PATIENCE", 2.0)


@pytest.mark.usefixtures("impatient")
def test_a_process_that_hangs_is_started_once_more(project: Project) -> None:
    project.write({"Verif.A": "theorem a : x\n-- hang", "Verif.B": "import Verif.A\ntheorem b : x"})
    assert states(project.check()) == {"Verif.A": "accepted", "Verif.B": "accepted"}
    assert project.ran() == ["Audit.lean", "Verif/A.lean", "Verif/A.lean", "Verif/B.lean"]
    project.write({"Verif.A": "theorem a : x\n-- hang always"})
    record = project.check()
    assert states(record) == {"Verif.A": "open", "Verif.B": "blocked"}
    assert record.files[0].reason == child.ASLEEP and record.exit_code == 1
    assert project.ran() == ["Verif/A.lean", "Verif/A.lean"]


def test_a_process_that_breaks_down_is_started_once_more(project: Project) -> None:
    project.write({"Verif.A": "theorem a : x\n-- fall"})
    assert states(project.check()) == {"Verif.A": "accepted"}
    assert project.ran() == ["Audit.lean", "Verif/A.lean", "Verif/A.lean"]
    project.write({"Verif.A": "theorem a : x\n-- fall always"})
    record = project.check()
    assert states(record) == {"Verif.A": "failed"} and record.exit_code == 4
    assert "killed by SIGTRAP): # Fatal error in , line 0" in record.files[0].reason
    assert project.ran() == ["Verif/A.lean", "Verif/A.lean"]


@pytest.mark.usefixtures("impatient")
def test_an_audit_that_hangs_is_started_once_more(project: Project) -> None:
    project.write({"Verif.A": "theorem a : x"})
    (project.temporary / "audit hangs").touch()
    assert states(project.check()) == {"Verif.A": "accepted"}
    assert project.ran() == ["Audit.lean", "Audit.lean", "Verif/A.lean"]
