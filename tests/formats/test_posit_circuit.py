"""Posits by arithmetic against the reference: all codes, all boundaries and numbers beside them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import pytest

from verif.algebra.integer import Int
from verif.algebra.numpy_backend import NumpyBackend, array
from verif.algebra.real import Real
from verif.base.exact import pow2
from verif.formats import posit_circuit
from verif.formats.context import Mode
from verif.formats.encode import encode
from verif.formats.posit import Posit
from verif.formats.value import Input

SMALL = [Posit(f"posit{n}_{es}", n, es) for n in range(3, 9) for es in range(4)]
LARGER = [Posit(f"posit{n}_{es}", n, es) for n in (9, 10) for es in range(4)]
WIDE = [
    Posit(f"posit{n}_{es}", n, es)
    for n, es in [(16, 0), (16, 2), (32, 2), (32, 5), (64, 2), (64, 8), (3, 8), (8, 8), (12, 7)]
]


def integers(values: Sequence[int]) -> Int:
    """Integers of any size over arrays."""
    boxed = np.empty(len(values), dtype=object)
    boxed[:] = list(values)
    return array(NumpyBackend(), boxed)


def reals(values: Sequence[Fraction], pad: int) -> Real:
    """Dyadic numbers; ``pad`` zeros stand at the end of each significand."""
    parts = [(x.numerator << pad, 1 - x.denominator.bit_length() - pad) for x in values]
    sig, exp = (integers(column) for column in zip(*parts, strict=True))
    return Real(sig, exp, sig.const(1))


def listed(x: Int, count: int) -> list[int]:
    found = [x.value] if isinstance(x.value, int) else [int(v) for v in x.value.tolist()]
    assert all(x.low <= v <= x.high for v in found)
    return found * count if len(found) == 1 else found


def check_codes(fmt: Posit, codes: Sequence[int]) -> None:
    """Values, ordinals and classes of codes; the codes of their ordinals."""
    code = integers(codes)
    real = posit_circuit.unpack(fmt, code)
    sig, exp = (listed(x, len(codes)) for x in (real.sig, real.exp))
    decoded = [fmt.decode(c) for c in codes]
    assert [s * pow2(e) for s, e in zip(sig, exp, strict=True)] == [v.exact or 0 for v in decoded]
    assert real.small is not None
    for s, e in zip(sig, exp, strict=True):
        if abs(s).bit_length() < real.sig.width:
            assert abs(s) * pow2(e) < pow2(real.small)
            assert e + real.sig.width - 1 == real.small
    ordinals = listed(posit_circuit.ordinal(fmt, code), len(codes))
    wanted = [0 if v.is_nan else fmt.ordinal(c) for c, v in zip(codes, decoded, strict=True)]
    assert ordinals == wanted
    assert listed(posit_circuit.at_ordinal(fmt, integers(wanted)), len(codes)) == [
        0 if v.is_nan else c for c, v in zip(codes, decoded, strict=True)
    ]
    for op, expected in (
        ("nan", [v.is_nan for v in decoded]),
        ("negative", [v.sign < 0 for v in decoded]),
    ):
        found = np.broadcast_to(posit_circuit.test(op, fmt, code), (len(codes),))
        assert found.tolist() == expected
    assert posit_circuit.test("inf", fmt, code) is False


def boundaries(fmt: Posit, ordinals: Sequence[int]) -> Iterator[Fraction]:
    """Values and boundaries at some ordinals, and numbers close by on both sides."""
    for k in ordinals:
        for at in (fmt.value_of(k), fmt.midpoint(k)):
            if at:
                tiny = abs(at) / (1 << (fmt.bits + 6))
                yield from (at, at - tiny, at + tiny, at - tiny / 4096, at + tiny / 4096)
    top, least = fmt.max, fmt.value_of(1)
    for scale in (2, 3, 1 << 40):
        yield from (top * scale, -top * scale, least / scale, -least / scale)


def check_rounding(fmt: Posit, numbers: Sequence[Fraction]) -> None:
    """The code of numbers in every mode, however their significands are written."""
    for mode in Mode:
        context = fmt.context(mode).total
        expected = [encode(fmt, Input.of(x), context) for x in numbers]
        for pad in (0, 5):
            real = reals(numbers, pad).odd(posit_circuit.precision(fmt))
            found = listed(posit_circuit.pack(fmt, context, real), len(numbers))
            for x, got, wanted in zip(numbers, found, expected, strict=True):
                assert got == wanted, (fmt.name, mode, x)
        if mode.nearest or mode is Mode.RTO:
            assert 0 not in expected


@pytest.mark.parametrize("fmt", [*SMALL, *LARGER], ids=lambda f: f.name)
def test_all_codes(fmt: Posit) -> None:
    check_codes(fmt, fmt.codes())


@pytest.mark.share(2)
@pytest.mark.parametrize("fmt", SMALL, ids=lambda f: f.name)
def test_all_boundaries(fmt: Posit) -> None:
    ordinals = range(fmt.kmin, fmt.kmax)
    if fmt.bits > 6:  # the signs alike, but for the direction of rounding
        ordinals = range(-1 if fmt.es else fmt.kmin // 2, fmt.kmax)
    check_rounding(fmt, sorted(set(boundaries(fmt, ordinals))))


@pytest.mark.long
@pytest.mark.parametrize("fmt", [*SMALL, *LARGER], ids=lambda f: f.name)
def test_all_boundaries_of_both_signs(fmt: Posit) -> None:
    check_rounding(fmt, sorted(set(boundaries(fmt, range(fmt.kmin, fmt.kmax)))))


@pytest.mark.share(8)
@pytest.mark.parametrize("fmt", [*LARGER, *WIDE], ids=lambda f: f.name)
def test_some_boundaries_of_wide_posits(fmt: Posit) -> None:
    rng = random.Random(fmt.bits * 10 + fmt.es)
    ends = [fmt.kmin, fmt.kmin + 1, -2, -1, 0, 1, fmt.kmax - 2, fmt.kmax - 1]
    ends = [k for k in ends if fmt.kmin <= k < fmt.kmax]
    ordinals = [*ends, *(rng.randint(fmt.kmin, fmt.kmax - 1) for _ in range(20))]
    # Runs of every length.
    ordinals += [
        min(fmt.kmax - 1, s * (1 << i))
        for i in range(0, fmt.bits - 1, 1 + fmt.bits // 32)
        for s in (1, -1)
    ]
    check_codes(fmt, [fmt.code_of(k) for k in ordinals] + [fmt.canonical_nan or 0])
    check_rounding(fmt, sorted(set(boundaries(fmt, ordinals))))
