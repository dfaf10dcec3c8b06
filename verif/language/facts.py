"""Facts about a format: what ``check`` sees bare and the rest of a spec as ``E4M3.max``."""

from __future__ import annotations

from fractions import Fraction

from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.table import Table

FACTS = (
    "bits", "max", "min", "min_positive", "min_normal", "min_subnormal", "max_subnormal",
    "precision", "emax", "emin", "bias", "epsilon",
)  # fmt: skip

CLASSES = ("nan", "inf", "finite", "zero", "normal", "subnormal")
COUNTED_BITS = 10  # formats up to this wide, and all tables, are counted code by code


def fact(fmt: Format, name: str) -> Fraction | None:
    """A fact about a format, or ``None`` where its family has no such fact."""
    if name == "bits":
        return Fraction(fmt.bits)
    if name in ("max", "min"):
        return Fraction(getattr(fmt, name))
    if name == "min_positive":
        return fmt.value_of(fmt.min_positive)
    if not isinstance(fmt, Float):
        return None
    low, high = fmt.exponent_range
    normal, tiny = fmt.min_normal, fmt.value_of(fmt.min_positive)
    match name:
        case "precision" | "bias":
            return Fraction(getattr(fmt, name))
        case "emin":
            return Fraction(low)
        case "emax":
            return Fraction(high)
        case "epsilon":
            return Fraction(1, 1 << fmt.significand_bits)
        case "min_normal":
            return normal if normal is not None else tiny
        case "min_subnormal" if normal is not None and tiny < normal:
            return tiny
        case "max_subnormal" if normal is not None and tiny < normal:
            return normal - tiny
        case _:
            return None


def count(fmt: Format, name: str) -> int:
    """How many codes are of a class."""
    if fmt.bits <= COUNTED_BITS or isinstance(fmt, Table):
        return sum(_is(fmt, name, code) for code in fmt.codes())
    zeros = (fmt.zero is not None) + (fmt.negative_zero is not None)
    finite = fmt.kmax - fmt.kmin + 1 + (fmt.negative_zero is not None)
    infinite = fmt.infinities if isinstance(fmt, Float) else 0
    small = 0
    if isinstance(fmt, Float) and fmt.subnormals:
        small = ((1 << fmt.significand_bits) - 1) * (2 if fmt.signed else 1)
    match name:
        case "zero":
            return zeros
        case "finite":
            return finite
        case "inf":
            return infinite
        case "nan":
            return (1 << fmt.bits) - finite - infinite
        case "subnormal":
            return small
        case _:
            return finite - zeros - small


def _is(fmt: Format, name: str, code: int) -> bool:
    """Whether ``code`` is of a class."""
    v = fmt.decode(code)
    if v.exact is None:
        return name == v.kind or (name == "nan" and v.is_nan)
    small = fmt.min_normal is not None and abs(v.exact) < fmt.min_normal
    match name:
        case "finite":
            return True
        case "zero":
            return v.exact == 0
        case "subnormal":
            return small and v.exact != 0
        case "normal":
            return v.exact != 0 and not small
        case _:
            return False
