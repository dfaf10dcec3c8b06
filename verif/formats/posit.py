"""Posits: sign, regime, exponent and fraction of tapered width (Posit Standard 2022, 4 and 5).

A code is read as a two's complement integer, so ordinals are codes; the most negative one is NaR.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verif.base.exact import pow2
from verif.formats.context import Mode, Policies
from verif.formats.format import Format, FormatError, Threshold
from verif.formats.value import NAR, Value, finite

MAX_BITS = 64
MAX_ES = 8


def posit_value(pattern: int, bits: int, es: int) -> Fraction:
    """The value of a positive posit of any width: regime run, ``es`` exponent bits, fraction."""
    rest = bits - 1
    first = pattern >> (rest - 1) & 1
    run = 1
    while run < rest and pattern >> (rest - 1 - run) & 1 == first:
        run += 1
    regime = run - 1 if first else -run
    rest = max(0, rest - run - 1)
    tail = pattern & ((1 << rest) - 1)
    if rest < es:  # exponent bits that were cut off are zeros
        tail, rest = tail << (es - rest), es
    fraction_bits = rest - es
    exponent = (regime << es) + (tail >> fraction_bits)
    fraction = tail & ((1 << fraction_bits) - 1)
    return ((1 << fraction_bits) + fraction) * pow2(exponent - fraction_bits)


@dataclass(frozen=True)
class Posit(Format):
    """``posit(bits, es)``: nothing overflows and nothing non-zero rounds to zero.

    Nearest roundings are nearest *on the bit string* (Posit Standard 2022, 5.3): the boundary
    between two neighbours is the posit one bit longer that lies between them, which differs from
    the arithmetic midpoint where exponent bits are cut off.
    """

    es: int = 2

    def __post_init__(self) -> None:
        if not 3 <= self.bits <= MAX_BITS:
            raise FormatError(f"a posit has 3 to {MAX_BITS} bits", "bits")
        if not 0 <= self.es <= MAX_ES:
            raise FormatError(f"a posit has 0 to {MAX_ES} exponent bits", "es")
        if self.policies != Policies():
            raise FormatError("the posit standard leaves no policy open", "overflow")

    @property
    def key(self) -> str:
        return f"posit({self.bits} es={self.es})"

    @property
    def kmin(self) -> int:
        return 1 - (1 << (self.bits - 1))

    @property
    def kmax(self) -> int:
        return (1 << (self.bits - 1)) - 1

    @property
    def canonical_nan(self) -> int | None:
        return 1 << (self.bits - 1)

    def decode(self, code: int) -> Value:
        return NAR if code == self.canonical_nan else finite(self.value_of(self.ordinal(code)))

    def value_of(self, k: int) -> Fraction:
        if abs(k) > self.kmax:  # beyond the ends nothing rounds, but an order is kept
            return self.value_of(self.kmax if k > 0 else self.kmin) * 2
        if k == 0:
            return Fraction(0)
        value = posit_value(abs(k), self.bits, self.es)
        return value if k > 0 else -value

    def code_of(self, k: int) -> int:
        return k & ((1 << self.bits) - 1)

    def ordinal(self, code: int) -> int:
        return code - (1 << self.bits) if code > self.kmax else code

    def midpoint(self, k: int) -> Fraction:
        k2 = 2 * k + 1
        value = posit_value(abs(k2), self.bits + 1, self.es)
        return value if k2 > 0 else -value

    def threshold(self, k: int, mode: Mode) -> Threshold | None:
        if k in (self.kmin - 1, self.kmax):
            return None
        if k == 0 and mode.nearest:
            return Threshold(Fraction(0), False)
        if k == -1 and mode.nearest:
            return Threshold(Fraction(0), True)
        return super().threshold(k, mode)

    def layout(self, code: int) -> tuple[tuple[str, str], ...]:
        text = format(code, f"0{self.bits}b")
        if code in (0, self.canonical_nan):
            return (("s", text[0]), ("code", text[1:]))
        magnitude = format(abs(self.ordinal(code)), f"0{self.bits}b")[1:]
        run = len(magnitude) - len(magnitude.lstrip(magnitude[0]))
        cut = min(run + 1, len(magnitude))
        body = text[1:]
        parts = [("s", text[0]), ("regime", body[:cut])]
        parts.append(("e", body[cut : cut + self.es]))
        parts.append(("m", body[cut + self.es :]))
        return tuple((n, b) for n, b in parts if b)
