"""Encoded terms against the reference: every operator, family and mode, at and beside ties."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product

import pytest
import z3

from tests.engines import samples
from tests.engines.smt.encoded import agree, agree_relaxed, everywhere
from tests.engines.terms import Maker
from tests.formats import shipped
from verif.algebra.backend import Unsupported
from verif.base.bits import Pattern
from verif.engines.engine import CannotAnswer, Query
from verif.engines.samples import samples as engine_samples
from verif.engines.smt.check_encoding import check_encoding
from verif.engines.smt.encode import Encoder
from verif.formats.context import Mode
from verif.formats.encode import encode
from verif.formats.fixed import Fixed, Integer
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.formats.table import Table
from verif.formats.value import NAN, Input, finite, infinity
from verif.ir import build as b
from verif.ir import nodes as n
from verif.operators.arithmetic import OPERATORS
from verif.operators.record import equal, less, of_code, of_real, round_to, same


def small_float(name: str, layout: str, bias: int, inf: str = "", nan: str = "") -> Float:
    """A float of few bits; ``layout`` may end in ``-`` (no subnormals) or ``0`` (no zero)."""
    pattern = Pattern(layout.rstrip("-0"))
    return Float(
        name,
        pattern.width,
        pattern,
        bias,
        subnormals=layout[-1] not in "-0",
        has_zero=layout[-1] != "0",
        inf=(Pattern(inf),) if inf else (),
        nan=(Pattern(nan),) if nan else (),
    )


THIRDS = Table(
    "thirds",
    3,
    (
        *(finite(Fraction(v)) for v in ("-2", "-1/3", "0", "1/2", "3")),
        finite(Fraction(0), negative=True),
        infinity(1),
        NAN,
    ),
    ties="zero",
)
SMALL: dict[str, Format] = {
    f.name: f
    for f in (
        small_float("e2m1", "s ee m", 1),
        small_float("ieee", "s ee m", 1, inf="s 11 0", nan="s 11 1"),
        small_float("top", "s ee m", 2, nan="s 11 1"),
        small_float("fnuz", "s ee m", 2, nan="1 00 0"),
        small_float("uneven", "s ee m", 1, inf="0 11 0", nan="0 11 1"),
        small_float("unsigned", "ee m", 1, nan="11 1"),
        small_float("normals", "s ee-", 1),
        small_float("zeroless", "eee0", 3, nan="111"),
        small_float("signed zeroless", "s ee0", 1),
        small_float("wide range", "s eee", 3, inf="s 111"),
        Fixed("fixed", 4, 2),
        Fixed("unsigned fixed", 3, -1, is_signed=False),
        Integer("int", 4),
        Integer("uint", 3, is_signed=False),
        Posit("posit3_1", 3, 1),
        Posit("posit4_0", 4, 0),
        Posit("posit4_2", 4, 2),
        THIRDS,
        shipped.NF4,
    )
}
"""Formats of at most four bits, of every family and shape."""

FIVE: dict[str, Format] = {
    f.name: f
    for f in (
        small_float("ieee5", "s eee m", 3, inf="s 111 0", nan="s 111 1"),
        small_float("fnuz5", "s ee mm", 2, nan="1 00 00"),
        Posit("posit5_1", 5, 1),
        Fixed("fixed5", 5, 3),
    )
}
"""Some of five bits."""


def seeded(*parts: object) -> random.Random:
    return random.Random(zlib.crc32(repr(parts).encode()))


def code(fmt: Format, name: str) -> n.Var:
    return b.var(name, 0, (1 << fmt.bits) - 1)


def some(points: list[tuple[int, ...]], count: int, rng: random.Random) -> list[tuple[int, ...]]:
    return points if len(points) <= count else rng.sample(points, count)


def results(fmt: Format, op: str, rng: random.Random) -> tuple[list[n.Num], list[n.Var]]:
    """An operator rounded in every mode, each with policies of its own."""
    operator = OPERATORS[op]
    variables = [code(fmt, f"x{i}") for i in range(operator.arity)]
    records = tuple(of_code(fmt, v) for v in variables)
    contexts = samples.contexts(fmt, rng, len(Mode))
    return [round_to(fmt, c, operator.exact(records, c.mode)) for c in contexts], variables


def test_remainders() -> None:
    x = b.var("x", -40, 40)
    for size in (2, 4, 16):
        rest = b.sub(x, b.mul(b.const(size), b.floor(b.div(x, b.const(size)))))
        agree([rest, b.decode(shipped.E4M3, rest), b.le(b.const(3), rest)], [x])
    quarter = b.div(x, b.const(4))  # no integer: nothing is known of its remainder
    agree([b.sub(quarter, b.mul(b.const(2), b.floor(b.div(quarter, b.const(2)))))], [x])


@pytest.mark.share(12)
@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("op", OPERATORS)
def test_operators(op: str, name: str) -> None:
    """All operands, in every mode; three operands on a sample."""
    fmt, rng = SMALL[name], seeded(op, name)
    roots, variables = results(fmt, op, rng)
    points = some(everywhere(variables), 150, rng)
    try:
        agree(roots, variables, points)
    except Unsupported as refusal:  # boundaries that are no dyadic numbers
        assert name in ("thirds", "NF4")
        assert f"rounded to {name}" in str(refusal)


@pytest.mark.share(6)
@pytest.mark.parametrize("name", FIVE)
@pytest.mark.parametrize("op", ["add", "mul", "div", "fma", "sqrt"])
def test_operators_on_five_bits(op: str, name: str) -> None:
    fmt, rng = FIVE[name], seeded(op, name)
    roots, variables = results(fmt, op, rng)
    agree(roots[:3], variables, some(everywhere(variables), 1024, rng))


WIDE: dict[str, Format] = {
    f.name: f
    for f in (
        shipped.E4M3,
        shipped.E5M2,
        shipped.E4M3FNUZ,
        shipped.E8M0,
        shipped.HIF8,
        shipped.POSITS["posit8_2"],
        shipped.POSITS["posit16_1"],
        shipped.INTEGERS["INT16"],
        shipped.Q1_15,
        shipped.F16,
        shipped.BF16,
        shipped.F32,
        shipped.F64,
        samples.WIDE_UNSIGNED,
    )
}


@pytest.mark.share(6)
@pytest.mark.parametrize("name", WIDE)
@pytest.mark.parametrize("op", ["add", "mul", "div", "fma", "sqrt"])
def test_operators_on_wide_formats(op: str, name: str) -> None:
    """At inputs that lie at boundaries, near zero, at the ends, and at random."""
    fmt, rng = WIDE[name], seeded(op, name)
    roots, variables = results(fmt, op, rng)
    for root in rng.sample(roots, 2):
        query = Query(tuple(variables), (b.lt(root, b.ZERO),), ())
        points = [tuple(s[v] for v in variables) for s in engine_samples(query, 40)]
        agree([root], variables, points)


# --- rounding ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped.SMALL)
def test_what_codes_mean(name: str) -> None:
    """Value, ordinal and classes of every code; the code of every ordinal and beyond."""
    fmt = shipped.SMALL[name]
    x, k = code(fmt, "x"), b.var("k", fmt.kmin - 3, fmt.kmax + 3)
    tests = [b.test(op, fmt, x) for op in ("nan", "inf", "negative")]  # type: ignore[arg-type]
    agree([b.decode(fmt, x), b.ordinal(fmt, x), *tests], [x])
    agree([b.at_ordinal(fmt, k)], [k])


SOURCES = (shipped.E5M2, shipped.F16, shipped.F32, shipped.F64, shipped.Q4_4)


def beside_boundaries(target: Format, source: Format, mode: Mode, count: int) -> Iterator[int]:
    """Codes of ``source`` at and next to the boundaries of ``target``."""
    rng = seeded(target.name, source.name, mode)
    for at in samples.probes(target, mode, rng, count):
        found = encode(source, Input.of(at), source.context("RTZ").total)
        if source.decode(found).exact is None:
            continue
        k = source.ordinal(found)
        for near in (k - 1, k, k + 1):
            yield source.code_of(max(source.kmin, min(source.kmax, near)))


@pytest.mark.share(6)
@pytest.mark.parametrize("name", shipped.SMALL)
def test_conversions(name: str) -> None:
    """To every small format in every mode, from codes at and next to its boundaries, and from
    infinities, NaN and zeros."""
    target = shipped.SMALL[name]
    rng = seeded(name)
    for context in samples.contexts(target, rng, len(Mode)):
        source = rng.choice(SOURCES)
        x = code(source, "x")
        points = set(beside_boundaries(target, source, context.mode, 6))
        points |= {0, 1, 1 << (source.bits - 1), (1 << source.bits) - 1}
        points |= {c for c in (source.canonical_nan, source.inf_code(False)) if c is not None}
        points |= {c for c in (source.inf_code(True),) if c is not None}
        root = round_to(target, context, of_code(source, x))
        agree([root], [x], [(p,) for p in sorted(points)])


@pytest.mark.share(4)
@pytest.mark.parametrize("target", [shipped.F16, shipped.BF16, shipped.F32, shipped.Q1_15])
def test_conversions_to_wide_formats(target: Format) -> None:
    rng = seeded(target.name)
    for context in samples.contexts(target, rng, len(Mode)):
        for source in (shipped.F32, shipped.F64):
            x = code(source, "x")
            points = sorted(set(beside_boundaries(target, source, context.mode, 4)))
            agree([round_to(target, context, of_code(source, x))], [x], [(p,) for p in points])


def test_rounding_of_what_is_no_datum() -> None:
    """Integers, quotients and decimals, to every small format."""
    x = b.var("x", -9, 60)
    for fmt in SMALL.values():
        rng = seeded(fmt.name)
        for context in samples.contexts(fmt, rng, 4):
            for real in (x, b.div(x, b.const(3)), b.mul(x, b.const(Fraction(7, 10)))):
                agree([round_to(fmt, context, of_real(real))], [x])


# --- comparisons ------------------------------------------------------------------------------


def constants_near(fmt: Format) -> list[Fraction]:
    """Values of a format, points between them, and numbers beyond both ends."""
    values = sorted({fmt.value_of(k) for k in range(fmt.kmin, fmt.kmax + 1)})
    found = [*values, *(-v for v in values)]
    found += [(a + c) / 2 for a, c in pairwise(values)]
    top = max(abs(v) for v in values)
    return [*found, 2 * top, -2 * top, top + Fraction(1, 8), -top - Fraction(1, 8), Fraction(0)]


def signed_forms(x: n.Num) -> list[n.Num]:
    return [x, b.neg(x), b.absolute(x), b.neg(b.absolute(x)), b.absolute(b.neg(x))]


@pytest.mark.share(6)
@pytest.mark.parametrize("name", SMALL)
def test_comparisons_with_constants(name: str) -> None:
    """Also where the largest and the smallest value differ in magnitude."""
    fmt = SMALL[name]
    x = code(fmt, "x")
    rng = seeded("constants", name)
    near = rng.sample(constants := constants_near(fmt), min(14, len(constants)))
    roots = [
        b.compare(op, *pair)
        for form in signed_forms(b.decode(fmt, x))
        for limit in near
        for op in ("lt", "le", "eq")
        for pair in ((form, b.const(limit)), (b.const(limit), form))
    ]
    agree(roots, [x])


@pytest.mark.share(4)
@pytest.mark.parametrize("name", SMALL)
def test_comparisons_within_a_format(name: str) -> None:
    fmt = SMALL[name]
    x, y = code(fmt, "x"), code(fmt, "y")
    forms = product(signed_forms(b.decode(fmt, x))[:4], signed_forms(b.decode(fmt, y))[:3])
    roots: list[n.Node] = [b.compare(op, p, q) for p, q in forms for op in ("lt", "le", "eq")]
    left, right = of_code(fmt, x), of_code(fmt, y)
    roots += [equal(left, right), less(left, right, True), less(left, right, False)]
    roots.append(same(left, right))
    agree(roots, [x, y], some(everywhere([x, y]), 64, seeded(name)))


def test_comparisons_across_formats() -> None:
    rng = seeded("across")
    for _ in range(30):
        f, g = rng.sample(list(SMALL.values()), 2)
        x, y = code(f, "x"), code(g, "y")
        p, q = b.decode(f, x), b.decode(g, y)
        roots = [b.compare(op, p, q) for op in ("lt", "le", "eq")]
        agree(roots, [x, y], some(everywhere([x, y]), 48, rng))


def test_comparisons_of_numbers_far_apart() -> None:
    """Sums whose terms differ by hundreds of binades are cut off, and still compare exactly."""
    f = shipped.F64
    x, y, z = code(f, "x"), code(f, "y"), code(f, "z")
    rng = seeded("far")
    p, q, r = b.decode(f, x), b.decode(f, y), b.decode(f, z)
    forms = [(b.add(p, q), r), (b.add(p, q), p), (b.sub(p, q), b.add(p, r)), (b.mul(p, q), r)]
    one = encode(f, Input.of(Fraction(1)), f.context())
    near = [0, 1, one - 1, one, one + 1, f.kmax, 1 << 52, (1 << 52) - 1, 52 << 52, one + (53 << 52)]
    near += [c | 1 << 63 for c in near]
    points = [tuple(rng.choice(near) for _ in range(3)) for _ in range(40)]
    points += [tuple(rng.getrandbits(64) for _ in range(3)) for _ in range(10)]
    agree([b.compare(op, a, c) for a, c in forms for op in ("lt", "le", "eq")], [x, y, z], points)


# --- distances --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["e2m1", "ieee", "fixed", "posit4_2", "thirds", "uint"])
def test_distances(name: str) -> None:
    """Which of two values is nearer to a third, whichever way the differences are written."""
    fmt = SMALL[name]
    x, y, z = code(fmt, "x"), code(fmt, "y"), code(fmt, "z")
    p, q, r = (b.decode(fmt, v) for v in (x, y, z))
    sides = [
        (b.sub(p, q), b.sub(p, r)),
        (b.sub(q, p), b.sub(p, r)),
        (b.sub(q, p), b.sub(r, p)),
        (b.sub(p, q), b.sub(r, p)),
        (b.sub(p, q), b.sub(q, p)),
        (b.sub(p, q), b.sub(p, q)),
        (b.sub(p, p), b.sub(p, q)),
    ]
    roots = [
        b.compare(op, b.absolute(a), b.absolute(c)) for a, c in sides for op in ("lt", "le", "eq")
    ]
    agree(roots, [x, y, z], some(everywhere([x, y, z]), 160, seeded(name)))


def test_distances_between_formats() -> None:
    fmt, source = shipped.E4M3, shipped.F32
    x, y, z = code(source, "x"), code(fmt, "y"), code(fmt, "z")
    p, q, r = b.decode(source, x), b.decode(fmt, y), b.decode(fmt, z)
    points = []
    rng = seeded("between")
    for at in beside_boundaries(fmt, source, Mode.RNE, 30):
        near = encode(fmt, Input.of(source.decode(at).exact or Fraction(0)), fmt.context("RNE"))
        points.append((at, near, (near + rng.choice([-1, 1, 0])) % 256))
    roots = [
        b.compare(op, b.absolute(b.sub(p, q)), b.absolute(b.sub(p, r))) for op in ("lt", "le", "eq")
    ]
    agree(roots, [x, y, z], points)


RELAXED = ["e2m1", "ieee", "top", "fnuz", "uneven", "uneven below", "unsigned", "posit4_2"]


@pytest.mark.share(8)
@pytest.mark.parametrize("name", RELAXED)
def test_distances_from_neighbours(name: str) -> None:
    """The relaxed form is exact between neighbours, and leaves the others open."""
    below = small_float("uneven below", "s ee m", 1, nan="0 1e m")
    fmt = {**SMALL, "uneven below": below}[name]
    source = FIVE["ieee5"]
    x, y, z = code(source, "x"), code(fmt, "y"), code(fmt, "z")
    p, q, r = b.decode(source, x), b.decode(fmt, y), b.decode(fmt, z)
    everything = everywhere([x, y, z])
    neighbours = [
        (i, j, k)
        for i, j, k in everything
        if fmt.decode(j).exact is not None
        and fmt.decode(k).exact is not None
        and abs(fmt.ordinal(j) - fmt.ordinal(k)) == 1
    ]
    roots = [
        b.compare(op, b.absolute(left), b.absolute(right))
        for op in ("lt", "le", "eq")
        for left, right in (
            (b.sub(p, q), b.sub(p, r)),
            (b.sub(q, p), b.sub(r, p)),
            (b.sub(q, p), b.sub(p, r)),
        )
    ]
    rng = seeded("relaxed", name)
    points = some(neighbours, 400, rng)
    assert agree_relaxed(roots, [x, y, z], points) == len(roots) * len(points)
    agree_relaxed(roots, [x, y, z], some(everything, 200, rng))
    agree_relaxed([b.not_(root) for root in roots], [x, y, z], some(everything, 60, rng))


# --- the rest of the core ---------------------------------------------------------------------


def test_integers_and_bits() -> None:
    x, y, z = b.var("x", 0, 13), b.var("y", 0, 6), b.var("z", -5, 4)
    fractions = [b.div(x, b.const(3)), b.div(z, b.const(4)), b.mul(z, b.pow2(z))]
    numbers: list[n.Num] = [
        *(b.binary(op, x, y) for op in ("and", "or", "xor", "div", "min", "max")),
        b.div(z, x),
        b.div(x, z),
        b.div(b.sub(x, z), b.add(z, b.const(Fraction(1, 2)))),
        b.pow2(z),
        *(b.unary(op, q) for q in fractions for op in ("floor", "exponent", "significand", "abs")),
        *(b.unary(op, b.div(x, z)) for op in ("floor", "exponent", "significand", "neg")),
        b.mul(b.add(x, b.const(Fraction(1, 3))), b.sub(z, b.const(Fraction(2, 5)))),
        b.if_num(b.lt(x, y), z, b.div(x, b.const(7))),
        b.if_num(b.lt(z, y), b.decode(SMALL["posit4_2"], x), b.div(x, z)),
    ]
    agree(numbers, [x, y, z], some(everywhere([x, y, z]), 200, seeded("bits")))


def test_negative_bits_are_refused() -> None:
    z = b.var("z", -5, 4)
    encoder = Encoder(Query((z,), (), ()))
    with pytest.raises(Unsupported):
        encoder.number(b.binary("and", z, z))


def test_roots() -> None:
    x, y = b.var("x", -3, 40), b.var("y", -6, 9)
    root = b.unary("sqrt", x)
    other = b.unary("sqrt", b.div(b.mul(y, y), b.const(3)))
    half = b.div(y, b.const(2))
    numbers: list[n.Num] = [root, b.neg(root), b.mul(root, half), b.add(root, half)]
    numbers += [b.unary(op, root) for op in ("floor", "exponent", "significand", "abs")]
    numbers += [b.mul(root, root), b.if_num(b.lt(y, x), root, half), b.absolute(b.sub(root, y))]
    pairs = [(root, y), (root, other), (b.sub(root, half), y), (b.neg(root), half)]
    pairs += [(b.mul(root, half), y), (b.mul(root, b.const(2)), b.add(root, y)), (root, b.ZERO)]
    truths = [b.compare(op, *p) for a, c in pairs for op in ("lt", "le", "eq")
              for p in ((a, c), (c, a))]  # fmt: skip
    agree([*numbers, *truths], [x, y], some(everywhere([x, y]), 260, seeded("roots")))


def test_binders() -> None:
    x, i, j = b.var("x", 0, 9), b.var("i", -2, 5), b.var("j", 0, 3)
    none = b.var("none", 3, 2)
    roots: list[n.Node] = []
    for op in ("sum", "min", "max"):
        roots.append(b.fold(op, (none,), b.TRUE, b.const(5)))  # type: ignore[arg-type]
        roots.append(b.fold(op, (i,), b.lt(i, x), b.sub(i, b.const(9))))  # type: ignore[arg-type]
        roots.append(b.fold(op, (i, j), b.lt(x, i), b.div(b.mul(i, x), b.add(j, b.ONE))))  # type: ignore[arg-type]
        inner = b.fold(op, (j,), b.le(j, i), b.mul(j, x))  # type: ignore[arg-type]
        roots.append(b.fold(op, (i,), b.TRUE, b.sub(inner, i)))  # type: ignore[arg-type]
    roots.append(b.add(b.fold("sum", (x,), b.TRUE, b.mul(x, x)), x))  # its own x
    roots.append(b.forall((i,), b.or_(b.lt(i, x), b.lt(x, b.const(5)))))
    roots.append(b.forall((i, j), b.not_(b.eq(b.add(i, j), x))))
    roots.append(b.forall((none,), b.FALSE))
    roots.append(b.forall((i,), b.not_(b.forall((j,), b.lt(b.mul(i, j), x)))))
    agree(roots, [x])


def test_wide_binders_are_refused() -> None:
    i, j = b.var("i", 0, 99), b.var("j", 0, 99)
    encoder = Encoder(Query((), (), ()))
    with pytest.raises(Unsupported, match="10000"):
        encoder.truth(b.forall((i, j), b.lt(i, b.add(j, i))))


def test_reals_are_refused() -> None:
    with pytest.raises(CannotAnswer, match="all reals"):
        Encoder(Query((), (), (), reals=(b.real_var("r"),)))


def random_formats(rng: random.Random, widest: int) -> list[Format]:
    formats: list[Format] = []
    while len(formats) < 2:
        fmt = samples.random_format(rng)
        if fmt.bits <= widest:
            formats.append(fmt)
    return formats


def random_roots(
    rng: random.Random, formats: Sequence[Format], depth: int, binders: bool
) -> tuple[list[n.Node], list[n.Var]]:
    variables = {f: [code(f, f"v{i}"), code(f, f"w{i}")] for i, f in enumerate(formats)}
    maker = Maker(rng, {f: list(vs) for f, vs in variables.items()}, binders)
    roots: list[n.Node] = [maker.number(depth), maker.truth(depth), maker.truth(depth - 1)]
    return roots, [v for vs in variables.values() for v in vs]


def check_random(seed: int, formats: Sequence[Format], depth: int, binders: bool) -> int:
    """Random terms at random inputs; how many could be encoded."""
    rng = seeded("random", seed)
    roots, variables = random_roots(rng, formats, depth, binders)
    points = [tuple(rng.randint(v.low, v.high) for v in variables) for _ in range(10)]
    done = 0
    for root in roots:
        try:
            agree([root], variables, points)
            done += 1
        except Unsupported:
            continue
    return done


def test_random_terms() -> None:
    done = sum(
        check_random(seed, random_formats(seeded(seed), 4), 3, binders=True) for seed in range(60)
    )
    assert done >= 165  # of 180


WIDE_FOR_TERMS = [
    samples.FP16,
    samples.BF16,
    samples.FP32,
    samples.FP64,
    samples.Integer("i32", 32),
    samples.E5M2,
    samples.POSIT8,
]


def test_random_terms_over_wide_formats() -> None:
    done = sum(
        check_random(seed, seeded(seed).sample(WIDE_FOR_TERMS, 2), 2, binders=False)
        for seed in range(25)
    )
    assert done >= 60  # of 75


@pytest.mark.parametrize(
    "tried",
    [pytest.param(800, marks=pytest.mark.long), pytest.param(3000, marks=pytest.mark.hour)],
)
def test_many_random_terms(tried: int) -> None:
    done = sum(
        check_random(seed, random_formats(seeded(seed), 5), 3, binders=True)
        for seed in range(1000, 1000 + tried)
    )
    print(f"{done} of {3 * tried} random terms encoded, all equal to the reference")
    assert done >= 0.95 * 3 * tried


def test_z3_itself_agrees() -> None:
    """The check that every question goes through: Z3's own simplifier on concrete inputs."""
    for seed in range(25):
        rng = seeded("simplify", seed)
        roots, variables = random_roots(rng, random_formats(rng, 6), 2, binders=True)
        for root in roots[1:]:
            assert isinstance(root, n.Bool)
            query = Query(tuple(variables), (root,), ())
            encoder = Encoder(query)
            try:
                term = encoder.truth(root)
            except Unsupported:
                continue
            assert z3.is_bool(term)
            assert check_encoding(encoder, query, root, term) >= 1
