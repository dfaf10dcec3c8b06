"""The value of a code: a finite number with a sign, an infinity, NaN or NaR."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from verif.base.exact import decimal_text, exact_text
from verif.base.surd import Real, sign

Kind = Literal["finite", "inf", "nan", "nar"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a code means.

    ``sign`` is +1 or -1 and tells -0 from +0; for NaN it is the code's sign bit. ``exact`` is the
    value of a finite datum and ``None`` otherwise.
    """

    kind: Kind
    sign: int
    exact: Fraction | None

    @property
    def is_nan(self) -> bool:
        """NaN or a posit's NaR."""
        return self.kind in ("nan", "nar")

    @property
    def symbolic(self) -> tuple[int, Fraction, Fraction] | None:
        """``(sign, base, exponent)``: the value is ``sign * base**exponent``; else ``None``."""
        if self.exact is None:
            return None
        return (self.sign, abs(self.exact), Fraction(1))

    @property
    def text(self) -> str:
        """The exact value as text: ``448``, ``-0``, ``inf``, ``nan``."""
        if self.exact is not None:
            return "-0" if self.exact == 0 and self.sign < 0 else exact_text(self.exact)
        return f"{'-' if self.sign < 0 and self.kind == 'inf' else ''}{self.kind}"

    @property
    def decimal(self) -> str:
        """The value in decimal; ``~`` in front where digits were left out."""
        return decimal_text(self.exact) if self.exact else self.text

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Input:
    """What a rounding starts from: an exact real, or NaN or an infinity, and a sign.

    ``negative`` is the sign of a zero, an infinity or a NaN; a non-zero real carries its own.
    """

    real: Real = Fraction(0)
    negative: bool = False
    nan: bool = False
    inf: bool = False

    @staticmethod
    def of(x: Value | Real | int) -> Input:
        """The rounding input for a value or an exact number."""
        if isinstance(x, Value):
            return Input(x.exact or Fraction(0), x.sign < 0, x.is_nan, x.kind == "inf")
        real: Real = Fraction(x) if isinstance(x, int) else x
        return Input(real, sign(real) < 0)


def finite(x: Fraction, negative: bool = False) -> Value:
    """A finite value; ``negative`` is the sign of a zero."""
    return Value("finite", -1 if x < 0 or (x == 0 and negative) else 1, x)


def infinity(sign: int) -> Value:
    """+inf or -inf."""
    return Value("inf", sign, None)


NAN = Value("nan", 1, None)
NAR = Value("nar", 1, None)
