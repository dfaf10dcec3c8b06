"""What the results ought to be at arrays of codes, and about how large the exact values are.

Where every input is a number of float32, arrays are rounded by the oracle's filter and estimated in
float64, within the filter's error. Other inputs are done one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verif.arrays.decode import decode_array
from verif.arrays.encode import code_dtype
from verif.arrays.source import FLOAT32
from verif.formats.context import Context, Mode
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.value import Input
from verif.oracle.correct import Rounded, correctly_rounded, settle
from verif.oracle.evaluators import BLOCK
from verif.oracle.filter import BINARY32, Filter
from verif.oracle.function import Function
from verif.oracle.ordinals import ordinal

Array = np.ndarray[Any, Any]
Codes = tuple[Array, ...]
"""An array of codes for each argument."""

FLOAT32_EXPONENTS = (-149, 127)
LISTED_BITS = 16


@dataclass(frozen=True)
class Estimate:
    """Values in float64: each exact value is within ``margin`` of ``value``. ``regular`` is false
    where nothing is said."""

    value: Array
    margin: Array
    regular: Array


class Oracle:
    """One function, on the formats of its arguments, rounded to ``fmt`` in ``context``."""

    def __init__(
        self, function: Function, inputs: tuple[Format, ...], fmt: Format, context: Context
    ) -> None:
        self.function = function
        self.inputs = inputs
        self.fmt = fmt
        self.context = context.total
        self.decoders = tuple(FLOAT32.value if is_float32(f) else _decoder(f) for f in inputs)
        self.arrays = all(map(within_float32, inputs))
        self.filter = Filter(function, fmt, self.context) if self.arrays else None
        self._directed: dict[Mode, Filter] = {}

    def floats(self, codes: Codes) -> Codes:
        """The arguments as float32 numbers."""
        return tuple(as_float32(f, c) for f, c in zip(self.inputs, codes, strict=True))

    def right(self, codes: Codes, mode: Mode | None = None) -> Array:
        """The codes of the results, correctly rounded; in another ``mode`` where one is given."""
        if self.filter is None:
            context = self.context if mode is None else self.fmt.context(mode).total
            return self._one_by_one(codes, context)
        chosen = self.filter
        if mode is not None:
            if mode not in self._directed:
                context = self.fmt.context(mode).total
                self._directed[mode] = Filter(self.function, self.fmt, context)
            chosen = self._directed[mode]
        return chosen.codes(*self.floats(codes))

    def not_numbers(self, codes: Codes) -> tuple[Array, Array]:
        """Where the result is NaN because an argument is, and where because there is no value."""
        given = np.zeros(len(codes[0]), bool)
        outside = np.zeros(len(codes[0]), bool)
        for i in self._candidates(codes):
            x = self.point(tuple(int(c[i]) for c in codes))
            found = self.function.special(x)
            if found is not None and found.nan:
                (given if any(a.nan for a in x) else outside)[i] = True
        if self.filter is not None and self.filter.values is not None:
            numbers = self.floats(codes)
            nan = np.logical_or.reduce([np.isnan(a) for a in numbers])
            invalid = self.filter.values.invalid(*numbers)
            given |= invalid & nan
            outside |= invalid & ~nan
        return given, outside

    def estimate(self, codes: Codes) -> Estimate | None:
        """About how large the values are; ``None`` where float64 does not tell."""
        if self.filter is None or self.filter.values is None:
            return None
        values = self.filter.values
        x = self.floats(codes)
        found, regular = np.empty(len(codes[0])), np.empty(len(codes[0]), bool)
        with np.errstate(all="ignore"):
            for start in range(0, len(found), BLOCK):
                part = tuple(a[start : start + BLOCK] for a in x)
                found[start : start + BLOCK] = values.evaluate(*part)
                regular[start : start + BLOCK] = ~values.irregular(*part)
            size = np.abs(found)
            # Where the evaluation stays away from its ends, all is known is that it is smaller.
            error = values.error * (1 + 2.0**-40)
            margin = np.where(size < 2.0**-values.span, size, size * error)
        return Estimate(found, margin, regular & np.isfinite(found))

    def beyond(self, codes: tuple[int, ...]) -> bool:
        """Whether the value at one point is rounded beyond the largest or the smallest number."""
        found = settle(self.function, self.fmt, self.point(codes), self.context.mode)
        if isinstance(found, Rounded):
            return not self.fmt.kmin <= found.ordinal <= self.fmt.kmax
        if found.nan or found.inf:
            return True
        assert isinstance(found.real, Fraction)

        return (
            not self.fmt.kmin <= ordinal(self.fmt, found.real, self.context.mode) <= self.fmt.kmax
        )

    def point(self, codes: tuple[int, ...]) -> tuple[Input, ...]:
        """The arguments that codes stand for."""
        return tuple(decode(c) for decode, c in zip(self.decoders, codes, strict=True))

    def _candidates(self, codes: Codes) -> Any:
        """Indices at which only the table of special values tells: infinities, or all."""
        if self.filter is None or self.filter.values is None:
            return range(len(codes[0]))
        if self.function.arity > 1:
            return ()
        return np.flatnonzero(np.isinf(self.floats(codes)[0])).tolist()

    def _one_by_one(self, codes: Codes, context: Context) -> Array:
        """The results by the scalar reference, once for each different input."""
        known: dict[tuple[int, ...], int] = {}
        out = np.empty(len(codes[0]), code_dtype(self.fmt.bits))
        for i, key in enumerate(zip(*(c.tolist() for c in codes), strict=True)):
            if key not in known:
                known[key] = correctly_rounded(self.function, self.fmt, self.point(key), context)
            out[i] = known[key]
        return out


def _decoder(fmt: Format) -> Callable[[int], Input]:
    return lambda code: Input.of(fmt.decode(code))


def within_float32(fmt: Format) -> bool:
    """Whether float32 holds every value of a format."""
    if isinstance(fmt, Float):
        low, high = fmt.exponent_range
        first, last = FLOAT32_EXPONENTS
        return fmt.precision <= 24 and low - fmt.significand_bits >= first and high <= last
    if fmt.bits > LISTED_BITS:
        return False
    try:
        values = decode_array(fmt, np.arange(1 << fmt.bits))
    except ValueError:
        return False
    with np.errstate(all="ignore"):
        return bool(np.array_equal(values, values.astype(np.float32), equal_nan=True))


def as_float32(fmt: Format, codes: Array) -> Array:
    """The values of codes of a format within float32."""
    if is_float32(fmt):
        return codes.astype(np.uint32, copy=False).view(np.float32)
    with np.errstate(all="ignore"):
        return decode_array(fmt, codes).astype(np.float32)


def is_float32(fmt: Format) -> bool:
    """Whether codes are the patterns of float32."""
    return fmt.key == BINARY32.key
