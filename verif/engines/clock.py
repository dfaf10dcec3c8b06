"""The time an engine may take for one query."""

from __future__ import annotations

import time
from math import inf


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
        _ = self.left

    @property
    def left(self) -> float:
        """The seconds that are left, more than 0; raises ``OutOfTime`` where none are."""
        left = inf if self.end is None else self.end - time.monotonic()
        if left <= 0:
            raise OutOfTime(f"time limit of {self.seconds:g} s reached")
        return left


NO_LIMIT = Clock(None)
