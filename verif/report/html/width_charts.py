"""Charts of accumulators: widths and ranges by channel, and how many channels need each width.

Numbers may exceed what floating point holds exactly: only places in pictures are made of them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from verif.accumulate.record import Layer, SignRuns
from verif.report.html.accumulators import Accumulator, ends
from verif.report.html.bins import MOST, Bin, bins, sizes
from verif.report.html.charts import Axis, Bars, Chart, Dots, Line, Tick, chart, linear
from verif.report.html.numbers import counted

FAR = 4
"""A limit this many times as far away as any sum is not drawn: it would flatten the rest."""


def by_channel(accumulator: Accumulator) -> Chart:
    """The width of each channel, and the limit."""
    bits, limit = accumulator.bits, accumulator.limit
    found = bins(bits, bits)
    tops = [*bits, *([limit] if limit is not None else [])]
    y = integers("bits", min(tops) - 1, max(tops) + 1)
    over = [b for b in found if limit is not None and b.high > limit]
    marks: list[Dots | Line | Bars] = [
        Bars([(b.first - 0.5, b.last + 0.5, b.low - 0.5, b.high + 0.5) for b in found])
    ]
    if limit is not None:
        marks.append(_across(bits, limit + 0.5, f"no more than {limit} bits are allowed"))
    if over:
        points = [((b.first + b.last) / 2, float(b.high)) for b in over]
        marks.append(Dots(points, "d", f"needs more than {limit} bits"))
    caption = f"Least two's complement width of {_these(bits)}."
    return chart("Width by channel", caption, indices("channel", len(bits)), y, marks)


def histogram(accumulator: Accumulator) -> Chart:
    """How many channels need each width, with the limit."""
    counts = sorted(Counter(accumulator.bits).items())
    limit = accumulator.limit
    tops = [bits for bits, _ in counts] + ([limit] if limit is not None else [])
    x = integers("bits", min(tops) - 1, max(tops) + 1, 12)
    most = max(n for _, n in counts)
    marks: list[Dots | Line | Bars] = [
        Bars([(bits - 0.4, bits + 0.4, 0.0, float(n)) for bits, n in counts]),
        Dots([(float(bits), float(n)) for bits, n in counts]),
    ]
    if limit is not None:
        line = [(limit + 0.5, 0.0), (limit + 0.5, most * 1.05)]
        marks.append(Line(line, "b", f"no more than {limit} bits are allowed"))
    words = ", ".join(f"{n:,} of {bits}" for bits, n in counts[-8:])
    more = f"; the largest of {len(counts)} widths" if len(counts) > 8 else ""
    y = integers("channels", 0, most * 1.05)
    caption = f"How many channels need each width. Channels by bits: {words}{more}."
    return chart("Widths", caption, x, y, marks)


def ranges(accumulator: Accumulator) -> Chart:
    """What each channel's accumulator holds, against the ends of the width allowed or needed."""
    found = bins(accumulator.lows, accumulator.highs)
    width = accumulator.limit if accumulator.limit is not None else accumulator.widest
    allowed = "allowed" if accumulator.limit is not None else "needed"
    low, high = ends(width)
    least, largest = min(b.low for b in found), max(b.high for b in found)
    reach = max(largest, -least, 1)
    near = high <= FAR * reach
    places = [least, largest, 0, *([low, high] if near else [])]
    y = linear("value", float(min(places)), float(max(places)), 6)
    boxes = [(b.first - 0.5, b.last + 0.5, float(b.low), float(b.high)) for b in found]
    marks: list[Dots | Line | Bars] = [Bars(boxes)]
    if near:
        text = f"ends of int({width}), {low:,} and {high:,}, the width {allowed}"
        marks.append(_across(accumulator.bits, float(high), text))
        marks.append(_across(accumulator.bits, float(low), ""))
    over = [b for b in found if b.high > high or b.low < low]
    if over:
        marks.append(Dots(list(_beyond(over, low, high)), "d", f"beyond int({width})"))
    caption = f"From the least to the largest value of {_these(accumulator.bits)}."
    if not near:
        times = (high // reach).bit_length() - 1
        caption += f" int({width}), the width {allowed}, reaches over 2^{times} times as far."
    title = "Range by channel"
    return chart(title, caption, indices("channel", len(accumulator.bits)), y, marks, 260)


def norms(layer: Layer) -> Chart:
    """The L1 norm of each channel's weights."""
    l1 = [c.l1 for c in layer.channels]
    found = bins(l1, l1)
    binned = len(found) < len(l1)
    # Where a bin has one channel, its bar begins at 0; else it is what the channels of it span.
    boxes = [
        (b.first - 0.5, b.last + 0.5, float(b.low) if binned else 0.0, float(b.high)) for b in found
    ]
    low = min(l1) * 0.9 if binned else 0
    y = linear("L1 norm", float(low), float(max(l1) or 1))
    caption = f"Sum of the magnitudes of the weights of {_these(l1)}."
    return chart("L1 norm by channel", caption, indices("channel", len(l1)), y, [Bars(boxes)])


def signs(found: SignRuns, length: int, channel: int | None) -> Chart:
    """Where the weights of a channel are positive, and where negative."""
    known = sum(count for _, count in found.runs)
    step = -(-known // MOST)
    up, down = _shares(found, step), _shares(found, step, "-")
    edges = [(i * step - 0.5, min((i + 1) * step, known) - 0.5) for i in range(len(up))]
    ticks = (Tick(1, "w > 0"), Tick(0.5, "0"), Tick(0, "w < 0"))
    y = Axis("", -1, 1, ticks)
    marks: list[Dots | Line | Bars] = [
        Bars([(*e, 0.0, v) for e, v in zip(edges, up, strict=True) if v], "a", "positive"),
        Bars([(*e, -v, 0.0) for e, v in zip(edges, down, strict=True) if v], "b", "negative"),
    ]
    which = f"the first {known:,} of {length:,} weights" if known < length else "the weights"
    each = f", as shares of {step:,} in a row" if step > 1 else ""
    caption = f"Signs of {which} in order{each}: positive above the line, negative below."
    return chart(f"Signs of channel {channel}", caption, indices("weight", known), y, marks, 110)


def indices(title: str, count: int) -> Axis:
    """The axis of ``count`` things in a row: each has a place one step wide."""
    return integers(title, -0.5, count - 0.5)


def integers(title: str, low: float, high: float, wanted: int = 5) -> Axis:
    """An axis whose ticks are whole numbers, about ``wanted`` of them."""
    step = whole_step(high - low, wanted)
    axis = Axis(title, low, high)
    places = range(math.ceil(low / step) * step, math.floor(high) + 1, step)
    return Axis(title, low, high, tuple(Tick(axis.place(p), str(p)) for p in places))


def whole_step(span: float, wanted: int) -> int:
    """The smallest of 1, 2 and 5 times a power of ten that leaves at most ``wanted`` steps."""
    scale = 1
    while True:
        for step in (scale, 2 * scale, 5 * scale):
            if step * wanted >= span:
                return step
        scale *= 10


def _shares(found: SignRuns, step: int, wanted: str = "+") -> list[float]:
    """How large a share of each ``step`` weights in a row has a sign."""
    counts: list[int] = []
    sizes: list[int] = []
    room = 0
    for sign, length in found.runs:
        left = length
        while left:
            if not room:
                counts.append(0)
                sizes.append(0)
                room = step
            taken = min(left, room)
            counts[-1] += taken if sign == wanted else 0
            sizes[-1] += taken
            left -= taken
            room -= taken
    return [c / n for c, n in zip(counts, sizes, strict=True)]


def _across(values: Sequence[int], y: float, label: str) -> Line:
    return Line([(-0.5, y), (len(values) - 0.5, y)], "b", label)


def _beyond(over: Sequence[Bin], low: int, high: int) -> Iterator[tuple[float, float]]:
    for b in over:
        middle = (b.first + b.last) / 2
        if b.high > high:
            yield middle, float(b.high)
        if b.low < low:
            yield middle, float(b.low)


def _these(values: Sequence[int]) -> str:
    count = len(values)
    if count <= MOST:
        return counted(count, "channel")
    each = sizes(count)
    return f"{count:,} channels, {each} to a bar, which goes from the least to the largest of them"
