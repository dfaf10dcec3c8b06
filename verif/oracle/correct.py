"""Correctly rounded results: the one right code, in any format and any rounding context.

Ziv's loop: enclose the value, round both ends, and double the precision until they round alike.
The ends are rounded by the thresholds of the reference, so the answer holds for every family,
mode and policy.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from verif.base.exact import floor_log2
from verif.formats.context import Context, Mode
from verif.formats.encode import code_at, encode
from verif.formats.format import Format
from verif.formats.identity import by_identity
from verif.formats.value import Input, Value
from verif.oracle.enclose import MAX_PRECISION, Enclosure, ladder, short
from verif.oracle.errors import Undecided
from verif.oracle.function import Function
from verif.oracle.ordinals import ordinal
from verif.oracle.special import rational

Number = Input | Value | Fraction | int
"""What may be rounded: a bare zero is +0."""


def correctly_rounded(
    function: Function,
    fmt: Format,
    x: Number | tuple[Number, ...],
    context: Context,
    max_precision: int = MAX_PRECISION,
) -> int:
    """The code of ``function`` at ``x`` (for ``pow`` a pair), rounded once.

    NaN, infinities, zeros, poles and arguments outside the domain follow the function's table of
    special values, and then the context's policies. Raises ``PolicyError`` where a policy says
    ``error``, and ``Undecided`` where ``max_precision`` bits do not suffice.
    """
    found = settle(function, fmt, x, context.mode, max_precision)
    if isinstance(found, Input):
        return encode(fmt, found, context)
    return code_at(fmt, found.ordinal, found.negative, context)


class Rounded(NamedTuple):
    """A result other than 0: its sign, and the ordinal that it rounds to."""

    ordinal: int
    negative: bool


def settle(
    function: Function,
    fmt: Format,
    x: Number | tuple[Number, ...],
    mode: Mode,
    max_precision: int = MAX_PRECISION,
) -> Input | Rounded:
    """What is rounded: a special or exactly known value, or else the ordinal of the result."""
    given = x if isinstance(x, tuple) else (x,)
    inputs = tuple(a if isinstance(a, Input) else Input.of(a) for a in given)
    if len(inputs) != function.arity:
        raise TypeError(f"{function.name} takes {function.arity} arguments, not {len(inputs)}")
    if (special := function.special(inputs)) is not None:
        return special
    reals = tuple(rational(a) for a in inputs)
    reach = span(fmt, mode)
    if (far := function.beyond(reals, reach)) is not None:
        return Input.of(far)
    if (value := function.exact(*reals)) is not None:
        return Input.of(value)
    for found in ladder(function, reals, reach, max_precision):
        if (result := one_result(fmt, found, mode)) is not None:
            return result
    raise Undecided(
        f"{function.name} at {short(reals)} rounded to {fmt.name}: the value is closer to a "
        f"boundary than {max_precision} bits tell; allow more bits"
    )


def one_result(fmt: Format, found: Enclosure, mode: Mode) -> Rounded | None:
    """The sign and ordinal of all numbers of the enclosure, if it is the same for all.

    The code follows from these two (``code_at``). Equal codes at both ends would not do: NaN may
    stand for overflow on either side.
    """
    low, high = found.low, found.high
    positive = low > 0 or (low == 0 and found.strict_low)
    negative = high < 0 or (high == 0 and found.strict_high)
    if not positive and not negative:
        return None
    k = ordinal(fmt, low, mode, found.strict_low)
    t = fmt.threshold(k, mode) if k <= fmt.kmax else None
    beyond = t is not None and (high > t.at or (high == t.at and t.up and not found.strict_high))
    return None if beyond else Rounded(k, negative)


@by_identity
def span(fmt: Format, mode: Mode) -> int:
    """The least exponent S >= 1 for which all boundaries but 0 lie strictly between ``2**-S`` and
    ``2**S`` in magnitude: those at the ends and those beside zero are extreme."""
    m = fmt.min_positive
    near = range(m - 3, m + 3)
    ends = (fmt.kmin - 1, fmt.kmin, fmt.kmax - 1, fmt.kmax)
    found = [fmt.threshold(k, mode) for k in {*near, *ends} if fmt.kmin - 1 <= k <= fmt.kmax]
    sizes = [floor_log2(abs(t.at)) for t in found if t is not None and t.at]
    return max([1, *(max(e + 1, 1 - e) for e in sizes)])
