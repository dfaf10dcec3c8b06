"""Bits of an input that do not matter: any setting of all of them does what the input does.

A set of bits grows as long as every one of its settings passes, so what is said of it was checked
at each. The limits count evaluations and not time, so that an input always gets the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from verif.algebra.backend import Unsupported
from verif.algebra.numpy_backend import fits
from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.vector import evaluate_arrays
from verif.ir import nodes as n
from verif.ir.evaluate import Environment, evaluate
from verif.properties.obligation import Case, Variable

MOST_BITS = 12
"""The largest set of bits that is tried on arrays: 4096 settings."""

MOST_BITS_REFERENCE = 8
"""The largest set that is tried on the reference."""

WORK = 4_000
"""Nodes that may be evaluated, on arrays or by the reference: less than 0.1 s."""

ELEMENTS = 1 << 20
"""Elements of arrays that one evaluation may have in all."""

Bit = tuple[n.Var, int]
"""A variable and a power of two."""


class _Spent(Exception):
    """No more evaluations are allowed."""


class _Check(Protocol):
    @property
    def most(self) -> int:
        """The largest set of bits that may be asked about."""

    def passes(self, bits: Sequence[Bit]) -> bool:
        """Whether every setting of these bits does what the input does."""

    def alone(self, bits: Sequence[Bit]) -> list[Bit]:
        """Those of the bits that may be flipped one at a time."""


def free_bits(
    case: Case, predicate: n.Bool, witness: Environment, count: int | None
) -> dict[n.AnyVar, int]:
    """A mask for each variable: the bits that may be anything while ``predicate`` holds.

    ``count`` is how many inputs there are for which it does, where that is known.
    """
    bits = [bit for v in case.variables for bit in _bits(v)]
    most = MOST_BITS if count is None else count.bit_length() - 1
    if most < 1 or not bits or any(isinstance(v.var, n.RealVar) for v in case.variables):
        return {}
    for kind in (_Arrays, _Reference):
        try:
            return _masks(_grow(kind(predicate, witness, most), bits))
        except (Unsupported, NotExact, TooLarge):
            continue
    return {}


def _bits(variable: Variable) -> Iterator[Bit]:
    """The bits of a variable of which any setting is a value."""
    var = variable.var
    if isinstance(var, n.Var) and variable.kind != "int" and var.low == 0:
        width = var.high.bit_length()
        if var.high == (1 << width) - 1:
            yield from ((var, 1 << i) for i in range(width))


def _masks(bits: Sequence[Bit]) -> dict[n.AnyVar, int]:
    found: dict[n.AnyVar, int] = {}
    for v, bit in bits:
        found[v] = found.get(v, 0) | bit
    return found


def _grow(check: _Check, bits: Sequence[Bit]) -> list[Bit]:
    """A set of bits that passes: whole variables first, then from the low bits up."""
    found: list[Bit] = []
    try:
        left = check.alone(bits)
        whole = [[b for b in bits if b[0] is v] for v in dict.fromkeys(v for v, _ in bits)]
        groups = [left, *(g for g in whole if all(b in left for b in g))]
        singles = [[b] for b in sorted(left, key=lambda b: b[1])]
        for group in (*groups, *singles):
            more = [b for b in group if b not in found]
            if more and len(found) + len(more) <= check.most and check.passes([*found, *more]):
                found += more
    except _Spent:
        pass
    return found


class _Budget:
    """A predicate at settings of an input's bits, with a limit on the evaluations."""

    def __init__(self, predicate: n.Bool, witness: Environment, most: int, limit: int) -> None:
        self.predicate, self.witness = predicate, witness
        self.most = min(most, limit)
        self._cost, self._left = _cost(predicate), WORK

    def spend(self, times: int) -> None:
        """Count evaluations; raises ``_Spent`` where there are too many."""
        self._left -= times * self._cost
        if self._left < 0:
            raise _Spent


class _Arrays(_Budget):
    """All settings at once."""

    def __init__(self, predicate: n.Bool, witness: Environment, most: int) -> None:
        super().__init__(predicate, witness, most, MOST_BITS)
        while self.most and self._cost << self.most > ELEMENTS:
            self.most -= 1

    def passes(self, bits: Sequence[Bit]) -> bool:
        index = np.arange(1 << len(bits))
        flips = [(v, bit, (index >> j) & 1) for j, (v, bit) in enumerate(bits)]
        return bool(self._run(flips, len(index)).all())

    def alone(self, bits: Sequence[Bit]) -> list[Bit]:
        index = np.arange(len(bits))
        flips = [(v, bit, (index == j).astype(np.int64)) for j, (v, bit) in enumerate(bits)]
        return [
            bit for bit, passes in zip(bits, self._run(flips, len(bits)), strict=True) if passes
        ]

    def _run(self, flips: Sequence[tuple[n.Var, int, Any]], count: int) -> Any:
        self.spend(1)
        values: dict[n.Var, Any] = {}
        for v, x in self.witness.items():
            kind: Any = np.int64 if fits(v.low, v.high) else object
            value = np.full(count, x, dtype=kind)
            for w, bit, flip in flips:
                if w is v:
                    value = value ^ (flip.astype(kind) * bit)
            values[v] = value
        return evaluate_arrays([self.predicate], values)[0]


class _Reference(_Budget):
    """One setting after the other."""

    def __init__(self, predicate: n.Bool, witness: Environment, most: int) -> None:
        super().__init__(predicate, witness, most, MOST_BITS_REFERENCE)

    def passes(self, bits: Sequence[Bit]) -> bool:
        return all(
            self._holds([bit for j, bit in enumerate(bits) if choice >> j & 1])
            for choice in range(1, 1 << len(bits))
        )

    def alone(self, bits: Sequence[Bit]) -> list[Bit]:
        return [bit for bit in bits if self._holds([bit])]

    def _holds(self, flipped: Sequence[Bit]) -> bool:
        self.spend(1)
        assignment = dict(self.witness)
        for v, bit in flipped:
            assignment[v] = int(assignment[v]) ^ bit
        return evaluate(self.predicate, assignment) is True


def _cost(predicate: n.Bool) -> int:
    """Nodes, those below binders as often as they are evaluated."""
    cost = 0
    for node in n.postorder(predicate):
        cost += 1
        if isinstance(node, n.Fold | n.ForAll):
            size = 1
            for v in node.binders:
                size *= v.high - v.low + 1
            cost += size * sum(1 for _ in n.postorder(*node.children()))
    return cost
