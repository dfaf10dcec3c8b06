"""The floating-point types that arrays are encoded from, seen as integers.

A float is its *pattern*, an unsigned integer. Among patterns of one sign the magnitude grows with
the pattern, so a boundary between two results is one pattern, whatever real it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verif.base.exact import pow2
from verif.formats.value import Input

Array = NDArray[Any]


@dataclass(frozen=True)
class Source:
    """An IEEE 754 binary type: its width, and the width of its significand field."""

    name: str
    bits: int
    fraction_bits: int

    @property
    def dtype(self) -> np.dtype[Any]:
        """The NumPy type of the values."""
        return np.dtype(self.name)

    @property
    def pattern_dtype(self) -> np.dtype[Any]:
        """The NumPy type of the patterns."""
        return np.dtype(f"uint{self.bits}")

    @property
    def sign(self) -> int:
        """The sign bit."""
        return 1 << (self.bits - 1)

    @property
    def hidden(self) -> int:
        """The smallest normal pattern; also the weight of the hidden bit."""
        return 1 << self.fraction_bits

    @property
    def inf(self) -> int:
        """The pattern of +inf; NaNs lie above it."""
        return self.sign - self.hidden

    @property
    def max_exponent(self) -> int:
        """The binary exponent of the largest finite number."""
        return (1 << (self.bits - self.fraction_bits - 2)) - 1

    @property
    def min_exponent(self) -> int:
        """The binary exponent of the smallest normal number."""
        return 1 - self.max_exponent

    def least(self, at: Fraction, inclusive: bool) -> int:
        """The least positive pattern whose value is above ``at`` (or equal to it, if
        ``inclusive``), for ``at`` not below zero; that of +inf where no finite one is."""
        if at == 0:
            return 1
        n, d = at.numerator, at.denominator
        e = n.bit_length() - d.bit_length()
        if n << max(-e, 0) < d << max(e, 0):
            e -= 1
        if e > self.max_exponent:
            return self.inf
        e = max(e, self.min_exponent)
        shift = self.fraction_bits - e
        whole, rest = divmod(n << max(shift, 0), d << max(-shift, 0))
        if rest or not inclusive:
            whole += 1
        return min(((e - self.min_exponent) << self.fraction_bits) + whole, self.inf)

    def value(self, pattern: int) -> Input:
        """What a pattern stands for."""
        negative, size = bool(pattern & self.sign), pattern & (self.sign - 1)
        if size >= self.inf:
            return Input(negative=negative, nan=size > self.inf, inf=size == self.inf)
        field, fraction = divmod(size, self.hidden)
        significand = fraction + (self.hidden if field else 0)
        real = significand * pow2(max(field, 1) - 1 + self.min_exponent - self.fraction_bits)
        return Input(-real if negative else real, negative)


FLOAT32 = Source("float32", 32, 23)
FLOAT64 = Source("float64", 64, 52)


def as_floats(x: Array) -> tuple[Source, Array]:
    """``x`` as a flat, contiguous, native float32 or float64 array with the same values.

    Raises ``TypeError`` where neither holds every value.
    """
    kind, size = x.dtype.kind, x.dtype.itemsize
    if kind == "f" and size <= 4:  # float16 widens exactly
        return FLOAT32, _flat(x, FLOAT32)
    if kind == "f" and size == 8:
        return FLOAT64, _flat(x, FLOAT64)
    if kind in "iu":
        if not _exact_integers(x):
            raise TypeError(
                f"an {x.dtype.name} array with integers that float64 does not hold exactly; "
                "encode these one by one with the format's 'encode'"
            )
        return FLOAT64, _flat(x, FLOAT64)
    raise TypeError(
        f"an array of {x.dtype.name}: convert it to float32 or float64 first, "
        "with x.astype(...), where that is exact"
    )


def _flat(x: Array, source: Source) -> Array:
    return np.ascontiguousarray(x, dtype=source.dtype).reshape(-1)


def _exact_integers(x: Array) -> bool:
    """Whether every integer has at most 53 significant bits."""
    if x.dtype.itemsize < 8 or not x.size:
        return True
    size = x.astype(np.uint64)
    if x.dtype.kind == "i":
        size = np.where(x < 0, np.uint64(0) - size, size)
    lowest = np.maximum(size & (~size + np.uint64(1)), np.uint64(1))
    return bool(np.all(size // lowest < np.uint64(1 << 53)))
