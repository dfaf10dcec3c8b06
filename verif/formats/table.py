"""Code tables: any set of codes with listed values, such as NF4, or a ``cases`` format."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Literal

from verif.base.bits import Pattern
from verif.formats.context import Mode
from verif.formats.format import Format, FormatError, Threshold
from verif.formats.value import Value

MAX_BITS = 16

Ties = Literal["even", "away", "zero", "up", "down"]
TIES: tuple[Ties, ...] = ("even", "away", "zero", "up", "down")


@dataclass(frozen=True)
class Table(Format):
    """A format given by the value of every code.

    ``ties`` says where mode RN sends a tie; ``overflow_at`` is the magnitude from which a nearest
    rounding overflows (default: half of the last gap beyond the largest value). ``patterns`` are
    the bit patterns of a ``cases`` format, for display.
    """

    values: tuple[Value, ...]
    ties: Ties = "even"
    overflow_at: Fraction | None = None
    patterns: tuple[Pattern, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.bits <= MAX_BITS:
            raise FormatError(f"a table has 1 to {MAX_BITS} bits", "bits")
        if len(self.values) != 1 << self.bits:
            raise FormatError(
                f"{1 << self.bits} values are needed, one for each code, not {len(self.values)}",
                "values",
            )
        if not self._order:
            raise FormatError("no code has a finite value", "values")
        seen: dict[tuple[Fraction | None, int], int] = {}
        for code, value in enumerate(self.values):
            if value.exact is None:
                continue
            first = seen.setdefault((value.exact, value.sign), code)
            if first != code:
                raise FormatError(
                    f"codes {self.hex(first)} and {self.hex(code)} both mean {value}", "values"
                )
        if (Fraction(0), -1) in seen and (Fraction(0), 1) not in seen:
            raise FormatError("there is a -0 but no +0", "values")
        if self.overflow_at is not None and self.overflow_at <= self.max:
            raise FormatError("'overflow_at' lies beyond the largest value", "overflow_at")

    @cached_property
    def key(self) -> str:
        # Every digit: the text for people shortens what is huge.
        exact = [v.exact for v in self.values]
        text = " ".join(
            f"{v.sign}:{v.kind}" if x is None else f"{v.sign}:{x.numerator:x}/{x.denominator:x}"
            for v, x in zip(self.values, exact, strict=True)
        )
        digest = sha256(text.encode()).hexdigest()[:32]
        return f"table({self.bits} {digest} ties={self.ties} overflow_at={self.overflow_at})"

    def decode(self, code: int) -> Value:
        return self.values[code]

    @cached_property
    def _order(self) -> list[tuple[Fraction, int]]:
        """Finite values in order, each with its code; +0 stands for both zeros."""
        plain = [
            (v.exact, code)
            for code, v in enumerate(self.values)
            if v.exact is not None and not (v.exact == 0 and v.sign < 0)
        ]
        return sorted(plain)

    @cached_property
    def _base(self) -> int:
        """How many finite values are negative: zero, or the first positive value, is ordinal 0."""
        return sum(1 for value, _ in self._order if value < 0)

    @cached_property
    def _ordinals(self) -> dict[int, int]:
        found = {code: i - self._base for i, (_, code) in enumerate(self._order)}
        if self.negative_zero is not None:
            found[self.negative_zero] = 0
        return found

    @cached_property
    def _alternate(self) -> bool:
        """Whether neighbouring values have codes of unlike parity throughout."""
        codes = [code for _, code in self._order]
        return all((a ^ b) & 1 for a, b in pairwise(codes))

    @property
    def kmin(self) -> int:
        return -self._base

    @property
    def kmax(self) -> int:
        return len(self._order) - self._base - 1

    def value_of(self, k: int) -> Fraction:
        i = k + self._base
        if i < 0:
            if self.min > 0:  # what lies below the smallest value of a format without zero
                return Fraction(0)
            return 2 * self._end(False) - self.min
        if i >= len(self._order):
            return 2 * self._end(True) - self.max
        return self._order[i][0]

    def _end(self, upper: bool) -> Fraction:
        """Where nearest roundings leave the table."""
        values = [value for value, _ in self._order]
        if not upper:
            if self.overflow_at is not None and self.min < 0:
                return min(-self.overflow_at, self.min)
            if len(values) == 1:
                return values[0] - 1
            return values[0] - (values[1] - values[0]) / 2
        if self.overflow_at is not None:
            return self.overflow_at
        return values[-1] + (values[-1] - values[-2]) / 2 if len(values) > 1 else values[-1] + 1

    def code_of(self, k: int) -> int:
        return self._order[k + self._base][1]

    def ordinal(self, code: int) -> int:
        return self._ordinals[code]

    def even(self, k: int) -> bool:
        i = k + self._base
        if self._alternate and 0 <= i < len(self._order):
            return self._order[i][1] % 2 == 0
        if self._alternate:
            return not self.even(k + 1 if i < 0 else k - 1)
        return k % 2 == 0

    def tie_up(self, k: int, mode: Mode) -> bool:
        if mode is not Mode.RN:
            return super().tie_up(k, mode)
        match self.ties:
            case "even":
                return self.even(k + 1)
            case "away":
                return self.midpoint(k) > 0
            case "zero":
                return self.midpoint(k) < 0
            case "up":
                return True
            case "down":
                return False

    def threshold(self, k: int, mode: Mode) -> Threshold | None:
        if mode.nearest and self.overflow_at is not None:
            if k == self.kmax:  # the bound itself overflows, whatever the ties
                return Threshold(self.overflow_at, True)
            if k == self.kmin - 1 and self.signed:
                return Threshold(self._end(False), False)
        return super().threshold(k, mode)

    @property
    def zero(self) -> int | None:
        return self._order[self._base][1] if self._has_zero else None

    @property
    def _has_zero(self) -> bool:
        return self._base < len(self._order) and self._order[self._base][0] == 0

    @cached_property
    def negative_zero(self) -> int | None:
        return self._find("finite", -1, Fraction(0))

    @cached_property
    def canonical_nan(self) -> int | None:
        return next((c for c, v in enumerate(self.values) if v.is_nan), None)

    @cached_property
    def has_signs(self) -> bool:
        return any(v.sign < 0 for v in self.values)

    def inf_code(self, negative: bool) -> int | None:
        return self._find("inf", -1 if negative else 1, None)

    def _find(self, kind: str, sign: int, exact: Fraction | None) -> int | None:
        for code, v in enumerate(self.values):
            if v.kind == kind and v.sign == sign and v.exact == exact:
                return code
        return None

    def layout(self, code: int) -> tuple[tuple[str, str], ...]:
        for p in self.patterns:
            if p.matches(code):
                return _runs(p, code)
        return super().layout(code)


def _runs(p: Pattern, code: int) -> tuple[tuple[str, str], ...]:
    """Fixed bits and fields of a pattern, high to low; fixed bits are named ``prefix``."""
    text = format(code, f"0{p.width}b")
    found: list[tuple[str, str]] = []
    for letter, bit in zip(p.bits, text, strict=True):
        name = "prefix" if letter in "01" else letter
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + bit)
        else:
            found.append((name, bit))
    return tuple(found)
