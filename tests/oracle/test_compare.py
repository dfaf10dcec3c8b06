"""The second opinions: they agree, and say nothing where they cannot know."""

from __future__ import annotations

from fractions import Fraction
from math import inf, nan

import numpy as np
import pytest

from tests.oracle.checks import F16, F32, NAMES, edges, pattern
from verif.formats.context import Mode, Policies
from verif.formats.value import Input
from verif.oracle import mpfr, second
from verif.oracle.compare import compare
from verif.oracle.correct import correctly_rounded
from verif.oracle.functions import BY_NAME, function

F = Fraction


@pytest.mark.parametrize("name", NAMES)
def test_three_opinions_agree(name: str) -> None:
    points = [(pattern(float(v)),) for v in edges()[::37]]
    for mode in (Mode.RNE, Mode.RTN, Mode.RTO):
        found = compare(BY_NAME[name], F32, F32.context(mode), points)
        assert not found.disagreements, "\n".join(map(str, found.disagreements))
        assert found.asked == len(points)


def test_they_are_silent_where_they_cannot_know() -> None:
    context = F32.context(Mode.RTZ)
    found = compare(function("silu"), F32, context, [(pattern(v),) for v in (inf, -inf, nan, 1.0)])
    assert (found.silent_mpfr, found.silent_mpmath) == (3, 3)
    # An exact result in a directed mode cannot be told from one just beside it.
    found = compare(function("exp2"), F32, context, [(Input.of(3),)])
    assert (found.silent_mpfr, found.silent_mpmath) == (0, 1)


def test_policies_that_refuse_are_replaced() -> None:
    context = F32.context(Mode.RNE, Policies(on_nan="error", overflow="error"))
    found = compare(function("log"), F32, context, [(Input.of(-1),)])
    assert not found.disagreements


def test_numbers_that_are_not_dyadic() -> None:
    with pytest.raises(ValueError, match="1/3 is not dyadic"):
        mpfr.number(Input.of(F(1, 3)))
    context = F32.context(Mode.RNE)
    code = second.rounded("exp", F32, (F(1, 3),), context)
    assert code == correctly_rounded(function("exp"), F32, F(1, 3), context)
    assert float(F32.decode(code).exact or 0) == pytest.approx(np.exp(1 / 3), rel=1e-7)


@pytest.mark.parametrize("mode", [Mode.RNE, Mode.RTZ, Mode.RTP, Mode.RTN], ids=lambda m: m.name)
def test_mpfr_directly_and_by_bounds(mode: Mode) -> None:
    """Its own rounding to a format, and the loop over its bounds, are one."""
    for fmt in (F16, F32):
        context = fmt.context(mode)
        for name in mpfr.NATIVE:
            if name == "pow":
                continue
            for v in edges()[::61]:
                x = (pattern(float(v)),)
                assert mpfr.direct(name, fmt, x, context) == mpfr.rounded(name, fmt, x, context)


def test_mpfr_arrays_are_its_scalars() -> None:
    x = edges()[::23]
    for name in ("exp", "log1p", "tanh"):
        codes = mpfr.float32_codes(name, x, Mode.RTP)
        context = F32.context(Mode.RTP)
        assert codes.tolist() == [mpfr.direct(name, F32, (pattern(float(v)),), context) for v in x]
    for name in ("gelu", "gelu_tanh", "softplus"):
        finite = x[np.isfinite(x)]
        codes = mpfr.float32_codes(name, finite)
        context = F32.context(Mode.RNE)
        assert codes.tolist() == [
            mpfr.rounded(name, F32, (pattern(float(v)),), context) for v in finite
        ]
