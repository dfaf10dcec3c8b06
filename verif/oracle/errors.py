"""What an oracle refuses: arguments where a function has no value, and results left open."""

from __future__ import annotations


class OutsideDomain(ArithmeticError):
    """A function was asked where it has no real value."""


class DomainError(OutsideDomain):
    """The argument, or part of an interval of arguments, lies outside the domain."""


class Pole(OutsideDomain):
    """The argument is a pole, or an interval of arguments contains or touches one."""


class Undecided(ArithmeticError):
    """The precision allowed was spent and the enclosure still straddles a rounding boundary."""
