"""What an oracle knows about one function: formula, domain, special and exact values, shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from flint import arb

from verif.base.exact import exact_text
from verif.formats.value import Input
from verif.oracle.errors import DomainError, Pole
from verif.oracle.monotone import Shape

Point = tuple[Fraction, ...]
"""The arguments of one call: one number, or two for ``pow``."""


@dataclass(frozen=True, slots=True)
class Domain:
    """Where a function of one argument has a real value: from ``low`` on, but not at ``poles``.

    Without ``low`` it has one on the whole line. Every pole of the functions here is an end of the
    domain or lies alone inside it.
    """

    low: Fraction | None = None
    poles: tuple[Fraction, ...] = ()

    def check(self, name: str, low: Fraction, high: Fraction) -> None:
        """Raises ``DomainError`` or ``Pole`` unless ``name`` has a value all over [low, high]."""
        where = f"{name}({exact_text(low)})"
        if low != high:
            where = f"{name} on [{exact_text(low)}, {exact_text(high)}]"
        if self.low is not None and low < self.low:
            raise DomainError(
                f"{where}: {name} has no real value below {self.low}; "
                "start the interval there or give a larger argument"
            )
        for pole in self.poles:
            if low <= pole <= high:
                raise Pole(f"{where}: {name} has a pole at {pole}; leave a distance to it")


@dataclass(frozen=True, slots=True)
class Line:
    """A strict bound: for all x of the domain with ``low < x < high``, f(x) is above
    ``slope * x + offset``, or below it where ``above`` is false. ``None`` is no limit."""

    above: bool
    slope: Fraction
    offset: Fraction
    low: Fraction | None = None
    high: Fraction | None = None

    def applies(self, x: Fraction) -> bool:
        """Whether the bound says something at ``x``."""
        return (self.low is None or x > self.low) and (self.high is None or x < self.high)

    def at(self, x: Fraction) -> Fraction:
        """The bound at ``x``."""
        return self.slope * x + self.offset


Strict = tuple[Fraction | None, Fraction | None]
"""Strict bounds of one value, below and above; ``None`` where there is none."""


@dataclass(frozen=True)
class Function:
    """A real function, and all that rounding it correctly needs besides its enclosures.

    ``ball(*x)`` encloses the value at exact arguments with the working precision of the moment.
    ``special(inputs)`` is the result where IEEE 754 or a limit fixes it (NaN, infinities, signed
    zeros, poles, arguments outside the domain), else ``None``. ``exact(*x)`` is the value where it
    is known to be rational, else ``None``. ``strict(*x)`` bounds it by numbers it does not reach.
    ``beyond(x, span)`` is a number that rounds as the value does where that is larger than
    ``2**span`` or smaller than ``2**-span`` in magnitude, found without computing it. ``lines`` are
    the bounds that ``strict`` consists of, if it does.
    """

    name: str
    formula: str
    ball: Callable[..., arb]
    special: Callable[[tuple[Input, ...]], Input | None]
    exact: Callable[..., Fraction | None]
    strict: Callable[..., Strict]
    beyond: Callable[[Point, int], Fraction | None]
    domain: Domain
    shape: Shape | None
    symmetry: Literal["odd", "even", "none"] = "none"
    lines: tuple[Line, ...] = ()
    arity: int = 1

    def __repr__(self) -> str:
        return f"<{self.name}: {self.formula}>"


def bounded_by(lines: tuple[Line, ...]) -> Callable[[Fraction], Strict]:
    """The tightest of ``lines`` on either side."""

    def strict(x: Fraction) -> Strict:
        below = [line.at(x) for line in lines if line.above and line.applies(x)]
        above = [line.at(x) for line in lines if not line.above and line.applies(x)]
        return max(below, default=None), min(above, default=None)

    return strict
