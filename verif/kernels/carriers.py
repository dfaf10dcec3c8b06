"""Between codes and the arrays that a kernel takes and gives."""

from __future__ import annotations

from typing import Any

import numpy as np

from verif.arrays import decode_array
from verif.arrays.encode import code_dtype
from verif.formats.format import Format
from verif.properties.binding import Operand, Result

Array = np.ndarray[Any, Any]


def plain(codes: Array, bits: int) -> Array:
    """Codes as ``int64``, or ``uint64`` where they need all 64 bits."""
    return codes.astype(np.uint64 if bits > 62 else np.int64, copy=False)


def argument(operand: Operand, codes: Array) -> Array:
    """What the kernel is handed for ``codes``."""
    fmt, carrier = operand.format, operand.carrier
    unsigned = codes.astype(code_dtype(fmt.bits))
    if carrier is None:
        return unsigned
    if fmt == carrier:
        return unsigned.view(float_dtype(carrier))
    return decode_array(fmt, unsigned).astype(float_dtype(carrier))


def result_dtype(result: Result) -> np.dtype[Any]:
    """The type in which a result must come."""
    return float_dtype(result.format) if result.floats else code_dtype(result.format.bits)


def codes_of(result: Result, array: Array) -> Array:
    """The codes of a returned array; integers that are no codes are left as they are."""
    return plain(array.view(code_dtype(result.format.bits)), result.format.bits)


def float_dtype(carrier: Format) -> np.dtype[Any]:
    """The NumPy type of an IEEE format."""
    return np.dtype(f"float{carrier.bits}")
