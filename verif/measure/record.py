"""The record of a measurement: what ``verif measure --json`` writes.

Exact numbers are text. An enclosure is a pair of decimal numbers, rounded outwards, between which
the number lies; both are the same where it is that number.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from verif.results.record import Evidence, Shown, Tool

SCHEMA_VERSION = 1

Enclosure = tuple[str, str]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A wrong result: inputs, the right code, the one given, the exact value, and the error in
    units in the last place, absolute, and relative (null below the smallest normal number).

    Only ``inputs``, ``right`` and ``got`` are there where the error has no size: where one of the
    two is infinite, NaN, or beyond the largest number.
    """

    inputs: tuple[Shown, ...]
    right: Shown
    got: Shown
    value: Enclosure | None = None
    ulps: Enclosure | None = None
    absolute: Enclosure | None = None
    relative: Enclosure | None = None


class Worst(msgspec.Struct, frozen=True, kw_only=True):
    """The largest error of one kind lies in ``max``; null where nothing was measured. ``cases`` are
    the results of largest error, worst first; of errors in units in the last place the wrong ones.
    Of some right results only that is known: their error is at most half a unit in the last place,
    or one in directed modes. Where no other error exceeds that, it is the upper end."""

    max: Enclosure | None
    cases: tuple[Case, ...]


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong results with an error from ``low`` units in the last place on, below ``high``; null is
    no limit."""

    low: float
    high: float | None
    count: int


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two inputs and their results, which are in the wrong order or not symmetric."""

    inputs: tuple[Shown, Shown]
    results: tuple[Shown, Shown]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """How many pairs of inputs were compared, how many are wrong, and the first of these.
    ``wanted`` says what is right: ``rising``, ``falling``, ``by pieces``, ``odd`` or ``even``."""

    wanted: str
    pairs: int
    wrong: int
    examples: tuple[Pair, ...]


class Special(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table of special values."""

    name: str
    input: Shown
    right: Shown
    got: Shown
    ok: bool
    """Whether the result is the right one; all NaNs are alike."""


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the results depend on the inputs alone: ``inputs`` were given again, ``asked`` times
    in all, in other orders, pieces and places in memory. ``differing`` gave another result then;
    ``examples`` are codes of the inputs, the first result, the other one, and what was different.
    """

    inputs: int
    asked: int
    differing: int
    examples: tuple[tuple[tuple[int, ...], int, int, str], ...]


class NotNumbers(msgspec.Struct, frozen=True, kw_only=True):
    """Inputs whose right result is NaN, how many gave another one, and the first of these."""

    inputs: int
    wrong: int
    examples: tuple[Case, ...] = ()


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """Errors along an axis of inputs in equal bins from ``low`` to ``high``: how many inputs, how
    many wrong results, and the largest error in units in the last place, rounded up, 0 without a
    wrong one. ``low`` and ``high`` are ordinals of the input's format, or values; ``labels`` are
    places on an axis of ordinals with the values there."""

    low: float
    high: float
    inputs: tuple[int, ...]
    wrong: tuple[int, ...]
    worst: tuple[float, ...]
    labels: tuple[tuple[float, str], ...] = ()


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """One kernel or operator measured.

    ``state``: ``complete``, ``partial`` where the run was interrupted, or how the kernel failed:
    ``wrong`` behaviour, ``lost`` to a limit. All counts are of the inputs in ``evidence``.
    ``measured`` leaves out those whose right result is NaN. ``misrounded`` of them have another
    code than the right one, and ``unfaithful`` of these are not even one of the two numbers around
    the exact value. ``unbounded`` are those of them whose error has no size.
    """

    name: str
    kind: Literal["kernel", "operator"]
    callable: str
    takes: str
    gives: str
    state: Literal["complete", "partial", "wrong", "lost"]
    reason: str = ""
    evidence: Evidence | None = None
    versions: tuple[tuple[str, str], ...] = ()
    inputs: int = 0
    measured: int = 0
    left_out: int = 0
    nan: NotNumbers = NotNumbers(inputs=0, wrong=0)
    outside: NotNumbers = NotNumbers(inputs=0, wrong=0)
    misrounded: int = 0
    faithful: bool = False
    unfaithful: int = 0
    unbounded: int = 0
    unbounded_cases: tuple[Case, ...] = ()
    ulp: Worst = Worst(max=None, cases=())
    absolute: Worst = Worst(max=None, cases=())
    relative: Worst = Worst(max=None, cases=())
    histogram: tuple[Bin, ...] = ()
    monotone: Order | None = None
    symmetry: Order | None = None
    repeated: Repeated | None = None
    special: tuple[Special, ...] = ()
    ordinal: Axis | None = None
    linear: Axis | None = None
    within: bool | None = None
    """Whether no error exceeds ``max_ulp``; null without a limit, or where that is open."""
    seconds: float = 0.0
    cpu_seconds: float | None = None


class MeasureRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A run of ``verif measure``: the function, the mode, and one measurement for each subject."""

    schema_version: int = SCHEMA_VERSION
    tool: Tool
    command: str
    run_state: Literal["complete", "partial"]
    function: str
    formula: str
    rounding: str
    max_ulp: str | None
    measurements: tuple[Measurement, ...]
    settings: tuple[tuple[str, str], ...]
    seconds: float
    exit_code: int
    reason: str
