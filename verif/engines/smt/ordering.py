"""Comparisons of values of one format by their ordinals: integers no wider than the codes.

Ordinals number the finite values in order, and both zeros are ordinal 0; codes without a value
count as 0 here and there, so that in a format with a zero the order of ordinals is that of values.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from verif.algebra.backend import Unsupported
from verif.algebra.integer import Int
from verif.formats import circuit
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.ir import nodes as n

Key = tuple[Format, Int]


def compare_by_ordinals(node: n.Compare, integer: Callable[[n.Num], Int]) -> Any:
    """The comparison of two values of one format, or of one with a constant; else ``None``.

    ``integer`` gives the integer that a code's node means.
    """
    left, right = _key(node.x, integer), _key(node.y, integer)
    if left is not None and right is not None:
        return getattr(left[1], node.op)(right[1]) if left[0] is right[0] else None
    if left is not None and isinstance(node.y, n.Const):
        return _against(node.op, left, node.y.value)
    if right is not None and isinstance(node.x, n.Const):
        return _before(node.op, node.x.value, right)
    return None


def _key(node: n.Num, integer: Callable[[n.Num], Int]) -> Key | None:
    """A format and an ordinal, of a decoded code, of its opposite or of its magnitude."""
    match node:
        case n.Decode(fmt, code):
            if fmt.zero is None:
                return None
            try:
                return fmt, circuit.ordinal(fmt, integer(code))
            except Unsupported:
                return None
        case n.Unary("neg" | "abs", x):
            inner = _key(x, integer)
            if inner is None or not _symmetric(inner[0]):
                return None
            return inner[0], (-inner[1] if node.op == "neg" else abs(inner[1]))
    return None


def _symmetric(fmt: Format) -> bool:
    """Whether the value of ordinal ``-k`` is that of ``k``, negated, for all ordinals."""
    return isinstance(fmt, Float) and fmt.kmin == -fmt.kmax


def _against(op: str, key: Key, limit: Fraction) -> Any:
    """``x op limit``"""
    fmt, k = key
    below = _last_not_above(fmt, limit)
    exact = fmt.kmin <= below and fmt.value_of(below) == limit
    if op == "le":
        return k.le(k.const(below))
    if op == "lt":
        return k.lt(k.const(below)) if exact else k.le(k.const(below))
    return k.eq(k.const(below)) if exact else False


def _before(op: str, limit: Fraction, key: Key) -> Any:
    """``limit op x``"""
    fmt, k = key
    below = _last_not_above(fmt, limit)
    exact = fmt.kmin <= below and fmt.value_of(below) == limit
    if op == "lt":
        return k.const(below).lt(k)
    if op == "le":
        return k.const(below).le(k) if exact else k.const(below).lt(k)
    return k.eq(k.const(below)) if exact else False


def _last_not_above(fmt: Format, limit: Fraction) -> int:
    """The greatest ordinal whose value is at most ``limit``; ``kmin - 1`` where there is none."""
    low, high = fmt.kmin - 1, fmt.kmax
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fmt.value_of(middle) <= limit else (low, middle - 1)
    return low
