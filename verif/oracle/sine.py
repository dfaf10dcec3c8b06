"""sin and cos in float64 for arrays of float32 numbers, several times faster than NumPy's.

For |x| up to ``LARGEST``: x = r + s*pi with an integer s (for cos an integer and a half) and r at
most a little over pi/2, then the Taylor polynomial of sin(r) of degree 19, and the sign from the
parity of s. Larger arguments are left to NumPy.

The error, relative to the result, in units u = 2**-53:

- pi is split into P1 + P2 + P3, P1 and P2 of 36 bits. s has at most 16 bits, so s*P1 and s*P2 are
  exact. x and s*P1 are multiples of 2**-35, so x - s*P1 is exact; where x is not, it is below
  2**-11, s is 0 or r is near pi/2, and an error of u does not matter. Subtracting s*P2 rounds once,
  relative to r. s*P3 is below 2**-59, and no float32 number of this size but 0 is closer than
  2**-28 to a multiple of pi/2, so its rounding and what is left of pi do not matter. r is right
  to 3u.
- sin has a condition of at most 1 here: |r*cos(r)| <= |sin(r)|.
- The series alternates, so it is cut off by less than r**20/21! < u of the first term. In r*(1 + q)
  the part q = sin(r)/r - 1 is at least -0.37, and Horner's scheme adds below 4u.

So 2**-49 is a generous bound, and ``tests/oracle/test_doubles.py`` measures less.
"""

from __future__ import annotations

from math import factorial, pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

LARGEST = 65536.0

PI = tuple(
    map(float.fromhex, ("0x1.921fb54440000p+1", "0x1.68c234c4c0000p-38", "0x1.98a2e03707345p-76"))
)
"""pi in three parts."""

TAYLOR = tuple((-1) ** i / factorial(2 * i + 1) for i in range(9, 0, -1))
"""Coefficients of r**19 down to r**3."""

TO_INTEGER = 1.5 * 2.0**52
"""Added to a number below 2**51, it leaves an integer in the lowest bits of the pattern."""


def sin(x: Array, s: Array, t: Array) -> None:
    """Replaces ``x`` by its sine; ``s`` and ``t`` are scratch space."""
    if _small(x, s):
        _wave(x, s, t, 0.0)
    else:
        np.sin(x, out=x)


def cos(x: Array, s: Array, t: Array) -> None:
    """Replaces ``x`` by its cosine; ``s`` and ``t`` are scratch space."""
    if _small(x, s):
        _wave(x, s, t, 0.5)
    else:
        np.cos(x, out=x)


def _small(x: Array, s: Array) -> bool:
    """Whether all numbers are in range; false where one is NaN."""
    return bool(np.abs(x, out=s).max(initial=0.0) <= LARGEST)


def _wave(x: Array, s: Array, t: Array, offset: float) -> None:
    """sin(x + offset*pi)."""
    np.multiply(x, 1 / pi, out=s)
    s -= offset
    s += TO_INTEGER
    sign = s.view(np.int64) << 63
    s -= TO_INTEGER
    s += offset
    for part in PI:
        np.multiply(s, part, out=t)
        x -= t
    np.multiply(x, x, out=t)
    np.multiply(t, TAYLOR[0], out=s)
    for coefficient in TAYLOR[1:]:
        s += coefficient
        s *= t
    s *= x
    x += s
    if offset:
        np.negative(x, out=x)
    pattern = x.view(np.int64)
    pattern ^= sign
