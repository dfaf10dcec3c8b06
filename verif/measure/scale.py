"""The results' format as a scale: values, ordinals and units in the last place, for arrays.

The unit in the last place at a real v is the spacing of the format at the binade of v, of the
smallest normal number below it and of the top binade above it (SEMANTICS). Formats of the families
``Float`` and ``Fixed`` have one; the spacing of others is not that of a float.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from verif.arrays.decode import decode_array
from verif.base.exact import floor_log2, pow2
from verif.formats.context import Mode
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format

Array = np.ndarray[Any, Any]

MAX_BITS = 64
"""The widest results that are measured."""

EXPONENTS = 2048
"""Exponent fields of float64, with that of zero and subnormals and that of infinities."""

BIAS = 1023


class NoScale(ValueError):
    """A format in whose units errors cannot be measured; the message says why."""


class Scale:
    """The format of results that are measured, and the mode in which they ought to be rounded."""

    def __init__(self, fmt: Format, mode: Mode) -> None:
        if not isinstance(fmt, Float | Fixed):
            raise NoScale(f"{fmt.name} has no unit in the last place: its spacing is no float's")
        if fmt.bits > MAX_BITS:
            raise NoScale(f"{fmt.name} has {fmt.bits} bits; up to {MAX_BITS} are measured")
        self.fmt = fmt
        self.nearest = mode.nearest
        self.native = native(fmt)
        if isinstance(fmt, Float):
            self.low, self.high = fmt.exponent_range
            self.place = fmt.significand_bits
            self.precision = fmt.precision
        else:
            self.low = self.high = 0
            self.place = fmt.fraction_bits
            self.precision = fmt.bits
        self.coarse = self.precision <= 30 and self.low - self.place > -1000 and self.high < 1000
        """Whether float64 tells errors in units of the format apart, and their reciprocals are
        normal numbers."""
        self.least_normal = pow2(self.low) if isinstance(fmt, Float) else fmt.value_of(1)
        field = np.clip(np.arange(EXPONENTS) - BIAS, self.low, self.high)
        self.inverse = np.ldexp(1.0, np.minimum(self.place - field, 1023))
        """The reciprocal of the unit, by the exponent field of a float64."""

    def ulp(self, x: Fraction) -> Fraction:
        """The unit in the last place at ``x``, exactly."""
        binade = floor_log2(abs(x)) if x else self.low
        return pow2(min(max(binade, self.low), self.high) - self.place)

    def values(self, codes: Array) -> Array:
        """The values, as floats that hold them."""
        if self.native is not None:
            return codes.view(np.dtype(self.native))
        return decode_array(self.fmt, codes)

    def units(self, x: Array) -> Array:
        """How many units in the last place each float64 number is one of: the reciprocal."""
        field = (x.view(np.uint64) >> np.uint64(52)).astype(np.intp) & (EXPONENTS - 1)
        found: Array = self.inverse[field]
        return found

    def ordinals(self, codes: Array) -> Array:
        """The ordinals as int64; an infinity comes after the last, that of NaN means nothing."""
        return ordinals(self.fmt, codes)

    def sizes(self, codes: Array) -> Array:
        """The magnitudes of the ordinals of those codes that are finite."""
        found = np.abs(self.ordinals(codes))
        kept: Array = found[found <= max(abs(self.fmt.kmin), self.fmt.kmax)]
        return kept

    def is_nan(self, codes: Array) -> Array:
        """Which codes are NaN."""
        if not self.fmt.has_nan:
            return np.zeros(codes.shape, bool)
        found: Array = np.isnan(self.values(codes))
        return found

    @property
    def right_ulps(self) -> Fraction:
        """No right result that is finite is further from the value than so many units."""
        return Fraction(1, 2) if self.nearest else Fraction(1)

    @property
    def right_relative(self) -> Fraction:
        """Nor, where the value is at least the smallest normal number, than so much of it."""
        digits = self.place if isinstance(self.fmt, Float) else 0
        return self.right_ulps * pow2(-digits)


IEEE = ((16, 10, np.float16), (32, 23, np.float32), (64, 52, np.float64))
"""Widths, widths of the significand, and NumPy types of the formats of IEEE 754 binary16 to 64."""


def native(fmt: Format) -> type[np.floating[Any]] | None:
    """The NumPy type whose patterns the codes of a format are."""
    for bits, place, dtype in IEEE:
        bias = (1 << (bits - place - 2)) - 1
        inf = (1 << (bits - 1)) - (1 << place)
        if (
            isinstance(fmt, Float)
            and (fmt.bits, fmt.significand_bits, fmt.bias) == (bits, place, bias)
            and fmt.subnormals
            and fmt.inf_code(False) == inf
            and fmt.kmax == inf - 1
        ):
            return dtype
    return None


def ordinals(fmt: Float | Fixed, codes: Array) -> Array:
    """The ordinals of codes as int64, as if no code were special."""
    found = codes.astype(np.int64)
    if isinstance(fmt, Float):
        half = 1 << fmt.magnitude_bits
        if not fmt.signed:
            return found
        size = found & (half - 1)
        negative = codes >= half
        return np.where(negative, -size if fmt.has_zero else -size - 1, size)
    if fmt.kmin < 0:
        found = np.where(found > fmt.kmax, found - (1 << fmt.bits), found)
    return found
