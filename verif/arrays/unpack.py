"""Codes of wide formats taken apart: sign, integer significand and exponent, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verif.arrays.binades import bit_length
from verif.arrays.source import FLOAT64, Array
from verif.base.bits import Pattern
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit


@dataclass(frozen=True)
class Parts:
    """``(-1)**negative * significand * 2**exponent``, unless ``inf`` or ``nan``."""

    negative: Array
    significand: Array
    exponent: Array
    inf: Array | None = None
    nan: Array | None = None


def unpack(fmt: Format, codes: Array) -> Parts:
    """The parts of uint64 ``codes``."""
    match fmt:
        case Float():
            return _float(fmt, codes)
        case Fixed():
            negative = _negative(fmt, codes)
            exponent = np.full(codes.shape, -fmt.fraction_bits, np.int64)
            return Parts(negative, _size(fmt, codes, negative), exponent)
        case Posit():
            return _posit(fmt, codes)
    raise TypeError(f"{fmt.name}: no arithmetic for this family")


def _u(n: int) -> np.uint64:
    return np.uint64(n)


def _negative(fmt: Format, codes: Array) -> Array:
    if not fmt.signed:
        return np.zeros(codes.shape, bool)
    return (codes >> _u(fmt.bits - 1)).astype(bool)


def _size(fmt: Format, codes: Array, negative: Array) -> Array:
    """Magnitudes of two's complement codes."""
    return np.where(negative, (_u(0) - codes) & _u((1 << fmt.bits) - 1), codes)


def _float(fmt: Float, codes: Array) -> Parts:
    m = fmt.significand_bits
    size = codes & _u((1 << fmt.magnitude_bits) - 1)
    fraction = size & _u((1 << m) - 1)
    field = (size >> _u(m)).astype(np.int64)
    exponent = field - (fmt.bias + m)
    significand = fraction | _u(1 << m)
    if fmt.subnormals:
        significand = np.where(field == 0, fraction, significand)
        exponent += field == 0
    elif fmt.has_zero:
        significand = np.where(size == 0, _u(0), significand)
    inf = _any(fmt.inf, codes)
    nan = _any(fmt.nan, codes)
    return Parts(_negative(fmt, codes), significand, exponent, inf, nan & ~inf)


def _any(patterns: tuple[Pattern, ...], codes: Array) -> Array:
    """Which codes match one of ``patterns``."""
    found = np.zeros(codes.shape, bool)
    for p in patterns:
        found |= (codes & _u(p.mask)) == _u(p.value)
    return found


def _posit(fmt: Posit, codes: Array) -> Parts:
    negative = _negative(fmt, codes)
    size = _size(fmt, codes, negative)
    nar = codes == _u(1 << (fmt.bits - 1))
    body = size << _u(65 - fmt.bits)  # the regime starts at the top bit
    ones = (body >> _u(63)).astype(bool)
    run = _u(64) - bit_length(np.where(ones, ~body, body))
    run = np.minimum(run, _u(fmt.bits - 1))
    rest = (body << run) << _u(1)
    e = rest >> _u(64 - fmt.es) if fmt.es else np.zeros_like(rest)
    fraction = rest << _u(fmt.es)
    regime = np.where(ones, run.astype(np.int64) - 1, -run.astype(np.int64))
    exponent = (regime << fmt.es) + e.astype(np.int64) - 63
    # At most bits - 3 fraction bits are left, so the lowest one here is 0.
    significand = np.where(size == 0, _u(0), _u(1 << 63) | fraction >> _u(1))
    return Parts(negative & ~nar, significand, exponent, nan=nar)


def exact_floats(parts: Parts, out: Array) -> Array:
    """Writes the values of ``parts`` to the float64 array ``out``; where float64 has not the
    value, the result is true and ``out`` means nothing. Builds the bit patterns by shifts."""
    s = FLOAT64
    length = bit_length(parts.significand).astype(np.int64)
    top = parts.exponent + length - 1  # the binary exponent of the value
    lowest = np.maximum(top, s.min_exponent) - s.fraction_bits
    shift = parts.exponent - lowest  # the significand in units of float64's spacing
    left = np.clip(shift, 0, 63).astype(np.uint64)
    right = np.clip(-shift, 0, 63).astype(np.uint64)
    scaled = (parts.significand >> right) << left
    zero = parts.significand == 0
    inexact: Array = ((scaled >> left) << right != parts.significand) | (-shift > 63)
    inexact |= top > s.max_exponent
    inexact &= ~zero
    field = np.where(zero, 0, lowest + s.fraction_bits - s.min_exponent).astype(np.uint64)
    patterns = (field << _u(s.fraction_bits)) + scaled
    patterns[zero] = 0
    if parts.inf is not None:
        patterns[parts.inf] = s.inf
        inexact &= ~parts.inf
    patterns |= parts.negative.astype(np.uint64) << _u(63)
    if parts.nan is not None:
        patterns[parts.nan] = s.inf | s.hidden >> 1
        inexact &= ~parts.nan
    out[:] = patterns.view(np.float64)
    return inexact
