"""Measuring on inputs that lie in memory: all of a small format, or a sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from verif.arrays.decode import decode_array
from verif.measure.axes import BINS, Axes, ordinals_of
from verif.measure.inputs import Inputs
from verif.measure.oracle import Oracle
from verif.measure.order import asymmetry, disorder, symmetric
from verif.measure.part import Bins, Part
from verif.measure.scale import Scale
from verif.measure.subject import Caller, OperatorCaller
from verif.measure.tally import Tally

Array = np.ndarray[Any, Any]

PIECE = 1 << 16
"""Inputs that are judged at a time."""

Progress = Callable[[int, int], None]


def collect(call: Caller, oracle: Oracle, scale: Scale, inputs: Inputs, progress: Progress) -> Part:
    """The counts over all inputs. An interruption leaves nothing."""
    unary = len(oracle.inputs) == 1
    part = Part()
    part.ordinal, part.linear = Bins.empty(BINS), Bins.empty(BINS)
    axes = Axes(oracle.function.name, oracle.inputs[0]) if unary else None
    tally = Tally(oracle, scale, part)
    kept: list[tuple[Array, Array]] = []
    for start in range(0, len(inputs), PIECE):
        codes = tuple(c[start : start + PIECE] for c in inputs.codes)
        if isinstance(call, OperatorCaller):
            meant = ~call.undefined(codes)
            part.left_out += int(np.count_nonzero(~meant))
            part.inputs += int(np.count_nonzero(~meant))
            codes = tuple(c[meant] for c in codes)
        got = call(codes)
        wrong, errors = tally.add(codes, got)
        if axes is not None:
            axes.count(part.ordinal, part.linear, codes[0])
            axes.wrong(part.ordinal, part.linear, codes[0][wrong], errors[wrong])
            kept.append((codes[0], got))
        progress(min(start + PIECE, len(inputs)), len(inputs))
    if kept:
        _relations(oracle, scale, kept, part)
    return part


def _relations(oracle: Oracle, scale: Scale, kept: list[tuple[Array, Array]], part: Part) -> None:
    """Order and symmetry of the finite inputs; of two zeros, one."""
    fmt = oracle.inputs[0]
    codes, got = (np.concatenate(arrays) for arrays in zip(*kept, strict=True))
    finite = np.isfinite(decode_array(fmt, codes))
    codes, got = codes[finite], got[finite]
    ranks, first = np.unique(ordinals_of(fmt, codes), return_index=True)
    codes, got = codes[first], got[first]
    disorder(oracle.function, fmt, scale, codes, got, part)
    sign = symmetric(oracle.function, scale, oracle.context.mode)
    if sign and (fmt.has_signs or fmt.kmin < 0):
        size = ranks[ranks > 0]
        there = size[np.isin(-size, ranks)]
        here, other = np.searchsorted(ranks, there), np.searchsorted(ranks, -there)
        asymmetry(sign, scale, codes[here], codes[other], got[here], got[other], part)
