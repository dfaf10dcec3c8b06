"""Charts as data: places on axes, ticks, and the numbers that are written."""

from __future__ import annotations

from typing import Any

import pytest

from verif.report.html.charts import (
    Axis,
    Bars,
    Dots,
    Histogram,
    Line,
    chart,
    linear,
    named,
    percent,
    pixels,
    power,
    powers,
)


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0.0, 4.0, ["0", "1", "2", "3", "4"]),
        (0.0, 1.0, ["0", "0.5", "1.0"]),
        (-3.0, 17.0, ["0", "5", "10", "15"]),
        (0.0, 0.003, ["0", "0.001", "0.002", "0.003"]),
        (0.0, 5e9, ["0", "2e9", "4e9"]),
        (2.0, 2.0, ["1.0", "1.5", "2.0", "2.5", "3.0"]),
    ],
)
def test_linear_ticks(low: float, high: float, labels: list[str]) -> None:
    found = [t.label for t in linear("x", low, high).ticks]
    assert found == labels


def test_ticks_are_in_place() -> None:
    axis = linear("x", -1.0, 3.0)
    assert [t.place for t in axis.ticks] == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_places_beyond_the_ends_are_the_ends() -> None:
    axis = Axis("x", 0.0, 10.0)
    assert [axis.place(v) for v in (-5.0, 0.0, 5.0, 10.0, 99.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert Axis("x", 1.0, 1.0).place(1.0) == 0.5


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (-6, 8, ["2^-4", "1", "16", "2^8"]),
        (0, 3, ["1", "2", "4", "8"]),
        (-1074, 1024, ["2^-1024", "2^-512", "1", "2^512", "2^1024"]),
    ],
)
def test_powers(low: int, high: int, labels: list[str]) -> None:
    assert [t.label for t in powers("x", low, high).ticks] == labels


def test_named_classes_are_in_the_middle_of_their_share() -> None:
    assert [t.place for t in named("x", ["a", "b"]).ticks] == [0.25, 0.75]


@pytest.mark.parametrize(("k", "text"), [(0, "1"), (4, "16"), (5, "2^5"), (-1, "2^-1")])
def test_power(k: int, text: str) -> None:
    assert power(k) == text


@pytest.mark.parametrize(
    ("mark", "shape", "places"),
    [
        (Dots([(0, 0), (10, 1)]), "dots", (("0%", "78"), ("100%", "8"))),
        (
            Line([(0, 0), (5, 1), (10, 0)]),
            "line",
            (("0%", "78", "50%", "8"), ("50%", "8", "100%", "78")),
        ),
        (
            Bars([(0, 5, 0, 1), (5, 10, 0.5, 0.5)]),
            "bars",
            (("0%", "8", "50%", "70"), ("50%", "43", "50%", "1")),
        ),
    ],
)
def test_marks(mark: Any, shape: str, places: tuple[tuple[str, ...], ...]) -> None:
    made = chart("t", "c", Axis("x", 0, 10), Axis("y", 0, 1), [mark], height=100)
    assert (made.marks[0].shape, made.marks[0].places) == (shape, places)
    assert made.legend == ()
    assert made.floor == "78"


def test_histogram() -> None:
    found = Histogram(Axis("x", 0.0, 4.0), 4)
    for value in (0.0, 0.5, 1.0, 4.0, 9.0):
        found.add(value)
    found.add(3.5, times=10)
    assert found.counts == [2, 1, 0, 12]
    assert list(found.bars("b", "all").boxes) == [(0, 1, 0, 2), (1, 2, 0, 1), (3, 4, 0, 12)]


@pytest.mark.parametrize(("place", "text"), [(0.5, "50%"), (1 / 3, "33.33%"), (0.1, "10%")])
def test_percent(place: float, text: str) -> None:
    assert percent(place) == text


@pytest.mark.parametrize(("length", "text"), [(1.0, "1"), (2.25, "2.2"), (0.04, "0")])
def test_pixels(length: float, text: str) -> None:
    assert pixels(length) == text
