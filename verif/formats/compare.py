"""How two formats differ: codes that mean something else, and numbers that round to something else.

A rounding is constant between neighbouring boundaries. So it is enough to look at every boundary
and every value of both formats, at one number between each two neighbours of these, and beyond
both ends: no difference on any real number is missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

from verif.formats.context import Context, PolicyError
from verif.formats.encode import encode
from verif.formats.format import Format, Threshold
from verif.formats.value import Input, Value

MAX_BITS = 16
MAX_DIGITS = 1 << 30  # bits of all numbers that are looked at, together


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a number rounds to: a code and its value, or the reason why nothing."""

    code: int | None
    value: Value | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """An input, and what each format makes of it."""

    input: Input
    a: Outcome
    b: Outcome


@dataclass(frozen=True, slots=True)
class CodeDifferences:
    """Codes of two formats of one width: how many there are, how many differ, and the first."""

    total: int
    different: int
    first: int | None


@dataclass(frozen=True, slots=True)
class RoundingDifferences:
    """Inputs that were looked at, how many round to different numbers, and the least of them.

    ``zero_signs`` more differ in the sign of a zero only. ``specials`` are differences on
    infinities and NaN.
    """

    total: int
    different: int
    least: Difference | None
    zero_signs: int
    specials: tuple[Difference, ...]


def same_value(a: Value, b: Value) -> bool:
    """Whether two codes mean the same datum; all NaNs and NaR are one, -0 is not 0."""
    if a.is_nan or b.is_nan:
        return a.is_nan and b.is_nan
    return (a.kind, a.sign, a.exact) == (b.kind, b.sign, b.exact)


def code_differences(a: Format, b: Format) -> CodeDifferences:
    """Compare what the codes of two formats of one width mean."""
    unlike = [code for code in a.codes() if not same_value(a.decode(code), b.decode(code))]
    return CodeDifferences(1 << a.bits, len(unlike), unlike[0] if unlike else None)


def rounding_differences(
    a: Format, b: Format, context_a: Context, context_b: Context
) -> RoundingDifferences:
    """Compare two roundings on all real numbers, infinities and NaN."""
    points, unit = _points(a, b, context_a, context_b)
    left, right = _Sweep(a, context_a, unit), _Sweep(b, context_b, unit)
    different = zero_signs = 0
    least: tuple[int, bool, Difference] | None = None
    for x in points:
        first, second = left.at(x), right.at(x)
        if _same_number(first, second):
            zero_signs += not _same_outcome(first, second)
            continue
        different += 1
        if least is None or (abs(x), x < 0) < least[:2]:
            found = Difference(Input.of(Fraction(x, unit)), first, second)
            least = (abs(x), x < 0, found)
    specials = [Input(inf=True), Input(negative=True, inf=True), Input(nan=True)]
    outcomes = [
        Difference(x, _outcome(a, x, context_a), _outcome(b, x, context_b)) for x in specials
    ]
    return RoundingDifferences(
        len(points),
        different,
        least[2] if least else None,
        zero_signs,
        tuple(d for d in outcomes if not _same_number(d.a, d.b)),
    )


def _points(a: Format, b: Format, context_a: Context, context_b: Context) -> tuple[list[int], int]:
    """The numbers to look at, in order, as multiples of one over the second result."""
    # Between the smallest positive and the largest value lie about as many bits as each number has.
    span = max(_span(a), _span(b)) * (a.kmax - a.kmin + b.kmax - b.kmin)
    if span > MAX_DIGITS:
        raise ValueError(f"{a.name} and {b.name} span too many binades to be compared")
    cuts = {Fraction(0)}
    for fmt, context in ((a, context_a), (b, context_b)):
        cuts.update(fmt.value_of(k) for k in range(fmt.kmin, fmt.kmax + 1))
        cuts.update(t.at for _, t in _thresholds(fmt, context))
    unit = 2 * lcm(*{x.denominator for x in cuts})
    at = sorted(x.numerator * (unit // x.denominator) for x in cuts)
    between = [(low + high) // 2 for low, high in pairwise(at)]
    return sorted([at[0] - unit, *at, *between, at[-1] + unit]), unit


def _span(fmt: Format) -> int:
    """Bits of the largest value in units of the smallest positive one."""
    return fmt.max.numerator.bit_length() + fmt.value_of(fmt.min_positive).denominator.bit_length()


def _thresholds(fmt: Format, context: Context) -> Iterator[tuple[int, Threshold]]:
    """Ordinals with the boundary above each, where there is one."""
    for k in range(fmt.kmin - 1, fmt.kmax + 1):
        t = fmt.threshold(k, context.mode)
        if t is not None:
            yield k, t


class _Sweep:
    """The rounding of one format, asked at growing numbers."""

    def __init__(self, fmt: Format, context: Context, unit: int) -> None:
        self._fmt = fmt
        self._context = context
        self._unit = unit
        self._boundaries = [
            (k, t.at.numerator * (unit // t.at.denominator), t.up)
            for k, t in _thresholds(fmt, context)
        ]
        self._next = 0
        first = self._boundaries[0][0] if self._boundaries else fmt.kmin
        self._ordinal = first if first < fmt.kmin else fmt.kmin
        self._last: tuple[int, int] | None = None
        self._outcome = Outcome(None, None)

    def at(self, x: int) -> Outcome:
        """What ``x / unit`` rounds to; ``x`` never falls from one call to the next."""
        while self._next < len(self._boundaries):
            k, at, up = self._boundaries[self._next]
            if x < at or (x == at and not up):
                break
            self._ordinal = k + 1
            self._next += 1
        place = (self._ordinal, (x > 0) - (x < 0))
        if place != self._last:
            self._last = place
            self._outcome = self._find(x)
        return self._outcome

    def _find(self, x: int) -> Outcome:
        fmt, k = self._fmt, self._ordinal
        if x and fmt.kmin <= k <= fmt.kmax and not self._context.flush and fmt.value_of(k):
            code = fmt.code_of(k)
            return Outcome(code, fmt.decode(code))
        return _outcome(fmt, Input.of(Fraction(x, self._unit)), self._context)


def _outcome(fmt: Format, x: Input, context: Context) -> Outcome:
    try:
        code = encode(fmt, x, context)
    except PolicyError as error:
        return Outcome(None, None, str(error))
    return Outcome(code, fmt.decode(code))


def _same_outcome(a: Outcome, b: Outcome) -> bool:
    if a.value is None or b.value is None:
        return a.value is b.value
    return same_value(a.value, b.value)


def _same_number(a: Outcome, b: Outcome) -> bool:
    """As ``_same_outcome``, but -0 equals 0."""
    if a.value is None or b.value is None:
        return a.value is b.value
    if a.value.exact == 0 and b.value.exact == 0:
        return True
    return same_value(a.value, b.value)
