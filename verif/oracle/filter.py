"""Correct rounding of whole arrays: float64 decides all but the near ties, Ziv's loop the rest.

A value y in float64 within a relative error e of the true one rounds as it does wherever
``y*(1 - e)`` and ``y*(1 + e)`` round alike. Where they differ, and where the argument is zero,
infinite, NaN or outside the domain, the scalar reference of ``correct.py`` is asked, once for each
different argument. Directed modes have whole regions next to a boundary, such as sin(x) just below
x; there the function's strict bounds decide first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from verif.arrays.encode import code_dtype, encode_array
from verif.arrays.source import FLOAT32
from verif.base.bits import Pattern
from verif.formats.context import Context, Mode, PolicyError
from verif.formats.encode import encode
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.formats.value import Input
from verif.oracle.correct import correctly_rounded, span
from verif.oracle.doubles import ERROR
from verif.oracle.evaluators import BLOCK, Evaluator, evaluator
from verif.oracle.function import Function
from verif.oracle.nearest import nearest_float32
from verif.oracle.special import rational

Array = NDArray[Any]

FEW = 64
"""As many arguments are not worth the strict bounds."""

SHORT_BITS = 40
"""Formats up to this wide have boundaries of fewer significant bits than float64."""

BINARY32 = Float(
    "F32", 32, Pattern("s eeeeeeee " + "m" * 23), 127,
    inf=(Pattern("s11111111" + "0" * 23),), nan=(Pattern("s11111111" + "m" * 23),),
)  # fmt: skip


def rounded_array(
    function: Function,
    x: Array,
    fmt: Format,
    mode: Mode | str | Context = Mode.RNE,
    y: Array | None = None,
) -> Array:
    """The codes of ``function`` at all of ``x``, each correctly rounded, in the shape of ``x``.

    ``x`` is an array of float32 or float16, for ``pow`` with exponents ``y`` of its shape. Codes
    come in the smallest unsigned type that holds them; those of float32 are its patterns, and
    ``codes.view(np.float32)`` the values. Raises ``TypeError`` for other arrays, and
    ``PolicyError``, naming the first element in C order, where the context says ``error``.
    """
    return Filter(function, fmt, mode).codes(x, y)


def _float32(function: Function, x: Array) -> Array:
    """``x`` flat and contiguous, in float32."""
    x = np.asarray(x)
    if x.dtype.kind != "f" or x.dtype.itemsize > 4:
        raise TypeError(
            f"{function.name} of an array of {x.dtype.name}: the bounds of the filter hold for "
            "float32 and float16; convert with x.astype(np.float32) where that is exact, or use "
            "correctly_rounded for single numbers"
        )
    return np.ascontiguousarray(x, dtype=np.float32).reshape(-1)


class Filter:
    """The filter of one function, format and context, with an evaluation and its assumed error.

    It owns the memory it works in, so each thread needs its own, and many small arrays are best
    given to one filter. ``values`` replaces the evaluation, which tests make use of.
    """

    def __init__(
        self,
        function: Function,
        fmt: Format,
        mode: Mode | str | Context = Mode.RNE,
        values: Evaluator | None = None,
    ) -> None:
        context = mode if isinstance(mode, Context) else fmt.context(mode)
        values = values or evaluator(function)
        self.function = function
        self.fmt = fmt
        self.context = context
        self.values = values if values and span(fmt, context.mode) <= values.span else None
        error = values.error if values else ERROR
        self.factors = (1 - error, 1 + error)
        self.short = isinstance(fmt, Float | Fixed | Posit) and fmt.bits <= SHORT_BITS
        self.as_float32 = fmt.key == BINARY32.key and context in (
            BINARY32.context("RNE"), BINARY32.context("RN"),
        )  # fmt: skip
        # NaN may then stand for results both above and below all values.
        self.vague = fmt.canonical_nan if context.on_zero == "nan" and fmt.zero is None else None
        self.scratch = np.empty(BLOCK)
        self.low = np.empty(BLOCK, np.float32)

    def codes(self, x: Array, y: Array | None = None, out: Array | None = None) -> Array:
        """Like ``rounded_array``; ``out`` is a flat array of the codes' type to write to."""
        given = (x,) if y is None else (x, y)
        if len(given) != self.function.arity:
            name, wanted = self.function.name, self.function.arity
            raise TypeError(f"{name} takes {wanted} arrays, not {len(given)}")
        shape = np.shape(x)
        if y is not None and np.shape(y) != shape:
            raise ValueError(f"bases of shape {shape} and exponents of shape {np.shape(y)}")
        flat = tuple(_float32(self.function, a) for a in given)
        if out is None:
            out = np.empty(flat[0].size, code_dtype(self.fmt.bits))
        with np.errstate(all="ignore"):
            for start in range(0, flat[0].size, BLOCK):
                part = tuple(a[start : start + BLOCK] for a in flat)
                self.block(part, out[start : start + BLOCK], start)
        return out.reshape(shape)

    def block(self, x: tuple[Array, ...], out: Array, start: int) -> None:
        """Writes the codes of at most ``BLOCK`` arguments; ``start`` counts the elements before.

        A refusal by a policy may come from a number that stands in for an irregular argument, so
        the element is found by halving, and the last word is that of the scalar reference.
        """
        if len(out) == 1:
            try:
                self._singly(x, out)
            except PolicyError as error:
                where = ", ".join(str(a[0]) for a in x)
                raise PolicyError(f"{error}: element {start} is {where}") from None
            return
        try:
            self._vectorised(x, out)
        except PolicyError:
            half = len(out) // 2
            self.block(tuple(a[:half] for a in x), out[:half], start)
            self.block(tuple(a[half:] for a in x), out[half:], start + half)

    def _vectorised(self, x: tuple[Array, ...], out: Array) -> None:
        if self.values is None:
            self._singly(x, out)
            return
        y = self.values.evaluate(*x)
        if self.as_float32:
            doubtful = self._round_float32(y, out.view(np.float32))
        else:
            doubtful = self._round(y, y, out)
        doubtful |= self.values.irregular(*x)
        places = np.flatnonzero(doubtful)
        if places.size:
            out[places] = self._settle(tuple(a[places] for a in x), y[places])

    def _round_float32(self, y: Array, out: Array) -> Array:
        """Rounds by the conversion of the processor; true where the two ends differ or are NaN."""
        n = len(y)
        scaled = np.multiply(y, self.factors[0], out=self.scratch[:n])
        low = self.low[:n]
        np.copyto(low, scaled, casting="same_kind")
        np.multiply(y, self.factors[1], out=scaled)
        np.copyto(out, scaled, casting="same_kind")
        return np.not_equal(low, out)

    def _round(self, low: Array, high: Array, out: Array, error: bool = True) -> Array:
        """Rounds the two ends, moved apart by the error; true where their codes differ."""
        down, up = (low * self.factors[0], high * self.factors[1]) if error else (low, high)
        first = encode_array(self.fmt, down, self.context)
        out[:] = encode_array(self.fmt, up, self.context)
        doubtful: Array = first != out
        doubtful |= np.isnan(down)
        if self.vague is not None:
            doubtful |= out == self.vague
        return doubtful

    def _settle(self, x: tuple[Array, ...], y: Array) -> Array:
        """The codes of what the filter left: invalid operations, then near boundaries, then all."""
        assert self.values is not None
        out = np.zeros(len(y), code_dtype(self.fmt.bits))
        invalid = self.values.invalid(*x)
        if invalid.any():
            out[invalid] = encode(self.fmt, Input(nan=True), self.context)
        left = np.flatnonzero(~invalid)
        if self.short and left.size > FEW:
            left = self._by_strict_bounds(x, y, left, out)
        if left.size:
            found = np.empty(left.size, out.dtype)
            self._singly(tuple(a[left] for a in x), found)
            out[left] = found
        return out

    def _by_strict_bounds(self, x: tuple[Array, ...], y: Array, places: Array, out: Array) -> Array:
        """Narrows the ends by bounds that the value does not reach; returns the places left.

        A bound b other than 0 has at most 24 significant bits, so the float64 next to it has 53,
        and no number between has fewer. Boundaries of short formats have fewer, so none lies
        there, and what is beyond b rounds like something from that float64 on.
        """
        assert self.values is not None
        regular = places[~self.values.irregular(*(a[places] for a in x))]
        if not regular.size:
            return places
        lower, upper = self.values.strict(*(a[regular] for a in x))
        ends = (y[regular] * self.factors[0], y[regular] * self.factors[1])
        low = np.maximum(np.minimum(*ends), np.nextafter(lower, np.inf))
        high = np.minimum(np.maximum(*ends), np.nextafter(upper, -np.inf))
        found = np.empty(regular.size, out.dtype)
        decided = ~self._round(low, high, found, error=False)
        out[regular[decided]] = found[decided]
        kept = np.ones(len(y), bool)
        kept[regular[decided]] = False
        return places[kept[places]]

    def _singly(self, x: tuple[Array, ...], out: Array) -> None:
        """By the scalar reference, once for each different argument."""
        keys = x[-1].view(np.uint32).astype(np.uint64)
        for a in x[:-1]:
            keys |= a.view(np.uint32).astype(np.uint64) << np.uint64(32)
        each, where = np.unique(keys, return_inverse=True)
        codes = [self._scalar(key) for key in each.tolist()]
        out[:] = np.array(codes, out.dtype)[where]

    def _scalar(self, key: int) -> int:
        """The code at the argument, or pair of arguments, with the patterns in ``key``."""
        patterns = (key,) if self.function.arity == 1 else (key >> 32, key & 0xFFFFFFFF)
        inputs = tuple(FLOAT32.value(p) for p in patterns)
        if self.as_float32 and len(inputs) == 1 and 0 < key & 0x7FFFFFFF < FLOAT32.inf:
            code = nearest_float32(self.function.ball, rational(inputs[0]))
            if code is not None:
                return code
        return correctly_rounded(self.function, self.fmt, inputs, self.context)
