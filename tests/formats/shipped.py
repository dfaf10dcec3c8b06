"""The shipped formats built by hand from the published parameters, apart from the specs."""

from __future__ import annotations

import struct
from fractions import Fraction

from verif.base.bits import Pattern
from verif.formats.context import Policies
from verif.formats.fixed import Fixed, Integer
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.formats.table import Table
from verif.formats.value import NAN, Value, finite, infinity

DEFAULT = Policies()


def make_float(
    name: str,
    widths: tuple[int, int, int],
    bias: int,
    *,
    inf: str = "",
    nan: str = "",
    policies: Policies = DEFAULT,
    subnormals: bool = True,
    has_zero: bool = True,
) -> Float:
    """A float with so many sign, exponent and significand bits; empty patterns mean none."""
    s, e, m = widths
    return Float(
        name,
        s + e + m,
        Pattern("s" * s + "e" * e + "m" * m),
        bias,
        subnormals,
        has_zero,
        (Pattern(inf),) if inf else (),
        (Pattern(nan),) if nan else (),
        policies=policies,
    )


def make_ieee(name: str, exponent: int, significand: int) -> Float:
    """A float with the infinities and NaN of IEEE 754 and the bias that follows from its width."""
    return make_float(
        name,
        (1, exponent, significand),
        (1 << (exponent - 1)) - 1,
        inf="s" + "1" * exponent + "0" * significand,
        nan="s" + "1" * exponent + "m" * significand,
        policies=Policies(overflow="inf"),
    )


_SATURATE = Policies(overflow="saturate", on_nan="error")
_FNUZ = Policies(overflow="nan", on_inf="nan")

E4M3 = make_float("E4M3", (1, 4, 3), 7, nan="s1111111", policies=Policies(overflow="nan"))
E5M2 = make_ieee("E5M2", 5, 2)
E4M3FNUZ = make_float("E4M3FNUZ", (1, 4, 3), 8, nan="10000000", policies=_FNUZ)
E5M2FNUZ = make_float("E5M2FNUZ", (1, 5, 2), 16, nan="10000000", policies=_FNUZ)
E4M3B11FNUZ = make_float("E4M3B11FNUZ", (1, 4, 3), 11, nan="10000000", policies=_FNUZ)
E4M3IEEE = make_ieee("E4M3IEEE", 4, 3)
E3M4 = make_ieee("E3M4", 3, 4)
E3M2 = make_float("E3M2", (1, 3, 2), 3, policies=_SATURATE)
E2M3 = make_float("E2M3", (1, 2, 3), 1, policies=_SATURATE)
E2M1 = make_float("E2M1", (1, 2, 1), 1, policies=_SATURATE)
E8M0 = make_float(
    "E8M0",
    (0, 8, 0),
    127,
    nan="11111111",
    subnormals=False,
    has_zero=False,
    policies=Policies(overflow="nan", on_negative="nan", on_zero="min"),
)
F16 = make_ieee("F16", 5, 10)
BF16 = make_ieee("BF16", 8, 7)
TF32 = make_ieee("TF32", 8, 10)
F32 = make_ieee("F32", 8, 23)
F64 = make_ieee("F64", 11, 52)


def make_int(n: int) -> Integer:
    """A two's complement integer."""
    return Integer(f"INT{n}", n, policies=Policies(overflow="saturate"))


def make_uint(n: int) -> Integer:
    """An unsigned integer."""
    policies = Policies(overflow="saturate", on_negative="saturate")
    return Integer(f"UINT{n}", n, is_signed=False, policies=policies)


INTEGERS = {f.name: f for n in (2, 4, 8, 16, 32) for f in (make_int(n), make_uint(n))}


def make_fixed(name: str, n: int, f: int, signed: bool = True) -> Fixed:
    """A fixed-point format of ``n`` bits, ``f`` of them below the point."""
    on_negative = None if signed else "saturate"
    policies = Policies(overflow="saturate", on_negative=on_negative)
    return Fixed(name, n, f, signed, policies=policies)


MXINT8 = make_fixed("MXINT8", 8, 6)
Q1_7 = make_fixed("Q1_7", 8, 7)
Q4_4 = make_fixed("Q4_4", 8, 4)
Q1_15 = make_fixed("Q1_15", 16, 15)
UQ0_8 = make_fixed("UQ0_8", 8, 8, signed=False)

POSITS = {f"posit{n}_{es}": Posit(f"posit{n}_{es}", n, es) for n in (8, 16) for es in (0, 1, 2)}


def _float32(x: float) -> Fraction:
    return Fraction(struct.unpack("f", struct.pack("f", x))[0])


NF4_VALUES = (
    -1.0,
    -0.6961928009986877,
    -0.5250730514526367,
    -0.39491748809814453,
    -0.28444138169288635,
    -0.18477343022823334,
    -0.09105003625154495,
    0.0,
    0.07958029955625534,
    0.16093020141124725,
    0.24611230194568634,
    0.33791524171829224,
    0.44070982933044434,
    0.5626170039176941,
    0.7229568362236023,
    1.0,
)
NF4 = Table("NF4", 4, tuple(finite(_float32(x)) for x in NF4_VALUES), "down", policies=_SATURATE)


def hif8_value(code: int) -> Value:
    """The value of a HiFloat8 code, from the table of its dot field (arXiv 2409.16626)."""
    if code in (0x00, 0x80):
        return NAN if code else finite(Fraction(0))
    negative, p = bool(code & 0x80), code & 0x7F
    if p == 0x6F:
        return infinity(-1 if negative else 1)
    if p < 8:
        size = Fraction(2) ** (p - 23)
    else:
        exponent_bits, significand_bits = _hif8_widths(p)
        field = (p >> significand_bits) & ((1 << exponent_bits) - 1)
        exponent = 0
        if exponent_bits:
            half = 1 << (exponent_bits - 1)
            size_of_exponent = half | (field & (half - 1))
            exponent = -size_of_exponent if field & half else size_of_exponent
        m = p & ((1 << significand_bits) - 1)
        size = Fraction(2) ** exponent * (1 + Fraction(m, 1 << significand_bits))
    return finite(-size if negative else size)


def _hif8_widths(p: int) -> tuple[int, int]:
    """Widths of the exponent and of the significand that the dot field announces."""
    if p >> 3 == 1:
        return 0, 3
    if p >> 4 == 1:
        return 1, 3
    return {1: (2, 3), 2: (3, 2), 3: (4, 1)}[p >> 5]


HIF8 = Table(
    "HiF8",
    8,
    tuple(hif8_value(c) for c in range(256)),
    "away",
    Fraction(40960),
    policies=Policies(overflow="inf"),
)

SHIPPED: dict[str, Format] = {
    f.name: f
    for f in (
        E4M3,
        E5M2,
        E4M3FNUZ,
        E5M2FNUZ,
        E4M3B11FNUZ,
        E4M3IEEE,
        E3M4,
        E3M2,
        E2M3,
        E2M1,
        E8M0,
        F16,
        BF16,
        TF32,
        F32,
        F64,
        *INTEGERS.values(),
        MXINT8,
        Q1_7,
        Q4_4,
        Q1_15,
        UQ0_8,
        *POSITS.values(),
        NF4,
        HIF8,
    )
}
"""Every format of ``specs/formats``, by name."""

SMALL: dict[str, Format] = {name: f for name, f in SHIPPED.items() if f.bits <= 8}
"""Those of at most 8 bits, which tests go through code by code."""
