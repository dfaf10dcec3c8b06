"""The oracle, MPFR and mpmath asked for the same results, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verif.base.exact import exact_text
from verif.formats.context import Context
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.value import Input
from verif.oracle import mpfr, second
from verif.oracle.correct import correctly_rounded
from verif.oracle.errors import Undecided
from verif.oracle.function import Function
from verif.oracle.special import rational


@dataclass(frozen=True)
class Disagreement:
    """Codes for one argument; ``None`` where one has no opinion."""

    function: str
    fmt: Format
    x: tuple[Input, ...]
    oracle: int
    mpfr: int | None
    mpmath: int | None

    def __str__(self) -> str:
        def code(c: int | None) -> str:
            return "no opinion" if c is None else f"{self.fmt.hex(c)} = {self.fmt.decode(c)}"

        arguments = ", ".join(map(_text, self.x))
        return (
            f"{self.function}({arguments}) in {self.fmt.name}: oracle {code(self.oracle)}, "
            f"MPFR {code(self.mpfr)}, mpmath {code(self.mpmath)}"
        )


@dataclass(frozen=True)
class Comparison:
    """How many arguments were compared, for how many each second opinion was silent, and where
    one differed."""

    asked: int
    silent_mpfr: int
    silent_mpmath: int
    disagreements: tuple[Disagreement, ...]


def compare(
    function: Function, fmt: Format, context: Context, points: Iterable[tuple[Input, ...]]
) -> Comparison:
    """Rounds the function at every point three ways; ``points`` are tuples of its arguments.

    MPFR is silent where the function is composed and the argument infinite or NaN, mpmath where any
    argument is special or the result too close to a boundary. Policies that say ``error``
    are replaced, so that every result has a code.
    """
    context = context.total
    asked = silent_mpfr = silent_mpmath = 0
    found = []
    for x in points:
        asked += 1
        ours = correctly_rounded(function, fmt, x, context)
        theirs = _by_mpfr(function, fmt, context, x)
        third = _by_mpmath(function, fmt, context, x)
        silent_mpfr += theirs is None
        silent_mpmath += third is None
        if theirs not in (None, ours) or third not in (None, ours):
            found.append(Disagreement(function.name, fmt, x, ours, theirs, third))
    return Comparison(asked, silent_mpfr, silent_mpmath, tuple(found))


def _by_mpfr(function: Function, fmt: Format, context: Context, x: tuple[Input, ...]) -> int | None:
    if isinstance(fmt, Float) and mpfr.has_direct(function.name, fmt, context):
        return mpfr.direct(function.name, fmt, x, context)
    if function.name in mpfr.COMPOSED and any(a.nan or a.inf for a in x):
        return None
    try:
        return mpfr.rounded(function.name, fmt, x, context)
    except Undecided:
        return None


def _by_mpmath(
    function: Function, fmt: Format, context: Context, x: tuple[Input, ...]
) -> int | None:
    if function.special(x) is not None:
        return None
    return second.rounded(function.name, fmt, tuple(map(rational, x)), context)


def _text(x: Input) -> str:
    if x.nan:
        return "nan"
    if x.inf or x.real == 0:
        return f"{'-' if x.negative else ''}{'inf' if x.inf else '0'}"
    return exact_text(x.real)
