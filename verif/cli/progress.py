"""Progress on stderr: one line that is written over on a terminal, else now and then a line."""

from __future__ import annotations

import sys
import time
from typing import Protocol

QUIET = 10.0
"""Seconds between lines where stderr is no terminal."""


class Finished(Protocol):
    """A property or a kernel with its verdict."""

    @property
    def id(self) -> str: ...

    @property
    def verdict(self) -> str: ...

    @property
    def seconds(self) -> float: ...


class Progress:
    """Called after each verdict."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._last = time.monotonic()
        self._shown = False

    def __call__(self, done: int, total: int, item: Finished) -> None:
        text = f"[{done}/{total}] {item.verdict} {item.id} {item.seconds:.1f} s"
        if self._terminal:
            sys.stderr.write(f"\r\x1b[K{text[:100]}")
            self._shown = True
        elif time.monotonic() - self._last >= QUIET:
            self._last = time.monotonic()
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
