"""Python's collector of cycles, paused where much is built that has none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycles() -> Iterator[None]:
    """Inside, no cycles are looked for: each look passes over all there is, and terms have none.

    What is not held any more is still freed at once, by counting.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
