"""Formats of every family, the patterns where an encoding could go wrong, and the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from verif.arrays import encode_array
from verif.arrays.binades import has_cut
from verif.arrays.encode import Plan
from verif.arrays.rule import exact_rule
from verif.arrays.source import FLOAT32, FLOAT64, Array, Source
from verif.base.bits import Pattern
from verif.formats.context import CHOICES, Context, Mode, Policies, PolicyError
from verif.formats.encode import encode
from verif.formats.fixed import Fixed, Integer
from verif.formats.float_ import Float
from verif.formats.format import Format, FormatError
from verif.formats.posit import Posit
from verif.formats.table import Table
from verif.formats.value import NAN, Value, finite, infinity

SOURCES = (FLOAT32, FLOAT64)
MODES = tuple(Mode)


def ieee_like(
    name: str, layout: str, bias: int, nan: str = "", inf: str = "", **more: Any
) -> Float:
    """A float from texts; ``nan`` and ``inf`` are patterns separated by bars."""
    p = Pattern(layout)
    nans = tuple(Pattern(t) for t in nan.split("|") if t)
    infs = tuple(Pattern(t) for t in inf.split("|") if t)
    return Float(name, p.width, p, bias, nan=nans, inf=infs, **more)


def ieee(name: str, e: int, m: int) -> Float:
    """An IEEE 754 interchange format."""
    ones = "1" * e
    return ieee_like(
        name, f"s {'e' * e} {'m' * m}", (1 << (e - 1)) - 1, f"s{ones}{'m' * m}", f"s{ones}{'0' * m}"
    )


def table(name: str, bits: int, values: Iterable[Value | Fraction | float], **more: Any) -> Table:
    """A table; the codes that ``values`` leaves are NaN."""
    listed = [v if isinstance(v, Value) else finite(Fraction(v)) for v in values]
    return Table(name, bits, tuple(listed + [NAN] * ((1 << bits) - len(listed))), **more)


THIRDS = table("thirds", 4, [Fraction(i - 7, 3) for i in range(16)])

SMALL: tuple[Format, ...] = (
    ieee_like("E4M3", "s eeee mmm", 7, "s1111111"),
    ieee_like("E5M2", "s eeeee mm", 15, "s11111mm", "s1111100"),
    ieee_like("E4M3FNUZ", "s eeee mmm", 8, "10000000"),
    ieee_like("E8M0", "eeeeeeee", 127, "11111111", subnormals=False, has_zero=False),
    ieee_like("E2M1", "s ee m", 1),
    ieee_like("UE4M3", "eeee mmm", 7, "1111111"),
    ieee_like("E4M2_no_subnormals", "s eeee mm", 7, "s111111", subnormals=False),
    ieee_like("E3M2_no_zero", "s eee mm", 3, subnormals=False, has_zero=False),
    ieee_like("E5M0", "s eeeee", 15, "s11111"),
    ieee_like("E3M0", "s eee", 3, "s111"),
    ieee_like("E1M6", "s e mmmmmm", 0),
    ieee_like("E7M0_deep", "s eeeeeee", 190, subnormals=False, inf="s1111111"),
    Integer("uint1", 1, is_signed=False),
    Integer("uint4", 4, is_signed=False),
    Integer("int8", 8),
    Fixed("MXINT8", 8, 6),
    Fixed("far_fixed", 8, 140),
    Posit("posit3_0", 3, es=0),
    Posit("posit5_1", 5, es=1),
    Posit("posit8_0", 8, es=0),
    Posit("posit8_2", 8),
    Posit("posit9_8", 9, es=8),
    THIRDS,
    replace(THIRDS, name="thirds_away", ties="away"),
    replace(THIRDS, name="thirds_down", ties="down"),
    table("no_zero", 2, [-1, 1, 3, 5]),
    table("negative", 2, [-5, -3, Fraction(-1, 3), -2]),
    table("positive", 3, [Fraction(1, 10), Fraction(1, 5), 3, 4, 7]),
    table("one", 1, [Fraction(5, 7)]),
    table("bounded", 3, [0, 1, 2, 3, -1, -2, infinity(1), infinity(-1)],
          overflow_at=Fraction(13, 4)),
    table("tiny", 2, [Fraction(1, 1 << 160), 0, Fraction(1, 3 << 150), Fraction(-1, 1 << 151)]),
)  # fmt: skip

WIDE: tuple[Format, ...] = (
    ieee("F16", 5, 10),
    ieee("BF16", 8, 7),
    ieee("F32", 8, 23),
    ieee("F64", 11, 52),
    ieee("E15M48", 15, 48),
    ieee_like("E1M62", "s e " + "m" * 62, 0),
    ieee_like("E8M12_no_zero", "s eeeeeeee " + "m" * 12, 127, subnormals=False, has_zero=False),
    ieee_like("E9M10_no_subnormals", "s eeeeeeeee " + "m" * 10, 255, subnormals=False),
    ieee_like("UE10M20", "e" * 10 + "m" * 20, 600, "1" * 30),
    Integer("int16", 16),
    Integer("int32", 32),
    Integer("uint32", 32, is_signed=False),
    Integer("int64", 64),
    Integer("uint64", 64, is_signed=False),
    Fixed("fixed24_20", 24, 20),
    Fixed("fixed40_-3", 40, -3),
    Fixed("fixed33_160", 33, 160),
    Posit("posit12_8", 12, es=8),
    Posit("posit16_1", 16, es=1),
    Posit("posit16_2", 16),
    Posit("posit32_2", 32),
    Posit("posit64_0", 64, es=0),
    Posit("posit64_2", 64),
    Posit("posit64_8", 64, es=8),
)


def ordinals(fmt: Format, rng: np.random.Generator) -> list[int]:
    """All ordinals of a small format; the remarkable ones and a few more of a wide one."""
    low, high = fmt.kmin - 1, fmt.kmax
    if fmt.bits <= 8:
        return list(range(low, high + 1))
    found = {low, low + 1, low + 2, low + 3, high - 3, high - 2, high - 1, high, *range(-5, 5)}
    for i in range(0, fmt.bits, 4):
        found |= {s * (1 << i) + d for s in (1, -1) for d in (-1, 0)}
        found.add(int(rng.integers(1, 1 << 62)) >> (63 - fmt.bits if fmt.bits < 63 else 0) >> i)
    return [k for k in sorted(found) if low <= k <= high]


def near_thresholds(
    fmt: Format, mode: Mode, source: Source, rng: np.random.Generator
) -> Iterator[int]:
    """For every threshold: the least number at or above it, and the two about that."""
    for k in ordinals(fmt, rng):
        t = fmt.threshold(k, mode)
        if t is not None:
            at = source.least(abs(t.at), True)
            for size in (at - 1, at, at + 1):
                yield size | (source.sign if t.at < 0 else 0)


def specials(source: Source) -> list[int]:
    """Zeros, the ends of subnormal and normal numbers, infinities and NaNs of both signs."""
    h, inf = source.hidden, source.inf
    sizes = [0, 1, 2, 3, h - 1, h, h + 1, inf - 1, inf, inf + 1, inf | h >> 1, source.sign - 1]
    ones = source.max_exponent << source.fraction_bits
    return [s | sign for s in (*sizes, ones, ones + 1, ones - 1) for sign in (0, source.sign)]


def policies(fmt: Format, mode: Mode) -> list[Context]:
    """The usual context, every other choice of one policy, and all the ``error`` at once."""
    said = [Policies(), Policies(flush=True)]
    for name, choices in CHOICES.items():
        if name != "flush":
            for choice in choices:
                one: dict[str, Any] = {name: choice}
                said.append(Policies(**one))
    said.append(Policies("error", "error", "error", "error", "error"))
    said.append(Policies("saturate", on_zero="min", on_negative="saturate", flush=True))
    found = []
    for p in said:
        try:
            found.append(fmt.context(mode, p))
        except FormatError:
            continue
    return list(dict.fromkeys(found))


def reference(fmt: Format, context: Context, source: Source, patterns: Array) -> list[int | None]:
    """The reference's code for each pattern; ``None`` where it raises ``PolicyError``."""
    found: list[int | None] = []
    known: dict[int, int | None] = {}
    for p in map(int, patterns):
        if p not in known:
            try:
                known[p] = encode(fmt, source.value(p), context)
            except PolicyError:
                known[p] = None
        found.append(known[p])
    return found


def same_as_reference(
    fmt: Format, context: Context, source: Source, patterns: Iterable[int]
) -> None:
    """Asserts that every way to encode gives the reference's codes and refusals."""
    p = np.array(list(patterns), source.pattern_dtype)
    wanted = reference(fmt, context, source, p)
    x = p.view(source.dtype)
    refused = [i for i, code in enumerate(wanted) if code is None]
    if refused:
        with pytest.raises(PolicyError) as caught:
            encode_array(fmt, x, context)
        assert str(caught.value).endswith(f": element {refused[0]} is {x[refused[0]]}")
    kept = np.array([code is not None for code in wanted], bool)
    x, codes = x[kept], [code for code in wanted if code is not None]
    for name, found in encodings(fmt, context, source, x):
        for pattern, got, want in zip(p[kept], found.tolist(), codes, strict=True):
            assert got == want, (
                f"{fmt.name} {context.text} {name}: {source.name} {int(pattern):#x} = "
                f"{pattern.view(source.dtype)} gave {got:#x}, not {want:#x}"
            )


def encodings(
    fmt: Format, context: Context, source: Source, x: Array
) -> Iterator[tuple[str, Array]]:
    """The codes of ``x`` by the public function, and by each way it chooses from."""
    yield "encode_array", encode_array(fmt, x, context)
    for listed in (True, False):
        if (listed and fmt.bits > 10) or (not listed and not has_cut(fmt)):
            continue
        plan = Plan(exact_rule(fmt, context, source, listed), fmt.bits, source)
        out = np.empty(x.size, np.uint64)
        plan.encode(x, out)
        yield f"listed={listed}", out
        if plan.shift is not None and source.bits - plan.shift <= 18:
            assert plan.index is not None  # now made, so it is used
            plan.encode(x, out)
            yield f"index, listed={listed}", out
