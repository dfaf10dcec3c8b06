"""Floating point by arithmetic on the fields: codes to values and exact reals to codes.

For formats with subnormals, any width and bias, over any backend.
"""

from __future__ import annotations

from verif.algebra.integer import BoolRaw, Int, flag, land, lnot, lor, select
from verif.algebra.real import Real
from verif.base.bits import Pattern
from verif.formats.context import Context, Mode
from verif.formats.float_ import Float
from verif.formats.policy_circuit import Outcomes, code_or_refuse
from verif.formats.round_up_circuit import rounds_up


def supported(fmt: Float) -> bool:
    """Whether the format has the shape these circuits know."""
    return fmt.subnormals and fmt.has_zero


def _fields(fmt: Float, code: Int) -> tuple[BoolRaw, Int]:
    """Sign and magnitude of a code."""
    code = code.within(0, (1 << fmt.bits) - 1)
    half = code.const(1 << fmt.magnitude_bits)
    if not fmt.signed:
        return False, code
    negative = half.le(code)
    magnitude = (code & (half - half.const(1))).capped(0, half.low - 1)
    return negative, magnitude


def _matches(patterns: tuple[Pattern, ...], code: Int) -> BoolRaw:
    backend = code.backend
    found: BoolRaw = False
    for p in patterns:
        found = lor(backend, found, (code & code.const(p.mask)).eq(code.const(p.value)))
    return found


def test(op: str, fmt: Float, code: Int) -> BoolRaw:
    """Whether a code is ``nan``, is ``inf`` or has a ``negative`` sign."""
    negative, _ = _fields(fmt, code)
    if op == "negative":
        return negative
    inf = _matches(fmt.inf, code)
    if op == "inf":
        return inf
    return land(code.backend, _matches(fmt.nan, code), lnot(code.backend, inf))


def _special(fmt: Float, code: Int) -> BoolRaw:
    return _matches((*fmt.inf, *fmt.nan), code)


def ordinal(fmt: Float, code: Int) -> Int:
    """The ordinal of a finite code; 0 for other codes."""
    negative, magnitude = _fields(fmt, code)
    found = select(code.backend, negative, -magnitude, magnitude)
    return select(code.backend, _special(fmt, code), code.const(0), found)


def at_ordinal(fmt: Float, k: Int) -> Int:
    """The code of an ordinal of the format."""
    below = k.const(1 << fmt.magnitude_bits) - k
    return select(k.backend, k.lt(k.const(0)), below, k).capped(0, (1 << fmt.bits) - 1)


def unpack(fmt: Float, code: Int) -> Real:
    """The value of a finite code; 0 for other codes."""
    backend, m = code.backend, fmt.significand_bits
    negative, magnitude = _fields(fmt, code)
    field = magnitude >> m
    fraction = magnitude & code.const((1 << m) - 1)
    subnormal = field.eq(code.const(0))
    hidden = select(backend, subnormal, code.const(0), code.const(1 << m))
    sig = fraction + hidden
    sig = select(backend, _special(fmt, code), code.const(0), sig)
    sig = select(backend, negative, -sig, sig)
    exp = field.max(code.const(1)) - code.const(fmt.bias + m)
    return Real(sig, exp, code.const(1), 1 - fmt.bias)


def precision(fmt: Float) -> int:
    """How many significant bits a boundary between values may have."""
    return fmt.precision + 1


def pack(fmt: Float, context: Context, out: Outcomes, real: Real) -> Int:
    """The code of a finite dyadic real; that of +0 or -0 for a zero is left to the caller."""
    backend, mode = real.backend, context.mode
    negative = real.is_negative()
    rounded, over = _magnitude(fmt, mode, real, negative)
    code = rounded
    if fmt.signed:
        half = rounded.const(1 << fmt.magnitude_bits)
        zero = rounded.const(0)
        code = rounded + select(backend, negative, half, zero)
    small = rounded.eq(rounded.const(0))
    if context.flush:
        small = rounded.lt(rounded.const(1 << fmt.significand_bits))
    plus, minus = (rounded.const(code_or_refuse(c, "zero")) for c in out.zero)
    code = select(backend, small, select(backend, negative, minus, plus), code)
    if over is not False:
        code = select(
            backend,
            land(backend, over, lnot(backend, negative)),
            rounded.const(code_or_refuse(out.overflow[0], "overflow")),
            code,
        )
        if fmt.signed:
            below = rounded.const(code_or_refuse(out.overflow[1], "overflow below"))
            code = select(backend, land(backend, over, negative), below, code)
    if not fmt.signed and negative is not False:
        lost = land(backend, negative, lnot(backend, rounded.eq(rounded.const(0))))
        choice = rounded.const(code_or_refuse(out.negative, "a negative number"))
        code = select(backend, lost, choice, code)
    return code


def _magnitude(fmt: Float, mode: Mode, real: Real, negative: BoolRaw) -> tuple[Int, BoolRaw]:
    """The rounded magnitude, within the finite ones, and where it overflows."""
    backend, m = real.backend, fmt.significand_bits
    size = abs(real.sig)
    zero, one = size.const(0), size.const(1)
    # The leading place of the number, or that of the smallest normal one if it is lower.
    lowest = 1 - fmt.bias
    # Below the smallest normal number the place does not depend on where the number begins.
    full = real.small is not None and real.small <= lowest
    length = size.const(size.width) if full else size.bit_length()
    lead = (length - one + real.exp).max(one.const(lowest))
    largest = max(fmt.kmax, -fmt.kmin)  # NaN codes may leave the two signs unequal ranges
    highest = (largest >> m) - fmt.bias + 2  # from here on everything overflows
    lead = lead.min(one.const(highest))
    # In units of a quarter of the last place: `up` is how far the significand shifts to them.
    up = real.exp - lead + one.const(m + 2)
    kept, lost = size.cut((-up).max(zero))
    # At most m + 3 bits are left, but for numbers beyond `highest`, where any large one will do.
    kept = kept.min(zero.const(1 << (m + 4)))
    quarters = kept << up.max(zero).min(zero.const(m + 4))
    whole = quarters >> 2
    rest = (quarters & zero.const(3)) | flag(backend, lost)
    k = ((lead + one.const(fmt.bias - 1)) << m) + whole
    limit_up = k.const(fmt.kmax)
    limit_down = k.const(-fmt.kmin if fmt.signed else fmt.kmax)
    limit = select(backend, negative, limit_down, limit_up)
    rounded = k + flag(backend, rounds_up(mode, k, rest, negative))
    over: BoolRaw = limit.lt(rounded)
    inexact = lnot(backend, rest.eq(zero))
    if mode is Mode.RTO:
        over = lor(backend, limit.lt(k), land(backend, limit.eq(k), inexact))
    elif mode is Mode.RTZ:
        over = False
    elif mode is Mode.RTP:
        over = land(backend, over, lnot(backend, negative))
    elif mode is Mode.RTN:
        over = land(backend, over, negative)
    return rounded.min(limit), over
