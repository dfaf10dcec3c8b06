"""Fixed point: two's complement or unsigned integers times a power of two.

``value = integer * 2**-fraction_bits``. Integers are the case ``fraction_bits = 0``; MX INT8 is
``fixed(8, 6)`` (OCP MX 1.0, 5.3.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verif.base.exact import pow2
from verif.formats.format import Format, FormatError
from verif.formats.value import Value, finite

MAX_BITS = 4096


@dataclass(frozen=True)
class Fixed(Format):
    """A fixed-point format; ordinals are the integers."""

    fraction_bits: int = 0
    is_signed: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.bits <= MAX_BITS:
            raise FormatError(f"a width of 1 to {MAX_BITS} bits is needed", "bits")
        if abs(self.fraction_bits) > MAX_BITS:
            raise FormatError(f"at most {MAX_BITS} fraction bits", "fraction_bits")

    @property
    def key(self) -> str:
        return f"fixed({self.bits} fraction={self.fraction_bits} signed={self.is_signed})"

    @property
    def kmin(self) -> int:
        return -(1 << (self.bits - 1)) if self.is_signed else 0

    @property
    def kmax(self) -> int:
        return (1 << (self.bits - 1 if self.is_signed else self.bits)) - 1

    @property
    def is_integer(self) -> bool:
        """Whether every value is an integer."""
        return self.fraction_bits <= 0

    def decode(self, code: int) -> Value:
        return finite(self.value_of(self.ordinal(code)))

    def value_of(self, k: int) -> Fraction:
        return k * pow2(-self.fraction_bits)

    def code_of(self, k: int) -> int:
        return k & ((1 << self.bits) - 1)

    def ordinal(self, code: int) -> int:
        return code - (1 << self.bits) if code > self.kmax else code


@dataclass(frozen=True)
class Integer(Fixed):
    """A two's complement or unsigned integer format."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.fraction_bits:
            raise FormatError("an integer has no fraction bits", "fraction_bits")

    @property
    def key(self) -> str:
        return f"integer({self.bits} signed={self.is_signed})"
