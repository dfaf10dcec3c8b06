"""The worst cases, exact: candidates are computed anew, and all the others are bounded."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from verif.measure.decimals import ERROR_DIGITS, enclosure
from verif.measure.exact import Error, error_of
from verif.measure.oracle import Oracle
from verif.measure.record import Case, Worst
from verif.measure.scale import Scale
from verif.measure.top import Top
from verif.oracle.correct import correctly_rounded
from verif.oracle.enclose import Interval
from verif.results.record import Shown
from verif.results.show import show_code

Kind = Callable[[Error], Interval | None]

TIGHT = 200
"""Bits beyond those of the format at which errors are told from a limit."""


class Judge:
    """Shows results of one function in one format, and finds the worst of some."""

    def __init__(self, oracle: Oracle, scale: Scale, names: tuple[str, ...]) -> None:
        self.oracle = oracle
        self.scale = scale
        self.names = names

    def worst(self, top: Top, kind: Kind, right: Fraction, any_right: bool, shown: int) -> Worst:
        """The largest error of a kind and its cases. No right result has an error above ``right``;
        ``any_right`` says whether some are not among the candidates and the others."""
        found: list[tuple[Interval, Case]] = []
        for candidate in top.kept:
            error = self.error(candidate.codes, candidate.got)
            size = kind(error)
            if size is not None:
                found.append((size, self.case(candidate.codes, candidate.got, error)))
        found.sort(key=lambda pair: pair[0].low, reverse=True)
        low = max((size.low for size, _ in found), default=Fraction(0))
        high = max((size.high for size, _ in found), default=Fraction(0))
        others = [Fraction(top.rest), *([right] if any_right else [])]
        most = Interval(low, max([high, *(x for x in others if x > low)]))
        return Worst(
            max=enclosure(most, ERROR_DIGITS), cases=tuple(case for _, case in found[:shown])
        )

    def error(self, codes: tuple[int, ...], got: int) -> Error:
        """The error of one result."""
        y = self.scale.fmt.decode(got).exact
        assert y is not None, "infinite results have no size"
        return error_of(self.oracle.function, self.oracle.point(codes), y, self.scale)

    def exceeds(self, top: Top, limit: Fraction, any_right: bool) -> bool | None:
        """Whether an error is above ``limit`` units in the last place; ``None`` if that is open."""
        unsure = any_right and self.scale.right_ulps > limit
        unsure |= Fraction(top.rest) > limit
        for candidate in top.kept:
            spare = 48
            while True:
                y = self.scale.fmt.decode(candidate.got).exact
                assert y is not None
                x = self.oracle.point(candidate.codes)
                ulps = error_of(self.oracle.function, x, y, self.scale, spare).ulps
                if ulps.low > limit:
                    return True
                if ulps.high <= limit:
                    break
                if spare > TIGHT:
                    unsure = True
                    break
                spare *= 2
        return None if unsure else False

    def case(self, codes: tuple[int, ...], got: int, error: Error | None = None) -> Case:
        """A result as records show it; its error where it has a size."""
        right = correctly_rounded(
            self.oracle.function, self.oracle.fmt, self.oracle.point(codes), self.oracle.context
        )
        if error is None:
            return Case(inputs=self.inputs(codes), right=self.result(right), got=self.result(got))
        relative = error.relative
        return Case(
            inputs=self.inputs(codes),
            right=self.result(right),
            got=self.result(got),
            value=enclosure(error.value),
            ulps=enclosure(error.ulps, ERROR_DIGITS),
            absolute=enclosure(error.absolute, ERROR_DIGITS),
            relative=None if relative is None else enclosure(relative, ERROR_DIGITS),
        )

    def inputs(self, codes: tuple[int, ...]) -> tuple[Shown, ...]:
        """Inputs as records show them."""
        formats = self.oracle.inputs
        return tuple(
            show_code(name, "datum", fmt, code)
            for name, fmt, code in zip(self.names, formats, codes, strict=True)
        )

    def result(self, code: int) -> Shown:
        """A result as records show it."""
        return show_code("result", "datum", self.oracle.fmt, code)
