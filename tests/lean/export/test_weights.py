"""The Lean file of an accumulator's width: its figures, its text, and what Lean rejects."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.lean.export.judge import judge
from verif.lean.export.weights import Row, accumulator_file, file_text


def unpacked(row: Row) -> tuple[int, ...]:
    """The weights as ``Verif.signedLane`` reads them."""
    mask, offset = (1 << row.entry) - 1, 1 << (row.entry - 1)
    return tuple((row.packed >> row.entry * i & mask) - offset for i in range(len(row.weights)))


@pytest.mark.parametrize(
    ("weights", "low", "high"),
    [((3, -2, 0), 0, 3), ((1, 1), -2, 1), ((-2, -1), -2, 1), ((-4,), -1, 0), ((0, 0), 0, 255)],
)
def test_range_and_width_are_those_of_all_inputs(
    weights: tuple[int, ...], low: int, high: int
) -> None:
    row = Row(weights, low, high)
    sums = [
        sum(w * x for w, x in zip(weights, xs, strict=True))
        for xs in itertools.product(range(low, high + 1), repeat=len(weights))
    ]
    assert (row.min, row.max) == (min(sums), max(sums))

    def fits(bits: int) -> bool:
        return -(1 << (bits - 1)) <= min(sums) and max(sums) < 1 << (bits - 1)

    assert fits(row.width) and (row.width == 1 or not fits(row.width - 1))


def test_weights_survive_packing() -> None:
    rng = random.Random(3)
    for size in (1, 2, 9, 300):
        row = Row(tuple(rng.randrange(-128, 128) for _ in range(size)), 0, 1)
        assert unpacked(row) == row.weights
    assert Row((-128, 127), 0, 1).entry == 8 and Row((128,), 0, 1).entry == 9


def test_a_sum_of_minus_a_power_of_two_needs_no_further_bit() -> None:
    """The L1 norm alone would ask for one bit more."""
    row = Row((-1,) * 8, 0, 16)
    assert row.min == -128 and row.width == 8


def test_text_says_what_it_is_about() -> None:
    text = accumulator_file("Row", [3, -2], 0, 255)
    assert "For 2 weights and inputs from 0 to 255, an accumulator of 11 bits" in text
    assert "Sums reach from -510 to 765." in text
    assert "theorem minimal" in text and "¬Fits 10 (dot row x)" in text
    assert all(len(line) <= 110 for line in text.splitlines())
    assert "theorem minimal" not in accumulator_file("Row", [0], 0, 255)


@pytest.mark.parametrize(
    ("name", "weights", "low", "high", "message"),
    [
        ("Row", [], 0, 1, "without weights"),
        ("Row", [1], 1, 2, "leave out 0"),
        ("Row", [1], -2, -1, "leave out 0"),
        ("row", [1], 0, 1, "no name for a Lean module"),
        ("Row.x", [1], 0, 1, "no name for a Lean module"),
    ],
)
def test_bad_input(name: str, weights: list[int], low: int, high: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        accumulator_file(name, weights, low, high)


@pytest.mark.long
def test_lean_accepts_the_true_width_only(tmp_path: Path) -> None:
    row = Row((-24, 17, 13, 46, -3), 0, 255)
    text = file_text("True", row, row.width)
    packed = f"0x{row.packed:x}"
    assert text.count(packed) == 1
    wrong = replace(row, weights=(-24, 18, 13, 46, -3))
    said = judge(
        tmp_path,
        {
            "True": text,
            "Signed": accumulator_file("Signed", row.weights, -128, 127),
            "Zero": accumulator_file("Zero", [0, 0], 0, 255),
            "Less": file_text("Less", row, row.width - 1),
            "More": file_text("More", row, row.width + 1),
            "Weight": text.replace(packed, f"0x{wrong.packed:x}"),
            "Norm": text.replace("l1 row = 103", "l1 row = 102"),
            "Positive": text.replace("posSum row = 76", "posSum row = 75"),
            "Input": text.replace("InRange 255 0 x", "InRange 256 0 x"),
        },
    )
    assert {name for name, verdict in said.items() if verdict == "accepted"} == {
        "True",
        "Signed",
        "Zero",
    }
    assert "its negation" in said["Less"] or "is false" in said["Less"]
    assert all(verdict.startswith(("accepted", "rejected")) for verdict in said.values())


@pytest.mark.long
@pytest.mark.parametrize(("size", "low", "high"), [(1024, -128, 127), (4096, 0, 255)])
def test_lean_accepts_large_rows(tmp_path: Path, size: int, low: int, high: int) -> None:
    rng = random.Random(size)
    weights = [rng.randrange(-128, 128) for _ in range(size)]
    assert judge(tmp_path, {"Row": accumulator_file("Row", weights, low, high)}) == {
        "Row": "accepted"
    }
