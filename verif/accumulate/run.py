"""Accumulator widths of the layers of files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verif.accumulate.errors import OptionError, WeightsError
from verif.accumulate.files import tensors
from verif.accumulate.layer import Accumulator, layer_of, layout_of
from verif.accumulate.names import shown
from verif.accumulate.record import (
    AccumulateRecord,
    InputRecord,
    Layer,
    Skipped,
    WorstCase,
)
from verif.accumulate.select import select, unmatched
from verif.accumulate.tensor import Tensor
from verif.accumulate.worst import worst_inputs
from verif.results.record import Tool

MAX_CHANNELS = 1 << 23
"""Channels of a run: what is kept of each is some hundred bytes, in files of any declared shape."""

NAMED = 8
"""Channels of a layer that the reason names."""


@dataclass(frozen=True)
class Choice:
    """Which tensors are layers (all without ``patterns``), the name of their bias or ``auto``, and
    whose worst-case inputs are wanted in full, as ``INDEX`` or ``NAME:INDEX``; with ``runs`` those
    of each layer's widest channel are, as runs of signs."""

    patterns: tuple[str, ...] = ()
    bias: str | None = None
    worst: str | None = None
    runs: bool = False


def accumulate(
    paths: Sequence[Path],
    accumulator: Accumulator,
    choice: Choice,
    tool: Tool,
    command: str,
) -> AccumulateRecord:
    """The record of all layers of the files; raises WeightsError and OptionError."""
    begun = time.perf_counter()
    if accumulator.outer_bits is not None and accumulator.tile is None:
        raise OptionError("--outer-bits is the width of the accumulator of tiles: give --tile, too")
    layers: list[Layer] = []
    cases: list[WorstCase] = []
    with ExitStack() as held:
        found, skipped = _choose(paths, accumulator, choice, held)
        worst = _worst(choice.worst, [tensor for tensor, _ in found])
        for tensor, bias in found:
            wanted = worst[1] if worst and worst[0] is tensor else None
            layer, case = layer_of(tensor, accumulator, bias, wanted, choice.runs)
            layers.append(layer)
            cases += [case] if case else []
    code, reason = _outcome(layers, accumulator)
    files = tuple(dict.fromkeys(tensor.file for tensor, _ in found))
    inputs = accumulator.inputs
    return AccumulateRecord(
        tool=tool,
        command=command,
        file=files[0] if len(files) == 1 else None,
        files=files,
        input=InputRecord(
            text=inputs.text,
            low=inputs.low,
            high=inputs.high,
            zero_point=inputs.zero_point,
            bits=inputs.bits,
            signed=inputs.signed,
        ),
        worst_inputs=worst_inputs(inputs),
        axis=accumulator.axis,
        tile=accumulator.tile,
        acc_bits=accumulator.acc_bits,
        outer_bits=accumulator.outer_bits,
        layers=tuple(layers),
        skipped=tuple(skipped),
        worst_cases=tuple(cases),
        min_bits=max((layer.min_bits for layer in layers), default=1),
        exit_code=code,
        reason=reason,
        seconds=time.perf_counter() - begun,
    )


def _choose(
    paths: Sequence[Path], accumulator: Accumulator, choice: Choice, held: ExitStack
) -> tuple[list[tuple[Tensor, Tensor | None]], list[Skipped]]:
    """The layers of all files with their biases, and what was left out."""
    found: list[tuple[Tensor, Tensor | None]] = []
    skipped: list[Skipped] = []
    everything: list[Tensor] = []
    for path in paths:
        there = tensors(path, held)
        if not there:
            raise WeightsError(str(path), "holds no tensors", "name a file of integer weights")
        chosen = select(there, choice.patterns, choice.bias)
        everything += there
        found += chosen.layers
        skipped += chosen.skipped
    for pattern in unmatched(everything, choice.patterns):
        names = ", ".join(shown(t.name) for t in everything[:NAMED])
        raise OptionError(f"--tensor {pattern}: no tensor is called so; there are {names}")
    channels = sum(layout_of(tensor, accumulator.axis).channels for tensor, _ in found)
    if channels > MAX_CHANNELS:
        what = f"{channels} channels, and at most {MAX_CHANNELS} are taken at a time"
        largest = max(found, key=lambda pair: layout_of(pair[0], accumulator.axis).channels)[0]
        hint = "check --axis, name fewer files, or choose fewer tensors with --tensor NAME"
        raise WeightsError(largest.where, what, hint)
    return found, skipped


def _worst(text: str | None, layers: Sequence[Tensor]) -> tuple[Tensor, int] | None:
    """The layer and the channel that ``--worst`` names."""
    if text is None:
        return None
    name, _, digits = text.rpartition(":")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise OptionError(f"--worst {text}: the index of a channel is needed, as in 3 or fc1:3")
    named = [t for t in layers if not name or t.name == name]
    if len(named) != 1:
        there = ", ".join(shown(t.name) for t in layers[:NAMED])
        what = "several layers have it" if named else "there is no such layer"
        raise OptionError(f"--worst {text}: {what}; say NAME:INDEX, with one of {there}")
    return named[0], int(digits)


def _outcome(layers: Sequence[Layer], accumulator: Accumulator) -> tuple[Literal[0, 1], str]:
    """The exit code, and why."""
    allowed, outer = accumulator.acc_bits, accumulator.outer_bits
    within = " within tiles" if accumulator.tile is not None else ""
    widths = [f"{allowed} bits{within}"] if allowed is not None else []
    widths += [f"{outer} bits for their sum"] if outer is not None else []
    over = [(layer, layer.over) for layer in layers if layer.over]
    if over:
        count = sum(len(channels) for _, channels in over)
        named = "; ".join(f"{shown(layer.name)} {_named(channels)}" for layer, channels in over)
        plural = "s need" if count != 1 else " needs"
        return 1, f"{count} channel{plural} more than {' or '.join(widths)}: {named}"
    if widths:
        return 0, f"every channel fits {' and '.join(widths)}"
    needed = max((layer.min_bits for layer in layers), default=1)
    return 0, f"{needed} bits hold every sum"


def _named(channels: tuple[int, ...]) -> str:
    more = len(channels) - NAMED
    text = ", ".join(map(str, channels[:NAMED]))
    return f"{text} and {more} more" if more > 0 else text
