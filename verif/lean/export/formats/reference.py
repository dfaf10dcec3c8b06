"""What the reference decodes and encodes, in the numbers of the Lean library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

from verif.base.exact import pow2
from verif.formats.context import Context, Mode, Policies
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.value import Input, Value
from verif.lean.export.formats.text import Packed

MODES = (Mode.RNE, Mode.RNA, Mode.RTZ, Mode.RTP, Mode.RTN, Mode.RTO)
"""The rounding modes that the suite and Lean have in common, by the same names."""

POLICIES = (("saturate", "saturate"), ("infinity", "inf"), ("nan", "nan"))
"""What becomes of a number that is too large: Lean's word, and the suite's."""


def word(value: Value, quantum: int) -> int:
    """``Datum.word`` of ``lean/Verif/Codes.lean``; finite values in units of ``2**quantum``."""
    if value.is_nan:
        return 3
    if value.exact is None:
        return 6 if value.sign < 0 else 2
    quanta = abs(value.exact) / pow2(quantum)
    assert quanta.denominator == 1, "the quantum divides every value"
    return 4 * quanta.numerator + (value.sign < 0)


def decode_table(fmt: Format, quantum: int) -> Packed:
    """The words of all codes."""
    return Packed.of([word(fmt.decode(code), quantum) for code in fmt.codes()])


def contexts(fmt: Format, mode: Mode) -> dict[str, Context]:
    """The contexts of a mode by Lean's word for what becomes of a number that is too large."""
    has = {"saturate": True, "infinity": fmt.inf_code(False) is not None, "nan": fmt.has_nan}
    found = {}
    for name, policy in POLICIES:
        if has[name]:
            said = {"overflow": policy, "on_inf": "saturate", "on_zero": "min", "flush": False}
            found[name] = fmt.context(mode, Policies(**said))  # type: ignore[arg-type]
    return found


def quarters(values: Iterable[Fraction]) -> list[Fraction]:
    """Of an increasing list of values all but the last, each followed by the three points that
    quarter the gap above it."""
    return [low + j * (high - low) / 4 for low, high in pairwise(values) for j in range(4)]


def codes(fmt: Format, points: Sequence[Fraction], negative: bool, context: Context) -> Packed:
    """The codes of magnitudes with a sign."""
    found = [
        encode(fmt, Input(-x if negative else x, negative), context) & ((1 << fmt.bits) - 1)
        for x in points
    ]
    return Packed.of(found, 8)


def products(fmt: Format, n: int) -> list[list[int]]:
    """The codes of all products of two finite codes below ``n``, RNE with saturation."""
    context = fmt.context(Mode.RNE, Policies(overflow="saturate"))
    values = [fmt.decode(code).exact or Fraction(0) for code in range(n)]

    @cache
    def rounded(product: Fraction) -> int:
        return encode(fmt, Input(product), context)

    return [[rounded(x * y) for y in values] for x in values]
