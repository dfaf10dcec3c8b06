"""Values of Z3's bit-vector terms on arrays of inputs, as SMT-LIB defines them.

Written apart from the encoder: a term is walked as Z3 holds it, so that whole formats can be gone
through in the time that Z3 would need to simplify it at one input. ``test_bitvectors`` holds it
against Z3's own simplifier.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import z3

Array = np.ndarray[Any, Any]

NATIVE = 64
"""Terms up to this wide are kept in machine words, which wrap as they do."""

_ARITHMETIC: dict[int, Callable[[Any, Any], Any]] = {
    z3.Z3_OP_BADD: lambda a, b: a + b,
    z3.Z3_OP_BSUB: lambda a, b: a - b,
    z3.Z3_OP_BMUL: lambda a, b: a * b,
    z3.Z3_OP_BAND: lambda a, b: a & b,
    z3.Z3_OP_BOR: lambda a, b: a | b,
    z3.Z3_OP_BXOR: lambda a, b: a ^ b,
}
_UNSIGNED: dict[int, Callable[[Any, Any], Any]] = {
    z3.Z3_OP_ULT: lambda a, b: a < b,
    z3.Z3_OP_ULEQ: lambda a, b: a <= b,
    z3.Z3_OP_UGT: lambda a, b: a > b,
    z3.Z3_OP_UGEQ: lambda a, b: a >= b,
}
_SIGNED: dict[int, Callable[[Any, Any], Any]] = {
    z3.Z3_OP_SLT: lambda a, b: a < b,
    z3.Z3_OP_SLEQ: lambda a, b: a <= b,
    z3.Z3_OP_SGT: lambda a, b: a > b,
    z3.Z3_OP_SGEQ: lambda a, b: a >= b,
}


class Inputs:
    """Arrays of unsigned values for the variables of terms, by name; all of one length."""

    def __init__(self, values: Mapping[str, Array]) -> None:
        self.values = values
        self._known: dict[int, Array] = {}
        self._alive: list[Any] = []

    def value(self, root: Any) -> Array:
        """The unsigned values of a term, or truth values; of length 1 where it is constant."""
        if isinstance(root, bool):
            return np.array([root])
        self._alive.append(root)
        stack = [(root, False)]
        while stack:
            term, expanded = stack.pop()
            key = term.get_id()
            if key in self._known:
                continue
            children = term.children()
            if not expanded and children:
                stack.append((term, True))
                stack.extend((c, False) for c in children)
                continue
            self._known[key] = self._apply(term, [self._known[c.get_id()] for c in children])
        return self._known[root.get_id()]

    def _apply(self, term: Any, arguments: list[Array]) -> Array:
        kind = term.decl().kind()
        if z3.is_bool(term):
            return self._truth(kind, term, arguments)
        width = term.size()
        if kind == z3.Z3_OP_UNINTERPRETED:
            return _cut(self.values[term.decl().name()], width)
        if kind == z3.Z3_OP_BNUM:
            boxed = np.empty(1, dtype=object)
            boxed[0] = term.as_long()
            return _cut(boxed, width)
        if kind == z3.Z3_OP_ITE:
            return np.where(*arguments)
        if kind in _ARITHMETIC:
            found = arguments[0]
            for other in arguments[1:]:
                found = _ARITHMETIC[kind](found, other)
            return _cut(found, width)
        old = term.arg(0).size()
        match kind:
            case z3.Z3_OP_BNEG:
                return _cut(~arguments[0] + _one(width), width)
            case z3.Z3_OP_BNOT:
                return _cut(~arguments[0], width)
            case z3.Z3_OP_BUDIV | z3.Z3_OP_BUDIV_I:
                top, below = arguments
                return np.where(below == 0, _ones(width), top // np.where(below == 0, 1, below))
            case z3.Z3_OP_ZERO_EXT:
                return _cut(arguments[0], width)
            case z3.Z3_OP_SIGN_EXT:
                wide = _cut(arguments[0], width)
                minus = _cut(_ones(width) << _number(old, width), width)
                return np.where(_negative(arguments[0], old), wide | minus, wide)
            case z3.Z3_OP_EXTRACT:
                _, low = term.params()
                return _cut(arguments[0] >> _number(low, old), width)
            case z3.Z3_OP_CONCAT:
                found, done = _cut(arguments[0], width), old
                for part, array in zip(term.children()[1:], arguments[1:], strict=True):
                    done += part.size()
                    found = (found << _number(part.size(), width)) | _cut(array, width)
                return _cut(found, width)
            case z3.Z3_OP_BSHL | z3.Z3_OP_BLSHR | z3.Z3_OP_BASHR:
                return _shift(kind, *arguments, width)
        raise NotImplementedError(term.decl().name())

    def _truth(self, kind: int, term: Any, arguments: list[Array]) -> Array:
        match kind:
            case z3.Z3_OP_UNINTERPRETED:
                return np.asarray(self.values[term.decl().name()], dtype=bool)
            case z3.Z3_OP_TRUE | z3.Z3_OP_FALSE:
                return np.array([kind == z3.Z3_OP_TRUE])
            case z3.Z3_OP_NOT:
                return ~arguments[0]
            case z3.Z3_OP_AND | z3.Z3_OP_OR:
                found = arguments[0]
                for other in arguments[1:]:
                    found = found & other if kind == z3.Z3_OP_AND else found | other
                return found
            case z3.Z3_OP_ITE:
                return np.where(*arguments)
            case z3.Z3_OP_EQ:
                return np.asarray(arguments[0] == arguments[1], dtype=bool)
            case z3.Z3_OP_DISTINCT if len(arguments) == 2:
                return np.asarray(arguments[0] != arguments[1], dtype=bool)
        if kind in _UNSIGNED:
            return np.asarray(_UNSIGNED[kind](*arguments), dtype=bool)
        if kind in _SIGNED:  # with the sign bits flipped they order as unsigned numbers
            size = term.arg(0).size()
            top = _one(size) << _number(size - 1, size)
            return np.asarray(_SIGNED[kind](*(x ^ top for x in arguments)), dtype=bool)
        raise NotImplementedError(term.decl().name())


def _kind(width: int) -> Any:
    return np.uint64 if width <= NATIVE else object


def _number(value: int, width: int) -> Array:
    return np.array([value], dtype=_kind(width))


def _one(width: int) -> Array:
    return _number(1, width)


def _ones(width: int) -> Array:
    return _number((1 << width) - 1, width)


def _cut(values: Array, width: int) -> Array:
    """The lowest bits of integers, in the array type of that width."""
    if values.dtype == object or width > NATIVE:
        values = values.astype(object) & ((1 << width) - 1)
        return values.astype(_kind(width))
    return values.astype(np.uint64) & np.uint64((1 << width) - 1)


def _negative(values: Array, width: int) -> Array:
    return np.asarray((values >> _number(width - 1, width)) != 0, dtype=bool)


def _shift(kind: int, x: Array, n: Array, width: int) -> Array:
    far = np.asarray(n >= _number(width, width), dtype=bool) if width < 1 << width else n < 0
    n = np.where(far, _number(0, width), n)
    if kind == z3.Z3_OP_BSHL:
        return np.where(far, _number(0, width), _cut(x << n, width))
    down = np.where(far, _number(0, width), x >> n)
    if kind == z3.Z3_OP_BLSHR:
        return down
    filled = np.where(far, _ones(width), down | _cut(~(_ones(width) >> n), width))
    return np.where(_negative(x, width), filled, down)
