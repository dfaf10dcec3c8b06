"""Rounding by search against the reference: boundaries, modes and policies of narrow formats."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import lcm
from typing import Any

import numpy as np
import pytest

from tests.engines import samples
from tests.formats import shipped
from verif.algebra.backend import Unsupported
from verif.algebra.integer import Int
from verif.algebra.numpy_backend import NumpyBackend, array
from verif.algebra.real import Real
from verif.base.surd import sqrt
from verif.formats import circuit
from verif.formats.context import CHOICES, Context, Mode, Policies
from verif.formats.encode import encode
from verif.formats.format import Format, FormatError
from verif.formats.table import Table
from verif.formats.value import Input, finite

DECIMALS = {
    "NF4 in decimals": samples.NF4,
    "thirds": Table(
        "thirds", 2, tuple(finite(Fraction(v)) for v in ("-2/3", "1/7", "-1/9", "3")), ties="up"
    ),
}
"""Boundaries that are no dyadic numbers."""

FORMATS = {**shipped.SMALL, **DECIMALS}


@pytest.fixture(autouse=True)
def by_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circuit, "arithmetic", lambda fmt, backend: False)


def integers(values: Sequence[int]) -> Int:
    boxed = np.empty(len(values), dtype=object)
    boxed[:] = list(values)
    return array(NumpyBackend(), boxed)


def reals(values: Sequence[Fraction], fixed: bool) -> Real:
    """Numbers as arrays: dyadic ones, or any over a common denominator."""
    if not fixed:
        parts = [(x.numerator, 1 - x.denominator.bit_length()) for x in values]
        sig, exp = (integers(column) for column in zip(*parts, strict=True))
        return Real(sig, exp, sig.const(1))
    common = lcm(*(x.denominator for x in values))
    sig = integers([int(x * common) for x in values])
    return Real(sig, sig.const(0), sig.const(common))


def contexts(fmt: Format) -> Iterator[Context]:
    """Every combination of policies that the format can follow, in one mode."""
    names = [name for name in CHOICES if name != "flush"]
    seen: set[Context] = set()
    for choice in product(*(CHOICES[name] for name in names), (None, True, False)):
        *said, flush = choice
        policies: dict[str, Any] = dict(zip(names, said, strict=True))
        try:
            context = fmt.context(Mode.RNE, Policies(**policies, flush=flush)).total
        except FormatError:
            continue
        if context not in seen:
            seen.add(context)
            yield context


def boundaries(fmt: Format, mode: Mode) -> list[Fraction]:
    """Every value and boundary, numbers close to it, and numbers beyond the ends."""
    found: set[Fraction] = set()
    for k in range(fmt.kmin - 1, fmt.kmax + 1):
        t = fmt.threshold(k, mode)
        for at in (fmt.value_of(k), *(() if t is None else (t.at,))):
            near = abs(at) / (1 << 60) if at else Fraction(1, 1 << 200)
            found |= {at - near, at, at + near}
    top = max(abs(fmt.max), abs(fmt.min))
    least = Fraction(1, 1 << 300)
    return sorted((found | {2 * top, -2 * top, least, -least}) - {Fraction(0)})


def codes(
    fmt: Format, context: Context, numbers: Sequence[Fraction], fixed: bool, **masks: bool
) -> list[int]:
    """What the circuit makes of numbers, NaN and infinities."""
    wanted = [masks.get(name, False) for name in ("nan", "inf", "negative")]
    found = circuit.rounded(fmt, context, *wanted, reals(numbers, fixed))
    listed = [found.value] if isinstance(found.value, int) else found.value.tolist()
    return listed * len(numbers) if len(listed) == 1 else listed


@pytest.mark.share(8)
@pytest.mark.parametrize("mode", Mode, ids=lambda m: m.name)
@pytest.mark.parametrize("name", FORMATS)
def test_all_boundaries(name: str, mode: Mode) -> None:
    fmt = FORMATS[name]
    numbers = boundaries(fmt, mode)
    rng = random.Random(name + mode.name)
    said = rng.choice(list(contexts(fmt)))
    context = Context(mode, *(getattr(said, f) for f in Context.__slots__[1:]))
    expected = [encode(fmt, Input.of(x), context) for x in numbers]
    assert codes(fmt, context, numbers, name in DECIMALS) == expected


@pytest.mark.share(7)
@pytest.mark.parametrize("name", FORMATS)
def test_all_policies(name: str) -> None:
    """Zeros, infinities, NaN and the numbers at the ends, under combinations of policies."""
    fmt = FORMATS[name]
    fixed = name in DECIMALS
    one = [Fraction(1)]
    ends = (fmt.kmin, fmt.kmax, fmt.min_positive, fmt.kmin - 1, fmt.kmax + 1)
    values = [v for v in map(fmt.value_of, ends) if v]
    numbers = [x for v in values for x in (v, 9 * v / 8, 7 * v / 8, -v)]
    said = list(contexts(fmt))
    for context in random.Random(name).sample(said, min(40, len(said))):
        expected = [encode(fmt, Input.of(x), context) for x in numbers]
        assert codes(fmt, context, numbers, fixed) == expected, context
        for negative in (False, True):
            zero = [encode(fmt, Input(Fraction(0), negative), context)]
            assert codes(fmt, context, [Fraction(0)], fixed, negative=negative) == zero, context
            inf = [encode(fmt, Input(Fraction(0), negative, inf=True), context)]
            given = {"inf": True, "negative": negative}
            assert codes(fmt, context, one, fixed, **given) == inf, context
            nan = [encode(fmt, Input(Fraction(0), negative, nan=True), context)]
            given = {"nan": True, "negative": negative}
            assert codes(fmt, context, one, fixed, **given) == nan, context


def test_quotients_and_roots() -> None:
    """Numbers that are no dyadic ones go through rounding to odd."""
    from verif.algebra.lazy import square_root
    from verif.algebra.real import of_int

    top, below = integers([1, 2, 5, 7, 100, -3, 1]), integers([3, 3, 7, 5, 9, 11, 1000])
    for name, fmt in shipped.SMALL.items():
        context = fmt.context("RNE").total
        quotient = of_int(top) * of_int(below).inverse()
        found = circuit.rounded(fmt, context, False, False, False, quotient)
        assert found.value.tolist() == [
            encode(fmt, Input.of(Fraction(a, b)), context)
            for a, b in zip(top.value.tolist(), below.value.tolist(), strict=True)
        ], name
        root = square_root(of_int(below))
        found = circuit.rounded(fmt, context, False, False, False, root)
        assert found.value.tolist() == [
            encode(fmt, Input.of(sqrt(Fraction(b))), context) for b in below.value.tolist()
        ], name


def test_what_has_no_search() -> None:
    ratio = Real(integers([1, 2]), integers([0, 0]), integers([3, 7]))
    fmt = DECIMALS["thirds"]
    with pytest.raises(Unsupported, match="quotient"):
        circuit.rounded(fmt, fmt.context("RNE").total, False, False, False, ratio)
    with pytest.raises(Unsupported, match="too wide"):
        circuit.rounded(
            shipped.F16,
            shipped.F16.context("RNE"),
            False,
            False,
            False,
            reals([Fraction(1)], False),
        )
