"""Layers: bias, zero point, odd shapes, worst cases, limits, selection."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

from tests.accumulate import brute
from tests.accumulate.run import layer, record
from verif.accumulate import run as run_module
from verif.accumulate.errors import OptionError, WeightsError
from verif.accumulate.input_range import parse_input


def saved(folder: Path, **arrays: ArrayLike) -> Path:
    np.savez(folder / "w.npz", **{k: np.asarray(v) for k, v in arrays.items()})
    return folder / "w.npz"


@pytest.mark.parametrize("text", ["uint2", "int2", "[1,2]", "[-2,-1]"])
@pytest.mark.parametrize("zero_point", [0, 1, -3])
def test_all_small_rows(tmp_path: Path, text: str, zero_point: int) -> None:
    rows = list(product(range(-2, 3), repeat=2))
    np.save(tmp_path / "w.npy", np.array(rows, dtype=np.int8))
    inputs = parse_input(text, zero_point)
    factors = range(inputs.low - zero_point, inputs.high + 1 - zero_point)
    for row, c in zip(
        rows, layer(tmp_path / "w.npy", text=text, zero_point=zero_point).channels, strict=True
    ):
        held = brute.partial_sums(row, factors)
        assert (c.min, c.max) == (min(held), max(held))
        assert c.min_bits == brute.least_width(held)
        ended = brute.finished_sums(row, factors)
        if inputs.has_zero:
            assert (c.final_min, c.final_max) == (None, None)
            assert (c.min, c.max) == (min(ended), max(ended))
        else:
            assert (c.final_min, c.final_max) == (min(ended), max(ended))


@pytest.mark.parametrize("text", ["uint1", "int2", "[1,2]"])
def test_a_bias_is_a_term_at_any_time(tmp_path: Path, text: str) -> None:
    rows = list(product(range(-2, 3), repeat=2))
    inputs = parse_input(text)
    factors = range(inputs.low, inputs.high + 1)
    for bias in (-5, 0, 3):
        path = saved(tmp_path, w=np.array(rows, np.int8), b=np.full(len(rows), bias))
        for row, c in zip(rows, layer(path, text=text, bias="b").channels, strict=True):
            held: set[int] = set()
            for x in product(factors, repeat=2):
                held |= brute.subset_sums([row[0] * x[0], row[1] * x[1], bias])
            ended = {s + bias for s in brute.finished_sums(row, factors)}
            assert (c.bias, c.min, c.max) == (bias, min(held), max(held))
            assert c.min_bits == brute.least_width(held)
            assert (c.final_min, c.final_max) == (min(ended), max(ended))


def test_a_bias_beyond_64_bits(tmp_path: Path) -> None:
    path = saved(tmp_path, w=np.array([[1, -1]], np.int64), b=np.array([2**63 - 1]))
    (c,) = layer(path, bias="b").channels
    assert (c.min, c.max, c.min_bits) == (-255, 2**63 - 1 + 255, 65)


def test_biases_by_their_names(tmp_path: Path) -> None:
    ones = np.ones((2, 2), np.int8)
    bias = np.array([1, 2])
    names = {"fc.weight": "fc.bias", "w": "b", "w1": "b1", "dense/kernel": "dense/bias"}
    arrays: dict[str, Any] = dict.fromkeys(names, ones)
    arrays |= dict.fromkeys(names.values(), bias)
    both = record(saved(tmp_path, **arrays, follow=ones), bias="auto")
    assert {x.name: x.bias for x in both.layers} == names | {"follow": None}
    assert {s.name: s.reason for s in both.skipped} == dict.fromkeys(names.values(), "a bias")


def test_a_bias_that_does_not_fit(tmp_path: Path) -> None:
    path = saved(tmp_path, w=np.ones((2, 2), np.int8), b=np.ones(3, int), c=np.ones(2) / 3)
    with pytest.raises(WeightsError, match="needs 2 elements, one for each channel, and has 3"):
        layer(path, bias="b")
    with pytest.raises(WeightsError, match=r"the bias of channel 0 is 0\.333"):
        layer(path, bias="c")
    with pytest.raises(OptionError, match="there is no such tensor, but w, b, c"):
        layer(path, bias="d")


@pytest.mark.parametrize(
    ("shape", "channels", "length", "note"),
    [
        ((0, 5), 0, 5, "no channels"),
        ((5, 0), 5, 0, "channels without weights: every sum is 0"),
        ((0, 0), 0, 0, "no channels"),
        ((3, 0, 4), 3, 0, "channels without weights: every sum is 0"),
        ((0,), 1, 0, "one axis, taken for one channel"),
        ((4,), 1, 4, "one axis, taken for one channel"),
    ],
)
@pytest.mark.parametrize("tile", [None, 2])
def test_odd_shapes(
    tmp_path: Path, shape: tuple[int, ...], channels: int, length: int, note: str, tile: int | None
) -> None:
    np.save(tmp_path / "w.npy", np.ones(shape, np.int8))
    found = layer(tmp_path / "w.npy", tile=tile)
    assert (len(found.channels), found.length) == (channels, length)
    assert found.notes[0] == note
    assert found.max == 255 * length * (channels > 0)
    assert found.min_bits == (11 if length == 4 else 1)
    assert found.widths == (((found.min_bits, channels),) if channels else ())
    assert found.widest == (0 if channels else None)
    assert record(tmp_path / "w.npy", acc_bits=1).exit_code == (length == 4)


def test_a_scalar(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.int8(3))
    with pytest.raises(WeightsError, match="has no axes"):
        layer(tmp_path / "w.npy")


def test_one_axis_beside_matrices_is_left_out_unless_it_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, w=np.ones((2, 2), np.int8), b=np.ones(2, np.int8), s=np.float32(0.5))
    found = record(path)
    assert [x.name for x in found.layers] == ["w"]
    reasons = {s.name: s.reason for s in found.skipped}
    assert reasons == {"b": "1 axis, beside tensors of more", "s": "0 axes, beside tensors of more"}
    assert [x.name for x in record(path, patterns=("b",)).layers] == ["b"]
    alone = saved(tmp_path, v=np.ones(2, np.int8), u=np.ones(3, np.int8))
    assert [x.length for x in record(alone).layers] == [2, 3]


def test_selection(tmp_path: Path) -> None:
    ones = np.ones((2, 2), np.int8)
    arrays: dict[str, Any] = {"a.weight": ones, "a.scale": ones / 3, "b.weight": ones}
    path = saved(tmp_path, **arrays)
    assert [x.name for x in record(path, patterns=("*.weight",)).layers] == ["a.weight", "b.weight"]
    assert [x.name for x in record(path, patterns=("a.weight", "b*")).layers] == [
        "a.weight",
        "b.weight",
    ]
    with pytest.raises(OptionError, match=r"--tensor c: no tensor is called so; there are a\.w"):
        record(path, patterns=("*.weight", "c"))
    with pytest.raises(WeightsError, match=r"tensor 'a.scale': the element \[0, 0\] is 0.3333"):
        record(path)


def test_axis_out_of_range(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.ones((2, 2), np.int8))
    with pytest.raises(OptionError, match=r"--axis 2: .* has 2 axes, so 0 to 1, or -2 to -1"):
        layer(tmp_path / "w.npy", axis=2)
    with pytest.raises(OptionError, match="--axis -3"):
        layer(tmp_path / "w.npy", axis=-3)


def test_worst_cases_reach_the_ends(tmp_path: Path) -> None:
    rows = np.random.default_rng(1).integers(-5, 6, (4, 30), dtype=np.int8)
    np.save(tmp_path / "w.npy", rows)
    for text, zero_point in [("uint8", 0), ("uint8", 100), ("[3,9]", 0), ("[-9,-3]", 0)]:
        found = record(tmp_path / "w.npy", text=text, zero_point=zero_point, worst="2")
        (case,) = found.worst_cases
        channel = found.layers[0].channels[2]
        assert case.weights == tuple(rows[2].tolist())
        for fed, end, wanted in [
            (case.max_input, case.max, channel.max),
            (case.min_input, case.min, channel.min),
        ]:
            pairs = zip(case.weights, fed, strict=True)
            total = sum(w * (x - zero_point) for w, x in pairs if x is not None)
            assert total == end == wanted
            assert all(x is None or found.input.low <= x <= found.input.high for x in fed)


@pytest.mark.parametrize(
    ("worst", "reason"),
    [
        ("x", "the index of a channel is needed"),
        ("-1", "the index of a channel is needed"),
        ("a:", "the index of a channel is needed"),
        ("²", "the index of a channel is needed"),
        ("1", "several layers have it"),
        ("c:1", "there is no such layer; say NAME:INDEX, with one of a, b"),
        ("a:2", "has no channel 2, but 2 channels"),
    ],
)
def test_what_is_no_worst_case(tmp_path: Path, worst: str, reason: str) -> None:
    path = saved(tmp_path, a=np.ones((2, 2), np.int8), b=np.ones((2, 2), np.int8))
    with pytest.raises(OptionError) as error:
        record(path, worst=worst)
    assert reason in str(error.value)


def test_the_widest_channel(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.array([[1, 0], [-2, -3], [5, 0], [0, 1]], np.int8))
    found = layer(tmp_path / "w.npy", text="uint2")
    # -15 and 15: of the same magnitude, and -15 needs no more bits than -16 would.
    assert [(c.min, c.max, c.min_bits) for c in found.channels] == [
        (0, 3, 3),
        (-15, 0, 5),
        (0, 15, 5),
        (0, 3, 3),
    ]
    assert (found.widest, found.min_bits, found.widths) == (2, 5, ((3, 2), (5, 2)))


@pytest.mark.parametrize(("bits", "over"), [(4, (1, 2)), (5, ())])
def test_limits(tmp_path: Path, bits: int, over: tuple[int, ...]) -> None:
    np.save(tmp_path / "w.npy", np.array([[1, 0], [-2, -3], [5, 0], [0, 1]], np.int8))
    found = record(tmp_path / "w.npy", text="uint2", acc_bits=bits)
    assert found.layers[0].over == over
    assert found.exit_code == bool(over)
    wanted = "2 channels need more than 4 bits: w 1, 2" if over else "every channel fits 5 bits"
    assert found.reason == wanted


def test_many_channels_over_the_limit(tmp_path: Path) -> None:
    path = saved(tmp_path, a=np.ones((12, 2), np.int8), b=np.ones((1, 2), np.int8))
    found = record(path, acc_bits=9)
    assert found.reason == (
        "13 channels need more than 9 bits: a 0, 1, 2, 3, 4, 5, 6, 7 and 4 more; b 0"
    )


def test_channels_of_a_run_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "MAX_CHANNELS", 5)
    path = saved(tmp_path, a=np.ones((4, 2), np.int8), b=np.ones((1, 2), np.int8))
    assert len(record(path).layers) == 2
    path = saved(tmp_path, a=np.ones((4, 2), np.int8), b=np.ones((2, 2), np.int8))
    with pytest.raises(WeightsError, match="tensor 'a': 6 channels, and at most 5 are taken"):
        record(path)


def test_ends_of_the_weights(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.array([[3, 5], [4, 8]], np.int32))
    found = layer(tmp_path / "w.npy")
    assert (found.weight_min, found.weight_max, found.weight_bits) == (3, 8, 5)
