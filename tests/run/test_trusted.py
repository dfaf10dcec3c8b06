"""The hash of the sources and the versions: quick, and different after every edit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from verif.run import trusted

EDITS = {
    "code.py": "x = 2\n",
    "deep/er/code.py": "",
    "table.json": "[1]",
    "grammar.lark": "start: \n",
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for name in EDITS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    return tmp_path


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_changes_the_hash(name: str, sources: Path) -> None:
    before = trusted.hash_of_sources(sources)
    (sources / name).write_text(EDITS[name])
    assert trusted.hash_of_sources(sources) != before
    (sources / name).write_text("x = 1\n")
    assert trusted.hash_of_sources(sources) == before


def test_names_and_new_files_count(sources: Path) -> None:
    found = {trusted.hash_of_sources(sources)}
    (sources / "code.py").rename(sources / "other.py")
    found.add(trusted.hash_of_sources(sources))
    (sources / "more.py").write_text("")
    found.add(trusted.hash_of_sources(sources))
    assert len(found) == 3


def test_what_moves_from_a_file_to_the_next_counts(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("xy")
    (tmp_path / "b.py").write_text("z")
    before = trusted.hash_of_sources(tmp_path)
    (tmp_path / "a.py").write_text("x")
    (tmp_path / "b.py").write_text("yz")
    assert trusted.hash_of_sources(tmp_path) != before


def test_compiled_files_do_not_count(sources: Path) -> None:
    before = trusted.hash_of_sources(sources)
    (sources / "__pycache__").mkdir()
    (sources / "__pycache__" / "code.pyc").write_bytes(b"\0")
    assert trusted.hash_of_sources(sources) == before


def test_the_package_is_hashed_once() -> None:
    assert (trusted.PACKAGE / "ir" / "evaluate.py").is_file()
    assert (trusted.PACKAGE / "language" / "spec.lark").is_file()
    assert trusted.sources() == trusted.hash_of_sources(trusted.PACKAGE)
    before = trusted.sources.cache_info()
    assert trusted.sources() and trusted.sources.cache_info().misses == before.misses


def test_versions_are_read_without_an_import() -> None:
    code = (
        "import sys\nfrom verif.run.trusted import fingerprint, versions\nfingerprint()\n"
        "print(dict(versions())['z3-solver'], [m for m in ('z3', 'bitwuzla') if m in sys.modules])"
    )
    root = str(trusted.PACKAGE.parent)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=root
    )
    assert done.stderr == ""
    version, loaded = done.stdout.split(maxsplit=1)
    assert version[0].isdigit()
    assert loaded == "[]\n"


def test_the_fingerprint_holds_sources_and_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {trusted.fingerprint()}
    monkeypatch.setattr(trusted, "sources", lambda: "0")
    found.add(trusted.fingerprint())
    for name, _ in trusted.versions():
        with monkeypatch.context() as patch:
            changed = tuple((n, "0" if n == name else v) for n, v in trusted.versions())
            patch.setattr(trusted, "versions", lambda changed=changed: changed)
            found.add(trusted.fingerprint())
    assert len(found) == 2 + 7
    assert [name for name, _ in trusted.versions()] == [
        "verif",
        "semantics",
        "python",
        "numpy",
        "z3-solver",
        "bitwuzla",
        "python-flint",
    ]
