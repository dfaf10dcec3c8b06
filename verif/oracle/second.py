"""A second opinion by mpmath, which shares no code with arb or MPFR and states no error bound.

Its results are taken to be right to all but ``SPARE`` bits of the working precision. That is an
assumption, so this module only agrees or disagrees; nothing rests on it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath

from verif.base.exact import EXPONENT_LIMIT, pow2
from verif.formats.context import Context
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.value import Input
from verif.oracle.balls import CUBIC
from verif.oracle.correct import one_result
from verif.oracle.enclose import Enclosure, clamped

Real = Any  # mpmath.mpf

SPARE = 64
"""Bits of the working precision that are not believed; x**2 in gelu alone may cost 32."""

PRECISIONS = (128, 512, 2048)


def _gelu_tanh(x: Real) -> Real:
    cubic = mpmath.mpf(CUBIC.numerator) / CUBIC.denominator
    return x / (1 + mpmath.exp(-mpmath.sqrt(8 / mpmath.pi) * (x + cubic * x**3)))


FORMULAS: dict[str, Callable[..., Real]] = {
    "exp": mpmath.exp,
    "exp2": lambda x: mpmath.power(2, x),
    "expm1": mpmath.expm1,
    "log": mpmath.log,
    "log2": lambda x: mpmath.log(x) / mpmath.ln2,
    "log1p": mpmath.log1p,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tanh": mpmath.tanh,
    "erf": mpmath.erf,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "gelu": lambda x: x / 2 * mpmath.erfc(-x / mpmath.sqrt(2)),
    "gelu_tanh": _gelu_tanh,
    "silu": lambda x: x / (1 + mpmath.exp(-x)),
    "softplus": lambda x: max(x, 0) + mpmath.log1p(mpmath.exp(-abs(x))),
    "sqrt": mpmath.sqrt,
    "rsqrt": lambda x: 1 / mpmath.sqrt(x),
    "reciprocal": lambda x: 1 / x,
    "pow": mpmath.power,
}


def value(name: str, x: tuple[Fraction, ...], bits: int) -> Fraction:
    """What mpmath gives for ``name`` with ``bits`` bits and ``SPARE`` more, inside the domain.

    The magnitude is moved into ``2**-EXPONENT_LIMIT .. 2**EXPONENT_LIMIT``.
    """
    with mpmath.workprec(bits + SPARE):
        arguments = [mpmath.mpf(a.numerator) / a.denominator for a in x]
        sign, integer, exponent, _ = FORMULAS[name](*arguments)._mpf_
    return clamped(-int(integer) if sign else int(integer), int(exponent), EXPONENT_LIMIT)


def rounded(name: str, fmt: Format, x: tuple[Fraction, ...], context: Context) -> int | None:
    """The code of ``name`` at ``x``; ``None`` where the value cannot be told from a boundary, as at
    exact results in directed modes."""
    for bits in PRECISIONS:
        found = value(name, x, bits)
        error = abs(found) * pow2(-bits)
        if one_result(fmt, Enclosure(found - error, found + error), context.mode) is not None:
            return encode(fmt, Input.of(found), context)
    return None
