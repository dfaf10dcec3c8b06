"""Where the toolchain and compiled files are kept: a folder of the user, outside any checkout."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from verif.lean.errors import LeanUnavailable

VARIABLE = "VERIF_LEAN_CACHE"


def cache_folder() -> Path:
    """``$VERIF_LEAN_CACHE``, else ``verif/lean`` in the user's cache folder."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given).absolute()
    base = os.environ.get("XDG_CACHE_HOME")
    # The specification says that a relative path in the variable counts as none.
    root = Path(base) if base and os.path.isabs(base) else Path.home() / ".cache"
    return root / "verif" / "lean"


def writable(folder: Path) -> Path:
    """The folder, made if need be; raises ``LeanUnavailable`` where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise cannot_write(folder, error) from None
    return folder


def cannot_write(folder: Path, error: OSError) -> LeanUnavailable:
    """The error of a cache that takes nothing."""
    return LeanUnavailable(
        f"cannot write to the Lean cache {folder}: {error.strerror or error}\n"
        f"Make it writable, free some space there (600 MB are needed), or name another folder in "
        f"{VARIABLE}."
    )


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Inside, no other process is in here for the same folder; ``waiting`` is called if one is."""
    try:
        handle = os.open(writable(folder) / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise cannot_write(folder, error) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
