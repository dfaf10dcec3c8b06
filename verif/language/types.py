"""Types of the language, resolved: sorts, data and codes of a format, arrays and tuples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verif.formats.format import Format


@dataclass(frozen=True, slots=True)
class Type:
    """A resolved type."""


@dataclass(frozen=True, slots=True)
class BoolType(Type):
    """``bool``"""


@dataclass(frozen=True, slots=True)
class NumberType(Type):
    """``int``, ``nat`` or ``real``"""

    kind: Literal["int", "nat", "real"]


@dataclass(frozen=True, slots=True)
class ValueType(Type):
    """``value``"""


@dataclass(frozen=True, slots=True)
class DatumType(Type):
    """The data of a format, written by its name."""

    format: Format


@dataclass(frozen=True, slots=True)
class CodeType(Type):
    """``code(F)``"""

    format: Format


@dataclass(frozen=True, slots=True)
class BitsType(Type):
    """``bits(n)``"""

    width: int


@dataclass(frozen=True, slots=True)
class ArrayType(Type):
    """``T[n]``"""

    element: Type
    length: int


@dataclass(frozen=True, slots=True)
class SequenceType(Type):
    """``T[K]`` where K may be any number"""

    element: Type
    length: str


@dataclass(frozen=True, slots=True)
class TupleType(Type):
    """``(a : T, b : U)``"""

    names: tuple[str, ...]
    items: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class StaticType(Type):
    """``format`` or ``rounding``, of an operator's static parameters."""

    kind: Literal["format", "rounding"]


def show(t: Type) -> str:
    """The type as one writes it."""
    match t:
        case BoolType():
            return "bool"
        case NumberType(kind=kind) | StaticType(kind=kind):
            return kind
        case ValueType():
            return "value"
        case DatumType(format=f):
            return f.name
        case CodeType(format=f):
            return f"code({f.name})"
        case BitsType(width=w):
            return f"bits({w})"
        case ArrayType(element=e, length=k):
            return f"{show(e)}[{k}]"
        case SequenceType(element=e, length=name):
            return f"{show(e)}[{name}]"
        case TupleType(names=names, items=items):
            return f"({', '.join(f'{m} : {show(i)}' for m, i in zip(names, items, strict=True))})"
        case _:
            return "?"
