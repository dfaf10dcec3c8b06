"""Worst-case inputs as runs: equal inputs in a row, and pictures of the signs they follow from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verif.accumulate.record import InputRule, SignRuns

SHOWN = 48
"""Runs that are written out."""

FULL = 4096
"""Runs that are written out of a channel that was asked for."""


@dataclass(frozen=True, slots=True)
class InputRun:
    """``count`` inputs in a row that are ``value``; ``later`` where it is added after the end is
    reached."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """An input by runs: the first ones, and how many of ``length`` values these are."""

    runs: tuple[InputRun, ...]
    shown: int
    length: int


def fed(rule: InputRule, signs: SignRuns, length: int) -> Inputs:
    """What a rule feeds to weights of such signs, ``length`` of them."""
    by_sign = {"+": rule.positive, "-": rule.negative, "0": rule.zero}
    return inputs(((by_sign[sign], count) for sign, count in signs.runs), length)


def listed(values: Sequence[int | None]) -> Inputs:
    """Inputs that are all there."""
    return inputs(((value, 1) for value in values), len(values), FULL)


def inputs(pairs: Iterable[tuple[int | None, int]], length: int, most: int = SHOWN) -> Inputs:
    """The first ``most`` runs; neighbours of the same input are one."""
    found: list[InputRun] = []
    for value, count in pairs:
        text = "later" if value is None else str(value)
        if found and found[-1].value == text:
            found[-1] = InputRun(text, found[-1].count + count)
        elif len(found) == most:
            break
        else:
            found.append(InputRun(text, count))
    return Inputs(tuple(found), sum(run.count for run in found), length)
