"""From counts to a measurement: exact worst cases, limits, examples as people read them."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from verif.base.exact import pow2
from verif.formats.fixed import Fixed
from verif.measure.axes import Axes
from verif.measure.order import symmetric
from verif.measure.part import EDGES, Examples, Part
from verif.measure.record import Bin, Case, Measurement, NotNumbers, Order, Pair
from verif.measure.worst import Judge
from verif.oracle.monotone import Everywhere


def measured(
    base: Measurement, part: Part, judge: Judge, limit: Fraction | None, shown: int
) -> Measurement:
    """The measurement that the counts make."""
    scale, oracle = judge.scale, judge.oracle
    any_right = part.measured > part.misrounded
    ulp = judge.worst(part.ulp, lambda e: e.ulps, scale.right_ulps, any_right, shown)
    bounded = part.largest is not None
    top = pow2(scale.high - scale.place)
    if part.largest is not None and not isinstance(scale.fmt, Fixed):
        top = scale.ulp(scale.fmt.value_of(min(part.largest, scale.fmt.kmax)))
    absolute = judge.worst(
        part.absolute, lambda e: e.absolute, top * scale.right_ulps, bounded, shown
    )
    relative = judge.worst(
        part.relative, lambda e: e.relative, scale.right_relative, bounded, shown
    )
    within = None
    if limit is not None:
        exceeds = judge.exceeds(part.ulp, limit, any_right)
        bad = part.unbounded.count or (base.repeated is not None and base.repeated.differing)
        within = False if bad or exceeds else None if exceeds is None else True
    unary = len(oracle.inputs) == 1
    axes = Axes(oracle.function.name, oracle.inputs[0]) if unary else None
    if axes is not None and part.inputs and not any(part.ordinal.inputs):
        axes.everything(part.ordinal, part.linear)
    return replace(
        base,
        inputs=part.inputs,
        measured=part.measured,
        left_out=part.left_out,
        nan=_not_numbers(judge, part.nan, part.nan_wrong),
        outside=_not_numbers(judge, part.outside, part.outside_wrong),
        misrounded=part.misrounded,
        faithful=part.unfaithful == 0,
        unfaithful=part.unfaithful,
        unbounded=part.unbounded.count,
        unbounded_cases=_cases(judge, part.unbounded),
        ulp=ulp,
        absolute=absolute,
        relative=relative,
        histogram=_histogram(part.histogram),
        monotone=_monotone(judge, part) if unary else None,
        symmetry=_symmetry(judge, part) if unary else None,
        ordinal=axes and axes.axis(axes.ordinal, part.ordinal),
        linear=axes and axes.axis(axes.linear, part.linear),
        within=within,
    )


def _cases(judge: Judge, examples: Examples) -> tuple[Case, ...]:
    return tuple(judge.case(codes, got) for codes, (got, *_) in examples.first)


def _not_numbers(judge: Judge, inputs: int, wrong: Examples) -> NotNumbers:
    return NotNumbers(inputs=inputs, wrong=wrong.count, examples=_cases(judge, wrong))


def _histogram(counts: list[int]) -> tuple[Bin, ...]:
    """The bins up to the last one that holds anything."""
    last = max((i for i, count in enumerate(counts) if count), default=-1)
    edges = (0.0, *EDGES)
    return tuple(
        Bin(low=edges[i], high=edges[i + 1] if i + 1 < len(edges) else None, count=counts[i])
        for i in range(last + 1)
        if i or counts[0]
    )


def _monotone(judge: Judge, part: Part) -> Order | None:
    shape = judge.oracle.function.shape
    if shape is None:
        return None
    wanted = "by pieces"
    if isinstance(shape, Everywhere):
        wanted = "rising" if shape.rising else "falling"
    return _order(judge, wanted, part.pairs, part.disorder)


def _symmetry(judge: Judge, part: Part) -> Order | None:
    sign = symmetric(judge.oracle.function, judge.scale, judge.oracle.context.mode)
    if not sign:
        return None
    return _order(judge, "even" if sign > 0 else "odd", part.mirrored, part.asymmetry)


def _order(judge: Judge, wanted: str, pairs: int, wrong: Examples) -> Order:
    examples = []
    for (a, b), (y, z) in wrong.first:
        inputs = (judge.inputs((a,))[0], judge.inputs((b,))[0])
        examples.append(Pair(inputs=inputs, results=(judge.result(y), judge.result(z))))
    return Order(wanted=wanted, pairs=pairs, wrong=wrong.count, examples=tuple(examples))
