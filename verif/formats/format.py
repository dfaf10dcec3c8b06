"""The protocol of a number format, and what every family inherits.

A format is a set of codes with values. Its finite values, in increasing order, are numbered by
*ordinals* ``kmin..kmax``; a family says what a code means (``decode``), which value and code an
ordinal has, and rounding follows from one question: above which real does a rounding leave
ordinal ``k`` for ``k + 1`` (``threshold``)? Both zeros share one ordinal.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from verif.formats.context import Context, Mode, Policies
from verif.formats.value import Value


class Threshold(NamedTuple):
    """A real rounds above an ordinal iff it is above ``at``, or equal to it and ``up``."""

    at: Fraction
    up: bool


class FormatError(ValueError):
    """A format or a context that contradicts itself; ``field`` names the field to blame."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Format(ABC):
    """A number format; ``bits`` is the width of its codes, ``0 .. 2**bits - 1``."""

    name: str
    bits: int
    policies: Policies = field(default=Policies(), kw_only=True)
    source: str = field(default="", kw_only=True, compare=False)

    # --- what a family defines ----------------------------------------------------------------

    @property
    @abstractmethod
    def key(self) -> str:
        """Canonical text of everything that gives the codes their meaning."""

    @abstractmethod
    def decode(self, code: int) -> Value:
        """The value of ``code``."""

    @property
    @abstractmethod
    def kmin(self) -> int:
        """The ordinal of the smallest finite value."""

    @property
    @abstractmethod
    def kmax(self) -> int:
        """The ordinal of the largest finite value."""

    @abstractmethod
    def value_of(self, k: int) -> Fraction:
        """The value of ordinal ``k``; at ``kmin - 1`` and ``kmax + 1`` that of the next value
        if the format went on, from which nearest roundings take their overflow bound."""

    @abstractmethod
    def code_of(self, k: int) -> int:
        """The code of ordinal ``k`` in ``kmin .. kmax``; that of +0 for a zero."""

    @abstractmethod
    def ordinal(self, code: int) -> int:
        """The ordinal of a finite code."""

    # --- what a family may override -----------------------------------------------------------

    @property
    def signed(self) -> bool:
        """Whether there are negative values."""
        return self.value_of(self.kmin) < 0

    @property
    def zero(self) -> int | None:
        """The code of +0."""
        return self.code_of(0)

    @property
    def negative_zero(self) -> int | None:
        """The code of -0."""
        return None

    @property
    def canonical_nan(self) -> int | None:
        """The code that every NaN result gets."""
        return None

    def inf_code(self, negative: bool) -> int | None:
        """The code of an infinity."""
        return None

    @property
    def min_normal(self) -> Fraction | None:
        """The smallest positive normal value, in formats that have subnormals."""
        return None

    def guess(self, x: Fraction) -> int:
        """An ordinal near ``x`` for a search to begin at, if one is cheap to tell; nothing rests
        on it."""
        return self.kmin

    def even(self, k: int) -> bool:
        """Whether ties go to ordinal ``k`` rather than to its neighbours."""
        return k % 2 == 0

    def midpoint(self, k: int) -> Fraction:
        """Where ordinals ``k`` and ``k + 1`` are equally near."""
        return (self.value_of(k) + self.value_of(k + 1)) / 2

    def tie_up(self, k: int, mode: Mode) -> bool:
        """Whether a tie between ``k`` and ``k + 1`` goes up, in a nearest mode."""
        if mode is Mode.RNA:
            return self.midpoint(k) > 0
        return self.even(k + 1)

    def threshold(self, k: int, mode: Mode) -> Threshold | None:
        """The boundary between ordinals ``k`` and ``k + 1``, ``kmin - 1 <= k <= kmax``.

        At the ends it bounds overflow; ``None`` means that ``mode`` never crosses that end.
        """
        if mode.nearest:
            return Threshold(self.midpoint(k), self.tie_up(k, mode))
        low, high = self.value_of(k), self.value_of(k + 1)
        if k == self.kmax:
            return Threshold(low, False) if mode in (Mode.RTP, Mode.RTO) else None
        if k == self.kmin - 1 and self.signed:
            return Threshold(high, True) if mode in (Mode.RTN, Mode.RTO) else None
        if mode is Mode.RTO:
            return Threshold(high, True) if not self.even(k) else Threshold(low, False)
        down = mode is Mode.RTN or (mode is Mode.RTZ and low >= 0)
        return Threshold(high, True) if down else Threshold(low, False)

    def layout(self, code: int) -> tuple[tuple[str, str], ...]:
        """The fields of ``code``, high to low, as (name, bits)."""
        return (("code", format(code, f"0{self.bits}b")),)

    # --- what follows -------------------------------------------------------------------------

    @property
    def max(self) -> Fraction:
        """The largest finite value."""
        return self.value_of(self.kmax)

    @property
    def min(self) -> Fraction:
        """The smallest finite value."""
        return self.value_of(self.kmin)

    @cached_property
    def min_positive(self) -> int:
        """The ordinal of the smallest positive value."""
        low, high = self.kmin, self.kmax
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.value_of(middle) > 0 else (middle + 1, high)
        return low

    @property
    def has_nan(self) -> bool:
        """Whether some code is NaN or NaR."""
        return self.canonical_nan is not None

    @property
    def has_inf(self) -> bool:
        """Whether some code is an infinity."""
        return self.inf_code(False) is not None or self.inf_code(True) is not None

    @property
    def _has_infs(self) -> bool:
        """Whether overflow can give an infinity of either sign, or else NaN for the one missing."""
        upper = self.inf_code(False) is not None
        lower = self.inf_code(True) is not None
        return (upper and (lower or not self.signed)) or (self.has_inf and self.has_nan)

    @property
    def has_signs(self) -> bool:
        """Whether some code has a negative sign: a value, -0, an infinity or NaN."""
        return self.signed or self.has_inf or self.negative_zero is not None

    def codes(self) -> range:
        """All codes."""
        return range(1 << self.bits)

    def hex(self, code: int) -> str:
        """``code`` in hexadecimal, as wide as the format."""
        return f"0x{code:0{(self.bits + 3) // 4}X}"

    def context(self, mode: Mode | str = Mode.RN, said: Policies | None = None) -> Context:
        """The context for ``mode`` with the policies ``said``, then the format's own, then the
        usual ones: overflow to an infinity, else NaN, else the largest value.

        Raises ``FormatError`` where a policy asks for a code the format has not.
        """
        if isinstance(mode, str):
            if mode not in Mode.__members__:
                known = ", ".join(Mode.__members__)
                raise FormatError(f"unknown rounding mode '{mode}'; there are {known}", "mode")
            mode = Mode[mode]
        p = (said or Policies()).over(self.policies)
        overflow = p.overflow or (
            "inf" if self._has_infs else "nan" if self.has_nan else "saturate"
        )
        context = Context(
            mode,
            overflow,
            p.on_nan or ("nan" if self.has_nan else "error"),
            p.on_inf or overflow,
            p.on_negative or ("nan" if self.has_nan else "saturate"),
            p.on_zero or "min",
            bool(p.flush),
        )
        for name in ("overflow", "on_nan", "on_inf", "on_negative", "on_zero"):
            choice = getattr(context, name)
            if (choice == "nan" and not self.has_nan) or (choice == "inf" and not self._has_infs):
                raise FormatError(f"{self.name} has no {choice} for '{name} = {choice}'", name)
        if context.flush and self.min_normal is None:
            raise FormatError(f"{self.name} has no subnormals to flush", "flush")
        return context
