"""How fast ``verif accumulate`` reads weights: beside the file alone, and beside the usual NumPy.

    python benchmarks/accumulate.py [GIB]

Seconds of one processor (nothing here has threads), from the page cache, best of three. ``load``
reads the file into one buffer, tile by tile; ``where`` is ``np.where(w > 0, w, 0).sum(axis=1)`` and
the same for the negative weights, on an array in memory that is cut into tiles of rows, so that it
does not lose by its temporaries.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from verif.accumulate.input_range import parse_input
from verif.accumulate.layer import Accumulator
from verif.accumulate.run import Choice, accumulate
from verif.report.accumulate_json import render
from verif.results.record import Tool

TILE = 1 << 20
TOOL = Tool(name="verif", version="", semantics=1, python="", packages=())


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the processor, in the fastest of some runs."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return min(found)


def load(path: Path) -> None:
    buffer = bytearray(TILE)
    with path.open("rb", buffering=0) as file:
        while file.readinto(buffer):
            pass


def where(weights: np.ndarray) -> None:
    rows = max(1, TILE // weights.shape[1])
    for i in range(0, len(weights), rows):
        tile = weights[i : i + rows]
        np.where(tile > 0, tile, 0).sum(axis=1, dtype=np.int64)
        np.where(tile < 0, tile, 0).sum(axis=1, dtype=np.int64)


def ours(path: Path, axis: int = 0, tile: int | None = None) -> object:
    accumulator = Accumulator(parse_input("uint8"), axis, tile, 20)
    return accumulate([path], accumulator, Choice(), TOOL, "")


def line(name: str, size: int, seconds: float) -> None:
    print(f"{name:<44} {seconds * 1e3:9.1f} ms {size / seconds / 1e9:7.2f} GB/s", flush=True)


def main() -> None:
    gib = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    random = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        small = random.integers(-128, 128, (4096, 4096), dtype=np.int8)
        one = Path(folder) / "one.npy"
        np.save(one, small)
        line("4096 x 4096 int8: load", small.nbytes, best(lambda: load(one)))
        line("4096 x 4096 int8: where", small.nbytes, best(lambda: where(small)))
        line("4096 x 4096 int8: accumulate", small.nbytes, best(lambda: ours(one)))
        record = accumulate([one], Accumulator(parse_input("uint8")), Choice(), TOOL, "")
        line("4096 x 4096 int8: its record as JSON", small.nbytes, best(lambda: render(record)))
        line("4096 x 4096 int8: --axis -1", small.nbytes, best(lambda: ours(one, axis=-1)))
        line("4096 x 4096 int8: --tile 128", small.nbytes, best(lambda: ours(one, tile=128)))
        for dtype in ("int16", "int32", "int64", "float32"):
            other = Path(folder) / f"{dtype}.npy"
            np.save(other, small.astype(dtype))
            size = other.stat().st_size
            line(f"4096 x 4096 {dtype}: accumulate", size, best(lambda path=other: ours(path)))
        rows = int(gib * (1 << 30)) // 4096
        large = random.integers(-128, 128, (rows, 4096), dtype=np.int8)
        paths = [Path(folder) / f"large.{kind}" for kind in ("npy", "npz", "safetensors")]
        np.save(paths[0], large)
        np.savez(paths[1], w=large)
        save_file({"w": large}, paths[2])
        size = large.nbytes
        line(f"{gib:g} GiB int8: load", size, best(lambda: load(paths[0])))
        line(f"{gib:g} GiB int8: where", size, best(lambda: where(large), 1))
        for path in paths:
            line(f"{gib:g} GiB int8, {path.suffix}: accumulate", size, best(lambda p=path: ours(p)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory, with the arrays of this benchmark: {peak / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
