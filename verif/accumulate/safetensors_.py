"""The safetensors format (Hugging Face): a length, a JSON header, and the elements.

Eight bytes, little-endian, are the length of the header; the header is one JSON object that gives
each tensor's ``dtype``, ``shape`` and ``data_offsets``, and under ``__metadata__`` texts that are
not looked at. Elements are little-endian and in C order. As the format demands, the tensors
must fill the rest of the file without gap or overlap. The header is read here, not by the
``safetensors`` package, as that gives whole tensors, and none of some types; the tests hold both
against each other.
"""

from __future__ import annotations

import json
import math
from functools import partial
from pathlib import Path
from typing import Any

from verif.accumulate.elements import BFLOAT16, ElementType, float_type, integer_type
from verif.accumulate.errors import WeightsError
from verif.accumulate.names import repeated, shown
from verif.accumulate.tensor import Refused, Tensor, file_stream, reading

LONGEST = 100_000_000
"""Bytes of a header, the format's own limit."""

_INTEGERS: dict[str, ElementType | Refused] = {
    f"{k}{8 * size}": integer_type("u" if k == "U" else "i", size)
    for k in ("I", "U")
    for size in (1, 2, 4, 8)
}
_FLOATS: dict[str, ElementType | Refused] = {
    **{f"F{8 * size}": float_type(size) for size in (2, 4, 8)},
    "BF16": BFLOAT16,
}
_DECODE = "decode them, and save what the integer accumulator sees"
_REFUSED: dict[str, ElementType | Refused] = {
    "BOOL": Refused("BOOL", "store 0 and 1 as U8, or -1 and 1 as I8: BOOL does not say which"),
    **{name: Refused(name, _DECODE) for name in ("F8_E4M3", "F8_E5M2", "F8_E8M0")},
    **{name: Refused(name, _DECODE) for name in ("F6_E2M3", "F6_E3M2", "F4")},
    "C64": Refused("C64", "save the real and the imaginary parts as integers"),
}
_TYPES = _INTEGERS | _FLOATS | _REFUSED
_BITS = {"BOOL": 8, "F4": 4, "C64": 64}

_AGAIN = "write it with safetensors.numpy.save_file or safetensors.torch.save_file"


def safetensors_tensors(path: Path, file: str) -> list[Tensor]:
    """The tensors of a file, in the order of their elements; raises WeightsError."""
    size = path.stat().st_size
    with reading(file), path.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if length > min(LONGEST, size - 8):
            there = f"at most {LONGEST} are allowed" if length > LONGEST else f"{size - 8} follow"
            what = f"a header of {length} bytes is declared, and {there}"
            raise WeightsError(file, what, f"the file is truncated or hostile; {_AGAIN}")
        text = stream.read(length)
    entries = _entries(text, file)
    found = [_tensor(name, entry, path, file, 8 + length) for name, entry in entries.items()]
    found.sort(key=lambda pair: pair[0])
    end = 0
    for (start, stop), tensor in found:
        if start != end:
            kind = "overlap" if start < end else "leave a gap"
            what = f"its data_offsets [{start}, {stop}] {kind}, where {end} should come next"
            raise WeightsError(tensor.where, what, _AGAIN)
        end = stop
    if end != size - 8 - length:
        what = f"the tensors end at byte {end} of the data, which have {size - 8 - length}"
        raise WeightsError(file, what, f"the file is truncated or damaged; {_AGAIN}")
    return [tensor for _, tensor in found]


def _entries(text: bytes, file: str) -> dict[str, Any]:
    """The header's tensors by name."""
    try:
        if not text.startswith(b"{"):
            raise ValueError("it does not begin with '{'")
        header = json.loads(
            text.decode("utf-8"),
            object_pairs_hook=_once,
            parse_int=_integer,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
        for name in header:
            name.encode("utf-8")
    except (ValueError, RecursionError) as error:
        what = f"the header cannot be read ({str(error)[:120]})"
        raise WeightsError(file, what, _AGAIN) from None
    header.pop("__metadata__", None)
    return dict(header)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = repeated(name for name, _ in pairs)
    if twice is not None:
        raise ValueError(f"the name '{shown(twice, 60)}' is there twice")
    return dict(pairs)


def _integer(text: str) -> int:
    if len(text) > 20:  # else a long one takes quadratic time
        raise ValueError(f"a number of {len(text)} digits")
    return int(text)


def _no_number(text: str) -> None:
    raise ValueError(f"{text[:40]} is no natural number")


def _tensor(
    name: str, entry: Any, path: Path, file: str, data: int
) -> tuple[tuple[int, int], Tensor]:
    """The tensor and its place among the elements."""
    where = f"{file}: tensor '{shown(name)}'"
    if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
        raise WeightsError(where, "is not given by dtype, shape and data_offsets", _AGAIN)
    kind, shape, offsets = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(kind, str) or kind not in _TYPES:
        raise WeightsError(where, f"the dtype {str(kind)[:40]!r} is not known", _AGAIN)
    if not _naturals(shape):
        raise WeightsError(where, f"the shape {str(shape)[:60]} is not one of naturals", _AGAIN)
    if not _naturals(offsets) or len(offsets) != 2 or offsets[0] > offsets[1]:
        what = f"the data_offsets {str(offsets)[:60]} are no begin and end"
        raise WeightsError(where, what, _AGAIN)
    element = _TYPES[kind]
    bits = 8 * element.size if isinstance(element, ElementType) else _width(kind)
    start, stop = offsets
    if 8 * (stop - start) != bits * math.prod(shape):
        what = f"{kind} elements of shape {shape} do not take the {stop - start} bytes it is given"
        raise WeightsError(where, what, _AGAIN)
    opener = partial(file_stream, path, data + start, where)
    return (start, stop), Tensor(file, name, element, tuple(shape), opener)


def _width(kind: str) -> int:
    """The bits of an element that is not taken, by its name."""
    return _BITS.get(kind) or int(kind[1])


def _naturals(value: object) -> bool:
    return isinstance(value, list) and all(type(n) is int and n >= 0 for n in value)
