"""The array engine, the bit-vector terms and the reference, on all codes of 8-bit formats."""

from __future__ import annotations

import random
import zlib
from fractions import Fraction

import numpy as np
import pytest

from tests.engines.smt.encoded import at_points, integers
from tests.formats import shipped
from verif.algebra.lazy import exact
from verif.engines.engine import Query
from verif.engines.smt.encode import Encoder
from verif.engines.vector import evaluate_arrays
from verif.formats.context import Context, Mode, Policies
from verif.formats.format import Format
from verif.formats.value import Value
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.operators.arithmetic import OPERATORS
from verif.operators.record import of_code, round_to

FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        shipped.E4M3,
        shipped.E5M2,
        shipped.E4M3FNUZ,
        shipped.E3M4,
        shipped.HIF8,
        shipped.POSITS["posit8_2"],
        shipped.MXINT8,
    )
}
BINARY = ("add", "mul", "div")
MODES = (Mode.RNE, Mode.RTZ, Mode.RTP, Mode.RTO)


def rooted(fmt: Format, op: str, mode: Mode) -> tuple[n.Num, tuple[n.Var, ...]]:
    """An operator on codes of a format, rounded to it."""
    operator = OPERATORS[op]
    codes = tuple(b.var(f"x{i}", 0, (1 << fmt.bits) - 1) for i in range(operator.arity))
    record = operator.exact(tuple(of_code(fmt, c) for c in codes), mode)
    return round_to(fmt, context(fmt, mode), record), codes


def context(fmt: Format, mode: Mode) -> Context:
    """The format's own, with a code for NaN in any case."""
    return fmt.context(mode, Policies(on_nan="nan" if fmt.has_nan else "zero"))


def engines_agree(
    root: n.Num, codes: tuple[n.Var, ...], points: list[tuple[int, ...]]
) -> list[int]:
    """What arrays and terms give at the points, which must be the same."""
    arrays = {c: np.array([p[i] for p in points]) for i, c in enumerate(codes)}
    by_arrays = np.broadcast_to(evaluate_arrays([root], arrays)[0], (len(points),)).tolist()
    encoder = Encoder(Query(codes, (), ()))
    code = exact(encoder.number(root)).integer()
    by_terms = integers(encoder, at_points(encoder, codes, points), code, len(points))
    assert by_arrays == by_terms
    return by_terms


def reference_agrees(
    root: n.Num, codes: tuple[n.Var, ...], points: list[tuple[int, ...]], found: list[int]
) -> None:
    for point, code in zip(points, found, strict=True):
        assert code == evaluate(root, dict(zip(codes, point, strict=True))), point


def everywhere(codes: tuple[n.Var, ...]) -> list[tuple[int, ...]]:
    grid = np.indices([c.high + 1 for c in codes]).reshape(len(codes), -1)
    return [tuple(p) for p in grid.T.tolist()]


def seeded(*parts: object) -> random.Random:
    return random.Random(zlib.crc32(repr(parts).encode()))


@pytest.mark.share(6)
@pytest.mark.parametrize("name", ["E4M3", "E5M2", "posit8_2"])
@pytest.mark.parametrize("op", [*BINARY, "sqrt"])
def test_engines_on_all_codes(op: str, name: str) -> None:
    """And the reference on some of them."""
    root, codes = rooted(FORMATS[name], op, Mode.RNE)
    points = everywhere(codes)
    found = engines_agree(root, codes, points)
    some = seeded(op, name).sample(range(len(points)), min(250, len(points)))
    reference_agrees(root, codes, [points[i] for i in some], [found[i] for i in some])


@pytest.mark.long
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("op", [*BINARY, "sqrt"])
@pytest.mark.parametrize("mode", MODES, ids=lambda m: m.name)
def test_all_three_on_all_codes(mode: Mode, op: str, name: str) -> None:
    root, codes = rooted(FORMATS[name], op, mode)
    points = everywhere(codes)
    reference_agrees(root, codes, points, engines_agree(root, codes, points))


def conversion_agrees(source: Format, target: Format, mode: Mode) -> None:
    code = b.var("c", 0, 255)
    points = everywhere((code,))
    root = round_to(target, context(target, mode), of_code(source, code))
    reference_agrees(root, (code,), points, engines_agree(root, (code,), points))


@pytest.mark.share(3)
@pytest.mark.parametrize("target", FORMATS)
@pytest.mark.parametrize("source", FORMATS)
def test_conversions_of_all_codes(source: str, target: str) -> None:
    conversion_agrees(FORMATS[source], FORMATS[target], Mode.RNE)


@pytest.mark.long
@pytest.mark.parametrize("target", FORMATS)
@pytest.mark.parametrize("source", FORMATS)
def test_conversions_in_other_modes(source: str, target: str) -> None:
    for mode in MODES:
        conversion_agrees(FORMATS[source], FORMATS[target], mode)


@pytest.mark.long
@pytest.mark.parametrize("name", FORMATS)
def test_fma_on_seeded_triples(name: str) -> None:
    """Triples with a random x and y, and z beside a boundary between two results."""
    fmt, rng = FORMATS[name], seeded("fma", name)
    root, codes = rooted(fmt, "fma", Mode.RNE)
    points = []
    while len(points) < 100_000:
        x, y = rng.randrange(256), rng.randrange(256)
        if len(points) % 2:
            points.append((x, y, rng.randrange(256)))
        else:
            points.append((x, y, _beside_a_boundary(fmt, x, y, rng)))
    reference_agrees(root, codes, points, engines_agree(root, codes, points))


def _beside_a_boundary(fmt: Format, x: int, y: int, rng: random.Random) -> int:
    """A code z such that ``x * y + z`` lies at or next to where rounding changes."""
    product = _exact(fmt.decode(x)) * _exact(fmt.decode(y))
    t = fmt.threshold(rng.randrange(fmt.kmin, fmt.kmax), Mode.RNE)
    assert t is not None, "it is not the last"
    wanted = t.at - product
    low, high = fmt.kmin, fmt.kmax
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fmt.value_of(middle) >= wanted else (middle + 1, high)
    return fmt.code_of(max(fmt.kmin, low - rng.randrange(2)))


def _exact(value: Value) -> Fraction:
    return value.exact if isinstance(value.exact, Fraction) else Fraction(0)
