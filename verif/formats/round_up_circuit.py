"""The decision to round a magnitude up, for formats with a sign beside or around it.

Floats and posits share it: both round on a magnitude, and by the parity of its code.
"""

from __future__ import annotations

from verif.algebra.backend import Unsupported
from verif.algebra.integer import BoolRaw, Int, land, lnot, lor
from verif.formats.context import Mode


def rounds_up(mode: Mode, k: Int, rest: Int, negative: BoolRaw) -> BoolRaw:
    """Whether a magnitude rounds up from ``k``, in an unbounded range.

    ``k`` has the parity of the code. ``rest`` is what was cut off: 0 nothing, 1 less than half a
    place, 2 half of one, 3 more. ``negative`` is the sign of the number. Raises ``Unsupported`` for
    a mode it does not know.
    """
    backend = k.backend
    zero, half = k.const(0), k.const(2)
    inexact = lnot(backend, rest.eq(zero))
    odd = k.is_odd()
    match mode:
        case Mode.RNE | Mode.RN:
            return lor(backend, half.lt(rest), land(backend, rest.eq(half), odd))
        case Mode.RNA:
            return half.le(rest)
        case Mode.RTZ:
            return False
        case Mode.RTP:
            return land(backend, inexact, lnot(backend, negative))
        case Mode.RTN:
            return land(backend, inexact, negative)
        case Mode.RTO:
            return land(backend, inexact, lnot(backend, odd))
    raise Unsupported(f"mode {mode.name}")
