"""Rounding to narrow formats of any family by binary search over their boundaries.

A number becomes an integer key that orders as the number does against every boundary; the search
then needs one comparison for each bit of the number of regions. For any backend.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from verif.algebra.backend import Lookup, Unsupported
from verif.algebra.integer import Int, flag, select
from verif.algebra.lazy import Number, Surd, exact
from verif.algebra.real import Real
from verif.base.exact import floor_log2
from verif.formats.context import Context
from verif.formats.format import Format
from verif.formats.identity import by_identity
from verif.formats.policy_circuit import code_or_refuse, ordinal_code, outcomes

MAX_FRACTION = 40
"""Boundaries of more significant bits are compared in fixed point."""


@dataclass(frozen=True, slots=True)
class _Region:
    """Numbers from a boundary on: above it, or at it too where ``closed``."""

    at: Fraction
    closed: bool
    code: int


class Search:
    """The regions of a format in one context; ``first`` is the code of the lowest."""

    def __init__(self, fmt: Format, context: Context) -> None:
        self.name = fmt.name
        self.first, self.regions = _regions(fmt, context)

    @cached_property
    def fraction(self) -> int | None:
        """Fraction bits after the leading one that every boundary has at most; ``None`` where
        some boundary has too many, a decimal for one."""
        places = [_places(r.at) for r in self.regions if r.at]
        if any(p is None or p > MAX_FRACTION for p in places):
            return None
        return max([1, *(p for p in places if p is not None)])

    @cached_property
    def exponents(self) -> tuple[int, int]:
        """The least and the greatest exponent of a boundary."""
        found = [floor_log2(abs(r.at)) for r in self.regions if r.at] or [0]
        return min(found), max(found)

    def code(self, number: Number) -> tuple[Int, Real]:
        """The code that a non-zero number rounds to, and a real with the same zeros."""
        if self.fraction is not None:
            real = number.odd(self.fraction + 2)
            key = self._floating_key(real, self.fraction)
            bounds = [self._floating_bound(r, self.fraction) for r in self.regions]
        else:
            if isinstance(number, Surd):
                raise Unsupported(f"a square root rounded to {self.name}")
            real = exact(number)
            key, bounds = self._fixed_keys(real)
        codes = [self.first, *(r.code for r in self.regions)]
        return _search(key, bounds, codes), real

    # --- keys ---------------------------------------------------------------------------------

    def _floating_key(self, real: Real, fraction: int) -> Int:
        """Sign, exponent, leading bits, and whether anything follows: below every boundary 1."""
        size = abs(real.sig)
        low, high = self.exponents
        zero = size.const(0)
        length = size.bit_length()
        lead = length - length.const(1) + real.exp
        up = length.const(fraction + 1) - length
        kept, lost = size.cut((-up).max(zero))
        whole = kept << up.max(zero)  # the leading bit is bit `fraction`, but for a zero
        rest = (whole & zero.const((1 << fraction) - 1)) << 1
        inside = lead.max(lead.const(low)).min(lead.const(high + 1)) - lead.const(low - 1)
        key = (inside << (fraction + 1)) + rest + flag(size.backend, lost)
        key = select(size.backend, lead.lt(lead.const(low)), key.const(1), key)
        key = select(size.backend, real.is_zero(), key.const(0), key)
        return select(size.backend, real.is_negative(), -key, key)

    def _floating_bound(self, region: _Region, fraction: int) -> int:
        """The least key of a region."""
        if not region.at:
            return 0 if region.closed else 1
        size = abs(region.at)
        e = floor_log2(size)
        rest = (size / Fraction(2) ** e - 1) * (1 << fraction)
        key = ((e - self.exponents[0] + 1) << (fraction + 1)) + (int(rest) << 1)
        return (key if region.at > 0 else -key) + (0 if region.closed else 1)

    def _fixed_keys(self, real: Real) -> tuple[Int, list[int]]:
        """The number in a unit of which it is a multiple, and the boundaries in that unit."""
        if not real.den.constant:
            raise Unsupported(f"a quotient rounded to {self.name}")
        real = real.fixed()
        common = lcm(real.den.low, *(r.at.denominator for r in self.regions))
        factor = common // real.den.low
        unit = Fraction(2) ** real.exp.low / common
        bounds = []
        for region in self.regions:
            at = region.at / unit
            whole = at.__floor__()
            bounds.append(whole if region.closed and at == whole else whole + 1)
        return real.sig * real.sig.const(factor), bounds


def _search(key: Int, bounds: list[int], codes: list[int]) -> Int:
    """``codes[i]`` for the number ``i`` of bounds that do not exceed ``key``."""
    steps = len(bounds).bit_length()
    beyond = max([key.high, *bounds]) + 1
    padded = bounds + [beyond] * ((1 << steps) - 1 - len(bounds))
    index = key.const(0)
    for i in range(steps):
        # The bounds in the middle of what is left, one for each outcome so far.
        half = 1 << (steps - 1 - i)
        middle = Lookup([padded[p * 2 * half + half - 1] for p in range(1 << i)])
        above = index.take(middle).le(key)
        index = (index << 1) + flag(key.backend, above)
    table = codes + codes[-1:] * ((1 << steps) - len(codes))
    return index.take(Lookup(table))


def _regions(fmt: Format, context: Context) -> tuple[int, list[_Region]]:
    """The code below all boundaries, and the regions above, in order, neighbours unlike."""
    out = outcomes(fmt, context)

    def code(k: int, negative: bool) -> int:
        return code_or_refuse(ordinal_code(fmt, context, out, k, negative), "a rounded number")

    low: Fraction | None = None  # where ordinal k begins; None is below everything
    closed = False
    first: int | None = None
    regions: list[_Region] = []
    for k in range(fmt.kmin - 1, fmt.kmax + 2):
        t = fmt.threshold(k, context.mode) if k <= fmt.kmax else None
        if k == fmt.kmin - 1 and t is None:
            continue  # never rounded to: what lies below belongs to kmin
        negative = low is None or low < 0
        if first is None:
            first = code(k, True)
        elif low is not None:
            regions.append(_Region(low, closed, code(k, negative)))
        spans = negative and (t is None or t.at > 0)
        if spans and code(k, True) != code(k, False):
            regions.append(_Region(Fraction(0), False, code(k, False)))
        if t is None:  # the last
            break
        if low is not None and (t.at, not t.up) < (low, not closed):
            raise Unsupported(f"the boundaries of {fmt.name} are not in order")
        low, closed = t.at, t.up
    assert first is not None, "a format has a finite value"
    return first, _merged(first, regions)


def _merged(first: int, regions: list[_Region]) -> list[_Region]:
    kept: list[_Region] = []
    for region in regions:
        if region.code != (kept[-1].code if kept else first):
            kept.append(region)
    return kept


@by_identity
def search(fmt: Format, context: Context) -> Search:
    """The search of a format and a context, made once."""
    return Search(fmt, context)


def _places(x: Fraction) -> int | None:
    """Fraction bits after the leading bit of a dyadic number; ``None`` for others."""
    if x.denominator & (x.denominator - 1):
        return None
    n = abs(x.numerator)
    return (n // (n & -n)).bit_length() - 1 if n else 0
