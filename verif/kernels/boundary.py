"""Inputs on which rounding errors show: boundaries between results, and special codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np

from verif.base.exact import floor_log2, pow2
from verif.formats.context import Mode
from verif.formats.encode import rounded_ordinal
from verif.formats.float_ import Float
from verif.formats.format import Format

Array = np.ndarray[Any, Any]

LISTED = 1 << 10
"""Formats with up to this many values have every boundary tried."""

SOME = 1 << 8
"""How many random boundaries of the other formats are tried, beside those at the corners."""


def boundary_codes(source: Format, results: Sequence[Format], rng: np.random.Generator) -> Array:
    """Special codes of ``source``, and the codes at and around each boundary of the results.

    A boundary is a value or the middle of two neighbours. Around it are the codes at a distance
    of ``2**k`` for every bit ``k`` of the significand, on both sides: a rounding that goes wrong
    because it passes through some other format goes wrong within such a distance.
    """
    steps = [1 << k for k in range(fraction_bits(source))]
    offsets = np.array([0, *steps, *(-s for s in steps)], dtype=np.int64)
    near = {nearest(source, x) for fmt in results for x in boundaries(fmt, rng)}
    ordinals = np.array(sorted(near | set(_corners(source))), dtype=np.int64)
    around = (ordinals[:, None] + offsets[None, :]).reshape(-1)
    around = np.unique(np.clip(around, source.kmin, source.kmax))
    return np.concatenate([np.array(specials(source), np.uint64), code_array(source, around)])


def boundaries(fmt: Format, rng: np.random.Generator) -> Iterable[Fraction]:
    """Values and middles of ``fmt``, the bounds of overflow included."""
    ordinals: Iterable[int] = range(fmt.kmin - 1, fmt.kmax + 1)
    if fmt.kmax - fmt.kmin > LISTED:
        some = rng.integers(fmt.kmin, fmt.kmax, SOME).tolist()
        ordinals = sorted({fmt.kmin - 1, *_corners(fmt), fmt.kmax, *some})
    for k in ordinals:
        low, high = fmt.value_of(k), fmt.value_of(k + 1)
        yield from (low, (low + high) / 2, high)


def interesting(fmt: Format, most: int, rng: np.random.Generator) -> Array:
    """Up to ``most`` codes: special ones, corners, powers of two and a few random ones."""
    ordinals = [*_corners(fmt)]
    powers = [Fraction(2) ** e for e in range(-24, 25)]
    ordinals += [nearest(fmt, x) + d for x in powers for d in (0, 1, -1)]
    ordinals += [-k for k in ordinals]
    kept = [k for k in dict.fromkeys(ordinals) if fmt.kmin <= k <= fmt.kmax]
    codes = [*specials(fmt), *code_array(fmt, np.array(kept, dtype=np.int64)).tolist()]
    codes = list(dict.fromkeys(codes))
    if len(codes) > most:  # keep the special ones, and some of the others
        first = len(specials(fmt))
        picked = rng.permutation(len(codes) - first)[: most - first] + first
        codes = [*codes[:first], *(codes[i] for i in sorted(picked.tolist()))]
    return np.array(codes[:most], dtype=np.uint64)


def specials(fmt: Format) -> list[int]:
    """The codes of zeros and infinities, and some of NaN."""
    found = [fmt.zero, fmt.negative_zero, fmt.inf_code(False), fmt.inf_code(True)]
    found.append(fmt.canonical_nan)
    if isinstance(fmt, Float):
        for p in fmt.nan:
            found += [p.value | 1, p.value | (~p.mask & ((1 << fmt.bits) - 1))]
        sign = 1 << (fmt.bits - 1)
        found += [c | sign for c in found if c is not None]
    codes = dict.fromkeys(c for c in found if c is not None)
    return list(codes)


def nearest(fmt: Format, x: Fraction) -> int:
    """The ordinal of ``x`` rounded toward zero, within the format."""
    if isinstance(fmt, Float) and fmt.subnormals and x:
        # The search below works for any format, but wide ones have many ordinals.
        bits = fmt.significand_bits
        e = max(floor_log2(abs(x)), 1 - fmt.bias)
        whole = floor(abs(x) * pow2(bits - e))
        size = ((e + fmt.bias - 1) << bits) + whole
        return min(max(-size if x < 0 else size, fmt.kmin), fmt.kmax)
    return min(max(rounded_ordinal(fmt, x, Mode.RTZ), fmt.kmin), fmt.kmax)


def ordinal_range(source: Format, result: Format) -> tuple[int, int]:
    """The positive ordinals of ``source`` from a little below the results to a little above."""
    low = nearest(source, result.value_of(result.min_positive) / 4)
    high = nearest(source, result.max * 4)
    return (low, high) if low < high else (0, source.kmax)


def code_array(fmt: Format, ordinals: Array) -> Array:
    """The codes of ordinals."""
    if isinstance(fmt, Float) and fmt.has_zero and fmt.signed:
        sign = np.uint64(1 << (fmt.bits - 1))
        size = np.abs(ordinals).astype(np.uint64)
        return np.where(ordinals < 0, size | sign, size)
    return np.array([fmt.code_of(int(k)) for k in ordinals], dtype=np.uint64)


def _corners(fmt: Format) -> list[int]:
    """Ordinals at the ends, about zero and about the smallest normal number."""
    ends = [fmt.kmin, fmt.kmin + 1, fmt.kmax - 1, fmt.kmax, -2, -1, 0, 1, 2]
    if isinstance(fmt, Float) and fmt.subnormals:
        normal = 1 << fmt.significand_bits
        ends += [normal - 1, normal, normal + 1, 1 - normal, -normal, -normal - 1]
    return [k for k in dict.fromkeys(ends) if fmt.kmin <= k < fmt.kmax]


def fraction_bits(fmt: Format) -> int:
    """How many bits below the leading one two neighbours differ in."""
    return fmt.significand_bits if isinstance(fmt, Float) else min(fmt.bits - 1, 16)
