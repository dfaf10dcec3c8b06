"""The fused multiply-add of E4M3 by the array engine: every triple against the reference.

The 2**24 triples have 304,939 exact results, so that the reference need round no more than these;
on seeded triples it also computes the exact result itself.
"""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tests.formats.shipped import E4M3
from verif.engines.vector import evaluate_arrays, evaluate_grid
from verif.formats.context import Mode
from verif.formats.encode import encode
from verif.formats.value import Input
from verif.ir import build as b
from verif.ir.evaluate import evaluate
from verif.operators.arithmetic import OPERATORS
from verif.operators.record import of_code, round_to

Array = np.ndarray[Any, Any]

CONTEXT = E4M3.context(Mode.RNE)
CODES = tuple(b.var(name, 0, 255) for name in "xyz")
FMA = round_to(
    E4M3, CONTEXT, OPERATORS["fma"].exact(tuple(of_code(E4M3, c) for c in CODES), Mode.RNE)
)
UNIT = 18
"""Every value is a multiple of 2**-9, so that every product and sum is one of 2**-UNIT."""


@pytest.fixture(scope="module")
def results() -> tuple[Array, Array]:
    """For every triple with a finite exact result: it, in units, and the engine's code."""
    exact = [E4M3.decode(c).exact for c in E4M3.codes()]
    finite = np.array([c for c, v in enumerate(exact) if v is not None])
    units = np.array([0 if v is None else int(v * 2**9) for v in exact], dtype=np.int64)[finite]
    codes = np.asarray(evaluate_grid([FMA], CODES)[0]).reshape(256, 256, 256)
    whole = units[:, None, None] * units[None, :, None] + (units << 9)[None, None, :]
    return whole.ravel(), codes[np.ix_(finite, finite, finite)].ravel()


def rounded(units: int) -> int:
    """The reference's code of an exact result other than zero."""
    return encode(E4M3, Input(Fraction(units, 1 << UNIT)), CONTEXT)


def agree(whole: Array, codes: Array) -> int:
    """Hold every code against the reference's of its exact result; how many results there were."""
    order = np.argsort(whole, kind="stable")
    values, first = np.unique(whole[order], return_index=True)
    low = np.minimum.reduceat(codes[order], first)
    high = np.maximum.reduceat(codes[order], first)
    for value, least, greatest in zip(values.tolist(), low.tolist(), high.tolist(), strict=True):
        if value:  # the sign of a zero is not that of its value
            assert least == greatest == rounded(value), value
    return len(values)


def test_all_ties(results: tuple[Array, Array]) -> None:
    whole, codes = results
    values = [E4M3.value_of(k) for k in range(E4M3.kmin, E4M3.kmax + 1)]
    between = [(x + y) / 2 for x, y in pairwise(values)]
    middles = np.array([int(m * (1 << UNIT)) for m in (-464, *between, 464)])
    tie = np.isin(whole, middles)
    assert tie.sum() == 710_184
    assert agree(whole[tie], codes[tie]) == 254
    assert not np.any(codes[tie] & 1), "a tie goes to an even code"


@pytest.mark.long
def test_all_triples(results: tuple[Array, Array]) -> None:
    assert agree(*results) == 304_939


@pytest.mark.long
def test_seeded_triples() -> None:
    rng = random.Random(20261104)
    points = [tuple(rng.randrange(256) for _ in CODES) for _ in range(100_000)]
    arrays = {c: np.array([p[i] for p in points]) for i, c in enumerate(CODES)}
    found = evaluate_arrays([FMA], arrays)[0].tolist()
    for point, code in zip(points, found, strict=True):
        assert code == evaluate(FMA, dict(zip(CODES, point, strict=True))), point
