"""Biases: integers that are added to the sums of a layer's channels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verif.accumulate.elements import NotAnInteger, integers
from verif.accumulate.errors import WeightsError
from verif.accumulate.tensor import Tensor, fill, finish

if TYPE_CHECKING:
    from verif.accumulate.interval import Integers

_LONG = re.compile(r"weight|kernel")
_SHORT = re.compile(r"^w(?=$|_|[0-9])")


def bias_values(tensor: Tensor, channels: int) -> Integers:
    """The bias of each channel, as Python integers; raises WeightsError."""
    if tensor.count != channels:
        what = (
            f"as a bias it needs {channels} elements, one for each channel, and has {tensor.count}"
        )
        raise WeightsError(tensor.where, what, "name another with --bias, or check --axis")
    buffer = memoryview(bytearray(tensor.count * tensor.type.size))
    with tensor.open() as stream:
        fill(stream, buffer, tensor.where)
        finish(stream, tensor.where)
    try:
        return integers(buffer, tensor.type).astype(object)
    except NotAnInteger as error:
        raise WeightsError(
            tensor.where,
            f"the bias of channel {error.position} is {error.value}, which is no 64-bit integer",
            "save the bias as the accumulator's integers: over the scales of input and weight",
        ) from None


def bias_name(weights: str) -> str:
    """What the bias of these weights is usually called: ``fc.bias`` for ``fc.weight``, ``b1`` for
    ``w1``; the name itself where there is no usual one."""
    stem, dot, last = weights.rpartition(".")
    return stem + dot + _SHORT.sub("b", _LONG.sub("bias", last, count=1), count=1)
