"""The evaluator of bit-vector terms against Z3's own simplifier."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
import z3

from tests.bitvectors import Inputs


def random_term(rng: random.Random, depth: int, width: int, names: dict[str, int]) -> Any:
    """A term of a width; variables are noted with their widths."""
    if depth == 0:
        if rng.random() < 0.3:
            return z3.BitVecVal(rng.getrandbits(width), width)
        name = f"x{width}_{rng.randrange(2)}"
        names[name] = width
        return z3.BitVec(name, width)

    def sub(w: int = width) -> Any:
        return random_term(rng, depth - 1, w, names)

    kind = rng.randrange(16)
    if kind == 0 and width > 1:
        cut = rng.randint(1, width - 1)
        return z3.Concat(sub(cut), sub(width - cut))
    if kind == 1:
        low = rng.randint(0, 5)
        return z3.Extract(width + low - 1, low, sub(width + low + rng.randint(0, 5)))
    if kind in (2, 3) and width > 1:
        less = rng.randint(1, width - 1)
        return (z3.ZeroExt if kind == 2 else z3.SignExt)(less, sub(width - less))
    if kind == 4:
        return z3.If(random_truth(rng, depth - 1, names), sub(), sub())
    if kind == 5:
        return rng.choice([lambda a: -a, lambda a: ~a])(sub())
    if kind <= 8:
        small = z3.BitVecVal(rng.randint(0, width), width)
        n = rng.choice([small, sub()])
        return rng.choice([lambda a, b: a << b, z3.LShR, lambda a, b: a >> b])(sub(), n)
    operators = [
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, b: a * b,
        lambda a, b: a & b,
        lambda a, b: a | b,
        lambda a, b: a ^ b,
        z3.UDiv,
    ]
    return rng.choice(operators)(sub(), sub())


def random_truth(rng: random.Random, depth: int, names: dict[str, int]) -> Any:
    width = rng.choice([1, 3, 8, 40])
    a, b = (random_term(rng, max(0, depth - 1), width, names) for _ in range(2))
    p = rng.choice([z3.ULT, z3.ULE, z3.UGT, z3.UGE])(a, b)
    q = rng.choice([a < b, a <= b, a > b, a >= b, a == b, a != b])
    return rng.choice([p, q, z3.And(p, q), z3.Or(p, q), z3.Not(p), z3.If(p, q, z3.Not(q))])


@pytest.mark.parametrize("width", [1, 2, 5, 31, 62, 63, 64, 65, 130])
def test_evaluator(width: int) -> None:
    rng = random.Random(width)
    for _ in range(60):
        names: dict[str, int] = {}
        term = random_term(rng, rng.randint(1, 3), width, names)
        points = {
            name: np.array([rng.choice([0, 1, rng.getrandbits(w), (1 << w) - 1]) for _ in range(4)],
                           dtype=object)
            for name, w in names.items()
        }  # fmt: skip
        found = np.broadcast_to(Inputs(points).value(term), (4,))
        for i in range(4):
            pairs = [(z3.BitVec(k, w), z3.BitVecVal(points[k][i], w)) for k, w in names.items()]
            assert int(found[i]) == z3.simplify(z3.substitute(term, *pairs)).as_long(), term
