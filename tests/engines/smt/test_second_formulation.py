"""Our circuits proved equal to a second formulation: the solvers' own floating point.

Z3 and Bitwuzla (by SymFPU) each bring circuits of their own for SMT-LIB's theory of floating
point, which share nothing with ours. Only formats with the special values of IEEE 754 have a sort
there, and its NaN is one datum. Products and sums of 16 bits do not settle within a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import bitwuzla
import pytest
import z3

from tests.formats import shipped
from verif.algebra.lazy import exact
from verif.engines.engine import Query
from verif.engines.smt.encode import Encoder
from verif.formats.context import Mode
from verif.formats.float_ import Float
from verif.ir import build as b
from verif.operators.arithmetic import OPERATORS
from verif.operators.record import of_code, round_to

MODES = {
    Mode.RNE: z3.RNE(),
    Mode.RNA: z3.RNA(),
    Mode.RTZ: z3.RTZ(),
    Mode.RTP: z3.RTP(),
    Mode.RTN: z3.RTN(),
}
THEIRS: dict[str, Callable[..., Any]] = {
    "add": z3.fpAdd,
    "sub": z3.fpSub,
    "mul": z3.fpMul,
    "div": z3.fpDiv,
    "fma": z3.fpFMA,
    "sqrt": z3.fpSqrt,
}
LIMIT = 300
"""Seconds after which a proof is given up; none takes a tenth of it on a free machine."""


def sort(fmt: Float) -> Any:
    """The sort of a format with the special values of IEEE 754."""
    return z3.FPSort(fmt.bits - fmt.precision, fmt.precision)


def differ(
    operator: str, source: Float, target: Float, mode: Mode, their_mode: Mode | None = None
) -> Any:
    """A formula that has a solution where the two formulations give unlike results."""
    count = 1 if operator == "convert" else OPERATORS[operator].arity
    codes = [b.var(f"x{i}", 0, (1 << source.bits) - 1) for i in range(count)]
    records = tuple(of_code(source, c) for c in codes)
    record = records[0] if operator == "convert" else OPERATORS[operator].exact(records, mode)
    encoder = Encoder(Query(tuple(codes), (), ()))
    code = exact(encoder.number(round_to(target, target.context(mode), record))).integer()
    ours = encoder.backend.term(code, target.bits)
    operands = [z3.fpBVToFP(encoder.variables[c].value.term, sort(source)) for c in codes]
    way = MODES[their_mode or mode]
    if operator == "convert":
        theirs = z3.fpToFP(way, operands[0], sort(target))
    else:
        theirs = THEIRS[operator](way, *operands)
    return z3.fpBVToFP(ours, sort(target)) != theirs


def by_z3(formula: Any) -> bool:
    """Whether the formula has a solution."""
    tactics = ("simplify", "fpa2bv", "simplify", "solve-eqs", "bit-blast", "sat")
    solver = z3.Then(*tactics).solver()
    solver.set("timeout", LIMIT * 1000)
    solver.add(formula)
    answer = solver.check()
    assert answer in (z3.sat, z3.unsat), "no answer"
    return bool(answer == z3.sat)


def by_bitwuzla(formula: Any) -> bool:
    """Whether the formula has a solution."""
    solver = z3.Solver()
    solver.add(formula)
    lines = solver.to_smt2().replace("(check-sat)", "").splitlines()
    body = [line for line in lines if not line.startswith(("(set-logic", "(set-info"))]
    options = bitwuzla.Options()
    options.set(bitwuzla.Option.TIME_LIMIT_PER, LIMIT * 1000)
    parser = bitwuzla.Parser(bitwuzla.TermManager(), options)
    parser.parse("\n".join(["(set-logic QF_BVFP)", *body]), True, False)
    answer = parser.bitwuzla().check_sat()
    assert answer in (bitwuzla.Result.SAT, bitwuzla.Result.UNSAT), "no answer"
    return bool(answer == bitwuzla.Result.SAT)


CONVERSIONS = [
    (shipped.F16, shipped.E4M3IEEE),
    (shipped.F32, shipped.E4M3IEEE),
    (shipped.F32, shipped.E5M2),
    (shipped.F32, shipped.BF16),
    (shipped.F32, shipped.F16),
    (shipped.F64, shipped.F32),
    (shipped.BF16, shipped.F16),
    (shipped.E5M2, shipped.F16),
]
EIGHT = [shipped.E4M3IEEE, shipped.E5M2, shipped.E3M4]


@pytest.mark.parametrize("solve", [by_z3, by_bitwuzla])
@pytest.mark.parametrize(("source", "target"), CONVERSIONS, ids=lambda f: f.name)
def test_conversions(source: Float, target: Float, solve: Callable[[Any], bool]) -> None:
    assert not solve(differ("convert", source, target, Mode.RNE))


@pytest.mark.parametrize("mode", MODES, ids=lambda m: m.name)
@pytest.mark.parametrize("target", [shipped.E4M3IEEE, shipped.F16], ids=lambda f: f.name)
def test_conversions_in_every_mode(target: Float, mode: Mode) -> None:
    assert not by_bitwuzla(differ("convert", shipped.F32, target, mode))


@pytest.mark.parametrize("solve", [by_z3, by_bitwuzla])
def test_another_mode_is_seen(solve: Callable[[Any], bool]) -> None:
    for operator, source in (("convert", shipped.F16), ("mul", shipped.E4M3IEEE)):
        formula = differ(operator, source, shipped.E4M3IEEE, Mode.RTZ, Mode.RNE)
        assert solve(formula)


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES, ids=lambda m: m.name)
@pytest.mark.parametrize("fmt", EIGHT, ids=lambda f: f.name)
@pytest.mark.parametrize("operator", ["add", "sub", "mul", "div", "sqrt"])
def test_operators_of_8_bits(operator: str, fmt: Float, mode: Mode) -> None:
    assert not by_bitwuzla(differ(operator, fmt, fmt, mode))


@pytest.mark.long
def test_fma_of_8_bits() -> None:
    fmt = shipped.E4M3IEEE
    assert not by_bitwuzla(differ("fma", fmt, fmt, Mode.RNE))


@pytest.mark.long
@pytest.mark.parametrize("fmt", [shipped.BF16, shipped.F16], ids=lambda f: f.name)
def test_roots_of_16_bits(fmt: Float) -> None:
    assert not by_z3(differ("sqrt", fmt, fmt, Mode.RNE))
