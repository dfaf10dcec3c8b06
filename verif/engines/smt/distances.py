"""Which of two points is nearer, without writing out the distances."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from verif.algebra.integer import BoolRaw, Int, land, lnot, lor, select
from verif.algebra.lazy import add
from verif.algebra.real import Real
from verif.base.bits import Pattern
from verif.engines import operations
from verif.formats import float_circuit
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.identity import by_identity
from verif.ir import nodes as n


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle of two points where ``neighbours`` holds, and a free truth value for elsewhere."""

    value: Real
    neighbours: BoolRaw
    elsewhere: Any


def same_point(node: n.Compare) -> tuple[n.Num, n.Num, n.Num] | None:
    """``a``, ``b`` and ``c`` of a comparison of ``|a - b|`` with ``|a - c|``."""
    left, right = _distance(node.x), _distance(node.y)
    if left is None or right is None:
        return None
    for a, b in (left, left[::-1]):
        for d, c in (right, right[::-1]):
            if a is d:
                return a, b, c
    return None


def _distance(x: n.Num) -> tuple[n.Num, n.Num] | None:
    match x:
        case n.Unary("abs", n.Binary("sub", a, b)):
            return a, b
    return None


def nearer(op: n.CompareOp, a: Real, b: Real, c: Real, middle: Middle | None) -> Any:
    """``|a - b| op |a - c|``"""
    backend = a.backend
    below, above = b.compare("lt", c), c.compare("lt", b)
    apart = lor(backend, below, above)

    def against(up: bool, strict: n.CompareOp) -> Any:
        """``a op middle`` or, not ``up``, ``middle op a``."""
        if middle is not None:
            x, y = (a, middle.value) if up else (middle.value, a)
            known = land(backend, middle.neighbours, x.compare(strict, y))
            other = land(backend, lnot(backend, middle.neighbours), middle.elsewhere)
            return lor(backend, known, other)
        small = None if a.small is None else a.small + 1
        twice, both = Real(a.sig, a.exp + a.exp.const(1), a.den, small), add(b, c)
        return operations.compare(strict, *((twice, both) if up else (both, twice)))

    if op == "eq":
        return lor(backend, lnot(backend, apart), against(True, "eq"))
    found = lor(
        backend,
        land(backend, below, against(True, op)),
        land(backend, above, against(False, op)),
    )
    return lor(backend, found, lnot(backend, apart)) if op == "le" else found


def middle_of_neighbours(fmt: Format, b: Int, c: Int) -> tuple[Real, BoolRaw] | None:
    """The middle of the values of two codes where their ordinals differ by 1, and whether they do.

    With one more significand bit the format has one more value between every two, their middle:
    its ordinal is the sum of theirs.
    """
    if not isinstance(fmt, Float) or not float_circuit.supported(fmt) or not fmt.subnormals:
        return None
    if not fmt.signed:
        return None
    finer = _finer(fmt)
    first, second = float_circuit.ordinal(fmt, b), float_circuit.ordinal(fmt, c)
    both = first + second
    size = abs(both).capped(high=2 * max(fmt.kmax, -fmt.kmin))
    gap = first - second
    neighbours = abs(gap).eq(gap.const(1))
    magnitude = float_circuit.unpack(finer, size)
    negative = both.lt(both.const(0))
    sig = select(both.backend, negative, -magnitude.sig, magnitude.sig)
    return Real(sig, magnitude.exp, magnitude.den, magnitude.small), neighbours


@by_identity
def _finer(fmt: Format) -> Float:
    """The format with one more significand bit, and no special codes."""
    assert isinstance(fmt, Float), "the caller looked"
    e, m = "e" * fmt.exponent_bits, "m" * (fmt.significand_bits + 1)
    pattern = Pattern(f"s {e} {m}")
    return replace(
        fmt, bits=pattern.width, pattern=pattern, inf=(), nan=(), nan_code=None, name="finer"
    )
