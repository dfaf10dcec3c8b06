"""Progress on stderr: a bar on a terminal, else now and then a line; and warnings."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

QUIET = 10.0
"""Seconds between lines where stderr is no terminal."""


OFTEN = 0.1
"""Seconds between pictures of the bar."""


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
        self._terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._last = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, total: int, item: Finished) -> None:
        if self._terminal:
            self._draw(done, total, item)
        elif time.monotonic() - self._last >= QUIET:
            self._last = time.monotonic()
            text = f"[{done}/{total}] {item.verdict} {item.id} {item.seconds:.1f} s"
            print(text, file=sys.stderr, flush=True)

    def warn(self, text: str) -> None:
        """A line that stays."""
        if self._bar is not None:
            self._bar.console.print(f"warning: {text}", markup=False, highlight=False)
        else:
            print(f"warning: {text}", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _draw(self, done: int, total: int, item: Finished) -> None:
        """Move the bar, which is made at the first verdict: rich takes long to import."""
        about = f"{item.verdict} {item.id.rpartition('/')[2]} {item.seconds:.1f} s"
        if self._bar is None or self._task is None:
            self._bar, self._task = _bar(total)
        self._bar.update(self._task, completed=done, about=about)
        if time.monotonic() - self._last >= OFTEN:
            self._last = time.monotonic()
            self._bar.refresh()


def _bar(total: int) -> tuple[Bar, TaskID]:
    """A bar with a count, the time that has passed, and the last verdict."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    last = TextColumn("{task.fields[about]}", markup=False, table_column=Column(no_wrap=True))
    bar = Bar(
        MofNCompleteColumn(),
        BarColumn(bar_width=30),
        TimeElapsedColumn(),
        last,
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,  # by a thread, which workers would be forked beside
        redirect_stdout=False,
    )
    bar.start()
    return bar, bar.add_task("", total=total, about="")
