"""Kernels that misbehave, one way each, and a few that do not."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def identity(x: Array) -> Array:
    """The codes it is given."""
    return x


def off_by_one(x: Array) -> Array:
    """One wrong code: 0x2A for 0x29."""
    return np.where(x == 0x29, 0x2A, x).astype(x.dtype)


def quiet_nan(x: Array) -> Array:
    """All NaN codes of E5M2 as 0x7F."""
    return np.where(x & 0x7F > 0x7C, 0x7F, x).astype(x.dtype)


def positive_zero(x: Array) -> Array:
    """The codes with one zero only."""
    return np.where(x == 0x80, 0, x).astype(x.dtype)


def beyond(x: Array) -> Array:
    """One number that is no code of a 4-bit format."""
    return np.where(x == 3, 0x1F, x).astype(x.dtype)


def pair(x: Array) -> tuple[Array, Array]:
    """The codes, and zeros."""
    return x, np.zeros_like(x)


def raises(x: Array) -> Array:
    raise ValueError(f"{len(x)} are too many")


def interrupts(x: Array) -> Array:
    raise KeyboardInterrupt


def hangs(x: Array) -> Array:
    time.sleep(600)
    return x


def leaves_a_child(x: Array) -> Array:
    """Starts a process that would outlive it, notes its number, then hangs."""
    child = os.fork()
    if not child:
        time.sleep(600)
        os._exit(0)
    Path(os.environ["NOTE"]).write_text(str(child))
    time.sleep(600)
    return x


def exits(x: Array) -> Array:
    sys.exit(3)


def exits_at_once(x: Array) -> Array:
    os._exit(0)


def crashes(x: Array) -> Array:
    os.kill(os.getpid(), signal.SIGSEGV)
    return x


def aborts(x: Array) -> Array:
    os.abort()


def signals_itself(x: Array) -> Array:
    """Sends itself the signal that the environment names."""
    os.kill(os.getpid(), signal.Signals[os.environ["SIGNAL"]])
    time.sleep(600)
    return x


def wrong_shape(x: Array) -> Array:
    return x[1:]


def two_axes(x: Array) -> Array:
    return x.reshape(-1, 1)


def wrong_type(x: Array) -> Array:
    return x.astype(np.int64)


def objects(x: Array) -> Array:
    return x.astype(object)


def a_list(x: Array) -> Any:
    return x.tolist()


def mutates(x: Array) -> Array:
    result = x.copy()
    x[0] += 1
    return result


def prints(x: Array) -> Array:
    """Prints, from Python and past it, and still returns the right codes."""
    print('{"phase": "done"}')
    sys.stderr.write("noise\n")
    os.write(1, b"more noise\n" * 100_000)
    return x


def eats_memory(x: Array) -> Array:
    held = [np.ones(1 << 24) for _ in range(1000)]
    return x + np.uint8(len(held))


def counts_arguments(*x: Array) -> Array:
    """Refuses anything but flat, writable arrays of one length."""
    if any(a.ndim != 1 or not a.flags.writeable or len(a) != len(x[0]) for a in x):
        raise TypeError("not what was promised")
    return x[0]


def halves(x: Array) -> Array:
    """Half of a number, as float32."""
    return x.astype(np.float32) / np.float32(2)


not_a_function = 3
