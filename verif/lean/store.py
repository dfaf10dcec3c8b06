"""Compiled modules in the cache, by a hash of all that they depend on."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from verif.lean.folders import cache_folder, cannot_write, writable
from verif.lean.modules import LeanFile

FORMAT = 1
"""Version of what is kept; raised when its meaning changes."""

SUFFIXES = (".olean", ".olean.server", ".olean.private", ".ir")
"""The files that Lean makes of a module; the last one only where there is code."""

NEEDED = SUFFIXES[:3]


def keys_of(files: Iterable[LeanFile], toolchain: str) -> dict[str, str]:
    """The key of each of the files, in order: its text, its imports' keys, and the toolchain."""
    keys: dict[str, str] = {}
    for file in files:
        parts = [FORMAT, toolchain, file.module, file.sha256, [keys[m] for m in file.imports]]
        keys[file.module] = sha256(json.dumps(parts).encode()).hexdigest()
    return keys


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled module in the cache: the folder of its parts, and the seconds that it took."""

    folder: Path
    seconds: float


class Store:
    """Compiled modules and audits, each written beside its place and then renamed."""

    def __init__(self) -> None:
        self._folder = cache_folder() / "build"

    def get(self, key: str) -> Compiled | None:
        """What is kept of a key; ``None`` where there is nothing or it is damaged."""
        folder = self._folder / key
        try:
            entry = json.loads((folder / "entry.json").read_text(encoding="utf-8"))
            parts: dict[str, str] = entry["parts"]
            whole = all(_hash(folder / name) == digest for name, digest in parts.items())
            return Compiled(folder, float(entry["seconds"])) if whole else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, key: str, module: str, out: Path, seconds: float) -> Compiled:
        """Keep the parts of a module that was compiled into ``out``."""
        place = self._folder / key
        try:
            made = Path(tempfile.mkdtemp(prefix=".new-", dir=writable(self._folder)))
            parts = {}
            for suffix in SUFFIXES:
                source = out / f"module{suffix}"
                if source.is_file():
                    shutil.copyfile(source, made / source.name)
                    parts[source.name] = _hash(source)
            entry = {"module": module, "parts": parts, "seconds": seconds}
            (made / "entry.json").write_text(json.dumps(entry), encoding="utf-8")
            if place.is_dir():  # damaged, or another run was as fast
                shutil.rmtree(place)
            made.rename(place)
        except OSError as error:
            raise cannot_write(self._folder, error) from None
        return Compiled(place, seconds)

    def audit(self, key: str, auditor: str) -> Any:
        """What was reported of a key by an auditor; ``None`` where nothing is kept."""
        try:
            kept = json.loads((self._folder / key / f"audit-{auditor}.json").read_text("utf-8"))
            report, checksum = kept["report"], kept["checksum"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return report if checksum == _checksum(key, auditor, report) else None

    def put_audit(self, key: str, auditor: str, report: Any) -> None:
        """Keep a report that has nothing against a module."""
        place = self._folder / key / f"audit-{auditor}.json"
        kept = {"report": report, "checksum": _checksum(key, auditor, report)}
        try:
            handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file)
            Path(name).replace(place)
        except OSError as error:
            raise cannot_write(self._folder, error) from None


@contextmanager
def workplace(modules: Mapping[str, Compiled]) -> Iterator[Path]:
    """A folder with ``src``, ``lib`` and ``out``; in ``lib`` are compiled modules."""
    with tempfile.TemporaryDirectory(prefix="verif-lean-", ignore_cleanup_errors=True) as name:
        work = Path(name).resolve()
        for part in ("src", "lib", "out"):
            (work / part).mkdir()
        for module, compiled in modules.items():
            target = work.joinpath("lib", *module.split("."))
            target.parent.mkdir(parents=True, exist_ok=True)
            for suffix in SUFFIXES:
                source = compiled.folder / f"module{suffix}"
                if source.is_file():
                    shutil.copyfile(source, target.with_name(target.name + suffix))
        yield work


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _checksum(key: str, auditor: str, report: Any) -> str:
    return sha256(json.dumps([key, auditor, report]).encode()).hexdigest()
