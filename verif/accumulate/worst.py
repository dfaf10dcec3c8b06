"""Inputs that drive an accumulator to the ends of its range."""

from __future__ import annotations

from collections.abc import Iterable

from verif.accumulate.input_range import InputRange
from verif.accumulate.record import InputRule, Layer, WorstCase, WorstInputs


def worst_inputs(inputs: InputRange) -> WorstInputs:
    """What to feed by the sign of the weight: each term at the end of its own range.

    A term that cannot move the sum towards the end has no input; it is added later.
    """
    up = inputs.high if inputs.term_high >= 0 else None
    down = inputs.low if inputs.term_low <= 0 else None
    return WorstInputs(
        max=InputRule(positive=up, negative=down, zero=inputs.idle),
        min=InputRule(positive=down, negative=up, zero=inputs.idle),
    )


def worst_case(layer: Layer, index: int, weights: list[int], inputs: InputRange) -> WorstCase:
    """One channel with its weights and both worst-case inputs in full."""
    rules = worst_inputs(inputs)
    channel = layer.channels[index]
    return WorstCase(
        file=layer.file,
        name=layer.name,
        index=index,
        weights=tuple(weights),
        max=channel.max,
        max_input=tuple(_fed(rules.max, weights)),
        min=channel.min,
        min_input=tuple(_fed(rules.min, weights)),
    )


def _fed(rule: InputRule, weights: list[int]) -> Iterable[int | None]:
    by_sign = (rule.zero, rule.positive, rule.negative)
    return (by_sign[(w > 0) - (w < 0)] for w in weights)
