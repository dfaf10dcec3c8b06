"""What an interrupted sweep has done so far, in a file: the next run goes on from there.

A file belongs to one measurement: its key is a hash of the kernel with its source, the function,
the formats, the mode, versions, and the tool's own sources.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from math import inf
from pathlib import Path

import msgspec

from verif.measure.part import Part

SCHEMA = 2

EVERY = 5.0
"""Seconds between writes."""

Warn = Callable[[str], None]


class Saved(msgspec.Struct):
    """The content: a part for each task that is done, and a hash of them."""

    schema: int
    key: str
    about: dict[str, str]
    checksum: str
    done: dict[int, Part]


class StateError(Exception):
    """The file is not what it ought to be; the message says why and what to do."""


class State:
    """Parts by task, kept in the file at ``path``."""

    def __init__(self, path: Path, about: dict[str, str], warn: Warn, given: bool) -> None:
        self.path = path
        self.about = about
        self.key = sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
        self.done: dict[int, Part] = {}
        self._warn = warn
        self._given = given
        self._last = -inf  # a disk that is full is found out about at once
        self._usable = True

    def read(self) -> None:
        """Take what an earlier run has done. Raises ``StateError`` for a file that was named and
        belongs to something else; a damaged one costs a warning."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise StateError(f"cannot read '{self.path}': {error.strerror or error}") from None
        try:
            saved = msgspec.json.decode(content, type=Saved)
            sound = saved.schema == SCHEMA and saved.checksum == _checksum(saved.done)
        except (msgspec.DecodeError, ValueError):
            sound = False
        if not sound:
            if self._given:
                raise StateError(
                    f"'{self.path}' is no state of a sweep, or damaged; remove it or name another"
                )
            self._warn(f"{self.path} is damaged and not used")
            return
        if saved.key != self.key:
            names = [k for k, v in self.about.items() if saved.about.get(k) != v]
            raise StateError(
                f"'{self.path}' belongs to another sweep, with another {', '.join(names)}; "
                "remove it or name another"
            )
        self.done = saved.done

    def add(self, index: int, part: Part) -> None:
        """Keep a part; the file is written now and then."""
        self.done[index] = part
        if time.monotonic() - self._last >= EVERY:
            self.write()

    def write(self) -> None:
        """Write the file, whole or not at all; where that fails, warn once and go on without."""
        self._last = time.monotonic()
        if not self._usable or not self.done:
            return
        done = dict(sorted(self.done.items()))
        saved = Saved(SCHEMA, self.key, self.about, _checksum(done), done)
        temporary: Path | None = None
        try:
            _make_folder(self.path.parent)
            handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            temporary = Path(name)
            with open(handle, "wb") as stream:
                stream.write(msgspec.json.encode(saved))
            temporary.replace(self.path)
        except OSError as error:
            self._usable = False
            if temporary is not None:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
            reason = error.strerror or str(error)
            self._warn(f"cannot write '{self.path}': {reason}; an interruption loses what is done")

    def remove(self) -> None:
        """There is nothing to go on with any more."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def default_path(about: dict[str, str]) -> Path:
    """A file for each measurement, beside the cache of verdicts."""
    key = sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
    folder = Path(os.environ.get("VERIF_CACHE_DIR") or ".verif_cache")
    return folder / f"measure-{key[:16]}.json"


def _checksum(done: dict[int, Part]) -> str:
    return sha256(msgspec.json.encode(dict(sorted(done.items())))).hexdigest()


def _make_folder(folder: Path) -> None:
    """Make the folder; one of our own says to git that nothing in it is of interest."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
