"""The text report of accumulator widths: a line for each layer, and channels on demand."""

from __future__ import annotations

from verif.accumulate.names import shown
from verif.accumulate.record import AccumulateRecord, Channel, InputRule, Layer
from verif.accumulate.select import NOT_CHOSEN
from verif.report.table import table

WORST = 3
"""Channels of a layer that are shown without ``--verbose``: the widest ones."""

NAMED = 8
"""Tensors that are named as skipped for the same reason; the others are counted."""


def as_text(record: AccumulateRecord, verbose: bool = False) -> str:
    """The report as text; ``verbose`` has a line for every channel."""
    lines = [*_inputs(record), "", *_layers(record)]
    for layer in record.layers:
        if layer.channels:
            lines += ["", *_channels(layer, verbose)]
    notes = [f"note: {_where(record, layer)}: {n}" for layer in record.layers for n in layer.notes]
    notes += _skipped(record)
    lines += ["", *notes] if notes else []
    for case in record.worst_cases:
        lines += [
            "",
            f"{shown(case.name)}[{case.index}], w = {_vector(case.weights)}",
            f"  max {case.max} at x = {_vector(case.max_input)}",
            f"  min {case.min} at x = {_vector(case.min_input)}",
        ]
    return "\n".join([*lines, ""]) + "\n"


def _skipped(record: AccumulateRecord) -> list[str]:
    """A line for each reason but the user's own."""
    by_reason: dict[str, list[str]] = {}
    for s in record.skipped:
        if s.reason != NOT_CHOSEN:
            by_reason.setdefault(s.reason, []).append(shown(s.name))
    lines = []
    for reason, names in by_reason.items():
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        lines.append(f"skipped: {', '.join(names[:NAMED])}{more}: {reason}")
    return lines


def _inputs(record: AccumulateRecord) -> list[str]:
    """The inputs, and which of them are the worst."""
    i = record.input
    minus = f", minus zero point {i.zero_point}" if i.zero_point else ""
    worst = record.worst_inputs
    return [
        f"input {i.text}: x in [{i.low}, {i.high}]{minus}",
        f"max at {_rule(worst.max)}; min at {_rule(worst.min)}",
    ]


def _rule(rule: InputRule) -> str:
    fed = ((rule.positive, "w > 0"), (rule.negative, "w < 0"))
    later = [sign for x, sign in fed if x is None]
    parts = [f"x = {x} where {sign}" for x, sign in fed if x is not None]
    return ", ".join(parts) + (f", before any {' or '.join(later)} is added" if later else "")


def _where(record: AccumulateRecord, layer: Layer) -> str:
    name = shown(layer.name)
    return name if len(record.files) == 1 else f"{shown(layer.file)}: {name}"


def _layers(record: AccumulateRecord) -> list[str]:
    """A row for each layer; with tiles, the widths of both accumulators."""
    tiles = record.tile is not None
    head = ("layer", "type", "shape", "channels", "K", "max L1", "min", "max", "bits", "at")
    inner = ("inner", "outer") if tiles else ()
    rows = [(*head, *inner, "data type", "L1", "A2Q", "A2Q+", "")]
    for layer in record.layers:
        b = layer.bounds
        plus = "" if b.a2q_plus is None else f"{b.a2q_plus}{'' if b.a2q_plus_holds else '!'}"
        rows.append(
            (
                _where(record, layer),
                layer.dtype,
                "x".join(map(str, layer.shape)),
                str(len(layer.channels)),
                str(layer.length),
                str(layer.max_l1),
                str(layer.min),
                str(layer.max),
                str(layer.min_bits),
                "" if layer.widest is None else str(layer.widest),
                *((str(layer.inner_bits or 1), str(layer.outer_bits or 1)) if tiles else ()),
                str(b.data_type),
                str(b.l1),
                str(b.l1_published),
                plus,
                f"WRONG {len(layer.over)} over" if layer.over else "",
            )
        )
    lines = table(rows)
    if any(layer.bounds.a2q_plus_holds is False for layer in record.layers):
        lines.append(
            "! A2Q+ is for weights whose sum is 0 before rounding, and too small for these"
        )
    return lines


def _channels(layer: Layer, verbose: bool) -> list[str]:
    """The widest channels of a layer, or all; those over the limit first."""
    chosen = list(layer.channels) if verbose else _widest(layer)
    over = frozenset(layer.over)
    counts = ", ".join(f"{n} of {bits}" for bits, n in layer.widths)
    rows = [_row(c, c.index in over) for c in chosen]
    tiles = layer.inner_bits is not None
    head = ("channel", "L1", "min", "max", "bits", *(("inner", "outer") if tiles else ()))
    left = len(layer.channels) - len(chosen)
    more = f"; {left} more with --verbose" if left else ""
    lines = table([(*head, "signs of w", ""), *rows], "  ")
    return [f"{shown(layer.name)}: channels by bits: {counts}{more}", *lines]


def _widest(layer: Layer) -> list[Channel]:
    """The channels of largest reach; the order of the file among equals."""
    ranked = sorted(layer.channels, key=lambda c: max(c.max, ~c.min), reverse=True)
    return ranked[:WORST]


def _row(c: Channel, over: bool) -> tuple[str, ...]:
    tiles = () if c.inner_bits is None else (str(c.inner_bits), str(c.outer_bits))
    signs = c.signs + ("..." if len(c.signs) == 16 else "")
    ends = (str(c.index), str(c.l1), str(c.min), str(c.max), str(c.min_bits))
    return (*ends, *tiles, signs, "WRONG" if over else "")


def _vector(values: tuple[int | None, ...]) -> str:
    return "[" + ", ".join("later" if v is None else str(v) for v in values) + "]"
