"""Elementary functions and their slopes on balls, whose result contains what any point gives.

A ball that is not finite says nothing: outside of its domain a function has such a ball.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

Slope = Callable[[arb, arb], arb]
"""The derivative from the argument and the value of the function there."""


def _erf_slope(x: arb, _: arb) -> arb:
    return 2 * (-x * x).exp() / arb.pi().sqrt()


def _sigmoid(x: arb) -> arb:
    return 1 / (1 + (-x).exp())


def _phi(x: arb) -> arb:
    """The normal distribution function."""
    return (1 + (x / arb(2).sqrt()).erf()) / 2


def _gelu_slope(x: arb, _: arb) -> arb:
    return _phi(x) + x * (-x * x / 2).exp() / (2 * arb.pi()).sqrt()


def _inner(x: arb) -> arb:
    """``sqrt(2/pi) * (x + 0.044715*x**3)``"""
    return (2 / arb.pi()).sqrt() * (x + arb(44715) / 1000000 * x * x * x)


def _gelu_tanh_slope(x: arb, _: arb) -> arb:
    t = _inner(x).tanh()
    inner = (2 / arb.pi()).sqrt() * (1 + arb(134145) / 1000000 * x * x)
    return (1 + t) / 2 + x / 2 * (1 - t * t) * inner


def _silu_slope(x: arb, _: arb) -> arb:
    s = _sigmoid(x)
    return s + x * s * (1 - s)


def _log2_of(x: arb) -> arb:
    return x.log() / arb.const_log2()


FUNCTIONS: dict[str, tuple[Callable[[arb], arb], Slope]] = {
    "exp": (lambda x: x.exp(), lambda x, y: y),
    "exp2": (lambda x: (x * arb.const_log2()).exp(), lambda x, y: y * arb.const_log2()),
    "expm1": (lambda x: x.expm1(), lambda x, y: y + 1),
    "log": (lambda x: x.log(), lambda x, y: 1 / x),
    "log2": (_log2_of, lambda x, y: 1 / (x * arb.const_log2())),
    "log1p": (lambda x: x.log1p(), lambda x, y: 1 / (1 + x)),
    "sin": (lambda x: x.sin(), lambda x, y: x.cos()),
    "cos": (lambda x: x.cos(), lambda x, y: -x.sin()),
    "tanh": (lambda x: x.tanh(), lambda x, y: 1 - y * y),
    "erf": (lambda x: x.erf(), _erf_slope),
    "sigmoid": (_sigmoid, lambda x, y: y * (1 - y)),
    "gelu": (lambda x: x * _phi(x), _gelu_slope),
    "gelu_tanh": (lambda x: x / 2 * (1 + _inner(x).tanh()), _gelu_tanh_slope),
    "silu": (lambda x: x * _sigmoid(x), _silu_slope),
    "softplus": (lambda x: x.exp().log1p(), lambda x, y: _sigmoid(x)),
}
"""Functions of one number: value and slope. The names are those of the oracle."""
