"""Rounding by distance over the list of a small format's values, for comparison with the real one.

Only ``decode`` of a format is taken from the package; what a mode and a policy mean is read off
``docs/reference/language.md`` a second time here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from verif.formats.context import Policies
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.formats.table import Table
from verif.formats.value import Value


class Refused(Exception):
    """The policy ``error`` was met."""


@dataclass(frozen=True)
class Root:
    """The square root of a positive rational."""

    square: Fraction


Exact = Fraction | Root


def order(x: Exact, t: Fraction) -> int:
    """The sign of ``x - t``."""
    if isinstance(x, Root):
        return 1 if t < 0 else (x.square > t * t) - (x.square < t * t)
    return (x > t) - (x < t)


class Rounder:
    """The values of a format in order, with what lies beyond them."""

    def __init__(self, fmt: Format) -> None:
        self.fmt = fmt
        decoded = [(fmt.decode(c), c) for c in range(1 << fmt.bits)]
        plain = [(v.exact, c) for v, c in decoded if v.exact is not None]
        minus = {c for v, c in decoded if v.exact == 0 and v.sign < 0}
        self.values = sorted((v, c) for v, c in plain if c not in minus)
        self.codes = dict(self.values)
        self.minus_zero = min(minus, default=None)
        self.zero = next((c for v, c in self.values if v == 0), None)
        self.infs = {v.sign: c for v, c in reversed(decoded) if v.kind == "inf"}
        self.nan = fmt.canonical_nan
        self.signed = self.values[0][0] < 0
        self.top, self.bottom = self.values[-1][0], self.values[0][0]
        self.above = self.top + self._gap(self.values[-1][0], self.values[-2:])
        self.below = self.bottom - self._gap(abs(self.bottom), self.values[:2])
        if not self.signed and self.zero is None:
            self.below = Fraction(0)

    def _gap(self, end: Fraction, last: list[tuple[Fraction, int]]) -> Fraction:
        """From an end to the next value, if the format went on."""
        fmt = self.fmt
        if not isinstance(fmt, Float):
            return last[1][0] - last[0][0]
        if not end:
            return self.values[1][0]
        m = fmt.significand_bits
        gap = Fraction(2) ** (1 - fmt.bias - m) if fmt.subnormals else Fraction(0)
        power = Fraction(1)
        while power > end:
            power /= 2
        while power * 2 <= end:
            power *= 2
        return max(gap, power / 2**m)

    # --- policies -----------------------------------------------------------------------------

    def code(self, x: Value | Root, mode: str, said: Policies) -> int:
        """The code that ``x`` rounds to."""
        if isinstance(self.fmt, Posit) and isinstance(x, Value) and x.kind != "finite":
            assert self.nan is not None
            return self.nan
        policies = said.over(self.fmt.policies)
        full = len(self.infs) == 1 + self.signed or (self.infs and self.nan is not None)
        overflow = policies.overflow or (
            "inf" if full else "nan" if self.nan is not None else "saturate"
        )
        if isinstance(x, Value) and x.is_nan:
            match policies.on_nan or ("nan" if self.nan is not None else "error"):
                case "zero":
                    return self._zero(False, policies)
                case "max":
                    return self.values[-1][1]
                case choice:
                    return self._nan(choice)
        if isinstance(x, Value) and x.kind == "inf":
            if x.sign < 0 and not self.signed:
                return self._negative(policies)
            return self._beyond(policies.on_inf or overflow, x.sign)
        exact: Exact = x if isinstance(x, Root) else x.exact or Fraction(0)
        negative = isinstance(x, Value) and x.sign < 0
        if order(exact, Fraction(0)) == 0:
            return self._zero(negative, policies)
        found = self._posit(exact, mode) if isinstance(self.fmt, Posit) else None
        if found is None:
            found = self._neighbour(exact, mode)
        if found > self.top:
            return self._beyond(overflow, 1)
        if found < self.bottom and (found or negative):
            return self._beyond(overflow, -1) if self.signed else self._negative(policies)
        tiny = policies.flush and isinstance(self.fmt, Float) and self.fmt.subnormals
        if not found or (tiny and abs(found) < Fraction(2) ** (1 - self.fmt.bias)):  # type: ignore[attr-defined]
            return self._zero(negative, policies)
        return self.codes[found]

    def _nan(self, choice: str) -> int:
        if choice == "error":
            raise Refused
        assert self.nan is not None
        return self.nan

    def _zero(self, negative: bool, policies: Policies) -> int:
        if self.zero is None:
            if (policies.on_zero or "min") != "min":
                return self._nan(str(policies.on_zero))
            return min(c for v, c in self.values if v == min(w for w, _ in self.values if w > 0))
        return self.minus_zero if negative and self.minus_zero is not None else self.zero

    def _negative(self, policies: Policies) -> int:
        choice = policies.on_negative or ("nan" if self.nan is not None else "saturate")
        return self.values[0][1] if choice == "saturate" else self._nan(choice)

    def _beyond(self, choice: str, sign: int) -> int:
        if choice == "saturate":
            return self.values[-1 if sign > 0 else 0][1]
        if choice == "inf" and sign in self.infs:
            return self.infs[sign]
        return self._nan(choice)

    # --- modes --------------------------------------------------------------------------------

    def _neighbour(self, x: Exact, mode: str) -> Fraction:
        """The value next to ``x`` that a mode chooses; one beyond the ends stands for overflow."""
        line = [self.below, *(v for v, _ in self.values), self.above]
        if (at := next((v for v in line[1:-1] if order(x, v) == 0), None)) is not None:
            return at
        up = order(x, Fraction(0)) > 0
        beyond = order(x, self.top) > 0 or (self.signed and order(x, self.bottom) < 0)
        if beyond and mode in ("RTZ", "RTP", "RTN", "RTO"):
            away = mode == "RTO" or mode == ("RTP" if up else "RTN")
            ends = (self.above, self.below) if away else (self.top, self.bottom)
            return ends[0] if up else ends[1]
        if order(x, self.below) <= 0 or order(x, self.above) >= 0:
            return self.above if up else self.below
        low = max(v for v in line if order(x, v) > 0)
        high = min(v for v in line if order(x, v) < 0)
        if mode in ("RTZ", "RTP", "RTN"):
            return high if mode == "RTP" or (mode == "RTZ" and not up) else low
        if mode == "RTO":
            return high if self._even(low, high) else low
        return self._nearest(x, low, high, mode)

    def _even(self, v: Fraction, other: Fraction) -> bool:
        """Whether the code of ``v`` is even; one beyond the ends is unlike its neighbour's."""
        code = self.codes.get(v)
        return self.codes[other] % 2 == 1 if code is None else code % 2 == 0

    def _nearest(self, x: Exact, low: Fraction, high: Fraction, mode: str) -> Fraction:
        fmt, middle = self.fmt, (low + high) / 2
        bound = fmt.overflow_at if isinstance(fmt, Table) else None
        if bound is not None and high == self.above:
            return high if order(x, bound) >= 0 else low
        if bound is not None and low == self.below and self.signed:
            return low if order(x, -bound) <= 0 else high
        side = order(x, middle)
        if side:
            return high if side > 0 else low
        ties = fmt.ties if mode == "RN" and isinstance(fmt, Table) else "even"
        if mode == "RNA":
            ties = "away"
        up = middle > 0
        choose_high = {
            "even": self._even(high, low),
            "away": up,
            "zero": not up,
            "up": True,
            "down": False,
        }[ties]
        return high if choose_high else low

    def _posit(self, x: Exact, mode: str) -> Fraction | None:
        """Nearest on the bit string: the boundary is the posit of one bit more in between."""
        assert isinstance(self.fmt, Posit)
        if mode not in ("RNE", "RNA", "RN"):
            return None
        n, es = self.fmt.bits, self.fmt.es
        ordered = [v for v, _ in self.values if v]
        best = None
        for value in ordered:  # of the sign of x, none is zero
            if (value > 0) != (order(x, Fraction(0)) > 0):
                continue
            if best is None:
                best = value
                continue
            code = self.codes[best]
            boundary = posit(2 * code + 1, n + 1, es)
            side = order(x, boundary)
            if side > 0 or (side == 0 and code % 2):
                best = value
        return best


def posit(code: int, n: int, es: int) -> Fraction:
    """The value of a posit that is neither zero nor NaR, read off its bits."""
    sign = -1 if code >> (n - 1) else 1
    text = format(((1 << n) - code) if sign < 0 else code, f"0{n}b")[1:]
    run = len(text) - len(text.lstrip(text[0]))
    regime = run - 1 if text[0] == "1" else -run
    rest = text[run + 1 :]
    exponent = int(rest[:es].ljust(es, "0") or "0", 2)
    fraction = rest[es:]
    size = 1 + Fraction(int(fraction or "0", 2), 1 << len(fraction))
    return sign * size * Fraction(2) ** (regime * (1 << es) + exponent)


@lru_cache(maxsize=512)
def rounder(fmt: Format) -> Rounder:
    """The rounder of a format."""
    return Rounder(fmt)
