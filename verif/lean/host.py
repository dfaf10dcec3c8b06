"""Node processes that run the WebAssembly build of Lean one file after the other.

To start Node and have it compile the module anew takes as long as Lean takes for a small file, so
a process is kept for the next one. Each run has an instance of the module, with memory of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from verif.lean.child import Ended, Limits, Watch, resident

PROGRAM = Path(__file__).with_name("host.cjs")
INSTANCE = Path(__file__).with_name("instance.cjs")

CRASHED = 70
"""The status of a run without one, as in ``host.cjs``."""

MOST = 1 / 2
"""Of the memory limit: a process that still uses more when a run has ended is not kept."""


class Host:
    """A Node process, which leads a group of its own, and a folder for what its runs print."""

    def __init__(self, command: Sequence[str]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="verif-lean-host-")
        folder = Path(self._folder.name)
        self.stdout, self.stderr, self._own = (folder / n for n in ("stdout", "stderr", "own"))
        self._answers, answers = os.pipe()
        os.set_blocking(self._answers, False)
        self._answer = b""
        self._said = 0
        try:
            with open(self._own, "wb") as own:
                self._process = subprocess.Popen(
                    [*command, str(answers)],
                    stdin=subprocess.PIPE,
                    stdout=own,
                    stderr=own,
                    pass_fds=(answers,),
                    process_group=0,
                )
        except BaseException:
            os.close(self._answers)
            self._folder.cleanup()
            raise
        finally:
            os.close(answers)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, arguments: Sequence[str], work: Path) -> None:
        """Have Lean run in a work folder; nothing else runs here."""
        for file in (self.stdout, self.stderr):
            file.write_bytes(b"")
        self._said = self._own.stat().st_size
        job = {
            "work": str(work),
            "arguments": list(arguments),
            "stdout": str(self.stdout),
            "stderr": str(self.stderr),
        }
        stdin = self._process.stdin
        assert stdin is not None, "it is a pipe"
        with suppress(BrokenPipeError):  # it has ended, which 'status' tells
            stdin.write(json.dumps(job).encode() + b"\n")
            stdin.flush()

    @property
    def answer(self) -> int | None:
        """The status of the run, when it has ended."""
        with suppress(BlockingIOError):
            self._answer += os.read(self._answers, 4096)
        if not self._answer.endswith(b"\n"):
            return None
        status = int(json.loads(self._answer)["status"])
        self._answer = b""
        return status

    @property
    def status(self) -> int | None:
        """The status of the process itself, when it has ended."""
        return self._process.poll()

    def texts(self) -> tuple[str, str]:
        """What the run printed, and what it and the process said of errors since it began."""
        out, err, own = (f.read_bytes() for f in (self.stdout, self.stderr, self._own))
        return out.decode(errors="replace"), (err + own[self._said :]).decode(errors="replace")

    def end(self) -> None:
        """End the process."""
        # While it is not reaped, the number is still that of this group.
        if self.status is None:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()

    def close(self) -> None:
        """End the process, and remove what it wrote."""
        self.end()
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        os.close(self._answers)
        self._folder.cleanup()


class Hosts:
    """Processes that are kept, as many as there are runs at a time; a context that ends them.

    ``command`` starts one; ``options`` are of every run.
    """

    def __init__(self, command: Sequence[str], options: Sequence[str]) -> None:
        self._command = tuple(command)
        self._options = tuple(options)
        self._idle: list[Host] = []
        self._open: set[Host] = set()

    def __enter__(self) -> Hosts:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for host in self._open:
            host.close()

    def start(self, arguments: Sequence[str], work: Path, limits: Limits) -> Run:
        """Run ``lean`` with the options of all runs and arguments, in ``work/src``."""
        while self._idle:
            host = self._idle.pop()
            if host.status is None:
                break
            self.discard(host)  # it was ended from outside
        else:
            host = Host(self._command)
            self._open.add(host)
        return Run(host, self, [*self._options, *arguments], work, limits)

    def keep(self, host: Host, limits: Limits) -> None:
        """Take a process whose run has ended."""
        if resident(host.pid) > MOST * (limits.megabytes << 20):
            self.discard(host)
        else:
            self._idle.append(host)

    def discard(self, host: Host) -> None:
        """End a process."""
        self._open.discard(host)
        host.close()


class Run:
    """A run of Lean in a process that is kept; with the run, that ends if it exceeds a limit."""

    def __init__(
        self, host: Host, hosts: Hosts, arguments: Sequence[str], work: Path, limits: Limits
    ) -> None:
        self._host = host
        self._hosts = hosts
        self._limits = limits
        self._started = time.monotonic()
        self._watch = Watch(host.pid, limits)
        self.ended: Ended | None = None
        host.send(arguments, work)

    def poll(self) -> Ended | None:
        """How it ended; ``None`` while it runs."""
        if self.ended is not None:
            return self.ended
        ended_before = self._host.status is not None
        status = self._host.answer
        if status is not None:
            self.ended = self._ended(status, "")
            self._hosts.keep(self._host, self._limits)
        elif ended_before:
            self.kill("")
        elif exceeded := self._watch.exceeded():
            self.kill(exceeded)
        return self.ended

    def kill(self, reason: str) -> Ended:
        """End it now, and the process with it."""
        if self.ended is None:
            self._host.end()
            self.ended = self._ended(self._host.status or CRASHED, reason)
            self._hosts.discard(self._host)
        return self.ended

    def _ended(self, status: int, exceeded: str) -> Ended:
        out, err = self._host.texts()
        return Ended(status, out, err, time.monotonic() - self._started, exceeded)
