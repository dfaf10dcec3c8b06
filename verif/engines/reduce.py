"""Folds of exact arrays over their leading axes: sums, minima and maxima."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from verif.algebra.integer import Int, lor, select
from verif.algebra.numpy_backend import NumpyBackend
from verif.algebra.real import Real, of_fraction
from verif.engines.arrays import fractions, of_fractions, to_array

Array = np.ndarray[Any, Any]

LOW = (1 << 31) - 1


class Reduction:
    """The fold of ``op`` over ``axes`` leading axes, taken piece by piece; 0 over nothing."""

    def __init__(self, backend: NumpyBackend, op: str, outside: tuple[int, ...], axes: int) -> None:
        self.backend, self.op, self.outside, self.axes = backend, op, outside, axes
        self.so_far: Real | None = None
        self.any: Array | bool = False

    def take(self, inside: tuple[int, ...], where: Array | bool, body: Real) -> None:
        """Add a piece of shape ``inside + outside``."""
        if where is False:
            return
        shape = (*inside, *self.outside)
        if self.op == "sum":
            zero = of_fraction(self.backend, Fraction(0))
            part = self._sum(body if where is True else body.choose(where, zero), shape)
            self.so_far = part if self.so_far is None else self.so_far.plus(part)
            return
        some: Array | bool = True
        if where is not True:
            some = self._any(where)
        part = self._extreme(where, body, shape)
        if self.so_far is None:
            self.so_far, self.any = part, some
            return
        ahead = part.compare("lt", self.so_far)
        if self.op == "max":
            ahead = self.so_far.compare("lt", part)
        first = np.logical_not(self.any) if not isinstance(self.any, bool) else not self.any
        take = np.logical_and(some, np.logical_or(first, ahead))
        self.so_far = part.choose(take, self.so_far)
        self.any = lor(self.backend, self.any, some)

    def result(self) -> Real:
        """The fold of all pieces."""
        zero = of_fraction(self.backend, Fraction(0))
        if self.so_far is None:
            return zero
        if self.op == "sum" or self.any is True:
            return self.so_far
        return self.so_far.choose(self.any, zero)

    # --- pieces -------------------------------------------------------------------------------

    @property
    def _leading(self) -> tuple[int, ...]:
        return tuple(range(self.axes))

    def _any(self, where: Array) -> Array | bool:
        if where.ndim < self.axes + len(self.outside):
            return where
        return np.asarray(where.any(axis=self._leading))

    def _wrap(self, values: Array, low: int, high: int) -> Int:
        """A reduced array; one of a single element becomes a constant."""
        if values.size == 1:
            only = int(values.item())
            return Int(self.backend, only, only, only)
        return Int(self.backend, values, low, high)

    def _integers(self, x: Int, shape: tuple[int, ...]) -> Array:
        return np.broadcast_to(to_array(x), shape)

    def _sum(self, body: Real, shape: tuple[int, ...]) -> Real:
        if not body.den.constant:
            return self._sum_of_quotients(body, shape)
        body = body.fixed()
        return Real(self._sum_of_integers(body.sig, shape), body.exp, body.den)

    def _sum_of_integers(self, x: Int, shape: tuple[int, ...]) -> Int:
        count = int(np.prod(shape[: self.axes], dtype=np.int64))
        low, high = x.low * count, x.high * count
        if x.constant:
            return x.const(low)
        values = self._integers(x, shape)
        if values.dtype == object:
            return self._wrap(values.sum(axis=self._leading), low, high)
        if count * x.magnitude < 1 << 62:
            return self._wrap(values.sum(axis=self._leading), low, high)
        # Halves: at most 2**31 summands of at most 2**31 each stay native.
        tops = (values >> 31).sum(axis=self._leading)
        top = self._wrap(tops, (low >> 31) - count, (high >> 31) + count)
        rest = self._wrap((values & LOW).sum(axis=self._leading), 0, count * LOW)
        return (top << 31) + rest

    def _sum_of_quotients(self, body: Real, shape: tuple[int, ...]) -> Real:
        body = body.fixed()
        wide = any(to_array(p).dtype == object for p in (body.sig, body.den))
        if wide or max(self.outside, default=1) > 1:
            values = np.broadcast_to(fractions(body), shape)
            return self._boxed(values.sum(axis=self._leading))
        # One sum for each denominator: few are distinct, and integers add fast.
        sig = self._integers(body.sig, shape).ravel()
        den = self._integers(body.den, shape).ravel()
        order = np.argsort(den, kind="stable")
        sig, den = sig[order], den[order]
        starts = np.flatnonzero(np.concatenate([[True], den[1:] != den[:-1]]))
        tops = np.add.reduceat(sig >> 31, starts)
        rests = np.add.reduceat(sig & LOW, starts)
        total = sum(
            (
                Fraction((int(t) << 31) + int(r), int(d))
                for t, r, d in zip(tops, rests, den[starts], strict=True)
            ),
            Fraction(0),
        )
        return of_fraction(self.backend, total * Fraction(2) ** body.exp.low)

    def _boxed(self, values: Any) -> Real:
        if isinstance(values, np.ndarray):
            return of_fractions(self.backend, values)
        return of_fraction(self.backend, Fraction(values))

    def _extreme(self, where: Array | bool, body: Real, shape: tuple[int, ...]) -> Real:
        """The least or greatest of a piece; where nothing counts, anything."""
        function = np.minimum if self.op == "min" else np.maximum
        if not body.den.constant:
            values = fractions(body)
            if where is not True:
                boxed: Array = np.empty(1, dtype=object)
                boxed[0] = values.max() if self.op == "min" else values.min()
                values = np.where(where, values, boxed)
            values = np.broadcast_to(values, shape)
            return self._boxed(function.reduce(values, axis=self._leading))
        body = body.fixed()
        sig = body.sig
        if where is not True:
            # Every value is at most the upper bound, so filling in with it changes no minimum.
            edge = sig.const(sig.high if self.op == "min" else sig.low)
            sig = select(self.backend, where, sig, edge)
        values = self._integers(sig, shape)
        found = function.reduce(values, axis=self._leading)
        return Real(self._wrap(found, sig.low, sig.high), body.exp, body.den)
