"""The inputs: all of them where they are few, else boundaries and a seeded sample."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.value import Input
from verif.kernels.boundary import code_array, interesting, nearest, specials
from verif.measure.oracle import Codes, Oracle
from verif.oracle.correct import correctly_rounded
from verif.oracle.monotone import Everywhere

Array = np.ndarray[Any, Any]

LIMIT = 1 << 24
"""Up to this many inputs all of them are tried."""

SAMPLES = 1_000_000
SLOW_SAMPLES = 20_000
"""How many inputs are drawn where nothing else is said: of formats within float32, and of others,
which are done one by one."""

MOST_SAMPLES = 1 << 26

AROUND = 64
"""How many neighbours of a boundary are tried on each side."""

CROSS = 1 << 8
"""Boundary codes of each of two arguments."""


@dataclass(frozen=True)
class Inputs:
    """Flat arrays of codes, one for each argument; ``text`` says how they were chosen."""

    codes: Codes
    exhaustive: bool
    text: str

    def __len__(self) -> int:
        return len(self.codes[0])


def everything(formats: tuple[Format, ...]) -> Inputs:
    """All inputs."""
    shape = [1 << f.bits for f in formats]
    codes = []
    for i, size in enumerate(shape):
        axis = np.arange(size, dtype=np.uint64).reshape(
            [-1 if i == j else 1 for j in range(len(shape))]
        )
        codes.append(np.broadcast_to(axis, shape).reshape(-1))
    total = len(codes[0])
    return Inputs(tuple(codes), True, f"all {total} inputs")


def sample(oracle: Oracle, count: int, seed: int) -> Inputs:
    """Boundaries and ``count`` random inputs: half of them uniform over codes, half over the
    numbers between which the result changes. Of symmetric functions, every second one is the
    negative of the one before."""
    rng = np.random.Generator(np.random.PCG64(seed))
    formats = oracle.inputs
    if len(formats) == 1:
        edges = [_boundaries(oracle, formats[0], rng)]
    else:
        axes = [interesting(f, CROSS, rng) for f in formats]
        edges = [a.reshape(-1) for a in np.meshgrid(*axes, indexing="ij")]
    half = count - count // 2
    found = []
    for i, fmt in enumerate(formats):
        uniform = rng.integers(0, (1 << fmt.bits) - 1, half, dtype=np.uint64, endpoint=True)
        low, high = _changing(oracle, fmt) if len(formats) == 1 else (fmt.kmin, fmt.kmax)
        near = code_array(fmt, rng.integers(low, high, count // 2, endpoint=True))
        drawn = np.concatenate([uniform, near])
        if oracle.function.symmetry != "none" and isinstance(fmt, Float) and fmt.signed:
            drawn[1::2] = drawn[: len(drawn) - 1 : 2] ^ np.uint64(1 << (fmt.bits - 1))
        found.append(np.concatenate([edges[i], drawn]))
    text = f"{len(edges[0])} boundary inputs and {count} random ones, seed {seed}"
    return Inputs(tuple(found), False, text)


def _boundaries(oracle: Oracle, fmt: Format, rng: np.random.Generator) -> Array:
    """Special codes, and the neighbourhoods of corners, powers of two, 1, the edges of the domain,
    poles, and where the result stops changing."""
    domain = oracle.function.domain
    places = [fmt.kmin, fmt.kmax, *_changing(oracle, fmt)]
    exact = [Fraction(0), Fraction(1), Fraction(-1), *domain.poles]
    exact += [domain.low] if domain.low is not None else []
    places += [nearest(fmt, x) for x in exact]
    if isinstance(fmt, Float) and fmt.subnormals:
        places += [1 << fmt.significand_bits, -(1 << fmt.significand_bits)]
    around = np.array(sorted(places), np.int64)[:, None] + np.arange(-AROUND, AROUND + 1)
    ordinals = np.unique(np.clip(around.reshape(-1), fmt.kmin, fmt.kmax))
    special = np.array(specials(fmt), np.uint64)
    powers = interesting(fmt, 1 << 12, rng)
    return np.unique(np.concatenate([special, code_array(fmt, ordinals), powers]))


def _changing(oracle: Oracle, fmt: Format) -> tuple[int, int]:
    """The first and the last ordinal at which a monotone function has not the result that it has at
    its end; the ends themselves for others."""
    if not isinstance(oracle.function.shape, Everywhere):
        return fmt.kmin, fmt.kmax
    domain = oracle.function.domain
    start = fmt.kmin if domain.low is None else max(fmt.kmin, nearest(fmt, domain.low) + 1)
    inside = nearest(fmt, Fraction(1))
    if domain.poles == (Fraction(0),) and domain.low is None:
        return fmt.kmin, fmt.kmax

    def result(k: int) -> int:
        x = Input.of(fmt.decode(fmt.code_of(k)))
        return correctly_rounded(oracle.function, oracle.fmt, x, oracle.context)

    return _edge(result, start, inside), _edge(result, fmt.kmax, inside)


def _edge(result: Any, end: int, inside: int) -> int:
    """The ordinal next to ``inside`` with the result of ``end``, by halving."""
    wanted = result(end)
    if result(inside) == wanted:
        return end
    while abs(end - inside) > 1:
        middle = (end + inside) // 2
        end, inside = (middle, inside) if result(middle) == wanted else (end, middle)
    return end
