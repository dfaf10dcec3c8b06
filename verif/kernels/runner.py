"""Running a kernel in a process of its own, within limits of time and memory."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any, Literal

import numpy as np

Array = np.ndarray[Any, Any]

POLL = 0.1
"""Seconds between looks at whether the run was stopped."""

FAULTS = frozenset(
    getattr(signal, name)
    for name in ("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL")
    if hasattr(signal, name)
)
"""Signals that code brings on itself. SIGKILL and SIGXCPU come from outside, and SIGABRT may: it is
also how C++ ends where the memory limit leaves it nothing."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, and megabytes on top of what NumPy and the arguments take."""

    timeout: float = 60.0
    memory: int = 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended: ``returned`` arrays; ``wrong`` behaviour, a crash among it; ``lost`` to a
    limit or a signal from outside; or ``absent``, where there is nothing to call."""

    kind: Literal["returned", "wrong", "lost", "absent"]
    results: tuple[Array, ...] = ()
    reason: str = ""
    names: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


class Stopped(Exception):
    """The whole run was interrupted."""


def run(
    module: str,
    function: str,
    arguments: Sequence[Array],
    outputs: Sequence[np.dtype[Any]],
    limits: Limits,
    stop: Event,
) -> Outcome:
    """Call ``module:function`` once on flat arrays of one length.

    The results are flat arrays of the types ``outputs``, or the outcome says why there are none.
    """
    size = len(arguments[0])
    with tempfile.TemporaryDirectory(prefix="verif-kernel-") as name:
        folder = Path(name)
        for i, array in enumerate(arguments):
            array.tofile(folder / f"in{i}.bin")
        request = {
            "module": module,
            "function": function,
            "inputs": [a.dtype.name for a in arguments],
            "outputs": [d.name for d in outputs],
            "size": size,
            "memory": limits.memory,
        }
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        status = _process(folder, limits.timeout, stop)
        return _outcome(folder, status, size, outputs, limits)


def _process(folder: Path, timeout: float, stop: Event) -> int | None:
    """The exit status of the child; ``None`` where it was out of time."""
    child = start("verif.kernels.child", folder)
    deadline = time.monotonic() + timeout
    try:
        while not _ended(child, min(POLL, max(0.0, deadline - time.monotonic()))):
            if stop.is_set():
                raise Stopped
            if time.monotonic() >= deadline:
                return None
    finally:
        # The child leads a group of its own. It is not reaped yet, so its number is still its own.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    return child.returncode


def start(module: str, folder: Path, keep: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """A child that leads a process group of its own: ``python -m MODULE FOLDER``, with the file
    descriptors ``keep`` as further arguments."""
    path = os.pathsep.join(p for p in sys.path if p)
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    return subprocess.Popen(
        [sys.executable, "-m", module, str(folder), *map(str, keep)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, **threads},
        start_new_session=True,
        pass_fds=keep,
    )


def _ended(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether the child ends within ``seconds``; it stays unreaped."""
    if sys.platform != "linux":
        time.sleep(min(seconds, 0.01))
        return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None
    handle = os.pidfd_open(child.pid)
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def _outcome(
    folder: Path,
    status: int | None,
    size: int,
    outputs: Sequence[np.dtype[Any]],
    limits: Limits,
) -> Outcome:
    report = read_report(folder)
    if status is not None and report.get("phase") == "done":
        return _results(folder, size, outputs, tuple(report.get("packages", ())))
    return ending(report, status, limits)


def ending(report: dict[str, Any], status: int | None, limits: Limits) -> Outcome:
    """Why there are no results: by how far the child came, and its exit status, ``None`` where it
    was out of time."""
    phase = report.get("phase", "start")
    packages = tuple(report.get("packages", ()))
    doing = "" if phase in ("call", "done") else " before it was called"
    if status is None:
        reason = f"out of time: {limits.timeout:g} s{doing}"
        return Outcome("lost", reason=reason, packages=packages)
    match phase:
        case "wrong":
            return Outcome("wrong", reason=report["reason"], packages=packages)
        case "absent":
            names = tuple(report.get("names", ()))
            return Outcome("absent", reason=report["reason"], names=names)
        case "memory":
            reason = f"out of memory: {limits.memory} MB"
            return Outcome("lost", reason=reason, packages=packages)
    if status < 0:
        if phase == "call" and -status in FAULTS:
            reason = f"crashes: {signal.Signals(-status).name}"
            return Outcome("wrong", reason=reason, packages=packages)
        reason = f"killed by {_signal_name(-status)}{doing}"
        return Outcome("lost", reason=reason, packages=packages)
    reason = f"ends its process with status {status}{doing}"
    kind: Literal["wrong", "absent", "lost"] = "wrong" if phase == "call" else "absent"
    return Outcome("lost" if phase == "start" else kind, reason=reason, packages=packages)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"


def read_report(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _results(
    folder: Path, size: int, outputs: Sequence[np.dtype[Any]], packages: tuple[str, ...]
) -> Outcome:
    """The results, read as bytes of the types that were asked for."""
    found: list[Array] = []
    for i, dtype in enumerate(outputs):
        file = folder / f"out{i}.bin"
        if not file.is_file() or file.stat().st_size != size * dtype.itemsize:
            return Outcome("wrong", reason="returned too few or too many bytes")
        found.append(np.fromfile(file, dtype=dtype))
    return Outcome("returned", tuple(found), packages=packages)
