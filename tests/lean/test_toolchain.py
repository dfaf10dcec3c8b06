"""Which Lean and which Node are used, and what is said where none will do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lean.fakes import package, program
from verif.lean import node as node_module
from verif.lean.errors import LeanUnavailable
from verif.lean.node import find_node
from verif.lean.toolchain import Native, Wasm, find_native, find_toolchain


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of the PATH; no Python package brings a Node."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(node_module, "WHEEL", "no_such_module_anywhere")
    return folder


def lean(folder: Path, version: str) -> None:
    program(
        folder / "lean",
        "import sys\n"
        f"print({version!r} if sys.argv[1] == '--version' else '/opt/lean')",
    )  # fmt: skip


NEW = "Lean (version 4.28.0, x86_64-unknown-linux-gnu, commit 7d01a1bf8c6f, Release)"
OLD = "Lean (version 4.9.1, x86_64-unknown-linux-gnu, commit 1b78cb4836cf, Release)"


def test_no_node(on_path: Path) -> None:
    with pytest.raises(LeanUnavailable, match=r"needs Node.js 24 .*there is none\nDo this: pip"):
        find_node()


def test_old_node(on_path: Path) -> None:
    program(on_path / "node", "print('v20.20.2')")
    with pytest.raises(LeanUnavailable, match=r"bin/node is version 20.20.2\nDo this: pip install"):
        find_node()


def test_broken_node(on_path: Path) -> None:
    program(on_path / "node", "raise SystemExit(1)")
    with pytest.raises(LeanUnavailable, match="bin/node does not run"):
        find_node()


def test_new_node(on_path: Path) -> None:
    program(on_path / "node", "print('v24.1.0')")
    found = find_node()
    assert (found.version, found.npm) == ("24.1.0", ())
    npm = program(on_path / "npm", "")
    assert find_node().npm == (str(npm),)


def test_node_of_the_python_package(
    on_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes before the one on the PATH, and brings npm."""
    program(on_path / "node", "print('v25.0.0')")
    program(tmp_path / "site/fake_wheel/bin/node", "print('v24.19.0')")
    (tmp_path / "site/fake_wheel/__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr(node_module, "WHEEL", "fake_wheel")
    found = find_node()
    assert found.version == "24.19.0"
    assert found.npm[0] == found.program and found.npm[1].endswith("npm/bin/npm-cli.js")


def test_native(on_path: Path, tmp_path: Path) -> None:
    assert find_native(tmp_path) is None
    lean(on_path, NEW)
    found = find_toolchain(tmp_path, None, True, print)
    assert found == Native("/opt/lean/bin/lean", "4.28.0")
    assert found.title == "Lean 4.28.0, native"


def test_native_of_another_version(on_path: Path, tmp_path: Path) -> None:
    """It is said, and not passed over for the other build."""
    lean(on_path, OLD)
    with pytest.raises(
        LeanUnavailable, match=r"is Lean 4.9.1, .* 4.28.x\n.*elan toolchain install"
    ):
        find_toolchain(tmp_path, None, True, print)


def test_native_that_does_not_run(on_path: Path, tmp_path: Path) -> None:
    program(on_path / "lean", "import sys\nsys.exit('error: no default toolchain')")
    with pytest.raises(LeanUnavailable, match="says: error: no default toolchain\nMend it"):
        find_native(tmp_path)
    lean(on_path, "something")
    with pytest.raises(LeanUnavailable, match="names no version"):
        find_native(tmp_path)


def test_native_is_wanted(on_path: Path, tmp_path: Path) -> None:
    with pytest.raises(LeanUnavailable, match=r"there is no 'lean' on the PATH.*\nInstall elan"):
        find_toolchain(tmp_path, "native", True, print)


def test_wasm_is_wanted(
    on_path: Path, tmp_path: Path, lean_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A native one is not even asked."""
    program(on_path / "lean", "raise SystemExit(1)")
    program(on_path / "node", "print('v24.1.0')")
    made, release = package(tmp_path)
    monkeypatch.setenv("VERIF_LEAN_ARCHIVE", str(made))
    found = find_toolchain(tmp_path, "wasm", False, lambda text: None, release)
    assert isinstance(found, Wasm) and found.version == "4.28.0-fake"
    assert "third party's patched build" in found.title and "Node 24.1.0" in found.title
    assert release.integrity in found.key
