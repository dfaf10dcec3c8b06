"""The table of special values: what the function gives there, and what the kernel gave."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.kernels.boundary import nearest
from verif.measure.record import Special
from verif.measure.subject import Caller
from verif.measure.worst import Judge
from verif.oracle.correct import correctly_rounded


def points(
    function_low: Fraction | None, poles: tuple[Fraction, ...], fmt: Format
) -> dict[str, int]:
    """The codes of the rows by their names; each code once, under its first name."""
    found: dict[str, int | None] = {
        "0": fmt.zero,
        "-0": fmt.negative_zero,
        "inf": fmt.inf_code(False),
        "-inf": fmt.inf_code(True),
        "nan": fmt.canonical_nan,
    }
    rows: dict[str, int] = {"smallest positive": fmt.min_positive}
    if isinstance(fmt, Float) and fmt.subnormals:
        normal = 1 << fmt.significand_bits
        rows |= {"largest subnormal": normal - 1, "smallest normal": normal}
    rows["largest"] = fmt.kmax
    one = nearest(fmt, Fraction(1))
    rows["1"] = one
    if fmt.signed and fmt.has_zero if isinstance(fmt, Float) else fmt.kmin < 0:
        rows |= {f"minus {name}": -k for name, k in rows.items()}
    edges = [] if function_low is None else [("edge of the domain", function_low)]
    edges += [("pole", pole) for pole in poles if pole != function_low]
    for name, at in edges:
        k = nearest(fmt, at)
        for step, where in ((-1, "below"), (0, "at"), (1, "above")):
            rows[f"{where} the {name}"] = k + step
    for name, k in rows.items():
        found[name] = fmt.code_of(k) if fmt.kmin <= k <= fmt.kmax else None
    kept: dict[str, int] = {}
    for name, code in found.items():
        if code is not None and code not in kept.values():
            kept[name] = code
    return kept


def table(call: Caller, judge: Judge) -> tuple[Special, ...]:
    """The rows, for functions of one argument."""
    oracle = judge.oracle
    if len(oracle.inputs) != 1:
        return ()
    rows = points(oracle.function.domain.low, oracle.function.domain.poles, oracle.inputs[0])
    codes = np.array(list(rows.values()), np.uint64)
    got = call((codes,))
    fmt = oracle.fmt
    found = []
    for (name, code), result in zip(rows.items(), got.tolist(), strict=True):
        right = correctly_rounded(oracle.function, fmt, oracle.point((code,)), oracle.context)
        same = right == result or (fmt.decode(right).is_nan and fmt.decode(result).is_nan)
        found.append(
            Special(
                name=name,
                input=judge.inputs((code,))[0],
                right=judge.result(right),
                got=judge.result(result),
                ok=same,
            )
        )
    return tuple(found)
