"""Values as records show them: code, bits by field, exact and decimal value."""

from __future__ import annotations

from fractions import Fraction

from verif.base.exact import decimal_text, exact_text
from verif.base.surd import Real
from verif.formats.format import Format
from verif.ir.evaluate import Scalar
from verif.results.record import Shown


def show_code(name: str, kind: str, fmt: Format, code: int) -> Shown:
    """A datum or a code of a format."""
    value = fmt.decode(code)
    return Shown(
        name=name,
        kind=kind,
        exact=value.text,
        decimal=value.decimal,
        format=fmt.name,
        code=fmt.hex(code),
        bits=format(code, f"0{fmt.bits}b"),
        fields=fmt.layout(code),
    )


def show_scalar(name: str, kind: str, value: Scalar, width: int | None = None) -> Shown:
    """A number, a truth value, or bits (then ``width`` is how many)."""
    if isinstance(value, bool):
        return Shown(name=name, kind="bool", exact=str(value).lower())
    number: Real = value
    if kind == "bits" and isinstance(number, Fraction):
        code = int(number)
        bits = format(code, f"0{width}b") if width else format(code, "b")
        return Shown(name=name, kind=kind, exact=str(code), code=hex(code), bits=bits)
    return Shown(name=name, kind=kind, exact=exact_text(number), decimal=decimal_text(number))
