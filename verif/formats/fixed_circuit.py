"""Fixed point by arithmetic: codes to values and exact reals to codes, over any backend."""

from __future__ import annotations

from verif.algebra.integer import BoolRaw, Int, flag, land, lnot, lor, select
from verif.algebra.real import Real
from verif.formats.context import Context, Mode
from verif.formats.fixed import Fixed
from verif.formats.policy_circuit import Outcomes, code_or_refuse


def ordinal(fmt: Fixed, code: Int) -> Int:
    """The integer behind a code."""
    code = code.within(0, (1 << fmt.bits) - 1)
    if not fmt.is_signed:
        return code
    above = code.const(fmt.kmax).lt(code)
    found = select(code.backend, above, code - code.const(1 << fmt.bits), code)
    return found.capped(fmt.kmin, fmt.kmax)


def at_ordinal(fmt: Fixed, k: Int) -> Int:
    """The code of an integer of the format."""
    below = k + k.const(1 << fmt.bits)
    return select(k.backend, k.lt(k.const(0)), below, k).capped(0, (1 << fmt.bits) - 1)


def unpack(fmt: Fixed, code: Int) -> Real:
    """The value of a code."""
    integer = ordinal(fmt, code)
    return Real(integer, integer.const(-fmt.fraction_bits), integer.const(1))


def sign_bit(fmt: Fixed, code: Int) -> BoolRaw:
    """Whether a code means a negative number."""
    return ordinal(fmt, code).lt(code.const(0))


def precision(fmt: Fixed) -> int:
    """How many significant bits a boundary between values may have."""
    return fmt.bits + 2


def pack(fmt: Fixed, context: Context, out: Outcomes, real: Real) -> Int:
    """The code of a finite dyadic real, zero included."""
    backend, mode = real.backend, context.mode
    quarters = _quarters(fmt, real)
    whole = quarters >> 2
    rest = (quarters - (whole << 2)).capped(0, 3)
    k = whole + flag(backend, _up(mode, whole, rest))
    top, bottom = k.const(fmt.kmax), k.const(fmt.kmin)
    over, under = top.lt(k), k.lt(bottom)
    if mode is Mode.RTO:  # whatever exceeds an end lies beyond it
        inexact = lnot(backend, rest.eq(k.const(0)))
        over = lor(backend, top.lt(whole), land(backend, top.eq(whole), inexact))
        under = whole.lt(bottom)
    clipped = k.max(bottom).min(top)
    code = select(backend, clipped.lt(k.const(0)), clipped + k.const(1 << fmt.bits), clipped)
    code = code.capped(0, (1 << fmt.bits) - 1)
    if over is not False and mode not in (Mode.RTZ, Mode.RTN):
        beyond = k.const(code_or_refuse(out.overflow[0], "overflow"))
        code = select(backend, over, beyond, code)
    if under is not False and not (fmt.is_signed and mode in (Mode.RTZ, Mode.RTP)):
        choice = out.overflow[1] if fmt.is_signed else out.negative
        beyond = k.const(code_or_refuse(choice, "overflow below"))
        code = select(backend, under, beyond, code)
    return code


def _quarters(fmt: Fixed, real: Real) -> Int:
    """Four times the number of units, rounded to odd; far outside the format only its side."""
    far = fmt.bits + 4
    up = real.exp + real.exp.const(fmt.fraction_bits + 2)
    zero = up.const(0)
    if real.sig.width + up.high > real.backend.native.bit_length() - 2:
        # An exponent this high puts every non-zero number beyond the ends, however it is cut.
        up = up.min(up.const(far))
    if up.low >= 0:
        return real.sig << up
    down = (-up).max(zero)
    kept = real.sig << up.max(zero) if up.high > 0 else real.sig
    low, lost = kept.cut(down)
    even = lnot(real.backend, low.is_odd())
    return low + flag(real.backend, land(real.backend, lost, even))


def _up(mode: Mode, whole: Int, rest: Int) -> BoolRaw:
    """Whether ``whole + rest/4`` rounds up, not down, in an unbounded range."""
    backend = whole.backend
    zero, half = whole.const(0), whole.const(2)
    inexact = lnot(backend, rest.eq(zero))
    odd = whole.is_odd()
    match mode:
        case Mode.RNE | Mode.RN:
            tie = land(backend, rest.eq(half), odd)
        case Mode.RNA:
            tie = land(backend, rest.eq(half), zero.le(whole))
        case Mode.RTZ:
            return land(backend, inexact, whole.lt(zero))
        case Mode.RTP:
            return inexact
        case Mode.RTN:
            return False
        case Mode.RTO:
            return land(backend, inexact, lnot(backend, odd))
    return lor(backend, half.lt(rest), tie)
