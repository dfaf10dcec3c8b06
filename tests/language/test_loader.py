"""The loader: paths, directories, ``use``, cycles and files that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verif.base.errors import Diagnostic, SpecError
from verif.language.loader import load_files


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str = "const X = 1;") -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def diagnostics(*paths: str | Path, prelude: tuple[Path, ...] = ()) -> tuple[Diagnostic, ...]:
    with pytest.raises(SpecError) as caught:
        load_files(paths, prelude)
    return caught.value.diagnostics


def only(*paths: str | Path) -> Diagnostic:
    (found,) = diagnostics(*paths)
    return found


def test_files_and_directories(here: Path) -> None:
    write("specs/b.arith", "const B = 1;")
    write("specs/a/z.arith")
    write("specs/a/notes.txt", "not a spec")
    write("specs/.hidden/x.arith", "nonsense")
    write("one.spec", "const ONE = 1;")
    loaded = load_files(["one.spec", Path("specs")], [])
    assert loaded.roots == ("one.spec", "specs/a/z.arith", "specs/b.arith")
    assert loaded.prelude == ()
    assert tuple(loaded.files) == loaded.roots
    assert tuple(loaded.sources) == loaded.roots
    assert loaded.sources["specs/b.arith"].text == "const B = 1;"
    assert len(loaded.files["one.spec"].tree.items) == 1


def test_uses_are_relative_to_the_using_file(here: Path) -> None:
    write("a.arith", 'use "lib/b.arith" as m; use "lib/c.arith";')
    write("lib/b.arith", 'use "c.arith";')
    write("lib/c.arith", "const C = 1;")
    loaded = load_files(["a.arith"], [])
    assert loaded.roots == ("a.arith",)
    assert set(loaded.files) == {"a.arith", "lib/b.arith", "lib/c.arith"}
    uses = loaded.files["a.arith"].uses
    assert [(use.alias, target) for use, target in uses] == [
        ("m", "lib/b.arith"),
        ("", "lib/c.arith"),
    ]
    assert [target for _, target in loaded.files["lib/b.arith"].uses] == ["lib/c.arith"]


def test_a_file_is_loaded_once(here: Path) -> None:
    write("p/a.arith", "const A = 1;")
    loaded = load_files(["p/a.arith", "p", "./p/../p/a.arith", here / "p/a.arith"], [Path("p")])
    assert loaded.roots == loaded.prelude == ("p/a.arith",)
    assert list(loaded.files) == ["p/a.arith"]


def test_links_are_followed_to_one_file(here: Path) -> None:
    write("real/a.arith", 'use "b.arith";')
    write("real/b.arith")
    Path("linked.arith").symlink_to("real/a.arith")
    Path("folder").symlink_to("real")
    loaded = load_files(["linked.arith", "folder/b.arith", "real"], [])
    assert loaded.roots == ("real/a.arith", "real/b.arith")


def test_names_outside_of_the_current_directory(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("a.arith").resolve()
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert load_files(["../a.arith"], []).roots == (file.as_posix(),)


def test_prelude_comes_first(here: Path) -> None:
    write("formats/f.arith", "const F = 1;")
    write("a.arith")
    loaded = load_files(["a.arith"], [Path("formats")])
    assert loaded.prelude == ("formats/f.arith",)
    assert list(loaded.files) == ["formats/f.arith", "a.arith"]


def test_cycle(here: Path) -> None:
    write("a.arith", 'use "b.arith";')
    write("b.arith", 'const B = 1;\nuse "c.arith";')
    write("c.arith", '\n\n  use "a.arith";')
    found = only("a.arith")
    assert (found.code, str(found.span)) == ("E010", "c.arith:3:3")
    assert found.message == (
        "files use each other in a cycle: a.arith -> b.arith -> c.arith -> a.arith"
    )


def test_cycle_away_from_the_root(here: Path) -> None:
    write("a.arith", 'use "b.arith";')
    write("b.arith", 'use "c.arith"; use "d.arith";')
    write("c.arith", 'use "b.arith";')
    write("d.arith")
    found = only("a.arith")
    assert found.message == "files use each other in a cycle: b.arith -> c.arith -> b.arith"


def test_file_that_uses_itself(here: Path) -> None:
    write("a.arith", 'use "a.arith";')
    assert only("a.arith").message == "files use each other in a cycle: a.arith -> a.arith"


def test_diamond_is_no_cycle(here: Path) -> None:
    write("a.arith", 'use "b.arith"; use "c.arith";')
    write("b.arith", 'use "d.arith";')
    write("c.arith", 'use "d.arith";')
    write("d.arith")
    assert len(load_files(["."], []).files) == 4


def test_long_chain_of_uses(here: Path) -> None:
    for i in range(1_500):
        Path(f"f{i}.arith").write_text(f'use "f{i + 1}.arith";' if i < 1_499 else "")
    assert len(load_files(["f0.arith"], []).files) == 1_500


def test_missing_files(here: Path) -> None:
    write("a.arith", 'const A = 1;\n  use "lost.arith";')
    found = only("a.arith")
    assert (found.code, str(found.span)) == ("E001", "a.arith:2:3")
    assert found.message == "cannot read 'lost.arith': there is no such file"
    found = only("gone.arith")
    assert (found.code, str(found.span)) == ("E001", "gone.arith:1:1")
    assert found.message == "cannot read 'gone.arith': there is no such file"


def test_missing_file_is_reported_at_each_place(here: Path) -> None:
    write("a.arith", 'use "lost.arith";')
    write("b.arith", 'use "lost.arith";')
    places = [str(d.span) for d in diagnostics("a.arith", "b.arith", "lost.arith")]
    assert places == ["a.arith:1:1", "b.arith:1:1", "lost.arith:1:1"]


def test_directory_without_specs(here: Path) -> None:
    Path("empty").mkdir()
    found = only("empty")
    assert (found.code, found.message) == ("E001", "no .arith file in this directory")
    assert str(found.span) == "empty:1:1"


def test_use_of_a_directory(here: Path) -> None:
    write("a.arith", 'use "lib";')
    Path("lib").mkdir()
    assert only("a.arith").message == "cannot read 'lib': it is a directory"


def test_not_utf8(here: Path) -> None:
    Path("a.arith").write_bytes(b"const A = 1;\nab\xff\n")
    found = only("a.arith")
    assert (found.code, str(found.span)) == ("E001", "a.arith:2:3")
    assert found.message == "the file is not UTF-8: byte 0xFF at 15"


def test_binary_and_large_files(here: Path) -> None:
    Path("a.arith").write_bytes(b"\x7fELF\0\0")
    assert only("a.arith").code == "E001"
    Path("b.arith").write_bytes(b"#" * 1_000_001)
    assert only("b.arith").message == "cannot read 'b.arith': it is larger than 1000000 bytes"


def test_special_files(here: Path) -> None:
    os.mkfifo("pipe.arith")
    assert only("pipe.arith").message == "cannot read 'pipe.arith': it is not a regular file"
    Path("loop.arith").symlink_to("loop.arith")
    assert only("loop.arith").code == "E001"
    assert only("x" * 5_000).code == "E001"


def test_byte_order_mark_is_dropped(here: Path) -> None:
    Path("a.arith").write_bytes(b"\xef\xbb\xbfconst A = 1;")
    span = load_files(["a.arith"], []).files["a.arith"].tree.items[0].span
    assert (span.line, span.column) == (1, 1)


def test_errors_of_all_files_together(here: Path) -> None:
    write("a.arith", 'use "b.arith"; use "lost.arith"; use "c.arith";')
    write("b.arith", "const = 1;")
    write("c.arith", "const C = ;\nconst = 2;")
    with pytest.raises(SpecError) as caught:
        load_files(["a.arith"], [])
    places = [str(d.span) for d in caught.value.diagnostics]
    assert places == ["a.arith:1:16", "b.arith:1:7", "c.arith:1:11", "c.arith:2:7"]
    assert set(caught.value.sources) == {"a.arith", "b.arith", "c.arith"}
    assert "const C = ;" in caught.value.render()
