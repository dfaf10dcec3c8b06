"""The steps of an encoding: where, along the patterns of a source type, the code changes.

Rounding is monotone and looks at nothing but the order of numbers, so between two boundaries all
floats of one sign get one code. A boundary at the real ``t`` is the least pattern beyond ``t``:
an integer, exact for every ``t``, dyadic or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from verif.arrays.source import Array, Source
from verif.formats.context import Context, PolicyError
from verif.formats.encode import encode
from verif.formats.format import Format


@dataclass(frozen=True)
class Steps:
    """Segments of patterns: each from its start to the next start.

    A *plain* segment has one code. An *open* one has many, left to arithmetic, and code 0 here.
    A *refused* one has none: the context says ``error``, and ``refusals`` has the reason.
    """

    starts: Array
    codes: Array
    is_open: Array
    refused: Array
    refusals: dict[int, str]

    def segment(self, patterns: Array) -> Array:
        """The segment of each pattern."""
        return np.searchsorted(self.starts, patterns, side="right") - 1


@dataclass(frozen=True)
class _Segment:
    start: int
    code: int = 0
    is_open: bool = False
    refusal: str = ""


def steps(fmt: Format, context: Context, source: Source, ordinals: Iterable[int]) -> Steps:
    """The steps of ``encode`` at the thresholds above ``ordinals``, and at the special patterns.

    Where ``ordinals`` leaves thresholds out, the segment between is open; the first segment
    beside zero and the last before infinity never are.
    """
    positive, negative = _marks(fmt, context, source, ordinals)
    found: list[_Segment] = []
    for sign, marks, up in ((0, positive, 1), (source.sign, negative, 0)):
        found.append(_special(fmt, context, source, sign))
        ends = [start for start, _ in marks[1:]] + [source.inf]
        if not marks or marks[0][0] > 1:
            found.append(_special(fmt, context, source, sign | 1))
        for i, (start, k) in enumerate(marks):
            if start == ends[i]:
                continue
            last = i + 1 == len(marks)
            if not last and abs(marks[i + 1][1] - k) != 1:
                found.append(_Segment(sign | start, is_open=True))
            else:
                found.append(_plain(fmt, context, source, sign | start, k + up))
        found.append(_special(fmt, context, source, sign | source.inf))
        found.append(_special(fmt, context, source, sign | source.inf + 1))
    return _merged(found, source)


def _marks(
    fmt: Format, context: Context, source: Source, ordinals: Iterable[int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Boundaries by sign, going away from zero: the first magnitude beyond, and the ordinal."""
    positive: list[tuple[int, int]] = []
    negative: list[tuple[int, int]] = []
    for k in sorted(set(ordinals)):
        t = fmt.threshold(k, context.mode)
        if t is None:
            continue
        if t.at > 0 or (t.at == 0 and not t.up):
            positive.append((source.least(t.at, t.up), k))
        else:  # below ``t``, or at it and not up: the number stays at ``k``
            negative.append((source.least(-t.at, not t.up), k))
    return positive, negative[::-1]


def _special(fmt: Format, context: Context, source: Source, start: int) -> _Segment:
    """A segment whose code the reference gives for its first pattern."""
    try:
        return _Segment(start, encode(fmt, source.value(start), context))
    except PolicyError as error:
        return _Segment(start, refusal=str(error))


def _plain(fmt: Format, context: Context, source: Source, start: int, k: int) -> _Segment:
    """A segment of numbers that round to ordinal ``k``, which may lie beyond the ends."""
    if not context.flush and fmt.kmin <= k <= fmt.kmax and fmt.value_of(k):
        return _Segment(start, fmt.code_of(k))
    return _special(fmt, context, source, start)


def _merged(found: list[_Segment], source: Source) -> Steps:
    """The segments as arrays, neighbours that agree joined."""
    kept = found[:1]
    for s in found[1:]:
        last = kept[-1]
        if (s.code, s.is_open, s.refusal) != (last.code, last.is_open, last.refusal):
            kept.append(s)
    return Steps(
        np.array([s.start for s in kept], dtype=source.pattern_dtype),
        np.array([s.code for s in kept], dtype=np.uint64),
        np.array([s.is_open for s in kept], dtype=bool),
        np.array([bool(s.refusal) for s in kept], dtype=bool),
        {i: s.refusal for i, s in enumerate(kept) if s.refusal},
    )
