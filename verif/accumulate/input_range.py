"""Which integers the inputs of a dot product range over, and their zero point."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verif.accumulate.errors import OptionError
from verif.accumulate.interval import least_width

MAX_BITS = 32
LIMIT = 1 << MAX_BITS
"""No end of a range, and no zero point, is further from 0."""

_TYPE = re.compile(r"(u?)int([1-9][0-9]?)")
_RANGE = re.compile(r"\[\s*([+-]?[0-9]{1,20})\s*,\s*([+-]?[0-9]{1,20})\s*\]")
_EXAMPLES = "say uint8, int4, int8:[-127,127] or [0,200]"


@dataclass(frozen=True)
class InputRange:
    """Inputs are the integers ``low`` to ``high``; a product is ``w * (x - zero_point)``."""

    text: str
    low: int
    high: int
    zero_point: int = 0

    @property
    def term_low(self) -> int:
        """The least factor of a weight."""
        return self.low - self.zero_point

    @property
    def term_high(self) -> int:
        """The largest factor of a weight."""
        return self.high - self.zero_point

    @property
    def magnitude(self) -> int:
        """The largest magnitude of a factor."""
        return max(abs(self.term_low), abs(self.term_high))

    @property
    def signed(self) -> bool:
        """Whether a factor can be negative."""
        return self.term_low < 0

    @property
    def bits(self) -> int:
        """The width of the least integer type that holds every factor; N of published bounds."""
        if self.signed:
            return least_width(self.term_low, self.term_high)
        return max(1, self.term_high.bit_length())

    @property
    def has_zero(self) -> bool:
        """Whether a factor can be 0."""
        return self.term_low <= 0 <= self.term_high

    @property
    def idle(self) -> int:
        """The input nearest to the zero point: what a weight of 0 is shown with."""
        return min(max(self.zero_point, self.low), self.high)


def parse_input(text: str, zero_point: int = 0) -> InputRange:
    """The range that ``--input`` names: ``uint8``, ``int8:[-127,127]``, ``[0,200]``.

    Raises OptionError.
    """
    name, colon, interval = text.strip().partition(":")
    if not colon and name.startswith("["):
        low, high = _ends(text, name)
    else:
        low, high = _type(text, name)
        if colon:
            inner = _ends(text, interval)
            if inner[0] < low or inner[1] > high:
                raise OptionError(
                    f"--input '{text}': [{inner[0]},{inner[1]}] does not lie within {name}, "
                    f"which is [{low},{high}]"
                )
            low, high = inner
    if abs(zero_point) > LIMIT:
        raise OptionError(f"--zero-point {zero_point}: at most 2^{MAX_BITS} in magnitude")
    return InputRange(text.strip(), low, high, zero_point)


def _type(text: str, name: str) -> tuple[int, int]:
    found = _TYPE.fullmatch(name)
    if not found:
        raise OptionError(f"--input '{text}' is no integer type or range; {_EXAMPLES}")
    bits = int(found[2])
    if bits > MAX_BITS:
        raise OptionError(f"--input '{text}': integer types have at most {MAX_BITS} bits")
    if found[1]:
        return 0, (1 << bits) - 1
    return -(1 << (bits - 1)), (1 << (bits - 1)) - 1


def _ends(text: str, interval: str) -> tuple[int, int]:
    found = _RANGE.fullmatch(interval.strip())
    if not found:
        raise OptionError(f"--input '{text}': '{interval}' is no range; {_EXAMPLES}")
    low, high = int(found[1]), int(found[2])
    if low > high:
        raise OptionError(f"--input '{text}': the range is empty, as {low} is above {high}")
    if max(abs(low), abs(high)) > LIMIT:
        raise OptionError(f"--input '{text}': at most 2^{MAX_BITS} in magnitude")
    return low, high
