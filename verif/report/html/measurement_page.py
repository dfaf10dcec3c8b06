"""The page of a measurement: errors on an ordinal and on a linear axis, histogram, worst cases."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verif.measure.record import Axis as Errors
from verif.measure.record import Bin, Case, Measurement, MeasureRecord, Worst
from verif.report.html import links
from verif.report.html.charts import Axis, Bars, Chart, Dots, Tick, chart, linear, named
from verif.report.html.evidence import LADDER, rung
from verif.report.html.numbers import count
from verif.report.html.page import Frame, Link, Page, render
from verif.report.measure import between, largest
from verif.report.measure import render as as_json

HEIGHT = 220


@dataclass(frozen=True, slots=True)
class Row:
    """A worst case as the page shows it: its error of the kind in question, and the exact value."""

    case: Case
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Worst cases by one kind of error."""

    title: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A measurement with its charts and tables; ``anchor`` is its place on the page."""

    m: Measurement
    anchor: str
    charts: tuple[Chart, ...]
    rankings: tuple[Ranking, ...]
    ulp: str
    absolute: str
    relative: str
    rung: object


def pages(record: MeasureRecord) -> Iterator[Page]:
    """The page, and the record itself."""
    shown = [_shown(m, i) for i, m in enumerate(record.measurements)]
    frame = Frame(
        [Link(links.INDEX, "Measurement"), Link(links.RECORD, "Record")],
        f"verif {record.tool.version}, Python {record.tool.python}",
    )
    title = f"{', '.join(m.name for m in record.measurements)} against {record.function}"
    yield render(
        "measurement.html", links.INDEX, title, frame, record=record, shown=shown, ladder=LADDER
    )
    yield Page(links.RECORD, as_json(record))


def _shown(m: Measurement, i: int) -> Shown:
    return Shown(
        m=m,
        anchor=f"m{i}",
        charts=tuple(_charts(m)),
        rankings=tuple(_rankings(m)),
        ulp=largest(m.ulp),
        absolute=largest(m.absolute),
        relative=largest(m.relative),
        rung=rung(m.evidence.rung) if m.evidence is not None else None,
    )


def _rankings(m: Measurement) -> Iterator[Ranking]:
    kinds: tuple[tuple[str, str, Worst], ...] = (
        ("By units in the last place", "ulps", m.ulp),
        ("By absolute error", "absolute", m.absolute),
        ("By relative error", "relative", m.relative),
    )
    for title, name, worst in kinds:
        rows = []
        for case in worst.cases:
            error = getattr(case, name)
            value = between(case.value) if case.value else ""
            rows.append(Row(case, value, between(error) if error else ""))
        if rows:
            yield Ranking(title, name, tuple(rows))


# --- charts -------------------------------------------------------------------------------------


def _charts(m: Measurement) -> Iterator[Chart]:
    if m.ordinal is not None and any(m.ordinal.inputs):
        caption = "Every number of the input's format has the same room."
        axis = _ordinals(m.ordinal)
        yield _errors(m.ordinal, "Largest error, one step for each input", caption, axis)
    if m.linear is not None and any(m.linear.inputs):
        caption = "The part of the number line where it changes most."
        axis = linear("input", m.linear.low, m.linear.high, 6)
        yield _errors(m.linear, "Largest error by input", caption, axis)
    if m.histogram:
        yield _histogram(m.histogram)


def _errors(found: Errors, title: str, caption: str, x: Axis) -> Chart:
    """The largest error in each column; where all results are right, nothing is drawn."""
    top = max([1.0, *found.worst])
    scale = _Scale(top)
    width = (found.high - found.low) / len(found.worst)
    boxes, dots = [], []
    for i, (worst, wrong) in enumerate(zip(found.worst, found.wrong, strict=True)):
        left = found.low + i * width
        if worst:
            boxes.append((left, left + width, 0.0, scale.place(worst)))
        elif wrong:
            dots.append((left + width / 2, 0.0))
    marks: list[Bars | Dots] = [Bars(boxes, "a", "largest error of a wrong result")]
    if dots:
        marks.append(Dots(dots, "d", "wrong, without a size"))
    return chart(title, f"{caption} {_about(found)}", x, scale.axis, marks, HEIGHT)


def _about(found: Errors) -> str:
    right = sum(1 for n, w in zip(found.inputs, found.wrong, strict=True) if n and not w)
    inside = sum(1 for n in found.inputs if n)
    return f"In {right} of {inside} columns every result is right."


class _Scale:
    """Errors upwards: linear up to some units in the last place, else by powers of two."""

    def __init__(self, top: float) -> None:
        self.powers = top > 16
        title = "units in the last place"
        if self.powers:
            high = math.ceil(math.log2(top)) + 1
            step = max(1, high // 5)
            axis = Axis(title, 0, high)
            ticks = tuple(
                Tick(axis.place(k), _power(k - 1)) for k in range(0, high + 1, step)
            )  # fmt: skip
            self.axis = Axis(title, 0, high, ticks)
        else:
            self.axis = linear(title, 0, top * 1.05, 4)

    def place(self, error: float) -> float:
        """Where an error is; half a unit is at the foot of a logarithmic axis."""
        return max(math.log2(error) + 1, 0.05) if self.powers else error


def _power(exponent: int) -> str:
    if exponent < 0:
        return "1/2"
    return str(1 << exponent) if exponent <= 10 else f"2^{exponent}"


def _ordinals(found: Errors) -> Axis:
    """Ordinals, labelled by their values."""
    axis = Axis("input, one step for each number", found.low, found.high)
    ticks = tuple(Tick(axis.place(place), text) for place, text in found.labels)
    return Axis(axis.title, axis.low, axis.high, ticks)


def _histogram(bins: Iterable[Bin]) -> Chart:
    """Wrong results by error; counts by powers of ten, so that the few large ones are seen."""
    shown = list(bins)
    high = max(1, math.ceil(math.log10(max(b.count for b in shown) + 1)))
    y = Axis("wrong results", 0, high)
    ticks = tuple(Tick(y.place(k), _ten(k)) for k in range(high + 1))
    labels = [f"{b.low:g}" for b in shown]
    boxes = [
        (i - 0.45, i + 0.45, 0.0, math.log10(b.count) + 0.03 * high)
        for i, b in enumerate(shown)
        if b.count
    ]
    return chart(
        "Wrong results by error",
        "From so many units in the last place on; counts by powers of ten.",
        named("error, units in the last place, from", labels),
        Axis(y.title, y.low, y.high, ticks),
        [Bars(boxes, "c")],
        HEIGHT - 40,
    )


def _ten(k: int) -> str:
    return count(10**k) if k < 5 else f"10^{k}"
