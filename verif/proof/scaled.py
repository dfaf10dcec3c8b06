"""Sums of two floats, gap by gap: what holds at one scale holds at all of them.

A claim about sums of x and y and of what such sums round to does not change when both are
multiplied by a power of two, as long as nothing overflows: rounding commutes with the scaling, as
a sum of floats is a whole multiple of the last place of the smaller one. So for each distance of
the exponents of x and y, one pair of exponents stands for all; from ``p + 2`` on, the smaller
number does not reach the larger one. The goals of a plan:

- what is not finite;
- rounding commutes with scaling: a lemma for each rounding context;
- for every gap, the claim at one scale, and that nothing overflows there unless x, y or a rounding
  that the claim knows to be finite does; or else, that all sums are small, and the claim at every
  scale where these may overflow;
- for larger gaps what each rounding gives, and the claim with these values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from verif.base.exact import floor_log2
from verif.engines.engine import Query
from verif.formats.context import Mode
from verif.formats.float_ import Float
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.simplify import conjuncts, simplified
from verif.ir.substitute import substitute
from verif.proof.distant import Distant
from verif.proof.gap import Gap
from verif.proof.homogeneous import homogeneous
from verif.proof.plan import Goal, Plan

RULE = "sums gap by gap"


@dataclass(frozen=True)
class Sums:
    """A predicate on two codes of one float format; ``finite`` is what is left of it where both
    are finite."""

    query: Query
    predicate: n.Bool
    format: Float
    finite: n.Bool

    @property
    def codes(self) -> tuple[n.Var, n.Var]:
        """The two variables."""
        x, y = self.query.variables
        return x, y

    @cached_property
    def kept(self) -> n.Bool:
        """The conjuncts that scaling does not change; the others are dropped, which leaves more."""
        return b.and_(*(t for t in conjuncts(self.finite) if homogeneous(t)))

    @cached_property
    def rounds(self) -> tuple[n.Round, ...]:
        """Every rounding in what is kept, inner ones first."""
        return tuple(r for r in n.postorder(self.kept) if isinstance(r, n.Round))

    @property
    def reach(self) -> int:
        """The gap from which on the smaller number is below a quarter of the other's last place."""
        return self.format.precision + 2


def by_scaling(query: Query, predicate: n.Bool) -> Iterator[Plan]:
    """The plans for a predicate on two floats: without a look at the top, and with one."""
    sums = sums_of(query, predicate)
    if sums is None:
        return
    distances = sorted(range(1 - sums.reach, sums.reach), key=abs)
    gaps = [Gap(sums.codes, sums.format, d) for d in distances]
    widths = [gap.width(sums.rounds) for gap in gaps]
    x, y = sums.codes
    far: list[Goal] = []
    for codes in ((x, y), (y, x)):
        found = Distant(query, sums.finite, sums.format, codes, sums.reach).goals()
        if found is None:
            return
        far += found
    room = floor_log2(sums.format.max)
    lowest = gaps[0].lowest
    if max(widths) + lowest > room:
        return  # too narrow a format: even its lowest numbers may reach the top
    once = [gap.goal(query, sums.kept, lowest) for gap in gaps]
    common = [*once, _infinite(sums), *_scaling(sums, max(widths)), *far]
    below = [g for gap in gaps for g in gap.no_overflow(query, sums.kept, sums.rounds)]
    yield _plan([*below, *common])
    small = [gap.small_sums(query, sums.kept, sums.rounds) for gap in gaps]
    top = [
        gap.goal(query, sums.finite, scale)
        for gap in gaps
        for scale in range(max(lowest, room - gap.small_width + 1), gap.highest + 1)
    ]
    if not any(_mentions(g.predicate, sums.codes) for g in top):
        yield _plan([*top, *small, *common])


def _plan(goals: Sequence[Goal]) -> Plan:
    fixed = tuple(goals)
    return Plan(RULE, (), lambda _: fixed)


def _mentions(predicate: n.Bool, codes: Sequence[n.Var]) -> bool:
    return any(node in codes for node in n.postorder(predicate))


def sums_of(query: Query, predicate: n.Bool) -> Sums | None:
    """The predicate as one on sums of two floats; ``None`` where it is something else."""
    if not query.finite or len(query.variables) != 2:
        return None
    formats = {  # of tests too: they may read a code as one of another format
        node.format.key: node.format
        for node in n.postorder(predicate)
        if isinstance(node, n.Decode | n.Round | n.Test)
    }
    if len(formats) != 1:
        return None
    (fmt,) = formats.values()
    if not isinstance(fmt, Float) or not (fmt.signed and fmt.subnormals and fmt.has_zero):
        return None
    whole = (0, (1 << fmt.bits) - 1)
    if any((v.low, v.high) != whole for v in query.variables) or fmt.kmin != -fmt.kmax:
        return None
    finite: dict[n.Node, n.Node] = {}
    for v in query.variables:
        for test in (b.test("nan", fmt, v), b.test("inf", fmt, v)):
            if not isinstance(test, n.Truth):
                finite[test] = b.FALSE
    sums = Sums(query, predicate, fmt, simplified(substitute(predicate, finite)))
    return sums if sums.rounds and all(_safe(r) for r in sums.rounds) else None


def _safe(r: n.Round) -> bool:
    """Whether a rounding is symmetric about zero, a finite result shows that it did not overflow,
    and no NaN or infinity becomes the largest number, which does not scale."""
    context = r.context
    nearest = context.mode in (Mode.RNE, Mode.RN, Mode.RNA)
    largest = (context.on_nan == "max" and r.nan is not b.FALSE) or (
        context.on_inf == "saturate" and r.inf is not b.FALSE
    )
    return nearest and context.overflow in ("nan", "inf") and not context.flush and not largest


def _infinite(sums: Sums) -> Goal:
    """The predicate where a variable is not finite."""
    fmt = sums.format
    some = b.or_(*(b.test(op, fmt, v) for v in sums.codes for op in ("nan", "inf")))
    found = simplified(b.and_(some, sums.predicate))
    return Goal("inputs that are not finite", replace(sums.query, order=()).about(found))


def _scaling(sums: Sums, width: int) -> Iterator[Goal]:
    """Rounding ``v * 2**q`` is rounding ``v`` in the lowest place, scaled, unless it overflows; and
    it does not where that is within the format."""
    fmt = sums.format
    lowest = 1 - fmt.bias - fmt.significand_bits
    highest = lowest + (fmt.kmax >> fmt.significand_bits) - 1
    v = b.var("sum", -(1 << width), 1 << width)
    q = b.var("place", lowest, highest)
    flag = b.var("sign of zero", 0, 1)
    query = Query((v, q, flag), (b.FALSE,), ())
    for context in dict.fromkeys(r.context for r in sums.rounds):

        def rounded(scale: n.Num, context: object = context) -> n.Num:
            sign = b.eq(flag, b.ONE)
            real = b.mul(v, b.pow2(scale))
            return b.round_(fmt, context, b.FALSE, b.FALSE, sign, real)  # type: ignore[arg-type]

        here, there = rounded(q), rounded(b.const(lowest))
        finite = b.not_(b.or_(b.test("nan", fmt, here), b.test("inf", fmt, here)))
        scaled = b.mul(b.decode(fmt, there), b.pow2(b.sub(q, b.const(lowest))))
        same = b.and_(
            b.eq(b.decode(fmt, here), scaled),
            b.eq(_sign(fmt, here), _sign(fmt, there)),
            b.not_(b.or_(b.test("nan", fmt, there), b.test("inf", fmt, there))),
        )
        within = b.le(b.absolute(scaled), b.const(fmt.max))
        name = f"{context.mode.name} commutes with scaling"
        yield Goal(name, query.about(b.and_(finite, b.not_(same))))
        name = f"{context.mode.name} stays within the format"
        yield Goal(name, query.about(b.and_(within, b.not_(finite))))


def _sign(fmt: Float, code: n.Num) -> n.Num:
    return b.if_num(b.test("negative", fmt, code), b.ONE, b.ZERO)
