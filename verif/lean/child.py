"""A Lean process with limits: started, watched, and killed where it exceeds them."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ERROR = re.compile(
    r"\b\w*(?:Error|Aborted)\b|out of (?:memory|bounds)|Fatal error in|Check failed|FATAL ERROR"
)
"""What Node writes where the build breaks down."""

PATIENCE = 60.0
"""Seconds without any use of the processor after which a process hangs for certain."""

ASLEEP = f"it used no processor time for {PATIENCE:g} s"

PAUSE = 0.05
"""Seconds between looks at a running process."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process may take: wall seconds, and megabytes of resident memory."""

    seconds: float = 600
    megabytes: int = 4096


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: ``exceeded`` says which limit it was killed at, if any."""

    status: int
    stdout: str
    stderr: str
    seconds: float
    exceeded: str = ""

    @property
    def how(self) -> str:
        """The ending in words."""
        if self.exceeded:
            return self.exceeded
        if self.status < 0:
            return f"killed by {signal.Signals(-self.status).name}"
        return f"exit status {self.status}"

    @property
    def broke_down(self) -> bool:
        """Whether it hung, or was ended by a signal that nobody here sent: defects of the build,
        which another run may not meet. It does so once in some hundred files."""
        return self.exceeded == ASLEEP or (self.status < 0 and not self.exceeded)

    @property
    def last_words(self) -> str:
        """The line of ``stderr`` that says most: the first one about an error, else the last."""
        lines = [line.strip()[:200] for line in self.stderr.splitlines() if line.strip()]
        telling = (line for line in lines if ERROR.search(line))
        return next(telling, lines[-1] if lines else "")


class Watch:
    """Limits of a process from now on. One that uses no processor time for long exceeds them, too:
    the WebAssembly build hangs at times."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self._pid = pid
        self._limits = limits
        self._used: int | None = None
        self._started = self._moved = time.monotonic()

    def exceeded(self) -> str:
        """Which limit is exceeded, in words; nothing where none is."""
        now, used = time.monotonic(), processor_time(self._pid)
        if used != self._used:
            self._used, self._moved = used, now
        if used is not None and now - self._moved > PATIENCE:
            return ASLEEP
        if now - self._started > self._limits.seconds:
            return f"time limit of {self._limits.seconds:g} s reached"
        if resident(self._pid) > self._limits.megabytes << 20:
            return f"memory limit of {self._limits.megabytes} MB reached"
        return ""


class Child:
    """A running process, in a group of its own so that it ends with all that it started."""

    def __init__(
        self, command: Sequence[str], cwd: Path, environment: Mapping[str, str], limits: Limits
    ) -> None:
        self._limits = limits
        self._out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._err: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            list(command),
            cwd=cwd,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=self._out,
            stderr=self._err,
            process_group=0,
        )
        # Should this process be killed, the other does not run for ever.
        if sys.platform == "linux":
            cpu = int(limits.seconds * (os.cpu_count() or 1)) + 5
            resource.prlimit(self._process.pid, resource.RLIMIT_CPU, (cpu, cpu))
        self._watch = Watch(self._process.pid, limits)
        self.ended: Ended | None = None

    def poll(self) -> Ended | None:
        """How it ended; ``None`` while it runs. One that exceeds a limit is ended."""
        if self.ended is not None:
            return self.ended
        if self._process.poll() is not None:
            return self._end("")
        exceeded = self._watch.exceeded()
        return self.kill(exceeded) if exceeded else None

    def kill(self, reason: str) -> Ended:
        """End it now."""
        if self.ended is not None:
            return self.ended
        # Not reaped yet, so that the number is still that of this group.
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        return self._end(reason)

    def _end(self, exceeded: str) -> Ended:
        texts = []
        for file in (self._out, self._err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
            file.close()
        status = self._process.returncode
        if status == -signal.SIGXCPU:
            exceeded = f"limit of processor time for {self._limits.seconds:g} s reached"
        seconds = time.monotonic() - self._started
        self.ended = Ended(status, texts[0], texts[1], seconds, exceeded)
        return self.ended


def processor_time(pid: int) -> int | None:
    """Clock ticks that a process has used, in all its threads; ``None`` where that is not known."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        fields = text.rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    except (OSError, ValueError, IndexError):
        return None


def resident(pid: int) -> int:
    """Bytes of memory in use; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def run(command: Sequence[str], cwd: Path, environment: Mapping[str, str], limits: Limits) -> Ended:
    """Start a process and wait for it."""
    child = Child(command, cwd, environment, limits)
    try:
        while (ended := child.poll()) is None:
            time.sleep(PAUSE)
        return ended
    finally:
        child.kill("interrupted")
