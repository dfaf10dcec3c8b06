"""What the kernel gave against what is right: counts, and candidates for the worst."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
from flint import ctx

from verif.formats.context import Mode
from verif.formats.float_ import Float
from verif.measure.exact import error_of
from verif.measure.oracle import Codes, Estimate, Oracle
from verif.measure.part import Example, Examples, Part, add_to_histogram, outward
from verif.measure.scale import Scale
from verif.oracle.function import Function
from verif.oracle.special import rational

Array = np.ndarray[Any, Any]

NO_BOUND = -1.0
"""In place of a bound of an error that is not to be considered."""

FEW = 1 << 16
"""So many results are decided by a ball each; for more it pays to round whole arrays."""


class Tally:
    """Adds results to a part, with what is right from an oracle."""

    def __init__(self, oracle: Oracle, scale: Scale, part: Part) -> None:
        self.oracle = oracle
        self.scale = scale
        self.part = part
        self.no_nan = not oracle.fmt.has_nan

    def add(self, codes: Codes, got: Array, right: Array | None = None) -> tuple[Array, Array]:
        """Take inputs and results; which are wrong, and bounds of their errors in units in the last
        place (0 where that has no meaning)."""
        part = self.part
        if right is None:
            right = self.oracle.right(codes)
        given, outside = self.oracle.not_numbers(codes)
        is_nan = self.scale.is_nan(got)
        part.inputs += len(got)
        if self.no_nan:
            part.left_out += int(np.count_nonzero(given | outside))
        else:
            part.nan += int(np.count_nonzero(given))
            part.outside += int(np.count_nonzero(outside))
            _note(part.nan_wrong, given & ~is_nan, codes, got)
            _note(part.outside_wrong, outside & ~is_nan, codes, got)
        wrong = (got != right) & ~(given | outside)
        if wrong.any():
            wrong &= ~(is_nan & self.scale.is_nan(right))
        self._right(codes, got, np.flatnonzero(~(given | outside | wrong)))
        errors = np.zeros(len(got))
        places = np.flatnonzero(wrong)
        if places.size:
            chosen = tuple(c[places] for c in codes)
            errors[places] = self.wrong(chosen, got[places], right[places])
        return wrong, errors

    def wrong(self, codes: Codes, got: Array, right: Array) -> Array:
        """Take wrong results at inputs where the function has a value; bounds of their errors."""
        part, scale = self.part, self.scale
        part.misrounded += len(got)
        sized = np.isfinite(scale.values(got)) & ~self._beyond(codes, right)
        ulps, absolute, relative = self._bounds(codes, got, sized)
        faithful = self._faithful(codes, got, right, ulps)
        part.unfaithful += int(np.count_nonzero(~faithful))
        _note(part.unbounded, ~sized & ~faithful, codes, got)
        add_to_histogram(part.histogram, ulps[sized])
        for top, bounds in (
            (part.ulp, ulps), (part.absolute, absolute), (part.relative, relative),
        ):  # fmt: skip
            top.add(bounds, codes, got)
        return np.maximum(ulps, 0.0)

    def _right(self, codes: Codes, got: Array, places: Array) -> None:
        """Take right results: in units in the last place their errors are below those of wrong
        ones, but not so the absolute and the relative ones."""
        part, scale = self.part, self.scale
        codes, got = tuple(c[places] for c in codes), got[places]
        estimate = self.oracle.estimate(codes) if scale.coarse else None
        if estimate is None:
            part.bound(scale.sizes(got))
            return
        known = estimate.regular & np.isfinite(scale.values(got)) & ~self._at_an_end(got)
        part.bound(scale.sizes(got[~known]))
        _, absolute, relative = self._estimated(estimate, got, known)
        part.absolute.add(absolute, codes, got)
        part.relative.add(relative, codes, got)

    def _beyond(self, codes: Codes, right: Array) -> Array:
        """Where the value is rounded beyond the largest number, or is infinite."""
        found = ~np.isfinite(self.scale.values(right))
        for i in np.flatnonzero(self._at_an_end(right)).tolist():
            found[i] = self.oracle.beyond(tuple(int(c[i]) for c in codes))
        return found

    def _at_an_end(self, codes: Array) -> Array:
        """Which codes are the least or the largest number."""
        fmt = self.scale.fmt
        return np.isin(codes, [fmt.code_of(fmt.kmin), fmt.code_of(fmt.kmax)])

    def _bounds(self, codes: Codes, got: Array, sized: Array) -> tuple[Array, Array, Array]:
        """Upper bounds of the errors in units in the last place, absolute, and relative."""
        scale = self.scale
        estimate = self.oracle.estimate(codes) if scale.coarse else None
        if estimate is None:
            ulps, absolute, relative = (np.full(len(got), NO_BOUND) for _ in range(3))
            left = sized
        else:
            ulps, absolute, relative = self._estimated(estimate, got, sized & estimate.regular)
            left = sized & ~estimate.regular
        for i in np.flatnonzero(left).tolist():
            x = self.oracle.point(tuple(int(c[i]) for c in codes))
            y = scale.fmt.decode(int(got[i])).exact
            assert isinstance(y, Fraction), "infinite results have no size"
            error = error_of(self.oracle.function, x, y, scale)
            ulps[i], absolute[i] = outward(error.ulps.high), outward(error.absolute.high)
            if error.relative is not None:
                relative[i] = outward(error.relative.high)
        return ulps, absolute, relative

    def _estimated(
        self, estimate: Estimate, got: Array, where: Array
    ) -> tuple[Array, Array, Array]:
        """Such bounds for some results, from about how large the values are."""
        ulps, absolute, relative = (np.full(len(got), NO_BOUND) for _ in range(3))
        value, margin = estimate.value[where], estimate.margin[where]
        size = np.abs(value)
        least = np.maximum(size - margin, 0.0)
        far = np.abs(self.scale.values(got[where]) - value) + margin
        far *= 1 + 2.0**-50
        absolute[where] = far
        ulps[where] = far * self.scale.units(least)
        with np.errstate(all="ignore"):
            normal = size + margin >= float(self.scale.least_normal)
            relative[where] = np.where(normal, far / least * (1 + 2.0**-50), NO_BOUND)
        return ulps, absolute, relative

    def _faithful(self, codes: Codes, got: Array, right: Array, ulps: Array) -> Array:
        """Which results are the number below or the number above the exact value.

        The right result is one of the two, so a result two ordinals from it is not. A neighbour of
        it is, if it is less than a unit from the value and in no lower binade: there, units are
        smaller. The rest is rounded in both directions.
        """
        scale = self.scale
        steps = np.abs(scale.ordinals(got) - scale.ordinals(right))
        near = (steps <= 1) & ~scale.is_nan(got) & ~scale.is_nan(right)
        found = np.zeros(len(got), bool)
        if isinstance(scale.fmt, Float) and scale.coarse:
            last = (1 << scale.place) - 1
            top = (got & got.dtype.type(last)) == last
            found |= near & (steps == 1) & (ulps >= 0) & (ulps < 1) & ~top
            found &= np.isfinite(scale.values(right))
        nan_of_overflow = scale.is_nan(right) & ~scale.is_nan(got)
        open_ = np.flatnonzero((near & ~found) | nan_of_overflow)
        open_ = open_[~self._by_side(codes, got, right, open_, found)]
        if open_.size:
            chosen = tuple(c[open_] for c in codes)
            down = self.oracle.right(chosen, Mode.RTN)
            up = self.oracle.right(chosen, Mode.RTP)
            y = scale.ordinals(got[open_])
            found[open_] = (y == scale.ordinals(down)) & ~scale.is_nan(down)
            found[open_] |= (y == scale.ordinals(up)) & ~scale.is_nan(up)
        return found

    def _by_side(
        self, codes: Codes, got: Array, right: Array, places: Array, found: Array
    ) -> Array:
        """Decide a few places by the side of the right result on which the exact value lies: its
        neighbour on that side is the other number around the value. Which places are decided."""
        decided = np.zeros(len(places), bool)
        if len(places) > FEW or self.scale.native is None or len(codes) != 1:
            return decided
        y, r = (self.scale.values(c[places]).tolist() for c in (got, right))
        for i, place in enumerate(places.tolist()):
            (x,) = self.oracle.point((int(codes[0][place]),))
            if not (isfinite(y[i]) and isfinite(r[i])) or self.oracle.function.special((x,)):
                continue
            side = _side(self.oracle.function, rational(x), r[i])
            if side:
                decided[i] = True
                found[place] = y[i] == r[i] or (side > 0) == (y[i] > r[i])
        return decided


def _side(function: Function, x: Fraction, at: float) -> int:
    """1 where the function is above a number at ``x``, -1 where it is below, 0 where one ball does
    not tell."""
    with ctx.workprec(96):
        value = function.ball(x)
        return int(value > at) - int(value < at)


def _note(examples: Examples, where: Array, codes: Codes, got: Array) -> None:
    """Count where something is so, with the first examples."""
    places = np.flatnonzero(where)
    if places.size:
        first: list[Example] = [
            (tuple(int(c[i]) for c in codes), (int(got[i]),)) for i in places[:8].tolist()
        ]
        examples.add(int(places.size), first)
