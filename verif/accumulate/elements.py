"""Elements of weight files: which types are taken, and bytes as integers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class ElementType:
    """An element type: its name, how NumPy reads its bytes, and the least and largest integer.

    ``is_float``: integers are held as floating point. ``brain``: the bytes are the upper half of a
    float32.
    """

    name: str
    stored: np.dtype[Any]
    is_float: bool = False
    brain: bool = False

    @property
    def size(self) -> int:
        """Bytes of an element."""
        return self.stored.itemsize

    @property
    def magnitude(self) -> int:
        """No integer that is taken has a larger magnitude."""
        if self.is_float or self.size == 8:
            return 1 << 64
        return 1 << (8 * self.size)


class NotAnInteger(Exception):
    """An element that is no integer of 64 bits: its place in the array, and its value."""

    def __init__(self, position: int, value: float) -> None:
        super().__init__(f"element {position} is {value}")
        self.position = position
        self.value = value


def integer_type(kind: str, size: int, order: str = "<") -> ElementType:
    """An integer type of ``size`` bytes; ``kind`` is ``i`` or ``u``."""
    name = f"{'u' if kind == 'u' else ''}int{8 * size}"
    return ElementType(name, np.dtype(f"{order}{kind}{size}"))


def float_type(size: int, order: str = "<") -> ElementType:
    """IEEE 754 floating point of 2, 4 or 8 bytes, as long as it holds integers."""
    return ElementType(f"float{8 * size}", np.dtype(f"{order}f{size}"), is_float=True)


BFLOAT16 = ElementType("bfloat16", np.dtype("<u2"), is_float=True, brain=True)


def integers(raw: memoryview, element: ElementType) -> NDArray[Any]:
    """The elements as an array of integers; a view of ``raw`` where the type is one.

    Raises NotAnInteger for NaN, infinities, fractions, and what int64 does not hold.
    """
    stored = np.frombuffer(raw, dtype=element.stored)
    if not element.is_float:
        return stored
    values = _upper_half(stored) if element.brain else stored
    if values.dtype.itemsize == 2:
        values = values.astype(np.float32)  # exact, and 2^63 is one of its numbers
    with np.errstate(invalid="ignore"):  # signalling NaNs
        # False for NaN; an integer of any size is its own integral part. -2^63 is left out, too,
        # so that magnitudes are at most 2^63 - 1.
        taken = (np.trunc(values) == values) & (np.abs(values) < 2.0**63)
    if not taken.all():
        position = int(np.argmin(taken))
        raise NotAnInteger(position, float(values[position]))
    return values.astype(np.int64)


def _upper_half(stored: NDArray[np.uint16]) -> NDArray[np.float32]:
    return (stored.astype(np.uint32) << np.uint32(16)).view(np.float32)
