"""The codes that a rounding context gives to special inputs and to each ordinal.

Written apart from the reference (``formats.encode``), against which it is tested; the array
engine uses it.
"""

from __future__ import annotations

from dataclasses import dataclass

from verif.algebra.backend import Unsupported
from verif.formats.context import Context
from verif.formats.format import Format


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What becomes of inputs that are no plain finite non-zero number; ``None`` has no code."""

    nan: int | None
    infinity: tuple[int | None, int | None]
    """Of a positive and of a negative infinity."""
    zero: tuple[int | None, int | None]
    """Of a positive and of a negative zero."""
    overflow: tuple[int | None, int | None]
    """Above the largest and below the smallest value."""
    negative: int | None
    """Of a negative number in an unsigned format."""


def outcomes(fmt: Format, context: Context) -> Outcomes:
    """The outcomes of a total context."""
    nan = fmt.canonical_nan
    top, bottom = fmt.code_of(fmt.kmax), fmt.code_of(fmt.kmin)

    def beyond(choice: str) -> tuple[int | None, int | None]:
        if choice == "saturate":
            return top, bottom
        if choice == "nan":
            return nan, nan
        codes = fmt.inf_code(False), fmt.inf_code(True)
        return (nan if codes[0] is None else codes[0]), (nan if codes[1] is None else codes[1])

    negative = nan if context.on_negative == "nan" else bottom
    zero = _zeros(fmt, context)
    infinity = beyond(context.on_inf)
    if not fmt.signed:
        infinity = infinity[0], negative
    chosen = {"nan": nan, "zero": zero[0], "max": top}[context.on_nan]
    return Outcomes(chosen, infinity, zero, beyond(context.overflow), negative)


def _zeros(fmt: Format, context: Context) -> tuple[int | None, int | None]:
    if fmt.zero is not None:
        minus = fmt.negative_zero
        return fmt.zero, fmt.zero if minus is None else minus
    if context.on_zero == "nan":
        return fmt.canonical_nan, fmt.canonical_nan
    k = fmt.min_positive
    # The least magnitude of either sign; a format without positive values has only its largest.
    has_both = k > fmt.kmin and fmt.value_of(k) > 0
    return fmt.code_of(k), fmt.code_of(k - 1 if has_both else k)


def ordinal_code(
    fmt: Format, context: Context, out: Outcomes, k: int, negative: bool
) -> int | None:
    """The code of a non-zero real that rounds to ordinal ``k``, one beyond the ends included."""
    if k > fmt.kmax:
        return out.overflow[0]
    if k < fmt.kmin:
        if fmt.signed:
            return out.overflow[1]
        return out.negative if fmt.zero is not None or negative else out.zero[0]
    if fmt.zero is not None and k == fmt.ordinal(fmt.zero):
        return out.zero[negative]
    least = fmt.min_normal if context.flush else None
    if least is not None and abs(fmt.value_of(k)) < least:
        return out.zero[negative]
    return fmt.code_of(k)


def code_or_refuse(code: int | None, what: str) -> int:
    """``code``, or ``Unsupported`` where a policy leads to a code the format has not."""
    if code is None:
        raise Unsupported(f"the format has no code for {what}")
    return code
