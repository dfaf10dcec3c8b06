"""How far a measurement is, on stderr: a line that stays where it is, else now and then a line."""

from __future__ import annotations

import os
import sys
import time

QUIET = 10.0
"""Seconds between lines where stderr is no terminal."""

OFTEN = 0.2
"""Seconds between changes of the line on a terminal."""


class MeasureProgress:
    """Called with how much is done, and of how much; each subject has a ``start`` of its own."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._name = ""
        self._began = self._last = time.monotonic()
        self._first: int | None = None
        self._drawn = False

    def start(self, name: str) -> MeasureProgress:
        """Another subject begins."""
        self._name = name
        self._began = self._last = time.monotonic()
        self._first = None
        return self

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._first is None:
            self._first = done - 1
        if now - self._last < (OFTEN if self._terminal else QUIET):
            return
        self._last = now
        left = (now - self._began) * (total - done) / max(done - self._first, 1)
        text = f"{self._name}: {100 * done // total} %, {_seconds(left)} left"
        if self._terminal:
            sys.stderr.write(f"\r\x1b[K{text}")
            self._drawn = True
        else:
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def warn(self, text: str) -> None:
        """A line that stays."""
        self.close()
        print(f"warning: {text}", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Take the line away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
