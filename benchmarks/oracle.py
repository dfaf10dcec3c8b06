"""Speed of the oracles side by side in one process, and bit identity of the filter with MPFR.

    OMP_NUM_THREADS=1 python benchmarks/oracle.py [--size N] [--slow N] [--identity N] [--sweep B]

All results are float32, nearest even. ``mpmath`` is the naive reference: mpmath on gmpy2's
integers at 113 bits, rounded once. ``MPFR`` is gmpy2, for sigmoid, gelu and their kind by bounds in
growing precision. ``arb`` is one ball of 64 bits, whose ends are not rounded. ``filter`` is
``verif.oracle.filter.rounded_array``. Rates are values a second of processor time, the median of
rounds in which every library takes its turn; use the ratios.

``--slow`` and ``--size`` are how many values the slow ones and the filter are timed on,
``--identity`` how many arguments are compared with MPFR bit by bit: half over the range where the
function is not constant, a quarter over all bit patterns, a quarter near a tie. ``--sweep`` times
``np.exp`` on ``2**B`` inputs spread over all, checked with and without constant blocks.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
from flint import ctx

from verif.oracle import mpfr, second
from verif.oracle.evaluators import BLOCK, evaluator
from verif.oracle.filter import BINARY32, rounded_array
from verif.oracle.function import Function
from verif.oracle.functions import function
from verif.oracle.sweep import Sweep

Array = np.ndarray[Any, Any]

REQUIRED = ("exp", "log", "sin", "tanh", "erf", "rsqrt", "sigmoid", "gelu")

RANGES = {
    "exp": (-100, 88), "exp2": (-145, 127), "expm1": (-20, 88), "log": (2.0**-100, 2.0**100),
    "log2": (2.0**-100, 2.0**100), "log1p": (-1, 1000), "sin": (-1000, 1000),
    "cos": (-1000, 1000), "tanh": (-9, 9), "erf": (-3.9, 3.9), "sigmoid": (-100, 17),
    "gelu": (-14, 6), "gelu_tanh": (-10, 6), "silu": (-100, 20), "softplus": (-100, 20),
    "sqrt": (2.0**-100, 2.0**100), "rsqrt": (2.0**-100, 2.0**100),
    "reciprocal": (2.0**-100, 2.0**100),
}  # fmt: skip


def sample(name: str, size: int, seed: int = 1) -> Array:
    """Numbers of the range, log-uniform where it is wide and positive."""
    rng = np.random.default_rng(seed)
    low, high = RANGES[name]
    if low > 0:
        return np.exp2(rng.uniform(np.log2(low), np.log2(high), size)).astype(np.float32)
    return rng.uniform(low, high, size).astype(np.float32)


def near_ties(f: Function, size: int) -> Array:
    """Numbers of the range whose value lies within about 2**-34 of a tie."""
    values = evaluator(f)
    assert values is not None
    found: list[Array] = []
    count, seed = 0, 100
    while count < size and seed < 100 + 2000:
        x = sample(f.name, BLOCK, seed)
        y = values.evaluate(x)
        rest = (y.view(np.uint64) & np.uint64((1 << 29) - 1)).astype(np.int64)
        close = x[(np.abs(rest - (1 << 28)) < 1 << 18) & ~values.irregular(x)]
        found.append(close)
        count += close.size
        seed += 1
    return np.concatenate(found)[:size]


def by_mpmath(f: Function, x: list[float]) -> list[float]:
    """At 113 bits, rounded once to 24."""
    formula = second.FORMULAS[f.name]
    with mpmath.workprec(113):
        return [float(np.float32(float(mpmath.mpf(formula(mpmath.mpf(v)), prec=24)))) for v in x]


def by_arb(f: Function, x: list[Fraction]) -> None:
    """One ball of 64 bits each."""
    with ctx.workprec(64):
        for v in x:
            f.ball(v)


def rates(jobs: dict[str, tuple[int, Callable[[], object]]], rounds: int) -> dict[str, float]:
    """Values a second of each job, the median over the rounds."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, (_, job) in jobs.items():
            start = time.process_time()
            job()
            taken[name].append(time.process_time() - start)
    return {name: jobs[name][0] / statistics.median(t) for name, t in taken.items()}


def measure(f: Function, size: int, slow: int, rounds: int) -> str:
    """One line of the table of speeds."""
    x = sample(f.name, size)
    few = x[:slow]
    floats, exact = few.tolist(), [Fraction(v) for v in few.tolist()]
    rounded_array(f, few, BINARY32)
    found = rates({
        "mpmath": (slow, lambda: by_mpmath(f, floats)),
        "MPFR": (slow, lambda: mpfr.float32_codes(f.name, few)),
        "arb": (slow, lambda: by_arb(f, exact)),
        "filter": (size, lambda: rounded_array(f, x, BINARY32)),
    }, rounds)  # fmt: skip
    ours = found["filter"]
    cells = [f"{f.name:10}", *(f"{found[k] / 1e3:8.0f}k" for k in ("mpmath", "MPFR", "arb"))]
    cells += [
        f"{ours / 1e6:8.1f}M",
        f"{ours / found['mpmath']:9.0f}x",
        f"{ours / found['MPFR']:7.0f}x",
    ]
    return "  ".join(cells)


def identity(f: Function, size: int) -> str:
    """How many of ``size`` codes differ from MPFR's."""
    rng = np.random.default_rng(2)
    bits = rng.integers(0, 1 << 32, size // 4, dtype=np.uint32).view(np.float32)
    if f.name in mpfr.COMPOSED:  # at infinities these formulas are no limits
        bits = bits[np.isfinite(bits)]
    ties = near_ties(f, size // 4)
    x = np.concatenate([sample(f.name, size - bits.size - ties.size, 3), bits, ties])
    differ = 0
    for start in range(0, x.size, 1 << 18):
        part = x[start : start + (1 << 18)]
        differ += int((rounded_array(f, part, BINARY32) != mpfr.float32_codes(f.name, part)).sum())
    return f"{f.name:10}  {x.size:>9} compared, {ties.size} of them near a tie: {differ} differ"


def sweep(bits: int) -> str:
    """np.exp on blocks of all kinds: the kernel alone, checked with what is known of the function
    beforehand, and with every result computed."""
    f, every = function("exp"), 1 << (32 - bits)
    begun = time.process_time()
    pruned = Sweep(f, BINARY32)
    planning = (time.process_time() - begun) / every
    ways = {"alone": None, "pruned": pruned, "all": Sweep(f, BINARY32, prune=False)}
    size = pruned.size
    starts = range(0, 1 << 32, size * every)
    offsets = np.arange(size, dtype=np.uint32)
    patterns, codes, differs = np.empty_like(offsets), np.empty_like(offsets), np.empty(size, bool)
    result = codes.view(np.float32)

    def run(way: Sweep | None) -> int:
        wrong = 0
        for start in starts:
            if way is None:
                np.add(offsets, np.uint32(start), out=patterns)
                np.exp(patterns.view(np.float32), out=result)
                continue
            x, right = way.block(start)
            np.exp(x, out=result)
            np.not_equal(codes, right, out=differs)
            if start & 0x7F800000 == 0x7F800000:  # NaN differs in its pattern only
                np.logical_and(differs, ~np.isnan(x), out=differs)
            wrong += int(np.count_nonzero(differs))
        return wrong

    times: dict[str, list[float]] = {name: [] for name in ways}
    counts: dict[str, int] = {}
    with np.errstate(all="ignore"):
        for _ in range(3):
            for name, way in ways.items():
                begun = time.process_time()
                counts[name] = run(way)
                times[name].append(time.process_time() - begun)
    alone, some, whole = (statistics.median(t) for t in times.values())
    some += planning
    return (
        f"np.exp on 2**{bits} inputs: kernel alone {alone:.3f} s; checked with pruning "
        f"{some:.3f} s ({some / alone:.2f}x), every result {whole:.3f} s "
        f"({whole / alone:.2f}x); misrounded {counts['pruned']} and {counts['all']}"
    )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=1 << 21)
    parser.add_argument("--slow", type=int, default=5000)
    parser.add_argument("--identity", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--sweep", type=int, default=26, help="logarithm of the inputs of the sweep"
    )
    parser.add_argument("--functions", default=",".join(RANGES))
    given = parser.parse_args()
    chosen = [function(name) for name in given.functions.split(",")]
    print(f"float32 results; mpmath on {mpmath.libmp.BACKEND}; values a second of CPU time")
    print("function      mpmath       MPFR        arb     filter   / mpmath   / MPFR")
    for f in chosen:
        mark = " *" if f.name in REQUIRED else ""
        print(measure(f, given.size, given.slow, given.rounds) + mark, flush=True)
    if given.identity:
        print("\nfilter against MPFR, bit for bit")
        for f in chosen:
            print(identity(f, given.identity), flush=True)
    if given.sweep:
        print("\n" + sweep(given.sweep))


if __name__ == "__main__":
    main()
