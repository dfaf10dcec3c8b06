"""One kernel gated: its inputs, what it returns on them, and the verdict."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from threading import Event
from typing import Any

import numpy as np

from verif.base.errors import Diagnostic, did_you_mean
from verif.engines.vector import Unsupported, evaluate_arrays
from verif.kernels.carriers import argument, codes_of, plain, result_dtype
from verif.kernels.compare import Tally
from verif.kernels.examples import Disagreement, mismatch
from verif.kernels.inputs import Inputs, choose
from verif.kernels.runner import Limits, Outcome, Stopped, run
from verif.properties.binding import KernelBinding
from verif.results.record import Evidence

Array = np.ndarray[Any, Any]
Changes = dict[str, object]


@dataclass(frozen=True)
class Trial:
    """What came of a kernel: fields of its record, or what is wrong with its binding."""

    changes: Changes = field(default_factory=dict)
    problem: Diagnostic | None = None


def attempt(binding: KernelBinding, limits: Limits, stop: Event) -> Trial:
    """Run a kernel and judge it; a defect of ours makes it an ``error`` and is seen."""
    try:
        return _attempt(binding, limits, stop)
    except Stopped:
        raise
    except Unsupported as error:
        return Trial({"verdict": "unsupported", "reason": str(error)})
    except MemoryError:
        return Trial({"verdict": "unknown", "reason": "out of memory while comparing"})
    except Disagreement as error:
        return Trial({"verdict": "error", "reason": str(error)})
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.name} at {last.filename.rpartition('/')[2]}:{last.lineno}"
        reason = f"{type(error).__name__}: {error} ({where})"
        return Trial({"verdict": "error", "reason": reason})


def _attempt(binding: KernelBinding, limits: Limits, stop: Event) -> Trial:
    inputs = choose(binding)
    operands = zip(binding.operands, inputs.arrays, strict=True)
    arguments = [argument(operand, codes) for operand, codes in operands]
    dtypes = [result_dtype(r) for r in binding.results]
    outcome = run(binding.module, binding.function, arguments, dtypes, limits, stop)
    del arguments
    if outcome.kind == "absent":
        return Trial(problem=_problem(binding, outcome))
    common: Changes = {"versions": versions(outcome.packages)}
    if outcome.kind == "lost":
        return Trial(common | {"verdict": "unknown", "reason": outcome.reason})
    if outcome.kind == "wrong":
        return Trial(common | {"verdict": "refuted", "reason": outcome.reason})
    tally = _compare(binding, inputs, outcome, stop)
    return Trial(common | _judge(binding, inputs, tally))


def _problem(binding: KernelBinding, outcome: Outcome) -> Diagnostic:
    hint = did_you_mean(binding.function, outcome.names)
    return Diagnostic("E502", outcome.reason, binding.place, hint)


def _compare(binding: KernelBinding, inputs: Inputs, outcome: Outcome, stop: Event) -> Tally:
    """Every returned code against the operator, piece by piece."""
    tally = Tally(binding)
    roots = [*(h.violated for h in binding.hazards), *(r.code for r in binding.results)]
    hazards = len(binding.hazards)
    for place, axes in inputs.chunks():
        if stop.is_set():
            raise Stopped
        variables = zip(binding.operands, axes, strict=True)
        found = evaluate_arrays(roots, {o.var: codes for o, codes in variables})
        flat = [f.reshape(-1) for f in found]
        results = list(zip(binding.results, flat[hazards:], outcome.results, strict=True))
        tally.add(
            [a[place] for a in inputs.arrays],
            flat[:hazards],
            [plain(want, r.format.bits) for r, want, _ in results],
            [codes_of(r, got[place]) for r, _, got in results],
        )
    return tally


def _judge(binding: KernelBinding, inputs: Inputs, tally: Tally) -> Changes:
    evidence = Evidence(
        rung=2 if inputs.exhaustive else 1,
        kind="exhaustive" if inputs.exhaustive else "tested",
        inputs=len(inputs),
        satisfying=tally.compared,
        seed=None if inputs.exhaustive else binding.seed,
        text=inputs.text,
    )
    found: Changes = {
        "evidence": evidence,
        "compared": tally.compared,
        "excluded": tally.excluded,
        "exclusions": tuple((why, count) for why, count in tally.reasons.items() if count),
        "nans_folded": tally.folded,
        "mismatches": tally.mismatches,
    }
    if tally.mismatches:
        return found | {
            "verdict": "refuted",
            "reason": f"differs on {tally.mismatches} of {tally.compared} inputs",
            "smallest": tuple(mismatch(binding, d) for d in tally.smallest),
            "largest": tuple(mismatch(binding, d) for d in tally.largest),
            "examples": tuple(mismatch(binding, d) for d in tally.pairs),
        }
    if not tally.compared:
        return found | {"verdict": "vacuous", "reason": "the operator is defined on no input"}
    return found | {"verdict": "proved" if inputs.exhaustive else "tested"}


# --- versions ---------------------------------------------------------------------------------


@cache
def _distributions() -> dict[str, str]:
    return {package: names[0] for package, names in packages_distributions().items() if names}


def versions(packages: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The distributions behind some packages, with their versions; others have none."""
    names = {_distributions()[p] for p in packages if p in _distributions()}
    found = []
    for name in sorted(names):
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(found)
