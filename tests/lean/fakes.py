"""A small package that stands for the WebAssembly build, and programs that stand for Node and npm.

The glue has the pieces that are replaced, each once, and nothing else of the real one.
"""

from __future__ import annotations

import base64
import hashlib
import io
import stat
import sys
import tarfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from verif.lean.child import Child, Limits
from verif.lean.glue import REPLACED
from verif.lean.release import Release

FAKE = Path(__file__).with_name("fake_lean.py")


@dataclass(frozen=True)
class FakeLean:
    """A toolchain that writes down what it was asked for, in the folder of temporary files."""

    key: str = "fake 1"
    kind: str = "native"
    version: str = "4.28.0"
    title: str = "a fake"

    def starter(self) -> AbstractContextManager[FakeLean]:
        return nullcontext(self)

    def start(self, arguments: Sequence[str], work: Path, limits: Limits) -> Child:
        return Child([sys.executable, "-I", str(FAKE), *arguments], work / "src", {}, limits)


GLUE = (
    "var begin=1;var _main,_used,_unused,wasmTable;"
    + "".join(f"/*{i}*/{old};" for i, (old, _) in enumerate(REPLACED))
    + 'function assignWasmExports(wasmExports){_main=Module["_main"]=wasmExports["m"];'
    + '_used=Module["_used"]=wasmExports["u"];_unused=Module["_unused"]=wasmExports["n"]}'
    + "run(_used);"
)


def archive(
    path: Path, members: Mapping[str, bytes], links: Mapping[str, str] | None = None
) -> Path:
    """A ``.tar.gz`` of files, and of symbolic links."""
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        for name, target in (links or {}).items():
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            tar.addfile(entry)
    return path


def package(folder: Path, **more: bytes) -> tuple[Path, Release]:
    """The archive of a package, and its release; ``more`` are files in place of its own."""
    library = archive(folder / "lib.tgz", {"./Init.olean": b"init", "./._Init.olean": b"notes"})
    members = {
        "lean.js": GLUE.encode(),
        "lean.wasm": b"wasm",
        "lean-lib.tar.gz": library.read_bytes(),
    }
    library.unlink()
    members |= {name.replace("_", "."): content for name, content in more.items()}
    made = archive(folder / "fake-lean.tgz", {f"package/{n}": c for n, c in members.items()})
    return made, release_of(made)


def release_of(made: Path) -> Release:
    """The release that an archive is the right one for."""
    digest = base64.b64encode(hashlib.sha512(made.read_bytes()).digest()).decode()
    return Release("fake-lean", "1.2.3", f"sha512-{digest}", "4.28.0-fake", 1)


def program(path: Path, body: str) -> Path:
    """An executable Python script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def npm_that_copies(path: Path, made: Path) -> tuple[str, ...]:
    """An npm whose registry has one package."""
    body = (
        "import shutil, sys\n"
        "assert sys.argv[1:3] == ['pack', 'fake-lean@1.2.3'], sys.argv\n"
        "into = sys.argv[sys.argv.index('--pack-destination') + 1]\n"
        f"shutil.copy({str(made)!r}, into)"
    )
    return (str(program(path, body)),)


def npm_that_says(path: Path, text: str) -> tuple[str, ...]:
    """An npm that fails."""
    return (str(program(path, f"import sys\nsys.stderr.write({text!r})\nsys.exit(1)")),)
