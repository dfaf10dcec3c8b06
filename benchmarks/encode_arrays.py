"""Speed of array conversions, side by side with ml_dtypes and gfloat in one process.

    OMP_NUM_THREADS=1 python benchmarks/encode_arrays.py [--quick]

Values are log-uniform over the format's range and a few binades beyond, of both signs, with
zeros, infinities and, where the format has it, NaN. Rates are millions of values a second of
processor time, the median of several rounds; in each round every library takes its turn. Use the
ratios. Before timing, codes are compared with ml_dtypes, NaN codes folded.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import gfloat  # type: ignore[import-untyped]
import gfloat.formats as gf  # type: ignore[import-untyped]
import ml_dtypes
import numpy as np

from verif.arrays import decode_array, encode_array
from verif.arrays.encode import warm
from verif.base.bits import Pattern
from verif.base.exact import floor_log2
from verif.formats.fixed import Fixed, Integer
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.formats.table import Table
from verif.formats.value import finite

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Case:
    """A format, and the names it has in the other libraries."""

    fmt: Format
    ml: str | None = None
    gfloat: Any = None


def _float(name: str, layout: str, bias: int, nan: str = "", inf: str = "", **more: Any) -> Float:
    p = Pattern(layout)
    return Float(
        name, p.width, p, bias,
        nan=tuple(Pattern(t) for t in nan.split("|") if t),
        inf=tuple(Pattern(t) for t in inf.split("|") if t), **more,
    )  # fmt: skip


NF4 = [
    -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453,
    -0.28444138169288635, -0.18477343022823334, -0.09105003625154495, 0.0,
    0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224,
    0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0,
]  # fmt: skip

SMALL = [
    Case(_float("E4M3", "s eeee mmm", 7, "s1111111"), "float8_e4m3fn", gf.format_info_ocp_e4m3),
    Case(_float("E5M2", "s eeeee mm", 15, "s11111mm", "s1111100"),
         "float8_e5m2", gf.format_info_ocp_e5m2),
    Case(_float("E4M3_IEEE", "s eeee mmm", 7, "s1111mmm", "s1111000"), "float8_e4m3"),
    Case(_float("E3M4", "s eee mmmm", 3, "s111mmmm", "s1110000"), "float8_e3m4"),
    Case(_float("E4M3FNUZ", "s eeee mmm", 8, "10000000"), "float8_e4m3fnuz"),
    Case(_float("E5M2FNUZ", "s eeeee mm", 16, "10000000"), "float8_e5m2fnuz"),
    Case(_float("E4M3B11FNUZ", "s eeee mmm", 11, "10000000"), "float8_e4m3b11fnuz"),
    Case(_float("E8M0", "eeeeeeee", 127, "11111111", subnormals=False, has_zero=False),
         "float8_e8m0fnu", gf.format_info_ocp_e8m0),
    Case(_float("E2M3", "s ee mmm", 1), "float6_e2m3fn", gf.format_info_ocp_e2m3),
    Case(_float("E3M2", "s eee mm", 3), "float6_e3m2fn", gf.format_info_ocp_e3m2),
    Case(_float("E2M1", "s ee m", 1), "float4_e2m1fn", gf.format_info_ocp_e2m1),
]  # fmt: skip

WIDE = [
    Case(_float("F16", "s eeeee mmmmmmmmmm", 15, "s11111mmmmmmmmmm", "s111110000000000"),
         "float16", gf.format_info_binary16),
    Case(_float("BF16", "s eeeeeeee mmmmmmm", 127, "s11111111mmmmmmm", "s111111110000000"),
         "bfloat16", gf.format_info_bfloat16),
]  # fmt: skip

OTHER = [
    Case(Posit("posit8", 8)),
    Case(Posit("posit16", 16)),
    Case(Posit("posit32", 32)),
    Case(Integer("int8", 8)),
    Case(Integer("int16", 16)),
    Case(Integer("int32", 32)),
    Case(Fixed("MXINT8", 8, 6)),
    Case(Table("NF4", 4, tuple(finite(Fraction(v)) for v in NF4))),
    Case(_float("F32", "s eeeeeeee " + "m" * 23, 127, "s11111111" + "m" * 23,
                "s11111111" + "0" * 23)),
]  # fmt: skip


def sample(fmt: Format, size: int, dtype: str) -> Array:
    """Log-uniform values about the format's range, with specials."""
    rng = np.random.default_rng(20261101)
    smallest = fmt.value_of(fmt.min_positive)
    low = max(-140, floor_log2(smallest) - 2)
    high = min(127, floor_log2(fmt.max) + 2)
    x = np.exp2(rng.uniform(low, high, size))
    if fmt.signed:
        x *= rng.choice([-1.0, 1.0], size)
    specials = [0.0, np.inf] + ([-0.0, -np.inf] if fmt.signed else [])
    x[rng.integers(0, size, size // 1000)] = rng.choice(specials, size // 1000)
    if fmt.has_nan:
        x[rng.integers(0, size, size // 1000)] = np.nan
    return x.astype(dtype)


def rates(jobs: dict[str, Callable[[], object]], size: int, rounds: int) -> dict[str, float]:
    """Median rate of each job, in millions a second; the jobs take turns."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for name, job in jobs.items():
            if name == "gfloat" and len(taken[name]) >= 3:
                continue
            start = time.process_time()
            job()
            taken[name].append(time.process_time() - start)
    return {name: size / statistics.median(t) / 1e6 for name, t in taken.items()}


def measure(case: Case, size: int, rounds: int, dtype: str) -> str:
    """One line of the table."""
    fmt = case.fmt
    x = sample(fmt, size, dtype)
    context = fmt.context("RNE")
    warm(fmt, context)
    codes = encode_array(fmt, x, context)
    jobs: dict[str, Callable[[], object]] = {"verif": lambda: encode_array(fmt, x, context)}
    note = ""
    if case.ml is not None:
        target = np.dtype(getattr(ml_dtypes, case.ml, case.ml))
        with np.errstate(over="ignore", invalid="ignore"):
            theirs = x.astype(target).view(codes.dtype)
            nan = np.isnan(x.astype(target).astype(np.float64))
        differ = int(np.count_nonzero((theirs != codes) & ~nan))
        note = f"{differ} differ" if differ else ""
        jobs["ml_dtypes"] = lambda: x.astype(target)
    if case.gfloat is not None:
        y, info, mode = x[: size // 4], case.gfloat, gfloat.RoundMode.TiesToEven
        saturate = not (fmt.has_nan or fmt.has_inf)

        def by_gfloat() -> object:
            return gfloat.encode_ndarray(info, gfloat.round_ndarray(info, y, mode, sat=saturate))

        jobs["gfloat"] = by_gfloat
    with np.errstate(all="ignore"):
        found = rates(jobs, size, rounds)
    if "gfloat" in found:
        found["gfloat"] /= 4
    ours = found["verif"]
    back = rates({"decode": lambda: decode_array(fmt, codes)}, size, rounds)["decode"]
    cells = [f"{fmt.name:12}", f"{ours:7.0f}"]
    for other in ("ml_dtypes", "gfloat"):
        if other in found:
            cells.append(f"{found[other]:8.1f} {ours / found[other]:7.1f}x")
        else:
            cells.append(f"{'-':>8} {'':8}")
    return "  ".join(cells) + f"  {back:7.0f}  {note}"


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and smaller rounds")
    quick = parser.parse_args().quick
    size, rounds = (1 << 18, 3) if quick else (1 << 22, 9)
    for dtype, cases in (("float32", SMALL + WIDE + OTHER), ("float64", SMALL + WIDE + OTHER)):
        print(f"\n{dtype} to codes, RNE, {size} values; M values/s of CPU time")
        print(f"{'format':12}  {'verif':>7}  {'ml_dtypes':>9} {'ratio':>6}    {'gfloat':>6}   "
              f"{'ratio':>6}   {'decode':>7}")  # fmt: skip
        for case in cases:
            print(measure(case, size, rounds, dtype), flush=True)


if __name__ == "__main__":
    main()
