"""From the sums of a tensor to the record of a layer: ranges, widths, bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from verif.accumulate.analyse import Sums, analyse
from verif.accumulate.bias import bias_values
from verif.accumulate.bounds import bounds
from verif.accumulate.errors import OptionError, WeightsError
from verif.accumulate.input_range import InputRange
from verif.accumulate.interval import (
    exact_dtype,
    finished,
    least_width,
    least_widths,
    partial,
)
from verif.accumulate.layout import Layout
from verif.accumulate.names import shown
from verif.accumulate.record import Channel, Layer, WorstCase
from verif.accumulate.sign_runs import sign_runs
from verif.accumulate.tensor import Tensor
from verif.accumulate.tiles import Tiles
from verif.accumulate.worst import worst_case

if TYPE_CHECKING:
    from verif.accumulate.interval import Integers


@dataclass(frozen=True)
class Accumulator:
    """The hardware: its inputs, which axis the channels are on, tiles, and widths allowed."""

    inputs: InputRange
    axis: int = 0
    tile: int | None = None
    acc_bits: int | None = None
    outer_bits: int | None = None


def layer_of(
    tensor: Tensor,
    accumulator: Accumulator,
    bias: Tensor | None = None,
    wanted: int | None = None,
    runs: bool = False,
) -> tuple[Layer, WorstCase | None]:
    """The record of one tensor of weights, and of channel ``wanted`` in full.

    ``runs`` asks for the signs of the widest channel, which takes a second pass.
    Raises WeightsError, and OptionError where the tensor has no such axis or channel.
    """
    layout = layout_of(tensor, accumulator.axis)
    if wanted is not None and wanted >= layout.channels:
        what = f"{tensor.where} has no channel {wanted}, but {layout.channels} channels"
        raise OptionError(f"--worst {wanted}: {what}")
    inputs = accumulator.inputs
    added = bias_values(bias, layout.channels) if bias else None
    tiles = _tiles(tensor, layout, accumulator)
    sums = analyse(tensor, layout, tiles, wanted)
    columns = _columns(sums, inputs, added, tiles)
    widths = columns["min_bits"]
    used = columns["inner_bits"] if tiles else widths
    over = _over(used, accumulator.acc_bits)
    if tiles:
        over = over | _over(columns["outer_bits"], accumulator.outer_bits)
    weight_bits = least_width(sums.low, sums.high)
    max_l1, needed = _most(columns["l1"], 0), _most(widths, 1)
    inner = _most(columns["inner_bits"], 1) if tiles else None
    channels = _channels(columns, layout.channels)
    widest = _widest(columns) if channels else None
    layer = Layer(
        file=tensor.file,
        name=tensor.name,
        dtype=tensor.type.name,
        shape=tensor.shape,
        axis=layout.axis,
        length=layout.length,
        weight_min=sums.low,
        weight_max=sums.high,
        weight_bits=weight_bits,
        max_l1=max_l1,
        min=int(columns["min"].min()) if layout.channels else 0,
        max=_most(columns["max"], 0),
        min_bits=needed,
        widest=widest,
        widths=_histogram(widths),
        bounds=bounds(layout.length, weight_bits, max_l1, needed, inputs),
        channels=channels,
        over=tuple(np.flatnonzero(over).tolist()),
        bias=bias.name if bias else None,
        inner_bits=inner,
        outer_bits=_most(columns["outer_bits"], 1) if tiles else None,
        outer_rule=inner + max(tiles.count - 1, 0).bit_length() if tiles and inner else None,
        widest_signs=sign_runs(tensor, layout, channels[widest])
        if runs and widest is not None
        else None,
        notes=_notes(tensor, layout, bias),
    )
    if sums.row is None or wanted is None:
        return layer, None
    return layer, worst_case(layer, wanted, sums.row, inputs)


def layout_of(tensor: Tensor, axis: int) -> Layout:
    """Where the channels of a tensor are; one of a single axis is one channel."""
    axes = len(tensor.shape)
    if not axes:
        what = "has no axes: a single number has no dot product"
        raise WeightsError(tensor.where, what, "save a matrix, or choose others with --tensor NAME")
    if axes == 1:
        return Layout(tensor.shape, None)
    if not -axes <= axis < axes:
        raise OptionError(
            f"--axis {axis}: {tensor.where} has {axes} axes, so 0 to {axes - 1}, or -{axes} to -1"
        )
    return Layout(tensor.shape, axis % axes, tensor.fortran)


def _tiles(tensor: Tensor, layout: Layout, accumulator: Accumulator) -> Tiles | None:
    if accumulator.tile is None:
        return None
    if layout.is_permuted:
        what = "is in Fortran order, so that tiles of its C order are not together"
        raise WeightsError(
            tensor.where, what, "save numpy.ascontiguousarray of it, or leave --tile"
        )
    largest = tensor.type.magnitude
    return Tiles(accumulator.tile, layout.channels, layout.length, largest, accumulator.inputs)


def _columns(
    sums: Sums, inputs: InputRange, added: Integers | None, tiles: Tiles | None
) -> dict[str, Any]:
    """The channels' fields, as arrays; bias is a term that is added at any time."""
    ends = inputs.term_low, inputs.term_high
    l1 = sums.positive + sums.negative
    bound = _most(l1, 0) * max(inputs.magnitude, 1)
    if added is not None and len(added):
        bound += int(np.abs(added).max())
    dtype = exact_dtype(bound)
    p, n = sums.positive.astype(dtype), sums.negative.astype(dtype)
    low, high = partial(p, n, *ends)
    columns = {"l1": l1, "positive": p, "negative": n, "signs": _texts(sums)}
    if added is not None:
        bias = added.astype(dtype)
        below, above = np.minimum(bias, 0), np.maximum(bias, 0)
        low, high = low + below, high + above
        columns["bias"] = bias
    columns |= {"min": low, "max": high, "min_bits": least_widths(low, high)}
    if added is not None or not inputs.has_zero:
        least, largest = finished(p, n, *ends)
        both = columns.get("bias", 0)
        columns |= {"final_min": least + both, "final_max": largest + both}
    if tiles:
        low, high = tiles.inner_low, tiles.inner_high
        columns |= {"inner_min": low, "inner_max": high, "inner_bits": least_widths(low, high)}
        # Its sums are within what the bound above was made from, but have a type of their own.
        low, high = tiles.outer_low.astype(dtype), tiles.outer_high.astype(dtype)
        if added is not None:
            low, high = low + below, high + above
        columns |= {"outer_min": low, "outer_max": high, "outer_bits": least_widths(low, high)}
    return columns


def _texts(sums: Sums) -> list[str]:
    """The signs of each channel's first weights."""
    count = sums.signs.shape[1]
    if not count:
        return [""] * len(sums.signs)
    letters = np.frombuffer(b"0+-", dtype=np.uint8)[sums.signs]  # -1 is the last
    texts: list[str] = letters.view(f"S{count}")[:, 0].astype(f"U{count}").tolist()
    return texts


def _channels(columns: dict[str, Any], count: int) -> tuple[Channel, ...]:
    """The records; a field without a column has no value."""
    values = [_values(columns.get(name), count) for name in Channel.__struct_fields__[1:]]
    return tuple(map(Channel, range(count), *values))


def _values(column: Any, count: int) -> Iterable[Any]:
    if column is None:
        return repeat(None, count)
    return column if isinstance(column, list) else column.tolist()


def _over(bits: Integers, allowed: int | None) -> Any:
    return bits > allowed if allowed is not None else np.zeros(len(bits), dtype=bool)


def _most(values: Integers, default: int) -> int:
    return int(values.max()) if len(values) else default


def _widest(columns: dict[str, Any]) -> int:
    """The channel of largest magnitude among those that need most bits."""
    reach = np.maximum(columns["max"], ~columns["min"])
    return int(np.argmax(reach))


def _histogram(widths: Integers) -> tuple[tuple[int, int], ...]:
    found, counts = np.unique(widths, return_counts=True)
    return tuple(zip(found.tolist(), counts.tolist(), strict=True))


def _notes(tensor: Tensor, layout: Layout, bias: Tensor | None) -> tuple[str, ...]:
    notes = []
    if tensor.type.is_float:
        notes.append(f"held as {tensor.type.name}, every element an integer")
    if bias:
        notes.append(f"with the bias {shown(bias.name)}, which the published bounds leave out")
    if layout.axis is None:
        notes.append("one axis, taken for one channel")
    if not layout.channels:
        notes.append("no channels")
    elif not layout.length:
        notes.append("channels without weights: every sum is 0")
    return tuple(notes)
