"""Every primitive on bit-vector terms against Python's integers, around every kind of bound."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import isqrt
from typing import Any

import numpy as np
import pytest
import z3

from tests.bitvectors import Inputs
from verif.algebra.backend import Lookup, Unsupported
from verif.algebra.integer import Int, flag, land, lnot, lor, select
from verif.algebra.z3_backend import MAX_TABLE, MAX_WIDTH, Z3Backend, width_of

BACKEND = Z3Backend()
Range = tuple[int, int]


def ranges(limit: int, low: int | None = None) -> list[Range]:
    """All pairs of bounds up to ``limit`` in magnitude."""
    first = -limit if low is None else low
    return [(a, b) for a in range(first, limit + 1) for b in range(a, limit + 1)]


def values_of(bounds: Range) -> list[int]:
    """All integers between the bounds, or the ends and some between them."""
    low, high = bounds
    if high - low <= 24:
        return list(range(low, high + 1))
    rng = random.Random(low ^ high)
    near = [low, low + 1, high - 1, high, -1, 0, 1, low // 2, high // 2]
    near += [s * (1 << k) + d for k in (7, 8, 31, 32, 62, 63, 64) for s in (1, -1) for d in (-1, 0)]
    near += [rng.randint(low, high) for _ in range(8)]
    return sorted({v for v in near if low <= v <= high})


def operand(name: str, bounds: Range, wider: int = 0, signed: bool = False) -> Int:
    """A variable; ``wider`` bounds are known to its term, closer ones by a cap."""
    low, high = bounds
    first = low - wider if signed or low < 0 else max(0, low - wider)
    x, _ = BACKEND.variable(name, first, high + wider)
    return x.capped(low, high)


def unsigned(x: int, term: Any) -> int:
    return x & ((1 << term.size()) - 1)


def inputs(operands: Sequence[Int], points: Sequence[tuple[int, ...]]) -> Inputs:
    """Arrays for the variables behind the operands."""
    arrays = {}
    for i, x in enumerate(operands):
        if isinstance(x.value, int):
            continue
        boxed = np.empty(len(points), dtype=object)
        boxed[:] = [unsigned(p[i], x.value.term) for p in points]
        arrays[x.value.term.decl().name()] = boxed
    return Inputs(arrays)


def numbers(at: Inputs, found: Int, width: int | None = None) -> list[int]:
    """The integers that a result means, read at its own or another width."""
    if isinstance(found.value, int):
        return [found.value]
    width = width_of(found.low, found.high) if width is None else width
    read = [int(v) for v in at.value(BACKEND.term(found, width))]
    top = 1 << (width - 1)
    return [v - 2 * top if found.low < 0 and v >= top else v for v in read]


def spread(found: list[Any], count: int) -> list[Any]:
    return found * count if len(found) == 1 else found


def check_int(
    operands: Sequence[Int], points: Sequence[tuple[int, ...]], found: Int, expected: list[int]
) -> None:
    """The result means what it should and keeps within its bounds, at any width that holds it."""
    at = inputs(operands, points)
    assert all(found.low <= v <= found.high for v in expected), (found.low, found.high)
    assert spread(numbers(at, found), len(points)) == expected
    if not isinstance(found.value, int):
        width = width_of(found.low, found.high)
        assert spread(numbers(at, found, width + 3), len(points)) == expected


def check_truth(
    operands: Sequence[Int], points: Sequence[tuple[int, ...]], found: Any, expected: list[bool]
) -> None:
    at = inputs(operands, points)
    assert spread([bool(v) for v in at.value(found)], len(points)) == expected


Binary = tuple[Callable[[Int, Int], Any], Callable[[int, int], Any]]

ARITHMETIC: dict[str, Binary] = {
    "add": (lambda x, y: x + y, lambda a, b: a + b),
    "sub": (lambda x, y: x - y, lambda a, b: a - b),
    "mul": (lambda x, y: x * y, lambda a, b: a * b),
    "min": (lambda x, y: x.min(y), min),
    "max": (lambda x, y: x.max(y), max),
    "lt": (lambda x, y: x.lt(y), lambda a, b: a < b),
    "le": (lambda x, y: x.le(y), lambda a, b: a <= b),
    "eq": (lambda x, y: x.eq(y), lambda a, b: a == b),
    "select": (lambda x, y: select(BACKEND, x.lt(y), y, x), max),
}
SHIFTS: dict[str, Binary] = {
    "shl": (lambda x, y: x << y, lambda a, b: a << b),
    "shr": (lambda x, y: x >> y, lambda a, b: a >> b),
    "cut": (lambda x, y: x.cut(y)[0], lambda a, b: a >> b if b <= 99 else (-1 if a < 0 else 0)),
    "loses": (lambda x, y: x.cut(y)[1], lambda a, b: a >> b << b != a),
}
DIVISION: dict[str, Binary] = {
    "div": (lambda x, y: x // y, lambda a, b: a // b),
    "quotient": (lambda x, y: x.divide(y)[0], lambda a, b: a // b),
    "rest": (lambda x, y: x.divide(y)[1], lambda a, b: a % b),
}
BITS: dict[str, Binary] = {
    "and": (lambda x, y: x & y, lambda a, b: a & b),
    "or": (lambda x, y: x | y, lambda a, b: a | b),
    "xor": (lambda x, y: x ^ y, lambda a, b: a ^ b),
}
GROUPS = {"arithmetic": ARITHMETIC, "shifts": SHIFTS, "division": DIVISION, "bits": BITS}
LOWEST: dict[str, tuple[int | None, int | None]] = {
    "arithmetic": (None, None),
    "shifts": (None, 0),
    "division": (None, 1),
    "bits": (0, 0),
}
"""From where the bounds of the first and of the second operand begin; ``None``: below 0 too."""


def check_pair(group: str, first: Range, second: Range, wider: int = 0) -> None:
    """All operations of a group on all values between two pairs of bounds."""
    signed = group == "arithmetic"
    x, y = operand("x", first, wider), operand("y", second, wider, signed)
    points = list(product(values_of(first), values_of(second)))
    for make, expected in GROUPS[group].values():
        found = make(x, y)
        wanted = [expected(a, b) for a, b in points]
        check = check_int if isinstance(found, Int) else check_truth
        check((x, y), points, found, wanted)


def bounds_of(group: str, limit: int) -> tuple[list[Range], list[Range]]:
    first, second = LOWEST[group]
    return ranges(limit, first), ranges(limit, second)


@pytest.mark.parametrize("group", GROUPS)
def test_all_small_bounds(group: str) -> None:
    for first, second in product(*bounds_of(group, 3)):
        check_pair(group, first, second)


def some_bounds(group: str, limit: int, count: int) -> Iterator[tuple[Range, Range]]:
    """Pairs of bounds up to ``limit``, those at powers of two more often."""
    rng = random.Random(limit)
    ends = [1 << k for k in range(limit.bit_length())]
    ends = [e + d for e in ends for d in (-1, 0, 1)]
    ends = [s * e for e in ends for s in (1, -1) if e <= limit]

    def bounds(lowest: int | None) -> Range:
        least = -limit if lowest is None else lowest
        pair = [rng.choice(ends) if rng.random() < 0.6 else rng.randint(-limit, limit)
                for _ in range(2)]  # fmt: skip
        low, high = sorted(max(least, e) for e in pair)
        return low, high

    first, second = LOWEST[group]
    for _ in range(count):
        yield bounds(first), bounds(second)


@pytest.mark.parametrize("group", GROUPS)
def test_some_bounds_up_to_nine(group: str) -> None:
    for first, second in some_bounds(group, 9, 120):
        check_pair(group, first, second)


@pytest.mark.parametrize(
    "most", [pytest.param(5, marks=pytest.mark.long), pytest.param(9, marks=pytest.mark.hour)]
)
@pytest.mark.parametrize("group", GROUPS)
def test_all_bounds(group: str, most: int) -> None:
    for first, second in product(*bounds_of(group, most)):
        check_pair(group, first, second)


@pytest.mark.parametrize("group", GROUPS)
def test_capped_bounds(group: str) -> None:
    """Bounds that came later leave a term wider than they ask for, or signed."""
    for i, (first, second) in enumerate(some_bounds(group, 9, 80)):
        check_pair(group, first, second, wider=(1, 7, 20)[i % 3])


@pytest.mark.share(3)
@pytest.mark.parametrize("group", ["arithmetic", "division", "bits"])
@pytest.mark.parametrize("limit", [1 << 31, 1 << 62, 1 << 64, 3 << 80])
def test_wide_bounds(group: str, limit: int) -> None:
    for first, second in some_bounds(group, limit, 12):
        check_pair(group, first, second)


def test_long_shifts() -> None:
    """Shifts by the width of the number and far more."""
    for first in [(0, 1), (0, 9), (-1, 0), (-8, 7), (-9, 9), (3, 5), (-7, -2), (-256, 255)]:
        for second in [(0, 3), (0, 17), (2, 70), (0, 300)]:
            check_pair("shifts", first, second)
            check_pair("shifts", first, second, wider=5)


def test_constants_join_variables() -> None:
    for group, table in GROUPS.items():
        first, second = LOWEST[group]
        for c in range(-9, 10):
            for variable_first in (True, False):
                low = second if variable_first else first
                if low is not None and c < low:
                    continue
                bounds = (max(-6, (first if variable_first else second) or -6), 7)
                if (first if variable_first else second) == 0:
                    bounds = (0, 7)
                x = operand("x", bounds)
                y = x.const(c)
                operands = (x, y) if variable_first else (y, x)
                points = [(a, c) if variable_first else (c, a) for a in values_of(bounds)]
                for make, expected in table.values():
                    found = make(*operands)
                    wanted = [expected(a, b) for a, b in points]
                    check = check_int if isinstance(found, Int) else check_truth
                    check(operands, points, found, wanted)


def test_one_operand() -> None:
    for bounds in [*ranges(9), (-(1 << 70), 5), (0, 1 << 63), (-256, 255), (-128, 0)]:
        for wider in (0, 6):
            x = operand("x", bounds, wider)
            points = [(v,) for v in values_of(bounds)]
            check_int((x,), points, -x, [-v for (v,) in points])
            check_int((x,), points, abs(x), [abs(v) for (v,) in points])
            check_truth((x,), points, x.is_odd(), [v % 2 == 1 for (v,) in points])
            sign = x.lt(x.const(0))
            check_int((x,), points, flag(BACKEND, sign), [int(v < 0) for (v,) in points])
            both = lor(BACKEND, sign, x.eq(x.const(3)))
            check_truth((x,), points, both, [v < 0 or v == 3 for (v,) in points])
            neither = land(BACKEND, lnot(BACKEND, sign), lnot(BACKEND, x.eq(x.const(3))))
            check_truth((x,), points, neither, [not (v < 0 or v == 3) for (v,) in points])


@pytest.mark.parametrize("wider", [0, 5])
def test_bit_length_and_root(wider: int) -> None:
    tops = [*range(40), 63, 64, 255, 256, 1023, (1 << 31) - 1, 1 << 62, (1 << 63) + 5, 1 << 90]
    for low, high in [(low, high) for high in tops for low in (0, 1, 5) if low <= high]:
        x = operand("x", (low, high), wider)
        points = [(v,) for v in values_of((low, high))]
        squares = {r * r + d for r in (isqrt(high), isqrt(high) // 2) for d in (-1, 0, 1)}
        points += [(v,) for v in squares if low <= v <= high]
        check_int((x,), points, x.bit_length(), [v.bit_length() for (v,) in points])
        check_int((x,), points, x.isqrt(), [isqrt(v) for (v,) in points])


def test_all_roots_of_nine_bits() -> None:
    x = operand("x", (0, 511))
    points = [(v,) for v in range(512)]
    check_int((x,), points, x.isqrt(), [isqrt(v) for v in range(512)])
    check_int((x,), points, x.bit_length(), [v.bit_length() for v in range(512)])


def test_tables() -> None:
    rng = random.Random(1)
    for size in [2, 3, 5, 8, 9, 16, 100]:
        for low, high in [(0, 1), (-3, 4), (-1, -1), (-128, 127), (0, 1 << 70), (-(1 << 70), 0)]:
            table = Lookup([rng.randint(low, high) for _ in range(size)])
            for first, last in [(0, size - 1), (1, size - 1), (0, size // 2), (size - 1, size - 1)]:
                for wider in (0, 3):
                    index = operand("i", (first, last), wider)
                    points = [(i,) for i in range(first, last + 1)]
                    found = index.take(table)
                    check_int((index,), points, found, [table.values[i] for (i,) in points])


def test_bounds_of_a_variable() -> None:
    """The condition that goes with a variable admits exactly the values between its bounds."""
    for low, high in ranges(9):
        x, bounded = BACKEND.variable("x", low, high)
        if low == high:
            assert bounded is True and x.value == low
            continue
        term = x.value.term
        every = np.array(range(1 << term.size()), dtype=object)
        admitted = spread([bool(v) for v in Inputs({"x": every}).value(bounded)], len(every))
        top = 1 << (term.size() - 1)
        means = [v - 2 * top if low < 0 and v >= top else v for v in range(len(every))]
        assert [m for m, a in zip(means, admitted, strict=True) if a] == sorted(
            range(low, high + 1), key=lambda m: unsigned(m, term)
        )
        for v in range(low, high + 1):
            assert BACKEND.constant(x, v).as_long() == unsigned(v, term)


def test_widths() -> None:
    def spans(width: int, signed: bool) -> Range:
        half = 1 << (width - 1)
        return (-half, half - 1) if signed else (0, 2 * half - 1)

    for low, high in [*ranges(40), (-(1 << 64), 0), (0, 1 << 64), (-1, (1 << 64) - 1)]:
        width, signed = width_of(low, high), low < 0
        first, last = spans(width, signed)
        assert first <= low and high <= last
        if width > 1 and high >= 0:
            first, last = spans(width - 1, signed)
            assert low < first or high > last, "a bit less would do"


def test_what_is_too_wide_is_refused() -> None:
    x, _ = BACKEND.variable("x", 0, (1 << (MAX_WIDTH - 1)) - 1)
    assert numbers(inputs((x,), [(5,)]), x + x) == [10]  # exactly the widest
    with pytest.raises(Unsupported, match="bits"):
        x * x
    with pytest.raises(Unsupported, match="bits"):
        (x + x) + (x + x)
    index, _ = BACKEND.variable("i", 0, MAX_TABLE)
    with pytest.raises(Unsupported, match="entries"):
        index.take(Lookup(range(MAX_TABLE + 1)))


def test_z3_itself_agrees() -> None:
    """The same through Z3's simplifier, which the other tests do without."""
    rng = random.Random(3)
    for group, table in GROUPS.items():
        for first, second in some_bounds(group, 9, 8):
            x, y = operand("x", first), operand("y", second)
            for make, expected in table.values():
                a, b = rng.randint(*first), rng.randint(*second)
                found = make(x, y)
                if isinstance(found, bool):
                    continue
                if isinstance(found, Int):
                    term, wanted = BACKEND.term(found, 12), expected(a, b) & 0xFFF
                else:
                    term, wanted = found, expected(a, b)
                pairs = [
                    (v.value.term, BACKEND.constant(v, value))
                    for v, value in ((x, a), (y, b))
                    if not isinstance(v.value, int)
                ]
                shown = z3.simplify(z3.substitute(term, *pairs))
                assert (shown.as_long() if isinstance(found, Int) else z3.is_true(shown)) == wanted
