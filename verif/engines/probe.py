"""A quick look for a solution among special values, before anyone tries to prove there is none.

Wrong claims about number formats mostly fail at ends, powers of two and their neighbours; all
combinations of such values are tried at once on arrays. Claims over all reals are tried at simple
fractions, one by one on the reference. Finding nothing says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from random import Random

import numpy as np

from verif.algebra.backend import Unsupported
from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.engine import Found, Query
from verif.engines.samples import formats_of
from verif.engines.vector import Array, evaluate_arrays
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.ir import nodes as n
from verif.ir.evaluate import Evaluation, evaluate_all

COST = 1 << 25
"""Combinations times terms that are computed, those on wide numbers counting ``WIDE`` times."""

WIDE = 16
MANY = 1 << 17

SHOWN = 64
"""Solutions among which the smallest is chosen."""

TOP_BINADES = 9
"""Binades next to the largest number that are looked at one by one."""

_QUARTERS = (4, 6, 8, 5, 7, 12, 2, 3, 1, 16)
SIMPLE = (
    *(sign * Fraction(k, 4) for k in _QUARTERS for sign in (1, -1)),
    Fraction(0),
    Fraction(1, 3),
)
"""Fractions of all signs and some binades, ends and middles of them among them."""

TRIED = 4096
"""Combinations of them that are tried."""


def probe(query: Query, predicate: n.Bool) -> Found | None:
    """A solution; ``None`` where none was met, or arrays cannot do it."""
    if not query.finite:
        return _simple(query, predicate)
    if not query.inputs or not query.variables:
        return None
    terms = sum(1 for _ in n.postorder(predicate))
    wide = any(v.high >= 1 << 32 or v.low < -(1 << 32) for v in query.variables)
    return _look(query, predicate, min(MANY, COST // (terms * (WIDE if wide else 1))))


def _look(query: Query, predicate: n.Bool, size: int) -> Found | None:
    """Try a grid of at most ``size`` combinations."""
    count = len(query.variables)
    each = max(2, int(size ** (1 / count)))
    formats = formats_of([predicate])
    grids: dict[n.Var, Array] = {}
    axes: list[list[int]] = []
    for i, v in enumerate(query.variables):
        values = values_of(v, formats.get(v), each)
        axes.append(values)
        shape = [1] * count
        shape[i] = len(values)
        kind = np.int64 if v.high < 1 << 62 and v.low > -(1 << 62) else object
        grids[v] = np.array(values, dtype=kind).reshape(shape)
    try:
        (hits,) = evaluate_arrays([predicate], grids)
    except (Unsupported, MemoryError):
        return None
    places = np.argwhere(np.broadcast_to(hits, [len(a) for a in axes]))
    witnesses = [
        {v: axes[i][k] for i, (v, k) in enumerate(zip(query.variables, place, strict=True))}
        for place in places[:SHOWN]
    ]
    if not witnesses:
        return None

    def rank(witness: dict[n.Var, int]) -> tuple[object, ...]:
        return (*evaluate_all(query.order, witness), *witness.values())

    return Found(None, min(witnesses, key=rank), minimal=False)


def _simple(query: Query, predicate: n.Bool) -> Found | None:
    """A solution among simple fractions, with special values of the finite variables."""
    formats = formats_of([predicate])
    axes: list[Sequence[int | Fraction]] = [
        values_of(v, formats.get(v), 16) for v in query.variables
    ]
    axes += [SIMPLE] * len(query.reals)
    claim = Evaluation([predicate])
    for values in islice(product(*axes), TRIED):
        witness = dict(zip(query.all_variables, values, strict=True))
        try:
            if claim.at(witness)[0] is True:
                return Found(None, witness, minimal=False)
        except (NotExact, TooLarge):
            continue
    return None


def values_of(v: n.Var, fmt: Format | None, count: int) -> list[int]:
    """At most ``count`` values of a variable, the most telling first, no two alike."""
    return list(_values(v.low, v.high, fmt, count))


@lru_cache(maxsize=8)
def _values(low: int, high: int, fmt: Format | None, count: int) -> tuple[int, ...]:
    """The same of a range, kept as most claims of a file ask for the same ones."""
    if high - low < count:
        return tuple(range(low, high + 1))
    chosen: dict[int, None] = {}
    for value in _candidates(low, high, fmt, Random(0)):
        if low <= value <= high:
            chosen[value] = None
            if len(chosen) == count:
                break
    return tuple(chosen)


def _candidates(low: int, high: int, fmt: Format | None, random: Random) -> Iterator[int]:
    yield from (low, high, 0, 1, -1)
    if isinstance(fmt, Float):
        yield from _floats(fmt)
    for i in range(high.bit_length() + 1):
        yield from ((1 << i), (1 << i) - 1, -(1 << i))
    bits = (high - low).bit_length()
    for _ in range(1 << 19):  # many times faster than numbers of the range itself
        yield low + random.getrandbits(bits)


def _floats(fmt: Float) -> Iterator[int]:
    """Codes with a telling exponent and a telling significand, of both signs."""
    m = fmt.significand_bits
    for negative in (False, True):
        infinity = fmt.inf_code(negative)
        if infinity is not None:
            yield infinity
    top = max(fmt.kmax, -fmt.kmin) >> m
    middle = min(max(fmt.bias, 1), top)
    exponents: Sequence[int] = [top, 0, 1, middle, middle + 1, middle - 1]
    exponents = [*exponents, *range(top - 1, max(top - TOP_BINADES, 0), -1)]
    half = 1 << max(m - 1, 0)
    significands = dict.fromkeys(
        [0, (1 << m) - 1, 1, half, max((1 << m) - 2, 0), half - 1, half + 1]
    )
    for e in exponents:
        for s in significands:
            magnitude = (e << m) | (s & ((1 << m) - 1))
            yield magnitude
            if fmt.signed:
                yield magnitude | (1 << fmt.magnitude_bits)
