"""Numbers over a box of inputs, enclosed by ball arithmetic and by centred forms.

A centred form of a number f on a box with the centre c says: for each input x of the box there are
``a`` in ``centre`` and ``s`` in ``slopes`` with ``f(x) = a + s * (x - c)``. It asks for no
derivative. What a rounding may add is part of ``centre``. On small boxes it is far narrower than
what the operations on balls give, and the two are intersected.
(Neumaier, Interval Methods for Systems of Equations, 1990, section 2.3.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from verif.engines.enclosures.ball_functions import FUNCTIONS

Slopes = tuple[arb, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A centred form: one slope for each variable."""

    centre: arb
    slopes: Slopes


@dataclass(frozen=True, slots=True)
class Jet:
    """A number over a box: ``value`` encloses it everywhere; ``form`` is ``None`` where it may
    jump. Both are finite."""

    value: arb
    form: Form | None


def ball(low: Fraction, high: Fraction) -> arb:
    """The smallest ball that contains an interval, up to rounding."""
    a, b = arb(fmpq(low.numerator, low.denominator)), arb(fmpq(high.numerator, high.denominator))
    return a if low == high else a.union(b)


def jet(value: arb, form: Form | None, offsets: Sequence[arb]) -> Jet | None:
    """The number with both of its enclosures intersected; ``None`` where nothing is known of it.
    ``offsets`` are the inputs less the centre."""
    if form is not None:
        reach = form.centre
        for slope, offset in zip(form.slopes, offsets, strict=True):
            reach += slope * offset
        if not reach.is_finite():
            form = None
        else:
            value = value.intersection(reach) if value.is_finite() else reach
    return Jet(value, form) if value.is_finite() else None


def sign(x: arb) -> int | None:
    """1 or -1 where all of a ball has that sign."""
    return 1 if x > 0 else -1 if x < 0 else None


def magnitude(x: arb) -> arb:
    """``|x|``"""
    return abs(x) if sign(x) else abs(x).upper().union(arb(0))


# --- operations -----------------------------------------------------------------------------------


def function(name: str, x: Jet) -> tuple[arb, Form | None]:
    """An elementary function: its value at the centre, and its slope wherever the argument or its
    centred form may be. Outside of the domain balls are not finite."""
    of, slope = FUNCTIONS[name]
    value = of(x.value)
    if x.form is None:
        return value, None
    everywhere = x.value.union(x.form.centre)
    by = slope(everywhere, of(everywhere))
    return value, _kept(of(x.form.centre), tuple(by * s for s in x.form.slopes))


def unary(op: str, x: Jet) -> tuple[arb, Form | None] | None:
    """``neg abs sqrt floor pow2``; of others nothing is known."""
    match op:
        case "neg":
            form = x.form and Form(-x.form.centre, tuple(-s for s in x.form.slopes))
            return -x.value, form
        case "abs":
            return magnitude(x.value), _abs_form(x)
        case "sqrt":
            return _root(x)
        case "pow2":
            return function("exp2", x)
        case "floor":
            whole = x.value.floor()
            if not whole.is_exact():
                return whole, None
            return whole, x.form and Form(whole, tuple(arb(0) for _ in x.form.slopes))
    return None


def _abs_form(x: Jet) -> Form | None:
    """``|a + d|`` is ``|a|`` and a part of ``d`` between -1 and 1."""
    if x.form is None:
        return None
    side = sign(x.value.union(x.form.centre))
    by = arb(0, 1) if side is None else arb(side)
    return _kept(magnitude(x.form.centre), tuple(by * s for s in x.form.slopes))


def _root(x: Jet) -> tuple[arb, Form | None] | None:
    if not x.value > 0:
        return None
    if x.form is None or not x.form.centre > 0:
        return x.value.sqrt(), None
    by = 1 / (2 * x.value.union(x.form.centre).sqrt())
    return x.value.sqrt(), _kept(x.form.centre.sqrt(), tuple(by * s for s in x.form.slopes))


def binary(op: str, x: Jet, y: Jet) -> tuple[arb, Form | None] | None:
    """``add sub mul div min max``; of others, and of quotients by what may be 0, nothing is
    known."""
    f, g = x.form, y.form
    both = list(zip(f.slopes, g.slopes, strict=True)) if f and g else None
    value: arb
    form: Form | None = None
    match op:
        case "add":
            value = x.value + y.value
            if f and g and both is not None:
                form = Form(f.centre + g.centre, tuple(s + t for s, t in both))
        case "sub":
            value = x.value - y.value
            if f and g and both is not None:
                form = Form(f.centre - g.centre, tuple(s - t for s, t in both))
        case "mul":
            value = x.value * y.value
            if f and g and both is not None:  # xy - ab = (x - a)y + a(y - b)
                slopes = tuple(s * y.value + f.centre * t for s, t in both)
                form = Form(f.centre * g.centre, slopes)
        case "div":
            if sign(y.value) is None:
                return None
            value = x.value / y.value
            if f and g and both is not None and sign(g.centre):
                middle = f.centre / g.centre  # x/y - a/b = ((x - a) - (a/b)(y - b)) / y
                form = _kept(middle, tuple((s - middle * t) / y.value for s, t in both))
        case "min" | "max":
            value = _extreme(op, x.value, y.value)
            if f and g and both is not None:  # it moves by no less and no more than both sides do
                slopes = tuple(s.union(t) for s, t in both)
                form = Form(_extreme(op, f.centre, g.centre), slopes)
        case _:
            return None
    return value, form


def _extreme(op: str, x: arb, y: arb) -> arb:
    return x.min(y) if op == "min" else x.max(y)


def _kept(centre: arb, slopes: Slopes) -> Form | None:
    """The form, where it says anything."""
    finite = centre.is_finite() and all(s.is_finite() for s in slopes)
    return Form(centre, slopes) if finite else None
