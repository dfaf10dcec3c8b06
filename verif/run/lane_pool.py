"""Lanes that are known of a property: by what vectors its sums are reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, product

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.probe import values_of
from verif.engines.samples import formats_of
from verif.engines.smt.linear import Facet, Vector
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import Environment, evaluate_all
from verif.ir.text import digest
from verif.properties.obligation import Variable
from verif.results.record import Step
from verif.run.panel import Panel

REALS = (Fraction(0), *(Fraction(k, 4) for k in (4, -4, 2, -2, 6, -6, 1, -1, 8, -8)))
"""Values of a real variable of a lane to begin with."""

NEAR = Fraction(1, 1 << 40)
"""How near a limit is looked at."""

LONG = 1 << 64
"""Numerators and denominators of lanes are at most so large."""

EACH, FIRST = 7, 160
"""Special values of a variable of a lane, and lanes of such values to begin with."""

MOST = FIRST + 60
"""Lanes that are kept."""


@dataclass(slots=True)
class LanePool:
    """Some lanes with the vectors that they contribute, and inequalities that all lanes satisfy.

    ``limits`` are vectors that lanes come near to; they only tell where to look for inequalities.
    """

    variables: tuple[Variable, ...]
    terms: Sequence[n.Num]
    lanes: list[Environment] = field(default_factory=list)
    vectors: list[Vector] = field(default_factory=list)
    limits: list[Vector] = field(default_factory=list)
    facets: list[tuple[Facet, tuple[Step, ...]]] = field(default_factory=list)

    def add(self, lane: Environment) -> bool:
        """Take a lane in, unless it contributes what another one does, or has no exact value."""
        vector = self._vector(lane)
        if vector is None or vector in self.vectors or len(self.vectors) >= MOST:
            return False
        self.lanes.append(lane)
        self.vectors.append(vector)
        return True

    def fill(self) -> None:
        """Take in lanes of special values, and what lanes near them tend to."""
        formats = formats_of([b.eq(t, b.ZERO) for t in self.terms])
        axes: list[Sequence[int | Fraction]] = []
        for v in self.variables:
            var = v.var
            axes.append(REALS if isinstance(var, n.RealVar) else special(var, formats.get(var)))
        names = [v.var for v in self.variables]
        for values in islice(product(*axes), FIRST):
            lane = dict(zip(names, values, strict=True))
            self.add(lane)
            self.limits += [v for v in self._limits(lane) if v not in self.limits]

    def _limits(self, lane: Environment) -> list[Vector]:
        """What lanes on both sides of this one's reals tend to: where a floor jumps, the end of an
        interval is no lane, and lanes come ever nearer to it. And where they go without end."""
        found: list[Vector] = []
        for v in self.variables:
            if not isinstance(v.var, n.RealVar):
                continue
            for value in (lane[v.var] - NEAR, lane[v.var] + NEAR, -1 / NEAR, 1 / NEAR):
                vector = self._vector({**lane, v.var: value})
                if vector is not None:
                    scale = max(Fraction(1), *(abs(x) * NEAR for x in vector))
                    found.append(tuple((x / scale).limit_denominator(1 << 20) for x in vector))
        return found

    def _vector(self, lane: Environment) -> Vector | None:
        """What a lane contributes; ``None`` where that has no exact value, or too long a one."""
        try:
            values = evaluate_all(self.terms, lane)
        except (NotExact, TooLarge):
            return None
        vector = tuple(x for x in values if isinstance(x, Fraction))
        long = any(max(abs(x.numerator), x.denominator) > LONG for x in vector)
        return None if long or len(vector) < len(values) else vector


def lane_pool(variables: tuple[Variable, ...], terms: Sequence[n.Num], panel: Panel) -> LanePool:
    """What questions about the same lanes have found so far."""
    key = f"lanes {' '.join(f'{v.name} {v.var}' for v in variables)} {digest(terms)}"
    if key not in panel.lemmas:
        pool = LanePool(variables, terms)
        pool.fill()
        panel.lemmas[key] = pool
    found = panel.lemmas[key]
    assert isinstance(found, LanePool)
    return found


def special(v: n.Var, fmt: Format | None) -> list[int]:
    """Values at the ends, the middle and next to zero; codes of fixed point among them."""
    middle = (v.low + v.high) // 2
    wanted = [v.high, v.low, middle, middle + 1, v.low + 1, v.high - 1, *values_of(v, fmt, EACH)]
    return [x for x in dict.fromkeys(wanted) if v.low <= x <= v.high][:EACH]
