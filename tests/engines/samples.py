"""Formats, contexts and reals that the engine tests draw from."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from fractions import Fraction

from verif.base.bits import Pattern
from verif.formats.context import CHOICES, Context, Mode, Policies
from verif.formats.fixed import Fixed, Integer
from verif.formats.float_ import Float
from verif.formats.format import Format, FormatError
from verif.formats.posit import Posit
from verif.formats.table import TIES, Table
from verif.formats.value import NAN, Value, finite, infinity


def ieee(name: str, e: int, m: int) -> Float:
    """An IEEE-like float with ``e`` exponent and ``m`` significand bits."""
    layout = Pattern(f"s {'e' * e} {'m' * m}")
    inf = Pattern(f"s {'1' * e} {'0' * m}")
    nan = Pattern(f"s {'1' * e} {'m' * m}")
    return Float(name, 1 + e + m, layout, (1 << (e - 1)) - 1, inf=(inf,), nan=(nan,))


E4M3 = Float("E4M3", 8, Pattern("s eeee mmm"), 7, nan=(Pattern("s 1111 111"),))
E5M2 = ieee("E5M2", 5, 2)
E2M1 = Float("E2M1", 4, Pattern("s ee m"), 1)
E2M3 = Float("E2M3", 6, Pattern("s ee mmm"), 1)
E3M2 = Float("E3M2", 6, Pattern("s eee mm"), 3)
E3M1 = ieee("E3M1", 3, 1)
FNUZ = Float("E4M3FNUZ", 8, Pattern("s eeee mmm"), 8, nan=(Pattern("1 0000 000"),))
E8M0 = Float(
    "E8M0",
    8,
    Pattern("eeeeeeee"),
    127,
    subnormals=False,
    has_zero=False,
    nan=(Pattern("11111111"),),
)
UNSIGNED = Float("UE4M3", 7, Pattern("eeee mmm"), 7, nan=(Pattern("1111 111"),))
FP16 = ieee("FP16", 5, 10)
BF16 = ieee("BF16", 8, 7)
TF32 = ieee("TF32", 8, 10)
FP32 = ieee("FP32", 8, 23)
FP64 = ieee("FP64", 11, 52)
WIDE_UNSIGNED = Float(
    "UE5M9", 14, Pattern("eeeee mmmmmmmmm"), 15, nan=(Pattern("11111 111111111"),)
)
POSIT8 = Posit("posit8", 8)
POSIT16 = Posit("posit16", 16)

NF4 = Table(
    "NF4",
    4,
    tuple(
        finite(Fraction(v))
        for v in (
            "-1.0",
            "-0.6961928009986877",
            "-0.5250730514526367",
            "-0.39491748809814453",
            "-0.28444138169288635",
            "-0.18477343022823334",
            "-0.09105003625154495",
            "0",
            "0.07958029955625534",
            "0.16093020141124725",
            "0.24611230194568634",
            "0.33791524171829224",
            "0.44070982933044434",
            "0.5626170039176941",
            "0.7229568362236023",
            "1.0",
        )
    ),
)


def random_float(rng: random.Random, bits: int) -> Float | None:
    """A float of a random layout, with random specials; ``None`` where they contradict."""
    signed = rng.random() < 0.75
    e = rng.randint(1, bits - signed)
    m = bits - signed - e
    layout = Pattern("s" * signed + "e" * e + "m" * m)
    has_zero = rng.random() < 0.85
    top = Pattern("s" * signed + "1" * e + "m" * m)
    last = Pattern("s" * signed + "1" * (e + m))
    first = Pattern("s" * signed + "1" * e + "0" * m)
    nan = rng.choice([(), (top,), (last,), (Pattern("1" * (1 + e + m)),) if signed else (last,)])
    inf = rng.choice([(), (first,), (first,)])
    try:
        return Float(
            f"e{e}m{m}",
            bits,
            layout,
            rng.randint(-3, (1 << e) + 2),
            subnormals=has_zero and rng.random() < 0.7,
            has_zero=has_zero,
            inf=inf,
            nan=nan,
        )
    except FormatError:
        return None


def random_table(rng: random.Random, bits: int) -> Table | None:
    """A table with random values: decimals, thirds, dyadics; zeros and specials or none."""
    count = 1 << bits
    base = rng.choice([1, 8, 3, 10**6, 7 * 64])
    pool = {
        Fraction(rng.randint(-40, 40), base) * Fraction(2) ** rng.randint(-4, 4)
        for _ in range(3 * count)
    }
    if rng.random() < 0.5:
        pool.discard(Fraction(0))
    if rng.random() < 0.3:
        pool = {abs(v) for v in pool}
    values: list[Value] = [finite(v) for v in pool]
    rng.shuffle(values)
    specials = [v for v in (NAN, infinity(1), infinity(-1)) if rng.random() < 0.4]
    if Fraction(0) in pool and rng.random() < 0.5:
        specials.append(finite(Fraction(0), negative=True))
    chosen = (specials + values)[:count]
    if len(chosen) < count:
        return None
    if any(v.sign < 0 and v.exact == 0 for v in chosen) and not any(
        v.sign > 0 and v.exact == 0 for v in chosen
    ):
        return None
    rng.shuffle(chosen)
    top = max((v.exact for v in chosen if v.exact is not None), default=None)
    if top is None:
        return None
    over = top + Fraction(rng.randint(1, 9), 16) if rng.random() < 0.3 else None
    try:
        return Table("table", bits, tuple(chosen), ties=rng.choice(TIES), overflow_at=over)
    except FormatError:
        return None


def random_format(rng: random.Random) -> Format:
    """A small format of any family."""
    while True:
        kind = rng.randrange(5)
        bits = rng.randint(2, 7)
        if kind <= 1:
            found: Format | None = random_float(rng, max(3, bits))
        elif kind == 2:
            found = Posit("posit", max(3, bits), es=rng.randint(0, 3))
        elif kind == 3:
            if rng.random() < 0.3:
                found = Integer("int", bits, is_signed=rng.random() < 0.5)
            else:
                found = Fixed("fixed", bits, rng.randint(-3, 9), rng.random() < 0.5)
        else:
            found = random_table(rng, rng.randint(2, 5))
        if found is not None:
            return found


def contexts(fmt: Format, rng: random.Random, count: int) -> Iterator[Context]:
    """Every mode, and random policies that the format can follow."""
    made = 0
    modes = itertools.cycle(rng.sample(list(Mode), len(Mode)))
    for mode in modes:
        if made >= count:
            return
        said = {
            name: rng.choice(choices)
            for name, choices in CHOICES.items()
            if name != "flush" and rng.random() < 0.5
        }
        flush = rng.choice([None, True, False])
        if isinstance(fmt, Posit):
            said, flush = {}, None
        try:
            context = fmt.context(mode, Policies(**said, flush=flush)).total  # type: ignore[arg-type]
        except FormatError:
            continue
        made += 1
        yield context


def probes(fmt: Format, mode: Mode, rng: random.Random, count: int) -> list[Fraction]:
    """Boundaries of ``fmt`` and points close by on both sides, values, ends, and tiny numbers."""
    found = [Fraction(0), Fraction(1, 10**9), Fraction(-1, 10**9)]
    ends = [fmt.kmin - 1, fmt.kmin, fmt.kmax - 1, fmt.kmax, -1, 0, 1]
    inner = [k for k in ends if fmt.kmin - 1 <= k <= fmt.kmax]
    inner += [rng.randint(fmt.kmin - 1, fmt.kmax) for _ in range(count)]
    for k in inner:
        t = fmt.threshold(k, mode)
        at = t.at if t is not None else fmt.value_of(k)
        near = abs(at) / 2**30 if at else Fraction(1, 2**40)
        far = abs(at) / 2**70 if at else Fraction(1, 2**80)
        found += [at, at - near, at + near, at - far, at + far, fmt.value_of(k), -at]
    top = max(abs(fmt.value_of(fmt.kmax + 1)), abs(fmt.value_of(fmt.kmin - 1)))
    return [*found, top, -top, 2 * top, -2 * top, 10**6 * top, -(10**6) * top]
