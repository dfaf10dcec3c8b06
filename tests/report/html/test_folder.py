"""Reports are written whole or not at all, and never over files of others."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from verif.report.html.folder import MARKER, FolderError, check, write
from verif.report.html.page import Page

ROOT = Path(__file__).resolve().parents[3]
FIRST = [Page("index.html", "one"), Page("properties/a.html", "a")]
SECOND = [Page("index.html", "two"), Page("run.html", "r")]


def files(folder: Path) -> dict[str, str]:
    return {
        f.relative_to(folder).as_posix(): f.read_text() for f in folder.rglob("*") if f.is_file()
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_report(here: Path) -> None:
    place = Path("reports/latest")
    check(place)
    assert list(here.iterdir()) == []
    assert write(place, FIRST) == 2
    assert files(place) == {
        "index.html": "one",
        "properties/a.html": "a",
        MARKER: "index.html\nproperties/a.html\n",
    }
    assert [f.name for f in (here / "reports").iterdir()] == ["latest"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(place.stat().st_mode) == 0o777 & ~mask


def test_a_report_takes_the_place_of_an_older_one(here: Path) -> None:
    write(Path("out"), FIRST)
    check(Path("out"))
    write(Path("out"), SECOND)
    assert set(files(Path("out"))) == {"index.html", "run.html", MARKER}
    assert [f.name for f in here.iterdir()] == ["out"]


def test_an_empty_folder_and_a_link_to_one_will_do(here: Path) -> None:
    (here / "empty").mkdir()
    (here / "link").symlink_to("empty")
    write(Path("link"), FIRST)
    assert (here / "link").is_symlink()
    assert (here / "empty" / "index.html").read_text() == "one"


def refuses(place: Path, words: str) -> None:
    before = files(Path.cwd())
    for action in (lambda: check(place), lambda: write(place, SECOND)):
        with pytest.raises(FolderError, match=words):
            action()
    assert files(Path.cwd()) == before


@pytest.mark.usefixtures("here")
def test_a_folder_of_somebody_else_is_refused() -> None:
    Path("thesis").mkdir()
    Path("thesis/chapter.tex").write_text("mine")
    refuses(Path("thesis"), "is no report: it holds 'chapter.tex'; choose another folder")


@pytest.mark.usefixtures("here")
def test_a_report_with_a_file_of_somebody_else_is_refused() -> None:
    write(Path("out"), FIRST)
    Path("out/properties/notes.txt").write_text("mine")
    refuses(Path("out"), "holds 'properties/notes.txt', which is not of the report; move it away")


@pytest.mark.usefixtures("here")
def test_a_file_is_refused() -> None:
    Path("out").write_text("mine")
    refuses(Path("out"), "is a file, not a folder")
    refuses(Path("out/deeper"), "out' is a file, not a folder")


@pytest.mark.parametrize("place", [".", "..", "/"])
@pytest.mark.usefixtures("here")
def test_the_current_folder_is_refused(place: str) -> None:
    refuses(Path(place), "holds the folder you are in")


@pytest.mark.usefixtures("here")
def test_a_marker_that_cannot_be_read_is_refused() -> None:
    Path("out").mkdir()
    (Path("out") / MARKER).write_bytes(b"\xff\xfe")
    with pytest.raises(FolderError, match="cannot read the folder"):
        check(Path("out"))


def test_a_loop_of_links_is_refused(here: Path) -> None:
    (here / "a").symlink_to("b")
    (here / "b").symlink_to("a")
    with pytest.raises(FolderError, match="cannot write the report"):
        check(Path("a"))


LONG_PAGE = """
import resource
from pathlib import Path
from verif.report.html.folder import FolderError, write
from verif.report.html.page import Page

_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, most))
try:
    write(Path(PLACE), [Page("index.html", "two"), Page("big.html", "x" * 10_000)])
except FolderError as error:
    print(error)
"""


@pytest.mark.parametrize("place", ["out", "new"])
def test_a_write_that_fails_leaves_what_was_there(here: Path, place: str) -> None:
    """No file may be longer than 4 KiB, as on a disk that is full; in a process of its own."""
    write(Path("out"), FIRST)
    before = files(here)
    code = LONG_PAGE.replace("PLACE", repr(place))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.startswith(f"cannot write the report '{place}': File too large")
    assert files(here) == before
    assert [f.name for f in here.iterdir()] == ["out"]


def test_pages_that_fail_leave_what_was_there(here: Path) -> None:
    def pages() -> Iterator[Page]:
        yield SECOND[0]
        raise RuntimeError("no more")

    write(Path("out"), FIRST)
    before = files(here)
    with pytest.raises(RuntimeError):
        write(Path("out"), pages())
    assert files(here) == before
    assert [f.name for f in here.iterdir()] == ["out"]


def test_an_exchange_that_fails_puts_the_old_report_back(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path("out"), FIRST)
    before = files(here)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name.startswith(".out-new-"):
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(FolderError, match="Device or resource busy"):
        write(Path("out"), SECOND)
    assert files(here) == before
    assert [f.name for f in here.iterdir()] == ["out"]


def test_a_path_twice_is_refused(here: Path) -> None:
    with pytest.raises(FolderError, match="File exists"):
        write(Path("out"), [*FIRST, *FIRST])
    assert list(here.iterdir()) == []
