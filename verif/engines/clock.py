"""The time an engine may take for one query."""

from __future__ import annotations

import time


class OutOfTime(Exception):
    """An engine stopped at its time limit; the message says which limit, and who was asked."""

    def tried(self, *engines: str) -> OutOfTime:
        """The same with the engines that were asked."""
        return OutOfTime(f"{self}; tried {', '.join(dict.fromkeys(engines)) or 'nothing'}")


class Clock:
    """A limit of ``seconds`` from now on; ``None`` is no limit."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self.end = None if seconds is None else time.monotonic() + seconds

    def check(self) -> None:
        """Raise ``OutOfTime`` when the time is up."""
        if self.end is not None and time.monotonic() > self.end:
            raise OutOfTime(f"time limit of {self.seconds:g} s reached")


NO_LIMIT = Clock(None)
