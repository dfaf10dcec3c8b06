"""Array evaluation of the IR against the reference evaluator."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines import samples
from tests.engines.terms import Maker
from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.vector import Unsupported, evaluate_arrays, evaluate_grid
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate


def codes(fmt: Format, *names: str) -> list[n.Var]:
    return [b.var(name, 0, (1 << fmt.bits) - 1) for name in names]


def agree(roots: Sequence[n.Node], variables: Sequence[n.Var], rng: random.Random) -> None:
    """Compare with the reference on a few assignments."""
    points = [{v: rng.randint(v.low, v.high) for v in variables} for _ in range(6)]
    arrays = {}
    for v in variables:
        boxed = np.empty(len(points), dtype=object)
        boxed[:] = [p[v] for p in points]
        arrays[v] = boxed
    for root in roots:
        try:
            expected = [evaluate(root, p) for p in points]
        except (NotExact, TooLarge):
            continue  # the reference has no value to compare with
        found = evaluate_arrays([root], arrays)[0]
        assert found.shape == (len(points),)
        assert found.dtype == (bool if isinstance(root, n.Bool) else found.dtype)
        assert found.tolist() == expected


@settings(max_examples=100, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_random_terms(seed: int) -> None:
    rng = random.Random(seed)
    formats: list[Format] = []
    while len(formats) < 2:
        fmt = samples.random_format(rng)
        if fmt.bits <= 5:
            formats.append(fmt)
    variables = {f: codes(f, f"v{i}{f.name}", f"w{i}{f.name}") for i, f in enumerate(formats)}
    maker = Maker(rng, {f: list(vs) for f, vs in variables.items()})
    roots = [maker.number(3), maker.number(2), maker.truth(3), maker.truth(2)]
    agree(roots, [v for vs in variables.values() for v in vs], rng)


WIDE = [
    samples.FP16,
    samples.BF16,
    samples.FP32,
    samples.FP64,
    samples.Integer("i32", 32),
    samples.POSIT16,
    samples.E5M2,
    samples.POSIT8,
    samples.NF4,
]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_random_terms_over_wide_formats(seed: int) -> None:
    rng = random.Random(seed)
    variables = {f: codes(f, f"v{f.name}", f"w{f.name}") for f in rng.sample(WIDE, 2)}
    maker = Maker(rng, {f: list(vs) for f, vs in variables.items()}, binders=False)
    roots = [maker.number(2), maker.truth(2)]
    agree(roots, [v for vs in variables.values() for v in vs], rng)


def test_grid_axes_and_types() -> None:
    x, y = b.var("x", 0, 3), b.var("y", -2, 2)
    total, ratio, less = evaluate_grid([b.add(x, y), b.div(x, b.const(3)), b.lt(x, y)], [x, y])
    assert total.dtype == np.int64 and total.shape == ratio.shape == less.shape == (4, 5)
    assert total[3, 0] == 1 and less[0, 4] and not less[1, 0]
    assert ratio.dtype == object and ratio[2, 1] == Fraction(2, 3)
    assert evaluate_grid([b.const(7), b.TRUE], []) == [7, True]
    big = evaluate_grid([b.mul(x, b.const(1 << 80))], [x])[0]
    assert big.dtype == object and big[3] == 3 << 80


def test_inputs_of_any_shape_and_kind() -> None:
    x, y = b.var("x", 0, 255), b.var("y", 0, 255)
    root = b.sub(x, y)
    small = np.array([[1], [200]], dtype=np.uint8)
    found = evaluate_arrays([root], {x: small, y: np.array([2, 255, 0], dtype=np.uint8)})[0]
    assert found.tolist() == [[-1, -254, 1], [198, -55, 200]]  # nothing wraps in eight bits
    assert evaluate_arrays([root], {x: np.array(3), y: np.array(5)})[0].item() == -2
    assert evaluate_arrays([root], {x: np.zeros((0, 2), int), y: np.array([1])})[0].shape == (0, 2)
    with pytest.raises(ValueError, match="outside"):
        evaluate_arrays([root], {x: np.array([256]), y: np.array([0])})
    with pytest.raises(TypeError):
        evaluate_arrays([root], {x: np.array([1.0]), y: np.array([0])})


def test_a_code_outside_its_format_is_refused() -> None:
    x = b.var("x", 0, 300)
    with pytest.raises(Unsupported):
        evaluate_grid([b.decode(samples.E4M3, x)], [x])
    with pytest.raises(Unsupported):
        evaluate_grid([b.decode(samples.FP16, b.mul(x, b.const(1 << 10)))], [x])
    with pytest.raises(Unsupported):
        evaluate_grid([b.pow2(b.div(x, b.const(2)))], [x])
    with pytest.raises(Unsupported):
        evaluate_grid([b.pow2(b.mul(x, b.const(1 << 20)))], [x])


@pytest.mark.parametrize("size", [1, 2, 4, 16])
def test_remainders_are_codes(size: int) -> None:
    """What is below ``size`` by its meaning needs no bounds that show it."""
    x, y = b.var("x", -40, 40), b.var("y", 0, 1)
    rest = b.sub(x, b.mul(b.const(size), b.floor(b.div(x, b.const(size)))))
    code = b.add(rest, b.mul(b.const(16), y))
    for i, row in enumerate(evaluate_grid([b.decode(samples.E4M3, code)], [x, y])[0]):
        for j, found in enumerate(row):
            assert found == samples.E4M3.decode((i - 40) % size + 16 * j).exact


def test_hidden_names() -> None:
    x = b.var("x", 0, 7)
    inner = b.fold("sum", (x,), b.TRUE, b.mul(x, x))  # its own x, not the one outside
    found = evaluate_grid([b.add(inner, x)], [x])[0]
    assert found.tolist() == [140 + i for i in range(8)]


def test_folds_over_nothing_and_over_part() -> None:
    x, i = b.var("x", 0, 9), b.var("i", 0, 5)
    none = b.var("none", 3, 2)
    for op in ("sum", "min", "max"):
        over_none = b.fold(op, (none,), b.TRUE, b.const(5))  # type: ignore[arg-type]
        some = b.fold(op, (i,), b.lt(i, x), b.sub(i, b.const(9)))  # type: ignore[arg-type]
        first, second = evaluate_grid([over_none, some], [x])
        assert set(np.broadcast_to(first, (10,)).tolist()) == {0}
        assert second.tolist() == [evaluate(some, {x: v}) for v in range(10)]
    assert evaluate_grid([b.forall((none, i), b.lt(i, none))], [])[0].item() is True


def test_sum_of_many_quotients() -> None:
    x, y = codes(samples.E3M2, "x", "y")
    d = b.decode(samples.E3M2, x)
    ratio = b.div(d, b.decode(samples.E3M2, y))
    total = b.fold("sum", (x, y), b.le(x, y), ratio)
    assert evaluate_grid([total], [])[0].item() == evaluate(total, {})
    top = b.fold("max", (x, y), b.le(x, y), ratio)
    assert evaluate_grid([top], [])[0].item() == evaluate(top, {})


def test_sums_beyond_a_word() -> None:
    x = b.var("x", 0, 70000)
    for factor in ((1 << 44) + 1, (1 << 60) + 1, -(1 << 44) - 1):
        big = b.fold("sum", (x,), b.TRUE, b.mul(x, b.const(factor)))
        assert evaluate_grid([big], [])[0].item() == factor * (70000 * 70001 // 2)


def test_extremes_over_several_pieces() -> None:
    x, y = b.var("x", 0, 150000), b.var("y", 0, 3)
    shifted = b.sub(b.mul(x, y), b.const(400000))
    late = b.lt(b.const(140000), x)
    part = b.if_bool(b.eq(y, b.ONE), late, b.if_bool(b.eq(y, b.const(2)), b.lt(x, y), b.not_(late)))
    part = b.and_(part, b.lt(y, b.const(3)))
    low, high = (b.fold(op, (x,), part, shifted) for op in ("min", "max"))  # type: ignore
    least, greatest = evaluate_grid([low, high], [y])
    assert least.tolist() == [-400000, 140001 - 400000, -400000, 0]
    assert greatest.tolist() == [-400000, 150000 - 400000, 2 - 400000, 0]


def test_nested_binders() -> None:
    x, y, z = codes(samples.E2M1, "x", "y", "z")
    dx, dy, dz = (b.decode(samples.E2M1, v) for v in (x, y, z))
    least = b.fold("min", (y,), b.not_(b.eq(dx, dy)), b.absolute(b.sub(dx, dy)))
    nearest = b.forall((z,), b.or_(b.eq(dz, dx), b.le(least, b.absolute(b.sub(dz, dx)))))
    gaps = b.fold("sum", (x,), b.le(x, b.const(7)), least)
    found, holds, total = evaluate_grid([least, nearest, gaps], [x])
    assert found.tolist() == [evaluate(least, {x: v}) for v in range(16)]
    assert holds.all()
    assert total[0] == evaluate(gaps, {})


def test_a_binder_too_large_is_refused() -> None:
    x = b.var("x", 0, 1 << 30)
    with pytest.raises(Unsupported):
        evaluate_grid([b.fold("sum", (x,), b.TRUE, b.unary("floor", b.div(x, b.const(3))))], [])
