"""Posits by arithmetic on the bit string: codes to values and exact reals to codes.

For any width and any number of exponent bits, over any backend. A run of equal bits is what a
two's complement number has in front of its first significant bit, so one shift takes a regime off
and one arithmetic shift puts it on. Rounding then happens on the bit string, as the standard says
(Posit Standard 2022, 5.3): what is shifted out below decides, in every mode.
"""

from __future__ import annotations

from verif.algebra.integer import BoolRaw, Int, flag, land, lnot, lor, select
from verif.algebra.real import Real
from verif.formats.context import Context
from verif.formats.posit import Posit
from verif.formats.round_up_circuit import rounds_up


def _signed(fmt: Posit, code: Int) -> Int:
    """A code read in two's complement."""
    code = code.within(0, (1 << fmt.bits) - 1)
    above = code.const(fmt.kmax).lt(code)
    found = select(code.backend, above, code - code.const(1 << fmt.bits), code)
    return found.capped(fmt.kmin - 1, fmt.kmax)


def _nar(fmt: Posit, code: Int) -> BoolRaw:
    return code.eq(code.const(1 << (fmt.bits - 1)))


def test(op: str, fmt: Posit, code: Int) -> BoolRaw:
    """Whether a code is ``nan`` (NaR), is ``inf`` (never) or has a ``negative`` sign."""
    nar = _nar(fmt, code)
    if op == "nan":
        return nar
    if op == "inf":
        return False
    return land(code.backend, code.const(fmt.kmax).lt(code), lnot(code.backend, nar))


def ordinal(fmt: Posit, code: Int) -> Int:
    """The ordinal of a finite code; 0 for NaR."""
    found = _signed(fmt, code)
    nar = _nar(fmt, code)
    return select(code.backend, nar, found.const(0), found).capped(fmt.kmin, fmt.kmax)


def at_ordinal(fmt: Posit, k: Int) -> Int:
    """The code of an ordinal of the format."""
    below = k + k.const(1 << fmt.bits)
    return select(k.backend, k.lt(k.const(0)), below, k).capped(0, (1 << fmt.bits) - 1)


def _up_within(x: Int, n: Int, low: int, high: int) -> Int:
    """``x * 2**n`` where that is known to lie between bounds closer than those of the parts."""
    if x.constant and n.constant:
        return x.const(x.low << n.low)
    return Int(x.backend, x.backend.shl(x, n, low, high), low, high)


def unpack(fmt: Posit, code: Int) -> Real:
    """The value of a finite code; 0 for NaR."""
    backend, n, es = code.backend, fmt.bits, fmt.es
    k = ordinal(fmt, code)
    size = abs(k).max(k.const(1))  # what a zero has for an exponent does not matter
    # All bits after the sign in two's complement: negative where the run is of ones.
    quarter, half = 1 << (n - 2), 1 << (n - 1)
    ones = size.const(quarter).le(size)
    body = select(backend, ones, size - size.const(half), size).capped(-quarter, quarter - 1)
    plain = select(backend, ones, -body - body.const(1), body).capped(0, quarter - 1)
    run = plain.const(n - 1) - plain.bit_length()
    regime = select(backend, ones, run - run.const(1), -run)
    # With the run shifted out the first bit is the one that ended it.
    shifted = _up_within(body, run, -half, half - 1)
    base = select(backend, ones, shifted.const(-half), shifted.const(quarter))
    tail = (shifted - base).capped(0, quarter - 1)  # n - 2 bits, the lowest of them 0
    places = max(0, n - 3 - es)
    tail = tail >> 1 << max(0, es - (n - 3))
    field = tail >> places
    fraction = tail & tail.const((1 << places) - 1)
    sig = fraction + fraction.const(1 << places)
    sig = select(backend, k.eq(k.const(0)), sig.const(0), sig)
    sig = select(backend, k.lt(k.const(0)), -sig, sig)
    exp = (regime << es) + field - field.const(places)
    return Real(sig, exp, sig.const(1), -(n - 2) << es)


def precision(fmt: Posit) -> int:
    """How many significant bits a boundary between values may have: those of one bit more."""
    return max(1, fmt.bits - 1 - fmt.es)


def pack(fmt: Posit, context: Context, real: Real) -> Int:
    """The code of a finite dyadic real; that of a zero is left to the caller."""
    backend = real.backend
    negative = real.is_negative()
    k, rest = _halves(fmt, real)
    k = k + flag(backend, rounds_up(context.mode, k, rest, negative))
    k = k.min(k.const(fmt.kmax))
    if context.mode.nearest:
        k = k.max(k.const(1))
    below = k.const(1 << fmt.bits) - k
    minus = land(backend, negative, lnot(backend, k.eq(k.const(0))))
    return select(backend, minus, below, k).capped(0, (1 << fmt.bits) - 1)


def _halves(fmt: Posit, real: Real) -> tuple[Int, Int]:
    """The magnitude cut to a posit: its bit string without the sign, and what was cut off: twice
    the bit below plus whether anything follows."""
    backend, n, es = real.backend, fmt.bits, fmt.es
    places = max(0, n - 2 - es)
    size = abs(real.sig)
    one, zero = size.const(1), size.const(0)
    # Numbers without their full width are below every posit: where they begin does not matter.
    full = real.small is not None and real.small < -(n - 2) << es
    length = size.const(size.width) if full else size.bit_length()
    lead = length - one + real.exp
    # One leading bit and the fraction, below it what does not fit.
    up = length.const(places + 1) - length
    kept, lost = size.cut((-up).max(zero))
    top = (1 << (places + 1)) - 1
    whole = _up_within(kept.capped(high=top), up.max(zero).min(zero.const(places + 1)), 0, top)
    fraction = whole & whole.const((1 << places) - 1)
    # Beyond these ends, where every posit is exceeded, one exponent is as good as another.
    far = (n - 1) << es
    lead = lead.max(lead.const(-far)).min(lead.const(far))
    regime = lead >> es
    field = (lead - (regime << es)).capped(0, (1 << es) - 1)
    payload = (field << places) + fraction
    # 10 or 01 before it; as a signed number, an arithmetic shift makes the run longer.
    ones = regime.const(0).le(regime)
    unit = 1 << (es + places)
    prefix = select(backend, ones, payload.const(-2 * unit), payload.const(unit))
    body = payload + prefix
    spare = es + places + 2 - n
    run = select(backend, ones, regime, -regime - regime.const(1)).capped(low=0)
    halves, cut = body.cut(run + run.const(spare))
    halves = halves + select(backend, ones, halves.const(1 << n), halves.const(0))
    halves = halves.capped(0, (1 << n) - 1)
    k = halves >> 1
    rest = ((halves & one) << 1) | flag(backend, lor(backend, lost, cut))
    return k, rest
