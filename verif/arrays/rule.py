"""The exact rule of an encoding: every pattern of a source type to its code, or to a refusal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verif.arrays.binades import Binades, binades, edge_ordinals, has_cut
from verif.arrays.source import Array, Source
from verif.arrays.steps import Steps, steps
from verif.formats.context import Context
from verif.formats.format import Format

LISTED_BITS = 10
"""Formats up to this wide have every threshold listed; wider ones round by arithmetic."""


@dataclass(frozen=True)
class Rule:
    """Steps, and arithmetic for the open ones."""

    steps: Steps
    binades: Binades | None

    def lookup(self, patterns: Array) -> tuple[Array, Array]:
        """Codes of ``patterns``, and their segments; in a refused segment a code means nothing."""
        segment = self.steps.segment(patterns)
        codes = self.steps.codes[segment]
        if self.binades is not None:
            inside = np.flatnonzero(self.steps.is_open[segment])
            if inside.size:
                codes[inside] = self.binades.round(*self.binades.split(patterns[inside]))
        return codes, segment


def exact_rule(fmt: Format, context: Context, source: Source, listed: bool | None = None) -> Rule:
    """The rule of ``encode(fmt, x, context)`` for numbers of type ``source``.

    ``listed`` chooses between a list of all thresholds and arithmetic, where both are possible.
    """
    if listed is None:
        listed = fmt.bits <= LISTED_BITS or not has_cut(fmt)
    if listed:
        return Rule(steps(fmt, context, source, range(fmt.kmin - 1, fmt.kmax + 1)), None)
    edges = steps(fmt, context, source, edge_ordinals(fmt, context))
    return Rule(edges, binades(fmt, context, source, edges))
