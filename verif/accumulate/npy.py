"""The header of the .npy format, versions 1 to 3 (NumPy, numpy.lib.format).

``\\x93NUMPY``, two bytes of version, the header's length (two bytes, from version 2 on four), and a
Python literal ``{'descr': '<i1', 'fortran_order': False, 'shape': (64, 64)}``. Nothing but literals
is read from it, and an array of objects, whose elements would be a pickle, is refused by its
``descr``: no part of this package can run one.
"""

from __future__ import annotations

import ast
import math
import re
from dataclasses import dataclass
from typing import Any, Protocol

from verif.accumulate.elements import ElementType, float_type, integer_type
from verif.accumulate.errors import WeightsError
from verif.accumulate.tensor import Refused, reading

MAGIC = b"\x93NUMPY"
LONGEST = 1 << 16
"""Bytes of a header; NumPy reads 10,000 unless told otherwise."""

_KEYS = ("descr", "fortran_order", "shape")
_INTEGER = re.compile(r"([<>|=]?)([iu])([1248])")
_FLOAT = re.compile(r"([<>|=]?)f([248])")
_RIGHT = "a header is a literal such as {'descr': '<i1', 'fortran_order': False, 'shape': (64, 64)}"

_HINTS = {
    "O": "objects are pickled, and pickles are never run: save an integer array instead, "
    "array.astype('int32')",
    "b": "store 0 and 1 as uint8, or -1 and 1 as int8: True and False do not say which",
    "c": "save integers, such as the real and the imaginary parts on their own",
    "V": "save integers: what these bytes mean is not in the file; bfloat16 is taken from "
    ".safetensors",
}
_NAMES = {"O": "object", "b": "bool", "c": "complex", "S": "bytes", "U": "str", "V": "void"}


class Readable(Protocol):
    """What a header is read from."""

    def read(self, size: int, /) -> bytes | None: ...


@dataclass(frozen=True)
class Header:
    """What a header says; ``data`` is where the elements begin."""

    element: ElementType | Refused
    item: int
    shape: tuple[int, ...]
    fortran: bool
    data: int

    def check_size(self, size: int, where: str) -> None:
        """Raise WeightsError unless ``size`` bytes are the header and exactly its elements."""
        if isinstance(self.element, Refused):
            return
        wanted = self.data + self.item * math.prod(self.shape)
        if size < wanted:
            what = f"the header declares {_bytes(wanted)}, but there are only {size}"
            raise WeightsError(where, what, "the file is truncated; write or fetch it again")
        if size > wanted:
            what = f"{_bytes(size - wanted)} follow the array that the header declares"
            raise WeightsError(where, what, "save one array to a .npy, several with numpy.savez")


def read_header(stream: Readable, where: str) -> Header:
    """The header at the start of ``stream``; raises WeightsError."""
    start = _exactly(stream, 8, where)
    if start[:6] != MAGIC:
        raise WeightsError(where, "does not begin as a .npy does", "write it with numpy.save")
    if start[6] not in (1, 2, 3):
        what = f"version {start[6]}.{start[7]} of the .npy format is not known"
        raise WeightsError(where, what, "versions 1 to 3 are; write it with numpy.save")
    wide = 2 if start[6] == 1 else 4
    length = int.from_bytes(_exactly(stream, wide, where), "little")
    if length > LONGEST:
        raise _malformed(where, f"a header of {length} bytes; at most {LONGEST} are read")
    text = _exactly(stream, length, where)
    try:
        fields = _literal(text.decode("latin-1" if start[6] < 3 else "utf-8"))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        raise _malformed(where, f"the header cannot be read ({reason})") from None
    shape, fortran = fields["shape"], fields["fortran_order"]
    if not isinstance(fortran, bool):
        raise _malformed(where, f"'fortran_order' is {str(fortran)[:40]!r}")
    if not isinstance(shape, tuple) or not all(type(n) is int and n >= 0 for n in shape):
        raise _malformed(where, f"the shape {str(shape)[:60]} is not one of natural numbers")
    element, item = _element(fields["descr"], where)
    return Header(element, item, shape, fortran and len(shape) > 1, 8 + wide + length)


def _exactly(stream: Readable, size: int, where: str) -> bytes:
    with reading(where):
        found = stream.read(size) or b""
    if len(found) < size:
        what = "the file ends within the header"
        raise WeightsError(where, what, "the file is truncated; write or fetch it again")
    return found


def _literal(text: str) -> dict[str, Any]:
    """The fields of the header's literal; raises ValueError or SyntaxError."""
    tree = ast.parse(text.strip(), mode="eval").body
    if not isinstance(tree, ast.Dict):
        raise ValueError("it is no dictionary")
    keys = [key.value if isinstance(key, ast.Constant) else None for key in tree.keys]
    if sorted(map(str, keys)) != sorted(_KEYS):
        raise ValueError(f"its names are not {', '.join(_KEYS)}, each once")
    return {str(k): ast.literal_eval(v) for k, v in zip(keys, tree.values, strict=True)}


def _element(descr: object, where: str) -> tuple[ElementType | Refused, int]:
    """The element type, and how many bytes an element has."""
    if isinstance(descr, list):
        return Refused("record", "save each field as an array of its own"), 0
    if not isinstance(descr, str):
        raise _malformed(where, f"'descr' is {str(descr)[:40]!r}")
    if found := _INTEGER.fullmatch(descr):
        element = integer_type(found[2], int(found[3]), found[1] or "=")
        return element, element.size
    if found := _FLOAT.fullmatch(descr):
        element = float_type(int(found[2]), found[1] or "=")
        return element, element.size
    kind = descr.lstrip("<>|=")[:1]
    if not kind.isalpha():
        raise _malformed(where, f"the type {descr[:40]!r} is not known")
    hint = _HINTS.get(kind, "save integers, such as array.astype('int32')")
    return Refused(f"{_NAMES.get(kind, 'other')} ({descr[:40]!r})", hint), 0


def _malformed(where: str, what: str) -> WeightsError:
    return WeightsError(where, what, f"{_RIGHT}; write the file with numpy.save")


def _bytes(count: int) -> str:
    return f"{count} byte{'s' if count != 1 else ''}"
