"""The arguments at which a function's value is rational, and that value.

Ziv's loop separates a value from every rounding boundary that it does not lie on, and boundaries
are rational, so it ends for every irrational value. These functions find the rational ones. What
the loop answers is right whatever is said here: a case left out could only make it not end.

That nothing else is rational, for rational arguments:

- exp, expm1, log, log1p, sin, cos, tanh, sigmoid, silu: if a is algebraic and not 0, exp(a) is
  transcendental (Hermite, Lindemann 1882), and so are its rational functions that are not
  constant, sin a and cos a (with i*a), and log b for algebraic b other than 0 and 1.
- softplus: log(1 + exp(x)) = r means exp(0) + exp(x) = exp(r). For different 0, x, r the three are
  linearly independent over the rationals (Lindemann-Weierstrass); r = 0 and r = x would make one
  term 0; and at x = 0 the value is log 2. So there is no exact case.
- exp2: 2**(p/q) in lowest terms is rational only for q = 1, as 2 is a prime. log2: if log2(x) is
  p/q then x = 2**(p/q), so by the same, x rational makes q = 1.
- sqrt, rsqrt, pow: algebraic, decided below with integer roots.
- erf, gelu and gelu_tanh vanish at 0. That no other rational argument gives a rational value is
  not known: the theorem of Siegel and Shidlovskii covers sqrt(pi)*erf(x), not erf(x). So here it is
  not certain beforehand that the loop ends; it stops at a limit and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpz

from verif.base.exact import EXPONENT_LIMIT, pow2, power
from verif.base.surd import rational_root

Exact = Callable[[Fraction], Fraction | None]


def only(at: int, value: Fraction | int) -> Exact:
    """Exact at one argument."""

    def exact(x: Fraction) -> Fraction | None:
        return Fraction(value) if x == at else None

    return exact


def nowhere(x: Fraction) -> Fraction | None:
    """Nowhere exact."""
    return None


def exp2(x: Fraction) -> Fraction | None:
    return pow2(x.numerator) if x.denominator == 1 else None


def log2(x: Fraction) -> Fraction | None:
    """Exact at powers of two."""
    n, d = x.numerator, x.denominator
    if n.bit_count() == 1 and d.bit_count() == 1:
        return Fraction(n.bit_length() - d.bit_length())
    return None


def sqrt(x: Fraction) -> Fraction | None:
    return rational_root(x)


def rsqrt(x: Fraction) -> Fraction | None:
    return rational_root(1 / x)


def reciprocal(x: Fraction) -> Fraction | None:
    return 1 / x


def pow(x: Fraction, y: Fraction) -> Fraction | None:
    """x**(p/q) in lowest terms is rational iff x is the q-th power of a rational: if r**q = x**p,
    every prime has in x an exponent that q divides, q and p being coprime.

    A power of more than ``EXPONENT_LIMIT`` bits is left to the loop. It ends: x is no power of two
    (those have one bit), so such a number has more significant bits than any boundary.
    """
    q = y.denominator
    root = _root(abs(x), q)
    if root is None:
        return None
    n, d = root.numerator, root.denominator
    if n.bit_count() == 1 and d.bit_count() == 1:  # a power of two, however large the exponent
        size = pow2((n.bit_length() - d.bit_length()) * y.numerator)
    elif max(n.bit_length(), d.bit_length()) * abs(y.numerator) > EXPONENT_LIMIT:
        return None
    else:
        size = power(root, y.numerator)
    return -size if x < 0 and y.numerator % 2 else size


def _root(x: Fraction, q: int) -> Fraction | None:
    """The q-th root of a positive number where it is rational."""
    if q == 1 or x == 1:
        return x
    if q > max(x.numerator, x.denominator).bit_length():
        return None  # 2**q is larger, and the smallest q-th power but 1
    n, d = fmpz(x.numerator), fmpz(x.denominator)
    root_n, root_d = n.root(q), d.root(q)
    return Fraction(int(root_n), int(root_d)) if root_n**q == n and root_d**q == d else None
