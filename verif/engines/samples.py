"""Inputs worth a second look: ends, boundaries of roundings, neighbours, and some at random."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from verif.engines.engine import Query
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.value import Input
from verif.ir import nodes as n

Assignment = dict[n.Var, int]


def samples(query: Query, count: int, seed: int = 0) -> list[Assignment]:
    """At most ``count`` assignments, the same for every run with one ``seed``.

    Codes are drawn from the whole range, near zero, and so that their values lie at or next to a
    boundary of a format that the query rounds to: where a wrong rounding would show.
    """
    random = Random(seed)
    variables = query.variables
    corners = [{v: v.low for v in variables}, {v: v.high for v in variables}]
    if query.inputs <= 2:
        return corners[: query.inputs]
    formats = formats_of(query.predicates)
    targets = _targets(query.predicates)
    found = corners[: max(0, count - 1)]
    while len(found) < count:
        draw = {v: _value(random, v, formats.get(v), targets) for v in variables}
        if len(variables) > 1 and random.random() < 0.3:  # equal inputs, where they fit
            first, second = random.sample(variables, 2)
            if second.low <= draw[first] <= second.high:
                draw[second] = draw[first]
        found.append(draw)
    return found


def formats_of(predicates: Sequence[n.Bool]) -> dict[n.Var, Format]:
    """The format that each variable is used as a code of."""
    formats: dict[n.Var, Format] = {}
    for node in n.postorder(*predicates):
        match node:
            case n.Decode(fmt, n.Var() as v) | n.Test(_, fmt, n.Var() as v):
                formats[v] = fmt
    return formats


def _targets(predicates: Sequence[n.Bool]) -> list[Format]:
    """The formats that are rounded to."""
    nodes = n.postorder(*predicates)
    return list({r.format.key: r.format for r in nodes if isinstance(r, n.Round)}.values())


def _value(random: Random, v: n.Var, fmt: Format | None, targets: Sequence[Format]) -> int:
    choices = [random.randint(v.low, v.high), _small(random, v)]
    if fmt is not None:
        choices.extend(_near(random, fmt, targets))
    inside = [c for c in choices if v.low <= c <= v.high]
    return random.choice(inside)


def _small(random: Random, v: n.Var) -> int:
    """A number with few bits, moved into the range."""
    return max(v.low, min(v.high, random.getrandbits(random.randint(0, v.high.bit_length()))))


def _near(random: Random, fmt: Format, targets: Sequence[Format]) -> Iterator[int]:
    """A code at or beside a boundary of a target or a value of ``fmt`` itself."""
    target = random.choice(targets) if targets else fmt
    k = random.randint(target.kmin, target.kmax)
    value = target.midpoint(k) if random.random() < 0.7 else target.value_of(k)
    code = encode(fmt, Input.of(value), fmt.context().total)
    if fmt.decode(code).exact is not None:
        near = fmt.ordinal(code) + random.choice((-1, 0, 0, 1))
        yield fmt.code_of(max(fmt.kmin, min(fmt.kmax, near)))
