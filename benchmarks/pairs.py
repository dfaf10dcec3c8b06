"""Speed of the exhaustive engine over pairs of codes, side by side with a loop on exact fractions.

    python benchmarks/pairs.py

First whole properties over all pairs of a format: from parsed spec to verdict, replay included.
Then all products of E4M3, exact and rounded: the array engine against a Python loop that
multiplies cached exact values and bisects a cached list of thresholds. The loop's codes are
compared with the engine's. Figures are the median of five rounds of one process; use the ratios.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from pathlib import Path

import numpy as np

from verif.engines.vector import evaluate_grid
from verif.formats.context import Mode
from verif.formats.format import Format
from verif.ir import build as b
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.operators.arithmetic import OPERATORS
from verif.operators.record import of_code, round_to
from verif.run.check import Options, engines, load
from verif.run.decide import decide_property

ROUNDS = 5

SPEC = """
property mul_commutes for F in {FORMATS} {
  given x, y : F;
  prove same(mul(F, x, y, RNE), mul(F, y, x, RNE));
}
property add_commutes for F in {FORMATS} {
  given x, y : F;
  prove same(add(F, x, y, RNE), add(F, y, x, RNE));
}
property div_undoes_mul_up_to_the_order for F in {FORMATS} {
  expect refuted;
  given x, y : F where is_normal(x) and is_normal(y);
  prove div(F, mul(F, x, y, RNE), y, RNE) == x;
}
property order_is_the_order_of_ordinals for F in {FORMATS} {
  given x, y : F where is_finite(x) and is_finite(y);
  prove (x < y) == (ordinal(x) < ordinal(y));
}
property sum_is_between for F in {FORMATS} {
  given x, y : F where is_finite(x) and is_finite(y) and x <= y;
  prove round(F, (x + y) / 2, RTN, overflow = saturate) <= (x + y) / 2;
}
"""

CLASSES = {
    "E4M3, E5M2, E2M1 class": "E4M3, E5M2, E2M1, E3M2, E2M3, E4M3FNUZ, E5M2FNUZ",
    "other 8-bit formats": "posit8_0, posit8_1, posit8_2, HiF8, INT8, E3M4, E4M3IEEE",
}


def median(action: Callable[[], object]) -> float:
    """Seconds of the middle one of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def properties() -> None:
    """Each property's time, the slowest of a class first."""
    options = Options()
    for name, formats in CLASSES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pairs.arith"
            path.write_text(SPEC.replace("FORMATS", formats))
            found = Declarations(Library(load([path]))).properties
        times, cold = [], []
        for prop in found:
            start = time.perf_counter()
            decide_property(prop, engines(options, None))
            cold.append(time.perf_counter() - start)
            again = median(lambda p=prop: decide_property(p, engines(options, None)))
            times.append((again, prop.name))
        times.sort(reverse=True)
        print(
            f"{name}: {len(times)} properties, slowest {times[0][0]:.3f} s, "
            f"median {statistics.median(t for t, _ in times):.3f} s, "
            f"slowest first time (tables built) {max(cold):.3f} s"
        )
        for seconds, label in times[:5]:
            print(f"    {seconds:.3f} s  {label}")


def products() -> None:
    """E4M3 products: the engine against the loop."""
    fmt = Library(load([])).format("E4M3")
    x, y = b.var("x", 0, 255), b.var("y", 0, 255)
    context = fmt.context(Mode.RNE)
    record = OPERATORS["mul"].exact((of_code(fmt, x), of_code(fmt, y)), Mode.RNE)
    root = round_to(fmt, context, record)
    codes = np.asarray(evaluate_grid([root], (x, y))[0]).reshape(256, 256)
    vector = median(lambda: evaluate_grid([root], (x, y)))
    table = loop(fmt)
    plain = median(lambda: loop(fmt))
    finite = [c for c in range(256) if fmt.decode(c).exact is not None]
    wrong = sum(table[i, j] != codes[i, j] for i, j in table)
    print(
        f"E4M3 products of {len(finite)} x {len(finite)} finite codes, {wrong} differences: "
        f"loop {plain * 1e3:.1f} ms, engine {vector * 1e3:.2f} ms (all 65,536), "
        f"ratio {plain / vector:.0f}x"
    )


def loop(fmt: Format) -> dict[tuple[int, int], int]:
    """All products of finite codes by exact fractions, rounded by bisection."""
    finite = {c: v for c in fmt.codes() if (v := fmt.decode(c)).exact is not None}
    bounds = [fmt.threshold(k, Mode.RNE) for k in range(fmt.kmin - 1, fmt.kmax + 1)]
    at = [t.at for t in bounds if t is not None]
    up = [t.up for t in bounds if t is not None]
    found: dict[tuple[int, int], int] = {}
    nan = fmt.canonical_nan
    for i, v in finite.items():
        for j, w in finite.items():
            product = v.exact * w.exact
            k = bisect_left(at, product)
            if k < len(at) and at[k] == product and up[k]:
                k = bisect_right(at, product)
            ordinal = fmt.kmin - 1 + k
            if not fmt.kmin <= ordinal <= fmt.kmax:
                found[i, j] = nan
            elif ordinal == 0:
                found[i, j] = fmt.negative_zero if v.sign * w.sign < 0 else fmt.zero
            else:
                found[i, j] = fmt.code_of(ordinal)
    return found


if __name__ == "__main__":
    properties()
    products()
