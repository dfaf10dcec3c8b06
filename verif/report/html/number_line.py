"""The values of a format on two number lines: where they are, and one after the other.

On the linear axis a place is a value; on the ordinal axis every value is one step from the next,
so that all codes have the same room. Lines between the two show where the codes are spent.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verif.base.exact import decimal_text, exact_text, floor_log2, pow2
from verif.formats.format import Format
from verif.report.html.binades import first_at_least, spread
from verif.report.html.charts import Axis, Tick, percent
from verif.report.html.numbers import rounded

SHOWN = 256
"""Values that are drawn at most; of wider formats as many, equally spaced by ordinal."""

LABELS = 9


@dataclass(frozen=True, slots=True)
class NumberLine:
    """Pairs of places, linear and ordinal, as per cent; and the labels of both axes."""

    pairs: tuple[tuple[str, str], ...]
    values: tuple[Tick, ...]
    ordinals: tuple[Tick, ...]
    shown: int
    all: int

    def across(self, place: float) -> str:
        """A place from 0 to 1 as per cent of the width."""
        return percent(place)


def number_line(fmt: Format) -> NumberLine:
    """The number lines of a format."""
    ordinals = spread(fmt.kmin, fmt.kmax, SHOWN)
    low, high = fmt.min, fmt.max
    span = high - low or Fraction(1)
    across = ordinal_axis(fmt)

    def linear(value: Fraction) -> float:
        return float((value - low) / span)

    pairs = tuple((percent(linear(fmt.value_of(k))), percent(across.place(k))) for k in ordinals)
    marked = sorted({low, high, *([Fraction(0)] if low <= 0 <= high else [])})
    values = tuple(Tick(linear(v), _short(v)) for v in marked)
    return NumberLine(pairs, values, across.ticks, len(ordinals), fmt.kmax - fmt.kmin + 1)


def ordinal_axis(
    fmt: Format, title: str = "value, one step for each code", wanted: int = LABELS
) -> Axis:
    """The axis on which a format's ordinals are equally far apart, labelled with their values."""
    axis = Axis(title, fmt.kmin, fmt.kmax)
    ticks = [Tick(axis.place(k), _short(fmt.value_of(k))) for k in _labelled(fmt, wanted)]
    return Axis(title, fmt.kmin, fmt.kmax, tuple(ticks))


def _labelled(fmt: Format, wanted: int) -> list[int]:
    """Ordinals to label: the ends, zero, and powers of two about equally far between them, the same
    on both sides of zero where both have them."""
    zero = min(max(fmt.kmin, first_at_least(fmt, Fraction(0))), fmt.kmax)
    sides = 2 if fmt.kmin < zero < fmt.kmax else 1
    first = zero if zero < fmt.kmax else fmt.kmin
    found = [_near_power(fmt, k) for k in spread(first, fmt.kmax, 1 + (wanted - 1) // sides)[1:-1]]
    mirrored = [zero - (k - zero) for k in found] if sides == 2 else []
    apart = max(1, (fmt.kmax - fmt.kmin) // (2 * wanted))
    kept: list[int] = []
    for k in dict.fromkeys((fmt.kmin, fmt.kmax, zero, *found, *mirrored)):
        if fmt.kmin <= k <= fmt.kmax and all(abs(k - other) >= apart for other in kept):
            kept.append(k)
    return sorted(kept)


def _near_power(fmt: Format, k: int) -> int:
    """The ordinal of the power of two below a value in magnitude, or the ordinal itself."""
    value = fmt.value_of(k)
    if value == 0:
        return k
    target = pow2(floor_log2(abs(value))) * (1 if value > 0 else -1)
    found = first_at_least(fmt, target)
    return found if found <= fmt.kmax and fmt.value_of(found) == target else k


def _short(value: Fraction) -> str:
    """A label: decimal where that is short, else exact, else rounded."""
    for text in (decimal_text(value), exact_text(value)):
        if len(text.lstrip("-")) <= 7 and not text.startswith("~"):
            return text
    exponent = floor_log2(abs(value))
    if abs(exponent) > 1000:
        return f"{'-' if value < 0 else ''}2^{exponent}"
    return rounded(float(value))
