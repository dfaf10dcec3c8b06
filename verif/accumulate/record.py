"""The record of accumulator widths: what ``verif accumulate --json`` writes.

All numbers are exact integers and may exceed 64 bits. Ranges are those of an accumulator that
begins at 0, before and after every addition, in any order of the additions.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from verif.results.record import Tool

SCHEMA_VERSION = 1


class InputRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The inputs: integers ``low`` to ``high``, less ``zero_point`` before they are multiplied.

    ``bits`` and ``signed``: the least type that holds the differences, as published bounds want it.
    """

    text: str
    low: int
    high: int
    zero_point: int
    bits: int
    signed: bool


class InputRule(msgspec.Struct, frozen=True, kw_only=True):
    """A worst-case input: what to feed where the weight is positive, negative, and zero.

    Where no input times its weight moves the sum towards this end (``positive`` or ``negative`` is
    null), the end is reached before these terms are added.
    """

    positive: int | None
    negative: int | None
    zero: int


class WorstInputs(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of the inputs that reach ``max`` and ``min``, the same for all channels."""

    max: InputRule
    min: InputRule


class Channel(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One output channel: a row of weights.

    ``l1`` is the sum of magnitudes, ``positive`` that of the positive weights, ``negative`` that of
    the magnitudes of the negative ones. ``min`` and ``max`` are the ends of what the accumulator
    holds, both reached; ``min_bits`` is the least two's complement width for them. ``signs`` are
    those of the first weights, ``+``, ``-`` and ``0``. ``final_min`` and ``final_max`` bound the
    finished sum where it has another range than the partial ones. With tiles, ``inner_*`` is the
    accumulator within a tile and ``outer_*`` the one that adds up the tiles.
    """

    index: int
    l1: int
    positive: int
    negative: int
    min: int
    max: int
    min_bits: int
    signs: str
    bias: int | None = None
    final_min: int | None = None
    final_max: int | None = None
    inner_min: int | None = None
    inner_max: int | None = None
    inner_bits: int | None = None
    outer_min: int | None = None
    outer_max: int | None = None
    outer_bits: int | None = None


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """Widths by published bounds, for comparison with ``min_bits``; they know of no bias.

    ``data_type`` is the data-type bound, ``l1`` the L1 bound with the inputs' own largest magnitude
    and ``l1_published`` that with 2^N (A2Q), ``a2q_plus`` that of zero-centred weights, null where
    the inputs cannot be 0. ``a2q_plus_holds``: whether its width is enough for these weights.
    """

    data_type: int
    l1: int
    l1_published: int
    a2q_plus: int | None
    a2q_plus_holds: bool | None


class SignRuns(msgspec.Struct, frozen=True, kw_only=True):
    """Signs of a channel's weights in C order, as runs: a sign and how many weights have it.

    ``count`` is how many runs there are; of more than 4096 the first are in ``runs``.
    """

    count: int
    runs: tuple[tuple[str, int], ...]


class Layer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One tensor of weights.

    ``axis`` counts the channels, null where the tensor is one channel; ``length`` is how many
    weights each has. ``weight_bits`` is the least width that holds all weights. ``min``, ``max``,
    ``max_l1`` and ``min_bits`` are the extremes over the channels, ``widest`` the channel that
    needs most bits, the one of largest range among these. ``widths`` counts channels by their bits.
    ``over``: the channels that need more bits than were allowed. ``widest_signs`` are those of all
    weights of the widest channel.
    """

    file: str
    name: str
    dtype: str
    shape: tuple[int, ...]
    axis: int | None
    length: int
    weight_min: int
    weight_max: int
    weight_bits: int
    max_l1: int
    min: int
    max: int
    min_bits: int
    widest: int | None
    widths: tuple[tuple[int, int], ...]
    bounds: Bounds
    channels: tuple[Channel, ...]
    over: tuple[int, ...]
    bias: str | None = None
    inner_bits: int | None = None
    outer_bits: int | None = None
    outer_rule: int | None = None
    """The outer width by AXE's rule: the inner one plus log2 of the number of tiles, rounded up."""
    widest_signs: SignRuns | None = None
    notes: tuple[str, ...] = ()


class WorstCase(msgspec.Struct, frozen=True, kw_only=True):
    """One channel in full: weights, and the inputs that reach the ends, in C order.

    Null stands for a term that is added after the end is reached.
    """

    file: str
    name: str
    index: int
    weights: tuple[int, ...]
    max: int
    max_input: tuple[int | None, ...]
    min: int
    min_input: tuple[int | None, ...]


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """A tensor that was not looked at, and why."""

    file: str
    name: str
    reason: str


class AccumulateRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A run of ``verif accumulate``; ``file`` is null where there were several.

    ``acc_bits`` and ``outer_bits`` are the widths that were allowed, ``min_bits`` the largest that
    is needed.
    """

    schema_version: int = SCHEMA_VERSION
    tool: Tool
    command: str
    file: str | None
    files: tuple[str, ...]
    input: InputRecord
    worst_inputs: WorstInputs
    axis: int
    tile: int | None
    acc_bits: int | None
    outer_bits: int | None
    layers: tuple[Layer, ...]
    skipped: tuple[Skipped, ...]
    worst_cases: tuple[WorstCase, ...]
    min_bits: int
    exit_code: Literal[0, 1]
    reason: str
    seconds: float
