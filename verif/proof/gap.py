"""Pairs of floats whose last places are a fixed distance apart, as signs and significands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from verif.engines.engine import Query
from verif.formats.float_ import Float
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.simplify import conjuncts, known_truths
from verif.ir.substitute import substitute
from verif.proof.homogeneous import size
from verif.proof.plan import Goal


@dataclass(frozen=True)
class Gap:
    """The pairs (x, y) of finite numbers where the last place of x is ``2**distance`` times that
    of y. The number further up is normal; the other may be anything down to 0."""

    codes: tuple[n.Var, n.Var]
    format: Float
    distance: int

    @property
    def lowest(self) -> int:
        """The exponent of the last place of the smallest numbers of the format."""
        return 1 - self.format.bias - self.format.significand_bits

    @property
    def highest(self) -> int:
        """The largest exponent of the lower last place."""
        binades = self.format.kmax >> self.format.significand_bits
        return self.lowest + max(binades, 1) - 1 - abs(self.distance)

    def _up(self, v: n.Var) -> int:
        return max(self.distance, 0) if v is self.codes[0] else max(-self.distance, 0)

    def _parts(self, v: n.Var) -> tuple[n.Var, n.Var]:
        p = self.format.precision
        low = 1 << (p - 1) if self._up(v) else 0
        return b.var(f"sign of {v.name}", 0, 1), b.var(f"digits of {v.name}", low, (1 << p) - 1)

    def number(self, v: n.Var, scale: int) -> n.Num:
        """The value of a variable, the lower last place being ``2**scale``."""
        sign, digits = self._parts(v)
        signed = b.if_num(b.eq(sign, b.ONE), b.neg(digits), digits)
        return b.mul(b.const(Fraction(2) ** (scale + self._up(v))), signed)

    def at(self, predicate: n.Bool, scale: int) -> n.Bool:
        """A predicate on the codes, for the numbers of this gap at a scale."""
        by: dict[n.Node, n.Node] = {}
        for v in self.codes:
            by[b.decode(self.format, v)] = self.number(v, scale)
            by[b.test("negative", self.format, v)] = b.eq(self._parts(v)[0], b.ONE)
        return substitute(predicate, by)

    def goal(self, query: Query, predicate: n.Bool, scale: int, what: str = "") -> Goal:
        """The predicate at a scale, and both numbers within the format."""
        top = b.const(self.format.max)
        within = [b.le(b.absolute(self.number(v, scale)), top) for v in self.codes]
        variables = tuple(p for v in self.codes for p in self._parts(v))
        name = f"gap {self.distance}, last place 2^{scale}{what}"
        asked = replace(query, variables=variables, order=(), facts=())
        return Goal(name, asked.about(b.and_(*within, self.at(predicate, scale))))

    def width(self, rounds: Sequence[n.Round]) -> int:
        """Bits of the largest sum that is rounded, in units of the lower last place."""
        p = self.format.precision
        known: dict[n.Node, Fraction] = {
            b.decode(self.format, v): Fraction(1 << (p + self._up(v))) for v in self.codes
        }
        return max(int(size(r.real, known)) for r in rounds).bit_length()

    def small_sums(self, query: Query, predicate: n.Bool, rounds: Sequence[n.Round]) -> Goal:
        """No sum is over twice the first power of two that neither number reaches."""
        given = b.and_(*(t for t in conjuncts(predicate) if not _rounds(t)))
        limit = b.const(Fraction(2) ** (self.lowest + self.small_width))
        large = b.or_(*(b.lt(limit, b.absolute(r.real)) for r in rounds))
        return self.goal(query, b.and_(given, large), self.lowest, ": sums are small")

    @property
    def small_width(self) -> int:
        """Bits of the largest sum where sums are small, in units of the lower last place."""
        return self.format.precision + abs(self.distance) + 1

    def no_overflow(
        self, query: Query, predicate: n.Bool, rounds: Sequence[n.Round]
    ) -> Iterator[Goal]:
        """No rounding exceeds x, y and those before it that are known to be finite."""
        fmt = self.format
        given = b.and_(*(t for t in conjuncts(predicate) if not _rounds(t)))
        truths = known_truths(predicate)
        limit: n.Num = b.ZERO
        for v in self.codes:
            limit = b.binary("max", limit, b.absolute(b.decode(fmt, v)))
        for i, r in enumerate(rounds):
            result = b.absolute(b.decode(fmt, r))
            tests = (b.test("nan", fmt, r), b.test("inf", fmt, r))
            if all(truths.get(t, t) is b.FALSE for t in tests):
                limit = b.binary("max", limit, result)
                continue
            what = f": rounding {i + 1} stays within"
            yield self.goal(query, b.and_(given, b.lt(limit, result)), self.lowest, what)


def _rounds(term: n.Bool) -> bool:
    return any(isinstance(x, n.Round) for x in n.postorder(term))
