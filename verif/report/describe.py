"""What a number format is, as plain data: the source of its text and its JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from verif.base.exact import decimal_text, exact_text
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.formats.table import Table
from verif.formats.value import Value
from verif.language.facts import FACTS, count, fact

_TIES = {"even": "to even", "away": "away from zero", "zero": "to zero", "up": "up", "down": "down"}

COUNTED = ("normal", "subnormal", "zero", "inf", "nan")
LISTED_BITS = 8


def family(fmt: Format) -> str:
    """The family a format is of."""
    match fmt:
        case Float():
            return "float"
        case Fixed():
            return "integer" if fmt.fraction_bits == 0 else "fixed"
        case Posit():
            return "posit"
        case Table():
            return "cases" if fmt.patterns else "table"
    raise TypeError(f"{type(fmt).__name__} is of no family")


def layout(fmt: Format) -> list[str]:
    """The bit layout, high bit first; one for each case of a ``cases`` format."""
    match fmt:
        case Float():
            return [fmt.pattern.text]
        case Fixed():
            kind = "two's complement" if fmt.signed else "binary"
            scale = f", times 2^{-fmt.fraction_bits}" if fmt.fraction_bits else ""
            return [f"{fmt.bits} bits {kind}{scale}"]
        case Posit():
            return [f"s, regime, e ({fmt.es} bits), m; negative codes in two's complement"]
        case Table():
            return [p.text for p in fmt.patterns] or [f"{fmt.bits} bits, listed"]
    raise TypeError(f"{type(fmt).__name__} is of no family")


def ties(fmt: Format) -> str:
    """The format's own rule for ties, mode ``RN``."""
    match fmt:
        case Posit():
            return "nearest on the bit string, ties to even"
        case Table():
            return f"nearest, ties {_TIES[fmt.ties]}"
        case _:
            return "nearest, ties to even"


def facts(fmt: Format) -> dict[str, Fraction]:
    """The facts that specs can ask for."""
    found = {name: fact(fmt, name) for name in FACTS}
    return {name: value for name, value in found.items() if value is not None}


def policies(fmt: Format) -> dict[str, str]:
    """What happens where there is no code for a result, those that can happen only."""
    context = fmt.context()
    found: dict[str, str] = {
        "overflow": context.overflow,
        "on_inf": context.on_inf,
        "on_nan": context.on_nan,
    }
    if not fmt.signed:
        found["on_negative"] = context.on_negative
    if fmt.zero is None:
        found["on_zero"] = context.on_zero
    if context.flush:
        found["flush"] = "true"
    return found


def class_of(fmt: Format, value: Value) -> str:
    """``normal``, ``subnormal``, ``zero``, ``inf``, ``nan`` or ``nar``."""
    if value.exact is None:
        return value.kind
    if value.exact == 0:
        return "zero"
    small = fmt.min_normal is not None and abs(value.exact) < fmt.min_normal
    return "subnormal" if small else "normal"


def counts(fmt: Format) -> dict[str, int]:
    """How many codes are of each class, NaR among the NaNs."""
    if fmt.bits > LISTED_BITS:
        return {name: count(fmt, name) for name in COUNTED}
    found = dict.fromkeys(COUNTED, 0)
    for code in fmt.codes():
        name = class_of(fmt, fmt.decode(code))
        found["nan" if name == "nar" else name] += 1
    return found


def number(value: Fraction) -> dict[str, str]:
    """An exact number for JSON: as people read it, as a fraction, and in decimal."""
    return {
        "exact": exact_text(value),
        "fraction": str(value),
        "decimal": decimal_text(value),
    }


def describe_code(fmt: Format, code: int) -> dict[str, Any]:
    """A code for JSON."""
    value = fmt.decode(code)
    found: dict[str, Any] = {
        "code": fmt.hex(code),
        "integer": code,
        "bits": format(code, f"0{fmt.bits}b"),
        "fields": [list(field) for field in fmt.layout(code)],
        "class": class_of(fmt, value),
        "kind": value.kind,
        "sign": value.sign,
        "exact": value.text,
        "decimal": value.decimal,
    }
    if value.exact is not None:
        found["fraction"] = str(value.exact)
    return found


def describe(fmt: Format, with_codes: bool) -> dict[str, Any]:
    """A format for JSON."""
    found: dict[str, Any] = {
        "name": fmt.name,
        "family": family(fmt),
        "bits": fmt.bits,
        "layout": layout(fmt),
        "facts": {name: number(value) for name, value in facts(fmt).items()},
        "ties": ties(fmt),
        "policies": policies(fmt),
        "counts": counts(fmt),
        "source": fmt.source,
    }
    if with_codes:
        found["codes"] = [describe_code(fmt, code) for code in fmt.codes()]
    return found
