"""Rounding contexts: a mode, and what happens where a format has no code for the result."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any, Literal


class Mode(Enum):
    """Rounding modes, by the names the field uses (IEEE 754-2019, 4.3)."""

    RNE = "nearest, ties to the even code"
    RNA = "nearest, ties away from zero"
    RTZ = "toward zero"
    RTP = "toward +infinity"
    RTN = "toward -infinity"
    RTO = "to odd: an inexact result takes the neighbour with an odd code"
    RN = "nearest, ties as the format itself says"

    @property
    def nearest(self) -> bool:
        """Whether the result is always a nearest value."""
        return self in (Mode.RNE, Mode.RNA, Mode.RN)


class PolicyError(ArithmeticError):
    """A result that the context's policy ``error`` forbids; the message says which."""


Overflow = Literal["saturate", "inf", "nan", "error"]
OnNan = Literal["nan", "zero", "max", "error"]
OnInf = Literal["inf", "nan", "saturate", "error"]
OnNegative = Literal["nan", "saturate", "error"]
OnZero = Literal["min", "nan", "error"]

CHOICES: dict[str, tuple[str, ...]] = {
    "overflow": ("saturate", "inf", "nan", "error"),
    "on_nan": ("nan", "zero", "max", "error"),
    "on_inf": ("inf", "nan", "saturate", "error"),
    "on_negative": ("nan", "saturate", "error"),
    "on_zero": ("min", "nan", "error"),
    "flush": ("true", "false"),
}
"""The policies and what each may say."""

_INSTEAD = {
    "overflow": "saturate",
    "on_nan": "zero",
    "on_inf": "saturate",
    "on_negative": "saturate",
    "on_zero": "min",
}


@dataclass(frozen=True, slots=True)
class Policies:
    """Policies as written, in a format's fields or a call; ``None`` leaves the choice open."""

    overflow: Overflow | None = None
    on_nan: OnNan | None = None
    on_inf: OnInf | None = None
    on_negative: OnNegative | None = None
    on_zero: OnZero | None = None
    flush: bool | None = None

    def over(self, base: Policies) -> Policies:
        """These policies, and those of ``base`` where these are silent."""
        said = {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}
        return replace(base, **said)


@dataclass(frozen=True, slots=True)
class Context:
    """A rounding context with nothing left open; formats make it (``Format.context``).

    ``overflow``: a rounded magnitude beyond the largest. ``on_nan``, ``on_inf``: NaN and infinite
    inputs. ``on_negative``: a result below zero in an unsigned format. ``on_zero``: a zero result
    in a format without one. ``flush``: a subnormal result becomes a zero of its sign.
    """

    mode: Mode
    overflow: Overflow
    on_nan: OnNan
    on_inf: OnInf
    on_negative: OnNegative
    on_zero: OnZero
    flush: bool

    @property
    def total(self) -> Context:
        """The context that gives some code where this one says ``error``."""
        said: dict[str, Any] = {
            name: _INSTEAD[name] for name in _INSTEAD if getattr(self, name) == "error"
        }
        return replace(self, **said)

    @property
    def text(self) -> str:
        """Canonical text, part of the IR's canonical text."""
        return (
            f"{self.mode.name} overflow={self.overflow} nan={self.on_nan} inf={self.on_inf} "
            f"negative={self.on_negative} zero={self.on_zero} flush={str(self.flush).lower()}"
        )
