"""Kernel bindings: code under test, and over the core the operator it claims to implement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verif.base.source import Span
from verif.formats.format import Format
from verif.ir import nodes as n
from verif.properties.obligation import Expected, Hazard

Comparison = Literal["codes modulo nan", "codes", "values"]
"""``codes modulo nan``: bitwise, but all NaN codes are equal. ``codes``: bitwise. ``values``: equal
numbers, so that both zeros agree, and all NaNs."""


@dataclass(frozen=True, slots=True)
class Operand:
    """An argument of the kernel: a variable over the codes of ``format``.

    ``carrier`` is the IEEE format whose NumPy type holds the values handed to the kernel; without
    one the kernel gets the codes.
    """

    name: str
    kind: Literal["datum", "code"]
    var: n.Var
    format: Format
    carrier: Format | None


@dataclass(frozen=True, slots=True)
class Result:
    """A result of the kernel: what its code must be; ``floats`` where it comes as numbers."""

    name: str
    format: Format
    code: n.Num
    floats: bool


@dataclass(frozen=True, slots=True)
class KernelBinding:
    """A kernel item, elaborated. Inputs on which a hazard is violated are left out."""

    name: str
    span: Span
    operator: str
    module: str
    function: str
    place: Span
    operands: tuple[Operand, ...]
    results: tuple[Result, ...]
    hazards: tuple[Hazard, ...]
    compare: Comparison = "codes modulo nan"
    samples: int = 100_000
    seed: int = 0
    expect: Expected | None = None

    @property
    def id(self) -> str:
        """``path.arith::name[instance]``"""
        return f"{self.span.file}::{self.name}"

    @property
    def expected(self) -> Expected:
        """The verdict that the spec's author expects."""
        return self.expect or "proved"

    @property
    def callable(self) -> str:
        """``module:function``"""
        return f"{self.module}:{self.function}"

    @property
    def inputs(self) -> int:
        """How many inputs there are."""
        total = 1
        for operand in self.operands:
            total <<= operand.format.bits
        return total
