"""Measuring done slowly and plainly, one input at a time, with fractions and enclosures."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from verif.formats.float_ import Float
from verif.formats.value import Input
from verif.oracle.correct import correctly_rounded
from verif.oracle.enclose import enclose
from verif.oracle.function import Function
from verif.oracle.special import rational


@dataclass
class Slow:
    """What measuring must find. Errors of wrong results in units in the last place are enclosed,
    worst first, with their inputs; the absolute and relative ones of all results are upper ends."""

    nan: int = 0
    outside: int = 0
    not_nan: int = 0
    misrounded: int = 0
    unfaithful: int = 0
    unbounded: int = 0
    ulps: list[tuple[Fraction, Fraction, int]] = field(default_factory=list)
    absolute: list[Fraction] = field(default_factory=list)
    relative: list[Fraction] = field(default_factory=list)
    disorder: int = 0


def slow(f: Function, source: Float, target: Float, mode: str, got: np.ndarray[Any, Any]) -> Slow:
    """All codes of ``source``; ``got`` are the codes that the kernel gave for them."""
    found = Slow()
    context = target.context(mode)
    below, above = target.context("RTN"), target.context("RTP")
    for code in source.codes():
        x, y = Input.of(source.decode(code)), int(got[code])
        special = f.special((x,))
        value = target.decode(y)
        if special is not None and special.nan:
            found.nan += x.nan
            found.outside += not x.nan
            found.not_nan += not value.is_nan
            continue
        right = correctly_rounded(f, target, x, context)
        sized = value.exact is not None and target.decode(right).exact is not None
        if sized:
            low, high = value_of(f, x)
            ends = sorted((abs(value.exact - low), abs(value.exact - high)))
            found.absolute.append(ends[1])
            if abs(low) >= (target.min_normal or 0):
                found.relative.append(ends[1] / min(abs(low), abs(high)))
        if y == right or (value.is_nan and target.decode(right).is_nan):
            continue
        found.misrounded += 1
        around = [target.decode(correctly_rounded(f, target, x, c)) for c in (below, above)]
        faithful = not value.is_nan and any(
            (value.kind, value.exact) == (v.kind, v.exact)
            and (value.kind == "finite" or value.sign == v.sign)
            for v in around
        )
        found.unfaithful += not faithful
        if not sized:
            found.unbounded += not faithful
            continue
        unit = unit_at(target, low)
        assert unit == unit_at(target, high)
        found.ulps.append((ends[0] / unit, ends[1] / unit, code))
    found.ulps.sort(reverse=True)
    return found


def value_of(f: Function, x: Input) -> tuple[Fraction, Fraction]:
    special = f.special((x,))
    if special is not None:
        return rational(special), rational(special)
    low, high = enclose(f, rational(x), 200)
    return low, high


def unit_at(fmt: Float, x: Fraction) -> Fraction:
    """The spacing at the binade of ``x``, by walking from the smallest binade up."""
    low, high = fmt.exponent_range
    e = low
    while e < high and Fraction(2) ** (e + 1) <= abs(x):
        e += 1
    return Fraction(2) ** (e - fmt.significand_bits)
