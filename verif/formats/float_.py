"""Binary floating point: any widths and bias, subnormals or not, any inf and NaN codes.

A code is sign, exponent field ``e`` and significand field ``f`` of ``m`` bits, and means
``(-1)**s * 2**(e - bias) * (1 + f/2**m)``, or ``(-1)**s * 2**(1 - bias) * f/2**m`` where ``e`` is
0 and the format has subnormals (IEEE 754-2019, 3.4; OCP OFP8 1.0; OCP MX 1.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from verif.base.bits import BitField, Pattern
from verif.base.exact import floor_log2, pow2
from verif.formats.format import Format, FormatError
from verif.formats.value import NAN, Value, finite, infinity

MAX_EXPONENT_BITS = 16
MAX_BITS = 256


@dataclass(frozen=True)
class Float(Format):
    """A binary floating-point format.

    ``pattern`` is the layout, ``s`` sign (or absent), ``e`` exponent, ``m`` significand, in this
    order. ``inf`` and ``nan`` list code patterns; a code matching both is an infinity.
    ``has_zero``: whether code 0 is zero; without it and without subnormals the codes with
    ``e`` = 0 are normal.
    """

    pattern: Pattern
    bias: int
    subnormals: bool = True
    has_zero: bool = True
    inf: tuple[Pattern, ...] = ()
    nan: tuple[Pattern, ...] = ()
    nan_code: int | None = None

    def __post_init__(self) -> None:
        names = "".join(f.name for f in self.pattern.fields)
        if names not in ("sem", "se", "em", "e") or self.pattern.mask:
            raise FormatError(
                "the layout of a float is 's', 'e', 'm' fields in this order", "layout"
            )
        if self.exponent_bits > MAX_EXPONENT_BITS or self.bits > MAX_BITS:
            raise FormatError(
                f"a float has at most {MAX_EXPONENT_BITS} exponent bits and {MAX_BITS} bits in all",
                "layout",
            )
        if abs(self.bias) > 1 << MAX_EXPONENT_BITS:
            raise FormatError(f"a bias is at most 2**{MAX_EXPONENT_BITS} in magnitude", "bias")
        if self.subnormals and not self.has_zero:
            raise FormatError(
                "subnormals start at zero: 'zero = none' needs 'subnormals = false'", "zero"
            )
        for name, patterns in (("inf", self.inf), ("nan", self.nan)):
            if any(p.width != self.bits for p in patterns):
                raise FormatError(f"a pattern of {self.bits} bits is needed", name)
        self._check_order()

    # --- fields -------------------------------------------------------------------------------

    @cached_property
    def field_of(self) -> dict[str, BitField]:
        """The layout's fields by letter."""
        return {f.name: f for f in self.pattern.fields}

    @property
    def exponent_bits(self) -> int:
        """Width of the exponent field."""
        return self.field_of["e"].width

    @property
    def significand_bits(self) -> int:
        """Width of the significand field, without the hidden bit."""
        return self.field_of["m"].width if "m" in self.field_of else 0

    @property
    def precision(self) -> int:
        """Significant bits of a normal number, the hidden one included."""
        return self.significand_bits + 1

    @property
    def signed(self) -> bool:
        return "s" in self.field_of

    def layout(self, code: int) -> tuple[tuple[str, str], ...]:
        return tuple((f.name, f.text(code)) for f in self.pattern.fields)

    # --- magnitudes: codes without the sign bit -----------------------------------------------

    @property
    def magnitude_bits(self) -> int:
        """Bits of a code without its sign."""
        return self.exponent_bits + self.significand_bits

    def magnitude_value(self, magnitude: int) -> Fraction:
        """The value of a magnitude, as if it were neither inf nor NaN, and beyond the last one."""
        m = self.significand_bits
        e, f = magnitude >> m, magnitude & ((1 << m) - 1)
        if e == 0 and self.subnormals:
            return f * pow2(1 - self.bias - m)
        if magnitude == 0 and self.has_zero:
            return Fraction(0)
        return ((1 << m) + f) * pow2(e - self.bias - m)

    def _special(self, code: int) -> str:
        if any(p.matches(code) for p in self.inf):
            return "inf"
        return "nan" if any(p.matches(code) for p in self.nan) else ""

    def _finite_range(self, negative: bool) -> tuple[int, int]:
        """The first and last finite magnitude of one sign; finite ones have no gap between."""
        first, last = 0, (1 << self.magnitude_bits) - 1
        runs = [r for p in (*self.inf, *self.nan) for r in self._runs(p, negative)]
        for low, high in sorted(runs, key=lambda r: r[1], reverse=True):
            if high >= last:
                last = min(last, low - 1)
        inner = [low for low, _ in runs if low <= last]
        if inner and set(inner) == {0} and self.has_zero:
            first = 1
        elif inner:
            code = self.hex(min(inner) | (1 << self.magnitude_bits if negative else 0))
            raise FormatError(f"code {code} lies between finite codes: use a 'cases' format", "nan")
        if last < first:
            raise FormatError("no finite code is left", "nan")
        return first, last

    def _runs(self, p: Pattern, negative: bool) -> list[tuple[int, int]]:
        """The magnitudes of one sign that ``p`` matches, as runs of neighbours."""
        half = 1 << self.magnitude_bits
        if self.signed and p.mask & half and bool(p.value & half) != negative:
            return []
        free = ~p.mask & (half - 1)
        value = p.value & (half - 1)
        if free & (free + 1) == 0:  # the free bits are the lowest ones
            return [(value, value | free)]
        if free.bit_count() > 12:
            raise FormatError(f"'{p.text}' leaves too many scattered bits free", "nan")
        codes = {c & (half - 1) for c in p.codes()}
        return [(c, c) for c in sorted(codes)]

    def _check_order(self) -> None:
        low, high = self._ranges
        if (low[0] or (high[0] and self.has_zero)) and (not self.signed or high[0]):
            raise FormatError("code 0 is zero and cannot be inf or NaN", "nan")
        if self.nan_code is not None and self._special(self.nan_code) != "nan":
            raise FormatError(f"{self.hex(self.nan_code)} is not a NaN code", "canonical_nan")

    @cached_property
    def _ranges(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Finite magnitudes: (first, last) of negative and of positive codes."""
        positive = self._finite_range(False)
        return (self._finite_range(True) if self.signed else (0, 0)), positive

    # --- the protocol -------------------------------------------------------------------------

    @property
    def key(self) -> str:
        specials = ",".join(p.bits for p in self.inf) + "/" + ",".join(p.bits for p in self.nan)
        return (
            f"float({self.pattern.bits} bias={self.bias} subnormals={self.subnormals} "
            f"zero={self.has_zero} {specials} nan={self.canonical_nan})"
        )

    def decode(self, code: int) -> Value:
        negative = self.signed and bool(code >> self.magnitude_bits)
        match self._special(code):
            case "inf":
                return infinity(-1 if negative else 1)
            case "nan":
                return Value("nan", -1, None) if negative else NAN
        value = self.magnitude_value(code & ((1 << self.magnitude_bits) - 1))
        return finite(-value if negative else value, negative)

    def _magnitude(self, k: int) -> int:
        return k if k >= 0 else (-k if self.has_zero else -k - 1)

    @property
    def kmin(self) -> int:
        if not self.signed:
            return 0
        last = self._ranges[0][1]
        return -last if self.has_zero else -last - 1

    @property
    def kmax(self) -> int:
        return self._ranges[1][1]

    def value_of(self, k: int) -> Fraction:
        if k < 0 and not self.signed and not self.has_zero:
            return Fraction(0)  # what lies below the smallest value of a format without zero
        value = self.magnitude_value(self._magnitude(k))
        return -value if k < 0 else value

    def guess(self, x: Fraction) -> int:
        m, numerator, denominator = self.significand_bits, abs(x.numerator), x.denominator
        if not numerator:
            return 0
        exponent = numerator.bit_length() - denominator.bit_length()
        field = max(exponent + self.bias, 1)
        shift = m + self.bias - field
        scaled = (numerator << max(shift, 0)) // (denominator << max(-shift, 0))
        if scaled < 1 << m and field > 1:  # the exponent is one less
            scaled = 2 * scaled - (1 << m)
        magnitude = (field - 1 << m) + scaled
        return magnitude if x >= 0 else -magnitude

    def code_of(self, k: int) -> int:
        return self._magnitude(k) | (1 << self.magnitude_bits if k < 0 else 0)

    def ordinal(self, code: int) -> int:
        magnitude = code & ((1 << self.magnitude_bits) - 1)
        if not (self.signed and code >> self.magnitude_bits):
            return magnitude
        return -magnitude if self.has_zero else -magnitude - 1

    def even(self, k: int) -> bool:
        return self._magnitude(k) % 2 == 0

    @property
    def zero(self) -> int | None:
        return 0 if self.has_zero else None

    @property
    def negative_zero(self) -> int | None:
        has = self.signed and self.has_zero and self._ranges[0][0] == 0
        return 1 << self.magnitude_bits if has else None

    @cached_property
    def canonical_nan(self) -> int | None:
        if self.nan_code is not None:
            return self.nan_code
        if self.significand_bits:  # quiet: only the top significand bit set (IEEE 754-2019, 6.2.1)
            e = self.field_of["e"]
            quiet = ((1 << e.width) - 1) << e.low | 1 << (self.significand_bits - 1)
            if self._special(quiet) == "nan":
                return quiet
        # Where infinities cover both ends of a run of NaN codes, one follows an infinity.
        after = [c + 1 for c in self._specials(self.inf) if c + 1 < 1 << self.bits]
        candidates = [*self._specials(self.nan), *after]
        return next((c for c in candidates if self._special(c) == "nan"), None)

    def inf_code(self, negative: bool) -> int | None:
        half = 1 << self.magnitude_bits
        codes = self._specials(self.inf)
        return next((c for c in codes if (self.signed and c >= half) == negative), None)

    @cached_property
    def infinities(self) -> int:
        """How many codes are infinities."""
        signs = (False, True) if self.signed else (False,)
        runs = ({run for p in self.inf for run in self._runs(p, negative)} for negative in signs)
        return sum(high - low + 1 for one_sign in runs for low, high in one_sign)

    def _specials(self, patterns: tuple[Pattern, ...]) -> list[int]:
        """The ends of the runs of codes that the patterns match, positive codes first."""
        half = 1 << self.magnitude_bits
        signs = (False, True) if self.signed else (False,)
        return [
            end | (half if negative else 0)
            for negative in signs
            for p in patterns
            for run in self._runs(p, negative)
            for end in run
        ]

    @cached_property
    def min_normal(self) -> Fraction | None:
        return pow2(1 - self.bias) if self.subnormals else None

    @cached_property
    def exponent_range(self) -> tuple[int, int]:
        """Binary exponents of the smallest and the largest normal value."""
        low = 1 - self.bias if self.subnormals else floor_log2(self.value_of(self.min_positive))
        return low, floor_log2(self.max)
