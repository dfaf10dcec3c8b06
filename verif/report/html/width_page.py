"""The page of a layer: its widths and ranges by channel, what bounds them, what does not fit."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from verif.accumulate.names import shown
from verif.accumulate.record import (
    AccumulateRecord,
    Channel,
    InputRule,
    Layer,
    WorstCase,
)
from verif.report.html import width_charts
from verif.report.html.accumulators import Accumulator, accumulators, ends, ranges_text
from verif.report.html.charts import Chart
from verif.report.html.input_runs import Inputs, fed, listed
from verif.report.html.page import Frame, Page, render
from verif.report.html.width_bounds import WidthBound, saving, width_bounds

LISTED = 32
"""Channels in the list: those of largest reach."""

FAILING = 8
"""Channels whose failure is written out."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A channel that does not fit: the value that is too far out, the end of the width allowed, and
    how far beyond it; ``sums`` says how it comes about."""

    channel: int
    accumulator: str
    value: int
    end: int
    beyond: int
    bits: int
    limit: int
    sums: str


@dataclass(frozen=True, slots=True)
class Worst:
    """The inputs at which the widest channel reaches an end; ``inputs`` where signs are known."""

    end: str
    value: int
    rule: str
    inputs: Inputs | None


@dataclass(frozen=True, slots=True)
class Full:
    """A channel that was asked for in full."""

    case: WorstCase
    weights: Inputs
    max: Inputs
    min: Inputs


@dataclass(frozen=True, slots=True)
class View:
    """A layer as its page shows it."""

    record: AccumulateRecord
    layer: Layer
    name: str
    verdict: str
    over: tuple[tuple[Accumulator, str], ...]
    failures: tuple[Failure, ...]
    accumulators: tuple[Accumulator, ...]
    bounds: tuple[WidthBound, ...]
    saving: str
    worst: tuple[Worst, ...]
    channel: Channel | None
    full: tuple[Full, ...]
    listed: tuple[Channel, ...]
    charts: tuple[tuple[str, tuple[Chart, ...]], ...]
    signs_known: bool
    command: str


def width_page(record: AccumulateRecord, layer: Layer, path: str, data: str, frame: Frame) -> Page:
    """The page of a layer at ``path``; the record is in the file ``data``."""
    v = view(record, layer)
    return render("width.html", path, v.name, frame, v=v, data=data)


def view(record: AccumulateRecord, layer: Layer) -> View:
    """All that the page of a layer shows."""
    found = tuple(accumulators(record, layer))
    return View(
        record=record,
        layer=layer,
        name=shown(layer.name),
        verdict=verdict(record, layer),
        over=tuple((a, ranges_text(a.over)) for a in found if a.over),
        failures=tuple(f for a in found for f in _failures(record, layer, a)),
        accumulators=found,
        bounds=width_bounds(layer),
        saving=saving(layer),
        worst=_worst(record, layer),
        channel=layer.channels[layer.widest] if layer.widest is not None else None,
        full=tuple(_full(c) for c in record.worst_cases if _is_of(c, layer)),
        listed=_listed(layer, found),
        charts=tuple(_charts(layer, found)) if layer.channels else (),
        signs_known=layer.widest_signs is not None,
        command=command(record, layer),
    )


def verdict(record: AccumulateRecord, layer: Layer) -> str:
    """Whether a layer fits, in a word: ``fits``, ``too narrow``, or nothing without a limit."""
    if record.acc_bits is None and record.outer_bits is None:
        return ""
    return "too narrow" if layer.over else "fits"


def rule_text(rule: InputRule) -> str:
    """What to feed by the sign of the weight: ``x = 255 where w > 0, x = 0 where w < 0``."""
    sides = ((rule.positive, "w > 0"), (rule.negative, "w < 0"))
    parts = [f"x = {x} where {sign}" for x, sign in sides if x is not None]
    later = [sign for x, sign in sides if x is None]
    return ", ".join(parts) + (f", before any {' or '.join(later)} is added" if later else "")


def command(record: AccumulateRecord, layer: Layer) -> str:
    """The command that shows a layer again, with its widest channel in full."""
    words = ["verif", "accumulate", layer.file, "--input", record.input.text]
    given = {
        "--zero-point": record.input.zero_point or None,
        "--acc-bits": record.acc_bits,
        "--axis": record.axis or None,
        "--bias": layer.bias,
        "--tile": record.tile,
        "--outer-bits": record.outer_bits,
        "--tensor": layer.name,
        "--worst": layer.widest,
    }
    for name, value in given.items():
        words += [name, str(value)] if value is not None else []
    return shlex.join(words)


def _charts(
    layer: Layer, found: tuple[Accumulator, ...]
) -> Iterator[tuple[str, tuple[Chart, ...]]]:
    """The charts of each accumulator and those of the weights, under a heading each."""
    for a in found:
        yield (
            a.name.capitalize(),
            (width_charts.by_channel(a), width_charts.histogram(a), width_charts.ranges(a)),
        )
    signs = layer.widest_signs
    pictures = [width_charts.norms(layer)]
    if signs is not None and signs.runs:
        pictures.append(width_charts.signs(signs, layer.length, layer.widest))
    yield "Weights", tuple(pictures)


def _listed(layer: Layer, found: tuple[Accumulator, ...]) -> tuple[Channel, ...]:
    """The channels of largest reach; those that do not fit come first."""
    over = frozenset(layer.over)

    def rank(c: Channel) -> tuple[bool, int]:
        return c.index not in over, -max(a.reach(c.index) for a in found)

    return tuple(sorted(layer.channels, key=rank)[:LISTED])


def _failures(record: AccumulateRecord, layer: Layer, a: Accumulator) -> list[Failure]:
    """The channels that fail by most."""
    if a.limit is None:
        return []
    low, high = ends(a.limit)
    failures = []
    for i in sorted(a.over, key=lambda i: -a.reach(i))[:FAILING]:
        up = a.highs[i] >= ~a.lows[i]
        value, end = (a.highs[i], high) if up else (a.lows[i], low)
        sums = _sums(record, layer.channels[i], up) if record.tile is None else ""
        beyond = abs(value - end)
        failures.append(Failure(i, a.name, value, end, beyond, a.bits[i], a.limit, sums))
    return failures


def _sums(record: AccumulateRecord, c: Channel, up: bool) -> str:
    """How an end is made of the sums of weights; empty where the record does not bear it out."""
    low, high = (end - record.input.zero_point for end in (record.input.low, record.input.high))
    large, small = max(high, 0), min(low, 0)
    first, second = (large, small) if up else (small, large)
    terms = [(c.positive, first, "weights above 0"), (-c.negative, second, "weights below 0")]
    bias = c.bias or 0
    added = bias if (bias > 0) == up else 0
    total = sum(w * x for w, x, _ in terms) + added
    if total != (c.max if up else c.min):
        return ""
    parts = [f"{w:,} × {_signed(x)} from {what}" for w, x, what in terms if w and x]
    parts += [f"{_signed(added)} from the bias"] if added else []
    return " + ".join(parts)


def _signed(number: int) -> str:
    return f"({number:,})" if number < 0 else f"{number:,}"


def _worst(record: AccumulateRecord, layer: Layer) -> tuple[Worst, ...]:
    if layer.widest is None:
        return ()
    channel = layer.channels[layer.widest]
    sides = (
        ("largest", channel.max, record.worst_inputs.max),
        ("least", channel.min, record.worst_inputs.min),
    )
    signs, length = layer.widest_signs, layer.length
    return tuple(
        Worst(end, value, rule_text(rule), fed(rule, signs, length) if signs is not None else None)
        for end, value, rule in sides
    )


def _full(case: WorstCase) -> Full:
    return Full(case, listed(case.weights), listed(case.max_input), listed(case.min_input))


def _is_of(case: WorstCase, layer: Layer) -> bool:
    return (case.file, case.name) == (layer.file, layer.name)
