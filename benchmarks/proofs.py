"""Time to proof, side by side with plain Z3 on the natural formulation of the same claim.

    python benchmarks/proofs.py [-k WORD ...] [--list] [--timeout S] [--no-plain]

Ours: each property is decided as ``verif check --long`` does, in this process and without the
cache, from the declared property to the verdict, replay and encoding checks included; where two
engines are asked to agree, as with ``--confirm``. Plain Z3: one default ``Solver`` on the formulas
of natural.py, in a process of its own. All are wall seconds, one after the other; the load average
of the last minute stands beside each row. Where a row has several properties, the slowest counts.

With ``--checks`` the tests that hold the engines against the reference and against other circuits
run too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import natural
import z3
from natural import Formulation

from verif.engines.process import Worker, wait_any
from verif.properties.obligation import Property
from verif.results.record import PropertyRecord
from verif.run.check import Options, declare, panel_for
from verif.run.decide import decide_property

ROOT = Path(__file__).resolve().parent.parent
ROUNDING, PRODUCTS, FACTS = (f"claims/{n}.arith" for n in ("wide_rounding", "products", "facts"))
SUMS, WIDE_SUMS = "operators/two_sum.arith", "operators/wide_sums.arith"
TWINS, FMA = "claims/solver_twins.arith", "operators/fma.arith"
LMUL, PAM = "operators/lmul_reals.arith", "operators/pam.arith"

BF16_FMA = """
property bf16_fma_gives_the_nearest {
  given x, y, z : BF16 where is_finite(x) and is_finite(y) and is_finite(z);
  let exact = x * y + z;
  assume abs(exact) <= BF16.max;
  let r = fma(BF16, x, y, z, RNE);
  prove r == BF16.max or abs(exact - r) <= abs(exact - next_up(r));
}
"""


@dataclass(frozen=True)
class Row:
    """A claim: the properties of a file whose names are given, the seconds that each may take, and
    the natural formulation (``None`` where Z3 has no sort or theory for it)."""

    name: str
    file: str
    properties: tuple[str, ...]
    bar: float | None
    plain: Formulation | None = None
    confirm: bool = False
    spec: str = ""


def _rows() -> list[Row]:
    rows: list[Row] = []

    def row(*args: Any, **more: Any) -> None:
        rows.append(Row(*args, **more))

    e4m3 = ("e4m3_rounding_is_monotone_in_its_range", "e4m3_rounding_is_monotone_under_saturation")
    plain = natural.monotone("F32", "E4M3")
    row("monotone F32 -> E4M3 (both)", ROUNDING, e4m3, 5, plain, confirm=True)
    for to in ("E5M2", "BF16", "F16"):
        plain = natural.monotone("F32", to)
        row(
            f"monotone F32 -> {to}",
            ROUNDING,
            (f"rounding_is_monotone[{to}]",),
            5,
            plain,
            confirm=True,
        )
    plain = natural.monotone("F64", "F32")
    row("monotone F64 -> F32", ROUNDING, ("f64_to_f32_is_monotone",), 5, plain, confirm=True)
    for to in ("E4M3", "E5M2", "BF16", "F16"):
        plain = natural.nearest("F32", to)
        row(f"nearest F32 -> {to}", ROUNDING, (f"rounding_gives_the_nearest[{to}]",), 5, plain)
    plain = natural.nearest("F64", "F32")
    row("nearest F64 -> F32", ROUNDING, ("f64_to_f32_gives_the_nearest",), 5, plain)
    for name in ("E4M3", "E5M2", "F16", "BF16", "F32"):
        for what, operation in (("products", z3.fpMul), ("sums", z3.fpAdd)):
            plain = natural.commutes(name, operation)
            row(f"{what} commute {name}", PRODUCTS, (f"{what}_commute[{name}]",), 1, plain)
    for name in ("BF16", "F16", "F32"):
        plain = natural.product_monotone(name)
        row(f"mul monotone {name}", PRODUCTS, (f"products_keep_order[{name}]",), 2, plain)
    row("Fast2Sum E4M3", SUMS, ("fast_two_sum_is_exact[E4M3]",), 1, natural.fast_two_sum("E4M3"))
    for name, bar in (("BF16", 20), ("F16", 60)):
        prop = f"fast_two_sum_is_exact_{name.lower()}"
        row(f"Fast2Sum {name}", WIDE_SUMS, (prop,), bar, natural.fast_two_sum(name))
    row("TwoSum E4M3", SUMS, ("two_sum_is_exact[E4M3]",), 1, natural.two_sum("E4M3"))
    prop = "two_sum_is_exact_bf16_below_the_largest"
    row(
        "TwoSum BF16 below max", WIDE_SUMS, (prop,), 60, natural.two_sum("BF16", below_largest=True)
    )
    prop = "two_sum_of_bf16_can_overflow_inside"
    row("TwoSum BF16 refuted", WIDE_SUMS, (prop,), 1, natural.two_sum("BF16", only_finite=True))
    plain = natural.twice("F32", "F16", "E4M3")
    row("F32 -> F16 -> E4M3 refuted", PRODUCTS, ("f32_to_e4m3_through_f16",), 1, plain)
    through = "e4m3_product_through_a_wide_float"
    for name, by, prop in (
        ("E4M3", "F16", f"{through}[F16]"),
        ("E4M3", "BF16", f"{through}[BF16]"),
        ("E5M2", "F16", "e5m2_product_through_f16[F16]"),
        ("BF16", "F32", "product_through_f32[BF16]"),
        ("F16", "F32", "product_through_f32[F16]"),
        ("BF16", "TF32", "bf16_product_through_tf32"),
    ):
        row(f"{name} product via {by}", PRODUCTS, (prop,), 1, natural.product_twice(name, by))
    for p in (5, 6, 7):
        prop = f"e4m3_product_through_a_narrow_float[P{p}]"
        row(f"E4M3 product via P{p}", PRODUCTS, (prop,), 1, natural.product_twice("E4M3", f"P{p}"))
    fma = ("fma_gives_the_nearest", "fma_sends_ties_to_even")
    row("fma E4M3 nearest, 2^24", FMA, fma, 3, natural.fma_nearest("E4M3"))
    row("fma BF16 nearest", "", ("",), None, natural.fma_nearest("BF16"), spec=BF16_FMA)
    row("PAM over reals", PAM, ("pam_is_at_most_a_ninth_too_small",), 1, natural.pam)
    plain = natural.lmul(l_is_one=False)
    row("L-Mul over reals, l >= 2", LMUL, ("lmul_equation_is_within_a_quarter",), 1, plain)
    prop = "lmul_equation_with_l_1_is_within_a_quarter"
    row("L-Mul over reals, l = 1", LMUL, (prop,), 1, natural.lmul(l_is_one=True))
    for prop in (
        "posit_round_trip",
        "posit_codes_follow",
        "posit_product_is_zero",
        "nf4_round_trip",
    ):
        row(prop.replace("_", " "), TWINS, (prop,), 1)
    row("nf4 code order", TWINS, ("nf4_codes_follow_their_values",), 1)
    return rows


CHECKS = (
    ("fma against the reference", "tests/engines/test_fma.py"),
    ("three engines on all codes", "tests/engines/test_agreement.py"),
    ("second formulation", "tests/engines/smt/test_second_formulation.py"),
)


def found(properties: Sequence[Property], row: Row) -> list[Property]:
    """The properties of a row; a name without an instance means all instances."""
    chosen = []
    for prop in properties:
        label = prop.id.rpartition("::")[2]
        if any(label == p or (not p.endswith("]") and label.startswith(p)) for p in row.properties):
            chosen.append(prop)
    if not chosen:
        raise SystemExit(f"{row.name}: no property {', '.join(row.properties)} in {row.file}")
    return chosen


def ours(row: Row, limit: float) -> tuple[float, str, list[PropertyRecord]]:
    """The slowest property's seconds, the verdicts, and the records."""
    with tempfile.TemporaryDirectory() as folder:
        path = ROOT / "specs" / row.file
        if row.spec:
            path = Path(folder) / "row.arith"
            path.write_text(row.spec)
        declared = declare([path])
    options = Options(confirm=row.confirm, long=True)
    records = []
    for prop in found(declared.properties, row):
        records.append(decide_property(prop, panel_for(options, prop), limit))
    verdicts = " ".join(dict.fromkeys(r.verdict for r in records))
    return max(r.seconds for r in records), verdicts, records


def engines(records: Sequence[PropertyRecord]) -> str:
    """Who settled the claims."""
    names = dict.fromkeys(
        name for r in records for o in r.obligations if o.engine for name in o.engine.split(", ")
    )
    return ", ".join(names) or "-"


def _ask(formulation: Formulation, limit: float) -> str:
    solver = z3.Solver()
    solver.set("timeout", int(limit * 1000))
    solver.add(*formulation())
    return str(solver.check())


def plain(row: Row, limit: float) -> tuple[float, str]:
    """Seconds and answer of plain Z3."""
    if row.plain is None:
        return 0.0, "no sort"
    worker = Worker(partial(_ask, row.plain, limit), limit + 5)
    while not worker.poll():
        wait_any([worker], 0.1)
    seconds = time.monotonic() - worker.started
    if worker.reason or (worker.value == "unknown" and seconds >= limit):
        return seconds, "timeout"
    return seconds, {"unsat": "proved", "sat": "refuted"}.get(worker.value, str(worker.value))


def line(row: Row, limit: float, our_limit: float, with_plain: bool) -> str:
    """One line of the table."""
    seconds, verdict, records = ours(row, our_limit)
    who = engines(records)
    cells = [f"{row.name:30}", f"{seconds:7.2f} {verdict:9}"]
    bar = "-" if row.bar is None else f"{row.bar:g}"
    met = "" if row.bar is None else "ok" if seconds <= row.bar else "OVER"
    if row.bar is not None and not all(r.as_expected for r in records):
        met = "OPEN"
    cells.append(f"{bar:>4} {met:4}")
    if with_plain:
        theirs, answer = plain(row, limit)
        same = answer in ("proved", "refuted", "timeout") and theirs > 0
        ratio = f"{theirs / seconds:6.1f}x" if same else f"{'-':>7}"
        more = ">" if answer == "timeout" else " "
        cells.append(f"{theirs:7.2f} {answer:8} {more}{ratio}")
    cells.append(f"{os.getloadavg()[0]:4.1f}  {who}")
    return "  ".join(cells)


def checks(words: Sequence[str]) -> None:
    """The tests that hold the engines against the reference and against other circuits."""
    for name, path in CHECKS:
        if words and not any(w in f"reference {name}" for w in words):
            continue
        started = time.perf_counter()
        command = [sys.executable, "-m", "pytest", "-q", "-m", "long or not long", path]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        result = done.stdout.strip().splitlines()[-1:]
        print(
            f"reference: {name:28} {time.perf_counter() - started:7.1f} s  {' '.join(result)}",
            flush=True,
        )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "-k", action="append", default=[], metavar="WORD", help="rows with this word"
    )
    parser.add_argument("--list", action="store_true", help="name the rows")
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds of plain Z3 [30]")
    parser.add_argument(
        "--our-timeout", type=float, default=180.0, help="seconds of an obligation [180]"
    )
    parser.add_argument("--no-plain", action="store_true", help="without plain Z3")
    parser.add_argument(
        "--checks", action="store_true", help="also the tests against the reference"
    )
    given = parser.parse_args()
    rows = [r for r in _rows() if not given.k or any(w in r.name for w in given.k)]
    if given.list:
        print("\n".join(r.name for r in rows))
        return
    if rows:
        titles = f"{'claim':30}  {'verif s':>7} {'verdict':9}  {'bar':>4} {'':4}"
        theirs = "" if given.no_plain else f"  {'plain s':>7} {'answer':8} {'ratio':>8}"
        print(f"{titles}{theirs}  load  engines")
    for row in rows:
        print(line(row, given.timeout, given.our_timeout, not given.no_plain), flush=True)
    if given.checks:
        checks(given.k)


if __name__ == "__main__":
    main()
